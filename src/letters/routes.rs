//! The index, archives by topic and year, pages of the site, images, and the redirects by language.
//!
//! A letter's own page stands in `signatures/routes.rs`: it shows who signed, and features depend one way only.

use std::sync::Arc;

use rocket::http::ContentType;
use rocket::response::Redirect;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use super::library::{Library, SITE_PAGES};
use super::shelf::Shelf;
use super::{Letter, Slug, near, render};
use crate::locale::{self, Lang, Weekday};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::language::Accepted;
use crate::web::page::{self, Frame, Page};

/// A letter in a list.
#[derive(Serialize)]
pub struct Card {
    path: String,
    title: String,
    summary: String,
    excerpt: String,
    date: String,
    day: String,
    kind: String,
    byline: String,
    text_lang: Lang,
    topics: Vec<Topic>,
    signable: bool,
}

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

fn card(app: &App, library: &Library, letter: &Letter, lang: Lang) -> Card {
    let edition = letter.edition(lang);
    Card {
        path: format!("/{lang}/letters/{}", letter.slug),
        title: edition.front.title.clone(),
        summary: edition.front.summary.clone(),
        excerpt: render::excerpt(&edition.markdown, 320),
        date: app.locales.date(lang, letter.published, Weekday::Omit),
        day: letter.published.to_string(),
        kind: app.locales.text(lang, &format!("kind-{}", letter.kind.as_str())),
        byline: edition.front.byline.clone().unwrap_or_default(),
        text_lang: edition.lang,
        topics: topics(library, letter, lang),
        signable: letter.signing.is_some(),
    }
}

#[derive(Serialize)]
struct ListView {
    heading: String,
    intro: String,
    cards: Vec<Card>,
    years: Vec<Year>,
}

#[derive(Serialize)]
struct Year {
    path: String,
    year: String,
}

fn list(
    app: &App,
    library: &Library,
    lang: Lang,
    frame: &Frame,
    heading: String,
    intro: String,
    chosen: &[&Letter],
) -> Result<Page, Failure> {
    let mut years: Vec<i16> = library
        .newest_first()
        .iter()
        .map(|letter| letter.published.year())
        .collect();
    years.dedup();
    let view = ListView {
        heading,
        intro,
        cards: chosen.iter().map(|letter| card(app, library, letter, lang)).collect(),
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
    list(app, &library, lang, &frame, publisher, intro, &library.newest_first())
}

#[get("/<lang>/topics/<topic>", rank = 2)]
fn topic(app: &State<App>, shelf: &State<Shelf>, lang: Lang, topic: &str) -> Result<Page, Failure> {
    let (lang, library) = (find(app, lang)?, shelf.now());
    let name = library.topic(topic, lang).ok_or(Failure::NotFound)?.to_owned();
    let frame = Frame::new(app, lang, &name, &format!("/topics/{topic}")).described(&name);
    let chosen: Vec<&Letter> = library
        .newest_first()
        .into_iter()
        .filter(|letter| letter.topics.iter().any(|key| key == topic))
        .collect();
    list(
        app,
        &library,
        lang,
        &frame,
        name,
        app.locales.text(lang, "topic-intro"),
        &chosen,
    )
}

#[get("/<lang>/archive/<year>", rank = 2)]
fn archive(app: &State<App>, shelf: &State<Shelf>, lang: Lang, year: i16) -> Result<Page, Failure> {
    let (lang, library) = (find(app, lang)?, shelf.now());
    let chosen: Vec<&Letter> = library
        .newest_first()
        .into_iter()
        .filter(|letter| letter.published.year() == year)
        .collect();
    if chosen.is_empty() {
        return Err(Failure::NotFound);
    }
    let heading = app
        .locales
        .format(lang, "archive-of", &[("year", year.to_string().into())]);
    let frame = Frame::new(app, lang, &heading, &format!("/archive/{year}")).described(&heading);
    list(app, &library, lang, &frame, heading, String::new(), &chosen)
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
    let spoken: Vec<Lang> = letter
        .languages()
        .into_iter()
        .filter(|lang| app.locales.find(lang.as_str()).is_some())
        .collect();
    let lang = locale::negotiate(accepted.0.as_deref(), &spoken, app.locales.fallback());
    Ok(Redirect::to(format!("/{lang}/letters/{}", letter.slug)))
}

#[get("/letters/<slug>/media/<file>")]
fn media(shelf: &State<Shelf>, slug: &str, file: &str) -> Result<Page, Failure> {
    let library = shelf.now();
    let letter = Slug::parse(slug)
        .ok()
        .and_then(|slug| library.letter(&slug))
        .ok_or(Failure::NotFound)?;
    // Only what an edition names is served, whatever else lies in the folder.
    let named = letter
        .editions
        .values()
        .any(|edition| edition.front.image.as_deref() == Some(file));
    let kind = file
        .rsplit_once('.')
        .and_then(|(_, extension)| ContentType::from_extension(extension));
    let bytes = named
        .then(|| std::fs::read(letter.folder.join(file)).ok())
        .flatten()
        .ok_or(Failure::NotFound)?;
    Ok(Page::new(kind.unwrap_or(ContentType::Binary), bytes).public())
}

/// The routes, for `lib.rs`.
pub fn routes() -> Vec<Route> {
    routes![home, index, topic, archive, site_page, in_your_language, media]
}
