//! A letter as its page and the forms show it: its words, and what may be done at this moment.

use jiff::Timestamp;
use serde::Serialize;

use super::{tally, window};
use crate::letters::library::Library;
use crate::letters::routes::{Topic, topics};
use crate::letters::{Edition, Letter, Party, Phase};
use crate::locale::{Lang, Weekday};
use crate::web::App;

/// A letter as its page and the forms show it.
#[derive(Serialize)]
pub(super) struct LetterView {
    slug: String,
    pub(super) heading: String,
    summary: String,
    text_lang: Lang,
    text_dir: String,
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
    pub(super) phase: String,
    deadline: String,
    soon: String,
    closed_to: String,
    goal: Option<u64>,
    /// Where the tally is told as it changes.
    live: String,
}

/// A letter by its name alone, for pages that do not show it.
#[derive(Serialize)]
pub(super) struct Named {
    slug: String,
    heading: String,
    text_lang: Lang,
}

impl Named {
    pub(super) fn new(letter: &Letter, lang: Lang) -> Self {
        let edition = letter.edition(lang);
        Self {
            slug: letter.slug.to_string(),
            heading: edition.front.title.clone(),
            text_lang: edition.lang,
        }
    }
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
        let paused = app.maintenance.is_on();
        let open = |party| !paused && letter.phase(party, now) == Phase::Open;
        Self {
            slug: letter.slug.to_string(),
            heading: front.title,
            summary: front.summary,
            text_lang: edition.lang,
            text_dir: app.locales.direction(edition.lang),
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
            phase: if paused && letter.is_open(now) {
                app.locales.text(lang, "signing-pauses")
            } else {
                window::phase(app, letter, lang, now)
            },
            deadline: window::deadline(app, letter, lang, now),
            soon: window::soon(app, letter, lang, &Party::BOTH, now),
            closed_to: closed_to(app, letter, lang, now),
            goal: letter.signing.as_ref().and_then(|signing| signing.goal),
            live: tally::path(letter, lang),
        }
    }
}

/// That one party may sign no more, while the other may.
fn closed_to(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let phase = |party| letter.phase(party, now);
    match (phase(Party::Person), phase(Party::Organization)) {
        (Phase::Closed, Phase::Open) => app.locales.text(lang, "closed-to-people"),
        (Phase::Open, Phase::Closed) => app.locales.text(lang, "closed-to-organizations"),
        _ => String::new(),
    }
}
