//! Forms that an organization's contact saved to go on later. Whoever has the link has read the mail that brought it.
//!
//! Sent on to those who decide, the link stands for its mailbox and needs no second mail; what counts still needs theirs.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::config::Secret;
use crate::email::EmailAddress;
use crate::locale::Lang;
use crate::signatures::link_token::{Purpose, Token, nonce};
use crate::signatures::store::erase::erase_form;
use crate::store::{Read, StoreError, Tx, params};

/// A saved form.
#[derive(Clone)]
pub(crate) struct SavedForm {
    /// The row.
    pub id: i64,
    /// Its letter.
    pub letter: String,
    /// For its link.
    pub nonce: [u8; 16],
    /// Where the link went.
    pub email: String,
    /// The language of the form.
    pub lang: String,
    /// What was typed, by field.
    pub fields: BTreeMap<String, String>,
}

impl SavedForm {
    /// Whether its link went to this mailbox.
    pub(crate) fn is_of(&self, email: &EmailAddress) -> bool {
        EmailAddress::parse(&self.email).is_ok_and(|it| it.canonical() == email.canonical())
    }
}

fn json(fields: &BTreeMap<String, String>) -> String {
    serde_json::to_string(fields).expect("plain data")
}

/// Saves a form; answers its row.
pub(crate) fn save_form(
    tx: &Tx<'_>,
    letter: &str,
    lang: Lang,
    email: &EmailAddress,
    fields: &BTreeMap<String, String>,
    now: Timestamp,
) -> Result<i64, StoreError> {
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

/// Saves it again, under the same link.
pub(crate) fn save_form_again(
    tx: &Tx<'_>,
    id: i64,
    fields: &BTreeMap<String, String>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE saved_forms SET fields = ?2, saved_at = ?3 WHERE id = ?1";
    tx.execute(sql, params![id, json(fields), now.as_microsecond()])?;
    Ok(())
}

/// A saved form by its row.
pub(crate) fn saved_form(db: &Read<'_>, id: i64) -> Result<Option<SavedForm>, StoreError> {
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

/// The form of a link; `None`: no such link, or it was sent, deleted or forgotten.
pub(crate) fn open_form(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<SavedForm>, StoreError> {
    let found = saved_form(db, token.link(secret))?;
    Ok(found.filter(|it| token.opens(secret, Purpose::Draft, &it.nonce)))
}

/// It was sent, or is wanted no more.
pub(crate) fn drop_form(tx: &Tx<'_>, id: i64, now: Timestamp) -> Result<(), StoreError> {
    erase_form(tx, id, now)
}
