//! The public lists of signers, a page at a time with keyset pagination: organizations from A to Z, people newest first, and both by
//! initial, by state and by name. The organizations are also a [`table`].
//!
//! Only names as they are listed are searched, and nothing of a search is logged.

use rocket::{Route, State, get, routes};
use serde::Serialize;

use self::asked::{Asked, Filter};
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Party};
use crate::locale::Lang;
use crate::locale::initials::Initial;
use crate::signatories::letter_file;
use crate::signatures::locality::states_by_name;
use crate::signatures::store::{self, Cursor, NameCursor};
use crate::signatures::{Listed, ListedLine, ShownTally, Tally};
use crate::site::letter_page::{find_or_near, frame};
use crate::site::letter_view::LetterView;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Page};

mod asked;
mod table;

const A_PAGE: usize = 200;

/// The purposes that cursors in a URL are sealed for: they contain a signature's time, key and row, which are no reader's business.
const PLACE: &str = "place in a list of signers";
const PLACE_BY_NAME: &str = "place in a list of names";

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the template asks for each by its name")]
struct View {
    letter: LetterView,
    organizations: bool,
    /// The path of the list without a filter.
    list: String,
    /// Whether there is anyone to look for.
    findable: bool,
    initials: Vec<Choice>,
    states: Vec<Choice>,
    /// The words that were searched for.
    words: String,
    longest: usize,
    /// The heading of the part of the list; empty if it is the whole list.
    part: String,
    /// What to do if nobody is in that part.
    advice: String,
    newest_first: bool,
    signers: Vec<ListedLine>,
    /// The path of the first page; empty on it.
    first: String,
    next: String,
    tally: ShownTally,
    /// The path of the letter as a PDF; empty if it has none.
    pdf: String,
    /// The address of the table; empty for people.
    table: String,
    /// Whether some of the names are a demonstration's.
    invented: bool,
}

/// A part of the list to choose: an initial, or a state with its number of signers.
#[derive(Serialize)]
struct Choice {
    label: String,
    path: String,
    count: String,
    current: bool,
}

/// A place in a list.
#[derive(Clone)]
enum After {
    Time(Cursor),
    Name(Option<NameCursor>),
}

impl After {
    /// Opens the sealed cursor of an address; `None` if it is none of ours. Only the whole list of people is ordered by time.
    fn open(app: &App, sealed: Option<&str>, by_time: bool) -> Option<Self> {
        let secret = &app.config.secret;
        Some(match (sealed, by_time) {
            (None, true) => Self::Time(Cursor::START),
            (None, false) => Self::Name(None),
            (Some(sealed), true) => Self::Time(Cursor::parse(&secret.open(PLACE, sealed)?)?),
            (Some(sealed), false) => Self::Name(Some(NameCursor::parse(&secret.open(PLACE_BY_NAME, sealed)?)?)),
        })
    }
}

/// What a page of a list shows, and the cursor of the next page.
struct Lines {
    signers: Vec<Listed>,
    next: Option<String>,
    tally: Tally,
    invented: bool,
    initials: Vec<Initial>,
    places: Vec<(String, u64)>,
}

impl Lines {
    fn read(
        db: &Read<'_>,
        letter: &str,
        lang: Lang,
        (party, filter): (Party, &Filter),
        after: After,
    ) -> Result<Self, StoreError> {
        let (signers, next) = match after {
            _ if filter.is_void() => (Vec::new(), None),
            After::Time(after) => {
                let (signers, next) = store::page(db, letter, party, lang, after, A_PAGE)?;
                (signers, next.map(|next| next.to_string()))
            }
            After::Name(after) => {
                let (signers, next) = by_name(db, letter, lang, (party, filter), after, A_PAGE)?;
                (signers, next.map(|next| next.to_string()))
            }
        };
        Ok(Self {
            signers,
            next,
            tally: store::tally(db, letter)?,
            invented: store::has_invented(db, letter)?,
            initials: store::initials(db, letter, party)?,
            places: store::places(db, letter, party)?,
        })
    }
}

fn by_name(
    db: &Read<'_>,
    letter: &str,
    lang: Lang,
    (party, filter): (Party, &Filter),
    after: Option<NameCursor>,
    limit: usize,
) -> Result<store::PageByName, StoreError> {
    match filter.words() {
        Some(words) if party == Party::Organization => {
            store::organizations_named(db, letter, lang, words, after, limit)
        }
        _ => store::by_name(db, letter, lang, &filter.section(party), after, limit),
    }
}

