//! What came of a list: how far the work is, what would happen, or what happened.

use std::sync::atomic::Ordering;

use serde::Serialize;

use super::Here;
use super::reading::Words;
use super::report::{Report, Wrong};
use super::waiting::{Stage, Waiting};
use crate::desk::paths;
use crate::intake::entry::Skip;
use crate::signatures::state::State;
use crate::staff::frame::{self, with_query};
use crate::web::error::Failure;
use crate::web::page::Page;

#[derive(Serialize)]
struct Problem {
    place: String,
    what: String,
}

/// A row whose signer the letter knows.
#[derive(Serialize)]
struct LeftOut {
    line: u64,
    why: String,
    /// The signer's page; empty if there is none.
    path: String,
}

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    sheet: String,
    path: String,
    /// The page on which the columns are chosen again.
    columns: String,
    file: String,
    working: String,
    checked: bool,
    imported: bool,
    rows: String,
    /// What happens with how many rows, a line each.
    outcomes: Vec<String>,
    /// What was noticed, a line each.
    noticed: Vec<String>,
    problems: Vec<Problem>,
    more_problems: String,
    wrong_rows: String,
    left_out: Vec<LeftOut>,
    more_left_out: String,
    /// How many signatures the button imports; empty if there is none.
    button: String,
    /// The sheets of what was imported, and of what is under review.
    all: String,
    held: String,
    wrong: String,
}

/// Shows the page, with what is wrong with the form.
pub(super) fn page(here: &Here<'_>, (name, list): (&str, &Waiting), wrong: Option<&str>) -> Result<Page, Failure> {
    let words = here.words();
    let path = paths::import_of(here.slug(), name);
    let edition = here.letter.edition(words.lang);
    let sheet = |more: &[(&str, &str)]| {
        let kind = [("kind", list.party.as_str())];
        with_query(&paths::signers(here.slug()), kind.iter().chain(more).copied())
    };
    let mut view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: sheet(&[]),
        columns: with_query(&path, [("columns", "yes")]),
        file: list.name.clone(),
        working: String::new(),
        checked: matches!(list.stage, Stage::Checked(_)),
        imported: matches!(list.stage, Stage::Imported(_)),
        rows: String::new(),
        outcomes: Vec::new(),
        noticed: Vec::new(),
        problems: Vec::new(),
        more_problems: String::new(),
        wrong_rows: String::new(),
        left_out: Vec::new(),
        more_left_out: String::new(),
        button: String::new(),
        all: sheet(&[("origin", "imported")]),
        held: sheet(&[("state", State::Held.as_str()), ("origin", "imported")]),
        wrong: wrong.map(|id| words.text(id)).unwrap_or_default(),
        path,
    };
    match &list.stage {
        Stage::Working(meter) => {
            let of = |number: &std::sync::atomic::AtomicU64| number.load(Ordering::Relaxed);
            let values = [("done", of(&meter.done).into()), ("all", of(&meter.all).into())];
            view.working = here.locales.format(words.lang, "staff-import-working", &values);
        }
        Stage::Checked(report) | Stage::Imported(report) => fill(&mut view, here, report),
        Stage::Columns | Stage::Failed(_) => {}
    }
    let title = words.text("staff-import");
    frame::page(here.app, here.staff, ("staff_import_told", &view.path), &title, &view)
}

fn fill(view: &mut View, here: &Here<'_>, report: &Report) {
    let words = here.words();
    let some = |id: &str, count: usize| (count > 0).then(|| words.counted(id, count));
    view.rows = words.counted("staff-import-rows", report.rows);
    view.outcomes = outcomes(words, report);
    view.noticed = [
        some("staff-import-repeated", report.repeated),
        some("staff-import-mended", report.mended),
        some("staff-import-capitals", report.capitals),
    ]
    .into_iter()
    .flatten()
    .collect();
    let problem = |it: &Wrong| Problem {
        place: it.place.clone(),
        what: if it.field.is_empty() {
            it.what.clone()
        } else {
            format!("{}: {}", it.field, it.what)
        },
    };
    view.problems = report.problems.iter().map(problem).collect();
    view.more_problems = some("staff-import-more", report.more_problems).unwrap_or_default();
    view.wrong_rows = some("staff-import-wrong-rows", report.wrong_rows).unwrap_or_default();
    view.left_out = report
        .left_out
        .iter()
        .map(|(line, skip)| left_out(here, *line, *skip))
        .collect();
    view.more_left_out = some("staff-import-more", report.more_left_out).unwrap_or_default();
    let it = report.summary;
    let written = it.counted + it.asked + it.held + it.duplicates;
    if view.checked {
        view.button = some("staff-import-send", written).unwrap_or_default();
    }
    if it.held == 0 {
        view.held = String::new();
    }
}

/// Returns what happens, or happened, with how many rows.
fn outcomes(words: Words<'_>, report: &Report) -> Vec<String> {
    let it = report.summary;
    let all = [
        ("staff-import-counted", it.counted),
        ("staff-import-asked", it.asked),
        ("staff-import-held", it.held),
        ("staff-import-duplicates", it.duplicates),
        ("staff-import-known", it.known),
        ("staff-import-unconfirmed", it.unconfirmed),
        ("staff-import-left", it.left),
        ("staff-import-no-mail", it.no_mail),
    ];
    let some = all.into_iter().filter(|(_, count)| *count > 0);
    some.map(|(id, count)| words.counted(id, count)).collect()
}

fn left_out(here: &Here<'_>, line: u64, skip: Skip) -> LeftOut {
    let (id, signer) = match skip {
        Skip::Known(id, State::Disowned | State::Rejected) => ("staff-import-why-removed", Some(id)),
        Skip::Known(id, _) => ("staff-import-why-known", Some(id)),
        Skip::Unconfirmed => ("staff-import-why-unconfirmed", None),
        Skip::Left => ("staff-import-why-left", None),
        Skip::NoMail => ("staff-import-why-no-mail", None),
    };
    LeftOut {
        line,
        why: here.words().text(id),
        path: signer.map(|id| paths::signer(here.slug(), id)).unwrap_or_default(),
    }
}
