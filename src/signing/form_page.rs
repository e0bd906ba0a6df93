//! The page with a form: empty, or as it was typed, with its errors.

use serde::Serialize;

use crate::letters::{Comments, FullNames, Letter, Party, Phase, Signing};
use crate::locale::{Lang, Locales};
use crate::offices::zips::Place;
use crate::organizations::form;
use crate::signatures::{Listing, Request, Signer};
use crate::signing::form::person::TO_OFFICES;
use crate::signing::form::{line as form_line, person_fields, typed_for_other};
use crate::signing::{challenge, honeypot, visibility};
use crate::site::letter_page::frame;
use crate::site::letter_view::{LetterView, paths};
use crate::site::signing_window;
use crate::site::text_changes::Changes;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::fields::Fields;
use crate::web::form::{Errors, Typed, is_question};
use crate::web::not_now::Words;
use crate::web::page::{self, Page};

/// Which form is shown, for which letter, in which language.
pub(crate) struct Shown<'a> {
    pub(crate) letter: &'a Letter,
    pub(crate) lang: Lang,
    pub(crate) party: Party,
    /// Where the ZIP that was typed lies.
    pub(crate) place: Place,
    /// The price of the form's challenge; `None` if it has none.
    pub(crate) price: Option<u32>,
}

#[derive(Serialize)]
struct View {
    letter: LetterView,
    #[serde(flatten)]
    form: Fields,
    wrong: usize,
    /// Whether the form was not taken for another reason than a field.
    stopped: bool,
    /// How many questions follow from the ZIP.
    questions: usize,
    later: Option<Words>,
    notice: String,
    /// The link to the other party's form, if this party may no longer sign.
    other: String,
    /// Whether the other party may sign too: a button switches to its form.
    turns: bool,
    /// The id of the form, for buttons outside of it.
    form_id: &'static str,
    soon: String,
    deadline: String,
    preview: String,
    /// The name that the form's short name belongs to.
    short_name_of: String,
    action: String,
    organization: bool,
    opened: String,
    via: String,
    invite: String,
    /// The link of the saved form that is shown.
    draft: String,
    suggestion: String,
    typed_email: String,
    /// The address that the signer was asked about and kept.
    email_checked: String,
    /// What was typed into the other party's form, as names and values.
    kept: Vec<(String, String)>,
    who_will_see: Vec<String>,
    /// The fields from which a script shows the line; empty while many sign, so that it does not add to the load.
    appears: String,
    changes: Option<Changes>,
    challenge: String,
}

/// What is shown above the form.
#[derive(Default)]
pub(crate) struct Above<'a> {
    /// A message id; empty if there is none.
    pub(crate) notice: &'a str,
    /// A notice in its own words, in place of the message.
    pub(crate) said: String,
    /// The minutes for a message about when to try again.
    pub(crate) minutes: u64,
    /// The price of the form's challenge, if it is more than [`Shown::price`].
    pub(crate) price: Option<u32>,
    /// The preview of the line under the letter.
    pub(crate) preview: String,
    /// The short name in that line, which the person may change.
    pub(crate) short_name: String,
    /// The address that was probably meant.
    pub(crate) suggestion: String,
    /// The message that the form was not read, and when to try again.
    pub(crate) later: Option<Words>,
    /// What changed in the letter since the form was opened.
    pub(crate) changes: Option<Changes>,
}

