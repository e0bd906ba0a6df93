//! The sheets of a letter's signers: filtered, sorted, searched and decided on. Viewers see them; editors decide.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use self::asked::KINDS;
pub(super) use self::asked::{Asked, described};
pub(super) use self::decided::{Refusal, decide_chosen, to_decide};
use self::fields::{Field, fields, more_fields};
use self::links::Links;
pub(super) use self::notes::{Named, Note, named, notes};
use self::saved::{Saved, saved};
use self::table::Row;
pub(super) use self::told::picked;
use self::words::Words;
use super::paths;
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::review::store::waiting::Beside;
use crate::sheet::store::{Sheet, SheetError, list};
use crate::sheet::{FilterError, SheetRow};
use crate::signatures::store::search::Page as Paging;
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::store::Read;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

mod asked;
mod bulk;
mod decided;
mod decision;
mod fields;
mod links;
mod notes;
mod one;
mod preview;
mod reject;
mod saved;
mod table;
mod told;
mod transaction;
mod undo;
mod words;

/// How many signers a page has.
const MOST: usize = 50;

/// A link to the sheet of other signers.
#[derive(Serialize)]
struct Tab {
    kind: &'static str,
    name: String,
    path: String,
    here: bool,
}

/// A field of the filter, as a form carries it.
#[derive(Serialize)]
struct Kept {
    name: &'static str,
    value: String,
}

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    tabs: Vec<Tab>,
    text: String,
    wrong_text: String,
    fields: Vec<Field>,
    more: Vec<Field>,
    /// Whether one of `more` is set.
    has_more_fields: bool,
    is_filtered: bool,
    /// The letter in numbers.
    numbers: String,
    saved: Vec<Saved>,
    /// The fields that save this filter.
    kept: Vec<Kept>,
    /// Where filters are saved and removed; empty if there is none to save or remove.
    save: String,
    /// The page that decides about everyone whom the filter finds; empty for those who may not.
    bulk: String,
    /// Where the filter is sent, where decisions are sent, and where everyone is shown.
    path: String,
    decide: String,
    all: String,
    rows: Vec<Row>,
    next: String,
    /// The first page, if this is another one.
    first: String,
    may_edit: bool,
    #[serde(flatten)]
    links: Links,
    /// Where a decision leads back to.
    back: String,
    notes: Vec<Note>,
    wrong: String,
}

/// Shows a page of a sheet.
#[get("/letters/<slug>/signers?<asked..>")]
async fn sheet(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let question = Asked::read(&asked, &app.config.secret, letter);
    let (found, wrong) = if question.errors.is_empty() {
        read(app, &question).await?
    } else {
        (Found::default(), Some("staff-filter-wrong"))
    };
    let mut view = view(app, &staff, letter, (&question, found, wrong));
    view.saved = saved(app, &staff, letter, &question).await?;
    if view.saved.iter().any(|it| it.removable) {
        view.save = paths::filters(letter.slug.as_str());
    }
    view.notes = notes(app, &staff, letter, (&asked, &view.back)).await?;
    let picked = picked(&asked);
    for row in &mut view.rows {
        row.picked = picked.contains(&row.signature);
    }
    let status = if wrong.is_some() {
        Status::UnprocessableEntity
    } else {
        Status::Ok
    };
    let title = app.locales.text(staff.lang(), "staff-signers");
    let here = question.path(&app.config.secret, &view.path, &[]);
    Ok(page(app, &staff, ("staff_signers", &here), &title, &view)?.with_status(status))
}

/// A page of a sheet, with the organizations that may be the same as its rows.
type Found = (Vec<(SheetRow, Vec<Beside>)>, bool);

