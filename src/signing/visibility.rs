//! Sentences about who will see the name and where it goes, made from the letter's settings.

use crate::letters::goes_to::goes_to;
use crate::letters::{Comments, Letter, Party};
use crate::locale::Lang;
use crate::web::App;
use crate::web::form::Typed;

/// Returns the sentences above the button.
pub(crate) fn who_will_see(app: &App, letter: &Letter, lang: Lang, party: Party, typed: &Typed) -> Vec<String> {
    let locales = letter.words(&app.locales);
    let text = |id: &str| locales.text(lang, id);
    let goes = goes_to(&locales, letter, lang, (party, typed.get("country")));
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

/// Returns the sentence about which signatures staff review before they count.
fn looked_at(app: &App, letter: &Letter, lang: Lang, party: Party) -> String {
    let signing = letter.signing.as_ref().filter(|_| party == Party::Organization);
    match signing {
        Some(signing) if signing.organizations_wait => app.locales.text(lang, "sight-looked-at"),
        Some(signing) if signing.unverified_wait => app.locales.text(lang, "sight-own-domain"),
        _ => String::new(),
    }
}
