//! The index, archives by topic and year, pages of the site, images, and the redirects by language.
//!
//! A letter's own page stands in `signatures/routes.rs`: it shows who signed, and features depend one way only.

use std::sync::Arc;

use rocket::http::ContentType;
use rocket::response::Redirect;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use super::entries::{self, Card, Entry, Line};
use super::library::{Library, SITE_PAGES};
use super::shelf::Shelf;
use super::{Digest, Letter, Slug, images, near};
use crate::locale::{self, Lang};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::language::{self, Accepted};
use crate::web::page::{self, Frame, Page};

/// A topic's link.
#[derive(Serialize)]
pub struct Topic {
    path: String,
    name: String,
}

/// A letter's topics in a language.
pub fn topics(library: &Library, letter: &Letter, lang: Lang) -> Vec<Topic> {
    let named = letter
        .topics
        .iter()
        .filter_map(|key| Some((key, library.topic(key, lang)?)));
    named
        .map(|(key, name)| Topic {
            path: format!("/{lang}/topics/{key}"),
            name: name.to_owned(),
        })
        .collect()
}

#[derive(Serialize)]
struct ListView {
    heading: String,
    intro: String,
    /// The first card is the front page's lead.
    lead: bool,
    cards: Vec<Card>,
    latest: Vec<Line>,
    years: Vec<Year>,
}

#[derive(Serialize)]
struct Year {
    path: String,
    year: String,
}

/// What a list shows, and under which heading.
struct List<'l> {
    heading: String,
    intro: String,
    chosen: Vec<Entry<'l>>,
    latest: Vec<Line>,
    /// The front page, not a topic or a year.
    front: bool,
}

fn list(app: &App, library: &Library, lang: Lang, frame: &Frame, list: List<'_>) -> Result<Page, Failure> {
    let mut years: Vec<i16> = entries::newest_first(library)
        .iter()
        .map(|entry| entry.published().year())
        .collect();
    years.dedup();
    let view = ListView {
        lead: list.front,
        heading: list.heading,
        intro: list.intro,
        cards: list
            .chosen
            .into_iter()
            .map(|entry| entries::card(app, library, entry, lang))
            .collect(),
        latest: list.latest,
        years: years
            .iter()
            .map(|year| Year {
                path: format!("/{lang}/archive/{year}"),
                year: year.to_string(),
            })
            .collect(),
    };
    Ok(page::html(app, "index", frame, &view)?.public().compressed())
}

fn find(app: &App, lang: Lang) -> Result<Lang, Failure> {
    app.locales.find(lang.as_str()).ok_or(Failure::NotFound)
}

#[get("/")]
fn home(app: &State<App>, accepted: Accepted) -> Redirect {
    let languages: Vec<Lang> = app.locales.languages().collect();
    Redirect::to(format!(
        "/{}",
        locale::negotiate(accepted.0.as_deref(), &languages, app.locales.fallback())
    ))
}

#[get("/<lang>")]
fn index(app: &State<App>, shelf: &State<Shelf>, lang: Lang) -> Result<Page, Failure> {
    let (lang, library) = (find(app, lang)?, shelf.now());
    let publisher = app.config.site_name(lang.as_str()).to_owned();
    let intro = app.locales.text(lang, "index-intro");
    let frame = Frame::new(app, lang, &app.locales.text(lang, "letters"), "").described(&intro);
    let shown = List {
        heading: publisher,
        intro,
        chosen: library.newest_first().into_iter().map(Entry::Letter).collect(),
        latest: entries::latest(app, &library, lang),
        front: true,
    };
    list(app, &library, lang, &frame, shown)
}

#[get("/<lang>/topics/<topic>", rank = 2)]
fn topic(app: &State<App>, shelf: &State<Shelf>, lang: Lang, topic: &str) -> Result<Page, Failure> {
    let (lang, library) = (find(app, lang)?, shelf.now());
    let name = library.topic(topic, lang).ok_or(Failure::NotFound)?.to_owned();
    let frame = Frame::new(app, lang, &name, &format!("/topics/{topic}")).described(&name);
    let mut chosen = entries::newest_first(&library);
    chosen.retain(|entry| entry.letter().topics.iter().any(|key| key == topic));
    let shown = List {
        heading: name,
        intro: app.locales.text(lang, "topic-intro"),
        chosen,
        latest: Vec::new(),
        front: false,
    };
    list(app, &library, lang, &frame, shown)
}

