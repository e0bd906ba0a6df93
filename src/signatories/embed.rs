//! Content for other people's pages: a frame with the letter's title, tally and button; and a badge.

use rocket::http::{ContentType, Header};
use rocket::{Responder, Route, State, get, routes};
use serde::Serialize;

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Kind, Letter, Party};
use crate::locale::Lang;
use crate::signatures::{ShownTally, Tally, store};
use crate::site::letter_page::find;
use crate::site::{letter_view, signing_window};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::headers::FRAMED;
use crate::web::page::{self, Frame, Page};

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
    tally: ShownTally,
    open: bool,
    /// Whether it is a letter, and no statement or op-ed.
    letter_kind: bool,
    /// The sentence that signing is not open yet, closed or paused.
    phase: String,
    soon: String,
    deadline: String,
    /// The URL of the live tally; empty if nobody can sign.
    live: String,
}

async fn tally(app: &App, letter: &Letter) -> Result<Tally, Failure> {
    let slug = letter.slug.to_string();
    Ok(app.store.read(move |db| store::tally(db, &slug)).await?)
}

#[get("/embed/<lang>/<slug>")]
async fn frame(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, slug: &str) -> Result<Framed, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let heading = letter.edition(lang).front.title.clone();
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{slug}")).about(letter.kind.as_str());
    let now = app.clock.now();
    let view = View {
        heading,
        path: format!("{}/{lang}/letters/{slug}?via=embed", app.config.site.base_url),
        tally: tally(app, letter).await?.into(),
        open: letter.is_open(now) && !app.maintenance.is_on(),
        letter_kind: letter.kind == Kind::Letter,
        phase: if letter.is_open(now) && app.maintenance.is_on() {
            app.locales.text(lang, "signing-pauses")
        } else {
            signing_window::phase(app, letter, lang, now)
        },
        soon: signing_window::soon(app, letter, lang, &Party::BOTH, now),
        deadline: signing_window::deadline(app, letter, lang, now),
        live: letter
            .signing
            .as_ref()
            .map_or(String::new(), |_| letter_view::path(letter, lang)),
    };
    let page = page::html(app, "embed", &frame, &view)?.public();
    Ok(Framed {
        page,
        policy: Header::new("Content-Security-Policy", FRAMED),
    })
}

#[derive(Serialize)]
struct Badge {
    tally: Tally,
    lang: Lang,
    width: usize,
    words: String,
}

/// Renders a badge: two lines of text in an image whose width follows from their length, without a font of ours.
#[get("/<lang>/letters/<slug>/badge.svg", rank = 2)]
async fn badge(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, slug: &str) -> Result<Page, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let tally = tally(app, letter).await?;
    let counted = |id: &str, count: u64| app.locales.format(lang, id, &[("count", count.into())]);
    let (organizations, people) = tally.told();
    let parts = [
        organizations.then(|| counted("tally-organizations", tally.organizations)),
        people.then(|| counted("tally-people", tally.everyone())),
    ];
    let words = if tally.total() == 0 {
        app.locales.text(lang, "nobody-so-far")
    } else {
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
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

pub(crate) fn routes() -> Vec<Route> {
    routes![frame, badge]
}
