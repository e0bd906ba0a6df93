//! When signing opens and closes, in words and in the letter's own zone.

use jiff::{SignedDuration, Timestamp};

use crate::config::Config;
use crate::letters::deadlines::{ends, in_words};
use crate::letters::{Letter, Party, Phase, Window};
use crate::locale::Lang;
use crate::web::App;

/// How long before its end signing "closes soon".
const SOON: SignedDuration = SignedDuration::from_hours(72);

/// The windows of those who are asked to sign.
fn windows(letter: &Letter) -> Vec<(Party, &Window)> {
    let signing = letter.signing.iter();
    let both = signing.flat_map(|signing| Party::BOTH.map(|party| (party, signing.window(party))));
    both.filter_map(|(party, window)| Some((party, window?))).collect()
}

/// What stands instead of the buttons while nobody may sign; empty while someone may, or where nobody is asked.
pub(crate) fn phase(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let windows = windows(letter);
    let phases: Vec<Phase> = windows.iter().map(|(_, window)| window.phase(now)).collect();
    if phases.is_empty() || phases.contains(&Phase::Open) {
        return String::new();
    }
    if phases.contains(&Phase::NotYetOpen) {
        let later = windows
            .iter()
            .filter(|(_, window)| window.phase(now) == Phase::NotYetOpen);
        let opens = later.filter_map(|(_, window)| window.opens).min();
        return at(app, letter, lang, ("opens-at", "signing-not-yet-open"), opens, now);
    }
    let closed = windows.iter().filter_map(|(_, window)| window.closes).max();
    at(app, letter, lang, ("closed-at", "signing-closed"), closed, now)
}

/// The same for one party: empty while it may sign.
pub(crate) fn phase_for(app: &App, letter: &Letter, lang: Lang, party: Party, now: Timestamp) -> String {
    let Some(window) = letter.signing.as_ref().and_then(|signing| signing.window(party)) else {
        return String::new();
    };
    let people = party == Party::Person;
    let (id, without, moment) = match window.phase(now) {
        Phase::NotYetOpen if people => ("opens-at-people", "signing-not-yet-open", window.opens),
        Phase::NotYetOpen => ("opens-at-organizations", "signing-not-yet-open", window.opens),
        Phase::Closed if people => ("closed-at-people", "signing-closed", window.closes),
        Phase::Closed => ("closed-at-organizations", "signing-closed", window.closes),
        Phase::Open | Phase::NotAsked => return String::new(),
    };
    at(app, letter, lang, (id, without), moment, now)
}

/// That the time of one of these parties is nearly over; empty if it is not.
pub(crate) fn soon(app: &App, letter: &Letter, lang: Lang, parties: &[Party], now: Timestamp) -> String {
    let near = |closes: Timestamp| closes.duration_since(now) <= SOON;
    if closes(letter, parties, now).into_iter().any(|(_, closes)| near(closes)) {
        app.locales.text(lang, "closing-soon")
    } else {
        String::new()
    }
}

/// `Closes Friday, January 29, 5 pm Eastern`, or, where people and organizations have different ends, the next one and
/// whose it is; empty if nothing that is open has an end.
pub(crate) fn deadline(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let open = closes(letter, &Party::BOTH, now);
    let Some((party, next)) = open.iter().min_by_key(|(_, closes)| *closes).copied() else {
        return String::new();
    };
    let others_stay = Party::BOTH.iter().any(|other| {
        let ends = open.iter().any(|(party, closes)| party == other && *closes == next);
        letter.phase(*other, now) == Phase::Open && !ends
    });
    let id = match party {
        _ if !others_stay => "closes-at",
        Party::Person => "closes-at-people",
        Party::Organization => "closes-at-organizations",
    };
    in_words(&app.locales, letter, lang, id, (next, now))
}

/// The end of one party's open window, in words; empty if there is none.
pub(crate) fn deadline_for(app: &App, letter: &Letter, lang: Lang, party: Party, now: Timestamp) -> String {
    let open = closes(letter, &[party], now);
    open.first().map_or_else(String::new, |(_, closes)| {
        in_words(&app.locales, letter, lang, "closes-at", (*closes, now))
    })
}

/// Whether what a party began in time may still be finished: while it may sign, and as long after the end as a confirmation link works.
pub(crate) fn may_finish(config: &Config, letter: &Letter, party: Party, now: Timestamp) -> bool {
    match letter.phase(party, now) {
        Phase::Open => true,
        Phase::Closed => ends(config, letter, party).is_some_and(|end| now < end),
        Phase::NotYetOpen | Phase::NotAsked => false,
    }
}

/// That signing has ended, and until when this still counts, because it was begun in time; `link`: when the link ends. Empty while
/// signing goes on.
pub(crate) fn still_counts(
    app: &App,
    letter: &Letter,
    lang: Lang,
    party: Party,
    (link, now): (Timestamp, Timestamp),
) -> String {
    if letter.phase(party, now) != Phase::Closed {
        return String::new();
    }
    let until = ends(&app.config, letter, party).map_or(link, |end| end.min(link));
    in_words(&app.locales, letter, lang, "begun-in-time", (until, now))
}

/// The ends of what is open.
fn closes(letter: &Letter, parties: &[Party], now: Timestamp) -> Vec<(Party, Timestamp)> {
    let open = windows(letter)
        .into_iter()
        .filter(|(party, window)| parties.contains(party) && window.phase(now) == Phase::Open);
    open.filter_map(|(party, window)| Some((party, window.closes?)))
        .collect()
}

/// With a moment the first message, without one the second.
fn at(
    app: &App,
    letter: &Letter,
    lang: Lang,
    (id, without): (&str, &str),
    moment: Option<Timestamp>,
    now: Timestamp,
) -> String {
    moment.map_or_else(
        || app.locales.text(lang, without),
        |moment| in_words(&app.locales, letter, lang, id, (moment, now)),
    )
}
