//! What stands on other people's pages: a frame with the letter's title, tally and button; a badge; oEmbed, which leads to the frame.

use rocket::http::{ContentType, Header};
use rocket::{Responder, Route, State, get, routes};
use serde::Serialize;

use super::{find, window};
use crate::letters::shelf::Shelf;
use crate::letters::{Letter, Party};
use crate::locale::Lang;
use crate::signatures::{Tally, store};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::headers::FRAMED;
use crate::web::page::{self, Frame, Page};

/// The size of the frame, in CSS pixels.
const WIDTH: u32 = 420;
const HEIGHT: u32 = 230;

/// A page that others may frame; no other may be.
#[derive(Responder)]
struct Framed {
    page: Page,
    policy: Header<'static>,
}

#[derive(Serialize)]
struct View {
    heading: String,
    path: String,
    tally: Tally,
    open: bool,
    /// That it is not open yet, or closed, or pauses.
    phase: String,
    soon: String,
    deadline: String,
}

async fn tally(app: &App, letter: &Letter) -> Result<Tally, Failure> {
    let slug = letter.slug.to_string();
    Ok(app.store.read(move |db| store::tally(db, &slug)).await?)
}

#[get("/embed/<lang>/<slug>")]
async fn frame(app: &State<App>, shelf: &State<Shelf>, lang: Lang, slug: &str) -> Result<Framed, Failure> {
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let heading = letter.edition(lang).front.title.clone();
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{slug}"));
    let now = app.clock.now();
    let view = View {
        heading,
        path: format!("{}/{lang}/letters/{slug}?via=embed", app.config.site.base_url),
        tally: tally(app, letter).await?,
        open: letter.is_open(now) && !app.maintenance.is_on(),
        phase: if letter.is_open(now) && app.maintenance.is_on() {
            app.locales.text(lang, "signing-pauses")
        } else {
            window::phase(app, letter, lang, now)
        },
        soon: window::soon(app, letter, lang, &Party::BOTH, now),
        deadline: window::deadline(app, letter, lang, now),
    };
    let page = page::html(app, "embed", &frame, &view)?.public();
    Ok(Framed {
        page,
        policy: Header::new("Content-Security-Policy", FRAMED),
    })
}

/// What is pasted into another page to show the frame.
pub(super) fn snippet(app: &App, letter: &Letter, lang: Lang) -> String {
    let title = attribute(&letter.edition(lang).front.title);
    format!(
        "<iframe src=\"{}/embed/{lang}/{}\" title=\"{title}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" style=\"border:0;max-width:100%\" loading=\"lazy\"></iframe>",
        app.config.site.base_url, letter.slug
    )
}

/// For an attribute in double quotes.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[derive(Serialize)]
struct Badge {
    tally: Tally,
    lang: Lang,
    width: usize,
    words: String,
}

/// Two lines of text in a picture whose width follows from their length; it needs no font of ours.
#[get("/<lang>/letters/<slug>/badge.svg", rank = 2)]
async fn badge(app: &State<App>, shelf: &State<Shelf>, lang: Lang, slug: &str) -> Result<Page, Failure> {
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let tally = tally(app, letter).await?;
    let counted = |id: &str, count: u64| app.locales.format(lang, id, &[("count", count.into())]);
    let words = format!(
        "{} · {}",
        counted("tally-organizations", tally.organizations),
        counted("tally-people", tally.people + tally.unlisted)
    );
    let width = 20 + 8 * words.chars().count();
    let svg = app.templates.html(
        "badge.svg",
        &Badge {
            tally,
            lang,
            width,
            words,
        },
    )?;
    Ok(Page::new(ContentType::SVG, svg).public())
}

/// oEmbed 1.0, type "rich".
#[derive(Serialize)]
struct Rich {
    version: &'static str,
    r#type: &'static str,
    title: String,
    provider_name: String,
    provider_url: String,
    width: u32,
    height: u32,
    html: String,
}

/// For an address of a letter on this site; anything else is 404.
#[get("/oembed?<url>")]
fn oembed(app: &State<App>, shelf: &State<Shelf>, url: &str) -> Result<Page, Failure> {
    let path = url.strip_prefix(&app.config.site.base_url).ok_or(Failure::NotFound)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let [lang, "letters", slug] = path.trim_matches('/').split('/').collect::<Vec<_>>()[..] else {
        return Err(Failure::NotFound);
    };
    let library = shelf.now();
    let (lang, letter) = find(app, &library, Lang::parse(lang).ok_or(Failure::NotFound)?, slug)?;
    let rich = Rich {
        version: "1.0",
        r#type: "rich",
        title: letter.edition(lang).front.title.clone(),
        provider_name: app.config.site_name(lang.as_str()).to_owned(),
        provider_url: app.config.site.base_url.clone(),
        width: WIDTH,
        height: HEIGHT,
        html: snippet(app, letter, lang),
    };
    let json = serde_json::to_vec(&rich).map_err(|_| Failure::NotFound)?;
    Ok(Page::new(ContentType::JSON, json).public())
}

pub(super) fn routes() -> Vec<Route> {
    routes![frame, badge, oembed]
}
