//! Parses what an organization's contact typed.

use crate::domains;
use crate::letters::Digest;
use crate::locale::Lang;
use crate::organizations::form::board::board;
use crate::organizations::form::phone::phone;
use crate::signatures::{Organization, Request, Signer};
use crate::text::{self, TextError};
use crate::web::form::{Errors, LONGEST_NAME, Reading, Typed, choices};

/// An organization as its contact described it, with its place.
pub(crate) struct Described {
    pub(crate) organization: Organization,
    pub(crate) seat: Seat,
}

/// The place of an organization.
pub(crate) struct Seat {
    pub(crate) city: String,
    /// The USPS code, in the United States.
    pub(crate) region: Option<String>,
    /// The ISO 3166 alpha-2 code of the country.
    pub(crate) country: String,
}

/// Reads everything about an organization and its contact; `None` if something is wrong. It is listed by its legal name unless another one
/// was typed.
pub(crate) fn described(form: &mut Reading<'_>) -> Option<Described> {
    let website = form.take("website", website).flatten();
    let own = website.as_deref().and_then(domains::of_website);
    let named = |given: &str| text::organization_name(given, LONGEST_NAME, own.as_deref());
    let legal_name = form.take("legal_name", named);
    let listed_name = if form.typed.get("listed_name").trim().is_empty() {
        legal_name.clone()
    } else {
        form.take("listed_name", named)
    };
    let (kind, scope) = (
        form.choice("org_kind", choices::ORG_KINDS),
        form.choice("scope", choices::SCOPES),
    );
    let seat = seat(form);
    let (contact_name, contact_title) = (form.name("contact_name"), form.name("contact_title"));
    let phone = form.take("phone", phone).flatten();
    let public_email = form.optional_email("public_email");
    Some(Described {
        organization: Organization {
            legal_name: legal_name?,
            listed_name: listed_name?,
            kind: kind?,
            scope: scope?,
            website,
            public_email,
            contact_name: contact_name?,
            contact_title: contact_title?,
            phone,
            board: None,
            invitation: None,
        },
        seat: seat?,
    })
}

/// Reads the place. The state is asked for in the United States only, which is also the default country: forms that were saved before there
/// was that question have none.
fn seat(form: &mut Reading<'_>) -> Option<Seat> {
    let country = match form.typed.get("country") {
        "" => Some("US".to_owned()),
        _ => form.choice("country", choices::countries()),
    };
    let city = form.name("city");
    let country = country?;
    let region = if country == "US" {
        Some(form.choice("state", choices::STATES)?)
    } else {
        None
    };
    Some(Seat {
        city: city?,
        region,
        country,
    })
}

/// Parses an organization's request, or returns the errors by field.
pub fn organization(typed: &Typed, edition: Digest, (lang, interface): (Lang, Lang)) -> Result<Request, Errors> {
    let mut form = Reading::of(typed);
    let described = described(&mut form);
    let email = form.email("email");
    let board = board(&mut form);
    // A contact who names deciders need not be authorized.
    if board.is_none() && typed.get("authorized") != "yes" {
        form.wrong("authorized", "error-authorized");
    }
    let (Some(described), Some(email), true) = (described, email, form.errors.is_empty()) else {
        return Err(form.errors);
    };
    let invitation = Some(typed.get("invite")).filter(|code| !code.is_empty());
    let signer = Signer::Organization(Organization {
        board,
        invitation: invitation.map(str::to_owned),
        ..described.organization
    });
    Ok(Request {
        signer,
        email: Some(email),
        city: described.seat.city,
        region: described.seat.region,
        country: described.seat.country,
        updates: typed.get("updates") == "yes",
        edition,
        lang,
        interface,
    })
}

/// Parses `example.org` or a complete http(s) address; stored as typed with its scheme, never fetched.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("", Ok(None))]
    #[case(" harvest.example ", Ok(Some("https://harvest.example/")))]
    #[case("http://harvest.example/about us", Ok(Some("http://harvest.example/about%20us")))]
    #[case("HTTPS://Harvest.Example/About", Ok(Some("https://harvest.example/About")))]
    #[case("https://münchen.example", Ok(Some("https://xn--mnchen-3ya.example/")))]
    #[case("ftp://harvest.example", Err(()))]
    #[case("javascript://harvest.example/%0aalert(1)", Err(()))]
    #[case("https://user:word@harvest.example", Err(()))]
    #[case("https://127.0.0.1/", Err(()))]
    #[case("localhost", Err(()))]
    #[case("no website", Err(()))]
    fn a_website_has_a_public_name(#[case] given: &str, #[case] kept: Result<Option<&str>, ()>) {
        assert_eq!(website(given).map_err(|_| ()), kept.map(|kept| kept.map(str::to_owned)));
        let long = format!("https://harvest.example/{}", "x".repeat(300));
        assert!(website(&long).is_err());
    }
}
