//! `contacts.csv`: e-mail addresses of offices that staff obtained, each with its source and when it was verified.
//!
//! There is no public directory of such addresses, and none is ever derived from a pattern. All or nothing: one wrong line rejects the
//! whole file, and every problem is reported with line and column. [`super::contact_import`] stores what was read.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::civil::Date;

use crate::email::EmailAddress;
use crate::tables::{self, Column, DateOrder, Problem, Row, Table, original};

/// The columns of the file. `name` may be left empty in a line; the others may not.
pub const COLUMNS: &[Column] = &[
    Column {
        name: "office",
        synonyms: &["office key", "key", "oficina"],
        required: true,
    },
    Column {
        name: "email",
        synonyms: &[
            "e mail",
            "mail",
            "email address",
            "e mail address",
            "correo",
            "correo electrónico",
        ],
        required: true,
    },
    Column {
        name: "name",
        synonyms: &["contact", "contact name", "person", "nombre"],
        required: false,
    },
    Column {
        name: "source",
        synonyms: &["from", "where from", "origin", "fuente"],
        required: true,
    },
    Column {
        name: "verified_on",
        synonyms: &[
            "verified",
            "checked",
            "checked on",
            "last checked",
            "date",
            "date checked",
            "fecha",
        ],
        required: true,
    },
];

/// An office's e-mail contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The key: `member:<bioguide>`, `committee:<code>:<majority|minority>` or `recipient:<key>`.
    pub office: String,
    /// The address that a bundle goes to.
    pub email: EmailAddress,
    /// A named person, if known.
    pub name: Option<String>,
    /// The source of the address: a call, a business card, a committee's notice.
    pub source: String,
    /// When it was last verified.
    pub verified_on: Date,
}

impl Contact {
    /// Returns whether this is the contact's address, regardless of spelling.
    pub(crate) fn is_at(&self, email: &EmailAddress) -> bool {
        self.email.as_str().eq_ignore_ascii_case(email.as_str())
    }
}

/// Parses the file; `Err` lists every problem in the order of lines. `today`: no address was verified later.
pub fn parse(bytes: &[u8], today: Date, order: DateOrder) -> Result<Vec<Contact>, Vec<Problem>> {
    let mut first_lines: HashMap<(String, String), u64> = HashMap::new();
    Table::read(bytes, COLUMNS)?.each(|row| {
        let contact = contact(row, today, order)?;
        let key = (contact.office.clone(), contact.email.as_str().to_lowercase());
        match first_lines.entry(key) {
            Entry::Occupied(first) => {
                let what = format!(
                    "{} already has this email address in line {}: keep one of them",
                    contact.office,
                    first.get()
                );
                Err(vec![row.problem("office", what)])
            }
            Entry::Vacant(free) => {
                free.insert(row.line());
                Ok(contact)
            }
        }
    })
}

fn contact(row: Row<'_>, today: Date, order: DateOrder) -> Result<Contact, Vec<Problem>> {
    let mut problems = Vec::new();
    let office = row.cell("office");
    if !is_office(office) {
        // In a wrong file a cell may contain anything, and be long.
        let shown: String = office.chars().take(60).collect();
        problems.push(row.problem("office", format!("\"{shown}\" is not an office: use member:<bioguide>, committee:<code>:majority, committee:<code>:minority or recipient:<key>")));
    }
    let email = EmailAddress::parse(row.cell("email"));
    if email.is_err() {
        problems.push(row.problem("email", "not an email address: fix it"));
    }
    // Undoes the escaping of our own export.
    let source = original(&crate::text::tidy(row.cell("source")));
    if source.is_empty() {
        problems.push(row.problem("source", "source is empty: enter where the address is from"));
    }
    let verified_on = tables::day(row.cell("verified_on"), order);
    match &verified_on {
        Err(what) => problems.push(row.problem("verified_on", format!("verified_on: {what}"))),
        Ok(day) if *day > today => problems.push(row.problem(
            "verified_on",
            format!("{day} is in the future: enter the date when the address was checked"),
        )),
        Ok(_) => {}
    }
    let name = Some(original(&crate::text::tidy(row.cell("name")))).filter(|name| !name.is_empty());
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

/// Returns whether a text names an office, as contacts do.
pub(crate) fn is_office(key: &str) -> bool {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match key.split(':').collect::<Vec<_>>().as_slice() {
        ["member", id] => plain(id) && id.len() == 7,
        ["committee", code, side] => plain(code) && super::Side::parse(side).is_ok(),
        ["recipient", key] => plain(key),
        _ => false,
    }
}

/// Returns the key under which an opt-out is stored: an office as contacts name it, or an e-mail address; `None` if the text is neither.
pub fn stop_key(text: &str) -> Option<String> {
    if is_office(text) {
        return Some(text.to_owned());
    }
    let address = EmailAddress::parse(text).ok()?;
    Some(address.as_str().to_lowercase())
}

#[cfg(test)]
mod tests;
