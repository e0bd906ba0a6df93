//! Folds the many ways to write a name into one form, by which names are compared and searched.
//!
//! Marks are dropped only if the script treats them as ornament. Elsewhere a mark changes the word: a Japanese voicing mark, an Indic vowel
//! sign, a Thai tone.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// Folds case, accents and punctuation, and drops a leading "The".
pub fn fold(text: &str) -> String {
    let folded = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        caseless::default_case_fold_str(&without_ornament(text))
            .chars()
            .flat_map(spelled)
            .nfc()
            .collect()
    };
    let folded = folded.replace('&', " and ");
    let words: String = folded
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || is_combining_mark(c) {
                c
            } else {
                ' '
            }
        })
        .collect();
    let mut words: Vec<&str> = words.split_whitespace().collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words.join(" ")
}

/// Replaces compatibility forms (full width, ligatures, half-width kana) by the usual ones, and drops ornamental marks.
fn without_ornament(text: &str) -> String {
    let mut base = ' ';
    let kept = text.nfkd().filter(|c| {
        if !is_combining_mark(*c) {
            base = *c;
            return !is_written_at_will(*c);
        }
        !is_ornament(base, *c)
    });
    kept.collect()
}

/// Returns whether a mark on this letter is another way to write the same word.
fn is_ornament(base: char, mark: char) -> bool {
    match base.script() {
        // Hebrew is usually written without points. Marks on a digit, a sign or nothing say nothing.
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew | Script::Common | Script::Inherited => true,
        // Short vowels and the like, and hamza on alef. On waw and yeh, hamza is a letter of its own.
        Script::Arabic => {
            matches!(mark, '\u{64b}'..='\u{652}' | '\u{670}')
                || matches!(base, 'ا') && matches!(mark, '\u{653}'..='\u{655}')
        }
        _ => false,
    }
}

/// Returns whether a sign inside words is optional: the Hawaiian ʻokina and what is typed for it, the Arabic tatweel.
fn is_written_at_will(c: char) -> bool {
    matches!(
        c,
        '\u{2bb}' | '\u{2bc}' | '\u{2bd}' | '\u{640}' | '\u{200c}' | '\u{200d}' | '\u{ad}'
    )
}

/// Spells out Latin letters that have no decomposition, and letters that keyboards differ in.
fn spelled(c: char) -> impl Iterator<Item = char> {
    let spelled: &[char] = match c {
        'æ' => &['a', 'e'],
        'œ' => &['o', 'e'],
        'ø' => &['o'],
        'ł' => &['l'],
        'đ' | 'ð' => &['d'],
        'þ' => &['t', 'h'],
        'ħ' => &['h'],
        'ŧ' => &['t'],
        'ı' => &['i'],
        // Persian and Urdu keyboards have their own yeh and kaf.
        'ى' | 'ی' => &['ي'],
        'ک' => &['ك'],
        _ => &[],
    };
    let itself = spelled.is_empty().then_some(c);
    spelled.iter().copied().chain(itself)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[rstest::rstest]
    #[case("The Coalición & Friends, Inc.", "coalicion and friends inc")]
    #[case("Ærø Łódź Đà Nẵng", "aero lodz da nang")]
    #[case("Hawaiʻi Āina", "Hawaii Aina")]
    #[case("Όμιλος", "ΟΜΙΛΟΣ")]
    #[case("Ёлка", "елка")]
    #[case("שָׁלוֹם", "שלום")]
    #[case("أحمد", "احمد")]
    #[case("مُحَمَّد", "محمد")]
    #[case("کار", "كار")]
    #[case("ﾊﾟｰﾄﾕﾆｵﾝ", "パートユニオン")]
    #[case("Ｈａｒｖｅｓｔ", "harvest")]
    #[case("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}")]
    fn all_spellings_of_one_word_fold_to_one(#[case] one: &str, #[case] other: &str) {
        assert_eq!(fold(one), fold(other));
    }

    #[rstest::rstest]
    #[case("Local 12", "Local 21")]
    #[case("パート", "ハート")]
    #[case("ガ", "カ")]
    #[case("काला संघ", "कला संघ")]
    #[case("कर्म", "करम")]
    #[case("ज़मीन", "जमीन")]
    #[case("বাংলা", "বংলা")]
    #[case("தமிழ்", "தமழ")]
    #[case("ข้าว", "ขาว")]
    #[case("مؤمن", "مومن")]
    fn meaningful_marks_are_kept(#[case] one: &str, #[case] other: &str) {
        assert_ne!(fold(one), fold(other));
    }
}
