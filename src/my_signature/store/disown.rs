//! "This was not us": whoever was signed for without knowing takes the name off at once.

use jiff::Timestamp;

use crate::config::Secret;
use crate::letters::Party;
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state::{Actor, State};
use crate::signatures::store::blocklist;
use crate::signatures::store::erase::erase;
use crate::signatures::store::ledger::{self, By};
use crate::signatures::store::links::open_link;
use crate::signatures::store::mailboxes::{self, Closing};
use crate::store::{Read, StoreError, Tx, params};

/// What such a link is about.
#[derive(Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The signature.
    pub signature: i64,
    /// Its letter.
    pub letter: String,
    /// Who was signed for.
    pub kind: Party,
    /// As listed.
    pub listed_name: String,
    /// Its state.
    pub state: State,
}

/// The signature of a link; `None`: no such link, or the signature is gone.
pub fn claimed(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<Claimed>, StoreError> {
    let Some(link) = open_link(db, secret, token, Purpose::NotUs)? else {
        return Ok(None);
    };
    let sql = "SELECT id, letter, kind, listed_name, state FROM signatures WHERE id = ?1";
    db.one(sql, params![link.signature], |row| {
        Ok(Claimed {
            signature: row.get("id")?,
            letter: row.get("letter")?,
            kind: row.word("kind")?,
            listed_name: row.get("listed_name")?,
            state: row.word("state")?,
        })
    })
}

/// Takes it off: a person's entry is deleted for good; an organization's stays for staff, marked, and counts no more. The mailbox that
/// the link was mailed to gets no more mail about the letter, or none at all.
pub(crate) fn disown(
    tx: &Tx<'_>,
    secret: &Secret,
    token: &Token,
    closing: Closing,
    now: Timestamp,
) -> Result<Option<Claimed>, StoreError> {
    let Some(it) = claimed(tx, secret, token)? else {
        return Ok(None);
    };
    if let Some(mailbox) = mailboxes::of_link(tx, secret, token.link(secret))? {
        mailbox.close(tx, closing, now)?;
    }
    if it.kind == Party::Person {
        // No bar against being counted: nothing is counted without the mailbox, and its owner may have it opened again.
        erase(tx, it.signature, now)?;
    } else {
        blocklist::bar(tx, secret, it.signature, State::Disowned, now.as_microsecond())?;
        let by = By {
            actor: Actor::Addressee,
            at: now.as_microsecond(),
        };
        ledger::leave(tx, it.signature, State::Disowned, by)?;
    }
    Ok(Some(it))
}
