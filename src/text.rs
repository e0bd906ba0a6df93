//! What strangers type: cleaned once, here, before anything is stored.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domains;

mod digits;
mod folding;
mod invisible;
mod links;
mod number;

pub use digits::plain_numbers;
pub use folding::fold;
pub use invisible::is_noncharacter;
pub use number::counted;

/// Why a text can't be taken. Each is a message (`error-…`) in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// Nothing was typed.
    Missing,
    /// More characters than fit.
    TooLong,
    /// An address, a telephone number or markup where a name belongs: programs would make a link of it.
    Link,
    /// An organization is named after a web address that is not that of its website.
    OtherAddress,
    /// More accents on one letter than any language writes.
    Marks,
    /// Signs that no name has: emoji, control characters.
    Signs,
    /// Not of the form that this field has.
    Form,
}

impl TextError {
    /// The id of the message that tells what to do.
    pub fn message(self) -> &'static str {
        match self {
            Self::Missing => "error-missing",
            Self::TooLong => "error-too-long",
            Self::Link => "error-link",
            Self::OtherAddress => "error-other-address",
            Self::Marks => "error-marks",
            Self::Signs => "error-signs",
            Self::Form => "error-form",
        }
    }
}

/// NFC, white space folded to single spaces, and no invisible characters that reorder or hide text.
pub fn tidy(text: &str) -> String {
    // What is ASCII alone is composed already.
    if text.is_ascii() {
        spaced(invisible::removed(text.chars()), text.len())
    } else {
        // What stood between two marks kept them apart: without it their order may be another.
        spaced(invisible::removed(text.nfc()).nfc(), text.len())
    }
}

fn spaced(shown: impl Iterator<Item = char>, about: usize) -> String {
    let mut line = String::with_capacity(about);
    let mut apart = false;
    for c in shown {
        if c.is_whitespace() {
            apart = true;
        } else {
            if apart && !line.is_empty() {
                line.push(' ');
            }
            apart = false;
            line.push(c);
        }
    }
    line
}

/// A name of a person, place or organization, in any script: at least one letter, no link, no telephone number, no markup, no emoji.
pub fn name(text: &str, longest: usize) -> Result<String, TextError> {
    let name = line(text, longest)?;
    if !name.chars().any(char::is_alphanumeric) {
        return Err(TextError::Form);
    }
    if links::has_phone_number(&name) {
        return Err(TextError::Link);
    }
    Ok(name)
}

/// An organization's name: as [`name`], but it may hold the domain of its own website, as "Harvest.org Action" does.
pub fn organization_name(text: &str, longest: usize, own: Option<&str>) -> Result<String, TextError> {
    let tidied = tidy(text);
    let found = links::find(&tidied);
    let is_own = |host: &String| own.is_some() && domains::registrable(host).as_deref() == own;
    if found.others || found.hosts.is_empty() {
        return name(&tidied, longest);
    }
    if found.hosts.iter().all(is_own) {
        return unlinked(&tidied, longest).map(|()| tidied);
    }
    match name(&tidied, longest) {
        Err(TextError::Link) => Err(TextError::OtherAddress),
        read => read,
    }
}

/// As mails hold a name: a word joiner behind a dot within a word keeps mail programs from making a link of it, and shows nothing.
pub fn unclickable(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    let mut rest = name.chars().peekable();
    while let Some(c) = rest.next() {
        safe.push(c);
        if c == '.' && rest.peek().is_some_and(|next| next.is_alphanumeric()) {
            safe.push('\u{2060}');
        }
    }
    safe
}

/// One line of plain words, not empty.
pub fn line(text: &str, longest: usize) -> Result<String, TextError> {
    optional_line(text, longest)?.ok_or(TextError::Missing)
}

/// One line of plain words; `None` if nothing was typed.
pub fn optional_line(text: &str, longest: usize) -> Result<Option<String>, TextError> {
    let line = links::spaced(&tidy(text));
    if line.is_empty() {
        return Ok(None);
    }
    unlinked(&line, longest)?;
    if links::find(&line).none() {
        Ok(Some(line))
    } else {
        Err(TextError::Link)
    }
}

