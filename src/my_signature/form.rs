//! Parses what a signer corrects on the own page.

use crate::domains;
use crate::locale::Lang;
use crate::my_signature::store::amend::Amendment;
use crate::my_signature::store::correct::Correction;
use crate::my_signature::store::stored::StoredSignature;
use crate::organizations::form::organization::described;
use crate::signatures::Listing;
use crate::signing::form::person::{TO_OFFICES, city, short_name};
use crate::text::{self, TextError};
use crate::web::form::{Errors, LONGEST_COMMENT, LONGEST_NAME, Reading, Typed};

/// Parses a person's correction, or returns the errors by field.
pub(crate) fn amendment(typed: &Typed, own: &StoredSignature) -> Result<Amendment, Errors> {
    let mut form = Reading::of(typed);
    let name = if own.may_correct_name() {
        form.name("name")
    } else {
        Some(own.name.clone())
    };
    let listing = form.take("listing", |given| {
        given.parse::<Listing>().map_err(|_| TextError::Missing)
    });
    let city = city(&mut form, listing);
    let (title, affiliation) = (form.optional("title"), form.optional("affiliation"));
    let comment = form
        .take("comment", |given| text::optional_line(given, LONGEST_COMMENT))
        .flatten();
    // The short name was a guess for the old name, and says nothing about a new one.
    let untouched = text::tidy(typed.get("short_name")) == own.shortened();
    let short_name = match &name {
        Some(name) if untouched && *name != own.name => None,
        name => short_name(&mut form, name.as_deref(), listing),
    };
    match (name, listing, city) {
        (Some(name), Some(listing), Some(city)) if form.errors.is_empty() => Ok(Amendment {
            name,
            listing,
            city,
            short_name: short_name.or_else(|| own.short_name.clone().filter(|_| listing != Listing::Initial)),
            title,
            affiliation,
            comment,
            updates: typed.get("updates") == "yes",
            to_offices: typed.get(TO_OFFICES) == "yes",
        }),
        _ => Err(form.errors),
    }
}

/// Returns the field for an organization's name in a language.
pub(crate) fn other_name(lang: Lang) -> String {
    format!("listed_name_{lang}")
}

/// Parses an organization's correction, or returns the errors by field; `others` are the languages in which it may have another name.
pub fn correction(typed: &Typed, others: &[Lang]) -> Result<Correction, Errors> {
    let mut form = Reading::of(typed);
    let described = described(&mut form);
    let website = described.as_ref().and_then(|it| it.organization.website.as_deref());
    let own = website.and_then(domains::of_website);
    let mut other_names = Vec::new();
    for lang in others {
        let named = |given: &str| {
            if text::tidy(given).is_empty() {
                Ok(None)
            } else {
                text::organization_name(given, LONGEST_NAME, own.as_deref()).map(Some)
            }
        };
        if let Some(name) = form.take(other_name(*lang), named).flatten() {
            other_names.push((*lang, name));
        }
    }
    match described {
        Some(described) if form.errors.is_empty() => Ok(Correction {
            organization: described.organization,
            city: described.seat.city,
            region: described.seat.region,
            country: described.seat.country,
            other_names,
            updates: typed.get("updates") == "yes",
        }),
        _ => Err(form.errors),
    }
}
