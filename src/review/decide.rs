//! Applies decisions of staff about signatures: all of a list in one transaction, or none.

use std::collections::BTreeMap;

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::mail::MailContext;
use crate::organizations::store::identification::{judge_correction, siblings};
use crate::review::mail;
use crate::review::rejection::Rejection;
use crate::review::store::decisions;
use crate::review::store::made::{self, DecisionId, Kind};
use crate::review::store::shown::{Subject, shown};
use crate::signatures::ids::SignatureId;
use crate::signatures::store::ledger::before::before;
use crate::signatures::store::letter_of;
use crate::store::{StoreError, Tx};

/// A decision about signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They count; their signers are told.
    Approve {
        /// The evidence that staff saw of the organization.
        evidence: Option<String>,
    },
    /// They are rejected.
    Reject(Rejection),
    /// They no longer count, and are held for review.
    Hold,
    /// Staff have verified who signed for the organization: sets its level of verification, on every letter that it signed.
    Verify {
        /// The evidence that they saw.
        evidence: String,
    },
    /// Another legal name or website, on every letter that the organization signed.
    Correction(Judgement),
    /// A signer's comment to the offices.
    Comment(Judgement),
}

impl Decision {
    fn subject(&self) -> Subject {
        match self {
            Self::Approve { .. } | Self::Reject(_) | Self::Hold | Self::Verify { .. } => Subject::Signature,
            Self::Correction(_) => Subject::Correction,
            Self::Comment(_) => Subject::Comment,
        }
    }

    /// Returns what it is among the decisions that can be undone; `None` if it is none of them.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Approve { .. } => Some(Kind::Approve),
            Self::Reject(_) => Some(Kind::Reject),
            Self::Hold => Some(Kind::Hold),
            Self::Verify { .. } | Self::Correction(_) | Self::Comment(_) => None,
        }
    }
}

/// The judgement about something that waits for review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Accepted.
    Accept,
    /// Refused.
    Refuse,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// These can't be decided in this way: nothing with the number waits, or what they ask for is taken.
    #[error("not possible for these numbers: {}", numbers(.0))]
    Numbers(Vec<SignatureId>),
    /// Nobody is held for the flood.
    #[error("no signatures are held for it")]
    NobodyHeld,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn numbers(ids: &[SignatureId]) -> String {
    let numbers: Vec<String> = ids.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}

/// Decides about each signature; an `Err` must roll back the whole transaction, so that a list is never decided in part.
pub fn decide(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    (ids, decision): (&[SignatureId], &Decision),
) -> Result<(), DecideError> {
    log(tx, context, by, (ids, decision))?;
    let mut keeper = Keeper::new(by, decision);
    each(ids, |id| keeper.decide(tx, context, id, decision))
}

/// Keeps what signatures were before a decision, so that it can be undone.
pub(super) struct Keeper {
    by: By,
    kind: Option<Kind>,
    begun: BTreeMap<String, DecisionId>,
}

impl Keeper {
    pub(super) fn new(by: By, decision: &Decision) -> Self {
        Self {
            by,
            kind: decision.kind(),
            begun: BTreeMap::new(),
        }
    }

    /// Creates one for more signatures of a decision on a letter that was begun before.
    pub(super) fn of(by: By, decision: &Decision, (letter, id): (&str, DecisionId)) -> Self {
        Self {
            begun: [(letter.to_owned(), id)].into(),
            ..Self::new(by, decision)
        }
    }

    /// Decides about one signature. Returns `false`, and changes nothing, if the decision is not possible for it.
    pub(super) fn decide(
        &mut self,
        tx: &Tx<'_>,
        context: &MailContext<'_>,
        id: SignatureId,
        decision: &Decision,
    ) -> Result<bool, StoreError> {
        let secret = &context.config.secret;
        let was = match self.kind {
            Some(_) => before(tx, secret, id)?,
            None => None,
        };
        if !decide_one(tx, context, id, decision)? {
            return Ok(false);
        }
        let (Some(kind), Some(was), Some(letter)) = (self.kind, was, letter_of(tx, id)?) else {
            return Ok(true);
        };
        let made = match self.begun.get(&letter) {
            Some(made) => *made,
            None => made::add(tx, &letter, kind, self.by, context.now)?,
        };
        self.begun.insert(letter, made);
        made::keep(tx, made, id, &was.after(tx, secret, id)?)?;
        Ok(true)
    }
}

