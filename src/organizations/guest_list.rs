//! The list of organizations that staff invite to sign a letter, from any spreadsheet or form.

use std::collections::HashMap;

use crate::email::EmailAddress;
use crate::locale::Locales;
use crate::offices::seats;
use crate::organizations::store::invitations::Guest;
use crate::signatures::locality::{self, plain};
use crate::tables::{Column, Problem, Row, Table};
use crate::text;
use crate::web::form::choices::STATES;

/// The columns of a list; only the name is required.
pub const COLUMNS: &[Column] = &[
    Column {
        name: "name",
        synonyms: &[
            "organization",
            "organization name",
            "name of organization",
            "name of your organization",
            "organisation",
            "organización",
            "nombre",
            "nombre de la organización",
        ],
        required: true,
    },
    Column {
        name: "email",
        synonyms: &[
            "e mail",
            "mail",
            "email address",
            "e mail address",
            "contact email",
            "correo",
            "correo electrónico",
        ],
        required: false,
    },
    Column {
        name: "note",
        synonyms: &["notes", "comment", "comments", "nota", "notas"],
        required: false,
    },
    Column {
        name: "website",
        synonyms: &["web site", "web", "url", "homepage", "sitio web", "página web"],
        required: false,
    },
    Column {
        name: "city",
        synonyms: &["town", "ciudad"],
        required: false,
    },
    Column {
        name: "state",
        synonyms: &["st", "estado"],
        required: false,
    },
    Column {
        name: "country",
        synonyms: &["nation", "país", "pais"],
        required: false,
    },
];

/// Parses every organization of a list, or returns every problem with its position. States are taken by code or by a name in any language
/// of the interface.
pub fn guests(bytes: &[u8], locales: &Locales) -> Result<Vec<Guest>, Vec<Problem>> {
    let states = States::of(locales);
    Table::read(bytes, COLUMNS)?.each(|row| guest(row, &states))
}

/// The codes of states by their folded names.
pub(crate) struct States(HashMap<String, &'static str>);

impl States {
    /// Reads the names in every language of the interface.
    pub(crate) fn of(locales: &Locales) -> Self {
        let names = locales
            .languages()
            .flat_map(|lang| STATES.iter().map(move |code| (lang, *code)))
            .map(|(lang, code)| (plain(&locales.text(lang, &format!("state-{code}"))), code));
        let codes = STATES.iter().map(|code| (plain(code), *code));
        let short = SHORT.iter().map(|(name, code)| ((*name).to_owned(), *code));
        Self(names.chain(codes).chain(short).collect())
    }

    /// Returns the code of a state that is given by its code or name.
    pub(crate) fn code(&self, name: &str) -> Option<&'static str> {
        self.0.get(&plain(name)).copied()
    }
}

/// Other names of the District and of territories that people write, folded and without blanks.
const SHORT: &[(&str, &str)] = &[
    ("washingtondc", "DC"),
    ("northernmarianas", "MP"),
    ("cnmi", "MP"),
    ("virginislands", "VI"),
    ("usvi", "VI"),
];

/// The content of the country's column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Country {
    pub(crate) code: &'static str,
    /// The District or a territory, if a list names one as a country.
    pub(crate) state: Option<&'static str>,
}

impl Country {
    /// Reads a country that is given by its code or name.
    pub(crate) fn read(given: &str, states: &States) -> Option<Self> {
        let abroad = locality::country_code(given).map(|code| Self { code, state: None });
        // A state's name or code is not a country's: CA is Canada.
        let part = || states.code(given).filter(|state| seats::DELEGATES.contains(state));
        abroad.or_else(|| {
            part().map(|state| Self {
                code: "US",
                state: Some(state),
            })
        })
    }
}

