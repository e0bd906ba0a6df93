//! What mails need to know about a signature, read when they are composed or enqueued.

use crate::locale::{Lang, Locales};
use crate::signatures::ids::SignatureId;
use crate::signatures::locality::Locality;
use crate::signatures::state::{Approval, State};
use crate::signatures::store::public;
use crate::signatures::store::renewal::renewal;
use crate::signatures::{Listing, Origin};
use crate::store::{Read, Row, StoreError, Tx, params};

/// A signature, as far as a mail mentions it.
pub(crate) struct SignatureSummary {
    /// The letter's slug.
    pub slug: String,
    /// The listed name.
    pub name: String,
    /// The language in which the signer read the letter.
    pub read: String,
    /// The language of mails to the signer.
    pub lang: String,
    /// The state of the signature.
    pub state: State,
    /// Where it came from.
    pub origin: Origin,
    /// The SHA-256 of the text that it is for.
    pub text: [u8; 32],
    /// The contact who signed for an organization.
    pub contact: Option<String>,
    /// The place, as it is listed.
    pub place: Locality,
    /// Whether the name is not shown.
    pub unlisted: bool,
    /// The name of a person.
    pub person: Option<PersonName>,
}

/// A person's name, as they wrote it.
pub(crate) struct PersonName {
    /// The full name.
    pub whole: String,
    /// The short name on the list, if it is not our guess.
    pub short: Option<String>,
}

/// Returns the signature with this number, if it is still stored.
pub(crate) fn signature_summary(db: &Read<'_>, id: SignatureId) -> Result<Option<SignatureSummary>, StoreError> {
    let sql = "SELECT s.letter, s.listed_name, s.lang, COALESCE(s.page_lang, s.lang) AS page_lang, s.state, s.origin, s.edition, s.listing, s.city, s.region,
         s.country, o.contact_name, p.name AS person, p.short_name
       FROM signatures s LEFT JOIN organizations o ON o.signature = s.id LEFT JOIN people p ON p.signature = s.id WHERE s.id = ?1";
    db.one(sql, params![id], |row| {
        Ok(SignatureSummary {
            slug: row.get("letter")?,
            name: row.get("listed_name")?,
            read: row.get("lang")?,
            lang: row.get("page_lang")?,
            state: row.word("state")?,
            origin: row.word("origin")?,
            text: row.get("edition")?,
            contact: row.get("contact_name")?,
            place: public::place(row)?,
            unlisted: row.word::<Listing>("listing")? == Listing::Unlisted,
            person: match row.get::<Option<String>>("person")? {
                Some(whole) => Some(PersonName {
                    whole,
                    short: row.get("short_name")?,
                }),
                None => None,
            },
        })
    })
}

/// An organization's signature, as mails about its approval mention it.
pub struct ApprovalSummary {
    /// The letter's slug.
    pub letter: String,
    /// The listed name.
    pub name: String,
    /// The languages of the mail and of the letter as it was read.
    pub tags: [String; 2],
    /// The contact's address.
    pub email: String,
    /// The state of the signature.
    pub state: State,
    /// The question that those who decide are asked, or were asked last.
    pub approval: Approval,
    /// The contact's name.
    pub contact_name: String,
    /// The contact's name and title.
    pub contact: String,
    /// How many of those who decide must approve.
    pub needed: u32,
    /// The place, as it is listed.
    pub place: Locality,
    /// When another contact took over, in microseconds, if one did.
    pub contact_since: Option<i64>,
    /// Who had filled in the form, as long as that is stored, if another contact took over.
    pub submitted: Option<Submitted>,
}

/// The person who filled in the form of an organization that has another contact now.
pub struct Submitted {
    /// The person's name and title.
    pub by: String,
    /// The person's address.
    pub from: String,
}

fn submitted(row: &Row<'_>) -> Result<Option<Submitted>, StoreError> {
    let (by, from) = (row.get("submitted_by")?, row.get("submitted_from")?);
    Ok(match (by, from) {
        (Some(by), Some(from)) => Some(Submitted { by, from }),
        _ => None,
    })
}

impl ApprovalSummary {
    /// Formats name and place as on a letter.
    pub fn line(&self, locales: &Locales, lang: Lang) -> String {
        format!("{} — {}", self.name, self.place.words(locales, lang))
    }
}

/// Returns the organization's signature with this number, if it is still stored.
pub fn approval_summary(db: &Read<'_>, id: SignatureId) -> Result<Option<ApprovalSummary>, StoreError> {
    let sql = "SELECT s.letter, s.listed_name, s.lang, COALESCE(s.page_lang, s.lang) AS page_lang, s.email, s.city, s.region, s.country,
       o.submitted_by, o.submitted_from, o.contact_since, o.contact_name, o.contact_title, o.approvals, s.state
       FROM signatures s JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    let found = db.one(sql, params![id], |row| {
        let (contact, title): (String, String) = (row.get("contact_name")?, row.get("contact_title")?);
        Ok(ApprovalSummary {
            letter: row.get("letter")?,
            name: row.get("listed_name")?,
            tags: [row.get("page_lang")?, row.get("lang")?],
            email: row.get("email")?,
            state: row.word("state")?,
            approval: Approval::Signing(row.word("state")?),
            contact: format!("{contact} ({title})"),
            contact_name: contact,
            needed: row.get("approvals")?,
            place: public::locality(row)?,
            contact_since: row.get("contact_since")?,
            submitted: submitted(row)?,
        })
    })?;
    let Some(mut it) = found else { return Ok(None) };
    if let Some(asked) = renewal(db, id)?.filter(|_| it.state.stands()) {
        it.approval = asked.approval();
    }
    Ok(Some(it))
}

/// Returns whether a signature counts, or has counted before.
pub(crate) fn has_counted(db: &Read<'_>, signature: SignatureId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND counted_at IS NOT NULL";
    let found = db.one(sql, params![signature], |row| row.get::<i64>("n"))?;
    Ok(found.is_some())
}

/// Returns the letter of a signature.
pub(crate) fn letter_of(tx: &Tx<'_>, signature: SignatureId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT letter FROM signatures WHERE id = ?1";
    tx.one(sql, params![signature], |row| row.get("letter"))
}

/// Returns the signer's address; `None` if staff recorded none, or a restore left that of a contact who does not speak for the organization any more.
pub(crate) fn signers_address(db: &Read<'_>, signature: SignatureId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT email FROM signatures WHERE id = ?1 AND email <> '' AND ',' || flags || ',' NOT LIKE '%,contact-lost,%'";
    db.one(sql, params![signature], |row| row.get("email"))
}

/// Returns an organization's public address, if its contact wrote from another one.
pub(crate) fn public_address(tx: &Tx<'_>, signature: SignatureId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT public_email FROM organizations WHERE signature = ?1 AND verification = 'other-address'";
    let address = tx.one(sql, params![signature], |row| row.get::<Option<String>>("public_email"))?;
    Ok(address.flatten())
}
