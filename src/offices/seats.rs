//! All seats of Congress: 435 by the apportionment after the census of 2020 (118th to 122nd Congress), six delegates (2 U.S.C. 25a, 48
//! U.S.C. 891, 1711, 1731, 1751), and two senators a state. Vacant seats are absent from the data, so they are computed.

use std::collections::BTreeMap;

use super::{Member, Seat};

/// The number of representatives by state.
const APPORTIONMENT: [(&str, u8); 50] = [
    ("AL", 7),
    ("AK", 1),
    ("AZ", 9),
    ("AR", 4),
    ("CA", 52),
    ("CO", 8),
    ("CT", 5),
    ("DE", 1),
    ("FL", 28),
    ("GA", 14),
    ("HI", 2),
    ("ID", 2),
    ("IL", 17),
    ("IN", 9),
    ("IA", 4),
    ("KS", 4),
    ("KY", 6),
    ("LA", 6),
    ("ME", 2),
    ("MD", 8),
    ("MA", 9),
    ("MI", 13),
    ("MN", 8),
    ("MS", 4),
    ("MO", 8),
    ("MT", 2),
    ("NE", 3),
    ("NV", 4),
    ("NH", 2),
    ("NJ", 12),
    ("NM", 3),
    ("NY", 26),
    ("NC", 14),
    ("ND", 1),
    ("OH", 15),
    ("OK", 5),
    ("OR", 6),
    ("PA", 17),
    ("RI", 2),
    ("SC", 7),
    ("SD", 1),
    ("TN", 9),
    ("TX", 38),
    ("UT", 4),
    ("VT", 1),
    ("VA", 11),
    ("WA", 10),
    ("WV", 2),
    ("WI", 8),
    ("WY", 1),
];

/// The District of Columbia and territories with a delegate or, Puerto Rico, a resident commissioner.
pub(crate) const DELEGATES: [&str; 6] = ["AS", "DC", "GU", "MP", "PR", "VI"];

/// Iterates over the USPS codes of the fifty states, the District of Columbia and the territories.
pub fn states() -> impl Iterator<Item = &'static str> {
    APPORTIONMENT.iter().map(|(state, _)| *state).chain(DELEGATES)
}

/// Returns every seat of both chambers with how many people hold it: one in the House, two in the Senate.
pub fn all() -> BTreeMap<Seat, usize> {
    let senate = APPORTIONMENT.iter().map(|(state, _)| {
        (
            Seat::Senate {
                state: (*state).to_owned(),
            },
            2,
        )
    });
    let representatives = APPORTIONMENT.iter().flat_map(|(state, number)| {
        let districts = if *number == 1 { 0..=0 } else { 1..=*number };
        districts.map(|district| (house(state, district), 1))
    });
    senate
        .chain(representatives)
        .chain(DELEGATES.iter().map(|state| (house(state, 0), 1)))
        .collect()
}

fn house(state: &str, district: u8) -> Seat {
    Seat::House {
        state: state.to_owned(),
        district,
    }
}

/// Returns whether the whole state is one district of the House.
pub(crate) fn at_large(state: &str) -> bool {
    let of = |it: &(&str, u8)| it.1 == 1 && it.0 == state;
    DELEGATES.contains(&state) || APPORTIONMENT.iter().any(of)
}

/// Returns vacant seats, and seats that too many people hold (or that do not exist).
pub fn compare<'m>(members: impl Iterator<Item = &'m Member>) -> (Vec<Seat>, Vec<Seat>) {
    let mut free = all();
    let mut crowded = Vec::new();
    for member in members {
        match free.get_mut(&member.seat) {
            Some(left) if *left > 0 => *left -= 1,
            _ => crowded.push(member.seat.clone()),
        }
    }
    let vacant = free
        .into_iter()
        .flat_map(|(seat, left)| std::iter::repeat_n(seat, left));
    (vacant.collect(), crowded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_435_representatives_six_delegates_and_a_hundred_senators() {
        assert_eq!(
            APPORTIONMENT
                .iter()
                .map(|(_, number)| usize::from(*number))
                .sum::<usize>(),
            435
        );
        let count = |senate: bool| {
            let seats = all()
                .into_iter()
                .filter(|(seat, _)| matches!(seat, Seat::Senate { .. }) == senate);
            seats.map(|(_, holders)| holders).sum::<usize>()
        };
        assert_eq!((count(false), count(true)), (441, 100));
    }

    #[test]
    fn a_single_district_is_at_large() {
        assert!(at_large("AK") && at_large("DC") && !at_large("CA") && !at_large("ZZ"));
    }
}
