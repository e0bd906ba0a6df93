//! Parses a person's form.

use crate::letters::Digest;
use crate::locale::Lang;
use crate::offices::zips::Place;
use crate::signatures::{Listing, Person, Request, Signer, short_name};
use crate::signing::form::residence::home;
use crate::text;
use crate::web::form::{Errors, LONGEST_COMMENT, Reading, Typed, choices};

/// The box by which a person shows their own offices their full name.
pub(crate) const TO_OFFICES: &str = "to_offices";

/// Parses a person's request, or returns the errors by field. `place` is where the ZIP lies.
pub fn person(
    typed: &Typed,
    place: &Place,
    edition: Digest,
    (lang, interface): (Lang, Lang),
) -> Result<Request, Errors> {
    let mut form = Reading::of(typed);
    let name = form.name("name");
    let email = form.email("email");
    let country = form.choice("country", choices::countries());
    let home = home(&mut form, country.as_deref().unwrap_or_default(), place);
    let listing = form
        .choice("listing", choices::LISTINGS)
        .and_then(|word| word.parse::<Listing>().ok());
    let city = city(&mut form, listing);
    let (title, affiliation) = (form.optional("title"), form.optional("affiliation"));
    let comment = form
        .take("comment", |given| text::optional_line(given, LONGEST_COMMENT))
        .flatten();
    let short_name = short_name(&mut form, name.as_deref(), listing);
    let (Some(name), Some(email), Some(city), Some(country), Some(home), Some(listing), true) =
        (name, email, city, country, home, listing, form.errors.is_empty())
    else {
        return Err(form.errors);
    };
    let signer = Signer::Person(Person {
        name,
        postal_code: home.postal_code,
        district: home.district,
        title,
        affiliation,
        comment,
        listing,
        short_name,
        to_offices: typed.get(TO_OFFICES) == "yes",
    });
    Ok(Request {
        signer,
        email: Some(email),
        city,
        region: home.region,
        country,
        updates: typed.get("updates") == "yes",
        edition,
        lang,
        interface,
    })
}

/// Reads the city: it is needed only beside a full name, since nothing else shows it.
pub(crate) fn city(form: &mut Reading<'_>, listing: Option<Listing>) -> Option<String> {
    if listing == Some(Listing::Full) || !form.typed.get("city").trim().is_empty() {
        form.name("city")
    } else {
        Some(String::new())
    }
}

/// Returns the short name that the person wants on the list, if it is not our guess.
pub(crate) fn short_name(form: &mut Reading<'_>, name: Option<&str>, listing: Option<Listing>) -> Option<String> {
    let (Some(name), Some(Listing::Initial)) = (name, listing) else {
        return None;
    };
    let wanted = text::tidy(form.typed.get("short_name"));
    let guessed = |of: &str| wanted == short_name::initialed(&text::tidy(of));
    // The short name was a guess for an earlier name, and says nothing about this one.
    if wanted.is_empty() || guessed(name) || guessed(form.typed.get("short_name_of")) {
        return None;
    }
    let chosen = short_name::chosen(name, &wanted);
    if chosen.is_none() {
        form.wrong("short_name", "error-short-name");
    }
    chosen
}
