//! Sentences about who will see the name and where it goes, made from the letter's settings.

use crate::letters::{Comments, Letter, Party};
use crate::locale::Lang;
use crate::web::App;
use crate::web::form::Typed;

/// Returns the sentences above the button.
pub(crate) fn who_will_see(app: &App, letter: &Letter, lang: Lang, party: Party, typed: &Typed) -> Vec<String> {
    let text = |id: &str| app.locales.text(lang, id);
    let goes = goes_to(app, letter, lang, (party, typed));
    let listed = text(match party {
        Party::Person => "sight-person",
        Party::Organization => "sight-organization",
    });
    let kept = app.locales.format(
        lang,
        "sight-kept",
        &[("days", u64::from(app.config.signing.unconfirmed_kept_days).into())],
    );
    let words = letter
        .signing
        .as_ref()
        .filter(|_| party == Party::Person)
        .map_or(String::new(), |signing| {
            match (signing.comments, signing.comments_moderated) {
                (Comments::Public, true) => text("sight-comment-public"),
                (Comments::Public, false) => text("sight-comment-public-at-once"),
                _ => String::new(),
            }
        });
    let all = [listed, looked_at(app, letter, lang, party), goes, words, kept].into_iter();
    all.filter(|sentence| !sentence.is_empty()).collect()
}

/// Returns the sentence about where the letter goes; empty if it is not delivered.
pub(crate) fn goes_to(app: &App, letter: &Letter, lang: Lang, (party, typed): (Party, &Typed)) -> String {
    let offices = offices(app, letter, lang, (party, typed));
    if offices.is_empty() {
        return String::new();
    }
    let offices = offices.join("; ");
    app.locales
        .format(lang, "sight-goes-to", &[("offices", offices.into())])
}

/// Returns the sentence about which signatures staff review before they count.
fn looked_at(app: &App, letter: &Letter, lang: Lang, party: Party) -> String {
    let signing = letter.signing.as_ref().filter(|_| party == Party::Organization);
    match signing {
        Some(signing) if signing.organizations_wait => app.locales.text(lang, "sight-looked-at"),
        Some(signing) if signing.unverified_wait => app.locales.text(lang, "sight-own-domain"),
        _ => String::new(),
    }
}

/// Describes the letter's addressees.
fn offices(app: &App, letter: &Letter, lang: Lang, (party, typed): (Party, &Typed)) -> Vec<String> {
    let Some(delivery) = &letter.delivery else {
        return Vec::new();
    };
    let text = |id: &str| app.locales.text(lang, id);
    let counted = |id: &str, count: usize| app.locales.format(lang, id, &[("count", (count as u64).into())]);
    let mut offices = Vec::new();
    if delivery.states_of_signers {
        // An organization is not a constituent, and people abroad have no Members of their own.
        let constituent = party == Party::Person && matches!(typed.get("country"), "" | "US");
        offices.push(text(if constituent {
            "sight-own-members"
        } else {
            "sight-members-of-signers"
        }));
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