/// What a line must be whether or not it may hold an address.
fn unlinked(line: &str, longest: usize) -> Result<(), TextError> {
    if line.chars().count() > longest {
        return Err(TextError::TooLong);
    }
    if line.chars().any(is_emoji) {
        return Err(TextError::Signs);
    }
    if overloaded(line) {
        return Err(TextError::Marks);
    }
    Ok(())
}

/// Whether a letter carries more marks than languages put there: three on a Latin, Greek or Cyrillic one, six on any other (Tibetan
/// stacks, Hebrew with vowels and accents), none without a letter.
fn overloaded(line: &str) -> bool {
    let mut most = 0;
    let mut marks = 0;
    line.chars().any(|c| {
        if is_combining_mark(c) {
            marks += 1;
            return marks > most;
        }
        marks = 0;
        most = match u32::from(c) {
            _ if c.is_whitespace() => 0,
            0..=0x52F | 0x1C80..=0x1C8F | 0x1D00..=0x2BFF | 0xA640..=0xA7FF | 0xAB30..=0xAB6F => 3,
            _ => 6,
        };
        false
    })
}

fn is_emoji(c: char) -> bool {
    use unicode_properties::UnicodeEmoji;
    !c.is_ascii() && c.is_emoji_char() && !matches!(c, '©' | '®' | '™')
}

