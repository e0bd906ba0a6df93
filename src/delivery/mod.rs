//! Delivery to offices: one rendition of the letter for each, with its own constituents first.
//!
//! [`targets`] chooses the offices that a letter names, [`snapshot`] holds the signers of one moment, [`rendition`] words an office's pages,
//! [`crate::typesetting`] sets them, [`tables`] writes the names as CSV, [`bundle`] puts everything into a folder with a manifest, and
//! [`dispatch`] enqueues one mail to each office. [`deliver`] does all of it in three steps. A bundle is frozen: what is sent is what was
//! composed.

pub(crate) mod announced;
pub mod attachment;
pub mod bundle;
pub mod census;
pub mod changes;
pub mod code;
pub mod composing;
pub mod day;
pub mod deliver;
pub mod dispatch;
pub mod draft;
pub mod earlier;
pub mod email;
pub mod frozen;
pub mod leftovers;
pub mod missing_offices;
pub mod moving;
pub mod news;
pub mod people;
pub mod rendition;
pub mod repetition;
pub mod signer;
pub mod snapshot;
pub mod state;
pub mod store;
pub mod supplement;
pub mod tables;
pub mod targets;
pub mod test_email;
pub mod unshown;

use serde::{Deserialize, Serialize};

use self::earlier::ReplacedText;
use self::supplement::Supplement;
use self::targets::Rule;
use crate::offices::Seat;
use crate::offices::address::Addressee;
use crate::signatures::ByOrigin;

/// An office that a letter goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The office's key: `member:<bioguide>` or `recipient:<key>`.
    pub office: String,
    /// The display name: `Inés Ortega (CA-21)`.
    pub name: String,
    /// The seat whose constituents count; `None` if everyone does.
    pub seat: Option<Seat>,
    /// How the office is addressed.
    pub addressee: Addressee,
    /// The prefix of its files' names: `ca-21-ortega`.
    pub stem: String,
    /// The office in the attachment's name: `rep-ortega-ca21`.
    pub short: String,
    /// Whose number comes first for this office.
    pub reach: Reach,
    /// The keys of contacts that may receive for it, best first.
    pub contacts: Vec<String>,
    /// The leadership role or the role on a committee, in which it is addressed; empty for the holder of a seat, and for others.
    pub capacity: String,
    /// The rules by which the letter goes to it, the decisive one first.
    pub rules: Vec<Rule>,
}

/// Whose number comes first on an office's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The number of its constituents: for a Member who is addressed as the holder of a seat.
    Constituents,
    /// The total: for a leader, the head of a committee, an agency.
    Country,
}

/// How many people of a constituency signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Those who are listed by name.
    pub listed: u64,
    /// Those who asked not to be listed.
    pub unlisted: u64,
}

impl Count {
    /// Returns the sum of both.
    pub fn all(self) -> u64 {
        self.listed + self.unlisted
    }

    /// Adds other people.
    pub(crate) fn merge(&mut self, others: Self) {
        self.listed += others.listed;
        self.unlisted += others.unlisted;
    }

    /// Returns the same people, of whom `more` who are not listed are named as well.
    fn with_named(self, more: u64) -> Self {
        Self {
            listed: self.listed + more,
            unlisted: self.unlisted.saturating_sub(more),
        }
    }

    /// Counts one more person.
    pub fn add(&mut self, unlisted: bool) {
        if unlisted {
            self.unlisted += 1;
        } else {
            self.listed += 1;
        }
    }
}

/// What a manifest says about one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// The name in the folder.
    pub file: String,
    /// The SHA-256, in 64 hexadecimal digits.
    pub sha256: String,
    /// The size.
    pub bytes: u64,
}

/// What a manifest says about one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeEntry {
    /// The office's key: `member:<bioguide>` or `recipient:<key>`.
    pub office: String,
    /// The display name.
    pub name: String,
    /// The salutation, with its colon.
    pub salutation: String,
    /// The seat: `CA-21`, `CA`, or nothing.
    pub seat: Option<String>,
    /// The keys of contacts that may receive for it, best first.
    pub contacts: Vec<String>,
    /// The leadership role or the role on a committee; empty for the holder of a seat, and for others.
    #[serde(default)]
    pub capacity: String,
    /// The rules by which the letter goes to it, the decisive one first.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// The numbers on page one, the office's own first.
    pub summary: Vec<String>,
    /// The first of these numbers, without a verb; the mail's subject begins with it.
    #[serde(default)]
    pub lead: String,
    /// The file name of the attached PDF: sender, bill, office and day.
    #[serde(default)]
    pub attachment: String,
    /// The sentence about whom the PDF names, on its pages and in the mail.
    #[serde(default)]
    pub contents: String,
    /// The earlier text that the PDF replaces, if the office has one.
    #[serde(default)]
    pub replaces: Option<ReplacedText>,
    /// The supplement that the office gets; `None` if it gets the whole letter.
    #[serde(default)]
    pub supplement: Option<Supplement>,
    /// People of this office's district or state who signed.
    pub constituents: Count,
    /// The PDF for this office.
    pub pdf: FileEntry,
    /// The CSV with the same names.
    pub csv: FileEntry,
}

/// What identifies an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionEntry {
    /// The language.
    pub lang: String,
    /// The SHA-256 of the signed text, in 64 hexadecimal digits.
    pub sha256: String,
    /// How many signed in this language.
    #[serde(default)]
    pub signatures: u64,
}

/// The manifest, `manifest.json`: what a bundle contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this format: 1.
    pub format: u32,
    /// The letter's slug.
    pub letter: String,
    /// The letter's revision.
    pub revision: u32,
    /// 0 for the letter; supplements that were sent together are a round of their own: 1, 2, …
    #[serde(default)]
    pub round: u32,
    /// The time of the snapshot of signers, RFC 3339.
    pub composed_at: String,
    /// The code that names this bundle on paper and in mails: `K7QF-2MXD`. Empty in bundles from before this field existed.
    #[serde(default)]
    pub code: String,
    /// The texts that were signed.
    pub editions: Vec<EditionEntry>,
    /// The number of organizations.
    pub organizations: u64,
    /// The number of people.
    pub people: Count,
    /// How many of all these are of which origin, as the statement of method says; zeros in bundles from before this field existed.
    #[serde(default)]
    pub origins: ByOrigin,
    /// The number of signatures under earlier revisions, which are not in this bundle.
    pub earlier_revisions: u64,
    /// The number of invented signatures; such a bundle is only a demonstration.
    pub demonstration: u64,
    /// The offices, in the order of addressing.
    pub offices: Vec<OfficeEntry>,
}
