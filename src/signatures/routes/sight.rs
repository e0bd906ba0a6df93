//! One sentence, made from the letter's own settings: who will see the name, and where it goes.

use crate::letters::{Comments, Letter, Party};
use crate::locale::Lang;
use crate::web::App;

/// For the place above the button.
pub(super) fn who_will_see(app: &App, letter: &Letter, lang: Lang, party: Party) -> String {
    let text = |id: &str| app.locales.text(lang, id);
    let mut offices = Vec::new();
    if let Some(delivery) = &letter.delivery {
        if delivery.leadership {
            offices.push(text("sight-leadership"));
        }
        if !delivery.committees.is_empty() {
            let count = [("count", (delivery.committees.len() as u64).into())];
            offices.push(app.locales.format(lang, "sight-committees", &count));
        }
        for chamber in &delivery.chambers {
            offices.push(text(if chamber == "house" {
                "sight-house"
            } else {
                "sight-senate"
            }));
        }
        if !delivery.members.is_empty() {
            let count = [("count", (delivery.members.len() as u64).into())];
            offices.push(app.locales.format(lang, "sight-members", &count));
        }
        if delivery.states_of_signers {
            offices.push(text("sight-own-members"));
        }
        if !delivery.recipients.is_empty() {
            let count = [("count", (delivery.recipients.len() as u64).into())];
            offices.push(app.locales.format(lang, "sight-recipients", &count));
        }
    }
    let listed = text(match party {
        Party::Person => "sight-person",
        Party::Organization => "sight-organization",
    });
    let goes = if offices.is_empty() {
        String::new()
    } else {
        app.locales
            .format(lang, "sight-goes-to", &[("offices", offices.join("; ").into())])
    };
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
    [listed, goes, words, kept]
        .iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}
