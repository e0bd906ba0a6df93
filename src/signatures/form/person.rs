//! What a person typed.

use super::home::home;
use super::{Errors, LONGEST_COMMENT, Reading, Typed, fields};
use crate::letters::Digest;
use crate::locale::Lang;
use crate::offices::zips::Place;
use crate::signatures::{Listing, Person, Request, Signer};
use crate::text;

/// A person's request, or what is wrong by field. `place`: where the ZIP that was typed lies.
pub fn person(
    typed: &Typed,
    place: &Place,
    edition: Digest,
    (lang, interface): (Lang, Lang),
) -> Result<Request, Errors> {
    let mut form = Reading::of(typed);
    let name = form.name("name");
    let email = form.email("email");
    let country = form.choice("country", fields::countries());
    let home = home(&mut form, country.as_deref().unwrap_or_default(), place);
    let city = form.name("city");
    let (title, affiliation) = (form.optional("title"), form.optional("affiliation"));
    let comment = form
        .take("comment", |given| text::optional_line(given, LONGEST_COMMENT))
        .flatten();
    let listing = form
        .choice("listing", fields::LISTINGS)
        .and_then(|word| Listing::parse(&word));
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
    });
    Ok(Request {
        signer,
        email,
        city,
        region: home.region,
        country,
        updates: typed.get("updates") == "yes",
        edition,
        lang,
        interface,
    })
}
