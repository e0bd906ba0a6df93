//! The import of a list of signers: a file is uploaded, its columns are confirmed, every row is checked, and all are written in one
//! transaction. Editors of the letter import. Everything is a form and a page, so that it works without scripts.

use std::sync::Arc;

use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};
use rocket::{Request, Responder, Route, get, post, routes};
use serde::Serialize;

use self::reading::Words;
use self::waiting::Waiting;
use super::paths;
use super::signers::{Refusal, to_decide};
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Party, Phase};
use crate::locale::Locales;
use crate::offices::zips::Zips;
use crate::staff::answer::Go;
use crate::staff::form::{LARGEST_FILE, StaffForm, StaffUpload};
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::tables::workbook::WorkbookReader;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::form::choices::Choice;
use crate::web::page::Page;

mod asked;
mod columns;
mod reading;
mod report;
mod steps;
mod told;
mod waiting;
mod work;

pub use waiting::Imports;

#[derive(Responder)]
enum Answer {
    Page(Box<Page>),
    Go(Go),
}

/// The form for a file.
#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    sheet: String,
    path: String,
    kinds: Vec<Choice>,
    megabytes: usize,
    most: usize,
    wrong: String,
}

/// What Rocket manages.
struct Parts<'r> {
    app: &'r App,
    imports: &'r Imports,
    workbooks: &'r WorkbookReader,
    zips: &'r Zips,
    library: Arc<Library>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Parts<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let rocket = request.rocket();
        let parts = || {
            Some(Self {
                app: rocket.state()?,
                imports: rocket.state()?,
                workbooks: rocket.state()?,
                zips: rocket.state()?,
                library: rocket.state::<LiveLibrary>()?.now(),
            })
        };
        parts().map_or(Outcome::Error((Status::InternalServerError, ())), Outcome::Success)
    }
}

/// What all pages of an import work with.
struct Here<'a> {
    parts: &'a Parts<'a>,
    app: &'a App,
    staff: &'a Staff,
    letter: &'a Letter,
    /// The messages, in the words for this kind of text.
    locales: Locales,
}

impl<'a> Here<'a> {
    fn new(parts: &'a Parts<'a>, staff: &'a Staff, slug: &str) -> Result<Self, Refusal> {
        let letter = to_decide(staff, &parts.library, slug)?;
        Ok(Self {
            parts,
            app: parts.app,
            staff,
            letter,
            locales: letter.words(&parts.app.locales),
        })
    }

    fn words(&self) -> Words<'_> {
        Words {
            locales: &self.locales,
            lang: self.staff.lang(),
        }
    }

    fn slug(&self) -> &str {
        self.letter.slug.as_str()
    }

    /// Returns a list that waits. Another account's, and one that is gone, are answered like one that never was.
    fn find(&self, name: &str) -> Result<Waiting, Failure> {
        let now = self.app.clock.now();
        let found = self.parts.imports.find(name, (self.staff.id(), self.slug()), now);
        found.ok_or(Failure::NotFound)
    }

    /// The form for a file, with what is wrong with the last one.
    fn form(&self, kind: Option<Party>, wrong: String) -> Result<Page, Failure> {
        let words = self.words();
        let edition = self.letter.edition(words.lang);
        let now = self.app.clock.now();
        let kinds = [
            (Party::Organization, "staff-organizations"),
            (Party::Person, "staff-individuals"),
        ];
        let kinds = kinds
            .iter()
            .filter(|(party, _)| self.letter.phase(*party, now) != Phase::NotAsked);
        let choice = |(party, id): &(Party, &str)| Choice {
            value: party.to_string(),
            label: words.text(id),
            chosen: kind == Some(*party),
        };
        let view = View {
            title: edition.front.title.clone(),
            lang: edition.lang.to_string(),
            sheet: paths::signers(self.slug()),
            path: paths::import(self.slug()),
            kinds: kinds.map(choice).collect(),
            megabytes: LARGEST_FILE >> 20,
            most: crate::intake::import::MOST,
            wrong,
        };
        let title = words.text("staff-import");
        page(self.app, self.staff, ("staff_import", &view.path), &title, &view)
    }
}

#[get("/letters/<slug>/import?<asked..>")]
fn choose(parts: Parts<'_>, staff: Staff, slug: &str, asked: Typed) -> Result<Page, Refusal> {
    let here = Here::new(&parts, &staff, slug)?;
    here.form(asked.get("kind").parse().ok(), String::new()).map_err(Err)
}

#[post("/letters/<slug>/import", data = "<upload>")]
async fn upload(parts: Parts<'_>, staff: Staff, slug: &str, upload: StaffUpload) -> Result<Answer, Refusal> {
    let here = Here::new(&parts, &staff, slug)?;
    here.take(upload.0).await.map_err(Err)
}

#[get("/letters/<slug>/import/<name>?<asked..>")]
async fn show(parts: Parts<'_>, staff: Staff, slug: &str, name: &str, asked: Typed) -> Result<Page, Refusal> {
    let here = Here::new(&parts, &staff, slug)?;
    let list = here.find(name).map_err(Err)?;
    here.show(name, list, asked.has("columns")).await.map_err(Err)
}

#[post("/letters/<slug>/import/<name>", data = "<form>")]
async fn act(parts: Parts<'_>, staff: Staff, slug: &str, name: &str, form: StaffForm) -> Result<Answer, Refusal> {
    let here = Here::new(&parts, &staff, slug)?;
    let list = here.find(name).map_err(Err)?;
    here.act((name, list), &form).await.map_err(Err)
}

pub(super) fn routes() -> Vec<Route> {
    routes![choose, upload, show, act]
}
