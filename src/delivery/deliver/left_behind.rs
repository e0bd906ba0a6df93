//! What stays with an earlier text of the letter: signatures, and offices that don't get the new one.

use std::collections::BTreeSet;

use serde::Serialize;

use super::DeliveryContext;
use crate::delivery::dispatch::Plan;
use crate::delivery::state::DeliveryState;
use crate::delivery::store;
use crate::signatures::store::tally;
use crate::store::StoreError;

/// What stays with an earlier text of the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftBehind {
    /// The number of signatures under an earlier text, which are in no bundle of this one.
    pub signatures: u64,
    /// The offices that have an earlier text and keep it.
    pub offices: Vec<KeepingOffice>,
}

/// An office that has an earlier text and keeps it, since it gets no mail with the new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeepingOffice {
    /// The office's key.
    pub office: String,
    /// The display name.
    pub name: String,
    /// The revision of the text that it has.
    pub revision: u32,
    /// The day on which that text was sent, in the letter's time zone.
    pub sent_on: String,
}

impl LeftBehind {
    /// Finds what a plan leaves behind.
    pub(super) fn of(context: DeliveryContext<'_>, plan: &Plan) -> Result<Self, StoreError> {
        use DeliveryState::{Delivered, Queued, Sending, Sent, Uncertain};
        let (slug, revision) = context.of();
        let (earlier, signatures) = context.store.read_now(|db| {
            let earlier = store::earlier(db, slug, revision, &context.letter.zone())?;
            Ok::<_, StoreError>((earlier, tally(db, slug)?.earlier))
        })?;
        let has_this = |state| matches!(state, Queued | Sending | Sent | Uncertain | Delivered);
        let before = plan.before.iter().filter(|it| has_this(it.standing.state));
        let offices = plan.mails.iter().map(|mail| &mail.office);
        let get_this: BTreeSet<&str> = offices
            .chain(&plan.nothing_new)
            .chain(before.map(|it| &it.office))
            .map(|office| office.office.as_str())
            .collect();
        let keeping = earlier
            .into_iter()
            .filter(|(office, _)| !get_this.contains(office.as_str()));
        let offices = keeping.map(|(office, text)| KeepingOffice {
            office,
            name: text.name,
            revision: text.revision,
            sent_on: text.sent_on.to_string(),
        });
        Ok(Self {
            signatures,
            offices: offices.collect(),
        })
    }
}
