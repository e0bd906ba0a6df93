//! A letter as its page and the forms show it: its words, and what may be done at this moment.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::letters::library::Library;
use crate::letters::routes::{Topic, topics};
use crate::letters::{Edition, Letter, Party, Phase};
use crate::locale::{Lang, Weekday};
use crate::web::App;

/// How long before its end signing "closes soon".
const SOON: SignedDuration = SignedDuration::from_hours(72);

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
    soon: String,
    closed_to: String,
    goal: Option<u64>,
}

/// A letter by its name alone, for pages that do not show it.
#[derive(Serialize)]
pub(super) struct Named {
    slug: String,
    heading: String,
}

impl Named {
    pub(super) fn new(letter: &Letter, lang: Lang) -> Self {
        Self {
            slug: letter.slug.to_string(),
            heading: letter.edition(lang).front.title.clone(),
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
            soon: soon(app, letter, lang, now),
            closed_to: closed_to(app, letter, lang, now),
            goal: letter.signing.as_ref().and_then(|signing| signing.goal),
        }
    }
}

/// What stands instead of the form while nobody may sign; empty while someone may.
fn phase(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let phases = [Party::Person, Party::Organization].map(|party| letter.phase(party, now));
    let Some(signing) = letter.signing.as_ref().filter(|_| !phases.contains(&Phase::Open)) else {
        return String::new();
    };
    if !phases.contains(&Phase::NotYetOpen) {
        return app.locales.text(lang, "signing-closed");
    }
    let opens = [&signing.people, &signing.organizations]
        .into_iter()
        .flatten()
        .filter_map(|window| window.opens)
        .min();
    opens.map_or_else(
        || app.locales.text(lang, "signing-not-yet-open"),
        |opens| said(app, letter, lang, "opens-at", opens),
    )
}

/// The next end of an open window.
fn closes(letter: &Letter, now: Timestamp) -> Option<Timestamp> {
    let signing = letter.signing.as_ref()?;
    let windows = [&signing.people, &signing.organizations].into_iter().flatten();
    windows
        .filter(|window| window.phase(now) == Phase::Open)
        .filter_map(|window| window.closes)
        .min()
}

/// That the time is nearly over; empty if it is not.
fn soon(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let soon = closes(letter, now).is_some_and(|closes| closes.duration_since(now) <= SOON);
    if soon {
        app.locales.text(lang, "closing-soon")
    } else {
        String::new()
    }
}

/// `Closes Friday, January 29, 2027, 5 pm Eastern`; empty if it does not close, or is closed.
fn deadline(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    closes(letter, now).map_or_else(String::new, |closes| said(app, letter, lang, "closes-at", closes))
}

/// A moment in the letter's own zone, in words.
fn said(app: &App, letter: &Letter, lang: Lang, id: &str, moment: Timestamp) -> String {
    let zone = letter
        .signing
        .as_ref()
        .map_or(jiff::tz::TimeZone::UTC, |signing| signing.time_zone.clone());
    let local = moment.to_zoned_datetime(zone);
    let date = app.locales.date(lang, local.date(), Weekday::Show);
    let time = app.locales.time(lang, &local);
    app.locales
        .format(lang, id, &[("date", date.into()), ("time", time.into())])
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
