//! What a partner link opens: which organizations signed, which wait, and which were invited and have not answered. Only names and places.
//!
//! It is outside of the staff area, since partners have no account. That it was opened is stored nowhere.

use rocket::http::Header;
use rocket::response::{self, Responder};
use rocket::{Request, Route, State, get, routes};
use serde::Serialize;

use super::shared_links::last_day;
use crate::letters::Slug;
use crate::letters::live_library::LiveLibrary;
use crate::locale::{Lang, Locales, Weekday};
use crate::staff::shared_links::Opens;
use crate::staff::store::shared_links::{self as stored, PartnerLine, PartnerLists};
use crate::staff::token::Token;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct Line {
    name: String,
    place: String,
}

#[derive(Serialize)]
struct List {
    heading: String,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct View {
    heading: String,
    /// The language of the heading.
    heading_lang: String,
    lists: Vec<List>,
    ends: String,
}

/// A page that search engines must not keep.
pub(super) struct Hidden(pub(super) Page);

impl<'r> Responder<'r, 'static> for Hidden {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response = self.0.respond_to(request)?;
        response.set_header(Header::new("X-Robots-Tag", "noindex, nofollow"));
        Ok(response)
    }
}

#[get("/<lang>/partners/<link>")]
async fn show(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, link: &str) -> Result<Hidden, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let digest = Token::parse(link).ok_or(Failure::NotFound)?.digest();
    let now = app.clock.now();
    let read = move |db: &Read<'_>| {
        let Some(opened) = stored::opened(db, (digest, Opens::Partners), now)? else {
            return Ok(None);
        };
        let lists = stored::lists(db, &opened.letter)?;
        Ok::<_, StoreError>(Some((opened, lists)))
    };
    let (opened, lists) = app.store.read(read).await?.ok_or(Failure::NotFound)?;
    let library = live_library.now();
    let slug = Slug::parse(&opened.letter).map_err(|_| Failure::NotFound)?;
    let letter = library.signed_letter(&slug).ok_or(Failure::NotFound)?;
    let edition = letter.edition(lang);
    let day = app.locales.date(lang, last_day(letter, opened.ends_at), Weekday::Omit);
    let view = View {
        heading: edition.front.title.clone(),
        heading_lang: edition.lang.to_string(),
        lists: shown(&app.locales, lang, lists),
        ends: app.locales.format(lang, "partners-ends", &[("day", day.into())]),
    };
    // The links to other languages of the page carry the link.
    let frame = Frame::new(app, lang, &edition.front.title, &format!("/partners/{link}"));
    Ok(Hidden(page::html(app, "partners", &frame, &view)?.secret()))
}

fn shown(locales: &Locales, lang: Lang, lists: PartnerLists) -> Vec<List> {
    let all = [
        ("partners-signed", lists.signed),
        ("partners-waiting", lists.waiting),
        ("partners-invited", lists.invited),
    ];
    let line = |it: PartnerLine| Line {
        name: it.name,
        place: it.place.words(locales, lang),
    };
    all.into_iter()
        .map(|(id, lines)| List {
            heading: locales.format(lang, id, &[("count", (lines.len() as u64).into())]),
            lines: lines.into_iter().map(line).collect(),
        })
        .collect()
}

pub(super) fn routes() -> Vec<Route> {
    let mut routes = routes![show];
    for route in &mut routes {
        // After files and frames, whose addresses begin with other words than languages.
        route.rank += 1;
    }
    routes
}