/// As part of a file's name that survives every system and mail program: lower-case ASCII letters, digits and hyphens.
pub fn file_name(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
    // Folding keeps letters of other scripts, which some programs lose.
    let words: String = fold(&text.replace(['.', '\'', '’'], "")).chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("O'Brien")]
    #[case("José Ñandú")]
    #[case("李小龍")]
    #[case("Null")]
    #[case("Madonna")]
    #[case("عبد الرحمن")]
    #[case("Anne-Marie d’Arc, Jr.")]
    #[case("Ng̃ũgĩ wa Thiong'o")]
    #[case("X Æ A-12")]
    fn names_of_the_world_pass(#[case] given: &str) {
        assert_eq!(name(given, 120), Ok(tidy(given)));
    }

    #[rstest::rstest]
    #[case("  ", TextError::Missing)]
    #[case("Win at https://spam.example", TextError::Link)]
    #[case("me@example.org", TextError::Link)]
    #[case("<b>Bob</b>", TextError::Link)]
    #[case("Bob 🎉", TextError::Signs)]
    #[case("---", TextError::Form)]
    fn what_is_no_name_is_refused_with_its_reason(#[case] given: &str, #[case] why: TextError) {
        assert_eq!(name(given, 120), Err(why));
    }

    #[test]
    fn invisible_reordering_is_removed() {
        assert_eq!(tidy(" Ann\u{202e}\t\u{200b} Lee\u{0} "), "Ann Lee");
        assert_eq!(tidy("\tAnn \u{1} \r\n Lee\u{0}\u{7f} "), "Ann Lee");
    }

    #[rstest::rstest]
    #[case("\u{3164}")]
    #[case("\u{115f}\u{1160}")]
    #[case("\u{ffa0}\u{2800}")]
    #[case("\u{ad}\u{61c}\u{34f}")]
    #[case("\u{fff9}\u{fffa}\u{fffb}\u{e0041}\u{e0042}")]
    #[case("\u{200c}\u{200d}")]
    fn a_name_that_nobody_sees_is_missing(#[case] given: &str) {
        assert_eq!(name(given, 120), Err(TextError::Missing));
    }

    #[test]
    fn what_nobody_sees_is_removed_but_where_it_spells() {
        assert_eq!(tidy("A\u{ad}na\u{e0061} \u{61c}L\u{fff9}ee\u{200d}"), "Ana Lee");
        assert_eq!(tidy("A\u{ffff}na\u{fdd0} L\u{1fffe}ee"), "Ana Lee");
        for spelled in ["علی\u{200c}رضا", "ක්\u{200d}රි", "葛\u{e0100}城", "ᠡ\u{180b}"] {
            assert_eq!(tidy(spelled), spelled);
        }
    }

    #[rstest::rstest]
    #[case("Ana\u{3164}Ruiz", "Ana Ruiz")]
    #[case("Ana\u{ffa0}\u{2800}Ruiz", "Ana Ruiz")]
    #[case("Ana\u{1160}Ruiz", "Ana Ruiz")]
    #[case("Ana \u{3164} Ruiz", "Ana Ruiz")]
    #[case("Smith\u{ad}Jones", "Smith-Jones")]
    #[case("Ana\u{200b}Ruiz", "Ana Ruiz")]
    #[case("Orga\u{ad}ni\u{ad}za\u{ad}tion", "Organization")]
    #[case("Ana\u{ad} Ruiz", "Ana Ruiz")]
    #[case("ᄒ\u{1160}ᆫ", "ᄒᆫ")]
    #[case("À\u{1cd0}\u{7f}\u{1039}", "À\u{1039}\u{1cd0}")]
    #[case("ភាសា\u{200b}ខ្មែរ", "ភាសាខ្មែរ")]
    fn what_nobody_sees_joins_no_words(#[case] typed: &str, #[case] taken: &str) {
        assert_eq!(tidy(typed), taken);
        assert_eq!(tidy(taken), taken);
    }

    #[test]
    fn a_letter_carries_a_few_marks() {
        for few in ["Ng̃ũgĩ", "ế", "ཧཱུྃ", "שָׁלוֹם", "क्षि", "Ṣ̌ạ̈"] {
            assert_eq!(name(few, 120), Ok(tidy(few)), "{few}");
        }
        let tower = format!("Ana{}", "\u{301}\u{302}".repeat(40));
        assert_eq!(name(&tower, 200), Err(TextError::Marks));
        assert_eq!(name("Ana \u{301}Ruiz", 120), Err(TextError::Marks), "no letter below");
        assert_eq!(name(&format!("ع{}", "\u{64b}".repeat(7)), 120), Err(TextError::Marks));
    }

    #[rstest::rstest]
    #[case("Harvest.org Action", Some("harvest.org"), Ok("Harvest.org Action"))]
    #[case("MoveForward.org", Some("moveforward.org"), Ok("MoveForward.org"))]
    #[case("Harvest.org", None, Err(TextError::OtherAddress))]
    #[case("Harvest.org", Some("other.org"), Err(TextError::OtherAddress))]
    #[case("harvest.org/prize", Some("harvest.org"), Err(TextError::Link))]
    #[case("harvest.org and evil.com", Some("harvest.org"), Err(TextError::OtherAddress))]
    #[case("First Presb.Church", None, Ok("First Presb. Church"))]
    fn an_organization_may_be_named_after_its_own_domain(
        #[case] given: &str,
        #[case] own: Option<&str>,
        #[case] read: Result<&str, TextError>,
    ) {
        assert_eq!(organization_name(given, 120, own), read.map(str::to_owned));
    }

    #[rstest::rstest]
    #[case("H.R. 1234", "hr-1234")]
    #[case("Rep. Ñandú-Øster, Jr.", "rep-nandu-oster-jr")]
    #[case("../../etc/passwd", "etc-passwd")]
    #[case("李明 2", "2")]
    #[case("O'Brien", "obrien")]
    fn a_file_name_is_plain(#[case] text: &str, #[case] name: &str) {
        assert_eq!(file_name(text), name);
    }

    #[test]
    fn folding_makes_one_of_the_many_ways_to_write_a_name() {
        assert_eq!(fold("The Coalición & Friends, Inc."), fold("coalicion and friends inc"));
        assert_ne!(fold("Local 12"), fold("Local 21"));
    }
}
