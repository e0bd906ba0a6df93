//! What mails need to know of a signature, read when they are composed or owed.

use crate::locale::{Lang, Locales};
use crate::signatures::locality::Locality;
use crate::signatures::state::{Approval, State};
use crate::signatures::store::public;
use crate::signatures::store::renewal::renewal;
use crate::store::{Read, Row, StoreError, Tx, params};

/// A signature as a mail speaks of it.
pub(crate) struct Standing {
    /// The letter.
    pub slug: String,
    /// As it is listed.
    pub name: String,
    /// The language in which its signer read the letter.
    pub read: String,
    /// The language in which mails to the signer are written.
    pub lang: String,
    /// Its state in the database, or `declined`.
    pub state: State,
    /// SHA-256 of the text that it is for.
    pub text: [u8; 32],
    /// Who signed for an organization.
    pub contact: Option<String>,
    /// A person's name.
    pub person: Option<PersonName>,
}

/// A person's name, as they gave it.
pub(crate) struct PersonName {
    /// All of it.
    pub whole: String,
    /// How it is shortened on the list, where that is not our guess.
    pub short: Option<String>,
}

/// The signature with this number, if it is still stored.
pub(crate) fn standing(db: &Read<'_>, id: i64) -> Result<Option<Standing>, StoreError> {
    let sql = "SELECT s.letter, s.listed_name, s.lang, COALESCE(s.page_lang, s.lang) AS page_lang, s.state, s.edition, o.contact_name,
         p.name AS person, p.short_name
       FROM signatures s LEFT JOIN organizations o ON o.signature = s.id LEFT JOIN people p ON p.signature = s.id WHERE s.id = ?1";
    db.one(sql, params![id], |row| {
        Ok(Standing {
            slug: row.get("letter")?,
            name: row.get("listed_name")?,
            read: row.get("lang")?,
            lang: row.get("page_lang")?,
            state: row.word("state")?,
            text: row.get("edition")?,
            contact: row.get("contact_name")?,
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

/// An organization's signature as mails about its decision speak of it.
pub struct Facts {
    /// The letter.
    pub letter: String,
    /// As it is listed.
    pub name: String,
    /// The language of the mail, and that in which the letter was read.
    pub tags: [String; 2],
    /// Where its contact reads mail.
    pub email: String,
    /// Its state in the database, or `declined`.
    pub state: State,
    /// What those who decide are asked, or were last.
    pub approval: Approval,
    /// Name and title.
    pub contact: String,
    /// How many of those who decide must approve.
    pub needed: u32,
    /// As it is listed.
    pub place: Locality,
    /// Where another contact has taken over: since when, in microseconds.
    pub contact_since: Option<i64>,
    /// Who had filled in the form then, as long as that is kept.
    pub submitted: Option<Submitted>,
}

/// Who filled in a form whose organization has another contact now.
pub struct Submitted {
    /// Name and title.
    pub by: String,
    /// Their address.
    pub from: String,
}

fn submitted(row: &Row<'_>) -> Result<Option<Submitted>, StoreError> {
    let (by, from) = (row.get("submitted_by")?, row.get("submitted_from")?);
    Ok(match (by, from) {
        (Some(by), Some(from)) => Some(Submitted { by, from }),
        _ => None,
    })
}

impl Facts {
    /// Name and place, as on a letter.
    pub fn line(&self, locales: &Locales, lang: Lang) -> String {
        format!("{} — {}", self.name, self.place.words(locales, lang))
    }
}

/// The organization's signature with this number, if it is still stored.
pub fn facts(db: &Read<'_>, id: i64) -> Result<Option<Facts>, StoreError> {
    let sql = "SELECT s.letter, s.listed_name, s.lang, COALESCE(s.page_lang, s.lang) AS page_lang, s.email, s.city, s.region, s.country,
       o.submitted_by, o.submitted_from, o.contact_since, o.contact_name, o.contact_title, o.approvals, s.state
       FROM signatures s JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    let found = db.one(sql, params![id], |row| {
        let (contact, title): (String, String) = (row.get("contact_name")?, row.get("contact_title")?);
        Ok(Facts {
            letter: row.get("letter")?,
            name: row.get("listed_name")?,
            tags: [row.get("page_lang")?, row.get("lang")?],
            email: row.get("email")?,
            state: row.word("state")?,
            approval: Approval::Signing(row.word("state")?),
            contact: format!("{contact} ({title})"),
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

/// The letter of a signature.
pub(crate) fn letter_of(tx: &Tx<'_>, signature: i64) -> Result<Option<String>, StoreError> {
    let sql = "SELECT letter FROM signatures WHERE id = ?1";
    tx.one(sql, params![signature], |row| row.get("letter"))
}

/// Where the signer reads mail.
pub(crate) fn signers_address(tx: &Tx<'_>, signature: i64) -> Result<Option<String>, StoreError> {
    let sql = "SELECT email FROM signatures WHERE id = ?1";
    tx.one(sql, params![signature], |row| row.get("email"))
}

/// The public address of an organization whose contact wrote from elsewhere.
pub(crate) fn public_address(tx: &Tx<'_>, signature: i64) -> Result<Option<String>, StoreError> {
    let sql = "SELECT public_email FROM organizations WHERE signature = ?1 AND verification = 'other-address'";
    let address = tx.one(sql, params![signature], |row| row.get::<Option<String>>("public_email"))?;
    Ok(address.flatten())
}
