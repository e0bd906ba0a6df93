//! Merges two signatures of one signer as staff saw them side by side, keeps them apart, or undoes a merge; and tells the signer whose
//! signature counts no more, or counts again.

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::mail::MailContext;
use crate::outbox::store::staff;
use crate::review::amended_mail::{self, Amended};
use crate::review::decide::{Outcome, Seen};
use crate::review::store::shown::{Subject, shown};
use crate::signatures::ids::SignatureId;
use crate::signatures::state::Actor;
use crate::signatures::store::ledger;
use crate::signatures::store::{merged, merges};
use crate::store::{Read, StoreError, Tx};

/// What staff decide about two signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// They are of one signer: the first one stays, and the second one is merged into it.
    Same,
    /// They are of two signers.
    Apart,
}

fn by_staff(context: &MailContext<'_>) -> ledger::By {
    ledger::By {
        actor: Actor::Staff,
        at: context.now.as_microsecond(),
    }
}

/// Returns those that are not as they were shown.
fn changed(db: &Read<'_>, letter: &str, seen: &[Seen]) -> Result<Vec<SignatureId>, StoreError> {
    let mut found = Vec::new();
    for it in seen {
        if shown(db, letter, it.id, Subject::Whole)?.is_none_or(|now| now != it.shown) {
            found.push(it.id);
        }
    }
    Ok(found)
}

/// Decides about two signatures on a letter, if both are as they were shown: whoever comes second is told.
pub fn compare(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    letter: &str,
    (seen, comparison): (&[Seen; 2], Comparison),
) -> Result<Outcome, StoreError> {
    let changed = changed(tx, letter, seen)?;
    if !changed.is_empty() {
        return Ok(Outcome {
            changed,
            ..Outcome::default()
        });
    }
    let [kept, other] = seen.each_ref().map(|it| it.id);
    let (done, act) = match comparison {
        Comparison::Same => (
            merges::merge(tx, other, kept, by_staff(context))?,
            Act::SignaturesMerged,
        ),
        Comparison::Apart => {
            merges::keep_apart(tx, kept, other, context.now.as_microsecond())?;
            (true, Act::SignaturesKeptApart)
        }
    };
    if !done {
        return Ok(Outcome {
            impossible: vec![kept, other],
            ..Outcome::default()
        });
    }
    if comparison == Comparison::Same {
        staff::supersede(tx, amended_mail::KIND, other, context.now)?;
        amended_mail::tell(tx, context, other, &Amended::Merged { into: kept })?;
    }
    record(tx, by, &Deed::about(act, letter, 2), context.now)?;
    Ok(Outcome {
        decided: vec![other],
        ..Outcome::default()
    })
}

/// Undoes a merge. Returns the merged signature as changed if it is not merged any more.
pub fn undo(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    (letter, id): (&str, SignatureId),
) -> Result<Outcome, StoreError> {
    let is_here = shown(tx, letter, id, Subject::Whole)?.is_some() && merged::kept(tx, id)?.is_some();
    if !(is_here && merges::undo(tx, id, by_staff(context))?) {
        return Ok(Outcome {
            changed: vec![id],
            ..Outcome::default()
        });
    }
    // Who was not told of the merge has nothing to read about its end.
    if staff::supersede(tx, amended_mail::KIND, id, context.now)? {
        amended_mail::tell(tx, context, id, &Amended::Unmerged)?;
    }
    record(tx, by, &Deed::about(Act::MergeUndone, letter, 2), context.now)?;
    Ok(Outcome {
        decided: vec![id],
        ..Outcome::default()
    })
}
