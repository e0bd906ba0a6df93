//! The report about an address.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::my_signature::store::stored::StoredSignature;
use crate::outbox::store::MailTo;
use crate::signatures::ids::SignatureId;

/// Everything that is stored about an address.
#[derive(Clone, Serialize)]
pub struct Report {
    /// The address that was asked for.
    pub address: String,
    /// The signatures that it gave, in any state.
    pub signatures: Vec<Signed>,
    /// The organizations that its owner decides for.
    pub approver_for: Vec<Approver>,
    /// The organizations whose public address it is.
    pub public_address_of: Vec<OfOrganization>,
    /// The organizations whose form its owner filled in, before another contact took over.
    pub submitted: Vec<OfOrganization>,
    /// Where its owner was named as the new contact.
    pub named_as_contact: Vec<HandedTo>,
    /// The forms that were saved from it.
    pub saved_forms: Vec<SavedDraft>,
    /// The invitations that went to it.
    pub invitations: Vec<Invited>,
    /// The mails that went or go to it.
    pub emails: Vec<MailTo>,
    /// The letters about which its owner refuses mail. Only a keyed digest of the address is stored, so that the refusal can be kept.
    pub refuses_email_about: Vec<String>,
}

impl Report {
    /// Returns how many entries it has.
    pub fn count(&self) -> usize {
        let organizations = self.public_address_of.len() + self.submitted.len();
        let asked = self.approver_for.len() + self.named_as_contact.len() + self.invitations.len();
        self.signatures.len() + organizations + asked + self.saved_forms.len() + self.emails.len()
    }

    /// Returns the letters whose frozen bundles for offices hold a signature of it: what offices received can't be erased.
    pub fn delivered(&self) -> Vec<&str> {
        let in_bundles = self.signatures.iter().filter(|it| !it.stored.bundles.is_empty());
        in_bundles.map(|it| it.stored.letter.as_str()).collect()
    }
}

/// A signature with everything that its own page shows, and what only staff see.
#[derive(Clone, Serialize)]
pub struct Signed {
    /// The number that commands refer to it by.
    pub number: SignatureId,
    /// What the own page shows.
    #[serde(flatten)]
    pub stored: StoredSignature,
    /// When its signer consented to updates in the words of `updates`, RFC 3339 in UTC.
    pub updates_since: Option<String>,
    /// When they let their own members of Congress see the full name and ZIP, in the words of `to_offices`, RFC 3339 in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_offices_since: Option<String>,
    /// The share link that it came by.
    pub source: Option<String>,
    /// The marks for staff, separated by commas.
    pub flags: String,
}

/// A person who decides for an organization.
#[derive(Clone, Serialize)]
pub struct Approver {
    /// The letter's slug.
    pub letter: String,
    /// The organization's listed name.
    pub organization: String,
    /// The person's name, as the contact typed it.
    pub name: String,
    /// The decision: `approved` or `declined`.
    pub decision: Option<String>,
    /// The reason for declining.
    pub reason: Option<String>,
    /// When it was decided, RFC 3339 in UTC.
    pub decided_at: Option<String>,
}

/// An organization's signature that holds the address.
#[derive(Clone, Serialize)]
pub struct OfOrganization {
    /// The letter's slug.
    pub letter: String,
    /// The organization's listed name.
    pub organization: String,
    /// The name and title of the earlier contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_by: Option<String>,
}

/// A handover to the owner of the address.
#[derive(Clone, Serialize)]
pub struct HandedTo {
    /// The letter's slug.
    pub letter: String,
    /// The organization's listed name.
    pub organization: String,
    /// The name and title, as the earlier contact typed them.
    pub name: String,
    /// The title.
    pub title: String,
    /// The answer: `accepted` or `refused`.
    pub decision: Option<String>,
    /// When it was asked, RFC 3339 in UTC.
    pub asked_at: String,
}

/// A saved form.
#[derive(Clone, Serialize)]
pub struct SavedDraft {
    /// The letter's slug.
    pub letter: String,
    /// What was typed, by field.
    pub fields: BTreeMap<String, String>,
    /// When it was saved, RFC 3339 in UTC.
    pub saved_at: String,
}

/// An invitation of an organization.
#[derive(Clone, Serialize)]
pub struct Invited {
    /// The letter's slug.
    pub letter: String,
    /// The organization.
    pub organization: String,
    /// The note of staff.
    pub note: Option<String>,
    /// When it was made, RFC 3339 in UTC.
    pub invited_at: String,
}
