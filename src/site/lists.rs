//! Paginated lists of what was published: the index, a topic's, a year's. They are cached as bytes for a few seconds, so that readers do
//! not cost more with each letter that was ever published.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::site::entries::{self, Card, Entry, Line};
use crate::site::index::find;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

/// How many letters and updates are on one page.
const A_PAGE: usize = 20;

/// The lifetime of a cached page: what is open to be signed closes.
const SECONDS_KEPT: i64 = 5;

/// How many pages are cached at most: beyond that, the cache is emptied.
const MOST_KEPT: usize = 500;

/// Which list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum ListKind {
    Index,
    Topic(String),
    Year(String),
}

impl ListKind {
    /// Returns the list's path after the language.
    fn path(&self) -> String {
        match self {
            Self::Index => String::new(),
            Self::Topic(topic) => format!("/topics/{topic}"),
            Self::Year(year) => format!("/archive/{year}"),
        }
    }
}

/// The cache key: which list, which page of it from 1, in which language; and whether signing is paused.
type Key = (ListKind, usize, Lang, bool);

/// A cache of rendered lists; managed by Rocket.
#[derive(Default)]
pub struct Lists(RwLock<HashMap<Key, Cached>>);

struct Cached {
    library: Arc<Library>,
    until: Timestamp,
    page: Page,
}

impl Lists {
    fn fresh(&self, key: &Key, library: &Arc<Library>, now: Timestamp) -> Option<Page> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get(key)?;
        (Arc::ptr_eq(&kept.library, library) && now < kept.until).then(|| kept.page.clone())
    }

    fn keep(&self, key: Key, library: Arc<Library>, now: Timestamp, page: &Page) {
        let until = now.saturating_add(jiff::SignedDuration::from_secs(SECONDS_KEPT));
        let page = page.clone();
        let until = until.unwrap_or(now);
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, Cached { library, until, page });
    }
}

#[derive(Serialize)]
struct View {
    heading: String,
    intro: String,
    /// Whether the first card is the front page's lead.
    lead: bool,
    cards: Vec<Card>,
    latest: Vec<Line>,
    years: Vec<Year>,
    /// The paths of the neighboring pages; empty if there is none.
    newer: String,
    older: String,
}

#[derive(Serialize)]
struct Year {
    path: String,
    year: String,
}

/// A list's title and entries, newest first.
struct List<'l> {
    title: String,
    heading: String,
    intro: String,
    description: String,
    entries: Vec<Entry<'l>>,
}

impl ListKind {
    /// Builds the list; `None` if there is no such list.
    fn list<'l>(&self, app: &App, library: &'l Library, lang: Lang) -> Option<List<'l>> {
        let mut entries = match self {
            Self::Index => library.newest_first().into_iter().map(Entry::Letter).collect(),
            Self::Topic(_) | Self::Year(_) => entries::newest_first(library),
        };
        match self {
            Self::Index => {
                let intro = app.locales.text(lang, "index-intro");
                Some(List {
                    title: app.locales.text(lang, "letters"),
                    heading: app.config.site_name(lang.as_str()).to_owned(),
                    description: intro.clone(),
                    intro,
                    entries,
                })
            }
            Self::Topic(topic) => {
                let name = library.topic(topic, lang)?.to_owned();
                entries.retain(|entry| entry.letter().topics.iter().any(|key| key == topic));
                Some(List {
                    title: name.clone(),
                    heading: name.clone(),
                    description: name,
                    intro: app.locales.text(lang, "topic-intro"),
                    entries,
                })
            }
            Self::Year(year) => {
                entries.retain(|entry| entry.published().year().to_string() == *year);
                let heading = app
                    .locales
                    .format(lang, "archive-of", &[("year", year.as_str().into())]);
                (!entries.is_empty()).then(|| List {
                    title: heading.clone(),
                    heading: heading.clone(),
                    description: heading,
                    intro: String::new(),
                    entries,
                })
            }
        }
    }
}

/// Returns the path of a page of a list after the language.
fn rest(which: &ListKind, page: usize) -> String {
    match page {
        1 => which.path(),
        _ => format!("{}?page={page}", which.path()),
    }
}

