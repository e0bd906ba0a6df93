//! For machines: Atom feeds (RFC 4287) per language, `sitemap.xml` and `robots.txt`.

use rocket::http::ContentType;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use super::library::SITE_PAGES;
use super::shelf::Shelf;
use crate::locale::Lang;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

#[derive(Serialize)]
struct Feed {
    lang: Lang,
    base: String,
    publisher: String,
    updated: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    title: String,
    summary: String,
    html: String,
    path: String,
    day: String,
}

#[get("/<lang>/feed.atom", rank = 2)]
fn feed(app: &State<App>, shelf: &State<Shelf>, lang: Lang) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let library = shelf.now();
    let letters = library.newest_first();
    let view = Feed {
        lang,
        base: app.config.site.base_url.clone(),
        publisher: app.config.site_name(lang.as_str()).to_owned(),
        updated: letters
            .first()
            .map(|letter| letter.published.to_string())
            .unwrap_or_default(),
        entries: letters
            .iter()
            .take(50)
            .map(|letter| Entry {
                title: letter.edition(lang).front.title.clone(),
                summary: letter.edition(lang).front.summary.clone(),
                html: letter.edition(lang).html.clone(),
                path: format!("/{lang}/letters/{}", letter.slug),
                day: letter.published.to_string(),
            })
            .collect(),
    };
    let kind = ContentType::new("application", "atom+xml").with_params(("charset", "utf-8"));
    Ok(Page::new(kind, app.templates.html("feeds/atom.xml", &view)?).public())
}

#[derive(Serialize)]
struct Sitemap {
    urls: Vec<String>,
}

#[get("/sitemap.xml")]
fn sitemap(app: &State<App>, shelf: &State<Shelf>) -> Result<Page, Failure> {
    let (library, base) = (shelf.now(), &app.config.site.base_url);
    let mut urls = Vec::new();
    for lang in app.locales.languages() {
        urls.push(format!("{base}/{lang}"));
        urls.extend(SITE_PAGES.iter().map(|name| format!("{base}/{lang}/{name}")));
        let letters = library
            .newest_first()
            .into_iter()
            .filter(|letter| letter.editions.contains_key(&lang));
        urls.extend(letters.map(|letter| format!("{base}/{lang}/letters/{}", letter.slug)));
    }
    let xml = app.templates.html("feeds/sitemap.xml", &Sitemap { urls })?;
    Ok(Page::new(ContentType::XML, xml).public())
}

#[get("/robots.txt")]
fn robots(app: &State<App>) -> Page {
    let base = &app.config.site.base_url;
    let text = format!("User-agent: *\nDisallow: /*/confirm/\nDisallow: /mailbox\n\nSitemap: {base}/sitemap.xml\n");
    Page::new(ContentType::Plain, text).public()
}

/// The routes, for `lib.rs`.
pub fn routes() -> Vec<Route> {
    routes![feed, sitemap, robots]
}
