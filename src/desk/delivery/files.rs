//! What can be downloaded about a delivery: an office's PDF as it was frozen, the file of an answer, a day for the calendar, and the record.

use std::path::Path;
use std::sync::Arc;

use rocket::http::{ContentType, Header, Status};
use rocket::response::{Responder, Response};
use rocket::{Request, Route, State, get, routes};

use super::words::Words;
use super::{to_change, with_letter};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::delivery::deliver::DeliveryContext;
use crate::delivery::frozen;
use crate::desk::signers::Refusal;
use crate::exports::{ExportError, workbook_of};
use crate::letters::live_library::LiveLibrary;
use crate::record::calendar::{FollowUp, calendar};
use crate::record::store::{file, outlooks};
use crate::record::{EntryId, export};
use crate::staff::guard::{JustConfirmed, Staff};
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;

/// The media type of an Excel workbook.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file to save. A browser never shows it as a page of ours, whatever is in it.
struct Download {
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
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

/// Returns the PDF that an office received in the letter with this code, or is about to; a file that differs from the frozen one is none.
#[get("/letters/<slug>/delivery/<office>/pdf/<code>")]
async fn pdf(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    office: &str,
    code: &str,
) -> Result<Download, Failure> {
    let library = live_library.now();
    staff.letter_to_view(&library, slug)?;
    let (office, code) = (office.to_owned(), code.to_owned());
    let read = move |context: DeliveryContext<'_>| frozen::pdf(context, &office, &code);
    let found = with_letter(app, library, (slug, staff.by()), read).await??;
    let (name, bytes) = found.ok_or(Failure::NotFound)?;
    Ok(Download {
        name,
        kind: "application/pdf",
        bytes,
    })
}

/// Returns the names that an office received in the letter with this code, as CSV or as a workbook with the same cells. Some of them only the
/// office may see, so it is an export of personal data.
#[get("/letters/<slug>/delivery/<office>/table/<code>/<format>")]
async fn table(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: JustConfirmed,
    slug: &str,
    office: &str,
    code: &str,
    format: &str,
) -> Result<Download, Refusal> {
    let library = live_library.now();
    to_change(&staff, &library, slug)?;
    let (office, code) = (office.to_owned(), code.to_owned());
    let folder = app.store.path().parent().unwrap_or_else(|| Path::new(".")).to_owned();
    let sheet = app.locales.text(staff.lang(), "staff-office-table");
    let as_workbook = match format {
        "csv" => false,
        "xlsx" => true,
        _ => return Err(Err(Failure::NotFound)),
    };
    let read = move |context: DeliveryContext<'_>| -> Result<_, ExportError> {
        let Some((name, csv)) = frozen::table(context, &office, &code)? else {
            return Ok(None);
        };
        if !as_workbook {
            let rows = csv::Reader::from_reader(csv.as_slice()).into_records().count();
            return Ok(Some((name, csv, rows as u64)));
        }
        let mut book = std::io::Cursor::new(Vec::new());
        let rows = workbook_of(&csv, &sheet, &folder, &mut book)?;
        Ok(Some((name.replace(".csv", ".xlsx"), book.into_inner(), rows)))
    };
    let found = with_letter(app, library, (slug, staff.by()), read).await.map_err(Err)?;
    let found = found.map_err(unwritten)?;
    let (name, bytes, rows) = found.ok_or(Err(Failure::NotFound))?;
    let (of, by, now) = (slug.to_owned(), staff.by(), app.clock.now());
    let noted: Result<(), StoreError> = app
        .store
        .write(move |tx| record(tx, by, &Deed::about(Act::SignersExported, &of, rows), now).map(drop))
        .await;
    noted.map_err(|error| Err(error.into()))?;
    let kind = if as_workbook {
        WORKBOOK
    } else {
        "text/csv; charset=utf-8"
    };
    Ok(Download { name, kind, bytes })
}

/// Logs why a table could not be written.
fn unwritten(error: ExportError) -> Refusal {
    match error {
        ExportError::Store(error) => Err(error.into()),
        error => {
            tracing::error!(event = "staff.export_failed", %error);
            Ok(Status::InternalServerError)
        }
    }
}

/// Returns what an office sent as its answer.
#[get("/letters/<slug>/delivery/<office>/files/<id>")]
async fn answer(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    office: &str,
    id: u32,
) -> Result<Download, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?.slug.to_string();
    let office = office.to_owned();
    let read = move |db: &Read<'_>| file(db, (&letter, &office), EntryId::new(id.into()));
    let found: Result<_, StoreError> = app.store.read(read).await;
    let found = found?.ok_or(Failure::NotFound)?;
    Ok(Download {
        name: found.name,
        kind: "application/octet-stream",
        bytes: found.bytes,
    })
}

/// Returns the day to follow up with an office.
#[get("/letters/<slug>/delivery/<office>/follow-up.ics")]
async fn follow_up(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    office: &str,
) -> Result<Download, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let of = slug.to_owned();
    let known: Result<_, StoreError> = app.store.read(move |db| outlooks(db, &of)).await;
    let outlook = known?.remove(office).ok_or(Failure::NotFound)?;
    let on = outlook.follow_up_on.ok_or(Failure::NotFound)?;
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let summary = words.say("staff-follow-up-event", &[("office", &outlook.name)]);
    let event = FollowUp {
        letter: slug,
        title: &letter.edition(staff.lang()).front.title,
        office,
        summary: &summary,
        on,
        note: &outlook.follow_up_note,
    };
    let host = url::Url::parse(&app.config.site.base_url).ok();
    let host = host.and_then(|it| it.host_str().map(str::to_owned)).unwrap_or_default();
    Ok(Download {
        name: "follow-up.ics".to_owned(),
        kind: "text/calendar; charset=utf-8",
        bytes: calendar(&event, &host, app.clock.now()).into_bytes(),
    })
}

/// Exports the record of a letter.
#[get("/letters/<slug>/record/<format>")]
async fn records(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    format: &str,
) -> Result<Download, Failure> {
    let library = live_library.now();
    staff.letter_to_view(&library, slug)?;
    let (name, kind) = match format {
        "csv" => (format!("{slug}-offices.csv"), "text/csv; charset=utf-8"),
        "json" => (format!("{slug}-offices.json"), "application/json; charset=utf-8"),
        _ => return Err(Failure::NotFound),
    };
    let of = slug.to_owned();
    let all: Result<_, StoreError> = app.store.read(move |db| export::all(db, &of)).await;
    let all = Arc::new(all?);
    let bytes = if format == "csv" {
        export::csv(&all).expect("plain text is a table")
    } else {
        serde_json::to_vec_pretty(&*all).expect("plain text")
    };
    let (of, by, now, number) = (slug.to_owned(), staff.by(), app.clock.now(), all.len());
    let noted: Result<(), StoreError> = app
        .store
        .write(move |tx| record(tx, by, &Deed::about(Act::RecordExported, &of, number), now))
        .await;
    noted?;
    Ok(Download { name, kind, bytes })
}

pub(super) fn routes() -> Vec<Route> {
    routes![pdf, table, answer, follow_up, records]
}
