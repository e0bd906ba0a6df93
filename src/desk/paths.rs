//! The paths of a letter's pages.

use crate::letters::Letter;
use crate::review::store::made::DecisionId;
use crate::signatures::ids::SignatureId;

/// The letter in numbers.
pub(super) fn numbers(slug: &str) -> String {
    format!("/staff/letters/{slug}")
}

/// The invitations to it.
pub(super) fn invitations(slug: &str) -> String {
    format!("/staff/letters/{slug}/invitations")
}

/// One table of these numbers, as a file.
pub(super) fn numbers_file(slug: &str, table: &str) -> String {
    format!("/staff/letters/{slug}/numbers/{table}.csv")
}

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

/// The correction of a signer's line.
pub(super) fn line(slug: &str, id: SignatureId) -> String {
    format!("{}/line", signer(slug, id))
}

/// Two signers side by side.
pub(super) fn merge(slug: &str, id: SignatureId, other: SignatureId) -> String {
    format!("{}/merge/{other}", signer(slug, id))
}

/// Where the decisions of a sheet are sent.
pub(super) fn decide(slug: &str) -> String {
    format!("/staff/letters/{slug}/decide")
}

/// Where a decision is undone.
pub(super) fn undo(slug: &str) -> String {
    format!("/staff/letters/{slug}/undo")
}

/// Where filters are saved and removed.
pub(super) fn filters(slug: &str) -> String {
    format!("/staff/letters/{slug}/filters")
}

/// Decisions about all that a filter finds.
pub(super) fn bulk(slug: &str) -> String {
    format!("/staff/letters/{slug}/bulk")
}

/// One of these decisions.
pub(super) fn decision(slug: &str, id: DecisionId) -> String {
    format!("/staff/letters/{slug}/decisions/{id}")
}

/// The export of a sheet.
pub(super) fn export(slug: &str) -> String {
    format!("/staff/letters/{slug}/export")
}

/// The delivery; empty if the letter goes to no office.
pub(super) fn delivery_of(letter: &Letter) -> String {
    let goes = letter.delivery.as_ref();
    goes.map(|_| delivery(letter.slug.as_str())).unwrap_or_default()
}

/// The delivery.
pub(super) fn delivery(slug: &str) -> String {
    format!("/staff/letters/{slug}/delivery")
}

/// Sending the letter to offices.
pub(super) fn sending(slug: &str) -> String {
    format!("/staff/letters/{slug}/sending")
}

/// Sending offices a supplement.
pub(super) fn supplement(slug: &str) -> String {
    format!("/staff/letters/{slug}/supplement")
}

/// One office of the delivery.
pub(super) fn office(slug: &str, office: &str) -> String {
    format!("/staff/letters/{slug}/delivery/{office}")
}

/// The PDF that an office received in the letter with a code.
pub(super) fn pdf(slug: &str, office: &str, code: &str) -> String {
    format!("/staff/letters/{slug}/delivery/{office}/pdf/{code}")
}

/// The names that an office received with the letter with a code, as a table in a format.
pub(super) fn table(slug: &str, office: &str, code: &str, format: &str) -> String {
    format!("/staff/letters/{slug}/delivery/{office}/table/{code}/{format}")
}

/// The record of what became of a letter, as a file.
pub(super) fn record_file(slug: &str, format: &str) -> String {
    format!("/staff/letters/{slug}/record/{format}")
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

/// The links to its preview.
pub(super) fn previews(slug: &str) -> String {
    format!("/staff/letters/{slug}/previews")
}

/// Its settings.
pub(super) fn settings(slug: &str) -> String {
    format!("/staff/letters/{slug}/settings")
}

/// Unread messages to Congress.
pub(super) fn messages(slug: &str) -> String {
    format!("/staff/letters/{slug}/messages")
}
