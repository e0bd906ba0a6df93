//! Undoes a decision: each signature goes back to what it was, unless anything has happened to it since.
//!
//! Mails about the decision that were not sent are canceled, and those that it had canceled are queued again. What offices were not sent because
//! of it stays unsent: a bundle that was outdated once may hold others who have withdrawn since.

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::mail::MailContext;
use crate::outbox::kinds;
use crate::outbox::store::staff::{self, TakenBack};
use crate::review::store::made::{self, Decided, DecisionId, Made, Phase};
use crate::signatures::ids::SignatureId;
use crate::signatures::store::ledger::before::put_back;
use crate::store::{StoreError, Tx};

/// The result of an undo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Those that are what they were.
    pub back: Vec<SignatureId>,
    /// Those among them whose signers had been told of the decision.
    pub mailed: Vec<SignatureId>,
    /// Those among them because of which mails to offices were stopped.
    pub stopped: Vec<SignatureId>,
    /// Those that have changed since.
    pub changed: Vec<SignatureId>,
}

/// Which signatures of a decision are put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// One of them.
    One(SignatureId),
}

/// The maximum number of signatures that are put back in one transaction.
pub const PORTION: usize = 200;

/// Undoes a decision on a letter, for up to [`PORTION`] signatures. `None` if there is no such decision, or it is not carried out yet.
pub fn undo(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    letter: &str,
    (decision, which): (DecisionId, Which),
) -> Result<Option<Undone>, StoreError> {
    let is_done = |it: &Made| matches!(it.phase, Phase::Done | Phase::Undone);
    if !made::find(tx, letter, decision)?.as_ref().is_some_and(is_done) {
        return Ok(None);
    }
    let (after, limit) = match which {
        Which::All => (SignatureId::NONE, PORTION),
        Which::One(id) => (SignatureId::new(id.number() - 1), 1),
    };
    let found = made::decided(tx, decision, after, limit)?.into_iter();
    let wanted = found.filter(|it| which == Which::All || which == Which::One(it.signature));
    let mut undone = Undone::default();
    for it in wanted {
        put_back_one(tx, context, decision, &it, &mut undone)?;
    }
    if !undone.back.is_empty() {
        let deed = Deed::about(Act::DecisionsUndone, letter, undone.back.len());
        record(tx, by, &deed, context.now)?;
    }
    Ok(Some(undone))
}

/// Puts one signature back, with the mails about the decision.
pub(super) fn put_back_one(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    decision: DecisionId,
    it: &Decided,
    undone: &mut Undone,
) -> Result<(), StoreError> {
    let (id, now) = (it.signature, context.now);
    let at = made::decided_at(tx, id, it.event)?;
    let secret = &context.config.secret;
    let (Some(at), true) = (
        at,
        put_back(tx, secret, (id, it.event), &it.before, now.as_microsecond())?,
    ) else {
        undone.changed.push(id);
        return Ok(());
    };
    made::mark_undone(tx, decision, id, now)?;
    let mut sent = staff::take_back(tx, (&[kinds::REVIEWED, kinds::THANK_YOU], id), at, now)?;
    if let Some(heir) = it.before.heir() {
        let about_heir = staff::take_back(
            tx,
            (&[kinds::RIVAL_FOR_CONTACT, kinds::RIVALS_FOR_STAFF], heir),
            at,
            now,
        )?;
        sent = sent.max(about_heir);
    }
    undone.back.push(id);
    if sent == TakenBack::WasSent {
        undone.mailed.push(id);
    }
    if made::stopped_a_bundle(tx, id, at)? {
        undone.stopped.push(id);
    }
    Ok(())
}
