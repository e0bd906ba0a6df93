//! The export of a sheet: which columns, in which format. Editors and owners export, after a recent code, and the audit log says how many.
//!
//! The file is written before the first byte is sent, unnamed, in the database's folder: an export that fails is an error page, never a part of
//! a file that looks whole, and the log has an entry before anyone has the data. Memory stays flat however many signers there are.

use std::fs::File;
use std::io::{BufWriter, Seek};
use std::path::Path;

use rocket::http::{ContentType, Header, Status};
use rocket::response::{Responder, Response};
use rocket::{Request, Route, State, get, post, routes};
use serde::Serialize;
use strum::VariantArray;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::paths;
use super::signers::{Asked, Refusal, described, to_decide};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::exports::{self, Column, ExportError, ExportOptions, Format, Headings, Mark};
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::{JustConfirmed, Staff};
use crate::store::{Store, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::form::choices::Choice;
use crate::web::page::Page;

/// One export at a time: each reads every row, and those who sign come first.
static DESK: Semaphore = Semaphore::const_new(1);

/// The formats, with the words of forms and files; the first is preselected.
const FORMATS: [(&str, Format, &str); 4] = [
    (
        "xlsx",
        Format::Xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("csv", Format::Csv, "text/csv; charset=utf-8"),
    ("jsonl", Format::Jsonl, "application/jsonl; charset=utf-8"),
    ("json", Format::Json, "application/json; charset=utf-8"),
];

/// The message about a filter that can't be read: the page of an export has no fields to correct it.
const WRONG_FILTER: &str = "staff-export-filter-wrong";

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    sheet: String,
    path: String,
    /// What the filter says, a line each.
    filters: Vec<String>,
    formats: Vec<Choice>,
    columns: Vec<Choice>,
    personal: Vec<Choice>,
    wrong: String,
}

/// A file to save.
struct Download {
    file: File,
    size: u64,
    kind: &'static str,
    name: String,
}

impl<'r> Responder<'r, 'static> for Download {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        let size = usize::try_from(self.size).map_err(|_| Status::InternalServerError)?;
        let file = tokio::fs::File::from_std(self.file);
        Response::build()
            .header(ContentType::parse_flexible(self.kind).unwrap_or(ContentType::Binary))
            .header(Header::new(
                "Content-Disposition",
                format!("attachment; filename=\"{}\"", self.name),
            ))
            .raw_header("Cache-Control", "no-store")
            .sized_body(size, file)
            .ok()
    }
}

#[derive(rocket::Responder)]
enum Answer {
    Page(Box<Page>),
    File(Download),
}

#[get("/letters/<slug>/export?<asked..>")]
fn choose(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: JustConfirmed,
    slug: &str,
    asked: Typed,
) -> Result<Page, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let question = Asked::read(&asked, &app.config.secret, letter);
    let wrong = if question.errors.is_empty() { "" } else { WRONG_FILTER };
    form(app, &staff, letter, (&question, &Typed::default(), wrong)).map_err(Err)
}

fn form(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (question, typed, wrong): (&Asked, &Typed, &str),
) -> Result<Page, Failure> {
    let (lang, secret) = (staff.lang(), &app.config.secret);
    let is_first = typed.all().next().is_none();
    let (personal, columns): (Vec<Column>, Vec<Column>) =
        Column::VARIANTS.iter().partition(|column| column.is_personal());
    let column = |column: &Column| {
        let word = column.to_string();
        Choice {
            label: app.locales.text(lang, &column.message()),
            chosen: typed.has(&format!("column-{word}")) || (is_first && is_usual(*column)),
            value: word,
        }
    };
    let format = |(index, (word, ..)): (usize, &(&str, Format, &str))| Choice {
        value: (*word).to_owned(),
        label: app.locales.text(lang, &format!("staff-format-{word}")),
        chosen: typed.get("format") == *word || (typed.get("format").is_empty() && index == 0),
    };
    let edition = letter.edition(lang);
    let path = question.path(secret, &paths::export(letter.slug.as_str()), &[]);
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: question.path(secret, &paths::signers(letter.slug.as_str()), &[]),
        filters: described(app, lang, question),
        formats: FORMATS.iter().enumerate().map(format).collect(),
        columns: columns.iter().map(column).collect(),
        personal: personal.iter().map(column).collect(),
        wrong: if wrong.is_empty() {
            String::new()
        } else {
            app.locales.text(lang, wrong)
        },
        path: path.clone(),
    };
    let title = app.locales.text(lang, "staff-export");
    page(app, staff, ("staff_export", &path), &title, &view)
}

