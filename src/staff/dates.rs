//! Until when a letter can be signed, as staff read it.

use jiff::Timestamp;

use crate::letters::deadlines::in_words;
use crate::letters::{Letter, Party, Phase};
use crate::locale::{Lang, Locales};

/// Says when signing opens or closes, a line for each kind of signer, and how many days are left.
pub(crate) fn dates(locales: &Locales, letter: &Letter, lang: Lang, now: Timestamp) -> Vec<String> {
    let of_party = |party: Party| {
        let window = letter.signing.as_ref()?.window(party)?;
        let whom = match party {
            Party::Person => "people",
            Party::Organization => "organizations",
        };
        let (word, moment) = match letter.phase(party, now) {
            Phase::NotYetOpen => ("opens", window.opens?),
            Phase::Open | Phase::Paused => ("closes", window.closes?),
            Phase::Closed => ("closed", window.closes?),
            Phase::NotAsked => return None,
        };
        let said = in_words(locales, letter, lang, &format!("{word}-at-{whom}"), (moment, now));
        if word != "closes" {
            return Some(said);
        }
        let days = u64::try_from(moment.duration_since(now).as_hours() / 24).unwrap_or(0);
        let values = [("said", said.into()), ("days", days.into())];
        Some(locales.format(lang, "staff-numbers-days-left", &values))
    };
    let parties = [Party::Organization, Party::Person].into_iter();
    let is_paused = Party::BOTH
        .iter()
        .any(|party| letter.phase(*party, now) == Phase::Paused);
    let paused = is_paused.then(|| letter.words(locales).text(lang, "signing-paused"));
    paused.into_iter().chain(parties.filter_map(of_party)).collect()
}
