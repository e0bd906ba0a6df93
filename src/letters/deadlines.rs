//! Deadlines for finishing what was begun, and how a time is written: in the letter's own zone.

use jiff::{SignedDuration, Timestamp};

use crate::config::Config;
use crate::letters::{Letter, Party, Phase};
use crate::locale::{Lang, Locales, Weekday};

/// A time closer than this is written without its year.
const NEAR: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Returns when nothing that was begun in time can be finished any more.
pub(crate) fn ends(config: &Config, letter: &Letter, party: Party) -> Option<Timestamp> {
    let window = letter.signing.as_ref().and_then(|signing| signing.window(party))?;
    let hours = i64::from(config.signing.link_valid_hours);
    window.closes?.checked_add(SignedDuration::from_hours(hours)).ok()
}

/// Returns a decider's deadline: the end of signing or of their link, whichever comes first; after the end of signing, as long as what was
/// begun in time still counts.
pub(crate) fn to_decide(config: &Config, letter: &Letter, link: Timestamp, now: Timestamp) -> Timestamp {
    let party = Party::Organization;
    let end = match letter.phase(party, now) {
        Phase::Closed => ends(config, letter, party),
        Phase::Open | Phase::Paused | Phase::NotYetOpen | Phase::NotAsked => {
            let window = letter.signing.as_ref().and_then(|signing| signing.window(party));
            window.and_then(|window| window.closes)
        }
    };
    end.map_or(link, |end| end.min(link))
}

/// Returns until when others can sign, as a sentence; empty if nothing that is open has an end.
pub(crate) fn open_until(locales: &Locales, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let open = Party::BOTH
        .into_iter()
        .filter(|party| letter.phase(*party, now) == Phase::Open);
    let last = open
        .filter_map(|party| letter.signing.as_ref()?.window(party)?.closes)
        .max();
    last.map_or_else(String::new, |last| {
        in_words(locales, letter, lang, "next-step-open", (last, now))
    })
}

/// Formats a message about a time in the letter's own zone, without the year if it is obvious. Midnight ends the day before for what closes
/// then, and begins the day for what opens.
pub(crate) fn in_words(
    locales: &Locales,
    letter: &Letter,
    lang: Lang,
    id: &str,
    (moment, now): (Timestamp, Timestamp),
) -> String {
    let local = moment.to_zoned_datetime(letter.zone());
    let ahead = moment.duration_since(now);
    let midnight = local.time() == jiff::civil::Time::midnight();
    let day = if midnight && !id.starts_with("opens") {
        local.date().yesterday().unwrap_or(local.date())
    } else {
        local.date()
    };
    let date = if (SignedDuration::ZERO..=NEAR).contains(&ahead) {
        locales.near_date(lang, day)
    } else {
        locales.date(lang, day, Weekday::Show)
    };
    let values = [
        ("at", if midnight { "midnight" } else { "clock" }.into()),
        ("date", date.into()),
        ("time", locales.time(lang, &local).into()),
        ("zone", locales.zone(lang, &local).into()),
    ];
    locales.format(lang, id, &values)
}
