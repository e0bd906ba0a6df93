//! A sheet for each Member of Congress, for visits. The page shows how many signed where; the file says who.

use std::sync::Arc;

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::{Answer, Download, Printer, at_desk, note, set, status_of};
use crate::desk::paths;
use crate::desk::signers::{Refusal, to_decide};
use crate::handouts::visits::{Facts, Visit, paper, visits};
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::signatures::store::tally;
use crate::staff::form::StaffForm;
use crate::staff::frame::{page, with_query};
use crate::staff::guard::{JustConfirmed, Staff};
use crate::typesetting;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::form::choices::Choice;
use crate::web::page::Page;

/// Up to how many signatures a page reads all of them, to count by district; the command reads any number.
const MOST: u64 = 200_000;

/// A Member, with how many signed there.
#[derive(Serialize)]
struct Row {
    office: String,
    name: String,
    seat: String,
    organizations: u64,
    people: u64,
}

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    sheet: String,
    path: String,
    /// The command that does what the page can't.
    command: String,
    rows: Vec<Row>,
    states: Vec<Choice>,
    /// Whether files can be downloaded.
    may_export: bool,
    /// Why there is nothing to show: no Members, too many signatures, or nobody signed; empty otherwise.
    nothing: String,
    wrong: String,
}

/// What both routes read; `None` if there are too many signatures for a page.
async fn read(app: &App, staff: &Staff, letter: &Letter) -> Result<Option<Arc<Facts>>, Failure> {
    let (letter, lang, config) = (letter.clone(), staff.lang(), Arc::clone(&app.config));
    let read = move |db: &crate::store::Read<'_>| -> Result<_, crate::store::StoreError> {
        let counted = tally(db, letter.slug.as_str())?;
        if counted.organizations + counted.people + counted.unlisted > MOST {
            return Ok(None);
        }
        let facts = Facts::read(db, &letter, lang, &config.delivery.folder)?;
        Ok(Some(Arc::new(facts)))
    };
    Ok(app.store.read(read).await?)
}

#[get("/letters/<slug>/visits?<asked..>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let facts = read(app, &staff, letter).await?;
    shown(app, &staff, letter, (facts.as_deref(), asked.get("state"), ""))
}

fn shown(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (facts, state, wrong): (Option<&Facts>, &str, &str),
) -> Result<Page, Failure> {
    let text = |id: &str| app.locales.text(staff.lang(), id);
    let edition = letter.edition(staff.lang());
    let slug = letter.slug.as_str();
    let (rows, states) = facts.map_or_else(Default::default, |facts| {
        at_desk(app, staff, letter, |desk| {
            let all = visits(desk, facts);
            (rows(&all, state), states(app, staff, &all, state))
        })
    });
    let nothing = match facts {
        None => "staff-visits-many",
        Some(facts) if facts.is_without_congress() => "staff-visits-no-congress",
        Some(_) if states.len() < 2 => "staff-visits-nobody",
        Some(_) => "",
    };
    let path = paths::visits(slug);
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: paths::signers(slug),
        command: match facts {
            Some(facts) if facts.is_without_congress() => {
                "undersigned offices import legislators-current.yaml".to_owned()
            }
            _ => format!("undersigned visits {slug} --out visits.pdf"),
        },
        may_export: staff.may_edit(slug) && typesetting::AVAILABLE && !rows.is_empty(),
        rows,
        states,
        nothing: if nothing.is_empty() {
            String::new()
        } else {
            text(nothing)
        },
        wrong: if wrong.is_empty() { String::new() } else { text(wrong) },
        path,
    };
    let here = with_query(
        &view.path,
        [("state", state)].into_iter().filter(|(_, state)| !state.is_empty()),
    );
    page(app, staff, ("staff_visits", &here), &text("staff-visits"), &view)
}

fn rows(all: &[Visit<'_>], state: &str) -> Vec<Row> {
    let chosen = all
        .iter()
        .filter(|it| state.is_empty() || it.member.seat.state() == state);
    chosen
        .map(|it| Row {
            office: it.member.bioguide.clone(),
            name: it.member.name.clone(),
            seat: it.member.seat.to_string(),
            organizations: it.organizations as u64,
            people: it.people.all(),
        })
        .collect()
}

/// Returns the states of all Members, after the choice of all of them.
fn states(app: &App, staff: &Staff, all: &[Visit<'_>], state: &str) -> Vec<Choice> {
    let mut codes: Vec<&str> = all.iter().map(|it| it.member.seat.state()).collect();
    codes.dedup();
    let every = Choice {
        value: String::new(),
        label: app.locales.text(staff.lang(), "staff-visits-every-state"),
        chosen: state.is_empty(),
    };
    let own = codes.into_iter().map(|code| Choice {
        value: code.to_owned(),
        label: app.locales.text(staff.lang(), &format!("state-{code}")),
        chosen: code == state,
    });
    std::iter::once(every).chain(own).collect()
}

/// Sets the sheets of one Member, or of all that the page showed.
#[post("/letters/<slug>/visits", data = "<form>")]
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
    let facts = read(app, &staff, letter).await.map_err(Err)?;
    let (office, state) = (form.get("office"), form.get("state"));
    let again = |status: Status, wrong: &str| {
        let page = shown(app, &staff, letter, (facts.as_deref(), state, wrong)).map_err(Err)?;
        Ok(Answer::Page(Box::new(page.with_status(status))))
    };
    let Some(known) = facts.clone() else {
        return again(Status::UnprocessableEntity, "staff-visits-many");
    };
    let composed = at_desk(app, &staff, letter, |desk| {
        let all = visits(desk, &known);
        let wanted = |it: &&Visit<'_>| {
            let seat = &it.member.seat;
            (office == "all" && (state.is_empty() || seat.state() == state)) || it.member.bioguide == office
        };
        let chosen: Vec<&Visit<'_>> = all.iter().filter(wanted).collect();
        let named: u64 = chosen.iter().map(|it| it.people.listed).sum();
        (!chosen.is_empty()).then(|| (paper(desk, &known, &chosen), named))
    });
    let Some((paper, named)) = composed else {
        return again(Status::UnprocessableEntity, "staff-visits-choose");
    };
    let paper = paper.map_err(|error| Err(error.into()))?;
    match set(app, printer, paper).await.map_err(Err)? {
        Ok(bytes) => {
            note(app, &staff, letter, named).await.map_err(Err)?;
            let name = format!("{slug}-{}.pdf", if office == "all" { "visits" } else { office });
            Ok(Answer::File(Download {
                bytes,
                kind: "application/pdf",
                name,
            }))
        }
        Err(refused) => again(status_of(refused), refused),
    }
}

pub(super) fn routes() -> Vec<Route> {
    routes![show, export]
}
