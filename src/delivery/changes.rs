//! What changed since staff last checked a letter's plan: offices that came or went, other holders of seats, capacities and addresses.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::OfficeEntry;
use crate::letters::Digest;

/// An office in a plan that staff checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedOffice {
    /// The office's key.
    pub office: String,
    /// The display name.
    pub name: String,
    /// The seat; `None` for an office without a constituency.
    pub seat: Option<String>,
    /// The capacity in which it is addressed; empty for the holder of a seat.
    pub capacity: String,
    /// The digest of the address that the mail would go to; empty if there was none.
    pub address: String,
}

impl CheckedOffice {
    /// Notes an office as it is in a plan, with the address that its mail goes to.
    pub fn of(office: &OfficeEntry, address: Option<&str>) -> Self {
        let digest = |address: &str| Digest::of(address.to_lowercase().as_bytes()).hex();
        Self {
            office: office.office.clone(),
            name: office.name.clone(),
            seat: office.seat.clone(),
            capacity: office.capacity.clone(),
            address: address.map(digest).unwrap_or_default(),
        }
    }
}

/// What changed about an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It was not in the plan.
    New,
    /// Someone else held its seat: the Member is newly sworn in.
    Succeeds(String),
    /// It was addressed in another capacity; empty: as the holder of the seat.
    Capacity(String),
    /// The mail would go to another address.
    Address,
}

/// The differences between two plans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What changed about each office, by its key; offices without a change are not in it.
    pub offices: BTreeMap<String, Vec<Change>>,
    /// The names of offices that are in the plan no more, and whose seats have no other holder in it.
    pub gone: Vec<String>,
}

/// Compares the plan that staff checked with the present one.
pub fn compare(before: &[CheckedOffice], now: &[CheckedOffice]) -> Changes {
    let known: BTreeMap<&str, &CheckedOffice> = before.iter().map(|it| (it.office.as_str(), it)).collect();
    let present: BTreeMap<&str, &CheckedOffice> = now.iter().map(|it| (it.office.as_str(), it)).collect();
    // A state has two senators: each who left is succeeded once.
    let mut left: Vec<&CheckedOffice> = before
        .iter()
        .filter(|it| !present.contains_key(it.office.as_str()))
        .collect();
    let mut offices = BTreeMap::new();
    for office in now {
        let changes = if let Some(then) = known.get(office.office.as_str()) {
            differences(then, office)
        } else {
            let holder = left.iter().position(|it| it.seat.is_some() && it.seat == office.seat);
            vec![holder.map_or(Change::New, |at| Change::Succeeds(left.remove(at).name.clone()))]
        };
        if !changes.is_empty() {
            offices.insert(office.office.clone(), changes);
        }
    }
    let gone = left.into_iter().map(|it| it.name.clone()).collect();
    Changes { offices, gone }
}

fn differences(then: &CheckedOffice, now: &CheckedOffice) -> Vec<Change> {
    let capacity = (then.capacity != now.capacity).then(|| Change::Capacity(then.capacity.clone()));
    let address = (then.address != now.address).then_some(Change::Address);
    capacity.into_iter().chain(address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(key: &str, seat: &str, capacity: &str, address: &str) -> CheckedOffice {
        CheckedOffice {
            office: key.to_owned(),
            name: format!("Name of {key}"),
            seat: Some(seat.to_owned()).filter(|it| !it.is_empty()),
            capacity: capacity.to_owned(),
            address: address.to_owned(),
        }
    }

    #[test]
    fn changes_are_found_office_by_office() {
        let before = [
            office("a", "CA-21", "", "1"),
            office("b", "CA", "", "2"),
            office("c", "CA", "Chair", "3"),
            office("d", "", "", "4"),
            office("e", "TX-01", "", ""),
        ];
        let now = [
            office("a", "CA-21", "Speaker", "9"),
            office("b", "CA", "", "2"),
            office("n", "CA", "", "3"),
            office("m", "NY-01", "", ""),
        ];
        let changes = compare(&before, &now);
        let expected = [
            ("a", vec![Change::Capacity(String::new()), Change::Address]),
            ("n", vec![Change::Succeeds("Name of c".to_owned())]),
            ("m", vec![Change::New]),
        ];
        let expected = expected.map(|(key, changes)| (key.to_owned(), changes));
        assert_eq!(changes.offices, expected.into());
        assert_eq!(changes.gone, ["Name of d", "Name of e"]);
        assert_eq!(compare(&now, &now), Changes::default());
        // Two offices without a seat do not succeed each other.
        let agencies = compare(&[office("d", "", "", "")], &[office("x", "", "", "")]);
        assert_eq!(
            (agencies.offices["x"].as_slice(), agencies.gone.len()),
            (&[Change::New][..], 1)
        );
    }
}
