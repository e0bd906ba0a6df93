//! The signers of one moment: those who signed the revision that is delivered, each with the place that they speak from.
//!
//! A person's district is never guessed: it is certain only where a ZIP lies in one district, and whoever may be a constituent is counted
//! and listed apart. Names are as listed, and nowhere more: who signed with an initial stands so in bundles too, without ZIP or city.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Count;
use crate::offices::{Seat, seats};
use crate::signatures::locality::Locality;
use crate::signatures::state::Level;

/// An organization on the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// The signature's number.
    pub signature: i64,
    /// As it wants to be listed.
    pub name: String,
    /// Speaks for the whole of the United States.
    pub national: bool,
    /// Where it is.
    pub place: Locality,
}

/// Where a person lives, as far as we know.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Residence {
    /// USPS code, in the United States.
    pub state: Option<String>,
    /// The districts that it may be: one is certain, several are possible, none is unknown.
    pub districts: Vec<u8>,
}

/// A person on the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The signature's number.
    pub signature: i64,
    /// As they want to be listed; `None`: counted only.
    pub name: Option<String>,
    /// As listed: a first name and initial stand without a city.
    pub place: Locality,
    /// Title, for identification only; empty: none, or not shown.
    pub title: String,
    /// Affiliation, for identification only; empty: none, or not shown.
    pub affiliation: String,
    /// A word to the offices.
    pub comment: Option<String>,
    /// The language of the form in which title and word were typed.
    pub lang: String,
    /// For counting.
    pub residence: Residence,
}

/// Everyone who signed the revision.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// National first, then by state, then by country, A to Z ignoring "The".
    pub organizations: Vec<Organization>,
    /// By state, A to Z.
    pub people: Vec<Person>,
    /// Signatures under earlier revisions.
    pub earlier_revisions: u64,
    /// Invented ones.
    pub demonstration: u64,
    /// How many organizations are known how well: `own-domain`, `other-address`, `staff`; empty: from before this was kept.
    pub verification: BTreeMap<Level, u64>,
    /// How many signed each language's edition.
    pub by_lang: BTreeMap<String, u64>,
    /// The first and last confirmation, in microseconds.
    pub period: Option<(i64, i64)>,
    /// How many people live where, counted when it is first asked for: an office's numbers then cost as much as there are
    /// different places, not as there are people.
    pub by_residence: OnceLock<BTreeMap<Residence, Count>>,
}

/// How a person stands to a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Its constituent.
    Constituent,
    /// Their ZIP lies in this district and in others, or it is not known in which.
    Possible,
    /// Of the same state, but another district.
    Neighbor,
    /// Of another state or country.
    Elsewhere,
}

impl Residence {
    /// How someone who lives here stands to a seat.
    pub(crate) fn standing(&self, seat: &Seat) -> Standing {
        if self.state.as_deref() != Some(seat.state()) {
            return Standing::Elsewhere;
        }
        let Some(district) = seat.district().filter(|_| !seats::at_large(seat.state())) else {
            return Standing::Constituent;
        };
        match self.districts.as_slice() {
            [one] if *one == district => Standing::Constituent,
            [] => Standing::Possible,
            many if many.len() > 1 && many.contains(&district) => Standing::Possible,
            _ => Standing::Neighbor,
        }
    }
}

impl Person {
    /// Title and affiliation in one line.
    pub fn detail(&self) -> String {
        let parts = [self.title.as_str(), &self.affiliation];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl Snapshot {
    /// Whether nobody has signed.
    pub fn is_empty(&self) -> bool {
        self.organizations.is_empty() && self.people.is_empty()
    }

    /// Whether anyone who signed is, or may be, a constituent.
    pub(crate) fn has_constituents(&self, seat: &Seat) -> bool {
        let standing = |residence: &Residence| residence.standing(seat);
        let near = |it| matches!(standing(it), Standing::Constituent | Standing::Possible);
        self.residences().keys().any(near)
    }

    /// Everyone whose residence fulfils a condition.
    pub fn count(&self, condition: impl Fn(&Residence) -> bool) -> Count {
        let mut count = Count::default();
        for (_, number) in self.residences().iter().filter(|(residence, _)| condition(residence)) {
            count.listed += number.listed;
            count.unlisted += number.unlisted;
        }
        count
    }

    fn residences(&self) -> &BTreeMap<Residence, Count> {
        self.by_residence.get_or_init(|| {
            let mut counts: BTreeMap<Residence, Count> = BTreeMap::new();
            for person in &self.people {
                match counts.get_mut(&person.residence) {
                    Some(count) => count.add(person.name.is_none()),
                    None => counts
                        .entry(person.residence.clone())
                        .or_default()
                        .add(person.name.is_none()),
                }
            }
            counts
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(Some("CA"), &[21], Standing::Constituent)]
    #[case(Some("CA"), &[13, 21], Standing::Possible)]
    #[case(Some("CA"), &[], Standing::Possible)]
    #[case(Some("CA"), &[13], Standing::Neighbor)]
    #[case(Some("NV"), &[21], Standing::Elsewhere)]
    #[case(None, &[], Standing::Elsewhere)]
    fn a_district_is_never_guessed(#[case] state: Option<&str>, #[case] districts: &[u8], #[case] standing: Standing) {
        let residence = Residence {
            state: state.map(str::to_owned),
            districts: districts.to_vec(),
        };
        let seat = Seat::House {
            state: "CA".to_owned(),
            district: 21,
        };
        assert_eq!(residence.standing(&seat), standing);
    }

    #[test]
    fn a_senator_and_a_state_with_one_district_have_the_whole_state() {
        let alaskan = Residence {
            state: Some("AK".to_owned()),
            districts: Vec::new(),
        };
        assert_eq!(
            alaskan.standing(&Seat::Senate { state: "AK".to_owned() }),
            Standing::Constituent
        );
        assert_eq!(
            alaskan.standing(&Seat::House {
                state: "AK".to_owned(),
                district: 0
            }),
            Standing::Constituent
        );
    }
}
