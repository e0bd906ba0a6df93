//! What offices receive: one rendition of the letter for each, with its own constituents first.
//!
//! [`targets`] chooses the offices that a letter names, [`snapshot`] holds the signers of one moment, [`sheet`] says what stands on an office's
//! pages, [`crate::typesetting`] sets them, [`tables`] writes them as CSV, [`bundle`] puts everything into a folder with a manifest, and
//! [`dispatch`] owes one mail to each office. [`deliver`] does all of it in three steps. A bundle is frozen: what is sent is what was composed.

pub(crate) mod announced;
pub mod attachment;
pub mod bundle;
pub mod code;
pub mod deliver;
pub mod dispatch;
pub mod draft;
pub mod earlier;
pub mod email;
pub mod in_vain;
pub mod leftovers;
pub mod sheet;
pub mod snapshot;
pub mod store;
pub mod tables;
pub mod targets;
pub mod unshown;

use serde::{Deserialize, Serialize};

use self::earlier::Replaces;
use crate::offices::Seat;
use crate::offices::address::Addressee;

/// An office that a letter goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `member:<bioguide>` or `recipient:<key>`.
    pub office: String,
    /// Its name for people: `Inés Ortega (CA-21)`.
    pub name: String,
    /// Whose constituents it has; `None`: everyone's.
    pub seat: Option<Seat>,
    /// How it is written to.
    pub addressee: Addressee,
    /// Begins its files' names: `ca-21-ortega`.
    pub stem: String,
    /// Names the office in the attachment's name: `rep-ortega-ca21`.
    pub short: String,
    /// Whose number the office reads first.
    pub reach: Reach,
    /// Contacts that may receive for it, the best first.
    pub contacts: Vec<String>,
}

/// Whose number stands first on an office's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// That of the people whom it represents: a Member, written to as the holder of a seat.
    Constituents,
    /// Everyone's: a leader, the head of a committee, an agency.
    Country,
}

/// How many people of a constituency signed, by how sure we are that they are of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Listed by name.
    pub listed: u64,
    /// Asked not to be listed.
    pub unlisted: u64,
}

impl Count {
    /// Both.
    pub fn all(self) -> u64 {
        self.listed + self.unlisted
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
    /// Its name in the folder.
    pub file: String,
    /// 64 hexadecimal digits.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// What a manifest says about one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeEntry {
    /// `member:<bioguide>` or `recipient:<key>`.
    pub office: String,
    /// Its name.
    pub name: String,
    /// With its colon.
    pub salutation: String,
    /// `CA-21`, `CA`, or nothing.
    pub seat: Option<String>,
    /// Contacts that may receive for it, the best first.
    pub contacts: Vec<String>,
    /// What stands on page one: its own number first.
    pub summary: Vec<String>,
    /// The first of those numbers, without a verb: the mail's subject begins with it.
    #[serde(default)]
    pub lead: String,
    /// What the PDF is called when it arrives: sender, bill, office and day.
    #[serde(default)]
    pub attachment: String,
    /// Whom the PDF names, in a sentence that stands on its pages and in the mail.
    #[serde(default)]
    pub contents: String,
    /// What this office has that the PDF replaces.
    #[serde(default)]
    pub replaces: Option<Replaces>,
    /// People of this office's district or state who signed.
    pub constituents: Count,
    /// The letter for this office.
    pub pdf: FileEntry,
    /// The same names as a table.
    pub csv: FileEntry,
}

/// What an edition is identified by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionEntry {
    /// Its language.
    pub lang: String,
    /// Of the signed text: 64 hexadecimal digits.
    pub sha256: String,
}

/// `manifest.json`: what a bundle holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Of this file: 1.
    pub format: u32,
    /// The letter's name.
    pub letter: String,
    /// Its revision.
    pub revision: u32,
    /// The moment of the signers, RFC 3339.
    pub composed_at: String,
    /// Names this manifest on paper and in mails: `K7QF-2MXD`. Bundles of before it was kept have none.
    #[serde(default)]
    pub code: String,
    /// The texts that were signed.
    pub editions: Vec<EditionEntry>,
    /// Organizations.
    pub organizations: u64,
    /// People.
    pub people: Count,
    /// Signatures under earlier revisions: not in this bundle.
    pub earlier_revisions: u64,
    /// Invented signatures among them: such a bundle is for looking at.
    pub demonstration: u64,
    /// Every office, in the order of addressing.
    pub offices: Vec<OfficeEntry>,
}

/// The manifest's name in the folder.
pub(crate) const MANIFEST: &str = "manifest.json";
