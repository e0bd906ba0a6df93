//! Invented people: who they are and where they live, chosen by a pseudo-random number.

use super::words;
use crate::locale::Lang;
use crate::signatures::{Listing, Person, Signer};

/// The place of an invented signer.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    /// The USPS code, in the United States.
    pub(super) state: Option<&'static str>,
    pub(super) country: &'static str,
    pub(super) city: &'static str,
}

impl Spot {
    pub(super) fn at_home(state: &'static str, city: &'static str) -> Self {
        Self {
            state: Some(state),
            country: "US",
            city,
        }
    }
}

/// Creates a person. The first ones live in all states, the others in random ones. Some have a title, some write a comment.
pub(super) fn person(n: u32, nth: usize, lang: Lang) -> (Signer, Spot) {
    let place = words::PLACES.get(nth).copied().filter(|_| nth < words::CAPITALS);
    let (state, _, city, zip) = place.unwrap_or_else(|| pick(words::PLACES, n, 0));
    let spoken = usize::from(lang.as_str() == "es");
    let post = n.is_multiple_of(7).then(|| pick(words::POSTS, n, 4)[spoken]);
    let comment = n.is_multiple_of(11).then(|| pick(words::COMMENTS, n, 5)[spoken]);
    let signer = Signer::Person(Person {
        name: if n % 53 == 11 {
            pick(words::IN_OTHER_SCRIPTS, n, 6).to_owned()
        } else {
            format!("{} {}", pick(words::FIRST, n, 1), pick(words::LAST, n, 2))
        },
        postal_code: zip.to_owned(),
        district: None,
        title: post.map(|(title, _)| title.to_owned()),
        affiliation: post.map(|(_, affiliation)| affiliation.to_owned()),
        comment: comment.map(ToOwned::to_owned),
        listing: match n % 10 {
            0..=5 => Listing::Initial,
            6..=8 => Listing::Full,
            _ => Listing::Unlisted,
        },
        short_name: None,
        to_offices: n % 3 == 1,
    });
    (signer, Spot::at_home(state, city))
}

/// Returns a pseudo-random number that is always the same: the finalizer of `SplitMix64`.
pub(super) fn mixed(n: u32, purpose: u64) -> u64 {
    let seed = (u64::from(n) << 8 | purpose).wrapping_add(0x9E37_79B9_7F4A_7C15);
    let once = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let twice = (once ^ (once >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    twice ^ (twice >> 31)
}

/// Picks a pseudo-random element.
pub(super) fn pick<T: Copy>(list: &[T], n: u32, purpose: u64) -> T {
    let length = u64::try_from(list.len()).unwrap_or(u64::MAX);
    list[usize::try_from(mixed(n, purpose) % length).unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn people_live_in_all_states() {
        let english = Lang::parse("en").expect("a language");
        let states: BTreeSet<_> = (0_u8..200)
            .map(|n| person(u32::from(n), n.into(), english).1.state)
            .collect();
        assert_eq!(states.len(), words::CAPITALS);
    }
}
