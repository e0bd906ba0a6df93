//! What we publish: letters, statements and op-eds, in as many languages as they have files.
//!
//! Pure types here;
//! [`library`] reads them from `letters/`, [`render`] turns their Markdown into what readers see.

mod addressing;
pub mod advice;
pub mod blocks;
pub mod changes;
pub(crate) mod deadlines;
mod edition;
pub mod files;
pub mod footnotes;
pub(crate) mod front_matter;
mod headings;
pub mod images;
pub mod library;
pub mod look;
pub mod markdown;
mod names;
pub mod plain;
mod printing;
pub mod render;
pub mod revisions;
pub mod settings;
pub mod shelf;
pub mod signing;
pub mod store;
pub mod updates;
mod waiting;
pub mod watch;

pub use crate::problem;
pub use names::{Digest, NotASlug, Slug};
pub use signing::{Comments, Party, Phase, Signing, Window};
pub use updates::Update;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::locale::Lang;

/// What kind of text it is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Addressed to policymakers.
    Letter,
    /// An article under somebody's name.
    OpEd,
    /// The publisher's own word.
    Statement,
}

impl Kind {
    /// As in `letter.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::OpEd => "op-ed",
            Self::Statement => "statement",
        }
    }
}

/// A recipient who is no Member of Congress, such as an agency.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Names it in `contacts.csv` (`recipient:<key>`) and in file names.
    pub key: String,
    /// As addressed.
    pub name: String,
    /// Address lines.
    pub address: Vec<String>,
    /// With its colon.
    pub salutation: String,
}

/// To whom a letter goes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delivery {
    /// `house`, `senate`: every current member.
    pub chambers: Vec<String>,
    /// Everyone with an open leadership role.
    pub leadership: bool,
    /// Committees by code (`HSJU`): chair and ranking member.
    pub committees: Vec<String>,
    /// Members by bioguide id.
    pub members: Vec<String>,
    /// The senators of the states where people who signed live, and each representative in whose district one of them lives or may live.
    pub states_of_signers: bool,
    /// The subject line of the mail, instead of the usual one.
    pub subject: Option<String>,
    /// Others, such as agencies.
    pub recipients: Vec<Recipient>,
}

impl Delivery {
    /// Whether Members of Congress are among those whom it goes to.
    pub(crate) fn is_to_congress(&self) -> bool {
        self.leadership
            || self.states_of_signers
            || [&self.chambers, &self.committees, &self.members]
                .iter()
                .any(|list| !list.is_empty())
    }
}

/// One language's text.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its language.
    pub lang: Lang,
    /// The revision that it carries.
    pub revision: u32,
    /// Title, addressees, asks, byline and so on.
    pub front: front_matter::FrontMatter,
    /// CommonMark.
    pub markdown: String,
    /// The body as safe HTML.
    pub html: String,
    /// What identifies the text that people sign.
    pub digest: Digest,
    /// The file as it was read.
    pub source: String,
    /// The size of its image.
    pub image: Option<images::Image>,
}

/// A letter with all its editions.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Its name.
    pub slug: Slug,
    /// What kind of text it is.
    pub kind: Kind,
    /// Raised whenever a text changes that people have signed: the newest one that all editions carry.
    pub revision: u32,
    /// The day on its head.
    pub published: Date,
    /// Keys of topics.
    pub topics: Vec<String>,
    /// Bill numbers, such as `H.R. 1234`.
    pub bills: Vec<String>,
    /// Absent: can't be signed.
    pub signing: Option<Signing>,
    /// To whom it goes.
    pub delivery: Option<Delivery>,
    /// By language; never empty.
    pub editions: BTreeMap<Lang, Edition>,
    /// What was told about it since, newest first.
    pub updates: Vec<Update>,
    /// Where its files lie.
    pub folder: PathBuf,
}

impl Letter {
    /// The edition in this language, or the nearest one.
    pub fn edition(&self, lang: Lang) -> &Edition {
        let near = lang.nearest(self.editions.keys().copied());
        let fallback = || Lang::parse(crate::locale::FALLBACK);
        near.or_else(fallback)
            .and_then(|lang| self.editions.get(&lang))
            .or_else(|| self.editions.values().next())
            .expect("a letter without editions is refused at load")
    }

    /// The zone that its days and deadlines are of.
    pub fn zone(&self) -> TimeZone {
        let signing = self.signing.as_ref();
        signing.map_or(TimeZone::UTC, |signing| signing.time_zone.clone())
    }

    /// From when on it is published: the beginning of the day on its head.
    pub fn publication(&self) -> Timestamp {
        begins(self.published, &self.zone())
    }

    /// Whether anyone may sign.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        [Party::Person, Party::Organization]
            .iter()
            .any(|party| self.phase(*party, now) == Phase::Open)
    }

    /// The languages it can be read in.
    pub fn languages(&self) -> Vec<Lang> {
        self.editions.keys().copied().collect()
    }

    /// The update with this name.
    pub fn update(&self, name: &str) -> Option<&Update> {
        self.updates.iter().find(|update| update.name.as_str() == name)
    }

    /// The edition with this digest.
    pub(crate) fn edition_by_digest(&self, digest: Digest) -> Option<&Edition> {
        self.editions.values().find(|edition| edition.digest == digest)
    }

    /// One party's phase; a letter that can't be signed asks nobody.
    pub fn phase(&self, party: Party, now: Timestamp) -> Phase {
        self.signing
            .as_ref()
            .map_or(Phase::NotAsked, |signing| signing.phase(party, now))
    }
}

/// The first moment of a day in a zone.
pub fn begins(day: Date, zone: &TimeZone) -> Timestamp {
    let begins = zone.to_ambiguous_zoned_datetime(day.at(0, 0, 0, 0)).compatible();
    begins.map_or(Timestamp::MAX, |begins| begins.timestamp())
}

/// A page of the site from Markdown: about, privacy, coalition.
#[derive(Clone, Debug)]
pub struct SitePage {
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The body as safe HTML.
    pub html: String,
}
