//! Organizations as their contacts describe them.

use serde::Serialize;

use super::identity;
use crate::email::EmailAddress;

/// An organization that signs, as its contact filled in the form.
#[derive(Clone)]
pub struct Organization {
    /// The legal name, as registered.
    pub legal_name: String,
    /// The name to be listed.
    pub listed_name: String,
    /// The kind: nonprofit, union, faith, academic, business, other.
    pub kind: String,
    /// The scope: national, state, local.
    pub scope: String,
    /// The website, which is never fetched.
    pub website: Option<String>,
    /// The organization's public address, which is told that somebody signed for it.
    pub public_email: Option<EmailAddress>,
    /// The name of the contact who signs for it.
    pub contact_name: String,
    /// The contact's role.
    pub contact_title: String,
    /// The contact's phone number, which is never shown.
    pub phone: Option<String>,
    /// Those who decide for the organization, if the contact does not.
    pub board: Option<Board>,
    /// The code of the invitation that the contact followed.
    pub invitation: Option<String>,
}

/// A person who speaks for an organization.
#[derive(Clone)]
pub struct Contact {
    /// The contact's name.
    pub name: String,
    /// The contact's role.
    pub title: String,
    /// The contact's address.
    pub email: EmailAddress,
}

/// Those who decide for an organization: a director, or the members of a board.
#[derive(Clone)]
pub struct Board {
    /// The people who decide; at least one.
    pub people: Vec<Approver>,
    /// How many of them must approve; at least one, at most all.
    pub approvals: u32,
}

impl Board {
    /// Returns their names, separated by commas.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.people.iter().map(|it| it.name.as_str()).collect();
        names.join(", ")
    }
}

/// A person who decides for an organization.
#[derive(Clone)]
pub struct Approver {
    /// The person's name.
    pub name: String,
    /// The address that the link to decide is sent to.
    pub email: EmailAddress,
}

/// The keys that tell an organization and its contact apart from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    /// The key of who asks: this contact for this organization.
    pub asker: String,
    /// The key of who would be counted: the organization.
    pub signer: String,
}

/// The prefix of every organization's key.
pub(crate) const ORGANIZATION: &str = "organization:";

impl Keys {
    /// Derives the keys of an organization from its legal name and its contact's address, if there is one.
    pub fn of(legal_name: &str, contact: Option<&EmailAddress>) -> Self {
        let signer = format!("{ORGANIZATION}{}", identity::organization(legal_name));
        Self {
            asker: format!("{signer}:{}", contact.map(EmailAddress::canonical).unwrap_or_default()),
            signer,
        }
    }
}

/// A correction of an organization's identity that waits for review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The new legal name.
    pub legal_name: String,
    /// The new website.
    pub website: Option<String>,
}
