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

/// Unread messages to Congress.
pub(super) fn messages(slug: &str) -> String {
    format!("/staff/letters/{slug}/messages")
}
