//! Paginated lists of what was published: the index, a topic's, a year's. A letter that can be, or could be, signed is shown with its count. The lists
//! are cached as bytes for a few seconds, so that readers do not cost more with each letter that was ever published.

use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::signatories::list_cache::{Key, ListKind, Lists};
use crate::signatures::{ShownTally, Tally, store};
use crate::site::entries::{self, Card, Entry, Line};
use crate::site::index::find;
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

/// How many letters and updates are on one page.
const A_PAGE: usize = 20;

#[derive(Serialize)]
struct View {
    heading: String,
    intro: String,
    /// How many letters and signatures there are in all; empty on other pages than the front page.
    totals: String,
    /// Whether the first card is the front page's lead.
    lead: bool,
    cards: Vec<Counted>,
    latest: Vec<Line>,
    years: Vec<Year>,
    /// The paths of the neighboring pages; empty if there is none.
    newer: String,
    older: String,
}

/// A card with the count of its letter, if that can be or could be signed.
#[derive(Serialize)]
struct Counted {
    #[serde(flatten)]
    card: Card,
    tally: Option<ShownTally>,
    /// The number of signatures.
    total: u64,
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
                    heading: app.locales.text(lang, "index-heading"),
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

async fn show(
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
    let rendered = render(app, &library, &key).await?;
    lists.keep(key, library, now, &rendered);
    Ok(rendered)
}

async fn render(app: &App, library: &Library, (which, page, lang, _): &Key) -> Result<Page, Failure> {
    let (page, lang) = (*page, *lang);
    let list = which.list(app, library, lang).ok_or(Failure::NotFound)?;
    let pages = list.entries.len().div_ceil(A_PAGE).max(1);
    if !(1..=pages).contains(&page) {
        return Err(Failure::NotFound);
    }
    let shown = list.entries.iter().skip((page - 1) * A_PAGE).take(A_PAGE);
    let shown: Vec<Card> = shown.map(|entry| entries::card(app, library, *entry, lang)).collect();
    let first_of_all = page == 1 && *which == ListKind::Index;
    let neighbor = |page: usize| format!("/{lang}{}", rest(which, page));
    let signable = |entry: &&Entry<'_>| entry.letter().signing.is_some();
    let letters = first_of_all.then(|| list.entries.iter().filter(signable).count());
    let (cards, totals) = counted(app, lang, shown, letters).await?;
    let view = View {
        totals,
        lead: first_of_all,
        heading: list.heading,
        intro: list.intro,
        cards,
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

/// Adds the counts of the letters that can be or could be signed; with a number of letters, also the sentence about all signatures.
async fn counted(
    app: &App,
    lang: Lang,
    cards: Vec<Card>,
    letters: Option<usize>,
) -> Result<(Vec<Counted>, String), StoreError> {
    let read = app.store.read(move |db| {
        let counted = cards.into_iter().map(|card| {
            let tally = card.signable.then(|| store::tally(db, &card.slug)).transpose()?;
            Ok(Counted {
                total: tally.map_or(0, Tally::total),
                tally: tally.map(Into::into),
                card,
            })
        });
        let counted: Result<Vec<Counted>, StoreError> = counted.collect();
        Ok::<_, StoreError>((counted?, letters.map(|_| store::all_signatures(db)).transpose()?))
    });
    let (counted, signatures) = read.await?;
    let totals = match (letters, signatures.filter(|signatures| *signatures > 0)) {
        (Some(letters), Some(signatures)) => {
            let count = |id: &str, count: u64| app.locales.format(lang, id, &[("count", count.into())]);
            let letters = count("index-letters", letters as u64);
            format!("{letters} · {}", count("tally-total", signatures))
        }
        _ => String::new(),
    };
    Ok((counted, totals))
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
async fn index(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lists: &State<Lists>,
    lang: Lang,
    page: Option<usize>,
) -> Result<Page, Failure> {
    show(app, live_library, lists, lang, (ListKind::Index, page)).await
}

#[get("/<lang>/topics/<topic>?<page>", rank = 2)]
async fn topic(
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
    .await
}

#[get("/<lang>/archive/<year>?<page>", rank = 2)]
async fn archive(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lists: &State<Lists>,
    lang: Lang,
    year: &str,
    page: Option<usize>,
) -> Result<Page, Failure> {
    show(app, live_library, lists, lang, (ListKind::Year(year.to_owned()), page)).await
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![index, topic, archive]
}
