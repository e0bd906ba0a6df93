//! Forms as they are typed: fields by name, what is wrong with each, and how the page shows them.

pub mod choices;
pub mod fields;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rocket::form::{self, DataField, FromForm, Options, ValueField};

use crate::email::{EmailAddress, EmailError};
use crate::locale::Lang;
use crate::text::{self, TextError};
use crate::web::App;

/// The longest name, in characters.
pub(crate) const LONGEST_NAME: usize = 160;
/// The longest comment, in characters.
pub(crate) const LONGEST_COMMENT: usize = 1_000;

/// The button that shows the form in another language.
pub(crate) const LANGUAGE_FIELD: &str = "language";

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

    /// Takes a field out, with its text.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.0.remove(name)
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
pub type Errors = BTreeMap<Cow<'static, str>, &'static str>;

/// Reads a form field by field and gathers every error.
pub(crate) struct Reading<'t> {
    pub(crate) typed: &'t Typed,
    pub(crate) errors: Errors,
}

impl<'t> Reading<'t> {
    /// Nothing is read yet.
    pub(crate) fn of(typed: &'t Typed) -> Self {
        Self {
            typed,
            errors: Errors::new(),
        }
    }
}

impl Reading<'_> {
    /// Notes what is wrong with a field.
    pub(crate) fn wrong(&mut self, field: impl Into<Cow<'static, str>>, message: &'static str) {
        self.errors.insert(field.into(), message);
    }

    /// A field's text as `read` has it, or what is wrong with it.
    pub(crate) fn take<T>(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        read: impl FnOnce(&str) -> Result<T, TextError>,
    ) -> Option<T> {
        let field = field.into();
        read(self.typed.get(&field))
            .map_err(|why| self.wrong(field, why.message()))
            .ok()
    }

    /// A name that must be there.
    pub(crate) fn name(&mut self, field: &'static str) -> Option<String> {
        self.take(field, |given| text::name(given, LONGEST_NAME))
    }

    /// A line that may be missing.
    pub(crate) fn optional(&mut self, field: &'static str) -> Option<String> {
        self.take(field, |given| text::optional_line(given, LONGEST_NAME))
            .flatten()
    }

    /// One of these words.
    pub(crate) fn choice(&mut self, field: &'static str, choices: &[&str]) -> Option<String> {
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

    /// An address that must be there.
    pub(crate) fn email(&mut self, field: &'static str) -> Option<EmailAddress> {
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

    /// An address that may be missing.
    pub(crate) fn optional_email(&mut self, field: &'static str) -> Option<EmailAddress> {
        if self.typed.get(field).trim().is_empty() {
            return None;
        }
        self.email(field)
    }
}

/// Whether a message asks for something that nobody could know before (the state or the district, once the ZIP was typed): that is no
/// mistake of whoever typed.
pub(crate) fn is_question(message: &str) -> bool {
    message.starts_with("ask-")
}

/// The language of the interface in which a form is to be shown, where a button asks for one.
pub(crate) fn wanted_language(app: &App, typed: &Typed) -> Option<Lang> {
    app.locales.find(typed.get(LANGUAGE_FIELD))
}
