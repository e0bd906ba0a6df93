//! The ledger: signatures of organizations and people, how each wants to be shown, which ones count, and what is erased.
//!
//! A signature is *pending* until its link is pressed; only *confirmed* ones count. The same asker has one row. Every other room that deals
//! with signers is built on this one: how they sign is `signing/`, who speaks for an organization `organizations/`, what signers change
//! later `my_signature/`, what staff decide `review/`, what the public sees `signatories/`.

use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr};

use crate::locale::{Lang, Locales};
use crate::signatures::locality::HouseDistrict;
use crate::signatures::state::Level;

pub(crate) mod disguise;
pub mod government;
pub mod greeting;
pub mod identity;
pub mod ids;
pub mod indexing;
pub mod link_token;
pub mod locality;
pub(crate) mod lookalikes;
pub mod organization;
pub mod origin;
pub(crate) mod own_links_mail;
mod request;
pub(crate) mod rival_mail;
pub mod rules;
pub(crate) mod sameness;
pub mod short_name;
pub mod state;
pub mod store;
pub(crate) mod surge_mail;
mod tally;
pub(crate) mod thanks_mail;

pub(crate) use organization::Keys;
pub use organization::{Approver, Board, Organization};
pub use origin::{ByOrigin, Origin};
pub use request::Request;
pub(crate) use tally::ShownTally;
pub use tally::Tally;

/// How a person is listed in public. Form, database and JSON use the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Listing {
    /// By full name (organizations always).
    Full,
    /// By first name and initial.
    Initial,
    /// Counted, but not listed.
    Unlisted,
}

impl Listing {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns a rank by how much of the name it shows: nothing, a part, all.
    pub(crate) fn shows(self) -> u8 {
        match self {
            Self::Unlisted => 0,
            Self::Initial => 1,
            Self::Full => 2,
        }
    }
}

/// A person who signs, as they filled in the form.
#[derive(Clone)]
pub struct Person {
    /// The full name.
    pub name: String,
    /// The ZIP or postal code.
    pub postal_code: String,
    /// The House district, for people in the United States, if it is known or was asked for.
    pub district: Option<HouseDistrict>,
    /// The title, shown for identification only.
    pub title: Option<String>,
    /// The affiliation, shown for identification only.
    pub affiliation: Option<String>,
    /// The comment to the offices.
    pub comment: Option<String>,
    /// How the person wants to be listed.
    pub listing: Listing,
    /// The short name, if the person wrote another one than [`short_name::initialed`] guesses.
    pub short_name: Option<String>,
    /// Whether the person's own members of Congress may see the full name and ZIP code, however the person is listed.
    pub to_offices: bool,
}

impl Person {
    /// Returns the name on the public list.
    pub fn listed_name(&self) -> String {
        listed_name(&self.name, self.short_name.as_deref(), self.listing)
    }
}

/// Returns a person's name on the public list.
pub fn listed_name(name: &str, short_name: Option<&str>, listing: Listing) -> String {
    match (listing, short_name) {
        (Listing::Full, _) => name.to_owned(),
        (_, Some(short)) => short.to_owned(),
        (_, None) => short_name::initialed(name),
    }
}

/// Who signs: a person or an organization.
#[derive(Clone)]
pub enum Signer {
    /// A person.
    Person(Person),
    /// An organization.
    Organization(Organization),
}

/// One line of a public list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name, as the signer wants it listed.
    pub name: String,
    /// The place; it has a city only for organizations and full names.
    pub place: locality::Locality,
    /// The title and affiliation, for identification only.
    pub detail: String,
    /// How well an organization is known.
    pub known: Option<Known>,
    /// The revision that was signed, if a later text has been published.
    pub earlier: Option<u32>,
}

/// The evidence that an organization's own people signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Staff have verified who signed.
    Staff,
    /// The contact, or someone who approved, writes from this domain, which is that of the organization's website.
    OwnDomain(String),
    /// No evidence.
    Unverified,
}

impl Known {
    /// Combines the stored level with the website's domain; `None` before a level is stored.
    pub fn of(level: Option<Level>, domain: Option<String>) -> Option<Self> {
        match (level?, domain) {
            (Level::Staff, _) => Some(Self::Staff),
            (Level::OwnDomain, Some(domain)) => Some(Self::OwnDomain(domain)),
            (Level::OwnDomain | Level::OtherAddress, _) => Some(Self::Unverified),
        }
    }

    /// Describes the evidence in a reader's language.
    pub fn words(&self, locales: &Locales, lang: Lang) -> String {
        match self {
            Self::Staff => locales.text(lang, "known-staff"),
            Self::OwnDomain(domain) => locales.format(lang, "known-own-domain", &[("domain", domain.clone().into())]),
            Self::Unverified => locales.text(lang, "known-unverified"),
        }
    }
}

/// A [`Listed`] line in a reader's language.
#[derive(serde::Serialize)]
pub struct ListedLine {
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) detail: String,
    pub(crate) known: String,
    /// The note that the signature is for an earlier text.
    pub(crate) earlier: String,
}

impl Listed {
    /// Formats the line for a page.
    pub fn line(self, locales: &Locales, lang: Lang) -> ListedLine {
        ListedLine {
            place: self.place.words(locales, lang),
            known: self.known.map(|it| it.words(locales, lang)).unwrap_or_default(),
            earlier: self.earlier.map_or_else(String::new, |revision| {
                let revision = [("revision", u64::from(revision).into())];
                locales.format(lang, "signed-earlier", &revision)
            }),
            name: self.name,
            detail: self.detail,
        }
    }
}

/// Tags of our share links, which tell where a signer came from.
pub(crate) const SOURCES: &[&str] = &[
    "mail",
    "whatsapp",
    "facebook",
    "x",
    "bluesky",
    "mastodon",
    "copy",
    "qr",
    "colleagues",
    "embed",
    "invitation",
];
