//! An organization as its contact describes it.

use serde::Serialize;

use super::identity;
use crate::email::EmailAddress;

/// What an organization's contact gave.
#[derive(Clone)]
pub struct Organization {
    /// As registered.
    pub legal_name: String,
    /// As it should be listed.
    pub listed_name: String,
    /// nonprofit, union, faith, academic, business, other.
    pub kind: String,
    /// national, state, local.
    pub scope: String,
    /// Never fetched.
    pub website: Option<String>,
    /// Where the organization is told that it was signed for.
    pub public_email: Option<EmailAddress>,
    /// Who signs for it.
    pub contact_name: String,
    /// The contact's role.
    pub contact_title: String,
    /// Never shown.
    pub phone: Option<String>,
    /// Who decides, if it is not the contact.
    pub board: Option<Board>,
    /// The code of the invitation that the contact followed.
    pub invitation: Option<String>,
}

/// Someone who speaks for an organization.
#[derive(Clone)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Role.
    pub title: String,
    /// Address.
    pub email: EmailAddress,
}

/// Those who decide for an organization: a director, or a board.
#[derive(Clone)]
pub struct Board {
    /// At least one.
    pub people: Vec<Approver>,
    /// How many of them must approve: at least one, at most all.
    pub approvals: u32,
}

impl Board {
    /// Their names, with commas between.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.people.iter().map(|it| it.name.as_str()).collect();
        names.join(", ")
    }
}

/// One who decides for an organization.
#[derive(Clone)]
pub struct Approver {
    /// Name.
    pub name: String,
    /// Where the link to decide goes.
    pub email: EmailAddress,
}

/// What tells an organization and its contact apart from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Who asks: this contact for this organization.
    pub asker: String,
    /// Who would be counted.
    pub signer: String,
}

/// Begins every organization's key.
pub(crate) const ORGANIZATION: &str = "organization:";

impl Keys {
    /// Of an organization by its legal name, and a contact.
    pub fn of(legal_name: &str, contact: &EmailAddress) -> Self {
        let signer = format!("{ORGANIZATION}{}", identity::organization(legal_name));
        Self {
            asker: format!("{signer}:{}", contact.canonical()),
            signer,
        }
    }
}

/// A correction that staff look at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The legal name.
    pub legal_name: String,
    /// The website.
    pub website: Option<String>,
}