#[get("/<lang>/letters/<slug>/signers/<party>?<asked..>", rank = 2)]
async fn list(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    slug: &str,
    party: &str,
    asked: Asked<'_>,
) -> Result<Page, Failure> {
    let kind = Party::in_address(party).ok_or(Failure::NotFound)?;
    let library = live_library.now();
    let (lang, letter) = find_or_near(app, &library, lang, slug, &format!("/signers/{party}"))?;
    let filter = asked.filter(app, lang).ok_or(Failure::NotFound)?;
    let newest_first = kind == Party::Person && matches!(filter, Filter::Everyone);
    let after = After::open(app, asked.after, newest_first).ok_or(Failure::NotFound)?;
    let (name, part) = (letter.slug.to_string(), filter.clone());
    let read = app
        .store
        .read_public(move |db| Lines::read(db, &name, lang, (kind, &part), after));
    let lines = read.await?;
    let path = format!("/{lang}/letters/{slug}/signers/{party}");
    let next = lines.next.as_deref().map(|cursor| {
        let purpose = if newest_first { PLACE } else { PLACE_BY_NAME };
        app.config.secret.seal(purpose, cursor)
    });
    let at = At { path, filter, kind };
    let view = View {
        newest_first,
        first: asked.after.map_or_else(String::new, |_| at.address()),
        next: next.map_or_else(String::new, |next| at.address_after(&next)),
        ..view(app, letter, lang, &at, lines)
    };
    let mut title = app.locales.text(lang, party);
    if !view.part.is_empty() {
        title = format!("{title}: {}", view.part);
    }
    let title = format!("{title} · {}", view.letter.heading);
    let frame = frame(
        app,
        letter,
        lang,
        &title,
        &format!("/signers/{party}{}", at.filter.query()),
    );
    page::html(app, "signers", &frame, &view)
}

/// Which list is shown, and where.
struct At {
    path: String,
    filter: Filter,
    kind: Party,
}

impl At {
    fn address(&self) -> String {
        format!("{}{}", self.path, self.filter.query())
    }

    /// Returns the address of the page after a sealed cursor.
    fn address_after(&self, sealed: &str) -> String {
        let address = self.address();
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}after={sealed}")
    }

    fn choice(&self, filter: &Filter, label: String, count: String) -> Choice {
        let query = filter.query();
        Choice {
            label,
            count,
            current: query == self.filter.query(),
            path: format!("{}{query}", self.path),
        }
    }
}

fn view(app: &App, letter: &Letter, lang: Lang, at: &At, lines: Lines) -> View {
    let organizations = at.kind == Party::Organization;
    let initials = lines.initials.into_iter();
    let table = organizations && !lines.signers.is_empty();
    View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        organizations,
        findable: !lines.places.is_empty(),
        initials: initials
            .map(|initial| {
                at.choice(
                    &Filter::Initial(initial),
                    asked::label(app, lang, initial),
                    String::new(),
                )
            })
            .collect(),
        states: states(app, lang, at, &lines.places),
        words: at.filter.words().unwrap_or_default().to_owned(),
        longest: asked::LONGEST,
        part: at.filter.heading(app, lang),
        advice: at.filter.advice(app, lang, at.kind),
        newest_first: false,
        signers: lines
            .signers
            .into_iter()
            .map(|it| it.line(&app.locales, lang))
            .collect(),
        first: String::new(),
        next: String::new(),
        tally: lines.tally.into(),
        table: if table {
            format!("{}.csv{}", at.path, at.filter.query())
        } else {
            String::new()
        },
        pdf: letter_file::path(letter, lang),
        invented: lines.invented,
        list: at.path.clone(),
    }
}

/// Returns the states that have signers, by their names in a language, and other countries last.
fn states(app: &App, lang: Lang, at: &At, places: &[(String, u64)]) -> Vec<Choice> {
    let codes = states_by_name(&app.locales, lang).into_iter().chain([""]);
    let counted = codes.filter_map(|code| places.iter().find(|(place, _)| place == code));
    counted
        .map(|(code, count)| {
            let filter = Filter::Place(code.clone());
            at.choice(&filter, asked::place(app, lang, code), app.locales.number(lang, *count))
        })
        .collect()
}

pub(crate) fn routes() -> Vec<Route> {
    [routes![list], table::routes()].concat()
}
