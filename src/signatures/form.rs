//! The two forms: what was typed, what is wrong with it, and the request that comes out when nothing is.

use std::collections::BTreeMap;

use rocket::form::{self, DataField, FromForm, Options, ValueField};

use super::store::{Amendment, Own};
use super::{Listing, Organization, Person, Request, Signer};
use crate::email::{EmailAddress, EmailError};
use crate::letters::Digest;
use crate::locale::Lang;
use crate::text::{self, TextError};

pub mod fields;

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

    /// A field's text, empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
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
pub type Errors = BTreeMap<&'static str, &'static str>;

/// Reads a form field by field and gathers every error.
struct Reading<'t> {
    typed: &'t Typed,
    errors: Errors,
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

    fn email(&mut self) -> Option<EmailAddress> {
        let parsed = EmailAddress::parse(self.typed.get("email"));
        let message = |why| {
            if why == EmailError::Missing {
                "error-missing"
            } else {
                "error-email"
            }
        };
        parsed.map_err(|why| self.errors.insert("email", message(why))).ok()
    }

    fn postal_code(&mut self, country: &str) -> Option<String> {
        let code = self.take("postal_code", |given| text::line(given, 12))?;
        let zip = code.split('-').next().unwrap_or_default();
        let is_zip =
            zip.len() == 5 && code.bytes().all(|b| b.is_ascii_digit() || b == b'-') && matches!(code.len(), 5 | 10);
        if country == "US" && !is_zip {
            self.errors.insert("postal_code", "error-zip");
            return None;
        }
        Some(code)
    }
}

/// What a signer corrects on the own page, or what is wrong by field.
pub fn amendment(typed: &Typed, own: &Own) -> Result<Amendment, Errors> {
    let mut form = Reading {
        typed,
        errors: Errors::new(),
    };
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
    match (name, listing) {
        (Some(name), Some(listing)) if form.errors.is_empty() => Ok(Amendment {
            name,
            listing,
            updates: typed.get("updates") == "yes",
        }),
        _ => Err(form.errors),
    }
}

/// A person's request, or what is wrong by field.
pub fn person(typed: &Typed, edition: Digest, lang: Lang) -> Result<Request, Errors> {
    let mut form = Reading {
        typed,
        errors: Errors::new(),
    };
    let name = form.name("name");
    let email = form.email();
    let city = form.name("city");
    let country = form.choice("country", fields::COUNTRIES);
    let at_home = country.as_deref() == Some("US");
    let region = if at_home {
        form.choice("state", fields::STATES)
    } else {
        None
    };
    let postal_code = form.postal_code(country.as_deref().unwrap_or_default());
    let (title, affiliation) = (form.optional("title"), form.optional("affiliation"));
    let comment = form
        .take("comment", |given| text::optional_line(given, LONGEST_COMMENT))
        .flatten();
    let listing = form
        .choice("listing", &["full", "initial", "unlisted"])
        .and_then(|word| Listing::parse(&word));
    let (Some(name), Some(email), Some(city), Some(country), Some(postal_code), Some(listing), true) =
        (name, email, city, country, postal_code, listing, form.errors.is_empty())
    else {
        return Err(form.errors);
    };
    let signer = Signer::Person(Person {
        name,
        postal_code,
        title,
        affiliation,
        comment,
        listing,
    });
    Ok(Request {
        signer,
        email,
        city,
        region,
        country,
        updates: typed.get("updates") == "yes",
        edition,
        lang,
    })
}

/// An organization's request, or what is wrong by field.
pub fn organization(typed: &Typed, edition: Digest, lang: Lang) -> Result<Request, Errors> {
    let mut form = Reading {
        typed,
        errors: Errors::new(),
    };
    let (legal_name, listed_name) = (form.name("legal_name"), form.name("listed_name"));
    let (kind, scope) = (
        form.choice("org_kind", fields::ORG_KINDS),
        form.choice("scope", fields::SCOPES),
    );
    let (city, region) = (form.name("city"), form.choice("state", fields::STATES));
    let website = form.take("website", website).flatten();
    let (contact_name, contact_title) = (form.name("contact_name"), form.name("contact_title"));
    let email = form.email();
    let phone = form.take("phone", phone).flatten();
    if typed.get("authorized") != "yes" {
        form.errors.insert("authorized", "error-authorized");
    }
    let (
        Some(legal_name),
        Some(listed_name),
        Some(kind),
        Some(scope),
        Some(city),
        Some(contact_name),
        Some(contact_title),
        Some(email),
        true,
    ) = (
        legal_name,
        listed_name,
        kind,
        scope,
        city,
        contact_name,
        contact_title,
        email,
        form.errors.is_empty(),
    )
    else {
        return Err(form.errors);
    };
    let signer = Signer::Organization(Organization {
        legal_name,
        listed_name,
        kind,
        scope,
        website,
        contact_name,
        contact_title,
        phone,
    });
    Ok(Request {
        signer,
        email,
        city,
        region,
        country: "US".to_owned(),
        updates: typed.get("updates") == "yes",
        edition,
        lang,
    })
}

/// `example.org` or a whole http(s) address; stored as typed with its scheme, never fetched.
fn website(given: &str) -> Result<Option<String>, TextError> {
    let given = text::tidy(given);
    if given.is_empty() {
        return Ok(None);
    }
    let whole = if given.contains("://") {
        given
    } else {
        format!("https://{given}")
    };
    let url = url::Url::parse(&whole).map_err(|_| TextError::Form)?;
    let named = url.domain().is_some_and(|domain| domain.contains('.'));
    let plain = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    if named && plain && whole.len() <= 300 {
        Ok(Some(url.into()))
    } else {
        Err(TextError::Form)
    }
}

fn phone(given: &str) -> Result<Option<String>, TextError> {
    let given = text::tidy(given);
    let digits = given.chars().filter(char::is_ascii_digit).count();
    let plain = given.chars().all(|c| c.is_ascii_digit() || " +-().x".contains(c));
    match given.is_empty() {
        true => Ok(None),
        false if plain && (7..=20).contains(&digits) => Ok(Some(given)),
        false => Err(TextError::Form),
    }
}
