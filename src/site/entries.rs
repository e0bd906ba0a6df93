//! Letters and their updates together, for lists, archives and feeds.

use jiff::civil::Date;
use serde::Serialize;

use crate::letters::library::Library;
use crate::letters::{Kind, Letter, Party, Update};
use crate::locale::{Lang, Weekday};
use crate::site::picture::{self, Picture};
use crate::site::signing_window;
use crate::web::App;

/// How many updates the front page shows.
const LATEST: usize = 5;

/// Something that was published.
#[derive(Clone, Copy)]
pub enum Entry<'l> {
    /// A letter.
    Letter(&'l Letter),
    /// An update of a letter.
    Update(&'l Letter, &'l Update),
}

impl<'l> Entry<'l> {
    /// Returns the day of publication.
    pub fn published(self) -> Date {
        match self {
            Self::Letter(letter) => letter.published,
            Self::Update(_, update) => update.published,
        }
    }

    /// Returns the letter, or the one that the update belongs to.
    pub fn letter(self) -> &'l Letter {
        match self {
            Self::Letter(letter) | Self::Update(letter, _) => letter,
        }
    }
}

/// Returns everything that was published, newest first; on the same day, updates before letters.
pub fn newest_first(library: &Library) -> Vec<Entry<'_>> {
    let letters = library.newest_first();
    let updates = letters
        .iter()
        .flat_map(|letter| letter.updates.iter().map(|update| Entry::Update(letter, update)));
    let mut entries: Vec<_> = updates.collect();
    entries.extend(letters.into_iter().map(Entry::Letter));
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.published()));
    entries
}

/// An entry in a list.
#[derive(Serialize)]
pub struct Card {
    path: String,
    /// The letter's slug; an update has that of its letter.
    pub(crate) slug: String,
    title: String,
    summary: String,
    date: String,
    day: String,
    kind: String,
    byline: String,
    text_lang: Lang,
    text_dir: String,
    topics: Vec<Topic>,
    /// Whether somebody may sign it now.
    pub(crate) open: bool,
    /// Whether it is a letter that could be, or can be, signed.
    pub(crate) signable: bool,
    /// Whether it is a letter, and no statement or op-ed.
    letter_kind: bool,
    /// When signing opens, or when it closed, of a letter that can't be signed now.
    phase: String,
    /// The deadline of a letter that can be signed now.
    deadline: String,
    soon: String,
    /// The image above the title, as of an opinion piece.
    image: Option<Picture>,
    /// The letter that an update is about; empty for a letter.
    about: String,
    about_path: String,
}

/// Creates an entry's card.
pub fn card(app: &App, library: &Library, entry: Entry<'_>, lang: Lang) -> Card {
    let letter = entry.letter();
    let (edition, now) = (letter.edition(lang), app.clock.now());
    let open = letter.is_open(now) && !app.maintenance.is_on();
    let windows = |words: String| if open { words } else { String::new() };
    let phase = if letter.is_open(now) && !open {
        app.locales.text(lang, "signing-pauses")
    } else {
        signing_window::phase(app, letter, lang, now)
    };
    let shown = Card {
        signable: letter.signing.is_some(),
        letter_kind: letter.kind == Kind::Letter,
        phase,
        slug: letter.slug.to_string(),
        deadline: windows(signing_window::deadline(app, letter, lang, now)),
        soon: windows(signing_window::soon(app, letter, lang, &Party::BOTH, now)),
        image: picture::of(letter, edition),
        path: format!("/{lang}/letters/{}", letter.slug),
        title: edition.front.title.clone(),
        summary: edition.front.summary.clone(),
        date: app.locales.date(lang, entry.published(), Weekday::Omit),
        day: entry.published().to_string(),
        kind: app.locales.text(lang, &format!("kind-{}", letter.kind.as_str())),
        byline: edition.front.byline.clone().unwrap_or_default(),
        text_lang: edition.lang,
        text_dir: app.locales.direction(edition.lang),
        topics: topics(library, letter, lang),
        open,
        about: String::new(),
        about_path: String::new(),
    };
    let Entry::Update(_, update) = entry else { return shown };
    let edition = update.edition(lang);
    Card {
        about: shown.title,
        about_path: shown.path,
        path: update.path(&letter.slug, lang),
        title: edition.title.clone(),
        summary: edition.summary.clone(),
        kind: app.locales.text(lang, "kind-update"),
        byline: String::new(),
        text_lang: edition.lang,
        text_dir: app.locales.direction(edition.lang),
        open: false,
        signable: false,
        letter_kind: false,
        phase: String::new(),
        deadline: String::new(),
        soon: String::new(),
        image: None,
        ..shown
    }
}

/// An update in a short list.
#[derive(Serialize)]
pub struct Line {
    path: String,
    title: String,
    summary: String,
    date: String,
    day: String,
    text_lang: Lang,
    text_dir: String,
}

fn line(app: &App, letter: &Letter, update: &Update, lang: Lang) -> Line {
    let edition = update.edition(lang);
    Line {
        path: update.path(&letter.slug, lang),
        title: edition.title.clone(),
        summary: edition.summary.clone(),
        date: app.locales.date(lang, update.published, Weekday::Omit),
        day: update.published.to_string(),
        text_lang: edition.lang,
        text_dir: app.locales.direction(edition.lang),
    }
}

/// Returns the updates of a letter, newest first.
pub fn of_letter(app: &App, letter: &Letter, lang: Lang) -> Vec<Line> {
    let updates = letter.updates.iter();
    updates.map(|update| line(app, letter, update, lang)).collect()
}

/// Returns the newest updates of all letters.
pub(crate) fn latest(app: &App, library: &Library, lang: Lang) -> Vec<Line> {
    let entries = newest_first(library).into_iter();
    let updates = entries.filter_map(|entry| match entry {
        Entry::Update(letter, update) => Some(line(app, letter, update, lang)),
        Entry::Letter(_) => None,
    });
    updates.take(LATEST).collect()
}

/// A topic with its link.
#[derive(Serialize)]
pub struct Topic {
    path: String,
    name: String,
}

/// Returns a letter's topics in a language.
pub fn topics(library: &Library, letter: &Letter, lang: Lang) -> Vec<Topic> {
    let named = letter
        .topics
        .iter()
        .filter_map(|key| Some((key, library.topic(key, lang)?)));
    named
        .map(|(key, name)| Topic {
            path: format!("/{lang}/topics/{key}"),
            name: name.to_owned(),
        })
        .collect()
}