/// Returns whether a column is preselected: what a list for print needs, and no personal data.
fn is_usual(column: Column) -> bool {
    use Column::{City, Country, Kind, ListedName, OrganizationKind, Scope, Standing, State, Website};
    matches!(
        column,
        Kind | ListedName | Scope | City | State | Country | OrganizationKind | Website | Standing
    )
}

#[post("/letters/<slug>/export?<asked..>", data = "<form_sent>")]
async fn export(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: JustConfirmed,
    slug: &str,
    asked: Typed,
    form_sent: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let question = Asked::read(&asked, &app.config.secret, letter);
    let again = |status: Status, wrong: &str| {
        let page = form(app, &staff, letter, (&question, &form_sent, wrong)).map_err(Err)?;
        Ok(Answer::Page(Box::new(page.with_status(status))))
    };
    let columns: Vec<Column> = Column::VARIANTS
        .iter()
        .filter(|column| form_sent.has(&format!("column-{column}")))
        .copied()
        .collect();
    let chosen = FORMATS.iter().find(|(word, ..)| *word == form_sent.get("format"));
    let Some((word, format, kind)) = chosen.filter(|_| !columns.is_empty()) else {
        return again(Status::UnprocessableEntity, "staff-export-nothing");
    };
    if !question.errors.is_empty() {
        return again(Status::UnprocessableEntity, WRONG_FILTER);
    }
    let Ok(turn) = DESK.try_acquire() else {
        return again(Status::ServiceUnavailable, "staff-export-busy");
    };
    match write(app, &staff, letter, (&question, columns, *format), turn).await {
        Ok((file, size)) => Ok(Answer::File(Download {
            file,
            size,
            kind,
            name: format!("{slug}-signers.{word}"),
        })),
        Err(ExportError::Filter(error)) => again(Status::UnprocessableEntity, super::signers::message(error)),
        Err(ExportError::Store(error)) => Err(Err(error.into())),
        Err(error) => {
            tracing::error!(event = "staff.export_failed", %error);
            again(Status::InternalServerError, "staff-export-failed")
        }
    }
}

/// Writes the export into an unnamed file, and adds its entry to the audit log; returns the file and its size.
async fn write(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (question, columns, format): (&Asked, Vec<Column>, Format),
    turn: SemaphorePermit<'static>,
) -> Result<(File, u64), ExportError> {
    let (store, filter, zone) = (app.store.clone(), question.filter.clone(), letter.zone());
    let (locales, lang) = (std::sync::Arc::clone(&app.locales), staff.lang());
    let spooled = tokio::task::spawn_blocking(move || {
        // It ends with the work, even if whoever asked has gone away.
        let _turn = turn;
        let options = ExportOptions {
            filter: &filter,
            columns: &columns,
            format,
            mark: Mark::Bom,
            zone: &zone,
            headings: Headings {
                locales: &locales,
                lang,
            },
        };
        spool(&store, options)
    });
    let (file, size, rows) = spooled.await.map_err(std::io::Error::other)??;
    let (slug, by, now) = (letter.slug.to_string(), staff.by(), app.clock.now());
    let noted: Result<(), StoreError> = app
        .store
        .write(move |tx| record(tx, by, &Deed::about(Act::SignersExported, &slug, rows), now).map(drop))
        .await;
    noted?;
    Ok((file, size))
}

fn spool(store: &Store, options: ExportOptions<'_>) -> Result<(File, u64, u64), ExportError> {
    let folder = store.path().parent().unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::tempfile_in(folder)?;
    let rows = exports::write(store, options, BufWriter::new(&mut file))?;
    let size = file.stream_position()?;
    file.rewind()?;
    Ok((file, size, rows))
}

pub(super) fn routes() -> Vec<Route> {
    routes![choose, export]
}
