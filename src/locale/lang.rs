//! Language tags: parsing, writing direction, and the language's own name.

use icu_locale::{Direction, LocaleDirectionality};
use unic_langid::LanguageIdentifier;

/// A language tag in lower case, such as `en` or `es`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang {
    bytes: [u8; 11],
    length: u8,
}

impl Lang {
    /// Parses a tag of 2 to 11 lower-case letters, digits and hyphens, beginning with a letter.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (2..=11).contains(&text.len()) && text.as_bytes()[0].is_ascii_lowercase();
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !fits || !plain || text.parse::<LanguageIdentifier>().is_err() {
            return None;
        }
        let mut bytes = [0; 11];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Some(Self {
            bytes,
            length: u8::try_from(text.len()).ok()?,
        })
    }

    /// Returns the tag as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).expect("made from ASCII")
    }

    /// Returns the language without region or script: `es` of `es-mx`.
    pub(crate) fn primary(&self) -> &str {
        self.as_str().split('-').next().unwrap_or_default()
    }

    /// Returns the same tag, or else the first one of the same language.
    pub fn nearest(self, available: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut alike = available.into_iter().filter(|other| other.primary() == self.primary());
        let first = alike.next()?;
        if first == self {
            return Some(first);
        }
        Some(alike.find(|other| *other == self).unwrap_or(first))
    }

    /// Returns the direction in which this language is usually written (CLDR): `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        let known = self.as_str().parse().ok();
        let found =
            known.and_then(|tag: icu_locale_core::LanguageIdentifier| LocaleDirectionality::new_extended().get(&tag));
        if found == Some(Direction::RightToLeft) {
            "rtl"
        } else {
            "ltr"
        }
    }

    /// Returns the language's own name, if it is known, or else its tag. Of several names, the first one.
    pub fn own_name(self) -> String {
        let code =
            isolang::Language::from_639_1(self.primary()).or_else(|| isolang::Language::from_639_3(self.primary()));
        let name = code.and_then(|code| code.to_autonym());
        let better = BETTER_NAMES
            .iter()
            .find(|(tag, _)| *tag == self.primary())
            .map(|(_, name)| *name);
        let name = better.or_else(|| name?.split([',', '\u{200e}', '(']).next().map(str::trim));
        name.map_or_else(|| self.to_string(), capitalized)
    }
}

/// Own names that replace an unusual word in the table of names.
const BETTER_NAMES: &[(&str, &str)] = &[("ht", "Kreyòl ayisyen")];

/// Capitalizes a name for the beginning of a line.
fn capitalized(name: &str) -> String {
    let mut rest = name.chars();
    rest.next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(rest)
        .collect()
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> Lang {
        Lang::parse(tag).expect("a tag")
    }

    #[rstest::rstest]
    #[case("ar", "rtl")]
    #[case("he", "rtl")]
    #[case("ur", "rtl")]
    #[case("ks-deva", "ltr")]
    #[case("ht", "ltr")]
    #[case("en", "ltr")]
    fn a_language_is_written_in_its_direction(#[case] tag: &str, #[case] direction: &str) {
        assert_eq!(lang(tag).direction(), direction);
    }

    #[rstest::rstest]
    #[case("ht", "Kreyòl ayisyen")]
    #[case("vi", "Tiếng Việt")]
    #[case("es", "Español")]
    #[case("qaa", "qaa")]
    fn a_language_is_called_what_it_calls_itself(#[case] tag: &str, #[case] name: &str) {
        assert_eq!(lang(tag).own_name(), name);
    }

    #[test]
    fn the_nearest_language_is_the_same_one_or_one_of_its_family() {
        let available = ["en", "es", "pt", "pt-br"].map(lang);
        let nearest = |tag: &str| lang(tag).nearest(available).map(|found| found.to_string());
        assert_eq!(nearest("pt-br").as_deref(), Some("pt-br"));
        assert_eq!(nearest("es-mx").as_deref(), Some("es"));
        assert_eq!(nearest("ht"), None);
    }
}
