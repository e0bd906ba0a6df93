//! Where a letter goes, in one sentence, from its settings.

use crate::letters::{Letter, Party};
use crate::locale::{Lang, Locales};

/// Returns the sentence about where the letter goes; empty if it is not delivered. `country` is the signer's, an ISO 3166 alpha-2 code;
/// empty if it is not known yet.
pub(crate) fn goes_to(locales: &Locales, letter: &Letter, lang: Lang, (party, country): (Party, &str)) -> String {
    // An organization is not a constituent, and people abroad have no Members of their own.
    let members = if party == Party::Person && matches!(country, "" | "US") {
        "sight-own-members"
    } else {
        "sight-members-of-signers"
    };
    let offices = offices(locales, letter, lang, members);
    if offices.is_empty() {
        return String::new();
    }
    let offices = offices.join("; ");
    letter
        .words(locales)
        .format(lang, "sight-goes-to", &[("offices", offices.into())])
}

/// Describes the letter's addressees; `members` is the message for those who represent the signers.
fn offices(locales: &Locales, letter: &Letter, lang: Lang, members: &str) -> Vec<String> {
    let Some(delivery) = &letter.delivery else {
        return Vec::new();
    };
    let text = |id: &str| locales.text(lang, id);
    let counted = |id: &str, count: usize| locales.format(lang, id, &[("count", (count as u64).into())]);
    let mut offices = Vec::new();
    let by_seat = |offices: String| match delivery.at_least {
        Some(count) if count > 1 => {
            let values = [("offices", offices.into()), ("count", count.into())];
            locales.format(lang, "sight-at-least", &values)
        }
        _ => offices,
    };
    if delivery.states_of_signers {
        offices.push(by_seat(text(members)));
    }
    if delivery.leadership {
        offices.push(text("sight-leadership"));
    }
    if !delivery.committees.is_empty() {
        offices.push(counted("sight-committees", delivery.committees.len()));
    }
    for chamber in &delivery.chambers {
        let house = chamber == "house";
        offices.push(by_seat(text(if house { "sight-house" } else { "sight-senate" })));
    }
    let state = |code: &String| text(&format!("state-{code}"));
    let said = |id: &str, states: &[String]| locales.format(lang, id, &[("states", states.join(", ").into())]);
    if !delivery.states.is_empty() {
        let states: Vec<String> = delivery.states.iter().map(state).collect();
        offices.push(by_seat(said("sight-states", &states)));
    }
    if !delivery.senators_of.is_empty() {
        let states: Vec<String> = delivery.senators_of.iter().map(state).collect();
        offices.push(by_seat(said("sight-senators-of", &states)));
    }
    let named = delivery.members.len() + delivery.listed.len();
    if named > 0 {
        offices.push(counted("sight-members", named));
    }
    if !delivery.recipients.is_empty() {
        offices.push(counted("sight-recipients", delivery.recipients.len()));
    }
    offices
}
