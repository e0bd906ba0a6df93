//! The signers at one moment: those who signed the revision that is delivered, each with their place.
//!
//! A person's district is never guessed: it is certain only if a ZIP lies in one district, and possible constituents are counted and listed
//! apart. Names are printed as listed: a signer listed by initial is in bundles too, without ZIP or city.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::census::Census;
use super::people::People;
pub(crate) use super::signer::SeatRelation;
pub use super::signer::{FullName, Person, Residence};
use crate::signatures::ByOrigin;
use crate::signatures::ids::SignatureId;
use crate::signatures::locality::Locality;
use crate::signatures::state::Level;

/// An organization on the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// The number of the signature.
    pub signature: SignatureId,
    /// The listed name.
    pub name: String,
    /// Whether it speaks for the whole United States.
    pub national: bool,
    /// The place.
    pub place: Locality,
}

/// Everyone who signed the revision.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The organizations: national first, then by state, then by country, A to Z ignoring "The".
    pub organizations: Vec<Organization>,
    /// The people, by state, A to Z.
    pub people: People,
    /// The number of signatures under earlier revisions.
    pub earlier_revisions: u64,
    /// The number of invented signatures.
    pub demonstration: u64,
    /// How many signatures are of which origin.
    pub origins: ByOrigin,
    /// How many organizations have which verification: `own-domain`, `other-address`, `staff`.
    pub verification: BTreeMap<Level, u64>,
    /// How many signed the edition of each language.
    pub by_lang: BTreeMap<String, u64>,
    /// The first and last confirmation, in microseconds.
    pub period: Option<(i64, i64)>,
    /// How many people live where, if they were counted without being loaded.
    pub census: OnceLock<Census>,
}

impl Snapshot {
    /// Returns whether nobody has signed.
    pub fn is_empty(&self) -> bool {
        self.organizations.is_empty() && self.census().everyone().all() == 0
    }

    /// Returns how many people live where.
    pub fn census(&self) -> &Census {
        self.census.get().unwrap_or_else(|| self.people.census())
    }
}
