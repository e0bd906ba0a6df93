//! Splits names and addresses into words for the search index, and typed searches into words to look up.
//!
//! Both are folded ([`super::fold`]), so that case, accents and punctuation make no difference. Scripts that are written without spaces
//! (Chinese, Japanese, Thai) have no word boundaries: there, each pair of neighboring characters is a word, and so is the last character. A
//! search finds any part of such a name, and a single character as the beginning of a pair.

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::fold;

/// The maximum length of a word, in characters. More would not help a search, and indexes have limits.
const LONGEST: usize = 40;

/// A word in a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// The whole word.
    Whole(String),
    /// The beginning of a word.
    Beginning(String),
}

/// Returns the words of a text for the index.
pub fn indexed(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words = Vec::new();
    for run in runs(&folded) {
        match run {
            Run::Word(word) => words.push(shortened(word)),
            Run::Dense(characters) => {
                words.extend(pairs(&characters));
                words.extend(characters.last().map(|last| (*last).to_owned()));
            }
        }
    }
    words
}

/// Returns the words in a typed search; a match must have all of them. Quotes and operators are treated as punctuation.
pub fn sought(text: &str) -> Vec<Sought> {
    let folded = fold(text);
    let mut words = Vec::new();
    for run in runs(&folded) {
        match run {
            // A single letter begins too many words, so it matches only itself, as an initial.
            Run::Word(word) if word.chars().nth(1).is_none() => words.push(Sought::Whole(word.to_owned())),
            Run::Word(word) => words.push(Sought::Beginning(shortened(word))),
            Run::Dense(characters) => match characters.as_slice() {
                [one] => words.push(Sought::Beginning((*one).to_owned())),
                characters => words.extend(pairs(characters).map(Sought::Whole)),
            },
        }
    }
    words
}

/// A part of a folded text.
enum Run<'t> {
    Word(&'t str),
    /// Characters of a script without spaces, each with its marks.
    Dense(Vec<&'t str>),
}

fn shortened(word: &str) -> String {
    word.chars().take(LONGEST).collect()
}

fn pairs<'c>(characters: &'c [&str]) -> impl Iterator<Item = String> + 'c {
    characters.windows(2).map(<[&str]>::concat)
}

fn runs(folded: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let dense = is_dense(first);
            let differs = |c: char| !is_combining_mark(c) && is_dense(c) != dense;
            let end = rest.find(differs).unwrap_or(rest.len());
            let (run, more) = rest.split_at(end);
            runs.push(if dense {
                Run::Dense(characters(run))
            } else {
                Run::Word(run)
            });
            rest = more;
        }
    }
    runs
}

/// Splits a text into characters, each with its combining marks.
fn characters(text: &str) -> Vec<&str> {
    let begins = text
        .char_indices()
        .filter(|(at, c)| *at == 0 || !is_combining_mark(*c))
        .map(|(at, _)| at);
    let begins: Vec<usize> = begins.chain([text.len()]).collect();
    begins.windows(2).map(|two| &text[two[0]..two[1]]).collect()
}

/// Returns whether a character belongs to a script that is written without spaces between words.
fn is_dense(c: char) -> bool {
    // The Japanese mark for a long vowel belongs to no single script.
    c == 'ー'
        || matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Bopomofo
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
                | Script::Tibetan
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns whether a search finds a text.
    fn finds(typed: &str, text: &str) -> bool {
        let words = indexed(text);
        let found = |it: &Sought| match it {
            Sought::Whole(word) => words.contains(word),
            Sought::Beginning(word) => words.iter().any(|it| it.starts_with(word.as_str())),
        };
        sought(typed).iter().all(found)
    }

    #[rstest::rstest]
    #[case("Nuñez", "NUNEZ, Ana")]
    #[case("nunez", "Ana Núñez")]
    #[case("mar lop", "López, María")]
    #[case("J", "J. Prado")]
    #[case("o'brien", "Maeve O’Brien")]
    #[case("ana.lopez@union.org", "ana.lopez@union.org")]
    #[case("union.org", "ana@mail.union.org")]
    #[case("\"Local 12\" OR (x", "Local 12 or X")]
    #[case("农民", "全国农民工会")]
    #[case("会", "全国农民工会")]
    #[case("全国农民工会", "全国农民工会")]
    #[case("パート", "ﾊﾟｰﾄユニオン")]
    #[case("ชาวนา", "สมาคมชาวนาไทย")]
    #[case("محمد", "مُحَمَّد الأمين")]
    #[case("한국", "한국농민회")]
    #[case("иванов", "Пётр ИВАНОВ")]
    #[case("काला", "काला संघ")]
    fn what_is_typed_is_found(#[case] typed: &str, #[case] text: &str) {
        assert!(finds(typed, text), "{:?} in {:?}", sought(typed), indexed(text));
    }

    #[rstest::rstest]
    #[case("J", "Julia Prado")]
    #[case("pez", "López")]
    #[case("国会", "全国农民工会")]
    #[case("ハート", "パート")]
    #[case("Local 21", "Local 12")]
    fn what_is_not_there_is_not(#[case] typed: &str, #[case] text: &str) {
        assert!(!finds(typed, text), "{:?} in {:?}", sought(typed), indexed(text));
    }

    #[test]
    fn nothing_but_signs_looks_for_nothing() {
        assert_eq!(sought(" \"*^-:() "), []);
        assert_eq!(indexed("—"), Vec::<String>::new());
    }
}
