//! Letters, statements and op-eds, in as many languages as they have files.
//!
//! This file has pure types; [`library`] reads them from `letters/`, [`render`] turns their Markdown into what readers see.

mod addressing;
pub mod advice;
pub mod bill;
pub mod blocks;
pub mod cosponsors;
pub(crate) mod deadlines;
pub mod diff;
mod edition;
pub mod files;
pub mod folder_state;
pub mod footnotes;
pub(crate) mod front_matter;
pub(crate) mod goes_to;
pub mod gone;
mod headings;
pub mod images;
pub mod library;
pub mod live_library;
pub mod markdown;
pub mod members;
mod names;
pub mod overlay;
pub mod overrides;
pub mod plain;
mod printing;
mod recipients;
pub mod render;
pub mod revisions;
pub(crate) mod set_here;
pub mod settings;
pub mod signing;
pub mod store;
mod target_list;
pub mod updates;
mod waiting;
pub mod watch;

pub use crate::problem;
pub use cosponsors::Cosponsor;
pub use members::{Member, Members};
pub use names::{Digest, NotASlug, Slug};
pub use recipients::{Delivery, Recipient};
pub use signing::{Comments, FullNames, Party, Pause, Phase, Signing, Window};
pub use updates::Update;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use self::bill::Bill;
use crate::config::Press;
use crate::locale::{Lang, Locales};

/// The kind of a text.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A letter, addressed to policymakers.
    Letter,
    /// An article by a named author.
    OpEd,
    /// A statement of the publisher.
    Statement,
}

impl Kind {
    /// Returns the word that `letter.toml` uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::OpEd => "op-ed",
            Self::Statement => "statement",
        }
    }
}

/// One language's text.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The language.
    pub lang: Lang,
    /// The revision.
    pub revision: u32,
    /// The front matter: title, addressees, asks, byline and so on.
    pub front: front_matter::FrontMatter,
    /// The body in CommonMark.
    pub markdown: String,
    /// The body as safe HTML.
    pub html: String,
    /// The digest of the signed text.
    pub digest: Digest,
    /// The file as it was read.
    pub source: String,
    /// The image, measured.
    pub image: Option<images::Image>,
}

/// A letter with all its editions.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The slug.
    pub slug: Slug,
    /// The kind of text.
    pub kind: Kind,
    /// The newest revision that all editions have. It is raised whenever a text changes that people have signed.
    pub revision: u32,
    /// The day of publication.
    pub published: Date,
    /// The keys of topics.
    pub topics: Vec<String>,
    /// The bills that it is about.
    pub bills: Vec<Bill>,
    /// The rules for signing, with what staff have set; `None` if it can't be signed.
    pub signing: Option<Signing>,
    /// The rules for signing as the file has them.
    pub filed: Option<Signing>,
    /// What staff had set when it was read.
    pub(crate) set_here: set_here::Known,
    /// The recipients.
    pub delivery: Option<Delivery>,
    /// The organizations that publish it together with the publisher of the site.
    pub cosponsors: Vec<Cosponsor>,
    /// The contact for journalists, if it is not the site's.
    pub press: Option<Press>,
    /// How many days after its delivery the signers' details are erased; `None`: they are kept.
    pub erase_after_days: Option<u32>,
    /// The editions by language; never empty.
    pub editions: BTreeMap<Lang, Edition>,
    /// The updates, newest first.
    pub updates: Vec<Update>,
    /// The folder of its files.
    pub folder: PathBuf,
    /// Whether the folder is gone, so that the letter was rebuilt from what was published, for its signers alone.
    pub gone: bool,
}

impl Letter {
    /// Returns the edition in this language, or the nearest one.
    pub fn edition(&self, lang: Lang) -> &Edition {
        let near = lang.nearest(self.editions.keys().copied());
        let fallback = || Lang::parse(crate::locale::FALLBACK);
        near.or_else(fallback)
            .and_then(|lang| self.editions.get(&lang))
            .or_else(|| self.editions.values().next())
            .expect("a letter without editions is refused at load")
    }

    /// Returns the messages in the words for this kind of text: what is said of a statement does not call it a letter.
    pub fn words(&self, locales: &Locales) -> Locales {
        locales.about(self.kind.as_str())
    }

    /// Returns the time zone of its days and deadlines.
    pub fn zone(&self) -> TimeZone {
        let signing = self.signing.as_ref();
        signing.map_or(TimeZone::UTC, |signing| signing.time_zone.clone())
    }

    /// Returns when it is published: the beginning of the day in its settings.
    pub fn publication(&self) -> Timestamp {
        begins(self.published, &self.zone())
    }

    /// Returns whether anyone may sign now.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        [Party::Person, Party::Organization]
            .iter()
            .any(|party| self.phase(*party, now) == Phase::Open)
    }

    /// Returns the languages it can be read in.
    pub fn languages(&self) -> Vec<Lang> {
        self.editions.keys().copied().collect()
    }

    /// Returns the update with this name.
    pub fn update(&self, name: &str) -> Option<&Update> {
        self.updates.iter().find(|update| update.name.as_str() == name)
    }

    /// Returns the edition with this digest.
    pub(crate) fn edition_by_digest(&self, digest: Digest) -> Option<&Edition> {
        self.editions.values().find(|edition| edition.digest == digest)
    }

    /// Returns one party's phase; a letter that can't be signed asks nobody.
    pub fn phase(&self, party: Party, now: Timestamp) -> Phase {
        self.signing
            .as_ref()
            .map_or(Phase::NotAsked, |signing| signing.phase(party, now))
    }
}

/// Returns the first moment of a day in a zone.
pub fn begins(day: Date, zone: &TimeZone) -> Timestamp {
    let begins = zone.to_ambiguous_zoned_datetime(day.at(0, 0, 0, 0)).compatible();
    begins.map_or(Timestamp::MAX, |begins| begins.timestamp())
}

/// A page of the site from Markdown: about, privacy, coalition.
#[derive(Clone, Debug)]
pub struct SitePage {
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The body as safe HTML.
    pub html: String,
    /// The members that it shows.
    pub members: Members,
}
