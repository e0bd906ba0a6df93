//! Turns what people write in tables into what the forms take: names of states and countries, words for kinds, ZIP codes that a
//! spreadsheet took for numbers.

use crate::letters::Party;
use crate::offices::zips::Table;
use crate::organizations::guest_list::{Country, States};
use crate::text;

/// The message about a value that is not understood: what to write instead.
pub(super) type Wrong = &'static str;

/// Returns whether someone wrote that there is nothing to write.
pub(super) fn says_nothing(text: &str) -> bool {
    let plain = text.trim_matches(|c: char| !c.is_alphanumeric());
    let plain = plain.to_lowercase();
    text.trim().is_empty()
        || plain.is_empty()
        || matches!(
            plain.as_str(),
            "n/a" | "na" | "none" | "ninguno" | "ninguna" | "no aplica"
        )
}

/// A country, and the District or a territory if that is what the column names.
pub(super) fn country(given: &str, states: &States) -> Result<(&'static str, Option<&'static str>), Wrong> {
    let found = Country::read(given, states).ok_or("intake-country")?;
    Ok((found.code, found.state))
}

/// Returns the USPS code of a state.
pub(super) fn state(given: &str, states: &States) -> Result<&'static str, Wrong> {
    states.code(given).ok_or("intake-state")
}

/// A choice of a form, and other words for it, folded.
type Choice = (&'static str, &'static [&'static str]);

const KINDS: &[Choice] = &[
    (
        "nonprofit",
        &[
            "nonprofit",
            "non profit",
            "not for profit",
            "501c3",
            "501 c 3",
            "ngo",
            "charity",
            "sin fines de lucro",
            "ong",
            "asociacion civil",
        ],
    ),
    ("union", &["union", "labor union", "sindicato", "sindical"]),
    (
        "faith",
        &[
            "faith",
            "faith based",
            "religious",
            "church",
            "congregation",
            "religiosa",
            "religioso",
            "iglesia",
            "de fe",
        ],
    ),
    (
        "academic",
        &[
            "academic",
            "university",
            "college",
            "school",
            "education",
            "academica",
            "academico",
            "universidad",
            "escuela",
        ],
    ),
    ("business", &["business", "company", "for profit", "empresa", "negocio"]),
    ("other", &["other", "otro", "otra", "otros"]),
];

const SCOPES: &[Choice] = &[
    ("national", &["national", "nationwide", "nacional"]),
    ("state", &["state", "statewide", "estatal"]),
    ("local", &["local", "regional", "community", "comunitaria"]),
];

const LISTINGS: &[Choice] = &[
    (
        "full",
        &[
            "full",
            "full name",
            "public",
            "yes",
            "si",
            "nombre completo",
            "publico",
            "true",
        ],
    ),
    (
        "initial",
        &[
            "initial",
            "short",
            "first name and initial",
            "nombre e inicial",
            "inicial",
        ],
    ),
    (
        "unlisted",
        &[
            "unlisted",
            "private",
            "anonymous",
            "no",
            "hidden",
            "anonimo",
            "anonima",
            "no mostrar",
            "privado",
            "false",
        ],
    ),
];

fn choice(given: &str, choices: &[Choice], wrong: Wrong) -> Result<&'static str, Wrong> {
    let folded = text::fold(given);
    let found = choices
        .iter()
        .find(|(word, others)| folded == *word || others.contains(&folded.as_str()));
    found.map(|(word, _)| *word).ok_or(wrong)
}

/// Returns the kind of an organization.
pub(super) fn kind(given: &str) -> Result<&'static str, Wrong> {
    choice(given, KINDS, "intake-org-kind")
}

/// Returns where an organization works.
pub(super) fn scope(given: &str) -> Result<&'static str, Wrong> {
    choice(given, SCOPES, "intake-scope")
}

/// Returns how a person is listed.
pub(super) fn listing(given: &str) -> Result<&'static str, Wrong> {
    choice(given, LISTINGS, "intake-listing")
}

/// A ZIP code as it is to be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Zip {
    /// As it was written.
    Written,
    /// With the zeros that a spreadsheet dropped. The state of the row agrees.
    Mended(String),
    /// It has lost a zero, and no state or another one is given.
    Lost(String),
}

/// Reads a ZIP code in the United States: of four digits, or of three, or of nine less one or two.
pub(super) fn zip(given: &str, state: Option<&str>, zips: &Table) -> Zip {
    let (code, more) = given.split_once('-').unwrap_or((given, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(code) || !digits(more) {
        return Zip::Written;
    }
    let whole = match (code.len(), more.len()) {
        (3 | 4, 0 | 4) => format!("{code:0>5}-{more}"),
        (7 | 8, 0) => {
            let padded = format!("{code:0>9}");
            format!("{}-{}", &padded[..5], &padded[5..])
        }
        _ => return Zip::Written,
    };
    let whole = whole.trim_end_matches('-').to_owned();
    let lies_in = zips.place(&whole[..5]).states;
    match state {
        Some(state) if lies_in.iter().any(|it| it == state) => Zip::Mended(whole),
        _ => Zip::Lost(whole),
    }
}

/// Returns the value that a form's field has if a table says nothing.
pub(super) fn usual(field: &str, party: Party) -> Option<&'static str> {
    match (field, party) {
        ("country", _) => Some("US"),
        ("listing", Party::Person) => Some("initial"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("2139", Some("MA"), Zip::Mended("02139".to_owned()))]
    #[case("601", Some("PR"), Zip::Mended("00601".to_owned()))]
    #[case("21394307", Some("MA"), Zip::Mended("02139-4307".to_owned()))]
    #[case("2139-4307", Some("MA"), Zip::Mended("02139-4307".to_owned()))]
    #[case("2139", Some("TX"), Zip::Lost("02139".to_owned()))]
    #[case("2139", None, Zip::Lost("02139".to_owned()))]
    #[case("02139", None, Zip::Written)]
    #[case("93701-1234", None, Zip::Written)]
    #[case("K1A 0B1", None, Zip::Written)]
    #[case("12", Some("MA"), Zip::Written)]
    #[case("", None, Zip::Written)]
    fn a_lost_zero_is_put_back_only_if_the_state_agrees(
        #[case] given: &str,
        #[case] state: Option<&str>,
        #[case] read: Zip,
    ) {
        assert_eq!(zip(given, state, &Table::default()), read);
    }

    #[test]
    fn words_of_both_languages_are_understood() {
        assert_eq!(kind("Sin fines de lucro"), Ok("nonprofit"));
        assert_eq!(scope("Estatal"), Ok("state"));
        assert_eq!((listing("Sí"), listing("Anonymous")), (Ok("full"), Ok("unlisted")));
        assert!(kind("cooperative of three").is_err());
        assert!(says_nothing(" N/A ") && says_nothing("-") && says_nothing("") && !says_nothing("Ana"));
    }
}
