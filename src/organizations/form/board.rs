//! The deciders of an organization: one person in two fields, several a line each, and how many must approve.

use crate::email::EmailAddress;
use crate::signatures::organization::Contact;
use crate::signatures::{Approver, Board};
use crate::text::{self, TextError};
use crate::web::form::{Errors, LONGEST_NAME, Reading, Typed};

/// The maximum size of a board: each of its members is sent a mail.
const MOST: usize = 12;

/// The maximum length of a reason, in characters.
const LONGEST_REASON: usize = 500;

/// Reads the deciders; `None` if the contact decides, or something is wrong.
pub(crate) fn board(form: &mut Reading<'_>) -> Option<Board> {
    let asked = ["approver_name", "approver_email", "board"]
        .iter()
        .any(|field| !form.typed.get(field).trim().is_empty());
    if !asked {
        return None;
    }
    let first = ["approver_name", "approver_email"]
        .iter()
        .any(|field| !form.typed.get(field).trim().is_empty());
    let mut people = Vec::new();
    if first {
        let (name, email) = (form.name("approver_name"), form.email("approver_email"));
        people.extend(name.zip(email).map(|(name, email)| Approver { name, email }));
    }
    match people_of(form.typed.get("board")) {
        Ok(more) => people.extend(more),
        Err(()) => form.wrong("board", "error-board"),
    }
    let mut seen = std::collections::HashSet::new();
    people.retain(|it| seen.insert(it.email.canonical()));
    if people.len() > MOST {
        form.wrong("board", "error-board-many");
    }
    let number = u32::try_from(people.len()).unwrap_or(u32::MAX);
    let approvals = match form.typed.get("approvals") {
        "" => Some(1),
        "all" => Some(number),
        given => given.parse().ok().filter(|given| (1..=number).contains(given)),
    };
    if approvals.is_none() && form.errors.is_empty() {
        form.wrong("approvals", "error-approvals");
    }
    (!people.is_empty()).then_some(Board {
        people,
        approvals: approvals?,
    })
}

/// Reads the reason for declining; `None` if none was given. `Err` is the message of its error.
pub fn reason(typed: &Typed) -> Result<Option<String>, &'static str> {
    text::optional_line(typed.get("reason"), LONGEST_REASON).map_err(TextError::message)
}

/// Parses a name and an address for each person, as people write or paste them: one a line, or separated by commas or semicolons, with or
/// without angle brackets around the address.
fn people_of(text: &str) -> Result<Vec<Approver>, ()> {
    let mut people = Vec::new();
    for line in text.lines().flat_map(|line| line.split(';')) {
        let mut name: Vec<&str> = Vec::new();
        for word in line.split_whitespace().flat_map(|word| word.split(',')) {
            let word = word.trim_matches(['<', '>', '(', ')', '"']);
            if !word.contains('@') {
                name.extend((!word.is_empty()).then_some(word));
                continue;
            }
            let email = EmailAddress::parse(word).map_err(|_| ())?;
            let name = text::name(&std::mem::take(&mut name).join(" "), LONGEST_NAME).map_err(|_| ())?;
            people.push(Approver { name, email });
        }
        if !name.is_empty() {
            return Err(());
        }
    }
    Ok(people)
}

/// Parses another contact, or returns the errors by field.
pub fn contact(typed: &Typed) -> Result<Contact, Errors> {
    let mut form = Reading::of(typed);
    let (name, title, email) = (
        form.name("next_name"),
        form.name("next_title"),
        form.email("next_email"),
    );
    match (name, title, email) {
        (Some(name), Some(title), Some(email)) => Ok(Contact { name, title, email }),
        _ => Err(form.errors),
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, ()> {
        let people = people_of(text)?;
        Ok(people
            .iter()
            .map(|it| format!("{}/{}", it.name, it.email.as_str()))
            .collect())
    }

    #[rstest::rstest]
    #[case("Dolores Prado dolores@union.example\nKim Lee, kim@union.example")]
    #[case("Dolores Prado <dolores@union.example>, Kim Lee <kim@union.example>")]
    #[case("\"Dolores Prado\" <dolores@union.example>; Kim Lee kim@union.example;\n\n")]
    #[case("Dolores Prado\tdolores@union.example\r\nKim Lee (kim@union.example)\r\n")]
    fn a_board_is_read_as_people_write_it(#[case] text: &str) {
        let both = ["Dolores Prado/dolores@union.example", "Kim Lee/kim@union.example"];
        assert_eq!(read(text), Ok(both.map(str::to_owned).to_vec()));
    }

    #[rstest::rstest]
    #[case("Dolores Prado")]
    #[case("dolores@union.example")]
    #[case("Dolores Prado dolores@union")]
    #[case("Dolores Prado\ndolores@union.example")]
    #[case("Dolores www.evil.example dolores@union.example")]
    fn a_line_without_name_or_address_is_asked_about(#[case] text: &str) {
        assert_eq!(read(text), Err(()));
    }

    #[test]
    fn an_empty_board_is_no_board() {
        assert_eq!(read(" \n "), Ok(Vec::new()));
    }
}
