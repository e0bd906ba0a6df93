//! Cleans what strangers type, once, before anything is stored.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domains;

mod digits;
mod folding;
mod invisible;
mod links;
mod number;
pub mod words;

pub(crate) use digits::plain_numbers;
pub use folding::fold;
pub(crate) use invisible::is_noncharacter;
pub use number::counted;

/// Why a text is refused. Each is a message (`error-…`) in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// Nothing was typed.
    Missing,
    /// It has too many characters.
    TooLong,
    /// It contains an address, a phone number or markup where a name belongs: programs would turn it into a link.
    Link,
    /// The organization is named after a web address that is not that of its website.
    OtherAddress,
    /// A letter has more accents than any language writes.
    Marks,
    /// It contains signs that no name has: emoji, control characters.
    Signs,
    /// It does not have the form that this field needs.
    Form,
}

impl TextError {
    /// Returns the id of the message that tells what to do.
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

/// Normalizes a text: NFC, white space folded to single spaces, and no invisible characters that reorder or hide text.
pub fn tidy(text: &str) -> String {
    // Pure ASCII is composed already.
    if text.is_ascii() {
        spaced(invisible::removed(text.chars()), text.len())
    } else {
        // A removed character may have separated two marks, whose order may change without it.
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

/// Cleans a name of a person, place or organization, in any script: at least one letter, no link, no phone number, no markup, no emoji.
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

/// Cleans an organization's name like [`name`], but it may contain the domain of its own website, as "Harvest.org Action" does.
pub(crate) fn organization_name(text: &str, longest: usize, own: Option<&str>) -> Result<String, TextError> {
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

/// Makes a name unclickable in mails: an invisible word joiner after a dot within a word keeps mail programs from making a link of it.
pub(crate) fn unclickable(name: &str) -> String {
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

/// Cleans one line of plain words, not empty.
pub fn line(text: &str, longest: usize) -> Result<String, TextError> {
    optional_line(text, longest)?.ok_or(TextError::Missing)
}

/// Cleans one line of plain words; `None` if nothing was typed.
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

/// Checks what a line must be whether or not it may contain an address.
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

/// Returns whether a letter has more marks than languages put there: three on a Latin, Greek or Cyrillic one, six on any other (Tibetan
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

/// Turns a text into a part of a file's name that survives every system and mail program: lower-case ASCII letters, digits and hyphens.
pub fn file_name(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
    // Folding keeps letters of other scripts, which some programs can't store.
    let words: String = fold(&text.replace(['.', '\'', '’'], "")).chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests;
