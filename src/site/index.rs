//! Pages of the site, and the redirects by language. Images are in [`super::media`].
//!
//! The lists of letters and a letter's own page are in `signatories/`, because they show how many signed, and rooms depend one way only.

use std::sync::Arc;

use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::Slug;
use crate::letters::library::{Library, SITE_PAGES};
use crate::letters::live_library::LiveLibrary;
use crate::locale::{self, Lang};
use crate::site::suggestions;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::language::{self, Accepted, InLanguage};
use crate::web::page::{self, Frame, Page};

/// Returns a language of the interface, or 404.
pub(crate) fn find(app: &App, lang: Lang) -> Result<Lang, Failure> {
    app.locales.find(lang.as_str()).ok_or(Failure::NotFound)
}

#[get("/")]
fn home(app: &State<App>, accepted: Accepted) -> InLanguage {
    let languages: Vec<Lang> = app.locales.languages().collect();
    InLanguage(format!(
        "/{}",
        locale::negotiate(accepted.0.as_deref(), &languages, app.locales.fallback())
    ))
}

#[derive(Serialize)]
struct SiteView<'a> {
    heading: &'a str,
    summary: &'a str,
    html: &'a str,
}

#[get("/<lang>/<name>", rank = 5)]
fn site_page(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, name: &str) -> Result<Page, Failure> {
    let (lang, library) = (find(app, lang)?, live_library.now());
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
    live_library: &State<LiveLibrary>,
    slug: &str,
    accepted: Accepted,
) -> Result<InLanguage, Failure> {
    let library: Arc<Library> = live_library.now();
    let Some(letter) = Slug::parse(slug).ok().and_then(|slug| library.letter(&slug)) else {
        let languages: Vec<Lang> = app.locales.languages().collect();
        let lang = locale::negotiate(accepted.0.as_deref(), &languages, app.locales.fallback());
        return Err(suggestions::failure(app, &library, lang, slug, ""));
    };
    let lang = language::for_text(app, &accepted, &letter.languages());
    Ok(InLanguage(format!("/{lang}/letters/{}", letter.slug)))
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![home, site_page, in_your_language]
}
