//! The table of recipients beside a `letter.toml`: Members by bioguide ID, and others, such as state legislators, with their addresses.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Delivery, Recipient, Slug, addressing, files};
use crate::problem::{Level, Problem};
use crate::tables::{self, Column, Row, Table};

const COLUMNS: &[Column] = &[
    Column {
        name: "office",
        synonyms: &["bioguide", "bioguide id", "id", "key", "office key", "oficina"],
        required: true,
    },
    Column {
        name: "name",
        synonyms: &["recipient", "full name", "nombre"],
        required: false,
    },
    Column {
        name: "address",
        synonyms: &["postal address", "mailing address", "dirección"],
        required: false,
    },
    Column {
        name: "salutation",
        synonyms: &["greeting", "dear", "saludo"],
        required: false,
    },
];

/// What separates the lines of an address in a cell, besides line breaks.
const LINE: char = ';';

/// Reads the table that `list` names into the recipients; returns every problem of the setting, or of the table with its cell.
pub(super) fn read(settings: &Path, text: &str, delivery: &mut Delivery) -> Vec<Problem> {
    let Some(name) = delivery.list.clone() else {
        return Vec::new();
    };
    let wrong = |what: String| vec![Problem::of_value(settings, text, ("list", 0), &name, what)];
    if Path::new(&name).file_name().is_none_or(|own| own != name.as_str()) {
        return wrong(format!(
            "\"{name}\" must be a file in this folder: use only its file name"
        ));
    }
    let file = settings.with_file_name(&name);
    let bytes = match files::bytes(&file, files::LARGEST_TEXT) {
        Ok(bytes) => bytes,
        Err(unusable) => return wrong(format!("the table of recipients \"{name}\" {}", unusable.what)),
    };
    let mut taken: BTreeMap<String, String> = known(delivery);
    let rows = Table::read(&bytes, COLUMNS).and_then(|table| table.each(|row| one(row, &mut taken)));
    match rows {
        Ok(rows) => {
            for row in rows {
                match row {
                    Listed::Member(id) => delivery.listed.push(id),
                    Listed::Other(recipient) => delivery.recipients.push(recipient),
                }
            }
            Vec::new()
        }
        Err(found) => found.into_iter().map(|problem| placed(&file, problem)).collect(),
    }
}

/// Returns who is named in the settings already, with where.
fn known(delivery: &Delivery) -> BTreeMap<String, String> {
    let members = delivery.members.iter().map(|id| (id.clone(), "members"));
    let except = delivery.except.iter().map(|id| (id.clone(), "except"));
    let recipients = delivery.recipients.iter().map(|it| (it.key.clone(), "recipients"));
    let all = members.chain(except).chain(recipients);
    all.map(|(key, place)| (key, format!("in {place} in letter.toml")))
        .collect()
}

enum Listed {
    Member(String),
    Other(Recipient),
}

fn one(row: Row<'_>, taken: &mut BTreeMap<String, String>) -> Result<Listed, Vec<tables::Problem>> {
    let office = row.cell("office");
    let key = ["member:", "recipient:"]
        .iter()
        .find_map(|kind| office.strip_prefix(kind));
    let key = key.unwrap_or(office);
    let is_member = addressing::is_bioguide(key);
    if !is_member && Slug::parse(key).is_err() {
        // In a wrong file a cell may contain anything, and be long.
        let shown: String = office.chars().take(60).collect();
        let what = format!(
            "\"{shown}\" is not an office: use a Member's bioguide ID, such as P000197, or a key of your own with lowercase letters, digits and hyphens"
        );
        return Err(vec![row.problem("office", what)]);
    }
    if let Some(place) = taken.insert(key.to_owned(), format!("in line {}", row.line())) {
        let what = format!("\"{key}\" is also {place}: keep one of them");
        return Err(vec![row.problem("office", what)]);
    }
    if is_member {
        return Ok(Listed::Member(key.to_owned()));
    }
    let lines = row.cell("address").split(['\n', '\r', LINE]).map(str::trim);
    let address: Vec<String> = lines.filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let mut problems: Vec<tables::Problem> = ["name", "salutation"]
        .into_iter()
        .filter(|column| row.cell(column).is_empty())
        .map(|column| {
            let what = format!("the recipient's {column} is empty: fill it in, because it is printed on the letter");
            row.problem(column, what)
        })
        .collect();
    if address.is_empty() {
        let what = "the recipient's address is empty: fill it in, with a semicolon between its lines";
        problems.push(row.problem("address", what));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Listed::Other(Recipient {
        key: key.to_owned(),
        name: row.cell("name").to_owned(),
        address,
        salutation: row.cell("salutation").to_owned(),
        is_listed: true,
    }))
}

