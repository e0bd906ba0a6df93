//! Supplements: what is new for an office since the last bundle that it has.
//!
//! A supplement brings the signers whom no bundle that the office has holds, and counts everyone. Each office's supplements are numbered
//! for it. An office that has nothing yet gets the whole letter in the same round. [`super::news`] finds out who is new.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::Manifest;
use super::snapshot::Snapshot;
use super::store::Had;
use crate::letters::Digest;

/// What a manifest says about an office's supplement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplement {
    /// Which of the office's supplements it is: 1, 2, …
    pub number: u32,
    /// The day on which the bundle before it was sent, such as `2026-12-01`, in the letter's time zone.
    pub since: String,
    /// The digest of the manifest of the bundle before it, in 64 hexadecimal digits.
    pub after: String,
    /// The code of the bundle before it; empty if it has none.
    pub after_code: String,
    /// How many of the office's own constituents are new; for an office without a constituency, how many people.
    pub new: u64,
    /// How many of them signed in all.
    pub total: u64,
    /// How many organizations are new.
    pub new_organizations: u64,
    /// The sentences about what it is, as printed on page one and in the mail.
    pub words: String,
}

/// What an office that gets a supplement has, for its pages.
#[derive(Clone, Copy, Debug)]
pub struct Since<'a> {
    /// What it has.
    pub had: &'a Had,
    /// Everyone who signed.
    pub whole: &'a Snapshot,
}

impl Had {
    /// Returns the day on which the last bundle arrived.
    pub(crate) fn day(&self, zone: &TimeZone) -> Date {
        self.last.to_zoned_datetime(zone.clone()).date()
    }
}

impl Manifest {
    /// Returns whether the manifest says of every office what it has: the bundle before its supplement, or nothing.
    pub(crate) fn knows_what_offices_have(&self, had: &BTreeMap<String, Had>, zone: &TimeZone) -> bool {
        self.round == 0
            || self.offices.iter().all(|office| {
                let says = office.supplement.as_ref();
                let says = says.map(|it| (it.number, it.after.clone(), it.since.clone()));
                let has = had.get(&office.office);
                says == has.map(|it| (it.supplements + 1, Digest(it.digest).hex(), it.day(zone).to_string()))
            })
    }
}
