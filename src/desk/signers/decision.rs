//! The page of one decision about all that a filter found: how far it is, and its undo.

use rocket::{Route, State, get, routes};
use serde::Serialize;

use super::super::paths;
use super::decided::{Refusal, to_decide};
use super::preview::{kind_name, phase_name};
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::review::store::jobs::{self, Job};
use crate::review::store::made::{DecisionId, Phase};
use crate::staff::frame::{moment, page};
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    bulk: String,
    sheet: String,
    path: String,
    what: String,
    when: String,
    state: String,
    /// Whether portions are left.
    goes_on: bool,
    lines: Vec<String>,
    decision: DecisionId,
    /// Where it is undone; empty if it can't be.
    undo: String,
}

#[get("/letters/<slug>/decisions/<id>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    id: DecisionId,
) -> Result<Page, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    render(app, &staff, letter, id).await.map_err(Err)
}

async fn render(app: &App, staff: &Staff, letter: &Letter, id: DecisionId) -> Result<Page, Failure> {
    let slug = letter.slug.to_string();
    let found = app.store.read(move |db: &Read<'_>| jobs::find(db, id)).await;
    let found: Option<Job> = found.map_err(|error: StoreError| error)?;
    let job = found.filter(|it| it.made.letter == slug).ok_or(Failure::NotFound)?;
    let lang = staff.lang();
    let line = |id: &str, number: u32| app.locales.format(lang, id, &[("count", u64::from(number).into())]);
    let progress = job.progress;
    let lines = [
        ("staff-bulk-expected", progress.expected, true),
        ("staff-bulk-decided", progress.decided, true),
        ("staff-bulk-changed", progress.changed, progress.changed > 0),
        ("staff-bulk-impossible", progress.impossible, progress.impossible > 0),
        ("staff-bulk-put-back", progress.put_back, progress.put_back > 0),
    ];
    let shown = lines.into_iter().filter(|(.., is_shown)| *is_shown);
    let edition = letter.edition(lang);
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        bulk: paths::bulk(&slug),
        sheet: paths::signers(&slug),
        path: paths::decision(&slug, id),
        what: app.locales.text(lang, kind_name(job.made.kind)),
        when: moment(app, lang, job.made.at),
        state: app.locales.text(lang, phase_name(job.made.phase)),
        goes_on: matches!(job.made.phase, Phase::Going | Phase::Undoing),
        lines: shown.map(|(id, number, _)| line(id, number)).collect(),
        decision: id,
        undo: if job.made.phase == Phase::Done && progress.decided > 0 {
            paths::undo(&slug)
        } else {
            String::new()
        },
    };
    let path = view.path.clone();
    page(app, staff, ("staff_decision", &path), &view.what, &view)
}

pub(super) fn routes() -> Vec<Route> {
    routes![show]
}
