//! Disowning: someone who was signed up without their knowledge removes the name at once.

use jiff::Timestamp;

use crate::config::Secret;
use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state::{Actor, State};
use crate::signatures::store::blocklist;
use crate::signatures::store::erase::erase;
use crate::signatures::store::ledger::{self, By};
use crate::signatures::store::links::open_link;
use crate::signatures::store::mailboxes::{self, MailRefusal};
use crate::store::{Read, StoreError, Tx, params};

/// What a disowning link is about.
#[derive(Clone, PartialEq, Eq)]
pub struct DisownedSignature {
    /// The signature.
    pub signature: SignatureId,
    /// The letter's slug.
    pub letter: String,
    /// Whether a person or an organization was signed up.
    pub kind: Party,
    /// The listed name.
    pub listed_name: String,
    /// The state of the signature.
    pub state: State,
}

/// Returns the signature of a link; `None` if there is no such link, or the signature no longer exists.
pub fn claimed(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<DisownedSignature>, StoreError> {
    let Some(link) = open_link(db, secret, token, Purpose::NotUs)? else {
        return Ok(None);
    };
    let sql = "SELECT id, letter, kind, listed_name, state FROM signatures WHERE id = ?1";
    db.one(sql, params![link.signature], |row| {
        Ok(DisownedSignature {
            signature: row.get("id")?,
            letter: row.get("letter")?,
            kind: row.word("kind")?,
            listed_name: row.get("listed_name")?,
            state: row.word("state")?,
        })
    })
}

/// Removes the signature: a person's entry is deleted for good; an organization's stays for staff, marked, and no longer counts. The
/// mailbox that the link was sent to gets no more mail about the letter, or none at all.
pub(crate) fn disown(
    tx: &Tx<'_>,
    secret: &Secret,
    token: &Token,
    closing: MailRefusal,
    now: Timestamp,
) -> Result<Option<DisownedSignature>, StoreError> {
    let Some(it) = claimed(tx, secret, token)? else {
        return Ok(None);
    };
    if let Some(mailbox) = mailboxes::of_link(tx, secret, token.row(secret))? {
        mailbox.close(tx, closing, now)?;
    }
    if it.kind == Party::Person {
        // No entry in the blocklist: nothing is counted without the mailbox, and its owner may have it reopened.
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
