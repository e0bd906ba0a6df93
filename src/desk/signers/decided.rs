//! Decisions about signatures, from a sheet or a signer's page, and what the next page says about them.
//!
//! A form carries what its page showed of each signature. If that is not so any more, someone else has decided meanwhile, or the signer has
//! changed it: nothing is done about this one, and the next page names it. The others are decided.

use std::collections::BTreeSet;

use rocket::http::Status;
use rocket::{Route, State, post, routes};
use serde::Serialize;

use super::super::paths;
use super::transaction::apply;
use crate::letters::Letter;
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::review::decide::{Decision, Outcome, Seen};
use crate::sheet::SheetRow;
use crate::sheet::store::one;
use crate::signatures::ids::SignatureId;
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;

/// The fields of the address that say what was decided.
const TOLD: [&str; 6] = ["did", "done", "changed", "impossible", "beyond", PICKED];

/// The field of the address with the signatures that stay ticked.
const PICKED: &str = "picked";

/// The word for a form without a decision.
const CHOOSE: &str = "choose";

/// The word for the release of a flood.
const RELEASE: &str = "release";

/// How many signatures one form can decide about; a page has fewer.
const MOST: usize = 200;

/// What is said about a decision: how many, or which not.
#[derive(Serialize)]
pub(crate) struct Note {
    pub(crate) good: bool,
    pub(crate) text: String,
    pub(crate) signers: Vec<Named>,
}

/// A signer, as a link.
#[derive(Serialize)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) path: String,
}

/// Why a form or a page is refused: by a status, or because of a failure.
pub(crate) type Refusal = Result<Status, Failure>;

/// Decides about the chosen signatures of a sheet.
#[post("/letters/<slug>/decide", data = "<form>")]
async fn decide(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let decision = match form.get("decision") {
        "approve" => Some(Decision::Approve { evidence: None }),
        "reject" => Some(Decision::Reject),
        _ => None,
    };
    decide_chosen(app, &staff, letter, (&form, decision)).await.map_err(Err)
}

/// Returns a letter whose signatures someone may decide about. Those who may only see them are refused; to others, the letter does not exist.
pub(crate) fn to_decide<'l>(staff: &Staff, library: &'l Library, slug: &str) -> Result<&'l Letter, Refusal> {
    if staff.may_view(slug) && !staff.may_edit(slug) {
        return Err(Ok(Status::Forbidden));
    }
    staff.letter_to_edit(library, slug).map_err(Err)
}

/// Decides about the signatures that are ticked in a form, and leads back to its page.
pub(crate) async fn decide_chosen(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (form, decision): (&Typed, Option<Decision>),
) -> Result<Go, Failure> {
    let Some(decision) = decision else {
        return Ok(ask_which(form));
    };
    let outcome = apply(app, staff, letter, chosen(form), decision.clone()).await?;
    Ok(lead_back(form.get("back"), &decision, &outcome))
}

/// Returns the signatures that are ticked, with what was shown of them, in the order of their numbers.
fn chosen(form: &Typed) -> Vec<Seen> {
    let ticked = form.all().filter_map(|(name, shown)| {
        let id = name.strip_prefix("pick-")?.parse().ok()?;
        let shown = shown.to_owned();
        Some(Seen {
            id: SignatureId::new(id),
            shown,
        })
    });
    let mut chosen: Vec<Seen> = ticked.take(MOST).collect();
    chosen.sort_by_key(|it| it.id);
    chosen
}

/// Leads back to a sheet whose form was sent by the Enter key, without a decision: what was ticked stays so.
fn ask_which(form: &Typed) -> Go {
    let picked: Vec<SignatureId> = chosen(form).into_iter().map(|it| it.id).collect();
    told(
        form.get("back"),
        [(TOLD[0], CHOOSE.to_owned()), (PICKED, joined(&picked))],
    )
}

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
            (TOLD[0], word(decision).to_owned()),
            (TOLD[1], outcome.decided.len().to_string()),
            (TOLD[2], joined(&outcome.changed)),
            (TOLD[3], joined(&outcome.impossible)),
            (TOLD[4], joined(&outcome.beyond)),
        ],
    )
}

