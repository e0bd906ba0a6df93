//! Forms as they are typed: fields by name, their errors, and how the page shows them.

pub mod choices;
pub mod fields;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rocket::form::{self, DataField, FromForm, Options, ValueField};

use crate::email::{EmailAddress, EmailError};
use crate::locale::Lang;
use crate::text::{self, TextError};
use crate::web::App;

/// The maximum length of a name, in characters.
pub(crate) const LONGEST_NAME: usize = 160;
/// The maximum length of a comment, in characters.
pub(crate) const LONGEST_COMMENT: usize = 1_000;

/// Checkboxes with which a signer agrees to something: where they are not sent, the signer does not agree.
const BOXES: [&str; 2] = ["updates", "to_offices"];

/// The button that shows the form in another language.
pub(crate) const LANGUAGE_FIELD: &str = "language";

/// What was typed, by field, unchanged, to be shown again.
#[derive(Clone, Default)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// Creates a form as if these texts had been typed.
    pub fn of<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self(fields.into_iter().map(owned).collect())
    }

    /// Iterates over all fields as they were sent.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Fills in fields that were not sent from `before`; an unticked checkbox sends nothing.
    #[must_use]
    pub fn over(mut self, before: Self) -> Self {
        for (name, value) in before.0.into_iter().filter(|(name, _)| !BOXES.contains(&name.as_str())) {
            self.0.entry(name).or_insert(value);
        }
        self
    }

    /// Replaces a field's text.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Removes a field, and returns its text.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.0.remove(name)
    }

    /// Returns whether a field was sent.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Returns a field's text, empty if it was not sent.
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

/// The message ids of errors, by field.
pub type Errors = BTreeMap<Cow<'static, str>, &'static str>;

/// Reads a form field by field and collects every error.
pub(crate) struct Reading<'t> {
    pub(crate) typed: &'t Typed,
    pub(crate) errors: Errors,
}

impl<'t> Reading<'t> {
    /// Creates a reader that has read nothing yet.
    pub(crate) fn of(typed: &'t Typed) -> Self {
        Self {
            typed,
            errors: Errors::new(),
        }
    }
}

impl Reading<'_> {
    /// Records a field's error.
    pub(crate) fn wrong(&mut self, field: impl Into<Cow<'static, str>>, message: &'static str) {
        self.errors.insert(field.into(), message);
    }

    /// Parses a field with `read`, or records its error.
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

    /// Reads a required name.
    pub(crate) fn name(&mut self, field: impl Into<Cow<'static, str>>) -> Option<String> {
        self.take(field, |given| text::name(given, LONGEST_NAME))
    }

    /// Reads an optional line.
    pub(crate) fn optional(&mut self, field: &'static str) -> Option<String> {
        self.take(field, |given| text::optional_line(given, LONGEST_NAME))
            .flatten()
    }

    /// Reads one of these words.
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

    /// Reads a required address.
    pub(crate) fn email(&mut self, field: impl Into<Cow<'static, str>>) -> Option<EmailAddress> {
        let field = field.into();
        let parsed = EmailAddress::parse(self.typed.get(&field));
        let message = |why| {
            if why == EmailError::Missing {
                "error-missing"
            } else {
                "error-email"
            }
        };
        parsed.map_err(|why| self.wrong(field, message(why))).ok()
    }

    /// Reads an optional address.
    pub(crate) fn optional_email(&mut self, field: &'static str) -> Option<EmailAddress> {
        if self.typed.get(field).trim().is_empty() {
            return None;
        }
        self.email(field)
    }
}

/// Returns whether a message is a question that could not be asked before (the state or the district, once the ZIP was typed), not an
/// error.
pub(crate) fn is_question(message: &str) -> bool {
    message.starts_with("ask-")
}

/// Returns the language of the interface that a language button asks for.
pub(crate) fn wanted_language(app: &App, typed: &Typed) -> Option<Lang> {
    app.locales.find(typed.get(LANGUAGE_FIELD))
}
