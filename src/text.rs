//! What strangers type: cleaned once, here, before anything is stored.

use unicode_normalization::UnicodeNormalization;

use crate::domains;

/// Why a text can't be taken. Each is a message (`error-…`) in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// Nothing was typed.
    Missing,
    /// More characters than fit.
    TooLong,
    /// A web address or markup stands where a name belongs.
    Link,
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
            Self::Signs => "error-signs",
            Self::Form => "error-form",
        }
    }
}

/// NFC, white space folded to single spaces, and no invisible characters that reorder or hide text.
pub fn tidy(text: &str) -> String {
    // What is ASCII alone is composed already.
    if text.is_ascii() {
        spaced(text.chars(), text.len())
    } else {
        spaced(text.nfc(), text.len())
    }
}

fn spaced(shown: impl Iterator<Item = char>, about: usize) -> String {
    let mut line = String::with_capacity(about);
    let mut apart = false;
    for c in shown {
        if c.is_whitespace() {
            apart = true;
        } else if !invisible(c) {
            if apart && !line.is_empty() {
                line.push(' ');
            }
            apart = false;
            line.push(c);
        }
    }
    line
}

fn invisible(c: char) -> bool {
    let joiner = matches!(c, '\u{200c}' | '\u{200d}');
    let reorders =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    (reorders && !joiner) || private || c.is_control()
}

/// A name of a person, place or organization, in any script: at least one letter, no link, no markup, no emoji.
pub fn name(text: &str, longest: usize) -> Result<String, TextError> {
    let name = line(text, longest)?;
    if !name.chars().any(char::is_alphanumeric) {
        return Err(TextError::Form);
    }
    Ok(name)
}

/// An organization's name: as [`name`], but it may hold the organization's own domain, as "Harvest.org Action" does.
pub fn organization_name(text: &str, longest: usize, own: Option<&str>) -> Result<String, TextError> {
    let tidied = tidy(text);
    let without: Vec<&str> = tidied
        .split(' ')
        .filter(|word| {
            own.is_none()
                || domains::linked_host(word)
                    .and_then(|host| domains::registrable(&host))
                    .as_deref()
                    != own
        })
        .collect();
    match name(&without.join(" "), longest) {
        Err(TextError::Missing) if own.is_some() && !tidied.is_empty() => Ok(tidied),
        Ok(_) if tidied.chars().count() > longest => Err(TextError::TooLong),
        Ok(_) => Ok(tidied),
        Err(why) => Err(why),
    }
}

/// One line of plain words, not empty.
pub fn line(text: &str, longest: usize) -> Result<String, TextError> {
    optional_line(text, longest)?.ok_or(TextError::Missing)
}

/// One line of plain words; `None` if nothing was typed.
pub fn optional_line(text: &str, longest: usize) -> Result<Option<String>, TextError> {
    let line = tidy(text);
    if line.is_empty() {
        return Ok(None);
    }
    if line.chars().count() > longest {
        return Err(TextError::TooLong);
    }
    let lower = line.to_lowercase();
    if ["://", "www.", ".com/", "<", ">", "](", "@"]
        .iter()
        .any(|sign| lower.contains(sign))
        || line.split(' ').any(|word| domains::linked_host(word).is_some())
    {
        return Err(TextError::Link);
    }
    if line.chars().any(is_emoji) {
        return Err(TextError::Signs);
    }
    Ok(Some(line))
}

fn is_emoji(c: char) -> bool {
    use unicode_properties::UnicodeEmoji;
    !c.is_ascii() && c.is_emoji_char() && !matches!(c, '©' | '®' | '™')
}

/// How names are compared and sorted: case, accents and punctuation folded, a leading "The" ignored.
pub fn fold(text: &str) -> String {
    let folded = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        let plain = text.nfkd();
        let plain: String = plain
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .collect();
        caseless::default_case_fold_str(&plain)
    };
    let folded = folded.replace('&', " and ");
    let words: String = folded
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let mut words: Vec<&str> = words.split_whitespace().collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words.join(" ")
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

    #[test]
    fn folding_makes_one_of_the_many_ways_to_write_a_name() {
        assert_eq!(fold("The Coalición & Friends, Inc."), fold("coalicion and friends inc"));
        assert_ne!(fold("Local 12"), fold("Local 21"));
    }
}