/// Decides about one signature. Returns `false`, and changes nothing, if the decision is not possible for it.
fn decide_one(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    id: SignatureId,
    decision: &Decision,
) -> Result<bool, StoreError> {
    match decision {
        Decision::Approve { evidence } => mail::approve(tx, context, id, evidence.as_deref()),
        Decision::Reject(rejection) => mail::reject(tx, context, id, rejection),
        Decision::Hold => decisions::hold(tx, id, context.now),
        Decision::Verify { evidence } => decisions::verify(tx, id, evidence),
        Decision::Correction(judgement) => judge_correction(tx, id, *judgement == Judgement::Accept, context.now),
        Decision::Comment(judgement) => decisions::judge_comment(tx, id, *judgement == Judgement::Accept, context.now),
    }
}

/// A signature, and what its page showed when staff decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The signature.
    pub id: SignatureId,
    /// What the page showed: the state, or for a comment whether it was approved, as [`shown`] returns it.
    pub shown: String,
}

/// The result of a decision about signatures as they were shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The number of the decision, if it can be undone.
    pub made: Option<DecisionId>,
    /// Those that were decided.
    pub decided: Vec<SignatureId>,
    /// Those that had changed since they were shown, or were gone: nothing was done about them.
    pub changed: Vec<SignatureId>,
    /// Those for which the decision is not possible, such as a second signature of someone who is counted already.
    pub impossible: Vec<SignatureId>,
    /// Organizations that signed other letters as well, which the decision would change and whoever decides has no access to.
    pub beyond: Vec<SignatureId>,
}

/// Decides about the signatures on a letter that are as they were shown, in the order given. Two people who decide about the same signature at
/// the same time don't undo each other's decision: the second one is told. `reach` says which letters whoever decides has access to.
pub fn decide_as_shown(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    (by, reach): (By, &dyn Fn(&str) -> bool),
    letter: &str,
    (seen, decision): (&[Seen], &Decision),
) -> Result<Outcome, StoreError> {
    let mut outcome = Outcome::default();
    let mut keeper = Keeper::new(by, decision);
    for Seen { id, shown: before } in seen {
        let is_same = shown(tx, letter, *id, decision.subject())?.is_some_and(|now| now == *before);
        let to = if !is_same || outcome.decided.contains(id) {
            &mut outcome.changed
        } else if !is_within(tx, *id, decision, reach)? {
            &mut outcome.beyond
        } else if keeper.decide(tx, context, *id, decision)? {
            &mut outcome.decided
        } else {
            &mut outcome.impossible
        };
        to.push(*id);
    }
    log(tx, context, by, (&outcome.decided, decision))?;
    outcome.made = keeper.begun.get(letter).copied();
    Ok(outcome)
}

/// Returns whether a decision changes only signatures on letters within reach. Some hold for an organization, on every letter that it signed.
fn is_within(
    tx: &Tx<'_>,
    id: SignatureId,
    decision: &Decision,
    reach: &dyn Fn(&str) -> bool,
) -> Result<bool, StoreError> {
    if !matches!(
        decision,
        Decision::Verify { .. } | Decision::Correction(Judgement::Accept)
    ) {
        return Ok(true);
    }
    for sibling in siblings(tx, id)? {
        if letter_of(tx, sibling)?.is_some_and(|letter| !reach(&letter)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Adds an entry to the audit log for each letter.
fn log(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    (ids, decision): (&[SignatureId], &Decision),
) -> Result<(), StoreError> {
    let act = match decision {
        Decision::Approve { .. } => Act::SignaturesApproved,
        Decision::Reject(_) => Act::SignaturesRejected,
        Decision::Hold => Act::SignaturesHeld,
        Decision::Verify { .. } => Act::OrganizationsVerified,
        Decision::Correction(_) => Act::CorrectionsDecided,
        Decision::Comment(_) => Act::MessagesDecided,
    };
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for id in ids {
        if let Some(letter) = letter_of(tx, *id)? {
            *counted.entry(letter).or_default() += 1;
        }
    }
    for (letter, number) in counted {
        record(tx, by, &Deed::about(act, &letter, number), context.now)?;
    }
    Ok(())
}

pub(super) fn each(
    ids: &[SignatureId],
    mut one: impl FnMut(SignatureId) -> Result<bool, StoreError>,
) -> Result<(), DecideError> {
    let mut refused = Vec::new();
    for id in ids {
        if !one(*id)? {
            refused.push(*id);
        }
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(DecideError::Numbers(refused))
    }
}
