//! Parses what an organization's contact typed.

use crate::domains;
use crate::letters::Digest;
use crate::locale::Lang;
use crate::organizations::form::board::board;
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

/// Reads everything about an organization and its contact; `None` if something is wrong.
pub(crate) fn described(form: &mut Reading<'_>) -> Option<Described> {
    let website = form.take("website", website).flatten();
    let own = website.as_deref().and_then(domains::of_website);
    let named = |given: &str| text::organization_name(given, LONGEST_NAME, own.as_deref());
    let (legal_name, listed_name) = (form.take("legal_name", named), form.take("listed_name", named));
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
        email,
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

/// Words before an extension, as people write them in English and Spanish.
const EXTENSIONS: &[&str] = &[
    "extension",
    "extensión",
    "ext",
    "ex",
    "x",
    "anexo",
    "interno",
    "int",
    "#",
];

/// Parses a phone number with digits of any keyboard, any dash, and perhaps an extension.
fn phone(given: &str) -> Result<Option<String>, TextError> {
    let given = text::tidy(&text::plain_numbers(given));
    if given.is_empty() {
        return Ok(None);
    }
    let bare = without_labels(&given);
    let begins = |c: char| c.is_alphabetic() || "#;,".contains(c);
    let (number, extension) = bare.split_at(bare.find(begins).unwrap_or(bare.len()));
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let plain = number.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    if plain && (7..=20).contains(&digits(number)) && is_extension(extension) {
        Ok(Some(given))
    } else {
        Err(TextError::Form)
    }
}

/// Words that people write before or behind a number to say what kind it is, in English and Spanish.
const LABELS: &[&str] = &[
    "telephone",
    "teléfono",
    "telefono",
    "tel",
    "tél",
    "phone",
    "ph",
    "cellphone",
    "cell",
    "cel",
    "celular",
    "móvil",
    "movil",
    "mobile",
    "mob",
    "office",
    "oficina",
    "work",
    "trabajo",
    "home",
    "casa",
    "main",
    "direct",
    "directo",
    "line",
    "línea",
    "number",
    "número",
    "no",
    "fax",
    "voice",
    "text",
    "whatsapp",
    "t",
    "p",
    "c",
    "m",
    "o",
    "w",
    "h",
];

/// Strips words that say what kind of number it is: `tel. 202-555-0143`, `(202) 555-0143 (cell)`.
fn without_labels(given: &str) -> &str {
    let between = [' ', '.', ':', ',', '-'];
    let is_label = |word: &str| LABELS.contains(&word.to_lowercase().as_str());
    let mut bare = given.trim();
    loop {
        let begun = bare.trim_start_matches(['(', ' ']);
        let word: &str = begun.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if !is_label(word) {
            break;
        }
        bare = begun[word.len()..].trim_start_matches([' ', '.', ':', ',', '-', ')']);
    }
    loop {
        let ended = bare.trim_end_matches([')', ' ', '.']);
        let word = ended.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if !is_label(word) {
            return bare;
        }
        bare = ended[..ended.len() - word.len()]
            .trim_end_matches('(')
            .trim_end_matches(between);
    }
}

fn is_extension(text: &str) -> bool {
    let text = text.trim_start_matches([',', ';', ' ']).to_lowercase();
    if text.is_empty() {
        return true;
    }
    let after = EXTENSIONS.iter().find_map(|word| text.strip_prefix(word));
    after.is_some_and(|after| {
        let number = after.trim_start_matches(['.', ':', '=', ' ']);
        (1..=8).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    })
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

    #[rstest::rstest]
    #[case("", Ok(None))]
    #[case(" (202)  555-0143 x12 ", Ok(Some("(202) 555-0143 x12")))]
    #[case("+63 2 8123 4567", Ok(Some("+63 2 8123 4567")))]
    #[case("(202) 555-0143 ext. 12", Ok(Some("(202) 555-0143 ext. 12")))]
    #[case("202.555.0143, Extension 12", Ok(Some("202.555.0143, Extension 12")))]
    #[case("202-555-0143;ext=12", Ok(Some("202-555-0143;ext=12")))]
    #[case("202-555-0143 #12", Ok(Some("202-555-0143 #12")))]
    #[case("(202) 555-0143 (cell)", Ok(Some("(202) 555-0143 (cell)")))]
    #[case("tel. 202-555-0143", Ok(Some("tel. 202-555-0143")))]
    #[case("Tel: (202) 555-0143", Ok(Some("Tel: (202) 555-0143")))]
    #[case("Teléfono móvil: 202 555 0143", Ok(Some("Teléfono móvil: 202 555 0143")))]
    #[case("Office phone 202-555-0143 ext. 12", Ok(Some("Office phone 202-555-0143 ext. 12")))]
    #[case("202-555-0143, office", Ok(Some("202-555-0143, office")))]
    #[case("(cell) 202-555-0143", Ok(Some("(cell) 202-555-0143")))]
    #[case("c. 202.555.0143", Ok(Some("c. 202.555.0143")))]
    #[case("cell", Err(()))]
    #[case("call me at 202-555-0143", Err(()))]
    #[case("202‑555‑0143", Ok(Some("202-555-0143")))]
    #[case("202–555—0143", Ok(Some("202-555-0143")))]
    #[case("２０２－５５５－０１４３", Ok(Some("202-555-0143")))]
    #[case("202\u{a0}555\u{a0}0143", Ok(Some("202 555 0143")))]
    #[case("202-555-0143 ext. twelve", Err(()))]
    #[case("202-555-0143 or 202-555-0144", Err(()))]
    #[case("555", Err(()))]
    #[case("555-CALL-NOW", Err(()))]
    #[case("123456789012345678901", Err(()))]
    fn a_phone_number_is_digits_with_what_stands_between_them(
        #[case] given: &str,
        #[case] kept: Result<Option<&str>, ()>,
    ) {
        assert_eq!(phone(given).map_err(|_| ()), kept.map(|kept| kept.map(str::to_owned)));
    }
}