/// Parses one organization, or returns all problems of its row.
fn guest(row: Row<'_>, states: &States) -> Result<Guest, Vec<Problem>> {
    let own = |column: &str| row.filled(column).map(str::to_owned);
    let mut problems = Vec::new();
    let mut wrong = |column: &str, what: &str| problems.push(row.problem(column, what));
    let name = text::name(row.cell("name"), 160).ok();
    if name.is_none() {
        wrong("name", "not an organization's name: fix it");
    }
    let email = row.filled("email").map(EmailAddress::parse).transpose();
    if email.is_err() {
        wrong("email", "not an email address: fix it or leave it empty");
    }
    let country = row.filled("country").map(|given| Country::read(given, states));
    if country == Some(None) {
        wrong(
            "country",
            "not a country: use a name or code, such as Canada or CA, or leave it empty",
        );
    }
    // A state or province of another country is not a state of ours.
    let country = country.flatten();
    let abroad = country.is_some_and(|country| country.code != "US");
    let state = row.filled("state").filter(|_| !abroad).map(|state| states.code(state));
    if state == Some(None) {
        wrong(
            "state",
            "not a U.S. state, such as CA or California: fix it or leave it empty, and put other countries in the country column",
        );
    }
    let (state, part) = (state.flatten(), country.and_then(|country| country.state));
    if state.is_some() && part.is_some() && state != part {
        wrong(
            "state",
            "this state differs from the one in the country column: fix one of them",
        );
    }
    match (name, email) {
        (Some(name), Ok(email)) if problems.is_empty() => Ok(Guest {
            name,
            email: email.map(|address| address.as_str().to_owned()),
            note: own("note"),
            website: own("website"),
            city: own("city"),
            state: state.or(part).map(str::to_owned),
            country: country.map(|country| country.code.to_owned()),
        }),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(list: &str) -> Result<Vec<Guest>, Vec<Problem>> {
        guests(list.as_bytes(), &Locales::load().expect("languages"))
    }

    #[test]
    fn the_answers_of_a_google_form_are_a_guest_list() {
        let form = "\"Timestamp\",\"Email Address\",\"Organization Name\",\"State\"\n\
                    \"11/24/2026 10:11:12\",\"office@faro.example\",\"Faro Nuevo\",\"ca\"\n,,,\n";
        let found = read(form).expect("good");
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].name.as_str(), found[0].state.as_deref()),
            ("Faro Nuevo", Some("CA"))
        );
        assert_eq!(found[0].email.as_deref(), Some("office@faro.example"));
    }

    #[test]
    fn a_country_is_read_by_name_or_code_and_takes_no_state() {
        let list = "name,city,state,country\nFaro,Toronto,ON,Canada\nCosecha,Oaxaca,,MÉXICO\nHuerto,Fresno,ca,U.S.A.\n\
                    Orchard,London,,gb\nCampo,Fresno,CA,\n";
        let found = read(list).expect("good");
        let places: Vec<_> = found
            .iter()
            .map(|it| (it.state.as_deref(), it.country.as_deref()))
            .collect();
        let right = [
            (None, Some("CA")),
            (None, Some("MX")),
            (Some("CA"), Some("US")),
            (None, Some("GB")),
            (Some("CA"), None),
        ];
        assert_eq!(places, right);
        let told = read("name,country\nFaro,Atlantis\n").expect_err("refused");
        assert!(told[0].to_string().starts_with("2:6: not a country"), "{}", told[0]);
    }

    #[test]
    fn the_district_and_the_territories_are_read_where_a_country_is_expected() {
        let rows = [
            ("Puerto Rico", "", "PR"),
            ("PR", "pr", "PR"),
            ("District of Columbia", "", "DC"),
            ("Washington, D.C.", "DC", "DC"),
            ("Islas Vírgenes de los Estados Unidos", "", "VI"),
            ("U.S. Virgin Islands", "", "VI"),
            ("GUAM", "", "GU"),
            ("Samoa Americana", "", "AS"),
            ("Northern Mariana Islands", "", "MP"),
            ("EE. UU.", "Puerto Rico", "PR"),
            ("United States", "TX", "TX"),
        ];
        for (country, state, right) in rows {
            let found = read(&format!("name,state,country\nFaro,{state},\"{country}\"\n")).expect(country);
            let place = (found[0].state.as_deref(), found[0].country.as_deref());
            assert_eq!(place, (Some(right), Some("US")), "{country}");
        }
        for (country, state, place) in [
            ("California", "", "2:7"),
            ("Puerto Rico", "TX", "2:6"),
            ("Guayaquil", "", "2:7"),
        ] {
            let told = read(&format!("name,state,country\nFaro,{state},{country}\n")).expect_err(country);
            let place = format!("{place}: ");
            assert!(
                told.len() == 1 && told[0].to_string().starts_with(&place),
                "{}",
                told[0]
            );
        }
    }

    #[test]
    fn states_are_taken_by_code_and_by_name_in_any_case_and_language() {
        let names = [
            "Texas",
            "TEXAS",
            "tx",
            "new york",
            "Nueva York",
            " District of  Columbia ",
            "D.C.",
        ];
        let rows = names.map(|name| format!("Faro Nuevo;{name}\n"));
        let found = read(&format!("name;state\n{}", rows.concat())).expect("good");
        let states: Vec<_> = found.iter().filter_map(|it| it.state.as_deref()).collect();
        assert_eq!(states, ["TX", "TX", "TX", "NY", "NY", "DC", "DC"]);
    }

    #[test]
    fn everything_that_is_wrong_in_every_row_is_told_where_it_is_wrong() {
        let list = "name;email;state\nFaro Nuevo;office@;\n;faro@;Calli\nCosecha;;Mexico\n";
        let told: Vec<String> = read(list)
            .expect_err("refused")
            .iter()
            .map(ToString::to_string)
            .collect();
        let places: Vec<&str> = told
            .iter()
            .map(|it| it.split(": ").next().unwrap_or_default())
            .collect();
        assert_eq!(places, ["2:12", "3:1", "3:2", "3:8", "4:10"], "{told:?}");
    }
}
