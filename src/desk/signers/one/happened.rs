//! What happened to a signature, in words: changes of its state, mails, bundles.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::words::Words;
use crate::bounces::store::Bounce;
use crate::desk::heard::heard;
use crate::outbox::MailId;
use crate::outbox::store::staff::Line;
use crate::review::store::signer::InBundle;
use crate::signatures::state::State;
use crate::signatures::store::history::{Event, SaidBefore};
use crate::signatures::store::ledger::before::UNDONE;
use crate::staff::frame::moment;

/// A line of what happened: when, and what.
#[derive(Default, Serialize)]
pub(super) struct Happened {
    at: String,
    what: String,
    more: String,
    /// What it said before.
    before: Vec<String>,
    /// Why staff rejected it, and what they said to its signer.
    because: String,
    note: String,
    /// What mail servers said of an email after it was sent.
    heard: Vec<String>,
}

/// Returns a change of the state.
pub(super) fn event(words: Words<'_>, it: &Event) -> Happened {
    let at: Option<jiff::Timestamp> = it.at.parse().ok();
    let is_undone = it.act == UNDONE;
    let why = if it.to == State::Held && !is_undone {
        it.act.as_str()
    } else {
        ""
    };
    let actor = words.actor(&it.actor);
    Happened {
        at: at
            .map(|at| moment(words.app, words.lang, at.as_microsecond()))
            .unwrap_or_default(),
        what: words.act(&it.act).unwrap_or_else(|| words.status(it.to, why)),
        more: if is_undone {
            format!("{actor} · {}", words.text("staff-history-undone"))
        } else {
            actor
        },
        before: it.corrected.iter().map(|it| said_before(words, it)).collect(),
        because: match it.reason.as_str() {
            "" => String::new(),
            reason => words.of("staff-reason", reason),
        },
        note: it.note.clone(),
        heard: Vec::new(),
    }
}

/// Formats what a field said before staff corrected it.
fn said_before(words: Words<'_>, it: &SaidBefore) -> String {
    let field = words.of("staff-line", &it.field);
    let id = if it.before.is_empty() {
        "staff-line-was-empty"
    } else {
        "staff-line-was"
    };
    let values = [("field", field.into()), ("before", it.before.clone().into())];
    words.app.locales.format(words.lang, id, &values)
}

/// Returns a bundle that the signature is in.
pub(super) fn bundle(words: Words<'_>, it: &InBundle) -> Happened {
    Happened {
        at: moment(words.app, words.lang, it.composed_at),
        what: it.code.clone(),
        ..Happened::default()
    }
}

/// Returns the mails about the signature, with what mail servers said of each.
pub(super) fn mails(words: Words<'_>, mails: &[Line], bounces: &BTreeMap<MailId, Vec<Bounce>>) -> Vec<Happened> {
    let with_heard = |it: &Line| {
        let heard = bounces.get(&it.id).map(|all| heard(words.of_delivery(), all));
        Happened {
            heard: heard.unwrap_or_default(),
            ..mail(words, it)
        }
    };
    mails.iter().map(with_heard).collect()
}

fn mail(words: Words<'_>, it: &Line) -> Happened {
    let at = it.settled_at.unwrap_or(it.created_at);
    let failed = matches!(it.state.as_str(), "failed" | "uncertain" | "bounced");
    let state = words.mail_state(&it.state);
    Happened {
        at: moment(words.app, words.lang, at.as_microsecond()),
        what: words.mail(&it.kind),
        more: match &it.reply {
            reply if failed && !reply.is_empty() => format!("{state} ({reply})"),
            _ => state,
        },
        ..Happened::default()
    }
}
