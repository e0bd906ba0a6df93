//! The list of organizations that staff invite to a letter, from any spreadsheet or form.

use crate::email::EmailAddress;
use crate::signatures::form::fields::STATES;
use crate::signatures::store::invitations::Guest;
use crate::tables::{Column, Problem, Row, Table};
use crate::text;

/// The columns of a list; only the name is needed.
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
];

/// Every organization of a list; or every problem, each with its place.
pub fn guests(bytes: &[u8]) -> Result<Vec<Guest>, Vec<Problem>> {
    Table::read(bytes, COLUMNS)?.each(|row| guest(row).map_err(|problem| vec![problem]))
}

fn guest(row: Row<'_>) -> Result<Guest, Problem> {
    let own = |column: &str| row.filled(column).map(str::to_owned);
    let name = text::name(row.cell("name"), 160)
        .map_err(|_| row.problem("name", "this is no organization's name: correct it"))?;
    let email = row.filled("email").map(EmailAddress::parse).transpose();
    let email = email
        .map_err(|_| row.problem("email", "this is no e-mail address: correct it or leave it empty"))?
        .map(|address| address.as_str().to_owned());
    let state = row.filled("state").map(str::to_ascii_uppercase);
    if state.as_deref().is_some_and(|state| !STATES.contains(&state)) {
        return Err(row.problem(
            "state",
            "this is no code of a state, such as CA: correct it or leave it empty",
        ));
    }
    Ok(Guest {
        name,
        email,
        note: own("note"),
        website: own("website"),
        city: own("city"),
        state,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answers_of_a_google_form_are_a_guest_list() {
        let form = "\"Timestamp\",\"Email Address\",\"Organization Name\",\"State\"\n\
                    \"11/24/2026 10:11:12\",\"office@faro.example\",\"Faro Nuevo\",\"ca\"\n,,,\n";
        let found = guests(form.as_bytes()).expect("good");
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].name.as_str(), found[0].state.as_deref()),
            ("Faro Nuevo", Some("CA"))
        );
        assert_eq!(found[0].email.as_deref(), Some("office@faro.example"));
    }

    #[test]
    fn every_wrong_row_is_told_where_it_is_wrong() {
        let list = "name;email;state\nFaro Nuevo;office@;\n;faro@faro.example;\nCosecha;;California\n";
        let told: Vec<String> = guests(list.as_bytes())
            .expect_err("refused")
            .iter()
            .map(ToString::to_string)
            .collect();
        let places: Vec<&str> = told
            .iter()
            .map(|it| it.split(": ").next().unwrap_or_default())
            .collect();
        assert_eq!(places, ["2:12", "3:1", "4:10"], "{told:?}");
    }
}
