//! Disowning: somebody says that they, or their organization, did not sign.
//!
//! # The rule
//!
//! * A **person** who was signed up removes the entry, for good.
//! * An **organization's contact, its public address, or the only person who decides for it** removes it at once: each could speak for it
//!   alone, and a forger must not stand until staff have time.
//! * **One of several who decide** is one voice of a board. The name leaves the list and the count at once all the same, but what others
//!   approved is not undone in silence: the signature is *held* for staff ([`HoldReason::Contested`], [`flags::DISPUTED`]). Until enough have approved, their
//!   "no" is recorded, and an approval by the others is held as well. If too few are left to approve, or nobody else approved, it is removed.
//! * Staff who approve it after that have heard the objection, so a second one changes nothing by itself.
//!
//! The contact, the others who decide, and staff are told, by whom it was said ([`crate::organizations::approval::notices`]).

use jiff::Timestamp;

use crate::config::Secret;
use crate::letters::Party;
use crate::signatures::ids::{DeciderId, LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state::{Actor, Decision, HoldReason, State};
use crate::signatures::store::blocklist;
use crate::signatures::store::deciders::{self, Decider};
use crate::signatures::store::erase::erase;
use crate::signatures::store::flags;
use crate::signatures::store::ledger::{self, By};
use crate::signatures::store::links::open_link;
use crate::signatures::store::mailboxes::{self, MailRefusal};
use crate::store::takebacks::Topic;
use crate::store::{Read, StoreError, Tx, params};

/// What a disowning link is about.
#[derive(Clone, PartialEq, Eq)]
pub struct DisownedSignature {
    /// The link.
    pub link: LinkId,
    /// The signature.
    pub signature: SignatureId,
    /// The letter's slug.
    pub letter: String,
    /// Whether a person or an organization was signed up.
    pub kind: Party,
    /// The listed name.
    pub listed_name: String,
    /// The state of the signature, before it was disowned.
    pub state: State,
    /// The person who decides, if the link is theirs.
    decider: Option<DeciderId>,
}

/// What follows from disowning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// The signature is removed.
    Removed,
    /// It is off the list, and staff decide, since others approved it.
    Held,
    /// It is not on the list; others may still approve it, and then staff decide.
    Noted,
    /// It was not on the list any more, or staff have decided about an objection before.
    Unchanged,
}

/// Returns the signature of a link; `None` if there is no such link, or the signature no longer exists.
pub fn claimed(db: &Read<'_>, secret: &Secret, token: &Token) -> Result<Option<DisownedSignature>, StoreError> {
    let Some(link) = open_link(db, secret, token, Purpose::NotUs)? else {
        return Ok(None);
    };
    let sql = "SELECT id, letter, kind, listed_name, state FROM signatures WHERE id = ?1";
    db.one(sql, params![link.signature], |row| {
        Ok(DisownedSignature {
            link: link.id,
            signature: row.get("id")?,
            letter: row.get("letter")?,
            kind: row.word("kind")?,
            listed_name: row.get("listed_name")?,
            state: row.word("state")?,
            decider: link.decider,
        })
    })
}

/// Disowns the signature by the rule of this module. A person's entry is deleted for good; an organization's stays for staff, marked. The
/// mailbox that the link was sent to gets no more mail about the letter, or none at all.
pub(crate) fn disown(
    tx: &Tx<'_>,
    secret: &Secret,
    token: &Token,
    closing: MailRefusal,
    now: Timestamp,
) -> Result<Option<(DisownedSignature, Consequence)>, StoreError> {
    let Some(it) = claimed(tx, secret, token)? else {
        return Ok(None);
    };
    if let Some(mailbox) = mailboxes::of_link(tx, secret, token.row(secret))? {
        mailbox.close(tx, closing, now)?;
    }
    let by = By {
        actor: Actor::Addressee,
        at: now.as_microsecond(),
    };
    if it.kind == Party::Person {
        // No entry in the blocklist: nothing is counted without the mailbox, and its owner may have it reopened.
        erase(tx, it.signature, now)?;
        return Ok(Some((it, Consequence::Removed)));
    }
    let board = deciders::deciders(tx, it.signature)?;
    let consequence = match it.decider {
        Some(decider) if board.len() > 1 => object(tx, &it, (decider, &board), by)?,
        _ => Consequence::Removed,
    };
    if consequence == Consequence::Removed {
        blocklist::bar(tx, secret, it.signature, State::Disowned, by.at)?;
        ledger::leave(tx, it.signature, State::Disowned, by)?;
    }
    Ok(Some((it, consequence)))
}

/// Records that one of several who decide objects, and returns what follows.
fn object(
    tx: &Tx<'_>,
    it: &DisownedSignature,
    (decider, board): (DeciderId, &[Decider]),
    by: By,
) -> Result<Consequence, StoreError> {
    if it.state.is_over() {
        return Ok(Consequence::Unchanged);
    }
    deciders::decline(tx, decider, by.at)?;
    let others = || board.iter().filter(|other| other.id != decider);
    let declined = 1 + others().filter(|it| it.decision == Some(Decision::Declined)).count();
    let approved = others().any(|it| it.decision == Some(Decision::Approved));
    let is_lost = board.len() - declined < deciders::needed(tx, it.signature)?;
    let is_alone = if it.state.stands() { !approved } else { is_lost };
    if is_alone {
        return Ok(Consequence::Removed);
    }
    let known = flags::has(tx, it.signature, flags::DISPUTED)?;
    flags::flag(tx, it.signature, flags::DISPUTED)?;
    match it.state {
        State::Confirmed if known => Ok(Consequence::Unchanged),
        State::Confirmed | State::Held => {
            // An earlier backup must not put the name back on the list without review; staff who approve it put this right.
            tx.mark_taken_back(Topic::Signature, State::Disowned.as_str(), &it.signature.to_string())?;
            ledger::hold(tx, it.signature, HoldReason::Contested, by)?;
            Ok(Consequence::Held)
        }
        _ => Ok(Consequence::Noted),
    }
}
