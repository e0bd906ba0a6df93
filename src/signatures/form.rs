//! The two forms: what was typed, what is wrong with it, and the request that comes out when nothing is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rocket::form::{self, DataField, FromForm, Options, ValueField};

use crate::domains;
use crate::email::{EmailAddress, EmailError};
use crate::text::{self, TextError};

mod board;
pub mod challenge;
mod correction;
pub mod fields;
mod home;
mod organization;
mod party;
mod person;
pub mod trap;

pub use board::reason;
pub use correction::{amendment, contact, correction, other_name};
pub use home::{HouseDistrict, is_question, zip_of};
pub use organization::organization;
pub use party::{for_other, typed_for_other};
pub use person::person;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 160;
/// The longest comment, in characters.
pub const LONGEST_COMMENT: usize = 1_000;

/// The button that shows the form in another language.
pub const LANGUAGE_FIELD: &str = "language";
/// The button that leads to the other party's form.
pub const OTHER_FIELD: &str = "other";
/// The address to which the mail went that "check your mail" tells of.
pub const SENT_FIELD: &str = "sent";

/// What was typed, by field: kept as it is, to be shown again.
#[derive(Clone, Default)]
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

    /// What was not sent stands as it was before; a box that was not ticked sends nothing.
    #[must_use]
    pub fn over(mut self, before: Self) -> Self {
        for (name, value) in before.0.into_iter().filter(|(name, _)| name != "updates") {
            self.0.entry(name).or_insert(value);
        }
        self
    }

    /// With another text in a field.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.insert(name.to_owned(), value.to_owned());
        self
    }

    /// A field's text, empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

impl FromIterator<(String, String)> for Typed {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl Typed {
    /// What is worth keeping of a form that is saved: what a person typed, but no statement that must be made when signing.
    pub fn to_keep(&self) -> BTreeMap<String, String> {
        let passing = [
            "edition",
            trap::OPENED_FIELD,
            trap::EMPTY_FIELD,
            challenge::FIELD,
            "authorized",
            "draft",
            "email_checked",
            "preview",
            "save",
            LANGUAGE_FIELD,
            OTHER_FIELD,
            SENT_FIELD,
        ];
        let kept = self
            .0
            .iter()
            .filter(|(name, value)| !passing.contains(&name.as_str()) && !value.is_empty());
        kept.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// Takes the address that was suggested, if its box was ticked.
    pub fn take_suggestion(&mut self) {
        if let Some(meant) = self.0.remove("use_suggestion").filter(|meant| !meant.is_empty()) {
            self.0.insert("email".to_owned(), meant);
        }
    }
}

/// The address that was probably meant, unless the signer has been asked about this very one.
pub fn suggestion(typed: &Typed, email: &EmailAddress) -> Option<String> {
    let given = email.as_str();
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

/// The address of an organization's contact, of a form that need not be complete.
pub fn contact_address(typed: &Typed) -> Result<EmailAddress, Errors> {
    let mut form = Reading::of(typed);
    form.email("email").ok_or(form.errors)
}

/// The message id of what is wrong, by field.
pub type Errors = BTreeMap<Cow<'static, str>, &'static str>;

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
    fn wrong(&mut self, field: impl Into<Cow<'static, str>>, message: &'static str) {
        self.errors.insert(field.into(), message);
    }

    fn take<T>(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        read: impl FnOnce(&str) -> Result<T, TextError>,
    ) -> Option<T> {
        let field = field.into();
        read(self.typed.get(&field))
            .map_err(|why| self.wrong(field, why.message()))
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
            // There are many countries, and most differ in the first letter.
            let begins = |it: &str| it.as_bytes().first() == given.as_bytes().first();
            if choices.iter().any(|it| begins(it) && *it == given) {
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
        parsed.map_err(|why| self.wrong(field, message(why))).ok()
    }

    fn optional_email(&mut self, field: &'static str) -> Option<EmailAddress> {
        if self.typed.get(field).trim().is_empty() {
            return None;
        }
        self.email(field)
    }
}