#[get("/<lang>/archive/<year>", rank = 2)]
fn archive(app: &State<App>, shelf: &State<Shelf>, lang: Lang, year: &str) -> Result<Page, Failure> {
    let (lang, library) = (find(app, lang)?, shelf.now());
    let mut chosen = entries::newest_first(&library);
    chosen.retain(|entry| entry.published().year().to_string() == year);
    if chosen.is_empty() {
        return Err(Failure::NotFound);
    }
    let heading = app.locales.format(lang, "archive-of", &[("year", year.into())]);
    let frame = Frame::new(app, lang, &heading, &format!("/archive/{year}")).described(&heading);
    let shown = List {
        heading,
        intro: String::new(),
        chosen,
        latest: Vec::new(),
        front: false,
    };
    list(app, &library, lang, &frame, shown)
}

#[derive(Serialize)]
struct SiteView<'a> {
    heading: &'a str,
    summary: &'a str,
    html: &'a str,
}

#[get("/<lang>/<name>", rank = 5)]
fn site_page(app: &State<App>, shelf: &State<Shelf>, lang: Lang, name: &str) -> Result<Page, Failure> {
    let (lang, library) = (find(app, lang)?, shelf.now());
    let known = SITE_PAGES.contains(&name).then(|| library.page(name, lang)).flatten();
    let found = known.ok_or(Failure::NotFound)?;
    let frame = Frame::new(app, lang, &found.title, &format!("/{name}")).described(&found.summary);
    let view = SiteView {
        heading: &found.title,
        summary: &found.summary,
        html: &found.html,
    };
    Ok(page::html(app, "site_page", &frame, &view)?.public().compressed())
}

#[get("/letters/<slug>")]
fn in_your_language(
    app: &State<App>,
    shelf: &State<Shelf>,
    slug: &str,
    accepted: Accepted,
) -> Result<Redirect, Failure> {
    let library: Arc<Library> = shelf.now();
    let Some(letter) = Slug::parse(slug).ok().and_then(|slug| library.letter(&slug)) else {
        let languages: Vec<Lang> = app.locales.languages().collect();
        let lang = locale::negotiate(accepted.0.as_deref(), &languages, app.locales.fallback());
        return Err(near::failure(app, &library, lang, slug, ""));
    };
    let lang = language::for_text(app, &accepted, &letter.languages());
    Ok(Redirect::to(format!("/{lang}/letters/{}", letter.slug)))
}

#[get("/letters/<slug>/media/<hash>/<file>")]
fn media(shelf: &State<Shelf>, slug: &str, hash: &str, file: &str) -> Result<Page, Failure> {
    let library = shelf.now();
    let letter = Slug::parse(slug)
        .ok()
        .and_then(|slug| library.letter(&slug))
        .ok_or(Failure::NotFound)?;
    // Only what an edition names is served, whatever else lies in the folder.
    let named = letter
        .editions
        .values()
        .any(|edition| edition.image.as_ref().is_some_and(|image| image.file == file));
    let kind = file
        .rsplit_once('.')
        .and_then(|(_, extension)| ContentType::from_extension(extension));
    let bytes = named
        .then(|| std::fs::read(letter.folder.join(file)).ok())
        .flatten()
        .ok_or(Failure::NotFound)?;
    // Whoever asks by the name of an older or newer content gets what there is now, and does not keep it under that name.
    let is_named = hash == images::hash(Digest::of(&bytes));
    let page = Page::new(kind.unwrap_or(ContentType::Binary), bytes);
    Ok(if is_named { page.kept() } else { page.public() })
}

/// The routes, for `lib.rs`.
pub fn routes() -> Vec<Route> {
    routes![home, index, topic, archive, site_page, in_your_language, media]
}
