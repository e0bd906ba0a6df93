//! A letter as its page and the forms show it: its title, and what can be done now.

use jiff::Timestamp;
use serde::Serialize;

use crate::config::Press;
use crate::letters::{Kind, Letter, Party, Phase};
use crate::locale::Lang;
use crate::site::signing_window::{self, PauseReason};
use crate::web::App;

/// A letter as its page and the forms show it.
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the templates have no comparisons: one switch a part"
)]
pub(crate) struct LetterView {
    slug: String,
    pub(crate) heading: String,
    text_lang: Lang,
    text_dir: String,
    pub(crate) edition: String,
    signable: bool,
    /// Whether it is a statement.
    statement: bool,
    people_open: bool,
    organizations_open: bool,
    pub(crate) phase: String,
    /// Why signing is paused, in the words of staff.
    reason: Option<PauseReason>,
    deadline: String,
    soon: String,
    /// How many days are left to sign, in words; empty if it is soon over or never.
    left: String,
    closed_to: String,
    goal: Option<u64>,
    /// The URL of the live tally.
    live: String,
    /// Whom journalists may contact.
    press: Option<Press>,
    /// Whether the letter has no page, since its folder is gone.
    pub(crate) gone: bool,
}

/// A letter's title and link, for pages that do not show the letter.
#[derive(Serialize)]
pub(crate) struct Named {
    slug: String,
    heading: String,
    text_lang: Lang,
    gone: bool,
}

impl Named {
    pub(crate) fn new(letter: &Letter, lang: Lang) -> Self {
        let edition = letter.edition(lang);
        Self {
            slug: letter.slug.to_string(),
            heading: edition.front.title.clone(),
            text_lang: edition.lang,
            gone: letter.gone,
        }
    }
}

impl LetterView {
    /// Takes away all that leads to a form, and says why instead.
    pub(crate) fn unsignable(self, why: String) -> Self {
        Self {
            people_open: false,
            organizations_open: false,
            phase: why,
            reason: None,
            closed_to: String::new(),
            ..self
        }
    }

    pub(crate) fn new(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> Self {
        let edition = letter.edition(lang);
        let paused = app.maintenance.is_on();
        let open = |party| !paused && letter.phase(party, now) == Phase::Open;
        Self {
            slug: letter.slug.to_string(),
            heading: edition.front.title.clone(),
            text_lang: edition.lang,
            text_dir: app.locales.direction(edition.lang),
            edition: edition.digest.hex(),
            signable: letter.signing.is_some(),
            statement: letter.kind == Kind::Statement,
            people_open: open(Party::Person),
            organizations_open: open(Party::Organization),
            phase: if paused && letter.is_open(now) {
                app.locales.text(lang, "signing-pauses")
            } else {
                signing_window::phase(app, letter, lang, now)
            },
            reason: PauseReason::of(app, letter, lang, now),
            deadline: signing_window::deadline(app, letter, lang, now),
            soon: signing_window::soon(app, letter, lang, &Party::BOTH, now),
            left: signing_window::days_left(app, letter, lang, now),
            closed_to: closed_to(app, letter, lang, now),
            goal: letter.signing.as_ref().and_then(|signing| signing.goal),
            live: path(letter, lang),
            press: letter.press.clone().or_else(|| app.config.site.press.clone()),
            gone: letter.gone,
        }
    }
}

/// Returns the sentence that one party may no longer sign, while the other may.
fn closed_to(app: &App, letter: &Letter, lang: Lang, now: Timestamp) -> String {
    let phase = |party| letter.phase(party, now);
    match (phase(Party::Person), phase(Party::Organization)) {
        (Phase::Closed, Phase::Open) => app.locales.text(lang, "closed-to-people"),
        (Phase::Open, Phase::Closed) => app.locales.text(lang, "closed-to-organizations"),
        _ => String::new(),
    }
}

/// Returns a letter's path.
pub(crate) fn path(letter: &Letter, lang: Lang) -> String {
    format!("/{lang}/letters/{}/tally", letter.slug)
}

/// Returns the paths of one party's form and of its target.
pub(crate) fn paths(party: Party) -> (&'static str, &'static str) {
    match party {
        Party::Person => ("sign", "people"),
        Party::Organization => ("sign/organization", "organizations"),
    }
}