pub(crate) fn form_page(
    app: &App,
    shown: &Shown<'_>,
    typed: &Typed,
    errors: &Errors,
    above: Above<'_>,
) -> Result<Page, Failure> {
    let (lang, letter) = (shown.lang, shown.letter);
    let (here, there) = paths(shown.party);
    let now = app.clock.now();
    let shortened;
    let typed = if above.short_name.is_empty() || !typed.get("short_name").is_empty() {
        typed
    } else {
        shortened = typed.clone().with("short_name", &above.short_name);
        &shortened
    };
    let mut view_of_letter = LetterView::new(app, letter, lang, now);
    if above.later.is_some() {
        // Whether the form is for the current text has not been checked, so it stays for the one that was read.
        typed.get("edition").clone_into(&mut view_of_letter.edition);
    }
    let field = |name: &str| typed.get(name).to_owned();
    let questions = errors.values().filter(|message| is_question(message)).count();
    let view = View {
        letter: view_of_letter,
        form: fields_of(app, shown, typed, errors),
        wrong: errors.len() - questions,
        stopped: !above.suggestion.is_empty() || !matches!(above.notice, "" | "draft-opened" | "draft-saved-again"),
        questions,
        notice: notice(&letter.words(&app.locales), lang, &above),
        later: above.later,
        soon: signing_window::soon(app, letter, lang, &[shown.party], now),
        deadline: signing_window::deadline_for(app, letter, lang, shown.party, now),
        other: other_form(app, shown),
        turns: letter.phase(shown.party.other(), now) == Phase::Open,
        form_id: "sign-form",
        preview: above.preview,
        short_name_of: if typed.get("short_name").is_empty() {
            String::new()
        } else {
            field("name")
        },
        action: format!("/{lang}/letters/{}/signatures/{there}", letter.slug),
        organization: shown.party == Party::Organization,
        opened: honeypot::kept(typed, &app.config.secret, now),
        via: field("via"),
        invite: field("invite"),
        draft: field("draft"),
        typed_email: field("email"),
        email_checked: field("email_checked"),
        suggestion: above.suggestion,
        changes: above.changes,
        kept: typed_for_other(typed, shown.party),
        appears: if above.price.or(shown.price).is_none() {
            form_line::fields(shown.party).join(" ")
        } else {
            String::new()
        },
        who_will_see: visibility::who_will_see(app, letter, lang, shown.party, typed),
        challenge: above.price.or(shown.price).map_or_else(String::new, |price| {
            challenge::offer(&app.config.secret, letter.slug.as_str(), price, now)
        }),
    };
    let action = app.locales.text(lang, heading(shown.party));
    let title = format!("{action} · {}", view.letter.heading);
    let frame = frame(app, letter, lang, &title, &format!("/{here}"));
    page::html(app, "sign", &frame, &view)
}

/// Returns the message id of the form's heading.
fn heading(party: Party) -> &'static str {
    match party {
        Party::Person => "sign-as-person",
        Party::Organization => "sign-for-organization",
    }
}

fn fields_of(app: &App, shown: &Shown<'_>, typed: &Typed, errors: &Errors) -> Fields {
    let signing = shown.letter.signing.as_ref();
    let locales = shown.letter.words(&app.locales);
    let mut form = match shown.party {
        Party::Person => person_fields::person(&locales, shown.lang, typed, &shown.place, errors),
        Party::Organization => form::fields::organization(&locales, shown.lang, typed, errors),
    };
    if signing.is_some_and(|signing| signing.comments == Comments::None) {
        form.without("comment");
    }
    if !asks_full_names(shown.letter) {
        form.without(TO_OFFICES);
    }
    form
}

/// Returns whether a letter asks people to show their own offices their full name.
pub(crate) fn asks_full_names(letter: &Letter) -> bool {
    let signing = letter.signing.as_ref();
    signing.is_some_and(|signing| signing.full_names != FullNames::Never)
}

/// Checks the box in a form that is opened, if the letter wants it so.
pub(crate) fn opened(letter: &Letter, party: Party, typed: Typed) -> Typed {
    let is_checked = |signing: &Signing| signing.full_names == FullNames::AskChecked;
    if party == Party::Person && letter.signing.as_ref().is_some_and(is_checked) {
        typed.with(TO_OFFICES, "yes")
    } else {
        typed
    }
}

fn notice(locales: &Locales, lang: Lang, above: &Above<'_>) -> String {
    if above.notice.is_empty() || !above.said.is_empty() {
        return above.said.clone();
    }
    locales.format(lang, above.notice, &[("minutes", above.minutes.into())])
}

/// Returns the link to the other party's form, if this party may no longer sign.
fn other_form(app: &App, shown: &Shown<'_>) -> String {
    if shown.letter.phase(shown.party, app.clock.now()) == Phase::Open {
        String::new()
    } else {
        other(app, shown.letter, shown.lang, shown.party)
    }
}

/// Formats the line under the letter: name and place, or that it will not be listed.
pub(crate) fn line(app: &App, lang: Lang, request: &Request) -> String {
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

/// Returns the link to the other party's form if that party may sign now, or else an empty string.
pub(crate) fn other(app: &App, letter: &Letter, lang: Lang, party: Party) -> String {
    let open = letter.phase(party.other(), app.clock.now()) == Phase::Open && !app.maintenance.is_on();
    if open {
        format!("/{lang}/letters/{}/{}", letter.slug, paths(party.other()).0)
    } else {
        String::new()
    }
}
