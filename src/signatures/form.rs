//! The two forms: what was typed, what is wrong with it, and the request that comes out when nothing is.

use std::collections::BTreeMap;

use rocket::form::{self, DataField, FromForm, Options, ValueField};

use super::store::{Amendment, Own};
use super::{Listing, Request};
use crate::domains;
use crate::email::{EmailAddress, EmailError};
use crate::text::{self, TextError};

pub mod challenge;
pub mod fields;
mod home;
mod organization;
mod person;
pub mod trap;

pub use home::{HouseDistrict, zip_of};
pub use organization::organization;
pub use person::person;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 160;
/// The longest comment, in characters.
pub const LONGEST_COMMENT: usize = 1_000;

/// What was typed, by field: kept as it is, to be shown again.
#[derive(Default)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// As if these texts had been typed.
    pub fn of<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self(fields.into_iter().map(owned).collect())
    }

    /// Every field as it was sent.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A field's text, empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

impl Typed {
    /// Takes the address that was suggested, if its box was ticked.
    pub fn take_suggestion(&mut self) {
        if let Some(meant) = self.0.remove("use_suggestion").filter(|meant| !meant.is_empty()) {
            self.0.insert("email".to_owned(), meant);
        }
    }
}

/// The address that was probably meant, unless the signer has been asked about this very one.
pub fn suggestion(typed: &Typed, request: &Request) -> Option<String> {
    let given = request.email.as_str();
    if typed.get("email_checked").trim() == given {
        return None;
    }
    let (local, domain) = given.rsplit_once('@')?;
    domains::suggest(domain).map(|meant| format!("{local}@{meant}"))
}

#[rocket::async_trait]
impl<'r> FromForm<'r> for Typed {
    type Context = Self;

    fn init(_: Options) -> Self {
        Self(BTreeMap::new())
    }

    fn push_value(typed: &mut Self, field: ValueField<'r>) {
        typed.0.insert(field.name.source().to_string(), field.value.to_owned());
    }

    async fn push_data(_: &mut Self, _: DataField<'r, '_>) {}

    fn finalize(typed: Self) -> form::Result<'r, Self> {
        Ok(typed)
    }
}

/// The message id of what is wrong, by field.
pub type Errors = BTreeMap<&'static str, &'static str>;

/// Reads a form field by field and gathers every error.
struct Reading<'t> {
    typed: &'t Typed,
    errors: Errors,
}

impl<'t> Reading<'t> {
    fn of(typed: &'t Typed) -> Self {
        Self {
            typed,
            errors: Errors::new(),
        }
    }
}

impl Reading<'_> {
    fn take<T>(&mut self, field: &'static str, read: impl FnOnce(&str) -> Result<T, TextError>) -> Option<T> {
        read(self.typed.get(field))
            .map_err(|why| self.errors.insert(field, why.message()))
            .ok()
    }

    fn name(&mut self, field: &'static str) -> Option<String> {
        self.take(field, |given| text::name(given, LONGEST_NAME))
    }

    fn optional(&mut self, field: &'static str) -> Option<String> {
        self.take(field, |given| text::optional_line(given, LONGEST_NAME))
            .flatten()
    }

    fn choice(&mut self, field: &'static str, choices: &[&str]) -> Option<String> {
        self.take(field, |given| {
            if choices.contains(&given) {
                Ok(given.to_owned())
            } else {
                Err(TextError::Missing)
            }
        })
    }

    fn email(&mut self, field: &'static str) -> Option<EmailAddress> {
        let parsed = EmailAddress::parse(self.typed.get(field));
        let message = |why| {
            if why == EmailError::Missing {
                "error-missing"
            } else {
                "error-email"
            }
        };
        parsed.map_err(|why| self.errors.insert(field, message(why))).ok()
    }
}

/// What a signer corrects on the own page, or what is wrong by field.
pub fn amendment(typed: &Typed, own: &Own) -> Result<Amendment, Errors> {
    let mut form = Reading::of(typed);
    let name = if own.may_correct_name() {
        form.name(own.name_field())
    } else {
        Some(own.name.clone())
    };
    let listing = if own.kind == "person" {
        form.take("listing", |given| Listing::parse(given).ok_or(TextError::Missing))
    } else {
        Some(Listing::Full)
    };
    let comment = form
        .take("comment", |given| text::optional_line(given, LONGEST_COMMENT))
        .flatten();
    match (name, listing) {
        (Some(name), Some(listing)) if form.errors.is_empty() => Ok(Amendment {
            name,
            listing,
            comment,
            updates: typed.get("updates") == "yes",
        }),
        _ => Err(form.errors),
    }
}
