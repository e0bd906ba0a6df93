//! What an account gets by email about each letter: nothing, every new organization, or a digest at an hour of its day.

use std::collections::BTreeMap;

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::letters::Letter;
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::locale::{Lang, Locales};
use crate::signatures::store::newcomers;
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::staff::notices::rounds::known;
use crate::staff::notices::{DigestHour, Wish, ZONES};
use crate::staff::store::notices;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::choices::Choice;
use crate::web::page::Page;

/// The path of the page.
const HERE: &str = "/staff/notices";

/// The word of a form for no emails.
const NOTHING: &str = "nothing";

#[derive(Serialize)]
struct LetterShown {
    /// The name of its field.
    name: String,
    title: String,
    title_lang: String,
    wishes: Vec<Choice>,
}

#[derive(Serialize)]
struct View {
    saved: bool,
    email: String,
    letters: Vec<LetterShown>,
    hours: Vec<Choice>,
    zones: Vec<Choice>,
}

fn letters<'l>(library: &'l Library, staff: &Staff) -> Vec<&'l Letter> {
    let mut all = library.newest_first();
    all.retain(|letter| letter.signing.is_some() && staff.letters().include(letter.slug.as_str()));
    all
}

/// Returns the hours of the day, as the language writes them: `8 a.m.`.
fn hours(locales: &Locales, lang: Lang, chosen: u8) -> Vec<Choice> {
    let label = |hour: u8| {
        if locales.text(lang, "clock-hours") == "24" {
            return format!("{hour}:00");
        }
        let half = if hour < 12 {
            "clock-before-noon"
        } else {
            "clock-after-noon"
        };
        let on_the_clock = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
        locales.format(lang, half, &[("time", on_the_clock.to_string().into())])
    };
    let hours = (0..24).map(|hour| Choice {
        value: hour.to_string(),
        label: label(hour),
        chosen: hour == chosen,
    });
    hours.collect()
}

fn zones(locales: &Locales, lang: Lang, chosen: &str) -> Vec<Choice> {
    let zone = |name: &&str| Choice {
        value: (*name).to_owned(),
        label: locales.text(
            lang,
            &format!(
                "staff-zone-{}",
                name.rsplit('/').next().unwrap_or(name).replace('_', "-")
            ),
        ),
        chosen: *name == chosen,
    };
    ZONES.iter().map(zone).collect()
}

#[get("/notices?<saved>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    saved: Option<bool>,
) -> Result<Page, Result<Status, Failure>> {
    if !staff.role().may_view() {
        return Err(Ok(Status::Forbidden));
    }
    let (id, lang) = (staff.id(), staff.lang());
    let read = move |db: &Read<'_>| Ok::<_, StoreError>((notices::of_account(db, id)?, notices::hour(db, id)?));
    let (chosen, hour) = app.store.read(read).await.map_err(refused)?;
    let (hour, chosen) = (hour.unwrap_or_default(), chosen.into_iter());
    let chosen: BTreeMap<String, Wish> = chosen.map(|it| (it.letter, it.wish)).collect();
    let library = live_library.now();
    let shown = |letter: &Letter| {
        let wish = chosen.get(letter.slug.as_str()).copied();
        let choice = |it: Option<Wish>| {
            let word = it.map_or(NOTHING, Wish::as_str);
            Choice {
                value: word.to_owned(),
                label: app.locales.text(lang, &format!("staff-wish-{word}")),
                chosen: wish == it,
            }
        };
        let edition = letter.edition(lang);
        LetterShown {
            name: field(letter),
            title: edition.front.title.clone(),
            title_lang: edition.lang.to_string(),
            wishes: [None, Some(Wish::Organizations), Some(Wish::Digest)].map(choice).into(),
        }
    };
    let view = View {
        saved: saved == Some(true),
        email: staff.email().to_owned(),
        letters: letters(&library, &staff).into_iter().map(shown).collect(),
        hours: hours(&app.locales, lang, hour.hour),
        zones: zones(&app.locales, lang, &hour.zone),
    };
    let title = app.locales.text(lang, "staff-notices");
    page(app, &staff, ("staff_notices", HERE), &title, &view).map_err(Err)
}

/// Answers a request that the database did not.
fn refused(error: StoreError) -> Result<Status, Failure> {
    Err(error.into())
}

fn field(letter: &Letter) -> String {
    format!("wish-{}", letter.slug)
}

/// Saves the choice. A letter that the form does not name keeps its own.
#[post("/notices", data = "<form>")]
async fn save(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    form: StaffForm,
) -> Result<Go, Result<Status, Failure>> {
    if !staff.role().may_view() {
        return Err(Ok(Status::Forbidden));
    }
    let library = live_library.now();
    let named = letters(&library, &staff).into_iter();
    let wishes: Vec<(String, Option<Wish>)> = named
        .filter(|letter| form.has(&field(letter)))
        .map(|letter| (letter.slug.to_string(), form.get(&field(letter)).parse().ok()))
        .collect();
    let hour = form.get("hour").parse::<u8>().ok().filter(|hour| *hour < 24);
    let zone = ZONES.iter().find(|zone| **zone == form.get("zone"));
    let at = hour.zip(zone).map(|(hour, zone)| DigestHour {
        hour,
        zone: (*zone).to_owned(),
    });
    let id = staff.id();
    let work = move |tx: &crate::store::Tx<'_>| {
        for (letter, wish) in &wishes {
            match wish {
                Some(wish) => {
                    let present = (newcomers::last(tx, letter)?, known(tx, letter)?);
                    notices::choose(tx, id, (letter, *wish), present)?;
                }
                None => notices::stop(tx, id, letter)?,
            }
        }
        at.map_or(Ok(()), |at| notices::set_hour(tx, id, &at))
    };
    let saved: Result<(), StoreError> = app.store.write(work).await;
    saved.map_err(refused)?;
    Ok(Go::to(&format!("{HERE}?saved=true")))
}

pub(super) fn routes() -> Vec<Route> {
    routes![show, save]
}