/// Leads to a page that says what came of something else than a decision, by a word of [`message`].
pub(super) fn lead_back_from(back: &str, word: &str, outcome: &Outcome) -> Go {
    told(
        back,
        [
            (TOLD[0], word.to_owned()),
            (TOLD[1], outcome.decided.len().to_string()),
            (TOLD[2], joined(&outcome.changed)),
            (TOLD[3], joined(&outcome.impossible)),
        ],
    )
}

/// Leads to a page that says how many of a flood were approved, or for which ones that is not possible: for some of them, since there can be
/// thousands, and addresses have to be short.
pub(super) fn lead_back_released(back: &str, released: usize, impossible: &[SignatureId]) -> Go {
    told(
        back,
        [
            (TOLD[0], RELEASE.to_owned()),
            (TOLD[1], released.to_string()),
            (TOLD[3], joined(&impossible[..impossible.len().min(MOST)])),
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
        Decision::Reject => "reject",
        Decision::Verify { .. } => "verify",
        Decision::Correction(Accept) => "accept",
        Decision::Correction(Refuse) => "keep",
        Decision::Comment(Accept) => "let-through",
        Decision::Comment(Refuse) => "refuse",
    }
}

/// Returns the message about how many were decided; `None` for a word that no decision has.
fn message(word: &str) -> Option<&'static str> {
    Some(match word {
        "approve" => "staff-done-approved",
        "reject" => "staff-done-rejected",
        "verify" => "staff-done-verified",
        "accept" => "staff-done-accepted",
        "keep" => "staff-done-kept",
        "let-through" => "staff-done-let-through",
        "refuse" => "staff-done-refused",
        RELEASE => "staff-done-released",
        "merge" => "staff-done-merged",
        "apart" => "staff-done-apart",
        "undo-merge" => "staff-done-unmerged",
        "line" => "staff-done-line",
        _ => return None,
    })
}

/// Returns what a page says about the decision that led to it.
pub(crate) async fn notes(app: &App, staff: &Staff, letter: &Letter, asked: &Typed) -> Result<Vec<Note>, Failure> {
    let lang = staff.lang();
    if asked.get(TOLD[0]) == CHOOSE {
        return Ok(vec![Note {
            good: false,
            text: app.locales.text(lang, "staff-done-choose"),
            signers: Vec::new(),
        }]);
    }
    let Some(id) = message(asked.get(TOLD[0])) else {
        return Ok(Vec::new());
    };
    let undone = [
        ("staff-done-changed", numbers(asked.get(TOLD[2]))),
        ("staff-done-impossible", numbers(asked.get(TOLD[3]))),
        ("staff-done-beyond", numbers(asked.get(TOLD[4]))),
    ];
    let done: u64 = asked.get(TOLD[1]).parse().unwrap_or(0);
    let mut notes = Vec::new();
    if done > 0 || undone.iter().all(|(_, ids)| ids.is_empty()) {
        let id = match (done, asked.get(TOLD[0])) {
            (0, RELEASE) => "staff-done-released-before",
            (0, _) => "staff-done-nothing",
            _ => id,
        };
        notes.push(Note {
            good: done > 0,
            text: app.locales.format(lang, id, &[("count", done.into())]),
            signers: Vec::new(),
        });
    }
    for (id, ids) in undone {
        let signers = named(app, letter, ids).await?;
        if !signers.is_empty() {
            let count = [("count", (signers.len() as u64).into())];
            notes.push(Note {
                good: false,
                text: app.locales.format(lang, id, &count),
                signers,
            });
        }
    }
    Ok(notes)
}

fn numbers(text: &str) -> Vec<SignatureId> {
    let ids = text.split('-').filter_map(|it| it.parse().ok());
    ids.take(MOST).map(SignatureId::new).collect()
}

/// Returns the signers on a letter with these numbers; of those that were erased, nothing is known any more.
pub(crate) async fn named(app: &App, letter: &Letter, ids: Vec<SignatureId>) -> Result<Vec<Named>, Failure> {
    let slug = letter.slug.to_string();
    let read = move |db: &Read<'_>| {
        let rows: Result<Vec<Option<SheetRow>>, StoreError> = ids.iter().map(|id| one(db, *id)).collect();
        rows
    };
    let rows = app.store.read(read).await?.into_iter().flatten();
    let named = |it: SheetRow| Named {
        path: paths::signer(&slug, it.id),
        name: it.name,
    };
    Ok(rows.filter(|it| it.letter == slug).map(named).collect())
}

pub(super) fn routes() -> Vec<Route> {
    routes![decide]
}
