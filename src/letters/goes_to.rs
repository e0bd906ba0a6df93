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
    if delivery.states_of_signers {
        offices.push(text(members));
    }
    if delivery.leadership {
        offices.push(text("sight-leadership"));
    }
    if !delivery.committees.is_empty() {
        offices.push(counted("sight-committees", delivery.committees.len()));
    }
    for chamber in &delivery.chambers {
        let house = chamber == "house";
        offices.push(text(if house { "sight-house" } else { "sight-senate" }));
    }
    if !delivery.members.is_empty() {
        offices.push(counted("sight-members", delivery.members.len()));
    }
    if !delivery.recipients.is_empty() {
        offices.push(counted("sight-recipients", delivery.recipients.len()));
    }
    offices
}
