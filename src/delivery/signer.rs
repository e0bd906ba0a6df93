//! A person on a letter: what may be printed, and where they live, as far as we know.
//!
//! A person's district is never guessed: it is certain only if a ZIP lies in one district, or if they chose it.

use crate::offices::{Seat, seats};
use crate::signatures::ids::SignatureId;
use crate::signatures::locality::Locality;

/// Where a person lives, as far as we know.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Residence {
    /// The USPS code, in the United States.
    pub state: Option<String>,
    /// The possible districts: one is certain, several are possible, none is unknown.
    pub districts: Vec<u8>,
}

/// What a person's own members of Congress see if the person agreed, however they are listed in public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullName {
    /// The full name.
    pub name: String,
    /// The ZIP, as typed.
    pub zip: String,
}

/// A person on the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The number of the signature.
    pub signature: SignatureId,
    /// The listed name; `None` if the person is only counted.
    pub name: Option<String>,
    /// What the person's own members of Congress see; `None` without consent.
    pub full: Option<FullName>,
    /// The place as listed: with a first name and initial, it has no city.
    pub place: Locality,
    /// The title, for identification only; empty if there is none, or it is not shown.
    pub title: String,
    /// The affiliation, for identification only; empty if there is none, or it is not shown.
    pub affiliation: String,
    /// The comment to the offices.
    pub comment: Option<String>,
    /// The language of the form in which title and comment were typed.
    pub lang: String,
    /// The residence, for counting.
    pub residence: Residence,
}

/// A person's relation to a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SeatRelation {
    /// A constituent.
    Constituent,
    /// Possibly a constituent: the ZIP lies in several districts, or the district is unknown.
    Possible,
    /// Of the same state, but another district.
    Neighbor,
    /// Of another state or country.
    Elsewhere,
}

impl Residence {
    /// Returns the relation of someone who lives here to a seat.
    pub(crate) fn relation(&self, seat: &Seat) -> SeatRelation {
        if self.state.as_deref() != Some(seat.state()) {
            return SeatRelation::Elsewhere;
        }
        let Some(district) = seat.district().filter(|_| !seats::at_large(seat.state())) else {
            return SeatRelation::Constituent;
        };
        match self.districts.as_slice() {
            [one] if *one == district => SeatRelation::Constituent,
            [] => SeatRelation::Possible,
            many if many.len() > 1 && many.contains(&district) => SeatRelation::Possible,
            _ => SeatRelation::Neighbor,
        }
    }
}

impl Person {
    /// Returns the full name and ZIP if an office of this relation may see them: only of those who are certainly its constituents.
    pub(crate) fn full_for(&self, relation: SeatRelation) -> Option<&FullName> {
        self.full.as_ref().filter(|_| relation == SeatRelation::Constituent)
    }

    /// Returns the name that an office of this relation may see; `None` if the person is only counted.
    pub(crate) fn name_for(&self, relation: SeatRelation) -> Option<&str> {
        let full = self.full_for(relation).map(|it| it.name.as_str());
        full.or(self.name.as_deref())
    }

    /// Formats the city and the ZIP, as far as an office of this relation may see them; the heading names the district or state.
    pub(crate) fn whereabouts(&self, relation: SeatRelation) -> String {
        let city = self.place.city.as_deref().unwrap_or_default();
        let zip = self.full_for(relation).map_or("", |it| it.zip.as_str());
        [city, zip].join(" ").trim().to_owned()
    }

    /// Formats title and affiliation in one line.
    pub fn detail(&self) -> String {
        let parts = [self.title.as_str(), &self.affiliation];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(Some("CA"), &[21], SeatRelation::Constituent)]
    #[case(Some("CA"), &[13, 21], SeatRelation::Possible)]
    #[case(Some("CA"), &[], SeatRelation::Possible)]
    #[case(Some("CA"), &[13], SeatRelation::Neighbor)]
    #[case(Some("NV"), &[21], SeatRelation::Elsewhere)]
    #[case(None, &[], SeatRelation::Elsewhere)]
    fn a_district_is_never_guessed(
        #[case] state: Option<&str>,
        #[case] districts: &[u8],
        #[case] relation: SeatRelation,
    ) {
        let residence = Residence {
            state: state.map(str::to_owned),
            districts: districts.to_vec(),
        };
        let seat = Seat::House {
            state: "CA".to_owned(),
            district: 21,
        };
        assert_eq!(residence.relation(&seat), relation);
    }

    #[test]
    fn a_senator_and_a_state_with_one_district_have_the_whole_state() {
        let alaskan = Residence {
            state: Some("AK".to_owned()),
            districts: Vec::new(),
        };
        assert_eq!(
            alaskan.relation(&Seat::Senate { state: "AK".to_owned() }),
            SeatRelation::Constituent
        );
        assert_eq!(
            alaskan.relation(&Seat::House {
                state: "AK".to_owned(),
                district: 0
            }),
            SeatRelation::Constituent
        );
    }
}
