//! A form as it was sent: what it asks for, or why it comes back.
//!
//! Nothing here looks at who has signed: a form comes back for what stands in it, and for when it came.

use jiff::Timestamp;
use rocket::http::Status;

use crate::email::EmailAddress;
use crate::letters::{Comments, Digest, Party, Phase};
use crate::offices::zips::{Place, Zips};
use crate::organizations::form::organization;
use crate::signatures::{Listing, Request, Signer};
use crate::signing::answer::Answer;
use crate::signing::form_page::{Above, Shown, form_page, line};
use crate::signing::{address_policy, form, honeypot};
use crate::site::{signing_window, text_changes};
use crate::store::StoreError;
use crate::web::error::Failure;
use crate::web::form::{Errors, Typed};
use crate::web::{self, App};

/// A complete form.
pub(crate) struct Asked {
    pub(crate) request: Request,
    /// Marks for staff, words with commas between.
    pub(crate) flags: String,
}

/// The form again, with what was typed and what is to be done.
pub(crate) struct Back {
    errors: Errors,
    above: Above<'static>,
    status: Status,
    /// It was for a text that stands no more: what changed since is told.
    replaced: bool,
}

impl Back {
    pub(crate) fn told(notice: &'static str) -> Box<Self> {
        Self::with(Above {
            notice,
            ..Above::default()
        })
    }

    fn with(above: Above<'static>) -> Box<Self> {
        Box::new(Self {
            errors: Errors::new(),
            above,
            status: Status::UnprocessableEntity,
            replaced: false,
        })
    }

    pub(crate) fn replaced() -> Box<Self> {
        Box::new(Self {
            replaced: true,
            ..*Self::told("text-changed")
        })
    }

    fn wrong(errors: Errors) -> Box<Self> {
        // A question that follows from a ZIP is no mistake.
        let status = if errors.values().all(|message| web::form::is_question(message)) {
            Status::Ok
        } else {
            Status::UnprocessableEntity
        };
        Box::new(Self {
            errors,
            status,
            ..*Self::with(Above::default())
        })
    }

    pub(crate) async fn page(mut self, app: &App, shown: &Shown<'_>, typed: &Typed) -> Result<Answer, Failure> {
        if let Some(read) = Digest::parse(typed.get("edition")).filter(|_| self.replaced) {
            self.above.changes = text_changes::since(app, shown.letter, Some(read)).await?;
            self.status = Status::Conflict;
        }
        let page = form_page(app, shown, typed, &self.errors, self.above)?;
        Ok(Answer::Again(Box::new(page.with_status(self.status))))
    }
}

/// Reads a form; every wrong field is told at once.
pub(crate) fn read(app: &App, shown: &Shown<'_>, typed: &Typed) -> Result<Asked, Box<Back>> {
    in_time(app, shown)?;
    let (letter, lang) = (shown.letter, shown.lang);
    let edition = Digest::parse(typed.get("edition")).and_then(|digest| letter.edition_by_digest(digest));
    let edition = edition.ok_or_else(Back::replaced)?;
    let languages = (edition.lang, app.locales.nearest(lang));
    let parsed = match shown.party {
        Party::Person => form::person(typed, &shown.place, edition.digest, languages),
        Party::Organization => organization::organization(typed, edition.digest, languages),
    };
    let mut request = parsed.map_err(Back::wrong)?;
    let silent = |signing: &crate::letters::Signing| signing.comments == Comments::None;
    if letter.signing.as_ref().is_some_and(silent) {
        request.drop_comment();
    }
    let flags = address_policy::judge(&request, &app.config.signing);
    let flags = flags.map_err(|why| Back::wrong(Errors::from([("email".into(), why)])))?;
    match asked_back(app, shown, typed, &request) {
        Some(back) => Err(back),
        None => Ok(Asked { request, flags }),
    }
}

/// Whether the letter may be signed now.
pub(crate) fn in_time(app: &App, shown: &Shown<'_>) -> Result<(), Box<Back>> {
    let (letter, now) = (shown.letter, app.clock.now());
    if letter.phase(shown.party, now) == Phase::Open {
        return Ok(());
    }
    let said = signing_window::phase_for(app, letter, shown.lang, shown.party, now);
    Err(Back::with(Above {
        said,
        notice: "signing-closed",
        ..Above::default()
    }))
}

/// The address to which the link of a form goes that is saved for later: nothing else need be right yet.
pub(crate) fn to_save(app: &App, shown: &Shown<'_>, typed: &Typed) -> Result<EmailAddress, Box<Back>> {
    in_time(app, shown)?;
    let email = form::contact_address(typed).map_err(Back::wrong)?;
    match doubtful(app, typed, &email) {
        Some(back) => Err(back),
        None => Ok(email),
    }
}

/// What a form without mistakes may still come back for: a preview, the signs of a program, an address that looks mis-typed.
fn asked_back(app: &App, shown: &Shown<'_>, typed: &Typed, request: &Request) -> Option<Box<Back>> {
    if !typed.get("preview").is_empty() {
        let preview = line(app, shown.lang, request);
        let short_name = match &request.signer {
            Signer::Person(person) if person.listing == Listing::Initial => person.listed_name(),
            _ => String::new(),
        };
        return Some(Box::new(Back {
            status: Status::Ok,
            ..*Back::with(Above {
                preview,
                short_name,
                ..Above::default()
            })
        }));
    }
    doubtful(app, typed, &request.email)
}

/// The signs of a program, or an address that looks mis-typed.
fn doubtful(app: &App, typed: &Typed, email: &EmailAddress) -> Option<Box<Back>> {
    let (now, least) = (app.clock.now(), app.config.signing.form_least_seconds);
    if let Some(notice) = honeypot::sprung(typed, &app.config.secret, now, least) {
        return Some(Back::told(notice));
    }
    form::suggestion(typed, email).map(|suggestion| {
        Back::with(Above {
            suggestion,
            ..Above::default()
        })
    })
}

/// Where the ZIP lies that a person typed.
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
