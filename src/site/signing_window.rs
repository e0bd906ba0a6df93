//! When signing opens and closes, in words and in the letter's own time zone.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::config::Config;
use crate::letters::deadlines::{ends, in_words};
use crate::letters::{Letter, Party, Phase, Window};
use crate::locale::Lang;
use crate::web::App;

/// How long before its end signing "closes soon".
const SOON: SignedDuration = SignedDuration::from_hours(72);

/// Returns the windows of those who are asked to sign.
fn windows(letter: &Letter) -> Vec<(Party, &Window)> {
    let signing = letter.signing.iter();
    let both = signing.flat_map(|signing| Party::BOTH.map(|party| (party, signing.window(party))));
    both.filter_map(|(party, window)| Some((party, window?))).collect()
}

/// Returns the sentence that signing is paused.
fn paused(app: &App, letter: &Letter, lang: Lang) -> String {
    letter.words(&app.locales).text(lang, "signing-paused")
}

/// What staff say of the reason why signing is paused, in their own words.
#[derive(Serialize)]
pub(crate) struct PauseReason {
    lang: Lang,
    dir: String,
    words: String,
}

impl PauseReason {
    /// Returns the reason in a language, or in another one; `None` if none was given, or while signing is not paused for anyone.
    pub(crate) fn of(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> Option<Self> {
        let is_paused = Party::BOTH
            .iter()
            .any(|party| letter.phase(*party, now) == Phase::Paused);
        let pause = letter.signing.as_ref().and_then(|signing| signing.paused.as_ref());
        let (lang, words) = pause.filter(|_| is_paused)?.reason(lang)?;
        Some(Self {
            lang,
            dir: app.locales.direction(lang),
            words: words.to_owned(),
        })
    }
}

/// Returns the sentence that replaces the buttons while nobody may sign; empty while someone may, or if nobody is asked.
pub(crate) fn phase(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    if Party::BOTH
        .iter()
        .any(|party| letter.phase(*party, now) == Phase::Paused)
    {
        return paused(app, letter, lang);
    }
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

/// Returns the sentence for one party; empty while it may sign.
pub(crate) fn phase_for(app: &App, letter: &Letter, lang: Lang, party: Party, now: Timestamp) -> String {
    let Some(window) = letter.signing.as_ref().and_then(|signing| signing.window(party)) else {
        return String::new();
    };
    if letter.phase(party, now) == Phase::Paused {
        return paused(app, letter, lang);
    }
    let people = party == Party::Person;
    let (id, without, moment) = match window.phase(now) {
        Phase::NotYetOpen if people => ("opens-at-people", "signing-not-yet-open", window.opens),
        Phase::NotYetOpen => ("opens-at-organizations", "signing-not-yet-open", window.opens),
        Phase::Closed if people => ("closed-at-people", "signing-closed", window.closes),
        Phase::Closed => ("closed-at-organizations", "signing-closed", window.closes),
        Phase::Open | Phase::Paused | Phase::NotAsked => return String::new(),
    };
    at(app, letter, lang, (id, without), moment, now)
}

/// Returns the sentence that signing closes soon for one of these parties; empty if it does not.
pub(crate) fn soon(app: &App, letter: &Letter, lang: Lang, parties: &[Party], now: Timestamp) -> String {
    let near = |closes: Timestamp| closes.duration_since(now) <= SOON;
    if closes(letter, parties, now).into_iter().any(|(_, closes)| near(closes)) {
        app.locales.text(lang, "closing-soon")
    } else {
        String::new()
    }
}

/// Returns the deadline: `Sign by Friday, January 29, 5 p.m. ET`. If people and organizations have different ends, it is the next one and
/// says whose it is; empty if nothing that is open has an end.
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

/// Returns how many days are left until the [deadline]; empty if it is soon, or if there is none.
pub(crate) fn days_left(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let open = closes(letter, &Party::BOTH, now);
    let Some(next) = open.into_iter().map(|(_, closes)| closes).min() else {
        return String::new();
    };
    let left = next.duration_since(now);
    if left <= SOON {
        return String::new();
    }
    let days = u64::try_from(left.as_hours() / 24).unwrap_or_default();
    app.locales.format(lang, "days-left", &[("count", days.into())])
}

/// Returns the end of one party's open window, in words; empty if there is none.
pub(crate) fn deadline_for(app: &App, letter: &Letter, lang: Lang, party: Party, now: Timestamp) -> String {
    let open = closes(letter, &[party], now);
    open.first().map_or_else(String::new, |(_, closes)| {
        in_words(&app.locales, letter, lang, "closes-at", (*closes, now))
    })
}

/// Returns whether a party may still finish what it began in time: while it may sign, and as long after the end as a confirmation link
/// works.
pub(crate) fn may_finish(config: &Config, letter: &Letter, party: Party, now: Timestamp) -> bool {
    match letter.phase(party, now) {
        // What was begun before a pause is finished, as it is after the end.
        Phase::Open | Phase::Paused => true,
        Phase::Closed => ends(config, letter, party).is_some_and(|end| now < end),
        // Without its folder, nobody knows when signing ends.
        Phase::NotYetOpen | Phase::NotAsked => letter.gone,
    }
}

/// Returns the sentence that signing has ended, and until when this signature still counts because it was begun in time. `link` is when the
/// link expires. Empty while signing goes on.
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

/// Returns when the open windows close.
fn closes(letter: &Letter, parties: &[Party], now: Timestamp) -> Vec<(Party, Timestamp)> {
    let open = windows(letter)
        .into_iter()
        .filter(|(party, _)| parties.contains(party) && letter.phase(*party, now) == Phase::Open);
    open.filter_map(|(party, window)| Some((party, window.closes?)))
        .collect()
}

/// Formats the first message with a time, or the second one without.
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
