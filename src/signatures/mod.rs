//! The ledger: signatures of organizations and people, how each wants to be shown, which ones count, and what is erased.
//!
//! A signature is *pending* until its link is pressed; only *confirmed* ones count. Whoever asks twice is one row. Every other room that
//! has to do with signers stands above this one and calls it: how they sign is `signing/`, who speaks for an organization
//! `organizations/`, what signers change later `my_signature/`, what staff decide `review/`, what the public sees `signatories/`.

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

pub(crate) use organization::Keys;
pub use organization::{Approver, Board, Organization};

/// How a person is listed in public. The words are those of the form, the database and JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Listing {
    /// The whole name (organizations always).
    Full,
    /// First name and initial.
    Initial,
    /// Counted, not listed.
    Unlisted,
}

impl Listing {
    /// The word for the database.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What a person gave.
#[derive(Clone)]
pub struct Person {
    /// The whole name.
    pub name: String,
    /// ZIP or postal code.
    pub postal_code: String,
    /// In the United States, where it is known or was asked for.
    pub district: Option<HouseDistrict>,
    /// Shown for identification only.
    pub title: Option<String>,
    /// Shown for identification only.
    pub affiliation: Option<String>,
    /// For the offices.
    pub comment: Option<String>,
    /// How to be listed.
    pub listing: Listing,
    /// How the name is shortened, if the person wrote it otherwise than [`short_name::initialed`] guesses.
    pub short_name: Option<String>,
}

impl Person {
    /// The name on the public list.
    pub fn listed_name(&self) -> String {
        listed_name(&self.name, self.short_name.as_deref(), self.listing)
    }
}

/// A person's name on the public list.
pub fn listed_name(name: &str, short_name: Option<&str>, listing: Listing) -> String {
    match (listing, short_name) {
        (Listing::Full, _) => name.to_owned(),
        (_, Some(short)) => short.to_owned(),
        (_, None) => short_name::initialed(name),
    }
}

/// Who signs.
#[derive(Clone)]
pub enum Signer {
    /// A person.
    Person(Person),
    /// An organization.
    Organization(Organization),
}

/// A signature as asked for, every field parsed. `Debug` is left out on purpose: all of it is personal.
#[derive(Clone)]
pub struct Request {
    /// Who.
    pub signer: Signer,
    /// Where the link goes.
    pub email: EmailAddress,
    /// City or town.
    pub city: String,
    /// USPS code, in the United States.
    pub region: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// Consent to updates.
    pub updates: bool,
    /// The text that was read.
    pub edition: Digest,
    /// The language that it was read in.
    pub lang: Lang,
    /// The language of the page on which it was signed, in which its mails are written.
    pub interface: Lang,
}

impl Request {
    /// Whether a person or an organization signs.
    pub fn party(&self) -> Party {
        match self.signer {
            Signer::Person(_) => Party::Person,
            Signer::Organization(_) => Party::Organization,
        }
    }

    /// The letter asks for no words of its signers' own.
    pub(crate) fn drop_comment(&mut self) {
        if let Signer::Person(person) = &mut self.signer {
            person.comment = None;
        }
    }

    /// How the signer asked to be listed.
    pub fn listing(&self) -> Listing {
        match &self.signer {
            Signer::Person(person) => person.listing,
            Signer::Organization(_) => Listing::Full,
        }
    }

    /// Where the signer is, as much as will be shown.
    pub fn place(&self) -> locality::Locality {
        let whole = locality::Locality {
            city: Some(self.city.clone()),
            state: self.region.clone(),
            country: self.country.clone(),
        };
        if self.listing() == Listing::Full {
            whole
        } else {
            whole.without_city()
        }
    }

    /// The name on the public list.
    pub fn listed_name(&self) -> String {
        match &self.signer {
            Signer::Person(person) => person.listed_name(),
            Signer::Organization(organization) => organization.listed_name.clone(),
        }
    }

    /// Identifies who asks: the same asker is one row.
    pub fn asker_key(&self) -> String {
        match &self.signer {
            Signer::Person(_) => format!("person:{}", self.email.canonical()),
            Signer::Organization(it) => Keys::of(&it.legal_name, &self.email).asker,
        }
    }

    /// Identifies who would be counted: one confirmed signature a letter.
    pub fn signer_key(&self) -> String {
        match &self.signer {
            Signer::Person(_) => self.asker_key(),
            Signer::Organization(it) => Keys::of(&it.legal_name, &self.email).signer,
        }
    }
}

/// A letter's count, never blended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Organizations.
    pub organizations: u64,
    /// People who are listed.
    pub people: u64,
    /// People who asked not to be listed.
    pub unlisted: u64,
    /// How many of all these signed an earlier revision than the one that is published.
    pub earlier: u64,
}

/// One line of a public list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// As the signer wants it.
    pub name: String,
    /// With a city for organizations and full names.
    pub place: locality::Locality,
    /// Title and affiliation, for identification only.
    pub detail: String,
    /// How well an organization is known.
    pub known: Option<Known>,
    /// The revision that was signed, if another text is published since.
    pub earlier: Option<u32>,
}

/// How it is known that an organization's own people signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Staff have seen who signed.
    Staff,
    /// Its contact, or one who approved, writes from this domain, which is its website's.
    OwnDomain(String),
    /// Nothing shows it.
    Unverified,
}

impl Known {
    /// From the level that is stored and the domain of the website; `None` before it is confirmed.
    pub fn of(level: Option<Level>, domain: Option<String>) -> Option<Self> {
        match (level?, domain) {
            (Level::Staff, _) => Some(Self::Staff),
            (Level::OwnDomain, Some(domain)) => Some(Self::OwnDomain(domain)),
            (Level::OwnDomain | Level::OtherAddress, _) => Some(Self::Unverified),
        }
    }

    /// In a reader's language.
    pub fn words(&self, locales: &Locales, lang: Lang) -> String {
        match self {
            Self::Staff => locales.text(lang, "known-staff"),
            Self::OwnDomain(domain) => locales.format(lang, "known-own-domain", &[("domain", domain.clone().into())]),
            Self::Unverified => locales.text(lang, "known-unverified"),
        }
    }
}

/// The same in a reader's language.
#[derive(serde::Serialize)]
pub struct ListedLine {
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) detail: String,
    pub(crate) known: String,
    /// That it stands for an earlier text.
    pub(crate) earlier: String,
}

impl Listed {
    /// As it stands on a page.
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

/// The tags of our share links: where a signer came from.
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
