//! Parsed requests to sign, and the keys that identify who asks and who would be counted.

use super::{Keys, Listing, Person, Signer, locality};
use crate::email::EmailAddress;
use crate::letters::{Digest, Party};
use crate::locale::Lang;
use crate::text;

/// A parsed request to sign. It has no `Debug` on purpose: all of it is personal data.
#[derive(Clone)]
pub struct Request {
    /// The signer.
    pub signer: Signer,
    /// The address that the confirmation link is sent to. Everyone who signs on a page has one; someone whom staff record may have none.
    pub email: Option<EmailAddress>,
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

    /// Drops the consent to show the signer's own offices more than the public list, for letters that do not ask for it.
    pub(crate) fn keep_from_offices(&mut self) {
        if let Signer::Person(person) = &mut self.signer {
            person.to_offices = false;
        }
    }

    /// Returns whether the signer's own members of Congress may see the full name and ZIP code.
    pub(crate) fn is_for_offices(&self) -> bool {
        matches!(&self.signer, Signer::Person(person) if person.to_offices)
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

    /// Returns the signer's address as it is stored; empty if there is none.
    pub fn address(&self) -> &str {
        self.email.as_ref().map_or("", EmailAddress::as_str)
    }

    /// Returns the key that identifies who asks: the same asker has one row.
    ///
    /// A person without an address, whom staff recorded from paper, is identified by name and ZIP code, or by name, city and country.
    /// That may take a father and a son of one name for one person, which staff can prevent by writing `Jr.`; by the name alone, every
    /// José García of a letter would be one. An organization without an address is identified by its name alone, and compared with others
    /// like any organization.
    pub fn asker_key(&self) -> String {
        match (&self.signer, &self.email) {
            (Signer::Person(_), Some(email)) => format!("person:{}", email.canonical()),
            (Signer::Person(person), None) => self.key_without_address(person),
            (Signer::Organization(it), email) => Keys::of(&it.legal_name, email.as_ref()).asker,
        }
    }

    /// Returns the key of a person as if they had given no address. No canonical address begins with a colon.
    pub(crate) fn key_without_address(&self, person: &Person) -> String {
        key_without_address(PersonAt {
            name: &person.name,
            postal_code: &person.postal_code,
            city: &self.city,
            country: &self.country,
        })
    }

    /// Returns the key that identifies who would be counted: one confirmed signature for each letter.
    pub fn signer_key(&self) -> String {
        match &self.signer {
            Signer::Person(_) => self.asker_key(),
            Signer::Organization(it) => Keys::of(&it.legal_name, self.email.as_ref()).signer,
        }
    }
}

/// A person, as far as they can be told apart without an address.
#[derive(Clone, Copy)]
pub(crate) struct PersonAt<'a> {
    pub(crate) name: &'a str,
    pub(crate) postal_code: &'a str,
    pub(crate) city: &'a str,
    pub(crate) country: &'a str,
}

/// Returns the key of a person who gave no address ([`Request::asker_key`]).
pub(crate) fn key_without_address(it: PersonAt<'_>) -> String {
    let home = match it.postal_code.get(..5) {
        Some(zip) if it.country == "US" => zip.to_owned(),
        _ => format!("{} {}", text::fold(it.city), it.country),
    };
    format!("person::{}:{home}", text::fold(it.name))
}
