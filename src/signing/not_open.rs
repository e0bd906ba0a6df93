//! The page in place of a form that can't be sent: before the opening, after the end, during maintenance, or if only the other kind of
//! signer is asked.

use serde::Serialize;

use crate::delivery::announced;
use crate::letters::{Party, Phase};
use crate::signing::form_page::{Shown, other};
use crate::site::letter_page::frame;
use crate::site::letter_view::{LetterView, paths};
use crate::site::signing_window::{self, PauseReason};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Page};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    organization: bool,
    heading: String,
    /// The sentence that says when signing opens, or when it closed.
    sentence: String,
    /// Why signing is paused, in the words of staff.
    reason: Option<PauseReason>,
    /// The sentence that says what comes next.
    next: String,
    delivered: Vec<String>,
    /// The link to the other party's form, if it is open.
    other: String,
}

/// Renders the page; `None` while the form may be shown.
pub(crate) async fn page(app: &App, shown: &Shown<'_>) -> Result<Option<Page>, Failure> {
    let (lang, letter, party, now) = (shown.lang, shown.letter, shown.party, app.clock.now());
    let phase = letter.phase(party, now);
    let (heading, next) = match phase {
        Phase::NotAsked if letter.phase(party.other(), now) == Phase::NotAsked => return Err(Failure::NotFound),
        Phase::NotAsked => (only(party.other()), ""),
        Phase::NotYetOpen => ("signing-not-yet-open-heading", "signing-not-yet-open-next"),
        Phase::Closed => ("signing-closed-heading", "signing-closed-next"),
        Phase::Paused => ("signing-paused-heading", "signing-paused-next"),
        Phase::Open if app.maintenance.is_on() => ("signing-pauses-heading", "signing-pauses-next"),
        Phase::Open => return Ok(None),
    };
    let (slug, bundles) = (letter.slug.to_string(), app.config.delivery.folder.clone());
    let sent = app.store.read(move |db| announced::of(db, &slug, &bundles)).await?;
    let delivered = if phase == Phase::Closed {
        announced::sentences(&app.locales, letter, lang, &sent)
    } else {
        Vec::new()
    };
    let other = other(app, letter, lang, party);
    // If the other party may still sign, names are still being collected.
    let silent = !delivered.is_empty() || (phase == Phase::Closed && !other.is_empty()) || next.is_empty();
    let view = View {
        letter: LetterView::new(app, letter, lang, now),
        organization: party == Party::Organization,
        sentence: match phase {
            Phase::NotAsked => signing_window::phase(app, letter, lang, now),
            _ => signing_window::phase_for(app, letter, lang, party, now),
        },
        reason: PauseReason::of(app, letter, lang, now),
        next: if silent {
            String::new()
        } else {
            letter.words(&app.locales).text(lang, next)
        },
        delivered,
        other,
        heading: letter.words(&app.locales).text(lang, heading),
    };
    let frame = frame(app, letter, lang, &view.heading, &format!("/{}", paths(party).0));
    Ok(Some(page::html(app, "waiting", &frame, &view)?))
}

/// Returns the message id of the heading that only one kind of signer is asked to sign.
fn only(party: Party) -> &'static str {
    match party {
        Party::Person => "signing-only-people",
        Party::Organization => "signing-only-organizations",
    }
}
