//! Decisions of staff in the database: held organizations, possible duplicates, floods from one domain, verification, comments.

use jiff::Timestamp;
use serde::Serialize;

use crate::config::Secret;
use crate::letters::Party;
use crate::organizations::store::identification::siblings;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::{Actor, HoldReason, State};
use crate::signatures::store::announce::announce;
use crate::signatures::store::blocklist;
use crate::signatures::store::ledger::{self, By};
use crate::signatures::store::namesakes;
use crate::signatures::store::outdate_bundles;
use crate::signatures::store::rivals::stands_already;
use crate::signatures::store::search::{Page, Paged};
use crate::signatures::store::verification::verified;
use crate::store::{Read, StoreError, Tx, params};

/// Counts a signature that was held, taken for a duplicate, or disowned or rejected by mistake; `evidence` is what staff saw of an
/// organization. Returns `false` if nothing with this number waits, or the same organization is certainly counted already.
pub fn approve(
    tx: &Tx<'_>,
    secret: &Secret,
    id: SignatureId,
    evidence: Option<&str>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let free =
        "SELECT kind, letter FROM signatures h WHERE id = ?1 AND state IN ('held', 'duplicate', 'disowned', 'rejected')
       AND (kind = 'organization' OR NOT EXISTS
         (SELECT 1 FROM signatures c WHERE c.letter = h.letter AND c.signer_key = h.signer_key AND c.state = 'confirmed'
           AND c.kind = 'person'))";
    let found = tx.one(free, params![id], |row| {
        Ok((row.word::<Party>("kind")?, row.get::<String>("letter")?))
    })?;
    let Some((kind, letter)) = found else {
        return Ok(false);
    };
    if kind == Party::Organization && stands_already(tx, id, &letter)? {
        return Ok(false);
    }
    blocklist::lift(tx, secret, id)?;
    ledger::restore(tx, id, now.as_microsecond())?;
    // Signatures that staff approved do not make the next one of the same mailbox a flood.
    tx.execute("UPDATE signatures SET flood_base = NULL WHERE id = ?1", params![id])?;
    if let Some(evidence) = evidence {
        verified(tx, id, evidence)?;
    }
    if kind == Party::Person {
        let by = By {
            actor: Actor::Staff,
            at: now.as_microsecond(),
        };
        namesakes::meet(tx, id, by)?;
    }
    Ok(true)
}

/// Records that staff have verified an organization's own people, on every letter that it signed by the same contact. Returns `false` if no
/// organization of this number is confirmed.
pub fn verify(tx: &Tx<'_>, id: SignatureId, evidence: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND kind = 'organization' AND state <> 'pending'";
    if tx.one(sql, params![id], |row| row.get::<i64>("n"))?.is_none() {
        return Ok(false);
    }
    for sibling in siblings(tx, id)? {
        verified(tx, sibling, evidence)?;
    }
    Ok(true)
}

/// Returns whether a signature waits for staff: held, or taken for another organization's.
pub fn waits(db: &Read<'_>, id: SignatureId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND state IN ('held', 'duplicate')";
    Ok(db.one(sql, params![id], |row| row.get::<i64>("n"))?.is_some())
}

/// Returns whether its signer or others had taken a signature back, before staff decided about it.
pub fn had_left(db: &Read<'_>, id: SignatureId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND state IN ('withdrawn', 'declined', 'disowned')";
    Ok(db.one(sql, params![id], |row| row.get::<i64>("n"))?.is_some())
}

/// Rejects a signature, held or counted, and adds its signer to the letter's blocklist.
pub fn reject(tx: &Tx<'_>, secret: &Secret, id: SignatureId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND state NOT IN ('pending', 'rejected')";
    if tx.one(sql, params![id], |row| row.get::<i64>("n"))?.is_none() {
        return Ok(false);
    }
    blocklist::bar(tx, secret, id, State::Rejected, now.as_microsecond())?;
    let by = By {
        actor: Actor::Staff,
        at: now.as_microsecond(),
    };
    ledger::leave(tx, id, State::Rejected, by)?;
    Ok(true)
}

/// Holds a counted signature for review. Returns `false` if it does not count.
pub fn hold(tx: &Tx<'_>, id: SignatureId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND state = 'confirmed'";
    if tx.one(sql, params![id], |row| row.get::<i64>("n"))?.is_none() {
        return Ok(false);
    }
    let by = By {
        actor: Actor::Staff,
        at: now.as_microsecond(),
    };
    ledger::hold(tx, id, HoldReason::ByStaff, by)?;
    Ok(true)
}

/// Trusts a domain on a letter: from now on its signatures are counted at once.
pub fn release(tx: &Tx<'_>, letter: &str, domain: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO surges (letter, domain, seen_at, released_at) VALUES (?1, ?2, ?3, ?3)
         ON CONFLICT (letter, domain) DO UPDATE SET released_at = excluded.released_at",
        params![letter, domain, now.as_microsecond()],
    )?;
    Ok(())
}

/// Returns everyone who is held for a flood from one domain.
pub fn held_of_domain(db: &Read<'_>, letter: &str, domain: &str) -> Result<Vec<SignatureId>, StoreError> {
    let sql = "SELECT id FROM signatures WHERE letter = ?1 AND state = 'held' AND held_for = 'surge' AND (mail_domain = ?2 OR flood_suffix = ?2 OR flood_base = ?2) ORDER BY id";
    db.all(sql, params![letter, domain], |row| row.get("id"))
}

/// An unread comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The number that commands refer to it by.
    pub id: SignatureId,
    /// The comment.
    pub comment: String,
}

/// Returns unread comments, oldest first.
pub fn unread_comments(db: &Read<'_>, letter: &str, page: Page) -> Result<Paged<Unread>, StoreError> {
    // The query goes from the few unread comments to their signatures, not from everyone who signed: CROSS keeps that
    // order.
    const WHICH: &str = "FROM people p CROSS JOIN signatures s WHERE s.id = p.signature AND s.letter = ?1 AND s.state = 'confirmed' AND p.comment IS NOT NULL AND p.comment_state = 'unread' AND p.signature > ?2";
    let sql = format!("SELECT p.signature, p.comment {WHICH} ORDER BY p.signature LIMIT ?3");
    let rows = db.all(&sql, params![letter, page.after, page.limit()], |row| {
        Ok(Unread {
            id: row.get("signature")?,
            comment: row.get("comment")?,
        })
    })?;
    let all = db.one(
        &format!("SELECT COUNT(*) AS n {WHICH}"),
        params![letter, page.after],
        |row| row.get("n"),
    )?;
    Ok(Paged::new(rows, all.unwrap_or(0)))
}

/// Approves a comment for the offices, or refuses it. If it was approved before, queued mails that carry it are stopped.
pub fn judge_comment(tx: &Tx<'_>, id: SignatureId, good: bool, now: Timestamp) -> Result<bool, StoreError> {
    let state = if good { "approved" } else { "refused" };
    let sql = "SELECT 1 AS one FROM people WHERE signature = ?1 AND comment_state = 'approved'";
    if !good && tx.one(sql, params![id], |_| Ok(()))?.is_some() {
        outdate_bundles(tx, id, now)?;
    }
    let sql = "UPDATE people SET comment_state = ?2 WHERE signature = ?1 AND comment IS NOT NULL";
    let judged = tx.execute(sql, params![id, state])? > 0;
    if judged {
        announce(tx, id)?;
    }
    Ok(judged)
}
