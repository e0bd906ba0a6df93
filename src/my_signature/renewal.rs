//! The own page's section about a text that changed since it was signed.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::clock::from_micros;
use crate::letters::{Digest, Letter, Phase};
use crate::locale::Lang;
use crate::my_signature::facts::{Fact, said};
use crate::my_signature::store::stored::StoredSignature;
use crate::organizations::approval::progress::{self, progress};
use crate::signatures::state::Approval;
use crate::web::App;

/// The own page's section about a changed text.
#[derive(Serialize)]
pub(crate) struct Renewal {
    /// The digest of the current text in the reader's language; empty if there is no button.
    pub(crate) edition: String,
    /// The button's label.
    button: String,
    /// Who else decides, and how many have decided; empty if the signer decides alone.
    explained: String,
    /// What each decider has decided about the current text.
    deciders: Vec<Fact>,
    /// Whether nobody can sign it now.
    closed: bool,
}

/// Returns the section, if an earlier revision was signed.
pub(crate) fn renewal(app: &App, letter: &Letter, lang: Lang, own: &StoredSignature) -> Option<Renewal> {
    if !own.is_earlier(letter.revision) {
        return None;
    }
    let open = letter.phase(own.kind, app.clock.now()) == Phase::Open;
    let asked = is_asked(own, app.config.signing.approval_days, app.clock.now());
    let button = if own.deciders().is_empty() {
        "own-renew-button"
    } else {
        "own-renew-ask-button"
    };
    Some(Renewal {
        closed: !open,
        edition: if open && !asked {
            letter.edition(lang).digest.hex()
        } else {
            String::new()
        },
        button: app.locales.text(lang, button),
        explained: explained(app, letter, lang, own, asked),
        deciders: own
            .renewal
            .iter()
            .flat_map(|it| &it.deciders)
            .map(|it| said(app, lang, it))
            .collect(),
    })
}

/// Returns whether the deciders have been asked and may still answer.
pub(crate) fn is_asked(own: &StoredSignature, days: u32, now: Timestamp) -> bool {
    let until = |asked: i64| from_micros(asked).saturating_add(SignedDuration::from_hours(i64::from(days) * 24));
    let asked = own.renewal.as_ref().filter(|it| !it.declined);
    asked.is_some_and(|it| until(it.asked).is_ok_and(|until| now < until))
}

/// Describes who decides about the current text, and how many have decided.
pub(crate) fn explained(app: &App, letter: &Letter, lang: Lang, own: &StoredSignature, asked: bool) -> String {
    let deciders = own.deciders();
    let Some(it) = &own.renewal else {
        let names: Vec<&str> = deciders.iter().map(|it| it.name.as_str()).collect();
        let count = u64::try_from(names.len()).unwrap_or(u64::MAX);
        let values = [("deciders", count.into()), ("names", names.join(", ").into())];
        return if names.is_empty() {
            String::new()
        } else {
            app.locales.format(lang, "own-renew-ask", &values)
        };
    };
    if it.declined {
        return progress::state(
            &letter.words(&app.locales),
            lang,
            Approval::RenewalDeclined,
            deciders.len(),
        );
    }
    if !asked {
        return app.locales.text(lang, "own-renew-ask-again");
    }
    let needed = own.organization.as_ref().map_or(1, |it| it.approvals);
    let needed = usize::try_from(needed).unwrap_or(usize::MAX);
    let state = progress::state(&letter.words(&app.locales), lang, Approval::Renewing, deciders.len());
    let progress = progress(&app.locales, lang, &it.deciders, needed);
    let moved = if letter.edition_by_digest(Digest(it.text)).is_some() {
        String::new()
    } else {
        letter.words(&app.locales).text(lang, "own-awaiting-text-changed")
    };
    let said = [state, progress, moved].into_iter().filter(|it| !it.is_empty());
    said.collect::<Vec<_>>().join(" ")
}