async fn read(app: &App, question: &Asked) -> Result<(Found, Option<&'static str>), Failure> {
    let (filter, sort) = (question.filter.clone(), question.sort);
    let page = Paging {
        after: question.after,
        limit: MOST,
    };
    let read = move |db: &Read<'_>| {
        let Sheet { rows, has_more } = list(db, &filter, sort, page)?;
        let with_kin = |row: SheetRow| table::kin(db, &row).map(|kin| (row, kin));
        let rows: Result<Vec<_>, _> = rows.into_iter().map(with_kin).collect();
        Ok::<_, SheetError>((rows?, has_more))
    };
    match app.store.read(read).await {
        Ok(found) => Ok((found, None)),
        Err(SheetError::Filter(error)) => Ok((Found::default(), Some(message(error)))),
        Err(SheetError::Store(error)) => Err(error.into()),
    }
}

pub(super) fn message(error: FilterError) -> &'static str {
    match error {
        FilterError::NoLetter | FilterError::NoWords => "staff-filter-no-words",
        FilterError::TooManyToSort => "staff-filter-too-many",
        FilterError::Lost => "staff-filter-lost",
    }
}

fn view(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (question, (found, has_more), wrong): (&Asked, Found, Option<&'static str>),
) -> View {
    let (secret, words) = (
        &app.config.secret,
        Words {
            app,
            lang: staff.lang(),
        },
    );
    let edition = letter.edition(words.lang);
    let path = paths::signers(letter.slug.as_str());
    let last = found.last().map(|(row, _)| row.id.to_string()).filter(|_| has_more);
    let after = question.after.to_string();
    let is_first = question.after.number() == 0;
    let may_edit = staff.may_edit(letter.slug.as_str());
    let tab = |kind: &'static str| Tab {
        kind,
        name: words.text(kind_name(kind)),
        path: question.path(secret, &path, &[("kind", if kind == KINDS[0] { "" } else { kind })]),
        here: question.typed("kind") == kind,
    };
    View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        tabs: KINDS.iter().map(|kind| tab(kind)).collect(),
        text: question.typed("text").to_owned(),
        wrong_text: question.errors.get("text").map(|id| words.text(id)).unwrap_or_default(),
        fields: fields(words, question),
        more: more_fields(words, question),
        has_more_fields: question.has_more(),
        is_filtered: question.is_filtered(),
        numbers: paths::numbers(letter.slug.as_str()),
        saved: Vec::new(),
        kept: question
            .fields(secret)
            .map(|(name, value)| Kept { name, value })
            .collect(),
        save: only_if(question.is_filtered(), || paths::filters(letter.slug.as_str())),
        bulk: only_if(may_edit, || {
            question.path(secret, &paths::bulk(letter.slug.as_str()), &[])
        }),
        decide: paths::decide(letter.slug.as_str()),
        all: question.path_of_all(&path),
        next: last.map_or_else(String::new, |last| question.path(secret, &path, &[("after", &last)])),
        first: only_if(!is_first, || question.path(secret, &path, &[])),
        links: Links::of(app, letter, question, may_edit),
        may_edit,
        back: question.path(secret, &path, &[("after", if is_first { "" } else { &after })]),
        rows: found
            .into_iter()
            .map(|(row, kin)| table::row(words, letter, row, kin))
            .collect(),
        notes: Vec::new(),
        wrong: wrong.map(|id| words.text(id)).unwrap_or_default(),
        path,
    }
}

/// Returns an address that only some pages have; empty on the others.
fn only_if(has: bool, path: impl Fn() -> String) -> String {
    if has { path() } else { String::new() }
}

fn kind_name(kind: &str) -> &'static str {
    match kind {
        "organization" => "staff-organizations",
        "person" => "staff-individuals",
        _ => "staff-everyone",
    }
}

/// Leads from the filter form to the address of its sheet.
#[post("/letters/<slug>/signers", data = "<form>")]
fn filter(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let secret = &app.config.secret;
    let path = paths::signers(letter.slug.as_str());
    Ok(Go::to(&Asked::read(&form, secret, letter).path(secret, &path, &[])))
}

pub(super) fn routes() -> Vec<Route> {
    [
        routes![sheet, filter],
        bulk::routes(),
        decided::routes(),
        decision::routes(),
        one::routes(),
        saved::routes(),
        undo::routes(),
    ]
    .concat()
}
