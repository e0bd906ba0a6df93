//! The public lists of signers, a page at a time with keyset pagination: organizations from A to Z, people newest first. The organizations
//! are also a table, for journalists and partners.

use rocket::http::ContentType;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Party};
use crate::locale::Lang;
use crate::signatures::locality;
use crate::signatures::store::{self, Cursor, NameCursor};
use crate::signatures::{Listed, ListedLine, ShownTally, Tally};
use crate::site::letter_page::{find, find_or_near, frame};
use crate::site::letter_view::LetterView;
use crate::store::{Read, StoreError};
use crate::tables::{BOM, harmless};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Page};

const A_PAGE: usize = 200;

/// How many organizations the table reads at once.
const AT_ONCE: usize = 1_000;

/// The purposes that cursors in a URL are sealed for: they contain a signature's time, key and row, which are no reader's business.
const PLACE: &str = "place in a list of signers";
const PLACE_BY_NAME: &str = "place in a list of organizations";

const HEADINGS: [&str; 4] = ["table-name", "table-city", "table-state", "table-country"];

#[derive(Serialize)]
struct View {
    letter: LetterView,
    organizations: bool,
    signers: Vec<ListedLine>,
    next: String,
    tally: ShownTally,
    /// The address of the table; empty for people.
    table: String,
    /// Whether some of the names are a demonstration's.
    invented: bool,
}

/// A page of a list: its lines, and the sealed cursor of the next page.
struct Lines {
    signers: Vec<Listed>,
    next: Option<String>,
    tally: Tally,
    invented: bool,
}

/// Reads a page with what is shown beside it.
async fn lines<C: ToString>(
    app: &App,
    letter: &Letter,
    purpose: &str,
    page: impl FnOnce(&Read<'_>, &str) -> Result<(Vec<Listed>, Option<C>), StoreError> + Send + 'static,
) -> Result<Lines, StoreError> {
    let name = letter.slug.to_string();
    let read = app.store.read(move |db| {
        let (signers, next) = page(db, &name)?;
        let next = next.map(|cursor| cursor.to_string());
        Ok::<_, StoreError>((signers, next, store::tally(db, &name)?, store::has_invented(db, &name)?))
    });
    let (signers, next, tally, invented) = read.await?;
    Ok(Lines {
        signers,
        next: next.map(|cursor| app.config.secret.seal(purpose, &cursor)),
        tally,
        invented,
    })
}

#[get("/<lang>/letters/<slug>/signers/<party>?<after>", rank = 2)]
async fn list(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    slug: &str,
    party: &str,
    after: Option<&str>,
) -> Result<Page, Failure> {
    let kind = match party {
        "people" => Party::Person,
        "organizations" => Party::Organization,
        _ => return Err(Failure::NotFound),
    };
    let library = live_library.now();
    let (lang, letter) = find_or_near(app, &library, lang, slug, &format!("/signers/{party}"))?;
    let secret = &app.config.secret;
    let found = match kind {
        Party::Person => {
            let opened = |sealed: &str| Cursor::parse(&secret.open(PLACE, sealed)?);
            let after = after.map_or(Some(Cursor::START), opened).ok_or(Failure::NotFound)?;
            let page = move |db: &Read<'_>, name: &str| store::page(db, name, kind, lang, after, A_PAGE);
            lines(app, letter, PLACE, page).await?
        }
        Party::Organization => {
            let opened = |sealed: &str| NameCursor::parse(&secret.open(PLACE_BY_NAME, sealed)?);
            let after = after.map_or_else(|| Some(NameCursor::start()), opened);
            let after = after.ok_or(Failure::NotFound)?;
            let page = move |db: &Read<'_>, name: &str| store::organizations_by_name(db, name, lang, &after, A_PAGE);
            lines(app, letter, PLACE_BY_NAME, page).await?
        }
    };
    let path = format!("/{lang}/letters/{slug}/signers/{party}");
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        organizations: kind == Party::Organization,
        signers: found
            .signers
            .into_iter()
            .map(|it| it.line(&app.locales, lang))
            .collect(),
        next: found
            .next
            .map_or_else(String::new, |after| format!("{path}?after={after}")),
        table: if kind == Party::Organization && found.tally.organizations > 0 {
            format!("{path}.csv")
        } else {
            String::new()
        },
        tally: found.tally.into(),
        invented: found.invented,
    };
    let title = format!("{} · {}", app.locales.text(lang, party), view.letter.heading);
    let frame = frame(app, letter, lang, &title, &format!("/signers/{party}"));
    page::html(app, "signers", &frame, &view)
}

/// Returns every organization of a letter as CSV, from A to Z: its name and place as the letter shows them.
#[get("/<lang>/letters/<slug>/signers/organizations.csv", rank = 1)]
async fn table(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, slug: &str) -> Result<Page, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let name = letter.slug.to_string();
    let read = app.store.read(move |db| {
        let (mut all, mut after) = (Vec::new(), Some(NameCursor::start()));
        while let Some(place) = after {
            let (some, next) = store::organizations_by_name(db, &name, lang, &place, AT_ONCE)?;
            all.extend(some);
            after = next;
        }
        Ok::<_, StoreError>(all)
    });
    let written = csv(app, lang, read.await?).expect("memory takes what is written");
    Ok(Page::new(ContentType::CSV, written).public())
}

fn csv(app: &App, lang: Lang, organizations: Vec<Listed>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(BOM.to_vec());
    writer.write_record(HEADINGS.map(|id| app.locales.text(lang, id)))?;
    for it in organizations {
        let country = locality::country(&app.locales, lang, &it.place.country);
        let [city, state] = [it.place.city, it.place.state].map(Option::unwrap_or_default);
        writer.write_record([it.name, city, state, country].map(harmless))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

pub(crate) fn routes() -> Vec<Route> {
    routes![list, table]
}
