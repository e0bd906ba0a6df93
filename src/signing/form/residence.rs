//! A person's residence: state and district follow from the ZIP, and are asked for only if they don't.

use crate::offices::zips::{District, Place};
use crate::signatures::locality::HouseDistrict;
use crate::text;
use crate::web::form::{Reading, Typed, choices};

/// The message id of the question for the state.
const ASK_STATE: &str = "ask-state";
/// The message id of the question for the district.
pub(crate) const ASK_DISTRICT: &str = "ask-district";

/// A person's residence.
pub(crate) struct Residence {
    pub(crate) postal_code: String,
    pub(crate) region: Option<String>,
    pub(crate) district: Option<HouseDistrict>,
}

/// Returns the five digits of the ZIP that was typed, if it is one of the United States.
pub(crate) fn zip_of(typed: &Typed) -> Option<String> {
    let zip = (typed.get("country") == "US").then(|| zip_code(typed.get("postal_code")))?;
    zip.map(|code| code[..5].to_owned())
}

/// Parses `93701` or `93701-1234`, with digits of any keyboard, and any dash, a blank or nothing before the last four.
fn zip_code(given: &str) -> Option<String> {
    let given = text::tidy(&text::plain_numbers(given));
    let given = bare_zip(&given);
    let (zip, more) = (given.get(..5)?, given.get(5..)?);
    let more = more.trim_start_matches([' ', '-']);
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match more.len() {
        _ if !plain(zip) || !plain(more) => None,
        0 => Some(zip.to_owned()),
        4 => Some(format!("{zip}-{more}")),
        _ => None,
    }
}

/// Returns whether a word has letters beside digits, as `K1A 0B1` and `SW1A 1AA` do: a postal code of a country that was not chosen.
fn is_of_another_country(given: &str) -> bool {
    let mixed = |word: &str| word.contains(|c: char| c.is_ascii_digit()) && word.contains(char::is_alphabetic);
    given.split_whitespace().any(mixed)
}

/// Strips what people write around a ZIP, as on an envelope: `CA 93701`, `Fresno, CA 93701`, `ZIP: 93701`, `93701, USA`.
fn bare_zip(given: &str) -> &str {
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(from), Some(to)) = (given.find(is_digit), given.rfind(is_digit)) else {
        return given;
    };
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_uppercase)
            .collect::<Vec<_>>()
    };
    let known = |word: &String| {
        let label = matches!(
            word.as_str(),
            "ZIP" | "ZIPCODE" | "CODE" | "CÓDIGO" | "CODIGO" | "POSTAL" | "CP" | "US" | "USA"
        );
        label || choices::STATES.contains(&word.as_str())
    };
    let (before, after) = (words(&given[..from]), words(&given[to + 1..]));
    // A city comes before its state.
    let told = before.last().is_some_and(known) || before == ["C", "P"];
    if (before.is_empty() || told) && after.iter().all(known) {
        given[from..=to].trim()
    } else {
        given
    }
}

/// Returns the districts among which someone in a state must choose.
pub(crate) fn districts<'p>(place: &'p Place, state: &str) -> Vec<&'p District> {
    place
        .districts
        .iter()
        .filter(|district| district.state == state)
        .collect()
}

/// Returns the state: the one of the ZIP, or the chosen one if the ZIP lies in none or several.
pub(crate) fn state(typed: &Typed, place: &Place) -> Option<String> {
    let chosen = typed.get("state");
    match place.states.as_slice() {
        [one] => Some(one.clone()),
        [] => choices::STATES.contains(&chosen).then(|| chosen.to_owned()),
        several => several.iter().find(|state| *state == chosen).cloned(),
    }
}

pub(crate) fn home(form: &mut Reading<'_>, country: &str, place: &Place) -> Option<Residence> {
    if country != "US" {
        // Not every country has postal codes.
        let given = form.take("postal_code", |given| {
            text::optional_line(&text::plain_numbers(given), 12)
        })?;
        return Some(Residence {
            postal_code: given.unwrap_or_default(),
            region: None,
            district: None,
        });
    }
    let given = form.take("postal_code", |given| text::line(given, 40))?;
    let Some(postal_code) = zip_code(&given) else {
        let message = if is_of_another_country(&given) {
            "error-postal-code-abroad"
        } else {
            "error-postal-code"
        };
        form.wrong("postal_code", message);
        return None;
    };
    let Some(state) = state(form.typed, place) else {
        form.wrong("state", ASK_STATE);
        return None;
    };
    // Without a table, the Congress of a district is unknown; at large, the state determines it anyway.
    let district = |number, chosen| {
        (place.congress > 0).then_some(HouseDistrict {
            congress: place.congress,
            number,
            chosen,
        })
    };
    let typed = form.typed.get("district");
    let district = match districts(place, &state).as_slice() {
        [] => None,
        [one] => district(Some(one.number), false),
        _ if typed == "unknown" => district(None, true),
        several => {
            let Some(it) = several.iter().find(|it| it.number.to_string() == typed) else {
                form.wrong("district", ASK_DISTRICT);
                return None;
            };
            district(Some(it.number), true)
        }
    };
    Some(Residence {
        postal_code,
        region: Some(state),
        district,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("93701", Some("93701"))]
    #[case(" 93701-1234 ", Some("93701-1234"))]
    #[case("937011234", Some("93701-1234"))]
    #[case("93701 1234", Some("93701-1234"))]
    #[case("93701–1234", Some("93701-1234"))]
    #[case("93701 - 1234", Some("93701-1234"))]
    #[case("９３７０１－１２３４", Some("93701-1234"))]
    #[case("93701-", Some("93701"))]
    #[case("CA 93701", Some("93701"))]
    #[case("ca93701", Some("93701"))]
    #[case("Fresno, CA 93701-1234", Some("93701-1234"))]
    #[case("93701 CA", Some("93701"))]
    #[case("93701, USA", Some("93701"))]
    #[case("ZIP: 93701", Some("93701"))]
    #[case("C.P. 93701", Some("93701"))]
    #[case("código postal 93701", Some("93701"))]
    #[case("Ontario 93701", None)]
    #[case("New Ontario 93701", None)]
    #[case("93701 Fresno", None)]
    #[case("93701, Fresno, USA", None)]
    #[case("CA 9370", None)]
    #[case("CA 93701 93702", None)]
    #[case("9370", None)]
    #[case("9370A", None)]
    #[case("93701-12a4", None)]
    #[case("93701-12", None)]
    #[case("93701-12345", None)]
    #[case("K1A 0B1", None)]
    #[case("é3701", None)]
    fn a_zip_is_read_as_people_write_it(#[case] given: &str, #[case] code: Option<&str>) {
        assert_eq!(zip_code(given).as_deref(), code);
    }

    #[rstest::rstest]
    #[case("K1A 0B1", true)]
    #[case("sw1a1aa", true)]
    #[case("CA 9370", false)]
    #[case("Fresno", false)]
    #[case("9370", false)]
    fn a_postal_code_of_another_country_is_recognized(#[case] given: &str, #[case] is: bool) {
        assert_eq!(is_of_another_country(given), is);
    }
}
