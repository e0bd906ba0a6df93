//! The page that records one signature, for someone who signed by email, on paper or by phone. Editors of the letter record.
//!
//! A form with an error comes back as it was typed. After a signature is recorded, the next form keeps the evidence and the language, since a
//! sheet of paper has many names; the evidence is sealed in the URL, as a search is.

use std::sync::Arc;

use rocket::http::Status;
use rocket::{Responder, Route, State, get, post, routes};
use serde::Serialize;

use super::paths;
use super::signers::{Note, Refusal, named, to_decide};
use crate::intake::form::Desk;
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Party};
use crate::locale::{Lang, Locales};
use crate::offices::zips::{Table, Zips};
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State as Standing;
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::frame::{page, with_query};
use crate::staff::guard::Staff;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::choices::Choice;
use crate::web::form::fields::Field;
use crate::web::form::{Errors, Typed};
use crate::web::page::Page;

mod take;
mod view;

/// What the sealed evidence in a URL is for.
const PURPOSE: &str = "staff evidence";

/// The kinds of signers; the first one is the default.
const KINDS: [Party; 2] = [Party::Organization, Party::Person];

#[derive(Serialize)]
struct Tab {
    name: String,
    path: String,
    here: bool,
}

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    sheet: String,
    path: String,
    kind: &'static str,
    tabs: Vec<Tab>,
    fields: Vec<Field>,
    evidence: String,
    wrong_evidence: String,
    languages: Vec<Choice>,
    language: String,
    consent: String,
    consented: bool,
    wrong_consent: String,
    /// The address that was asked about; if it comes again, it is right.
    email_checked: String,
    notes: Vec<Note>,
    /// Why nobody of this kind can sign; empty if they can.
    refused: String,
    closed: bool,
    wrong: String,
}

#[derive(Responder)]
enum Answer {
    Page(Box<Page>),
    Go(Go),
}

/// What the pages of one request work with.
struct Here<'a> {
    app: &'a App,
    staff: &'a Staff,
    library: Arc<Library>,
    letter: &'a Letter,
    /// The messages, in the words for this kind of text.
    locales: Locales,
    zips: &'a Table,
    party: Party,
}

/// What is shown beside the fields.
#[derive(Default)]
struct Wrong {
    errors: Errors,
    evidence: &'static str,
    consent: &'static str,
    /// The address that was probably meant.
    meant: Option<String>,
    /// Why nothing was written.
    refusal: &'static str,
    /// Who the letter knows already.
    known: Option<SignatureId>,
}

impl Wrong {
    fn is_some(&self) -> bool {
        !self.errors.is_empty() || !self.evidence.is_empty() || !self.consent.is_empty() || self.meant.is_some()
    }
}

#[get("/letters/<slug>/record?<asked..>")]
async fn ask(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    zips: &State<Zips>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Page, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let zips = table(app, zips).await.map_err(Err)?;
    let here = Here {
        app,
        staff: &staff,
        library: Arc::clone(&library),
        letter,
        locales: letter.words(&app.locales),
        zips: &zips,
        party: party(&asked),
    };
    let evidence = app.config.secret.open(PURPOSE, asked.get("evidence"));
    let typed = Typed::of([
        ("evidence", evidence.as_deref().unwrap_or_default()),
        ("language", asked.get("language")),
    ]);
    let notes = here.recorded(&asked).await.map_err(Err)?;
    here.page(&typed, &Wrong::default(), notes).map_err(Err)
}

async fn table(app: &App, zips: &Zips) -> Result<Arc<Table>, Failure> {
    Ok(zips.table(&app.store, app.clock.now()).await?)
}

/// Returns the kind of signer that a URL or a form names.
fn party(typed: &Typed) -> Party {
    typed.get("kind").parse().unwrap_or(KINDS[0])
}

#[post("/letters/<slug>/record", data = "<form>")]
async fn record(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    zips: &State<Zips>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let zips = table(app, zips).await.map_err(Err)?;
    let here = Here {
        app,
        staff: &staff,
        library: Arc::clone(&library),
        letter,
        locales: letter.words(&app.locales),
        zips: &zips,
        party: party(&form),
    };
    here.take(&form).await.map_err(Err)
}

impl Here<'_> {
    fn reader(&self) -> Lang {
        self.staff.lang()
    }

    fn text(&self, id: &str) -> String {
        self.locales.text(self.reader(), id)
    }

    /// Returns the language of the text that the signer read.
    fn lang(&self, typed: &Typed) -> Lang {
        let named = Lang::parse(typed.get("language"));
        let known = named.filter(|lang| self.letter.editions.contains_key(lang));
        known.unwrap_or_else(|| self.letter.edition(self.reader()).lang)
    }

    fn desk(&self, typed: &Typed) -> Desk<'_> {
        Desk {
            letter: self.letter,
            party: self.party,
            lang: self.lang(typed),
            locales: &self.locales,
            reader: self.reader(),
            signing: &self.app.config.signing,
            zips: self.zips,
        }
    }

    fn path(&self) -> String {
        paths::record(self.letter.slug.as_str())
    }

    /// Shows a form again, with what is wrong.
    fn again(&self, typed: &Typed, wrong: &Wrong) -> Result<Answer, Failure> {
        let page = self.page(typed, wrong, Vec::new())?;
        Ok(Answer::Page(Box::new(page.with_status(Status::UnprocessableEntity))))
    }

    /// Says what became of the signature that was recorded last.
    async fn recorded(&self, asked: &Typed) -> Result<Vec<Note>, Failure> {
        let state = asked.get("did").parse().ok();
        let id = match state {
            Some(Standing::Confirmed) => "staff-recorded-counted",
            Some(Standing::Held) => "staff-recorded-held",
            Some(Standing::Duplicate) => "staff-recorded-duplicate",
            _ => return Ok(Vec::new()),
        };
        let numbers = asked.get("signer").parse().map(SignatureId::new).into_iter().collect();
        let signers = named(self.app, self.letter, numbers).await?;
        Ok(vec![Note {
            good: state == Some(Standing::Confirmed),
            text: self.text(id),
            signers,
            undo: None,
        }])
    }

    fn page(&self, typed: &Typed, wrong: &Wrong, mut notes: Vec<Note>) -> Result<Page, Failure> {
        let view = view::view(self, typed, wrong);
        if !wrong.refusal.is_empty() {
            notes.push(view::refused(self, wrong));
        }
        let view = View { notes, ..view };
        let (title, here) = (self.text("staff-record"), with_query(&view.path, [("kind", view.kind)]));
        page(self.app, self.staff, ("staff_record", &here), &title, &view)
    }
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, record]
}
