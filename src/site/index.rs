//! Pages of the site, and the redirects by language. Images are in [`super::media`].
//!
//! The lists of letters and a letter's own page are in `signatories/`, because they show how many signed, and rooms depend one way only.

use std::sync::Arc;

use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::library::{Library, SITE_PAGES};
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Member, Slug};
use crate::locale::{self, Lang};
use crate::site::{media, suggestions};
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
    members: Vec<MemberView<'a>>,
    /// On the page about privacy: the letters whose signers' details are erased, and when.
    erased: Vec<String>,
}

/// The page that says what is stored.
const PRIVACY: &str = "privacy";

/// Returns a line for each letter whose signers' details are erased some time after its delivery.
fn erased(app: &App, library: &Library, lang: Lang) -> Vec<String> {
    let letters = library.newest_first().into_iter();
    let lines = letters.filter_map(|letter| {
        let title = letter.edition(lang).front.title.clone();
        let values = [
            ("title", title.into()),
            ("days", u64::from(letter.erase_after_days?).into()),
        ];
        Some(app.locales.format(lang, "privacy-erased-after", &values))
    });
    lines.collect()
}

/// A member of the coalition, in a grid.
#[derive(Serialize)]
struct MemberView<'a> {
    name: &'a str,
    url: &'a str,
    /// The path of the logo; empty if there is none.
    path: String,
    width: u32,
    height: u32,
}

/// The maximum width and height of a member's logo, in CSS pixels.
const LOGO: (u32, u32) = (144, 64);

impl<'a> MemberView<'a> {
    fn new(page: &str, member: &'a Member) -> Self {
        let logo = member.logo.as_ref();
        let (width, height) = logo.map_or((0, 0), |logo| logo.image.size_within(LOGO.0, LOGO.1));
        Self {
            name: &member.name,
            url: member.website.as_deref().unwrap_or_default(),
            path: logo.map_or_else(String::new, |logo| media::path(page, logo)),
            width,
            height,
        }
    }
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
        members: found.members.list.iter().map(|it| MemberView::new(name, it)).collect(),
        erased: if name == PRIVACY {
            erased(app, &library, lang)
        } else {
            Vec::new()
        },
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