fn placed(file: &Path, problem: tables::Problem) -> Problem {
    Problem {
        level: Level::Error,
        file: file.to_owned(),
        line: usize::try_from(problem.line).unwrap_or(usize::MAX),
        column: problem.column,
        what: problem.what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery(settings: &str, table: Option<&str>) -> (Delivery, String) {
        let folder = tempfile::tempdir().expect("a folder");
        if let Some(table) = table {
            std::fs::write(folder.path().join("targets.csv"), table).expect("writes");
        }
        let mut delivery: Delivery = toml::from_str(settings).expect("a table");
        let problems = read(&folder.path().join("letter.toml"), settings, &mut delivery);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let told = told.join("\n").replace(&format!("{}/", folder.path().display()), "");
        (delivery, told)
    }

    const LIST: &str = "list = \"targets.csv\"";

    #[test]
    fn members_and_others_come_from_one_table_of_any_spreadsheet() {
        let table = "Bioguide ID;Name;Address;Salutation\nP000197;;;\nmember:X000001;;;\nca-assembly-12;The Honorable Ana Ruiz;\"State Capitol\nSacramento, CA\";Dear Ms. Ruiz:\n";
        let (delivery, told) = delivery(LIST, Some(table));
        assert_eq!(told, "");
        assert_eq!(delivery.listed, ["P000197", "X000001"]);
        let recipient = &delivery.recipients[0];
        assert_eq!((recipient.key.as_str(), recipient.is_listed), ("ca-assembly-12", true));
        assert_eq!(recipient.address, ["State Capitol", "Sacramento, CA"]);
        assert!(delivery.is_to_congress());
    }

    #[test]
    fn every_problem_has_its_cell() {
        let settings = "list = \"targets.csv\"\nmembers = [\"P000197\"]\nexcept = [\"X000009\"]";
        let table = "office,name,address,salutation\nP000197,,,\nX000009,,,\nX000001,,,\nX000001,,,\nNo Key,,,\nmayor,The Mayor,,\n,x,y,z\n";
        insta::assert_snapshot!(delivery(settings, Some(table)).1, @r#"
        targets.csv:2:1: "P000197" is also in members in letter.toml: keep one of them
        targets.csv:3:1: "X000009" is also in except in letter.toml: keep one of them
        targets.csv:5:1: "X000001" is also in line 4: keep one of them
        targets.csv:6:1: "No Key" is not an office: use a Member's bioguide ID, such as P000197, or a key of your own with lowercase letters, digits and hyphens
        targets.csv:7:18: the recipient's salutation is empty: fill it in, because it is printed on the letter
        targets.csv:7:17: the recipient's address is empty: fill it in, with a semicolon between its lines
        targets.csv:8:1: "" is not an office: use a Member's bioguide ID, such as P000197, or a key of your own with lowercase letters, digits and hyphens
        "#);
    }

    #[test]
    fn a_table_is_a_file_of_the_letters_folder() {
        let missing = delivery(LIST, None).1;
        assert!(
            missing.starts_with("letter.toml:1:8: the table of recipients \"targets.csv\" "),
            "{missing}"
        );
        let told = delivery("list = \"../targets.csv\"", None).1;
        assert_eq!(
            told,
            "letter.toml:1:8: \"../targets.csv\" must be a file in this folder: use only its file name"
        );
        assert_eq!(delivery("leadership = true", None).1, "");
    }
}
