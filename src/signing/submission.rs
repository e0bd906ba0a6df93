//! A submitted form: what it asks for, or why it comes back.
//!
//! Nothing here looks at who has signed: a form comes back only for its content, and for when it was sent.

use jiff::Timestamp;

use crate::email::EmailAddress;
use crate::letters::{Comments, Digest, Letter, Party, Phase};
use crate::offices::zips::{Place, Zips};
use crate::organizations::form::organization;
use crate::signatures::{Listing, Request, Signer};
use crate::signing::form_page::{Shown, asks_full_names, line};
use crate::signing::returned::Returned;
use crate::signing::{address_policy, form, honeypot};
use crate::store::StoreError;
use crate::web::App;
use crate::web::form::{Errors, Typed};

/// A complete form.
pub(crate) struct CompleteForm {
    pub(crate) request: Request,
    /// The address that the confirmation link is sent to.
    pub(crate) email: EmailAddress,
    /// Flags for staff, separated by commas.
    pub(crate) flags: String,
}

/// What a form asks for.
pub(crate) enum Submission {
    /// To sign.
    Sign(Box<CompleteForm>),
    /// To be saved for later: its link goes to this address, and nothing else has to be valid yet.
    Save(EmailAddress),
}

impl Submission {
    /// Reads a form according to the button that sent it.
    pub(crate) fn read(app: &App, shown: &Shown<'_>, typed: &Typed) -> Result<Self, Returned> {
        if shown.party == Party::Person || typed.get("save").is_empty() {
            return read(app, shown, typed).map(|asked| Self::Sign(Box::new(asked)));
        }
        let email = form::contact_address(typed).map_err(Returned::Errors)?;
        doubtful(app, typed, &email)?;
        Ok(Self::Save(email))
    }

    /// Returns the address that the form is about.
    pub(crate) fn email(&self) -> &EmailAddress {
        match self {
            Self::Sign(asked) => &asked.email,
            Self::Save(email) => email,
        }
    }
}

/// Reads a form that is to be signed; reports all wrong fields at once.
pub(crate) fn read(app: &App, shown: &Shown<'_>, typed: &Typed) -> Result<CompleteForm, Returned> {
    let (letter, lang) = (shown.letter, shown.lang);
    let read = Digest::parse(typed.get("edition"));
    let edition = read.and_then(|digest| letter.edition_by_digest(digest));
    let edition = edition.ok_or(Returned::TextReplaced { read })?;
    let languages = (edition.lang, app.locales.nearest(lang));
    let parsed = match shown.party {
        Party::Person => form::person(typed, &shown.place, edition.digest, languages),
        Party::Organization => organization::organization(typed, edition.digest, languages),
    };
    let mut request = parsed.map_err(Returned::Errors)?;
    let silent = |signing: &crate::letters::Signing| signing.comments == Comments::None;
    if letter.signing.as_ref().is_some_and(silent) {
        request.drop_comment();
    }
    if !asks_full_names(letter) {
        request.keep_from_offices();
    }
    let flags = address_policy::judge(&request, &app.config.signing);
    let flags = flags.map_err(|why| Returned::Errors(Errors::from([("email".into(), why)])))?;
    if !typed.get("preview").is_empty() {
        return Err(preview(app, shown, &request));
    }
    let email = form::contact_address(typed).map_err(Returned::Errors)?;
    doubtful(app, typed, &email)?;
    Ok(CompleteForm { request, email, flags })
}

/// Checks that the letter may be signed now.
pub(crate) fn in_time(app: &App, shown: &Shown<'_>) -> Result<(), Returned> {
    if shown.letter.phase(shown.party, app.clock.now()) == Phase::Open {
        Ok(())
    } else {
        Err(Returned::Closed)
    }
}

/// Returns the text that the form is for if it was replaced; `None` if it is current, or if the form names none.
pub(crate) fn replaced(letter: &Letter, typed: &Typed) -> Option<Digest> {
    let read = Digest::parse(typed.get("edition"))?;
    letter.edition_by_digest(read).is_none().then_some(read)
}

/// Returns the preview of a valid form's line under the letter.
fn preview(app: &App, shown: &Shown<'_>, request: &Request) -> Returned {
    Returned::Preview {
        line: line(app, shown.lang, request),
        short_name: match &request.signer {
            Signer::Person(person) if person.listing == Listing::Initial => person.listed_name(),
            _ => String::new(),
        },
    }
}

/// Checks a form for the signs of a program and a mistyped address.
fn doubtful(app: &App, typed: &Typed, email: &EmailAddress) -> Result<(), Returned> {
    let (now, least) = (app.clock.now(), app.config.signing.form_least_seconds);
    if let Some(notice) = honeypot::sprung(typed, &app.config.secret, now, least) {
        return Err(Returned::Honeypot(notice));
    }
    match form::suggestion(typed, email) {
        Some(suggestion) => Err(Returned::Suggestion(suggestion)),
        None => Ok(()),
    }
}

/// Returns where the ZIP that a person typed lies.
pub(crate) async fn place(
    app: &App,
    zips: &Zips,
    party: Party,
    typed: &Typed,
    now: Timestamp,
) -> Result<Place, StoreError> {
    Ok(match form::zip_of(typed) {
        Some(zip) if party == Party::Person => zips.table(&app.store, now).await?.place(&zip),
        _ => Place::default(),
    })
}
