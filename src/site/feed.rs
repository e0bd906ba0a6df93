//! Output for machines: Atom feeds (RFC 4287) per language, `sitemap.xml` and `robots.txt`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rocket::http::ContentType;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::Letter;
use crate::letters::library::{Library, SITE_PAGES};
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::site::entries::{self, Entry};
use crate::web::App;
use crate::web::assets;
use crate::web::error::Failure;
use crate::web::page::Page;

#[derive(Serialize)]
struct Feed {
    lang: Lang,
    base: String,
    publisher: String,
    icon: String,
    /// The path of the logo; empty if there is none.
    logo: String,
    updated: String,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    title: String,
    summary: String,
    html: String,
    path: String,
    day: String,
    term: &'static str,
    label: String,
}

fn item(app: &App, entry: Entry<'_>, lang: Lang) -> Item {
    let day = entry.published().to_string();
    match entry {
        Entry::Letter(letter) => Item {
            title: letter.edition(lang).front.title.clone(),
            summary: letter.edition(lang).front.summary.clone(),
            html: letter.edition(lang).html.clone(),
            path: format!("/{lang}/letters/{}", letter.slug),
            day,
            term: letter.kind.as_str(),
            label: app.locales.text(lang, &format!("kind-{}", letter.kind.as_str())),
        },
        Entry::Update(letter, update) => Item {
            title: update.edition(lang).title.clone(),
            summary: update.edition(lang).summary.clone(),
            html: update.edition(lang).html.clone(),
            path: update.path(&letter.slug, lang),
            day,
            term: "update",
            label: app.locales.text(lang, "kind-update"),
        },
    }
}

/// Returns the day in UTC, as all days of the feed are: an empty feed needs one too.
fn today(app: &App) -> Date {
    app.clock.now().to_zoned_datetime(TimeZone::UTC).date()
}

#[get("/<lang>/feed.atom", rank = 2)]
fn feed(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let library = live_library.now();
    let newest = entries::newest_first(&library);
    let view = Feed {
        lang,
        base: app.config.site.base_url.clone(),
        publisher: app.config.site_name(lang.as_str()).to_owned(),
        icon: assets::icon_url(&app.config.site.brand),
        logo: assets::logo_url(&app.config.site.brand),
        updated: newest
            .first()
            .map_or_else(|| today(app), |entry| entry.published())
            .to_string(),
        items: newest.iter().take(50).map(|entry| item(app, *entry, lang)).collect(),
    };
    let kind = ContentType::new("application", "atom+xml").with_params(("charset", "utf-8"));
    Ok(Page::new(kind, app.templates.html("feeds/atom.xml", &view)?).public())
}

#[derive(Serialize)]
struct Sitemap {
    urls: Vec<String>,
}

/// Iterates over the paths of archives that are not empty, by topic and by year.
fn archives(library: &Library) -> impl Iterator<Item = String> {
    let entries = entries::newest_first(library);
    let years: BTreeSet<_> = entries.iter().map(|entry| entry.published().year()).collect();
    let topics: BTreeSet<String> = entries
        .iter()
        .flat_map(|entry| entry.letter().topics.iter().cloned())
        .collect();
    let topics = topics.into_iter().map(|topic| format!("/topics/{topic}"));
    topics.chain(years.into_iter().map(|year| format!("/archive/{year}")))
}

#[get("/sitemap.xml")]
fn sitemap(app: &State<App>, live_library: &State<LiveLibrary>) -> Result<Page, Failure> {
    let (library, base) = (live_library.now(), &app.config.site.base_url);
    let mut urls = Vec::new();
    let of_letters = library.newest_first().into_iter().flat_map(Letter::languages);
    let languages: BTreeSet<Lang> = app.locales.languages().chain(of_letters).collect();
    for lang in languages {
        if app.locales.find(lang.as_str()).is_some() {
            urls.push(format!("{base}/{lang}"));
            urls.extend(SITE_PAGES.iter().map(|name| format!("{base}/{lang}/{name}")));
            urls.extend(archives(&library).map(|path| format!("{base}/{lang}{path}")));
        }
        let paths = entries::newest_first(&library)
            .into_iter()
            .filter_map(|entry| match entry {
                Entry::Letter(letter) => letter
                    .editions
                    .contains_key(&lang)
                    .then(|| format!("/{lang}/letters/{}", letter.slug)),
                Entry::Update(letter, update) => update
                    .editions
                    .contains_key(&lang)
                    .then(|| update.path(&letter.slug, lang)),
            });
        urls.extend(paths.map(|path| format!("{base}{path}")));
    }
    let xml = app.templates.html("feeds/sitemap.xml", &Sitemap { urls })?;
    Ok(Page::new(ContentType::XML, xml).public())
}

/// Paths of mailed links, which crawlers must not visit.
const PRIVATE: [&str; 5] = ["confirm", "my-signature", "approve", "not-us", "unsubscribe"];

#[get("/robots.txt")]
fn robots(app: &State<App>) -> Page {
    let base = &app.config.site.base_url;
    let text = format!(
        "User-agent: *\n{}Disallow: /mailbox\n\nSitemap: {base}/sitemap.xml\n",
        PRIVATE.map(|path| format!("Disallow: /*/{path}/\n")).concat()
    );
    Page::new(ContentType::Plain, text).public()
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![feed, sitemap, robots]
}
