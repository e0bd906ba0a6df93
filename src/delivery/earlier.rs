//! What an office has of a letter from before, which a new text replaces.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Manifest;

/// The newest text that an office has, or may have: its mail arrived, or nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its revision.
    pub revision: u32,
    /// The day on which its mail was sent.
    pub sent_on: Date,
}

/// What a manifest says about an earlier text of the letter that an office has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaces {
    /// The revision of that text.
    pub revision: u32,
    /// The day on which its mail was sent, such as `2026-12-01`, in the letter's time zone.
    pub sent_on: String,
    /// So in a sentence, as it stands on page one and in the mail.
    pub words: String,
}

impl Manifest {
    /// Whether it says of every office which earlier text that has.
    pub(crate) fn is_aware_of(&self, earlier: &BTreeMap<String, Earlier>) -> bool {
        self.offices.iter().all(|office| {
            let says = office.replaces.as_ref().map(|it| (it.revision, it.sent_on.clone()));
            let has = earlier.get(&office.office);
            says == has.map(|it| (it.revision, it.sent_on.to_string()))
        })
    }
}
