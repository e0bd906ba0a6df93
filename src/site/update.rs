//! An update's own page: its text under the title of its letter.

use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Slug};
use crate::locale::{Lang, Weekday};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page, Text};

#[derive(Serialize)]
struct View<'a> {
    letter: Head<'a>,
    title: &'a str,
    text_lang: Lang,
    text_dir: String,
    html: &'a str,
    date: String,
    day: String,
    open: bool,
}

/// The letter's title and link.
#[derive(Serialize)]
struct Head<'a> {
    slug: &'a str,
    heading: &'a str,
    text_lang: Lang,
}

impl<'a> Head<'a> {
    fn new(letter: &'a Letter, lang: Lang) -> Self {
        let edition = letter.edition(lang);
        Self {
            slug: letter.slug.as_str(),
            heading: &edition.front.title,
            text_lang: edition.lang,
        }
    }
}

#[get("/<lang>/letters/<slug>/updates/<name>", rank = 2)]
fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    slug: &str,
    name: &str,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = Slug::parse(slug).ok().and_then(|slug| library.letter(&slug));
    let letter = letter.ok_or(Failure::NotFound)?;
    if app.locales.find(lang.as_str()).is_none() && !letter.editions.contains_key(&lang) {
        return Err(Failure::NotFound);
    }
    let update = letter.update(name).ok_or(Failure::NotFound)?;
    let edition = update.edition(lang);
    let rest = format!("/letters/{slug}/updates/{name}");
    let text = Text {
        languages: &update.editions.keys().copied().collect::<Vec<_>>(),
        read: lang,
        shown: edition.lang,
        rest: &rest,
    };
    let frame = Frame::new(app, lang, &edition.title, &rest)
        .about(letter.kind.as_str())
        .described(&edition.summary)
        .read_in(app, &text)
        .only_spoken();
    let view = View {
        letter: Head::new(letter, lang),
        title: &edition.title,
        text_lang: edition.lang,
        text_dir: app.locales.direction(edition.lang),
        html: &edition.html,
        date: app.locales.date(lang, update.published, Weekday::Omit),
        day: update.published.to_string(),
        open: letter.is_open(app.clock.now()),
    };
    Ok(page::html(app, "update", &frame, &view)?.public().compressed())
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![show]
}
