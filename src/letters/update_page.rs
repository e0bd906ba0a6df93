//! An update's own page: its text under the name of its letter.

use rocket::{Route, State, get, routes};
use serde::Serialize;

use super::shelf::Shelf;
use super::{Letter, Slug};
use crate::locale::{Lang, Weekday};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View<'a> {
    letter: Head<'a>,
    title: &'a str,
    text_lang: Lang,
    html: &'a str,
    date: String,
    day: String,
    open: bool,
}

/// The letter by its name.
#[derive(Serialize)]
struct Head<'a> {
    slug: &'a str,
    heading: &'a str,
}

impl<'a> Head<'a> {
    fn new(letter: &'a Letter, lang: Lang) -> Self {
        Self {
            slug: letter.slug.as_str(),
            heading: &letter.edition(lang).front.title,
        }
    }
}

#[get("/<lang>/letters/<slug>/updates/<name>", rank = 2)]
fn show(app: &State<App>, shelf: &State<Shelf>, lang: Lang, slug: &str, name: &str) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let library = shelf.now();
    let letter = Slug::parse(slug).ok().and_then(|slug| library.letter(&slug));
    let letter = letter.ok_or(Failure::NotFound)?;
    let update = letter.update(name).ok_or(Failure::NotFound)?;
    let edition = update.edition(lang);
    let rest = format!("/letters/{slug}/updates/{name}");
    let frame = Frame::new(app, lang, &edition.title, &rest).described(&edition.summary);
    let view = View {
        letter: Head::new(letter, lang),
        title: &edition.title,
        text_lang: edition.lang,
        html: &edition.html,
        date: app.locales.date(lang, update.published, Weekday::Omit),
        day: update.published.to_string(),
        open: letter.is_open(app.clock.now()),
    };
    Ok(page::html(app, "update", &frame, &view)?.public().compressed())
}

/// The routes, for `lib.rs`.
pub fn routes() -> Vec<Route> {
    routes![show]
}
