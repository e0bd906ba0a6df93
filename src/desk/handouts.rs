//! Papers to hand out: the roster of organizations, the sheet for the press, and a sheet for each Member of Congress.
//!
//! The first two show what everyone may know. A roster with contacts, and the sheets for Members, which say who lives in which district, are
//! exports of personal data: for editors, after a recent code, with an entry in the audit log before anyone has the file.

use std::sync::Arc;

use rocket::http::{ContentType, Header, Status};
use rocket::response::{Responder, Response};
use rocket::{Request, Route};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::handouts::{Desk, Paper};
use crate::letters::Letter;
use crate::staff::guard::Staff;
use crate::store::StoreError;
use crate::typesetting::Typesetter;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

mod press;
mod roster;
mod visits;

/// Sets papers as PDFs, one at a time; managed by Rocket.
#[derive(Clone)]
pub struct Printer {
    typesetter: Typesetter,
    turn: Arc<Semaphore>,
}

impl Printer {
    /// Creates a printer.
    pub fn new(typesetter: Typesetter) -> Self {
        Self {
            typesetter,
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turn).try_acquire_owned().ok()
    }
}

/// Why there is no file: the message.
type Refused = &'static str;

/// A file to save.
struct Download {
    bytes: Vec<u8>,
    kind: &'static str,
    name: String,
}

impl<'r> Responder<'r, 'static> for Download {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        Response::build()
            .header(ContentType::parse_flexible(self.kind).unwrap_or(ContentType::Binary))
            .header(Header::new(
                "Content-Disposition",
                format!("attachment; filename=\"{}\"", self.name),
            ))
            .raw_header("Cache-Control", "no-store")
            .sized_body(self.bytes.len(), std::io::Cursor::new(self.bytes))
            .ok()
    }
}

#[derive(rocket::Responder)]
enum Answer {
    Page(Box<Page>),
    File(Download),
}

/// The formats of papers, with their types.
const FORMATS: [(&str, &str); 3] = [
    ("text", "text/plain; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("pdf", "application/pdf"),
];

/// Returns the type of a format that a URL or a form names.
fn kind_of(format: &str) -> Option<&'static str> {
    FORMATS.iter().find(|(word, _)| *word == format).map(|(_, kind)| *kind)
}

/// Returns the ending of a file's name.
fn ending(format: &str) -> &str {
    if format == "text" { "txt" } else { format }
}

/// Calls `work` with what papers are composed with.
fn at_desk<T>(app: &App, staff: &Staff, letter: &Letter, work: impl FnOnce(&Desk<'_>) -> T) -> T {
    work(&Desk {
        letter,
        site: &app.config.site,
        locales: &app.locales,
        lang: staff.lang(),
        today: app.clock.now().to_zoned_datetime(letter.zone()).date(),
    })
}

/// Sets a paper; the inner error is the message of why that failed.
async fn set(app: &App, printer: &Printer, paper: Paper) -> Result<Result<Vec<u8>, Refused>, Failure> {
    let Some(turn) = printer.turn() else {
        return Ok(Err("staff-paper-busy"));
    };
    let (typesetter, config) = (printer.typesetter.clone(), Arc::clone(&app.config));
    let set = move || {
        // It ends with the work, even if whoever asked has gone away.
        let _turn = turn;
        paper.pdf(&typesetter, &config.site.brand)
    };
    let set = tokio::task::spawn_blocking(set)
        .await
        .map_err(|_| StoreError::Panicked)?;
    Ok(set.map_err(|error| {
        tracing::error!(event = "staff.paper_failed", %error);
        "staff-paper-failed"
    }))
}

/// Adds an entry about an export of personal data to the audit log.
async fn note(app: &App, staff: &Staff, letter: &Letter, count: u64) -> Result<(), Failure> {
    let (slug, by, now) = (letter.slug.to_string(), staff.by(), app.clock.now());
    let noted: Result<(), StoreError> = app
        .store
        .write(move |tx| record(tx, by, &Deed::about(Act::SignersExported, &slug, count), now).map(drop))
        .await;
    Ok(noted?)
}

/// Returns the status of a page that says why there is no file.
fn status_of(refused: Refused) -> Status {
    match refused {
        "staff-paper-busy" => Status::ServiceUnavailable,
        "staff-paper-failed" => Status::InternalServerError,
        _ => Status::UnprocessableEntity,
    }
}

pub(super) fn routes() -> Vec<Route> {
    [roster::routes(), press::routes(), visits::routes()].concat()
}
