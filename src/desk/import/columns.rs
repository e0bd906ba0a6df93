//! The page on which staff say what the columns of a list are, and where the consent of its signers came from.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::Here;
use super::asked::{self, usual};
use super::reading::choices;
use super::waiting::Waiting;
use crate::desk::paths;
use crate::intake::form::Desk;
use crate::intake::headings::{ColumnGuess, Columns};
use crate::intake::paper;
use crate::offices::zips::Table;
use crate::staff::frame;
use crate::tables::Grid;
use crate::web::error::Failure;
use crate::web::form::choices::Choice;
use crate::web::form::fields::{Field, Row, field};
use crate::web::form::{Errors, Typed};
use crate::web::page::Page;

/// How many rows are shown below the headings.
const SHOWN: usize = 3;

/// How many characters of a cell are shown.
const LONGEST: usize = 60;

/// A column, with what it may be.
#[derive(Serialize)]
struct Column {
    name: String,
    letters: String,
    heading: String,
    /// Its first cells.
    cells: Vec<String>,
    choices: Vec<Choice>,
    error: String,
}

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    sheet: String,
    path: String,
    file: String,
    rows: String,
    /// The sheets of a workbook; empty if there is only one.
    sheets: Vec<Choice>,
    columns: Vec<Column>,
    usual: Vec<Field>,
    has_usual: bool,
    languages: Vec<Choice>,
    language: String,
    consent: String,
    wrong_consent: String,
    unasked: bool,
    reason: String,
    wrong_reason: String,
    keep: bool,
    wrong: String,
}

/// Shows the page. What is wrong is by the form's field, and for the whole list.
pub(super) fn page(
    here: &Here<'_>,
    (name, list): (&str, &Waiting),
    grid: &Grid,
    (wrong, why): (BTreeMap<String, &'static str>, String),
) -> Result<Page, Failure> {
    let (words, typed) = (here.words(), &list.settings);
    let zips = Table::default();
    let desk = desk(here, list, &zips);
    let found = Columns::guess(grid, list.party).ok_or(Failure::NotFound)?;
    let error = |field: &str| wrong.get(field).map(|id| words.text(id)).unwrap_or_default();
    let column = |it: ColumnGuess| Column {
        cells: cells(grid, found.above, it.index),
        choices: fields_of(&desk, typed, &it),
        error: error(&asked::column(it.index)),
        name: asked::column(it.index),
        letters: it.letters,
        heading: it.heading.chars().take(LONGEST * 2).collect(),
    };
    let edition = here.letter.edition(words.lang);
    let usual = usual_fields(&desk, typed);
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: paths::signers(here.slug()),
        path: paths::import_of(here.slug(), name),
        file: list.name.clone(),
        rows: words.counted("staff-import-rows", grid.len() - found.above - 1),
        sheets: sheets(grid),
        columns: found.columns.into_iter().map(column).collect(),
        has_usual: usual.iter().any(|it| !it.value.is_empty()),
        usual,
        languages: languages(here, &desk),
        language: words.text("staff-import-lang"),
        consent: typed.get("consent").to_owned(),
        wrong_consent: error("consent"),
        unasked: typed.get("ask") == "no",
        reason: typed.get("reason").to_owned(),
        wrong_reason: error("reason"),
        keep: typed.has("keep"),
        wrong: if wrong.is_empty() {
            why
        } else {
            words.text("staff-import-problem")
        },
    };
    let title = words.text("staff-import");
    frame::page(
        here.app,
        here.staff,
        ("staff_import_columns", &view.path),
        &title,
        &view,
    )
}

/// Returns what labels are asked of. No row is checked here, so it needs no ZIP codes.
fn desk<'d>(here: &'d Here<'_>, list: &Waiting, zips: &'d Table) -> Desk<'d> {
    Desk {
        letter: here.letter,
        party: list.party,
        lang: asked::language(&list.settings, here.letter, here.words().lang),
        locales: &here.locales,
        reader: here.words().lang,
        signing: &here.app.config.signing,
        zips,
    }
}

/// Returns the first cells of a column.
fn cells(grid: &Grid, above: usize, index: usize) -> Vec<String> {
    let rows = grid.rows().skip(above + 1).take(SHOWN);
    let shown = |text: &str| {
        let mut cell: String = text.chars().take(LONGEST).collect();
        if text.chars().count() > LONGEST {
            cell.push('…');
        }
        cell
    };
    rows.map(|row| shown(row.text(index))).collect()
}

/// Returns what a column may be: what staff chose, or what its heading says.
fn fields_of(desk: &Desk<'_>, typed: &Typed, it: &ColumnGuess) -> Vec<Choice> {
    let name = asked::column(it.index);
    let chosen = if typed.has(&name) {
        typed.get(&name)
    } else {
        it.field.unwrap_or_default()
    };
    let unused = ("", desk.locales.text(desk.reader, "staff-import-unused"));
    let all = std::iter::once(unused).chain(choices(desk));
    all.map(|(value, label)| Choice {
        chosen: value == chosen,
        value: value.to_owned(),
        label,
    })
    .collect()
}

/// Returns the fields whose value holds for all rows that leave it empty.
fn usual_fields(desk: &Desk<'_>, typed: &Typed) -> Vec<Field> {
    let built = |row: &Row| {
        let (name, ..) = *row;
        let given = typed.get(&asked::value(name));
        let own = Typed::of([(name, given)]);
        let mut made: Field = field(desk.locales, desk.reader, row, &own, &Errors::new());
        // Nothing is chosen unless staff choose it: a country or a way to be listed is usual only where a form asks.
        if made.select {
            made.choices.retain(|choice| !choice.value.is_empty());
            for choice in &mut made.choices {
                choice.chosen = choice.value == given;
            }
            made.choices.insert(
                0,
                Choice {
                    value: String::new(),
                    label: desk.locales.text(desk.reader, "staff-import-no-value"),
                    chosen: given.is_empty(),
                },
            );
        }
        Field {
            name: Cow::Owned(asked::value(name)),
            label: paper::label(desk, name),
            hint: String::new(),
            ..made
        }
    };
    usual(desk.party).iter().map(built).collect()
}

fn languages(here: &Here<'_>, desk: &Desk<'_>) -> Vec<Choice> {
    let all = here.letter.editions.keys();
    all.map(|lang| Choice {
        value: lang.to_string(),
        label: here.locales.own_name(*lang),
        chosen: *lang == desk.lang,
    })
    .collect()
}

fn sheets(grid: &Grid) -> Vec<Choice> {
    let Some(sheet) = grid.sheet.as_ref().filter(|it| !it.others.is_empty()) else {
        return Vec::new();
    };
    let all = std::iter::once(&sheet.name).chain(&sheet.others);
    all.map(|name| Choice {
        value: name.clone(),
        label: name.clone(),
        chosen: *name == sheet.name,
    })
    .collect()
}
