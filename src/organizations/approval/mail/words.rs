//! Sentences and dates in the mails about decisions.

use jiff::tz::TimeZone;

use crate::clock::from_micros;
use crate::config::Config;
use crate::letters::deadlines::{in_words, to_decide};
use crate::letters::{Digest, Letter};
use crate::locale::{Lang, Locales, Weekday};
use crate::organizations::approval::notices;
use crate::organizations::approval::progress::{Other, word};
use crate::signatures::ids::SignatureId;
use crate::signatures::state::Approval;
use crate::signatures::store::{self, Decider};
use crate::store::{Read, StoreError};
use crate::text::unclickable;

/// Returns the message that an approved text was replaced since, and what follows; empty if it was not, or nothing was approved in the end.
pub(super) fn replaced(
    locales: &Locales,
    lang: Lang,
    letter: &Letter,
    (said, approval): (&notices::GivenDecision, Approval),
) -> String {
    let stands = Digest::parse(&said.text).is_none_or(|text| letter.edition_by_digest(text).is_some());
    let id = match approval {
        _ if stands || !said.approved => return String::new(),
        approval if approval.is_undecided() => "decision-text-changed-undecided",
        approval if approval.is_settled() => "decision-text-changed",
        _ => return String::new(),
    };
    locales.text(lang, id)
}

/// Returns the deciders with their addresses, and their decisions about the signed text.
pub(super) fn for_staff(
    locales: &Locales,
    lang: Lang,
    db: &Read<'_>,
    signature: SignatureId,
) -> Result<Vec<Other>, StoreError> {
    let all = store::deciders(db, signature)?;
    let whom = |it: &Decider| Other {
        name: format!("{}, {}", unclickable(&it.name), it.email),
        said: locales.text(lang, word(it)),
    };
    Ok(all.iter().map(whom).collect())
}

/// Formats a time's day in the letter's own zone.
pub(super) fn day(locales: &Locales, lang: Lang, letter: &Letter, micros: i64) -> String {
    let zone = letter.signing.as_ref().map_or(TimeZone::UTC, |it| it.time_zone.clone());
    locales.date(lang, from_micros(micros).to_zoned_datetime(zone).date(), Weekday::Omit)
}

/// Formats the deadline of a decider whose link expires at a given time.
pub(super) fn deadline(config: &Config, locales: &Locales, lang: Lang, letter: &Letter, micros: i64) -> String {
    let now = config.clock.now();
    let until = to_decide(config, letter, from_micros(micros), now);
    in_words(locales, letter, lang, "approve-until", (until, now))
}
