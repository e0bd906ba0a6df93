//! A letter's page: the text as a letter, the panel to sign, the tally, who signed. Kept as bytes until something changes.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use super::find;
use super::recording::SOURCES;
use crate::letters::library::Library;
use crate::letters::routes::{Topic, topics};
use crate::letters::shelf::Shelf;
use crate::letters::{Edition, Letter, Party, Phase};
use crate::locale::{Lang, Weekday};
use crate::signatures::store::{self, Cursor};
use crate::signatures::{Listed, Tally};
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

/// How many organizations and people stand under a letter; the rest stand on pages of their own.
const ORGANIZATIONS: usize = 60;
const PEOPLE: usize = 40;

/// A cached page lives at most this long, so that what another process wrote shows too.
const SECONDS_KEPT: i64 = 5;

/// Rendered letters, for as long as they are true; Rocket manages one.
#[derive(Default)]
pub struct Pages(RwLock<HashMap<(Lang, String, &'static str), Kept>>);

struct Kept {
    generation: u64,
    library: Arc<Library>,
    until: Timestamp,
    page: Page,
}

/// A letter as its page and the forms show it.
#[derive(Serialize)]
pub(super) struct LetterView {
    slug: String,
    pub(super) heading: String,
    summary: String,
    text_lang: Lang,
    html: String,
    notes: String,
    date: String,
    day: String,
    kind: String,
    addressees: Vec<String>,
    asks: Vec<String>,
    bills: Vec<String>,
    byline: String,
    author_note: String,
    translator: String,
    image: String,
    image_alt: String,
    image_credit: String,
    topics: Vec<Topic>,
    edition: String,
    signable: bool,
    people_open: bool,
    organizations_open: bool,
    phase: String,
    deadline: String,
    goal: Option<u64>,
}

impl LetterView {
    pub(super) fn new(app: &App, library: &Library, letter: &Letter, lang: Lang, now: Timestamp) -> Self {
        let edition: &Edition = letter.edition(lang);
        let front = edition.front.clone();
        let (body, notes) = edition.html.split_at(
            edition
                .html
                .find("<section role=\"doc-endnotes\"")
                .unwrap_or(edition.html.len()),
        );
        let open = |party| letter.phase(party, now) == Phase::Open;
        Self {
            slug: letter.slug.to_string(),
            heading: front.title,
            summary: front.summary,
            text_lang: edition.lang,
            html: body.to_owned(),
            notes: notes.to_owned(),
            date: app.locales.date(lang, letter.published, Weekday::Omit),
            day: letter.published.to_string(),
            kind: app.locales.text(lang, &format!("kind-{}", letter.kind.as_str())),
            addressees: front.addressees,
            asks: front.asks,
            bills: letter.bills.clone(),
            byline: front.byline.unwrap_or_default(),
            author_note: front.author_note.unwrap_or_default(),
            translator: front.translator.unwrap_or_default(),
            image: front
                .image
                .map(|file| format!("/letters/{}/media/{file}", letter.slug))
                .unwrap_or_default(),
            image_alt: front.image_alt.unwrap_or_default(),
            image_credit: front.image_credit.unwrap_or_default(),
            topics: topics(library, letter, lang),
            edition: edition.digest.hex(),
            signable: letter.signing.is_some(),
            people_open: open(Party::Person),
            organizations_open: open(Party::Organization),
            phase: phase(app, letter, lang, now),
            deadline: deadline(app, letter, lang, now),
            goal: letter.signing.as_ref().and_then(|signing| signing.goal),
        }
    }
}

/// What stands instead of the form while nobody may sign; empty while someone may.
fn phase(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let phases = [Party::Person, Party::Organization].map(|party| letter.phase(party, now));
    if phases.contains(&Phase::Open) || letter.signing.is_none() {
        return String::new();
    }
    app.locales.text(
        lang,
        if phases.contains(&Phase::NotYetOpen) {
            "signing-not-yet-open"
        } else {
            "signing-closed"
        },
    )
}

/// `Closes Friday, January 29, 2027, 17:00 (EST)`: the next end of an open window.
fn deadline(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let Some(signing) = &letter.signing else {
        return String::new();
    };
    let windows = [&signing.people, &signing.organizations].into_iter().flatten();
    let Some(closes) = windows
        .filter(|window| window.phase(now) == Phase::Open)
        .filter_map(|window| window.closes)
        .min()
    else {
        return String::new();
    };
    let local = closes.to_zoned_datetime(signing.time_zone.clone());
    let date = app.locales.date(lang, local.date(), Weekday::Show);
    let time = local.strftime("%H:%M (%Z)").to_string();
    app.locales
        .format(lang, "closes-at", &[("date", date.into()), ("time", time.into())])
}

#[derive(Serialize)]
struct View {
    letter: LetterView,
    organizations: Vec<Listed>,
    more_organizations: bool,
    people: Vec<Listed>,
    more_people: bool,
    tally: Tally,
    counted: u64,
    via: &'static str,
}

#[get("/<lang>/letters/<slug>?<via>", rank = 2)]
async fn show(
    app: &State<App>,
    shelf: &State<Shelf>,
    pages: &State<Pages>,
    lang: Lang,
    slug: &str,
    via: Option<&str>,
) -> Result<Page, Failure> {
    // Only tags of ours: each is a page of its own in the cache.
    let via = SOURCES
        .iter()
        .find(|source| Some(**source) == via)
        .copied()
        .unwrap_or_default();
    let (library, generation, now) = (shelf.now(), app.generation.load(Ordering::Acquire), app.clock.now());
    if let Some(page) = pages.find((lang, slug, via), generation, &library, now) {
        return Ok(page);
    }
    let (lang, letter) = find(app, &library, lang, slug)?;
    let page = render(app, &library, letter, (lang, via), now).await?;
    pages.keep(
        (lang, slug, via),
        Kept {
            generation,
            library: Arc::clone(&library),
            until: lasts(letter, now),
            page: page.clone(),
        },
    );
    Ok(page)
}

/// Until when a page made now is true: no longer than until a window opens or closes.
fn lasts(letter: &Letter, now: Timestamp) -> Timestamp {
    let soon = now
        .saturating_add(jiff::SignedDuration::from_secs(SECONDS_KEPT))
        .unwrap_or(now);
    let windows = letter
        .signing
        .iter()
        .flat_map(|signing| [&signing.people, &signing.organizations])
        .flatten();
    let edges = windows
        .flat_map(|window| [window.opens, window.closes])
        .flatten()
        .filter(|edge| *edge > now);
    edges.chain([soon]).min().unwrap_or(soon)
}

async fn render(
    app: &App,
    library: &Library,
    letter: &Letter,
    to: (Lang, &'static str),
    now: Timestamp,
) -> Result<Page, Failure> {
    let (lang, via) = to;
    let slug = letter.slug.to_string();
    let (tally, organizations, people) = app
        .store
        .read(move |db| {
            let organizations = store::page(db, &slug, "organization", Cursor::START, ORGANIZATIONS)?;
            let people = store::page(db, &slug, "person", Cursor::START, PEOPLE)?;
            Ok::<_, StoreError>((store::tally(db, &slug)?, organizations, people))
        })
        .await?;
    let view = View {
        more_organizations: organizations.1.is_some(),
        organizations: organizations.0,
        more_people: people.1.is_some(),
        people: people.0,
        via,
        tally,
        counted: tally.organizations + tally.people + tally.unlisted,
        letter: LetterView::new(app, library, letter, lang, now),
    };
    let front = &letter.edition(lang).front;
    let frame = Frame::new(app, lang, &front.title, &format!("/letters/{}", letter.slug)).described(&front.summary);
    Ok(page::html(app, "letter", &frame, &view)?.public().compressed())
}

impl Pages {
    fn find(
        &self,
        key: (Lang, &str, &'static str),
        generation: u64,
        library: &Arc<Library>,
        now: Timestamp,
    ) -> Option<Page> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(&(key.0, key.1.to_owned(), key.2))?;
        let fresh = found.generation == generation && Arc::ptr_eq(&found.library, library) && now < found.until;
        fresh.then(|| found.page.clone())
    }

    /// Only letters that exist get here, so the map stays small.
    fn keep(&self, key: (Lang, &str, &'static str), kept: Kept) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert((key.0, key.1.to_owned(), key.2), kept);
    }
}

pub(super) fn routes() -> Vec<Route> {
    routes![show]
}
