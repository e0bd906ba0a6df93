//! `contacts.csv`: e-mail addresses of offices that staff obtained, each with where it is from and when it was checked.
//!
//! There is no public directory of such addresses, and none is ever derived from a pattern. All or nothing: one wrong line
//! keeps the whole file out, and every problem is told with line and column.

use jiff::civil::Date;

use crate::email::EmailAddress;

/// The header of the file. `name` may be left empty in a line; the others may not.
pub const COLUMNS: [&str; 5] = ["office", "email", "name", "source", "verified_on"];

/// An office's e-mail contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// `member:<bioguide>`, `committee:<code>:<majority|minority>` or `recipient:<key>`.
    pub office: String,
    /// Where a bundle goes.
    pub email: EmailAddress,
    /// A named person, if known.
    pub name: Option<String>,
    /// Who gave the address: a call, a business card, a committee's notice.
    pub source: String,
    /// When it was last known to be right.
    pub verified_on: Date,
}

/// What is wrong with a file, at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: u64,
    /// Of the first character, from 1.
    pub column: usize,
    /// What is wrong, and how to mend it.
    pub what: String,
}

/// Reads the file; `Err` lists every problem in the order of lines. `today`: no address was checked later.
pub fn parse(text: &str, today: Date) -> Result<Vec<Contact>, Vec<Problem>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header: Vec<String> = reader
        .headers()
        .map(|row| row.iter().map(|cell| cell.trim().to_lowercase()).collect())
        .unwrap_or_default();
    let mut problems: Vec<Problem> = Vec::new();
    for missing in COLUMNS.iter().filter(|name| !header.iter().any(|cell| cell == *name)) {
        problems.push(Problem {
            line: 1,
            column: 1,
            what: format!(
                "the column {missing} is missing: begin the file with the line {}",
                COLUMNS.join(",")
            ),
        });
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut contacts: Vec<(Contact, u64)> = Vec::new();
    for record in reader.records() {
        let line = match record {
            Ok(record) => Line::new(&header, text, record),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(Problem {
                    line,
                    column: 1,
                    what: "the line can't be read as CSV in UTF-8: correct its quotes or its encoding".to_owned(),
                });
                continue;
            }
        };
        let twice = |contact: &Contact| {
            contacts
                .iter()
                .find(|(other, _)| other.office == contact.office)
                .map(|(_, first)| *first)
        };
        match line.contact(today) {
            Ok(contact) => match twice(&contact) {
                Some(first) => problems.push(line.problem(
                    "office",
                    format!("{} stands already in line {first}: keep one of them", contact.office),
                )),
                None => contacts.push((contact, line.number)),
            },
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(contacts.into_iter().map(|(contact, _)| contact).collect())
    } else {
        Err(problems)
    }
}

struct Line<'t> {
    header: &'t [String],
    source: &'t str,
    number: u64,
    cells: csv::StringRecord,
}

impl<'t> Line<'t> {
    fn new(header: &'t [String], text: &'t str, cells: csv::StringRecord) -> Self {
        let number = cells.position().map_or(0, csv::Position::line);
        let source = text
            .lines()
            .nth(usize::try_from(number).unwrap_or(1).saturating_sub(1))
            .unwrap_or_default();
        Self {
            header,
            source,
            number,
            cells,
        }
    }

    fn cell(&self, column: &str) -> &str {
        let index = self.header.iter().position(|name| name == column);
        index.and_then(|index| self.cells.get(index)).unwrap_or_default().trim()
    }

    fn problem(&self, column: &str, what: String) -> Problem {
        let index = self.header.iter().position(|name| name == column).unwrap_or(0);
        let column = starts(self.source).get(index).copied().unwrap_or(1);
        Problem {
            line: self.number,
            column,
            what,
        }
    }

    fn contact(&self, today: Date) -> Result<Contact, Vec<Problem>> {
        let mut problems = Vec::new();
        if self.cells.len() > self.header.len() {
            problems.push(Problem {
                line: self.number,
                column: 1,
                what: "there are more cells than columns: put quotes around a cell that has a comma".to_owned(),
            });
        }
        let office = self.cell("office");
        if !is_office(office) {
            problems.push(self.problem("office", format!("\"{office}\" names no office: write member:<bioguide>, committee:<code>:majority, committee:<code>:minority or recipient:<key>")));
        }
        let email = EmailAddress::parse(self.cell("email"));
        if email.is_err() {
            problems.push(self.problem("email", "this is not an e-mail address: correct it".to_owned()));
        }
        let source = crate::text::tidy(self.cell("source"));
        if source.is_empty() {
            problems.push(self.problem("source", "source is empty: say where the address is from".to_owned()));
        }
        let verified_on = self.cell("verified_on").parse::<Date>();
        match &verified_on {
            Err(_) => {
                problems.push(self.problem("verified_on", "verified_on must be a day such as 2026-11-24".to_owned()));
            }
            Ok(day) if *day > today => problems.push(self.problem(
                "verified_on",
                format!("{day} is in the future: write the day on which the address was checked"),
            )),
            Ok(_) => {}
        }
        let name = Some(crate::text::tidy(self.cell("name"))).filter(|name| !name.is_empty());
        match (email, verified_on) {
            (Ok(email), Ok(verified_on)) if problems.is_empty() => Ok(Contact {
                office: office.to_owned(),
                email,
                name,
                source,
                verified_on,
            }),
            _ => Err(problems),
        }
    }
}

/// The column at which each cell of a line begins, from 1; a comma between quotes is part of its cell.
fn starts(line: &str) -> Vec<usize> {
    let mut quoted = false;
    let mut found = vec![1];
    for (index, c) in line.chars().enumerate() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => found.push(index + 2),
            _ => {}
        }
    }
    found
}

fn is_office(key: &str) -> bool {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match key.split(':').collect::<Vec<_>>().as_slice() {
        ["member", id] => plain(id) && id.len() == 7,
        ["committee", code, side] => plain(code) && super::Side::parse(side).is_ok(),
        ["recipient", key] => plain(key),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
