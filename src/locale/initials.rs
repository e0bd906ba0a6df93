//! The initials by which a list of names is read: 0–9, A to Z, and one heading for names in other scripts.
//!
//! They are ranges of the sort keys of [`super::order`], so that a database finds the names of an initial without reading the others. In
//! that order, which is every language's, a letter with an accent is listed by the plain one: Á by A, Ñ by N.

use std::ops::Range;
use std::sync::LazyLock;

use super::order::name_key;

/// The byte that ends the part of a sort key that says which letters a name has, and begins the one about accents.
const END_OF_LETTERS: u8 = 1;

/// The first letter after those that are written like a Z. Names from here on are in other letters or scripts.
const AFTER_Z: &str = "ʒ";

/// An initial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Initial {
    /// A digit, or a name without letters.
    Digit,
    /// A letter from A to Z, by its index.
    Letter(u8),
    /// Another letter or script.
    Other,
}

/// The first sort keys of A to Z, and of what comes after them.
static BOUNDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let latin = ('a'..='z').map(|letter| letters(&letter.to_string()));
    latin.chain([letters(AFTER_Z)]).collect()
});

impl Initial {
    /// Returns the initial of a sort key.
    pub(crate) fn of(sort_name: &[u8]) -> Self {
        let after = BOUNDS.partition_point(|bound| bound.as_slice() <= sort_name);
        match u8::try_from(after).unwrap_or(u8::MAX) {
            0 => Self::Digit,
            number if after < BOUNDS.len() => Self::Letter(number - 1),
            _ => Self::Other,
        }
    }

    /// Parses the initial in an address: `0`, `a` to `z`, `other`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            b"0" => Some(Self::Digit),
            b"other" => Some(Self::Other),
            [letter @ b'a'..=b'z'] => Some(Self::Letter(letter - b'a')),
            _ => None,
        }
    }

    /// Returns the sort keys of the names that begin with it.
    pub(crate) fn keys(self) -> Range<Vec<u8>> {
        let bound = |index: usize| BOUNDS.get(index).cloned().unwrap_or_else(after_all);
        match self {
            Self::Digit => Vec::new()..bound(0),
            Self::Letter(index) => bound(usize::from(index))..bound(usize::from(index) + 1),
            Self::Other => bound(BOUNDS.len() - 1)..after_all(),
        }
    }
}

impl std::fmt::Display for Initial {
    /// Writes it as in an address.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Digit => f.write_str("0"),
            Self::Letter(index) => write!(f, "{}", char::from(b'a' + index)),
            Self::Other => f.write_str("other"),
        }
    }
}

/// Returns a key after those of all names.
pub(crate) fn after_all() -> Vec<u8> {
    vec![u8::MAX]
}

/// Returns the sort keys of all names that begin with some letters, in any case and with any accents.
pub(crate) fn beginning_with(words: &str) -> Range<Vec<u8>> {
    let first = letters(words);
    let mut end = first.clone();
    while end.last() == Some(&u8::MAX) {
        end.pop();
    }
    match end.last_mut() {
        Some(last) => *last += 1,
        None => end = after_all(),
    }
    first..end
}

/// Returns the part of a sort key that says which letters a name has.
fn letters(name: &str) -> Vec<u8> {
    let mut key = name_key(name);
    if let Some(end) = key.iter().position(|byte| *byte == END_OF_LETTERS) {
        key.truncate(end);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::order::organization_key;

    #[rstest::rstest]
    #[case("9 to 5", "0")]
    #[case("***", "0")]
    #[case("\u{fffd}", "0")]
    #[case("Ana", "a")]
    #[case("‘Āina Momona", "a")]
    #[case("Ærø Folkekirke", "a")]
    #[case("Đặng Thị Mai", "d")]
    #[case("Łukasz", "l")]
    #[case("Ñáñez", "n")]
    #[case("Øystein", "o")]
    #[case("The Zoo", "z")]
    #[case("Žižek", "z")]
    #[case("Ζωή", "other")]
    #[case("Ярослав", "other")]
    #[case("李", "other")]
    #[case("أحمد", "other")]
    fn a_name_has_the_initial_that_a_reader_looks_for(#[case] name: &str, #[case] initial: &str) {
        let key = organization_key(name);
        let found = Initial::of(&key);
        assert_eq!(found.to_string(), initial);
        assert_eq!(Initial::parse(initial), Some(found));
        assert!(found.keys().contains(&key), "{name}");
    }

    #[test]
    fn initials_divide_all_names_among_them() {
        let letters = ('a'..='z').map(|letter| letter.to_string());
        let all = ["0".to_owned()].into_iter().chain(letters).chain(["other".to_owned()]);
        let ranges: Vec<_> = all.map(|it| Initial::parse(&it).expect("an initial").keys()).collect();
        assert!(ranges.windows(2).all(|two| two[0].end == two[1].start));
        assert!(ranges[0].start.is_empty() && ranges[27].end == after_all());
        for wrong in ["", "A", "aa", "é", "1"] {
            assert_eq!(Initial::parse(wrong), None, "{wrong}");
        }
    }

    #[rstest::rstest]
    #[case("jose", "José Peña", true)]
    #[case("JOSÉ P", "Jose Peña", true)]
    #[case("pena", "José Peña", false)]
    #[case("José Peña Ruiz", "José Peña", false)]
    #[case("łukasz", "Lukasz N.", true)]
    #[case("яро", "Ярослав Шевченко", true)]
    #[case("ярослав ш", "Ярослав Шевченко", true)]
    #[case("an", "Anna", true)]
    #[case("an", "Ao", false)]
    #[case("李", "李 明", true)]
    fn a_name_is_found_by_its_beginning(#[case] words: &str, #[case] name: &str, #[case] found: bool) {
        assert_eq!(beginning_with(words).contains(&name_key(name)), found);
    }
}
