//! The page with a form: empty, or again with what was typed and what is wrong.

use serde::Serialize;

use super::changes::Changes;
use super::later::Later;
use super::letter_view::LetterView;
use super::{frame, sight, waiting, window};
use crate::letters::{Comments, Letter, Party, Phase};
use crate::locale::Lang;
use crate::offices::zips::Place;
use crate::signatures::Request;
use crate::signatures::form::fields::{self, Fields};
use crate::signatures::form::{Errors, Typed, challenge, trap};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Page};

/// Which form, of which letter, in which language.
pub(super) struct Shown<'a> {
    pub(super) letter: &'a Letter,
    pub(super) lang: Lang,
    pub(super) party: Party,
    /// Where the ZIP that was typed lies.
    pub(super) place: Place,
    /// What the form's challenge costs; `None`: it carries none.
    pub(super) price: Option<u32>,
}

/// Where one party's form stands and goes.
pub(super) fn paths(party: Party) -> (&'static str, &'static str) {
    match party {
        Party::Person => ("sign", "people"),
        Party::Organization => ("sign/organization", "organizations"),
    }
}

#[derive(Serialize)]
struct View {
    letter: LetterView,
    #[serde(flatten)]
    form: Fields,
    wrong: usize,
    later: Option<Later>,
    notice: String,
    /// The other party's form, where this one may sign no more.
    other: String,
    soon: String,
    deadline: String,
    preview: String,
    action: String,
    organization: bool,
    opened: String,
    via: String,
    invite: String,
    /// The link of the saved form that this is.
    draft: String,
    suggestion: String,
    typed_email: String,
    /// The address that the signer was asked about, and kept.
    email_checked: String,
    who_will_see: Vec<String>,
    changes: Option<Changes>,
    challenge: String,
}

/// What stands above the form.
#[derive(Default)]
pub(super) struct Above<'a> {
    /// A message id; empty: nothing.
    pub(super) notice: &'a str,
    /// What is said instead of it, in words of its own.
    pub(super) said: String,
    /// For a message about when to come back.
    pub(super) minutes: u64,
    /// What the form's challenge costs, if more than [`Shown::price`] says.
    pub(super) price: Option<u32>,
    /// The line as it would stand under the letter.
    pub(super) preview: String,
    /// The address that was probably meant.
    pub(super) suggestion: String,
    /// The form was not read, and when it may come again.
    pub(super) later: Option<Later>,
    /// What changed in the letter since the form was opened.
    pub(super) changes: Option<Changes>,
}

pub(super) fn form_page(
    app: &App,
    shown: &Shown<'_>,
    typed: &Typed,
    errors: &Errors,
    above: Above<'_>,
) -> Result<Page, Failure> {
    let (lang, letter) = (shown.lang, shown.letter);
    let (here, there) = paths(shown.party);
    let now = app.clock.now();
    let mut form = match shown.party {
        Party::Person => fields::person(&app.locales, lang, typed, &shown.place, errors),
        Party::Organization => fields::organization(&app.locales, lang, typed, errors),
    };
    if letter
        .signing
        .as_ref()
        .is_some_and(|signing| signing.comments == Comments::None)
    {
        form.without("comment");
    }
    let mut view_of_letter = LetterView::new(app, letter, lang, now);
    if above.later.is_some() {
        // Nobody has looked yet whether the form is for the text that stands now: it stays for the one that was read.
        typed.get("edition").clone_into(&mut view_of_letter.edition);
    }
    let view = View {
        letter: view_of_letter,
        form,
        wrong: errors.len(),
        later: above.later,
        soon: window::soon(app, letter, lang, &[shown.party], now),
        deadline: window::deadline_for(app, letter, lang, shown.party, now),
        other: if letter.phase(shown.party, now) == Phase::Open {
            String::new()
        } else {
            waiting::other(app, letter, lang, shown.party)
        },
        notice: if above.notice.is_empty() || !above.said.is_empty() {
            above.said
        } else {
            app.locales
                .format(lang, above.notice, &[("minutes", above.minutes.into())])
        },
        preview: above.preview,
        action: format!("/{lang}/letters/{}/signatures/{there}", letter.slug),
        organization: shown.party == Party::Organization,
        opened: trap::opened(&app.config.secret, now),
        via: typed.get("via").to_owned(),
        invite: typed.get("invite").to_owned(),
        draft: typed.get("draft").to_owned(),
        typed_email: typed.get("email").to_owned(),
        email_checked: typed.get("email_checked").to_owned(),
        suggestion: above.suggestion,
        changes: above.changes,
        who_will_see: sight::who_will_see(app, letter, lang, shown.party),
        challenge: above.price.or(shown.price).map_or_else(String::new, |price| {
            challenge::offer(&app.config.secret, letter.slug.as_str(), price, now)
        }),
    };
    let frame = frame(app, letter, lang, &view.letter.heading, &format!("/{here}"));
    page::html(app, "sign", &frame, &view)
}

/// The line that will stand under the letter: name and place, or that it will not be listed.
pub(super) fn line(app: &App, lang: Lang, request: &Request) -> String {
    use crate::signatures::{Listing, Signer};
    if request.listing() == Listing::Unlisted {
        return app.locales.text(lang, "not-listed");
    }
    let place = request.place().words(&app.locales, lang);
    let mut parts = vec![format!("{} — {place}", request.listed_name())];
    if let Signer::Person(person) = &request.signer
        && person.listing == Listing::Full
    {
        parts.extend([&person.title, &person.affiliation].into_iter().flatten().cloned());
    }
    parts.join(" · ")
}
