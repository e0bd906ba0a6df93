//! The erasure of a person who decides for an organization, which must not leave a question that nobody can answer any more.
//!
//! An approval that they gave keeps its worth: one less of the others must approve. If those who are left are fewer than must approve, how to
//! go on is for the organization to say, and not for a rule: the signature is held, and staff ask. About another text than the signed one,
//! the question ends as if they had declined, and its contact may ask again; the next time, all who are left must approve.

use jiff::Timestamp;

use super::deciders::{Decider, deciders, needed};
use super::ledger::{self, By};
use super::renewal::{self, renewal};
use crate::signatures::ids::{DeciderId, SignatureId};
use crate::signatures::state::{Decision, HoldReason, State};
use crate::store::{StoreError, Tx, params};

/// Erases a person who decides for an organization.
pub(super) fn erase(tx: &Tx<'_>, id: DeciderId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "SELECT d.signature, d.decision, s.state FROM deciders d JOIN signatures s ON s.id = d.signature WHERE d.id = ?1";
    let found = tx.one(sql, params![id], |row| {
        let approved = row.word_if_any::<Decision>("decision")? == Some(Decision::Approved);
        Ok((row.get("signature")?, approved, row.word::<State>("state")?))
    })?;
    let Some((signature, approved, state)) = found else {
        return Ok(());
    };
    tx.execute("DELETE FROM deciders WHERE id = ?1", params![id])?;
    match state {
        State::Awaiting => without_one(tx, signature, approved, now),
        it if it.stands() => ask_all_who_are_left(tx, signature, now),
        _ => Ok(()),
    }
}

/// Continues a question about signing without one of those who decide.
fn without_one(tx: &Tx<'_>, signature: SignatureId, approved: bool, now: Timestamp) -> Result<(), StoreError> {
    let needed = needed(tx, signature)?.saturating_sub(usize::from(approved)).max(1);
    require(tx, signature, needed)?;
    if may_approve(&deciders(tx, signature)?) < needed {
        let by = By::service(now.as_microsecond());
        ledger::hold(tx, signature, HoldReason::TooFewApprovers, by)?;
    }
    Ok(())
}

/// Lets everyone who is left decide about other texts, and ends a question that they can't answer.
fn ask_all_who_are_left(tx: &Tx<'_>, signature: SignatureId, now: Timestamp) -> Result<(), StoreError> {
    let needed = needed(tx, signature)?;
    let open = renewal(tx, signature)?.filter(|it| !it.declined);
    if open.is_some_and(|it| may_approve(&it.deciders) < needed) {
        renewal::decline(tx, signature, now)?;
    }
    let left = deciders(tx, signature)?.len().max(1);
    require(tx, signature, needed.min(left))
}

/// Counts those who have approved or may still do so.
fn may_approve(deciders: &[Decider]) -> usize {
    let declined = |it: &&Decider| it.decision == Some(Decision::Declined);
    deciders.len() - deciders.iter().filter(declined).count()
}

fn require(tx: &Tx<'_>, signature: SignatureId, needed: usize) -> Result<(), StoreError> {
    let sql = "UPDATE organizations SET approvals = ?2 WHERE signature = ?1";
    tx.post(sql, params![signature, u32::try_from(needed).unwrap_or(u32::MAX)])
}
