//! The ledger: signatures of organizations and people, how each wants to be shown, which ones count, and what is erased.
//!
//! A signature is *pending* until its link is pressed; only *confirmed* ones count. The same asker has one row. Every other room that deals
//! with signers is built on this one: how they sign is `signing/`, who speaks for an organization `organizations/`, what signers change
//! later `my_signature/`, what staff decide `review/`, what the public sees `signatories/`.

use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr};

use crate::email::EmailAddress;
use crate::letters::{Digest, Party};
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
pub(crate) mod own_links_mail;
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

/// A parsed request to sign. It has no `Debug` on purpose: all of it is personal data.
#[derive(Clone)]
pub struct Request {
    /// The signer.
    pub signer: Signer,
    /// The address that the confirmation link is sent to.
    pub email: EmailAddress,
    /// The city or town; empty for a person who is listed without it and did not give it.
    pub city: String,
    /// The USPS code, in the United States.
    pub region: Option<String>,
    /// The ISO 3166 alpha-2 code of the country.
    pub country: String,
    /// Whether the signer consents to updates.
    pub updates: bool,
    /// The digest of the text that was read.
    pub edition: Digest,
    /// The language that the text was read in.
    pub lang: Lang,
    /// The language of the page that was used to sign; mails to the signer are written in it.
    pub interface: Lang,
}

impl Request {
    /// Returns whether a person or an organization signs.
    pub fn party(&self) -> Party {
        match self.signer {
            Signer::Person(_) => Party::Person,
            Signer::Organization(_) => Party::Organization,
        }
    }

    /// Drops the comment, for letters that do not ask for comments.
    pub(crate) fn drop_comment(&mut self) {
        if let Signer::Person(person) = &mut self.signer {
            person.comment = None;
        }
    }

    /// Returns how the signer wants to be listed.
    pub fn listing(&self) -> Listing {
        match &self.signer {
            Signer::Person(person) => person.listing,
            Signer::Organization(_) => Listing::Full,
        }
    }

    /// Returns the signer's place, reduced to what may be shown.
    pub fn place(&self) -> locality::Locality {
        let whole = locality::Locality {
            city: locality::city(self.city.clone()),
            state: self.region.clone(),
            country: self.country.clone(),
        };
        if self.listing() == Listing::Full {
            whole
        } else {
            whole.without_city()
        }
    }

    /// Returns the name on the public list.
    pub fn listed_name(&self) -> String {
        match &self.signer {
            Signer::Person(person) => person.listed_name(),
            Signer::Organization(organization) => organization.listed_name.clone(),
        }
    }

    /// Returns the key that identifies who asks: the same asker has one row.
    pub fn asker_key(&self) -> String {
        match &self.signer {
            Signer::Person(_) => format!("person:{}", self.email.canonical()),
            Signer::Organization(it) => Keys::of(&it.legal_name, &self.email).asker,
        }
    }

    /// Returns the key that identifies who would be counted: one confirmed signature for each letter.
    pub fn signer_key(&self) -> String {
        match &self.signer {
            Signer::Person(_) => self.asker_key(),
            Signer::Organization(it) => Keys::of(&it.legal_name, &self.email).signer,
        }
    }
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
