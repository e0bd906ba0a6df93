//! The sort order of names: in the lists of a letter, in exports and in bundles, regardless of their language.
//!
//! Names are sorted by CLDR's root collation, which is not tailored to any language: a letter is one text in several languages, its signers
//! write in any, and a reader who looks for a name on the Spanish page after the English one finds it in the same place. The root sorts a
//! letter with a stroke or an accent beside the plain one (Ø by O, Ł by L, Đ by D, Ñ by N, Æ between AD and AF).
//!
//! A key is stored with each name, so that the database can sort and page by it. Keys of different versions of the collation can't be
//! compared: a test pins one. If it fails after an update, append a migration that recomputes all keys.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Lang;

/// The root collation, with numbers by their value: Local 9 before Local 12.
static ROOT: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let locale: Locale = "und-u-kn".parse().expect("a locale");
    Collator::try_new(locale.into(), CollatorOptions::default()).expect("the root is compiled in")
});

/// Returns the sort key of a person's name: compare keys byte by byte. About two bytes a letter.
pub fn name_key(name: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(2 * name.len());
    let Ok(()) = ROOT.write_sort_key_to(&letters_alone(name), &mut key);
    key
}

/// Returns the sort key of an organization's name, without a leading "The".
pub fn organization_key(name: &str) -> Vec<u8> {
    let bare = name.get(..4).filter(|it| it.eq_ignore_ascii_case("the "));
    name_key(bare.map_or(name, |the| &name[the.len()..]))
}

/// Normalizes a name for sorting. Signs within a word are dropped: the Hawaiian ʻokina with all that is typed for it, apostrophes, the dots
/// of abbreviations. Any other sign separates words as a space does.
fn letters_alone(name: &str) -> String {
    let mut kept = String::with_capacity(name.len());
    for c in name.nfc().filter(|c| !is_within_words(*c)) {
        if c.is_alphanumeric() || is_combining_mark(c) {
            kept.push(c);
        } else if !kept.ends_with(' ') && !kept.is_empty() {
            kept.push(' ');
        }
    }
    kept.truncate(kept.trim_end().len());
    kept
}

fn is_within_words(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{a78c}' | '.' | '\u{640}' | '\u{ad}' | '\u{200b}'..='\u{200d}'
    )
}

/// Returns the collation of a language, for words of the interface.
pub(super) fn of_language(lang: Lang) -> Option<CollatorBorrowed<'static>> {
    let locale = lang.as_str().parse::<Locale>().ok()?;
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names in the order that a reader expects.
    const NAMES: [&str; 27] = [
        "Ærø Folkekirke",
        "Aeronautics Union",
        "ʻĀina Momona",
        "'Aina Pono",
        "Ángel Peña",
        "Ann Lee",
        "Anna Lee",
        "Coalición de Oaxaca",
        "Đặng Thị Mai",
        "D.C. Tenants",
        "DC Workers",
        "De Ana Ruiz",
        "Deana Ruiz",
        "Jean-Luc Aubert",
        "Jean Luc Bernard",
        "Local 9",
        "Local 12",
        "Łukasz Nowak",
        "Lupe Ñáñez",
        "Obama Foundation",
        "O’Brien Hall",
        "‘Ohana Care",
        "Øystein Dahl",
        "Straße e.V.",
        "Zoë Adams",
        "Ζωή Παππά",
        "Ярослав Шевченко",
    ];

    #[test]
    fn accented_letters_sort_beside_plain_ones_and_signs_are_ignored() {
        let mut sorted = NAMES;
        sorted.reverse();
        sorted.sort_by_cached_key(|name| name_key(name));
        assert_eq!(sorted, NAMES);
    }

    #[rstest::rstest]
    #[case("ʻĀina", "Āina")]
    #[case("‘Āina", "’Āina")]
    #[case("Hawaiʻi", "Hawai'i")]
    #[case("(Ana) “Lee”", "Ana Lee")]
    #[case("A\u{301}na", "Ána")]
    fn articles_and_signs_do_not_affect_the_order(#[case] one: &str, #[case] other: &str) {
        assert_eq!(name_key(one), name_key(other));
    }

    #[test]
    fn an_organization_sorts_without_its_article_and_a_person_by_full_name() {
        assert_eq!(organization_key("The Harvest"), organization_key("Harvest"));
        assert_ne!(name_key("The Anh"), name_key("Anh"));
        assert_ne!(organization_key("Theater"), organization_key("ater"));
    }

    #[test]
    fn sort_keys_match_those_stored_in_databases() {
        assert_eq!(
            data_encoding::HEXLOWER.encode(&name_key("Łukasz O’Brien 12")),
            "41533f2b4f5d04472d4d3b334504100e0145b21201dcbfdcdc0a",
            "the collation changed: append a migration that makes every key anew, then pin this one"
        );
    }
}
