//! The subject of a mail, and whether the mail is still to be sent.

use crate::organizations::approval::notices;
use crate::outbox::Due;
use crate::signatures::ids::SignatureId;
use crate::signatures::store::{self, ApprovalSummary, Decider, renewal};
use crate::store::{Read, StoreError};

/// The subject of a mail, as it is when the mail is composed.
pub(super) struct Subject {
    pub(super) signature: SignatureId,
    pub(super) payload: notices::Payload,
    pub(super) facts: ApprovalSummary,
    /// The deciders, with their decisions on the latest question.
    pub(super) deciders: Vec<Decider>,
    /// The decider whom the mail is to, or about.
    pub(super) decider: Option<Decider>,
}

/// Loads the subject; `None` if the mail would ask or tell what is no longer so.
pub(super) fn subject(db: &Read<'_>, kind: &str, due: &Due) -> anyhow::Result<Option<Subject>> {
    let payload: notices::Payload = serde_json::from_str(&due.payload)?;
    let signature = due.about();
    let Some(facts) = store::approval_summary(db, signature)? else {
        return Ok(None);
    };
    let deciders = renewal::asked_last(db, signature)?;
    let decider = decider(db, &deciders, &payload)?;
    let asked = decider.as_ref().is_some_and(|it| it.decision.is_none());
    // It was decided in the meantime, so nobody is asked again.
    if kind == notices::APPROVAL && !(facts.approval.is_undecided() && asked) {
        return Ok(None);
    }
    if kind == notices::DECISION && decider.is_none() {
        return Ok(None);
    }
    Ok(Some(Subject {
        signature,
        payload,
        facts,
        deciders,
        decider,
    }))
}

/// Returns the decider whom a mail is to, or about.
fn decider(db: &Read<'_>, all: &[Decider], payload: &notices::Payload) -> Result<Option<Decider>, StoreError> {
    let id = match payload.decider {
        Some(id) => Some(id),
        None => store::link_decider(db, payload.link)?,
    };
    Ok(id.and_then(|id| all.iter().find(|it| it.id == id).cloned()))
}