fn show(
    app: &App,
    live_library: &LiveLibrary,
    lists: &Lists,
    lang: Lang,
    (which, page): (ListKind, Option<usize>),
) -> Result<Page, Failure> {
    let lang = find(app, lang)?;
    let (library, now) = (live_library.now(), app.clock.now());
    let key = (which, page.unwrap_or(1), lang, app.maintenance.is_on());
    if let Some(page) = lists.fresh(&key, &library, now) {
        return Ok(page);
    }
    let rendered = render(app, &library, &key)?;
    lists.keep(key, library, now, &rendered);
    Ok(rendered)
}

fn render(app: &App, library: &Library, (which, page, lang, _): &Key) -> Result<Page, Failure> {
    let (page, lang) = (*page, *lang);
    let list = which.list(app, library, lang).ok_or(Failure::NotFound)?;
    let pages = list.entries.len().div_ceil(A_PAGE).max(1);
    if !(1..=pages).contains(&page) {
        return Err(Failure::NotFound);
    }
    let shown = list.entries.iter().skip((page - 1) * A_PAGE).take(A_PAGE);
    let first_of_all = page == 1 && *which == ListKind::Index;
    let neighbor = |page: usize| format!("/{lang}{}", rest(which, page));
    let view = View {
        lead: first_of_all,
        heading: list.heading,
        intro: list.intro,
        cards: shown.map(|entry| entries::card(app, library, *entry, lang)).collect(),
        latest: if first_of_all {
            entries::latest(app, library, lang)
        } else {
            Vec::new()
        },
        years: years(library, lang),
        newer: if page > 1 { neighbor(page - 1) } else { String::new() },
        older: if page < pages {
            neighbor(page + 1)
        } else {
            String::new()
        },
    };
    let frame = Frame::new(app, lang, &list.title, &rest(which, page)).described(&list.description);
    Ok(page::html(app, "index", &frame, &view)?.public().compressed())
}

/// Returns the years in which something was published, newest first.
fn years(library: &Library, lang: Lang) -> Vec<Year> {
    let entries = entries::newest_first(library);
    let mut years: Vec<i16> = entries.iter().map(|entry| entry.published().year()).collect();
    years.dedup();
    let years = years.into_iter().map(|year| Year {
        path: format!("/{lang}/archive/{year}"),
        year: year.to_string(),
    });
    years.collect()
}

#[get("/<lang>?<page>")]
fn index(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lists: &State<Lists>,
    lang: Lang,
    page: Option<usize>,
) -> Result<Page, Failure> {
    show(app, live_library, lists, lang, (ListKind::Index, page))
}

#[get("/<lang>/topics/<topic>?<page>", rank = 2)]
fn topic(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lists: &State<Lists>,
    lang: Lang,
    topic: &str,
    page: Option<usize>,
) -> Result<Page, Failure> {
    show(
        app,
        live_library,
        lists,
        lang,
        (ListKind::Topic(topic.to_owned()), page),
    )
}

#[get("/<lang>/archive/<year>?<page>", rank = 2)]
fn archive(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lists: &State<Lists>,
    lang: Lang,
    year: &str,
    page: Option<usize>,
) -> Result<Page, Failure> {
    show(app, live_library, lists, lang, (ListKind::Year(year.to_owned()), page))
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![index, topic, archive]
}

#[cfg(test)]
mod tests {
    use rocket::http::ContentType;

    use super::*;

    #[test]
    fn the_cache_holds_several_pages_until_there_are_too_many() {
        let (lists, library) = (Lists::default(), Arc::new(Library::default()));
        let lang = Lang::parse("en").expect("a language");
        let key = |page: usize| (ListKind::Index, page, lang, false);
        let page = Page::new(ContentType::HTML, Vec::new());
        let now = Timestamp::UNIX_EPOCH;
        let kept = |page: usize, library: &Arc<Library>| lists.fresh(&key(page), library, now).is_some();
        for at in 0..MOST_KEPT {
            lists.keep(key(at), library.clone(), now, &page);
        }
        assert!((0..MOST_KEPT).all(|at| kept(at, &library)));
        assert!(!kept(0, &Arc::new(Library::default())), "of letters as they were");
        let later = now + jiff::SignedDuration::from_secs(SECONDS_KEPT);
        assert!(lists.fresh(&key(0), &library, later).is_none(), "for so long");
        lists.keep(key(MOST_KEPT), library.clone(), now, &page);
        assert!(
            kept(MOST_KEPT, &library) && !kept(0, &library),
            "all others are forgotten"
        );
    }
}
