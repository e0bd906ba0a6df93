//! Saved forms of organizations' contacts. Opening one proves that the mailbox is the contact's, since only its mail has the link.
//!
//! Once sent on to the deciders, the form needs no second mail to confirm the contact; the deciders still confirm for themselves.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::config::Secret;
use crate::email::EmailAddress;
use crate::locale::Lang;
use crate::signatures::ids::SavedFormId;
use crate::signatures::link_token::{Purpose, Token, nonce};
use crate::signatures::store::erase::erase_form;
use crate::store::{Read, StoreError, Tx, params};

/// A saved form.
#[derive(Clone)]
pub(crate) struct SavedForm {
    /// The row.
    pub id: SavedFormId,
    /// The letter's slug.
    pub letter: String,
    /// The nonce of its link.
    pub nonce: [u8; 16],
    /// The address that the link was sent to.
    pub email: String,
    /// The language of the form.
    pub lang: String,
    /// The values that were typed, by field.
    pub fields: BTreeMap<String, String>,
}

impl SavedForm {
    /// Returns whether the link was sent to this mailbox.
    pub(crate) fn is_of(&self, email: &EmailAddress) -> bool {
        EmailAddress::parse(&self.email).is_ok_and(|it| it.canonical() == email.canonical())
    }
}

fn json(fields: &BTreeMap<String, String>) -> String {
    serde_json::to_string(fields).expect("plain data")
}

/// Saves a form, and returns its row.
pub(crate) fn save_form(
    tx: &Tx<'_>,
    letter: &str,
    lang: Lang,
    email: &EmailAddress,
    fields: &BTreeMap<String, String>,
    now: Timestamp,
) -> Result<SavedFormId, StoreError> {
    let sql = "INSERT INTO saved_forms (letter, nonce, email, lang, fields, saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id";
    let micros = now.as_microsecond();
    let row = params![
        letter,
        &nonce()[..],
        email.as_str(),
        lang.as_str(),
        json(fields),
        micros
    ];
    tx.one(sql, row, |row| row.get("id"))?.ok_or(StoreError::Closed)
}

/// Saves a form again, under the same link.
pub(crate) fn save_form_again(
    tx: &Tx<'_>,
    id: SavedFormId,
    fields: &BTreeMap<String, String>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE saved_forms SET fields = ?2, saved_at = ?3 WHERE id = ?1";
    tx.execute(sql, params![id, json(fields), now.as_microsecond()])?;
    Ok(())
}

/// Returns a saved form by its row.
pub(crate) fn saved_form(db: &Read<'_>, id: SavedFormId) -> Result<Option<SavedForm>, StoreError> {
    let sql = "SELECT letter, nonce, email, lang, fields FROM saved_forms WHERE id = ?1";
    db.one(sql, params![id], |row| {
        Ok(SavedForm {
            id,
            letter: row.get("letter")?,
            nonce: row.get("nonce")?,
            email: row.get("email")?,
            lang: row.get("lang")?,
            fields: row.parse("fields", |text| serde_json::from_str(text))?,
        })
    })
}

/// Returns the form of a link; `None` if there is no such link, or the form was sent or deleted.
pub(crate) fn open_form(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<SavedForm>, StoreError> {
    let found = saved_form(db, token.row(secret))?;
    Ok(found.filter(|it| token.opens(secret, Purpose::Draft, &it.nonce)))
}

/// Deletes a form that was sent or is no longer wanted.
pub(crate) fn drop_form(tx: &Tx<'_>, id: SavedFormId, now: Timestamp) -> Result<(), StoreError> {
    erase_form(tx, id, now)
}
