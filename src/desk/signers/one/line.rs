//! The correction of a line: what staff found to be typed wrong. Its signer is told.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::super::super::paths;
use super::super::decided::{Refusal, to_decide};
use super::super::told::lead_back_from;
use super::super::transaction::act;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Party};
use crate::mail::MailContext;
use crate::review::decide::{Outcome, Seen};
use crate::review::lines::{self, Corrected};
use crate::review::store::shown::{Subject, shown};
use crate::signatures::Listing;
use crate::signatures::ids::SignatureId;
use crate::signatures::store::lines::{Line, ShownLine, shown_line};
use crate::staff::answer::{Answer, Go};
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::choices::{Choice, STATES, by_name, choices};
use crate::web::form::{Errors, Reading, Typed};
use crate::web::page::Page;

/// A field of the form.
#[derive(Serialize)]
struct Field {
    name: &'static str,
    label: String,
    choices: Vec<Choice>,
    value: String,
    error: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct View {
    path: String,
    back: String,
    name: String,
    shown: String,
    fields: Vec<Field>,
}

/// The line of a signature that counts or is held, and what the correction has to find again.
async fn find(app: &App, letter: &Letter, id: SignatureId) -> Result<(ShownLine, String), Failure> {
    let slug = letter.slug.to_string();
    let read = move |db: &Read<'_>| {
        let line = shown_line(db, id)?.filter(|it| it.state.stands());
        Ok::<_, StoreError>(line.zip(shown(db, &slug, id, Subject::Whole)?))
    };
    app.store.read(read).await?.ok_or(Failure::NotFound)
}

/// Returns the fields of such a signer, with their labels.
fn fields_of(line: &ShownLine) -> Vec<(&'static str, &'static str)> {
    let state = (line.country == "US").then_some(("state", "staff-line-state"));
    let city = ("city", "staff-line-city");
    let mut fields = match line.kind {
        Party::Organization => vec![("name", "staff-line-name"), city],
        Party::Person => vec![
            ("name", "staff-fact-name"),
            ("title", "staff-fact-title"),
            ("affiliation", "staff-fact-affiliation"),
            city,
        ],
    };
    fields.extend(state);
    fields
}

fn typed(line: &Line) -> Typed {
    Typed::of([
        ("name", line.name.as_str()),
        ("title", &line.title),
        ("affiliation", &line.affiliation),
        ("city", &line.city),
        ("state", &line.region),
    ])
}

/// Reads the line as it was typed; a field that the form does not have stays as it was.
fn read(before: &ShownLine, typed: &Typed) -> Result<Line, Errors> {
    let mut form = Reading::of(typed);
    let is_person = before.kind == Party::Person;
    let name = form.name("name");
    let mut optional = |field| if is_person { form.optional(field) } else { None };
    let (title, affiliation) = (optional("title"), optional("affiliation"));
    // Only a full name is listed with its city.
    let needs_city = !is_person || before.listing == Listing::Full;
    let city = if needs_city || !typed.get("city").trim().is_empty() {
        form.name("city")
    } else {
        Some(String::new())
    };
    let region = if before.country == "US" {
        form.choice("state", STATES)
    } else {
        Some(before.line.region.clone())
    };
    match (name, city, region, form.errors.is_empty()) {
        (Some(name), Some(city), Some(region), true) => Ok(Line {
            name,
            title: title.unwrap_or_default(),
            affiliation: affiliation.unwrap_or_default(),
            city,
            region,
        }),
        _ => Err(form.errors),
    }
}

fn render(
    app: &App,
    staff: &Staff,
    (slug, id): (&str, SignatureId),
    (line, shown): (&ShownLine, String),
    (typed, errors): (&Typed, &Errors),
) -> Result<Page, Failure> {
    let lang = staff.lang();
    let field = |(name, label): (&'static str, &str)| Field {
        name,
        label: app.locales.text(lang, label),
        choices: if name == "state" {
            by_name(lang, choices(&app.locales, lang, STATES, "state", typed.get("state")))
        } else {
            Vec::new()
        },
        value: typed.get(name).to_owned(),
        error: errors
            .get(name)
            .map(|id| app.locales.text(lang, id))
            .unwrap_or_default(),
        kind: "text",
    };
    let view = View {
        path: paths::line(slug, id),
        back: paths::signer(slug, id),
        name: line.line.name.clone(),
        shown,
        fields: fields_of(line).into_iter().map(field).collect(),
    };
    let title = app.locales.text(lang, "staff-line-heading");
    page(app, staff, ("staff_line", &view.path), &title, &view)
}

/// Shows the form.
#[get("/letters/<slug>/signers/<id>/line")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    id: SignatureId,
) -> Result<Page, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let (line, shown) = find(app, letter, id).await.map_err(Err)?;
    let filled = (&typed(&line.line), &Errors::new());
    render(app, &staff, (slug, id), (&line, shown), filled).map_err(Err)
}

/// Corrects the line.
#[post("/letters/<slug>/signers/<id>/line", data = "<form>")]
async fn correct(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    id: SignatureId,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let (before, _) = find(app, letter, id).await.map_err(Err)?;
    let shown = form.get("shown").to_owned();
    let again = |errors: &Errors| {
        let page = render(app, &staff, (slug, id), (&before, shown.clone()), (&form, errors)).map_err(Err)?;
        Ok(Answer::Page(Box::new(page.with_status(Status::UnprocessableEntity))))
    };
    let line = match read(&before, &form) {
        Ok(line) => line,
        Err(errors) => return again(&errors),
    };
    let seen = Seen {
        id,
        shown: shown.clone(),
    };
    let work = move |tx: &Tx<'_>, context: &MailContext<'_>, by, slug: &str| {
        lines::correct(tx, context, by, slug, (&seen, &line))
    };
    let corrected = act::<_, StoreError>(app, &staff, letter, work)
        .await
        .map_err(|error| Err(error.into()))?;
    let outcome = match corrected {
        Corrected::Taken => return again(&Errors::from([("name".into(), "staff-line-taken")])),
        Corrected::Same => return Ok(Answer::Go(Go::to(&paths::signer(slug, id)))),
        Corrected::Done => Outcome {
            decided: vec![id],
            ..Outcome::default()
        },
        Corrected::Changed | Corrected::Over => Outcome {
            changed: vec![id],
            ..Outcome::default()
        },
    };
    Ok(Answer::Go(lead_back_from(&paths::signer(slug, id), "line", &outcome)))
}

pub(super) fn routes() -> Vec<Route> {
    routes![show, correct]
}
