//! The paths of a letter's pages.

use crate::signatures::ids::SignatureId;

/// The sheet of its signers.
pub(super) fn signers(slug: &str) -> String {
    format!("/staff/letters/{slug}/signers")
}

/// The sheet of individuals alone.
pub(super) fn individuals(slug: &str) -> String {
    format!("{}?kind=person", signers(slug))
}

/// One signer.
pub(super) fn signer(slug: &str, id: SignatureId) -> String {
    format!("/staff/letters/{slug}/signers/{id}")
}

/// Where the decisions of a sheet are sent.
pub(super) fn decide(slug: &str) -> String {
    format!("/staff/letters/{slug}/decide")
}

/// The export of a sheet.
pub(super) fn export(slug: &str) -> String {
    format!("/staff/letters/{slug}/export")
}

/// Where one signature is recorded.
pub(super) fn record(slug: &str) -> String {
    format!("/staff/letters/{slug}/record")
}

/// Where a list is uploaded.
pub(super) fn import(slug: &str) -> String {
    format!("/staff/letters/{slug}/import")
}

/// A list that was uploaded.
pub(super) fn import_of(slug: &str, name: &str) -> String {
    format!("{}/{name}", import(slug))
}

/// The roster of organizations.
pub(super) fn roster(slug: &str) -> String {
    format!("/staff/letters/{slug}/roster")
}

/// The sheet for the press.
pub(super) fn press(slug: &str) -> String {
    format!("/staff/letters/{slug}/press")
}

/// The sheets for Members of Congress.
pub(super) fn visits(slug: &str) -> String {
    format!("/staff/letters/{slug}/visits")
}

/// The links for partners.
pub(super) fn partners(slug: &str) -> String {
    format!("/staff/letters/{slug}/partners")
}

/// Unread messages to Congress.
pub(super) fn messages(slug: &str) -> String {
    format!("/staff/letters/{slug}/messages")
}
