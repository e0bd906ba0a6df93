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
use crate::web::form::{Errors, Typed};

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
        let mut request = parsed.map_err(|errors| self.told(&errors))?;
        let silent = |signing: &crate::letters::Signing| signing.comments == Comments::None;
        if self.letter.signing.as_ref().is_some_and(silent) {
            request.drop_comment();
        }
        if without {
            request.email = None;
        }
        let judged = address_policy::judge(&request, self.signing);
        let flags = judged.map_err(|why| self.told(&Errors::from([("email".into(), why)])))?;
        Ok(Entry { request, flags })
    }

    fn place(&self, typed: &Typed) -> Place {
        match zip_of(typed) {
            Some(zip) if self.party == Party::Person => self.zips.place(&zip),
            _ => Place::default(),
        }
    }

    /// Words errors for staff, in English like all commands.
    fn told(&self, errors: &Errors) -> Vec<FieldError> {
        let lang = self.locales.fallback();
        let told = errors.iter().map(|(field, message)| {
            let what = match *message {
                "ask-state" => "the ZIP code does not determine the state: give it".to_owned(),
                "error-missing" if field == "city" && self.party == Party::Person => {
                    "missing: a full name is listed with its city".to_owned()
                }
                "error-missing" => "missing".to_owned(),
                message => Wrong::new(self.locales, lang, (field, ""), message).error,
            };
            FieldError {
                field: field.to_string(),
                what,
            }
        });
        told.collect()
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
