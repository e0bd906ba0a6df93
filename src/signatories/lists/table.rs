//! The list of organizations as a table, for journalists and partners.

use rocket::http::ContentType;
use rocket::{Route, State, get, routes};

use super::asked::Asked;
use super::by_name;
use crate::letters::Party;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::signatures::{Listed, locality};
use crate::site::letter_page::find;
use crate::store::StoreError;
use crate::tables::{BOM, harmless};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

/// How many organizations are read at once.
const AT_ONCE: usize = 1_000;

const HEADINGS: [&str; 4] = ["table-name", "table-city", "table-state", "table-country"];

/// Returns the organizations of a letter, or a part of them, as CSV, from A to Z: each with its name and place as the letter shows them.
#[get("/<lang>/letters/<slug>/signers/organizations.csv?<asked..>", rank = 1)]
async fn table(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    slug: &str,
    asked: Asked<'_>,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let filter = asked.filter(app, lang).ok_or(Failure::NotFound)?;
    let name = letter.slug.to_string();
    let read = app.store.read_public(move |db| {
        let (mut all, mut after) = (Vec::new(), None);
        while !filter.is_void() {
            let which = (Party::Organization, &filter);
            let (some, next) = by_name(db, &name, lang, which, after, AT_ONCE)?;
            all.extend(some);
            if next.is_none() {
                break;
            }
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

pub(super) fn routes() -> Vec<Route> {
    routes![table]
}
