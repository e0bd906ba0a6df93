//! The first page: what is waiting for review on all letters that an account has access to, the longest wait first.

use std::cmp::Reverse;

use rocket::{Route, State, get, routes};
use serde::Serialize;

use super::paths;
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Party};
use crate::locale::Weekday;
use crate::review::store::decisions;
use crate::review::store::piles::{Pile, piles};
use crate::signatures::state::State as SignatureState;
use crate::signatures::store::search::Page as Paging;
use crate::signatures::{Tally, store};
use crate::staff::frame::{age, page};
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

/// The signatures or messages on a letter that are waiting for one kind of decision.
#[derive(Serialize)]
struct Waiting {
    what: String,
    /// How long the oldest one has been waiting; empty if that is not known.
    age: String,
    /// The page that shows them.
    path: String,
}

#[derive(Serialize)]
struct LetterShown {
    /// The sheet of its signers; for a partner, the names of its organizations.
    path: String,
    /// Its delivery; empty for a partner, and if it goes to no office.
    delivery: String,
    /// The letter in numbers; empty for a partner.
    numbers: String,
    title: String,
    lang: String,
    organizations: u64,
    people: u64,
    waiting: Vec<Waiting>,
}

/// A letter that waits for its day of publication.
#[derive(Serialize)]
struct DraftShown {
    path: String,
    title: String,
    lang: String,
    published: String,
}

#[derive(Serialize)]
struct View {
    letters: Vec<LetterShown>,
    drafts: Vec<DraftShown>,
    /// Whether anything is waiting.
    any: bool,
    /// Whether the account is a partner's, for whom nothing is ever waiting.
    partner: bool,
}

/// A letter's numbers from the database.
struct Numbers {
    slug: String,
    tally: Tally,
    piles: Vec<Pile>,
    unread: u64,
}

impl Numbers {
    fn read(db: &Read<'_>, slug: String) -> Result<Self, StoreError> {
        let mut piles = piles(db, &slug)?;
        piles.sort_by_key(|it| it.since);
        Ok(Self {
            tally: store::tally(db, &slug)?,
            // A page of zero rows returns the count of all that follow.
            unread: decisions::unread_comments(db, &slug, Paging::first(0))?.more,
            piles,
            slug,
        })
    }

    fn waiting_since(&self) -> i64 {
        self.piles.first().map_or(i64::MAX, |it| it.since)
    }
}

fn letters<'l>(library: &'l Library, staff: &Staff) -> Vec<&'l Letter> {
    let mut all = library.newest_first();
    all.extend(library.gone());
    all.retain(|letter| staff.letters().include(letter.slug.as_str()));
    all
}

#[get("/")]
async fn home(app: &State<App>, live_library: &State<LiveLibrary>, staff: Staff) -> Result<Page, Failure> {
    let library = live_library.now();
    let slugs: Vec<String> = letters(&library, &staff).iter().map(|it| it.slug.to_string()).collect();
    let read = move |db: &Read<'_>| slugs.into_iter().map(|slug| Numbers::read(db, slug)).collect();
    let numbers: Result<Vec<Numbers>, StoreError> = app.store.read(read).await;
    let mut numbers = numbers?;
    let may_view = staff.role().may_view();
    if may_view {
        // Those with the longest wait first; the others stay newest first.
        numbers.sort_by_key(|it| (it.waiting_since(), Reverse(it.unread > 0)));
    }
    let shown = numbers.iter().filter_map(|it| {
        let letter = letters(&library, &staff)
            .into_iter()
            .find(|letter| letter.slug.as_str() == it.slug)?;
        Some(letter_shown(app, &staff, letter, it))
    });
    let letters: Vec<LetterShown> = shown.collect();
    let view = View {
        any: letters.iter().any(|it| !it.waiting.is_empty()),
        letters,
        drafts: if may_view {
            drafts(app, &library, &staff)
        } else {
            Vec::new()
        },
        partner: !may_view,
    };
    let title = app.locales.text(staff.lang(), "staff-home");
    page(app, &staff, ("staff_home", super::BASE), &title, &view)
}

fn drafts(app: &App, library: &Library, staff: &Staff) -> Vec<DraftShown> {
    let lang = staff.lang();
    let shown = |letter: &Letter| {
        let edition = letter.edition(lang);
        let day = app.locales.date(lang, letter.published, Weekday::Omit);
        DraftShown {
            path: paths::settings(letter.slug.as_str()),
            title: edition.front.title.clone(),
            lang: edition.lang.to_string(),
            published: app.locales.format(lang, "staff-settings-draft", &[("day", day.into())]),
        }
    };
    let own = library
        .drafts()
        .filter(|letter| staff.letters().include(letter.slug.as_str()));
    own.map(shown).collect()
}

fn letter_shown(app: &App, staff: &Staff, letter: &Letter, numbers: &Numbers) -> LetterShown {
    let lang = staff.lang();
    let edition = letter.edition(lang);
    let now = app.clock.now();
    let words = |id: &str, count: u64| app.locales.format(lang, id, &[("count", count.into())]);
    let mut waiting: Vec<Waiting> = Vec::new();
    if staff.role().may_view() {
        waiting.extend(numbers.piles.iter().map(|it| Waiting {
            what: words(message(it), it.waiting.into()),
            age: age(app, lang, it.since, now),
            path: format!("{}?{}", paths::signers(&numbers.slug), filter_of(it)),
        }));
        if numbers.unread > 0 {
            waiting.push(Waiting {
                what: words("staff-waiting-messages", numbers.unread),
                age: String::new(),
                path: paths::messages(&numbers.slug),
            });
        }
    }
    let for_viewers = |path: String| if staff.role().may_view() { path } else { String::new() };
    LetterShown {
        path: if staff.role().may_view() {
            paths::signers(&numbers.slug)
        } else {
            paths::roster(&numbers.slug)
        },
        delivery: if letter.signing.is_some() {
            for_viewers(paths::delivery_of(letter))
        } else {
            String::new()
        },
        numbers: for_viewers(paths::numbers(&numbers.slug)),
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        organizations: numbers.tally.organizations,
        people: numbers.tally.everyone(),
        waiting,
    }
}

/// Returns the query of the sheet with a pile.
fn filter_of(pile: &Pile) -> String {
    let kind = match pile.kind {
        Party::Organization => "",
        Party::Person => "kind=person&",
    };
    format!("{kind}state={}", pile.state)
}

/// Returns the message about a pile.
fn message(pile: &Pile) -> &'static str {
    match (pile.kind, pile.state) {
        (Party::Organization, SignatureState::Disowned) => "staff-waiting-organizations-disowned",
        (Party::Organization, SignatureState::Duplicate) => "staff-waiting-organizations-twice",
        (Party::Organization, _) => "staff-waiting-organizations",
        (Party::Person, SignatureState::Disowned) => "staff-waiting-people-disowned",
        (Party::Person, _) => "staff-waiting-people",
    }
}

pub(super) fn routes() -> Vec<Route> {
    routes![home]
}
