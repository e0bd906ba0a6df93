//! The deciders of an organization: a name and an address for each, in rows, and how many must approve. Programs may also send them as lines
//! of one text.

use std::collections::HashSet;

use crate::email::EmailAddress;
use crate::signatures::organization::Contact;
use crate::signatures::{Approver, Board};
use crate::text::{self, TextError};
use crate::web::form::{Errors, LONGEST_NAME, Reading, Typed};

/// The maximum size of a board: each of its members is sent a mail.
pub(crate) const MOST: usize = 12;

/// The field with lines, one for each person.
pub(crate) const LINES: &str = "board";

/// The button that adds a row.
pub const ADD: &str = "add_approver";

/// The maximum length of a reason, in characters.
const LONGEST_REASON: usize = 500;

/// Returns the two fields of a row, which are numbered from the second row on.
pub(crate) fn row(number: usize) -> [String; 2] {
    ["approver_name", "approver_email"].map(|field| match number {
        0 | 1 => field.to_owned(),
        number => format!("{field}_{number}"),
    })
}

/// Returns whether a field is one of a row.
pub fn is_of_row(name: &str) -> bool {
    (1..=MOST).any(|number| row(number).iter().any(|field| field == name))
}

/// Returns whether something was typed into a row.
pub(crate) fn is_used(typed: &Typed, number: usize) -> bool {
    row(number).iter().any(|field| !typed.get(field).trim().is_empty())
}

/// Writes people who came as lines into rows that are free, if all lines can be read and there is room; otherwise the lines stay.
#[must_use]
pub fn in_rows(typed: Typed) -> Typed {
    let free: Vec<usize> = (1..=MOST).filter(|number| !is_used(&typed, *number)).collect();
    let people = match people_of(typed.get(LINES)) {
        Ok(people) if people.len() <= free.len() => people,
        _ => return typed,
    };
    let placed = free.into_iter().zip(people).fold(typed, |typed, (number, person)| {
        let [name, email] = row(number);
        typed.with(&name, &person.name).with(&email, person.email.as_str())
    });
    placed.with(LINES, "")
}

/// Reads the deciders; `None` if the contact decides, or something is wrong.
pub(crate) fn board(form: &mut Reading<'_>) -> Option<Board> {
    let rows: Vec<usize> = (1..=MOST).filter(|number| is_used(form.typed, *number)).collect();
    if rows.is_empty() && form.typed.get(LINES).trim().is_empty() {
        return None;
    }
    let mut people = Vec::new();
    for number in rows {
        let [name, email] = row(number);
        let (name, email) = (form.name(name), form.email(email));
        people.extend(name.zip(email).map(|(name, email)| Approver { name, email }));
    }
    match people_of(form.typed.get(LINES)) {
        Ok(more) => people.extend(more),
        Err(()) => form.wrong(LINES, "error-board"),
    }
    let mut seen = HashSet::new();
    people.retain(|it| seen.insert(it.email.canonical()));
    if people.len() > MOST {
        form.wrong(LINES, "error-board-many");
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

    #[test]
    fn rows_and_lines_are_one_board_and_a_row_says_what_is_wrong_with_it() {
        let typed = Typed::of([
            ("approver_name", "Dolores Prado"),
            ("approver_email", "dolores@union.example"),
            ("approver_name_3", "Kim Lee"),
            ("approver_email_3", "kim@union.example"),
            ("board", "Luz Ríos luz@union.example"),
        ]);
        let mut form = Reading::of(&typed);
        let named = board(&mut form).map(|board| board.people.iter().map(|it| it.name.clone()).collect::<Vec<_>>());
        assert_eq!(named.unwrap_or_default(), ["Dolores Prado", "Kim Lee", "Luz Ríos"]);
        assert!(form.errors.is_empty());
        let wrong = typed
            .with("approver_email_3", "kim@")
            .with("approver_name_4", "Mia Sol");
        let mut form = Reading::of(&wrong);
        board(&mut form);
        let errors: Vec<_> = form
            .errors
            .into_iter()
            .map(|(field, why)| (field.into_owned(), why))
            .collect();
        let expected = [
            ("approver_email_3", "error-email"),
            ("approver_email_4", "error-missing"),
        ];
        assert_eq!(errors, expected.map(|(field, why)| (field.to_owned(), why)));
    }

    #[test]
    fn the_script_adds_no_more_rows_than_are_read() {
        let script = include_str!("../../../static/js/rows.js");
        assert!(script.contains(&format!("const most = {MOST};")));
    }

    #[test]
    fn lines_come_back_as_rows_if_they_can_be_read() {
        let typed = Typed::of([
            ("approver_name", "Dolores Prado"),
            ("board", "Kim Lee kim@union.example\nLuz Ríos luz@union.example"),
        ]);
        let rows = in_rows(typed);
        assert_eq!(rows.get("approver_name"), "Dolores Prado");
        assert_eq!(
            (rows.get("approver_name_2"), rows.get("approver_email_3")),
            ("Kim Lee", "luz@union.example")
        );
        assert_eq!(rows.get("board"), "");
        let unread = in_rows(Typed::of([("board", "Kim Lee")]));
        assert_eq!(unread.get("board"), "Kim Lee");
    }
}
