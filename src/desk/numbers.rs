//! A letter in numbers, for those who may see its signers: every chart with the same numbers as a table and as a file.

use jiff::tz::TimeZone;
use rocket::http::{ContentType, Header};
use rocket::response::{Responder, Response};
use rocket::{Request, Route, State, get, routes};
use serde::Serialize;

use self::charts::{Days, Growth};
use self::map::Tile;
use self::tables::{Table, Words};
use super::paths;
use crate::clock::from_micros;
use crate::dashboard::figures::Figures;
use crate::dashboard::store::{AsOf, ZONE, figures};
use crate::letters::live_library::LiveLibrary;
use crate::outbox::store::undelivered::{self, Undelivered, undelivered};
use crate::signatures::{Tally, store};
use crate::staff::dates::dates;
use crate::staff::frame::{moment, page};
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError};
use crate::tables::BOM;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

mod charts;
mod map;
mod tables;

#[derive(Serialize)]
struct View {
    title: String,
    title_lang: String,
    signers: String,
    invitations: String,
    settings: String,
    tally: String,
    /// How much of the goal is reached; empty without a goal.
    goal: String,
    percent: u64,
    /// Until when signing is open, a line for each kind of signer.
    dates: Vec<String>,
    as_of: String,
    /// Whether any signature is counted, so that there is something to draw.
    any: bool,
    days: Days,
    growth: Growth,
    tiles: Vec<Tile>,
    tables: Vec<Table>,
    /// How emails fare, a sentence each.
    emails: Vec<String>,
}

/// What the database knows.
struct Known {
    tally: Tally,
    figures: Figures,
    as_of: AsOf,
    emails: Undelivered,
}

async fn known(app: &App, slug: &str) -> Result<Known, StoreError> {
    let slug = slug.to_owned();
    let read = move |db: &Read<'_>| {
        let (figures, as_of) = figures(db, &slug)?;
        Ok(Known {
            tally: store::tally(db, &slug)?,
            emails: undelivered(db, &slug)?,
            figures,
            as_of,
        })
    };
    app.store.read(read).await
}

#[get("/letters/<slug>")]
async fn show(app: &State<App>, live_library: &State<LiveLibrary>, staff: Staff, slug: &str) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let known = known(app, slug).await?;
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let edition = letter.edition(words.lang);
    let tables = tables::all(words, slug, &known.figures);
    let days = tables::days(&known.figures);
    let goal = letter.signing.as_ref().and_then(|signing| signing.goal);
    let tally = known.tally;
    let view = View {
        title: edition.front.title.clone(),
        title_lang: edition.lang.to_string(),
        signers: paths::signers(slug),
        invitations: paths::invitations(slug),
        settings: paths::settings(slug),
        tally: words.format(
            "staff-counted",
            &[
                ("organizations", tally.organizations.into()),
                ("people", tally.everyone().into()),
            ],
        ),
        percent: goal.map_or(0, |goal| tally.percent_of(goal)),
        goal: goal.map_or_else(String::new, |goal| goal_in_words(words, tally, goal)),
        dates: dates(&app.locales, letter, words.lang, app.clock.now()),
        as_of: as_of(words, known.as_of),
        any: !days.is_empty(),
        growth: charts::growth(words, &days, goal),
        days: charts::days(words, &days),
        tiles: map::tiles(words, &known.figures),
        tables,
        emails: emails(words, known.emails),
    };
    let title = words.text("staff-numbers");
    page(app, &staff, ("staff_numbers", &paths::numbers(slug)), &title, &view)
}

fn goal_in_words(words: Words<'_>, tally: Tally, goal: u64) -> String {
    let values = [
        ("count", tally.total().into()),
        ("goal", goal.into()),
        (
            "percent",
            words.app.locales.number(words.lang, tally.percent_of(goal)).into(),
        ),
    ];
    words.format("staff-numbers-goal", &values)
}

fn as_of(words: Words<'_>, as_of: AsOf) -> String {
    let at = match as_of {
        AsOf::Now => words.app.clock.now().as_microsecond(),
        AsOf::Moment(at) => at,
        AsOf::Never => return words.text("staff-numbers-not-yet"),
    };
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    let clock = words
        .app
        .locales
        .time(words.lang, &from_micros(at).to_zoned_datetime(zone));
    let today = words.app.clock.now().as_microsecond() - at < crate::clock::DAY_MICROS / 2;
    let when = if today {
        clock
    } else {
        moment(words.app, words.lang, at)
    };
    words.format("staff-numbers-as-of", &[("moment", when.into())])
}

fn emails(words: Words<'_>, it: Undelivered) -> Vec<String> {
    let mut said = Vec::new();
    if words.app.health.down().is_some() {
        said.push(words.text("staff-numbers-relay-down"));
    }
    let counts = [
        ("staff-numbers-emails-failed", it.failed),
        ("staff-numbers-emails-bounced", it.bounced),
        ("staff-numbers-emails-uncertain", it.uncertain),
        ("staff-numbers-emails-waiting", it.waiting),
    ];
    let at_most = u64::from(undelivered::MOST);
    for (id, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        let shown = words.app.locales.number(words.lang, count);
        let shown = if count < at_most { shown } else { format!("{shown}+") };
        said.push(words.format(id, &[("count", count.into()), ("shown", shown.into())]));
    }
    if said.is_empty() {
        said.push(words.text("staff-numbers-emails-fine"));
    }
    said
}

/// A table as a file to save.
struct Saved {
    name: String,
    bytes: Vec<u8>,
}

impl<'r> Responder<'r, 'static> for Saved {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        let file = format!("attachment; filename=\"{}\"", self.name);
        Response::build()
            .header(ContentType::parse_flexible("text/csv; charset=utf-8").unwrap_or(ContentType::CSV))
            .header(Header::new("Content-Disposition", file))
            .raw_header("Cache-Control", "no-store")
            .sized_body(self.bytes.len(), std::io::Cursor::new(self.bytes))
            .ok()
    }
}

/// Saves one table of the page; its words are those of the interface's first language, as in exports.
#[get("/letters/<slug>/numbers/<file>")]
async fn save(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    file: &str,
) -> Result<Saved, Failure> {
    let library = live_library.now();
    staff.letter_to_view(&library, slug)?;
    let known = known(app, slug).await?;
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let wanted = file.strip_suffix(".csv").unwrap_or_default();
    let tables = tables::all(words, slug, &known.figures);
    let table = tables.into_iter().find(|table| table.word() == wanted);
    let csv = table.ok_or(Failure::NotFound)?.csv();
    Ok(Saved {
        name: format!("{slug}-{wanted}.csv"),
        bytes: [BOM, csv.as_bytes()].concat(),
    })
}

pub(super) fn routes() -> Vec<Route> {
    routes![show, save]
}
