//! Checks what staff typed, with the code of the public forms: the same fields, the same errors.

use crate::config;
use crate::domains;
use crate::email::EmailAddress;
use crate::intake::entry::{Entry, LONGEST_NOTE};
use crate::letters::{Comments, Letter, Party};
use crate::locale::{Lang, Locales};
use crate::offices::zips::{Place, Table};
use crate::organizations::form::organization::organization;
use crate::signing::address_policy;
use crate::signing::form::{person, zip_of};
use crate::text::{self, TextError};
use crate::web::form::fields::Wrong;
use crate::web::form::{Errors, Typed, is_question};

/// A field that is wrong, with the message for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: String,
    /// What is wrong with it, and what to do.
    pub what: String,
}

impl FieldError {
    pub(crate) fn of(field: &str, what: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            what: what.into(),
        }
    }
}

/// What a form is checked against.
pub struct Desk<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// Whether individuals or organizations sign.
    pub party: Party,
    /// The language of the text that they read.
    pub lang: Lang,
    /// The messages.
    pub locales: &'a Locales,
    /// The language in which staff are told what is wrong.
    pub reader: Lang,
    /// The settings.
    pub signing: &'a config::Signing,
    /// Where ZIP codes lie.
    pub zips: &'a Table,
}

impl Desk<'_> {
    /// Checks a form. A signer needs no address if `email` says so; everything else is as on the public pages, where staff have confirmed
    /// that the contact of an organization is authorized. A district that is not given and that the ZIP code does not determine
    /// is unknown.
    pub fn check(&self, typed: Typed, email: NeedsEmail) -> Result<Entry, Vec<FieldError>> {
        self.judge(typed, email).map_err(|errors| self.told(&errors))
    }

    /// Checks a form as [`Desk::check`] does; the errors are messages of the public forms.
    pub fn judge(&self, typed: Typed, email: NeedsEmail) -> Result<Entry, Errors> {
        let given = typed.get("email").trim().to_owned();
        let (typed, without) = match (given.is_empty(), email) {
            (true, NeedsEmail::No) => (typed.with("email", STAND_IN), true),
            _ => (typed, false),
        };
        let place = self.place(&typed);
        let edition = self.letter.edition(self.lang);
        let languages = (edition.lang, self.locales.nearest(edition.lang));
        let parsed = match self.party {
            Party::Person if typed.get("district").is_empty() => {
                person(&typed.with("district", "unknown"), &place, edition.digest, languages)
            }
            Party::Person => person(&typed, &place, edition.digest, languages),
            Party::Organization => organization(&typed.with("authorized", "yes"), edition.digest, languages),
        };
        let mut request = parsed?;
        let silent = |signing: &crate::letters::Signing| signing.comments == Comments::None;
        if self.letter.signing.as_ref().is_some_and(silent) {
            request.drop_comment();
        }
        if without {
            request.email = None;
        }
        let judged = address_policy::judge(&request, self.signing);
        let flags = judged.map_err(|why| Errors::from([("email".into(), why)]))?;
        Ok(Entry { request, flags })
    }

    /// Returns where the ZIP code of an individual lies.
    pub(super) fn place(&self, typed: &Typed) -> Place {
        match zip_of(typed) {
            Some(zip) if self.party == Party::Person => self.zips.place(&zip),
            _ => Place::default(),
        }
    }

    /// Words errors for staff who read a list of them.
    fn told(&self, errors: &Errors) -> Vec<FieldError> {
        let told = errors.iter().map(|(field, message)| {
            let what = match *message {
                "ask-state" => self.text("intake-ask-state"),
                "error-missing" if field == "city" && self.party == Party::Person => self.text("intake-missing-city"),
                "error-missing" => self.text("intake-missing"),
                message => self.said(field, message),
            };
            FieldError {
                field: field.to_string(),
                what,
            }
        });
        told.collect()
    }

    /// Words an error of the public forms for someone who fills them in for another person: those that say “your” have a message of their
    /// own.
    pub(super) fn said(&self, field: &str, message: &str) -> String {
        let own = format!("paper-{message}");
        if self.locales.has(self.reader, &own) {
            return self.text(&own);
        }
        if message == "error-missing" || is_question(message) {
            return self.text(message);
        }
        Wrong::new(self.locales, self.reader, (field, ""), message).error
    }

    /// Returns a message for staff.
    pub(super) fn text(&self, id: &str) -> String {
        self.locales.text(self.reader, id)
    }

    /// Returns a message for staff with one value in it.
    pub(super) fn with(&self, id: &str, (name, value): (&str, &str)) -> String {
        self.locales.format(self.reader, id, &[(name, value.into())])
    }
}

/// Whether a signer must have an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedsEmail {
    /// They are asked to confirm.
    Yes,
    /// Staff vouch for them, perhaps from paper.
    No,
}

/// The address with which a form without one is checked; it is never stored.
const STAND_IN: &str = "nobody@example.org";

/// Returns the address that was probably meant, such as one at `gmail.com` for `gmial.com`.
pub fn meant(email: &str) -> Option<String> {
    let address = EmailAddress::parse(email).ok()?;
    let (local, domain) = address.as_str().rsplit_once('@')?;
    domains::suggest(domain).map(|meant| format!("{local}@{meant}"))
}

/// Cleans a note about evidence or consent. It may name an address, since it says where a paper or an email is kept.
pub fn note(text: &str) -> Result<String, TextError> {
    let note = text::tidy(text);
    match note.chars().count() {
        0 => Err(TextError::Missing),
        1..=LONGEST_NOTE => Ok(note),
        _ => Err(TextError::TooLong),
    }
}
