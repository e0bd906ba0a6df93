//! The addresses of pages that say what was decided: how many, and which not ([`mod@super::notes`]).

use std::collections::BTreeSet;

use crate::review::decide::{Decision, Outcome};
use crate::review::resend::Resent;
use crate::review::undo::Undone;
use crate::signatures::ids::SignatureId;
use crate::staff::answer::Go;
use crate::web::form::Typed;

/// What was done.
pub(super) const DID: &str = "did";

/// To how many signatures.
pub(super) const DONE: &str = "done";

/// The signatures that had changed.
pub(super) const CHANGED: &str = "changed";

/// Those for which it is not possible.
pub(super) const IMPOSSIBLE: &str = "impossible";

/// Those that it would change on other letters as well.
pub(super) const BEYOND: &str = "beyond";

/// Those whose signers had been told of what was undone.
pub(super) const MAILED: &str = "mailed";

/// Those because of which mails to offices were stopped.
pub(super) const STOPPED: &str = "stopped";

/// The decision that can be undone.
pub(super) const UNDO: &str = "undo";

/// The signatures that stay ticked.
const PICKED: &str = "picked";

/// The fields of the address that say what was decided.
const TOLD: [&str; 9] = [DID, DONE, CHANGED, IMPOSSIBLE, BEYOND, MAILED, STOPPED, UNDO, PICKED];

/// The word for a form without a decision.
pub(super) const CHOOSE: &str = "choose";

/// The word for the release of a flood.
pub(super) const RELEASE: &str = "release";

/// The word for an undo.
pub(super) const UNDONE: &str = "undone";

/// How many signatures an address names at most.
pub(super) const MOST: usize = 200;

/// Returns the signatures that an address ticks.
pub(crate) fn picked(asked: &Typed) -> BTreeSet<SignatureId> {
    numbers(asked.get(PICKED)).into_iter().collect()
}

fn joined(ids: &[SignatureId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("-")
}

/// Leads to a page that says what came of a decision.
pub(super) fn lead_back(back: &str, decision: &Decision, outcome: &Outcome) -> Go {
    told(
        back,
        [
            (DID, word(decision).to_owned()),
            (DONE, outcome.decided.len().to_string()),
            (CHANGED, joined(&outcome.changed)),
            (IMPOSSIBLE, joined(&outcome.impossible)),
            (BEYOND, joined(&outcome.beyond)),
            (UNDO, outcome.made.map(|it| it.to_string()).unwrap_or_default()),
        ],
    )
}

/// Leads to a page that says what came of something else than a decision, by a word of [`mod@super::notes`].
pub(super) fn lead_back_from(back: &str, word: &str, outcome: &Outcome) -> Go {
    told(
        back,
        [
            (DID, word.to_owned()),
            (DONE, outcome.decided.len().to_string()),
            (CHANGED, joined(&outcome.changed)),
            (IMPOSSIBLE, joined(&outcome.impossible)),
        ],
    )
}

/// Leads to a page that says what came of an undo.
pub(super) fn lead_back_undone(back: &str, undone: &Undone) -> Go {
    told(
        back,
        [
            (DID, UNDONE.to_owned()),
            (DONE, undone.back.len().to_string()),
            (CHANGED, joined(&undone.changed)),
            (MAILED, joined(&undone.mailed)),
            (STOPPED, joined(&undone.stopped)),
        ],
    )
}

/// Leads to a page that says whether an email was sent again.
pub(super) fn lead_back_resent(back: &str, resent: Resent) -> Go {
    let word = match resent {
        Resent::Now => "resent",
        Resent::Later(_) => "resent-later",
        Resent::Waiting => "resend-waits",
        Resent::Limited => "resend-limited",
        Resent::Closed => "resend-closed",
        Resent::Changed => "resend-changed",
    };
    told(back, [(DID, word.to_owned())])
}

/// Leads to a page that says one thing, by its word.
pub(super) fn lead_back_with(back: &str, word: &str) -> Go {
    told(back, [(DID, word.to_owned())])
}

/// Leads back to a page on which nothing was ticked.
pub(super) fn lead_back_empty(back: &str) -> Go {
    told(back, [(DID, "reject".to_owned()), (DONE, "0".to_owned())])
}

/// Leads back to a sheet whose form was sent by the Enter key, without a decision: what was ticked stays so.
pub(super) fn ask_which(back: &str, picked: &[SignatureId]) -> Go {
    told(back, [(DID, CHOOSE.to_owned()), (PICKED, joined(picked))])
}

/// Leads to a page that says how many of a flood were approved, or for which ones that is not possible: for some of them, since there can be
/// thousands, and addresses have to be short.
pub(super) fn lead_back_released(back: &str, released: usize, impossible: &[SignatureId]) -> Go {
    told(
        back,
        [
            (DID, RELEASE.to_owned()),
            (DONE, released.to_string()),
            (IMPOSSIBLE, joined(&impossible[..impossible.len().min(MOST)])),
        ],
    )
}

/// Leads to a page of this site, with fields that say what was done in place of earlier ones.
fn told<const N: usize>(back: &str, fields: [(&str, String); N]) -> Go {
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    let kept = url::form_urlencoded::parse(query.as_bytes());
    let kept: Vec<(String, String)> = kept
        .into_owned()
        .filter(|(name, _)| !TOLD.contains(&name.as_str()))
        .collect();
    let kept = kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
    let fields = kept.chain(fields.filter(|(_, value)| !value.is_empty()));
    Go::to(&crate::staff::frame::with_query(path, fields))
}

fn word(decision: &Decision) -> &'static str {
    use crate::review::decide::Judgement::{Accept, Refuse};
    match decision {
        Decision::Approve { .. } => "approve",
        Decision::Reject(_) => "reject",
        Decision::Hold => "hold",
        Decision::Verify { .. } => "verify",
        Decision::Correction(Accept) => "accept",
        Decision::Correction(Refuse) => "keep",
        Decision::Comment(Accept) => "let-through",
        Decision::Comment(Refuse) => "refuse",
    }
}

/// Returns the signatures that a field of an address names.
pub(super) fn numbers(text: &str) -> Vec<SignatureId> {
    let ids = text.split('-').filter_map(|it| it.parse().ok());
    ids.take(MOST).map(SignatureId::new).collect()
}
