//! How many people who signed live where, counted once: an office's numbers then cost the same however many people signed.

use std::collections::BTreeMap;

use super::Count;
use super::signer::{Residence, SeatRelation};
use crate::offices::{Seat, seats};
use crate::signatures::locality::Locality;

/// A place under which people are listed: the state, or else the country.
type Place = (Option<String>, String);

/// The numbers of people, by state, district and listing.
#[derive(Clone, Debug, Default)]
pub struct Census {
    everyone: Count,
    abroad: Count,
    states: BTreeMap<String, State>,
    places: BTreeMap<Place, Count>,
}

/// The numbers of one state.
#[derive(Clone, Debug, Default)]
struct State {
    all: Count,
    /// Those of them who are not listed, but named to their own members of Congress.
    own: u64,
    /// The same, of those whose district is certain.
    own_certain: BTreeMap<u8, u64>,
    /// Those whose district is certain.
    certain: BTreeMap<u8, Count>,
    /// Those who live in one of several districts, counted for each.
    possible: BTreeMap<u8, Count>,
    /// Those whose district is unknown.
    unknown: Count,
}

impl Census {
    /// Counts people who live at one place. `own` of those who are not listed let their own members of Congress see the full name.
    pub(super) fn add(&mut self, residence: &Residence, place: &Locality, count: Count, own: u64) {
        self.everyone.merge(count);
        let place = (place.state.clone(), place.country.clone());
        self.places.entry(place).or_default().merge(count);
        let Some(code) = &residence.state else {
            self.abroad.merge(count);
            return;
        };
        let state = match self.states.get_mut(code) {
            Some(state) => state,
            None => self.states.entry(code.clone()).or_default(),
        };
        state.all.merge(count);
        state.own += own;
        match residence.districts.as_slice() {
            [] => state.unknown.merge(count),
            [one] => {
                state.certain.entry(*one).or_default().merge(count);
                if own > 0 {
                    *state.own_certain.entry(*one).or_default() += own;
                }
            }
            many => {
                for district in many {
                    state.possible.entry(*district).or_default().merge(count);
                }
            }
        }
    }

    /// Returns everyone.
    pub fn everyone(&self) -> Count {
        self.everyone
    }

    /// Returns those who live in no state of the United States, as far as we know.
    pub fn abroad(&self) -> Count {
        self.abroad
    }

    /// Returns those who live in a state of the United States.
    pub fn in_the_country(&self) -> Count {
        Count {
            listed: self.everyone.listed - self.abroad.listed,
            unlisted: self.everyone.unlisted - self.abroad.unlisted,
        }
    }

    /// Returns those who live in a state.
    pub fn in_state(&self, state: &str) -> Count {
        self.states.get(state).map(|it| it.all).unwrap_or_default()
    }

    /// Returns the constituents of a seat: those of whom that is certain.
    pub fn constituents(&self, seat: &Seat) -> Count {
        self.related(seat, SeatRelation::Constituent)
    }

    /// Returns how many of a seat's constituents are not listed, but named to their own members of Congress.
    pub(super) fn named_to_own(&self, seat: &Seat) -> u64 {
        let Some(state) = self.states.get(seat.state()) else {
            return 0;
        };
        match seat.district().filter(|_| !seats::at_large(seat.state())) {
            None => state.own,
            Some(district) => state.own_certain.get(&district).copied().unwrap_or_default(),
        }
    }

    /// Returns those who have a relation to a seat; only constituents and possible constituents are counted.
    pub(crate) fn related(&self, seat: &Seat, relation: SeatRelation) -> Count {
        let Some(state) = self.states.get(seat.state()) else {
            return Count::default();
        };
        let district = seat.district().filter(|_| !seats::at_large(seat.state()));
        let of = |counts: &BTreeMap<u8, Count>, district: u8| counts.get(&district).copied().unwrap_or_default();
        match (relation, district) {
            (SeatRelation::Constituent, None) => state.all,
            (SeatRelation::Constituent, Some(district)) => of(&state.certain, district),
            (SeatRelation::Possible, Some(district)) => {
                let mut count = of(&state.possible, district);
                count.merge(state.unknown);
                count
            }
            _ => Count::default(),
        }
    }

    /// Returns whether anyone is, or may be, a constituent.
    pub(crate) fn has_constituents(&self, seat: &Seat) -> bool {
        let relations = [SeatRelation::Constituent, SeatRelation::Possible];
        relations.iter().any(|it| self.related(seat, *it).all() > 0)
    }

    /// Iterates over the places under which people are listed, each with how many.
    pub(super) fn places(&self) -> impl Iterator<Item = (Locality, Count)> {
        self.places.iter().map(|((state, country), count)| {
            let place = Locality {
                city: None,
                state: state.clone(),
                country: country.clone(),
            };
            (place, *count)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that is counted agrees with asking each person.
    #[test]
    fn the_numbers_are_those_of_a_pass_over_everyone() {
        let residence = |state: Option<&str>, districts: &[u8]| Residence {
            state: state.map(str::to_owned),
            districts: districts.to_vec(),
        };
        let people: Vec<(Residence, bool)> = [
            (residence(Some("CA"), &[21]), false),
            (residence(Some("CA"), &[21]), true),
            (residence(Some("CA"), &[13, 21]), false),
            (residence(Some("CA"), &[]), false),
            (residence(Some("CA"), &[13]), true),
            (residence(Some("AK"), &[]), false),
            (residence(Some("AK"), &[0]), false),
            (residence(None, &[]), true),
        ]
        .to_vec();
        let mut census = Census::default();
        for (residence, unlisted) in &people {
            let place = Locality {
                state: residence.state.clone(),
                ..Locality::default()
            };
            let mut one = Count::default();
            one.add(*unlisted);
            census.add(residence, &place, one, 0);
        }
        let house = |state: &str, district| Seat::House {
            state: state.to_owned(),
            district,
        };
        let senate = |state: &str| Seat::Senate {
            state: state.to_owned(),
        };
        let all = [
            house("CA", 21),
            house("CA", 13),
            house("CA", 1),
            house("AK", 0),
            house("NV", 1),
            senate("CA"),
            senate("AK"),
        ];
        for seat in &all {
            for relation in [SeatRelation::Constituent, SeatRelation::Possible] {
                let mut expected = Count::default();
                for (_, unlisted) in people.iter().filter(|(it, _)| it.relation(seat) == relation) {
                    expected.add(*unlisted);
                }
                assert_eq!(census.related(seat, relation), expected, "{seat} {relation:?}");
            }
        }
        assert_eq!((census.everyone().all(), census.abroad().all()), (8, 1));
        assert_eq!((census.in_the_country().all(), census.in_state("CA").all()), (7, 5));
        assert!(census.has_constituents(&house("CA", 1)) && !census.has_constituents(&house("NV", 1)));
    }
}
