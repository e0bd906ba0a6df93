//! The page that asks why signatures are rejected, and whether their signers are told. It sends the same form as the sheet, with the reason.

use rocket::http::Status;
use serde::Serialize;
use strum::VariantArray;

use super::super::paths;
use super::notes::{Named, named};
use super::told::lead_back_empty;
use super::words::Words;
use crate::letters::Letter;
use crate::review::decide::Seen;
use crate::review::rejection::{LONGEST_NOTE, Rejection, Telling};
use crate::signatures::state::RejectReason;
use crate::staff::answer::Answer;
use crate::staff::frame::{inside, page};
use crate::staff::guard::Staff;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::form::choices::Choice;

/// How many names the page shows.
const SHOWN: usize = 20;

/// What is asked about.
pub(super) struct Asking {
    seen: Vec<Seen>,
    back: String,
    note: String,
    /// Whether the page was shown before, and no reason was chosen.
    is_wrong: bool,
    tells: bool,
}

impl Asking {
    /// Creates the question to a form about these signatures, which leads back to a page.
    pub(super) fn of(form: &Typed, back: &str, seen: Vec<Seen>) -> Self {
        let is_wrong = form.has("asked");
        Self {
            seen,
            back: inside(back),
            note: form.get("note").to_owned(),
            is_wrong,
            tells: !is_wrong || form.has("tell"),
        }
    }
}

/// Returns the rejection that a form asks for; `None` without a reason.
pub(super) fn typed(form: &Typed) -> Option<Rejection> {
    let reason = form.get("reason").parse().ok()?;
    let telling = if form.has("tell") {
        Telling::Everyone
    } else {
        Telling::Nobody
    };
    Some(Rejection::because(reason, form.get("note"), telling))
}

/// A signature, as the form carries it.
#[derive(Serialize)]
struct Pick {
    name: String,
    shown: String,
}

#[derive(Serialize)]
struct View {
    title: String,
    wrong: String,
    reasons: Vec<Choice>,
    note: String,
    longest: usize,
    tells: bool,
    picks: Vec<Pick>,
    signers: Vec<Named>,
    /// How many are not named.
    more: usize,
    path: String,
    back: String,
}

/// Asks why the signatures are rejected; without any, leads back.
pub(super) async fn ask(app: &App, staff: &Staff, letter: &Letter, asking: Asking) -> Result<Answer, Failure> {
    if asking.seen.is_empty() {
        return Ok(Answer::Go(lead_back_empty(&asking.back)));
    }
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let count = [("count", (asking.seen.len() as u64).into())];
    let ids = asking.seen.iter().take(SHOWN).map(|it| it.id).collect();
    let reason = |it: &RejectReason| Choice {
        value: it.to_string(),
        label: words.of("staff-reason", it.as_str()),
        chosen: false,
    };
    let wrong = if asking.is_wrong {
        words.text("staff-reason-missing")
    } else {
        String::new()
    };
    let pick = |it: &Seen| Pick {
        name: format!("pick-{}", it.id),
        shown: it.shown.clone(),
    };
    let view = View {
        title: app.locales.format(words.lang, "staff-reject-heading", &count),
        reasons: RejectReason::VARIANTS.iter().map(reason).collect(),
        note: asking.note,
        longest: LONGEST_NOTE,
        tells: asking.tells,
        picks: asking.seen.iter().map(pick).collect(),
        signers: named(app, letter, ids).await?,
        more: asking.seen.len().saturating_sub(SHOWN),
        path: paths::decide(letter.slug.as_str()),
        back: asking.back,
        wrong,
    };
    let status = if view.wrong.is_empty() {
        Status::Ok
    } else {
        Status::UnprocessableEntity
    };
    let shown = page(app, staff, ("staff_reject", &view.back), &view.title, &view)?;
    Ok(Answer::from(shown.with_status(status)))
}
