//! The earlier text of a letter that an office has, and that a new text replaces.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Manifest;

/// The newest text that an office has, or may have, because its mail was sent or is uncertain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierText {
    /// The office's display name at the time.
    pub name: String,
    /// The revision.
    pub revision: u32,
    /// The day on which the mail was sent.
    pub sent_on: Date,
}

/// What a manifest says about an earlier text that an office has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacedText {
    /// The revision of that text.
    pub revision: u32,
    /// The day on which its mail was sent, such as `2026-12-01`, in the letter's time zone.
    pub sent_on: String,
    /// The sentence about it, as printed on page one and in the mail.
    pub words: String,
}

impl Manifest {
    /// Returns whether the manifest says of every office which earlier text it has. A supplement follows the letter, which said so.
    pub(crate) fn is_aware_of(&self, earlier: &BTreeMap<String, EarlierText>) -> bool {
        self.offices.iter().filter(|it| it.supplement.is_none()).all(|office| {
            let says = office.replaces.as_ref().map(|it| (it.revision, it.sent_on.clone()));
            let has = earlier.get(&office.office);
            says == has.map(|it| (it.revision, it.sent_on.to_string()))
        })
    }
}
