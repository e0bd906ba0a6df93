//! The roster of organizations, ready to paste under a letter.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::{Answer, Download, Printer, at_desk, ending, kind_of, note, set, status_of};
use crate::desk::paths;
use crate::desk::signers::{Refusal, to_decide};
use crate::exports::{Arrangement, Contacts, ExportError, RosterList, RosterOptions, Shape};
use crate::handouts::roster::paper;
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::sheet::Filter;
use crate::staff::form::StaffForm;
use crate::staff::frame::{page, with_query};
use crate::staff::guard::{JustConfirmed, Staff};
use crate::store::StoreError;
use crate::typesetting;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

/// A link to the roster in another order, or to a file of it.
#[derive(Serialize)]
struct Link {
    name: String,
    path: String,
    here: bool,
}

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    /// The sheet of signers; empty for those who may not see it.
    sheet: String,
    path: String,
    orders: Vec<Link>,
    files: Vec<Link>,
    order: &'static str,
    text: String,
    rows: usize,
    /// Whether a roster with contacts can be downloaded.
    may_export: bool,
    pdf: bool,
    wrong: String,
}

/// The orders, with the words of addresses and forms; the first is the usual one.
const ORDERS: [(&str, Arrangement, &str); 2] = [
    ("place", Arrangement::Place, "staff-roster-place"),
    ("name", Arrangement::Name, "staff-roster-name"),
];

/// Returns the order that an address or a form names.
fn order(typed: &Typed) -> (&'static str, Arrangement) {
    let found = ORDERS.iter().find(|(word, ..)| *word == typed.get("order"));
    let (word, arrangement, _) = found.unwrap_or(&ORDERS[0]);
    (word, *arrangement)
}

async fn read(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (arrangement, contacts): (Arrangement, Contacts),
) -> Result<RosterList, Failure> {
    let (store, locales, lang) = (app.store.clone(), app.locales.clone(), staff.lang());
    let filter = Filter::counted(letter.slug.as_str());
    let read = move || {
        let options = RosterOptions {
            filter: &filter,
            locales: &locales,
            lang,
            arrangement,
            contacts,
        };
        RosterList::read(&store, &options)
    };
    match tokio::task::spawn_blocking(read).await {
        Ok(Ok(list)) => Ok(list),
        Ok(Err(ExportError::Store(error))) => Err(error.into()),
        Ok(Err(_)) | Err(_) => Err(StoreError::Panicked.into()),
    }
}

fn written(list: &RosterList, shape: Shape) -> Vec<u8> {
    let mut out = Vec::new();
    list.write(shape, &mut out).expect("memory takes everything");
    out
}

#[get("/letters/<slug>/roster?<asked..>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_list(&library, slug)?;
    shown(app, &staff, letter, order(&asked), "").await
}

async fn shown(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (word, arrangement): (&'static str, Arrangement),
    wrong: &str,
) -> Result<Page, Failure> {
    let text = |id: &str| app.locales.text(staff.lang(), id);
    let list = read(app, staff, letter, (arrangement, Contacts::Omitted)).await?;
    let slug = letter.slug.as_str();
    let edition = letter.edition(staff.lang());
    let path = paths::roster(slug);
    let at = |path: &str, word: &str| with_query(path, [("order", word)]);
    let file = |format: &str| Link {
        name: text(&format!("staff-paper-{format}")),
        path: at(&format!("{path}/{format}"), word),
        here: false,
    };
    let formats = ["text", "html"]
        .into_iter()
        .chain(typesetting::AVAILABLE.then_some("pdf"));
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: if staff.may_view(slug) {
            paths::signers(slug)
        } else {
            String::new()
        },
        orders: ORDERS
            .iter()
            .map(|(other, _, id)| Link {
                name: text(id),
                path: at(&path, other),
                here: *other == word,
            })
            .collect(),
        files: formats.map(file).collect(),
        order: word,
        text: String::from_utf8_lossy(&written(&list, Shape::Text)).into_owned(),
        rows: (list.len() + 2 * list.groups.len()).clamp(4, 24),
        may_export: staff.may_edit(slug) && !list.is_empty(),
        pdf: typesetting::AVAILABLE,
        wrong: if wrong.is_empty() { String::new() } else { text(wrong) },
        path,
    };
    let here = at(&view.path, word);
    page(app, staff, ("staff_roster", &here), &text("staff-roster"), &view)
}

#[get("/letters/<slug>/roster/<format>?<asked..>")]
async fn file(
    app: &State<App>,
    printer: &State<Printer>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    format: &str,
    asked: Typed,
) -> Result<Answer, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_list(&library, slug)?;
    let roster = (order(&asked), Contacts::Omitted, format);
    Ok(download(app, printer, (&staff, letter), roster).await?.0)
}

/// A roster with contacts.
#[post("/letters/<slug>/roster", data = "<form>")]
async fn export(
    app: &State<App>,
    printer: &State<Printer>,
    live_library: &State<LiveLibrary>,
    staff: JustConfirmed,
    slug: &str,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    if kind_of(form.get("format")).is_none() {
        let wrong = "staff-paper-choose";
        let page = shown(app, &staff, letter, order(&form), wrong).await.map_err(Err)?;
        return Ok(Answer::Page(Box::new(page.with_status(Status::UnprocessableEntity))));
    }
    let roster = (order(&form), Contacts::Named, form.get("format"));
    let downloaded = download(app, printer, (&*staff, letter), roster).await;
    let (answer, count) = downloaded.map_err(Err)?;
    if let Answer::File(_) = answer {
        note(app, &staff, letter, count as u64).await.map_err(Err)?;
    }
    Ok(answer)
}

/// Writes a roster in a format; returns the file, or the page that says why there is none, and how many organizations it names.
async fn download(
    app: &App,
    printer: &Printer,
    (staff, letter): (&Staff, &Letter),
    ((word, arrangement), contacts, format): ((&'static str, Arrangement), Contacts, &str),
) -> Result<(Answer, usize), Failure> {
    let kind = kind_of(format).ok_or(Failure::NotFound)?;
    let list = read(app, staff, letter, (arrangement, contacts)).await?;
    let bytes = match format {
        "text" => written(&list, Shape::Text),
        "html" => written(&list, Shape::Html),
        _ => {
            let paper = at_desk(app, staff, letter, |desk| paper(desk, &list));
            match set(app, printer, paper).await? {
                Ok(bytes) => bytes,
                Err(refused) => {
                    let page = shown(app, staff, letter, (word, arrangement), refused).await?;
                    return Ok((Answer::Page(Box::new(page.with_status(status_of(refused)))), 0));
                }
            }
        }
    };
    let name = format!("{}-organizations.{}", letter.slug, ending(format));
    Ok((Answer::File(Download { bytes, kind, name }), list.len()))
}

pub(super) fn routes() -> Vec<Route> {
    routes![show, file, export]
}
