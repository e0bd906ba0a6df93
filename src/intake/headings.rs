//! Guesses which column of a table is which field, from its headings.
//!
//! A heading that *is* a name of a field counts most, then one that contains a name: forms ask whole questions, such as “What is your email
//! address?”. The best match of all is taken first, then the best of the rest, so that no field has two columns and no column two fields.
//! Two columns that are equally called like one field are not guessed: staff say which one.

use std::collections::BTreeMap;

use self::matching::{ambiguous, guess};
use crate::intake::fields::{FIRST_NAME, Field, LAST_NAME, fields};
use crate::letters::Party;
use crate::tables::{Grid, GridRow, letters};
use crate::text;

/// How many rows at the top are looked at for the headings.
const MOST_ABOVE: usize = 15;

/// Which column is which field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The index of each field's column.
    by_field: BTreeMap<&'static str, usize>,
    /// The headings, in their order.
    headings: Vec<String>,
}

/// A column with its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnGuess {
    /// The index, from 0.
    pub index: usize,
    /// The name that a spreadsheet gives it, such as `B`.
    pub letters: String,
    /// Its heading.
    pub heading: String,
    /// The field; `None` if it is not used.
    pub field: Option<&'static str>,
}

/// What staff say about columns: a field, and a heading or letters, or nothing if the field has no column.
pub type Override = (String, String);

/// Begins an override that gives a column's index: no heading has this character.
const INDEX: char = '\u{1}';

/// Says that a field has the column with an index, whatever its heading is, or no column.
pub fn at_index(field: &str, index: Option<usize>) -> Override {
    let column = index.map_or_else(String::new, |index| format!("{INDEX}{index}"));
    (field.to_owned(), column)
}

/// The columns of a table whose fields staff still have to confirm.
pub struct Found {
    /// The number of the row of headings among those that are not blank.
    pub above: usize,
    /// Every column with a heading.
    pub columns: Vec<ColumnGuess>,
}

/// Why the columns are not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadingError {
    /// There is no row.
    #[error("the table is empty")]
    Empty,
    /// No heading is known.
    #[error(
        "no column is known by its heading; found {0}: pass --column field=HEADING, such as --column email=\"Correo\""
    )]
    Unknown(String),
    /// A field of this name does not exist.
    #[error("{0} is not a field: use {1}")]
    NoField(String, String),
    /// No column has this heading or letters.
    #[error("no column is called “{0}”; found {1}")]
    NoColumn(String, String),
    /// Two columns are called like a field.
    #[error("columns {1} and {2} could both be {0}: pass --column {0}={1} or --column {0}={2}")]
    Ambiguous(&'static str, String, String),
}

impl Columns {
    /// Finds the row of headings, and the field of each column. Returns the number of that row among those that are not blank.
    pub fn find(grid: &Grid, party: Party, said: &[Override]) -> Result<(usize, Self), HeadingError> {
        let fields = fields(party);
        let (at, row) = likely(grid, &fields).ok_or(HeadingError::Empty)?;
        let columns = Self::of(headings(row), &fields, said)?;
        Ok((at, columns))
    }

    /// Guesses what can be guessed; columns that are equally likely have no field. `None` if the table is empty.
    pub fn guess(grid: &Grid, party: Party) -> Option<Found> {
        let fields = fields(party);
        let (above, row) = likely(grid, &fields)?;
        let headings = headings(row);
        let mut by_field = guess(&headings, &fields);
        while let Some((field, ..)) = ambiguous(&headings, &fields, &by_field) {
            by_field.remove(field);
        }
        let columns = Self { by_field, headings }.guesses();
        Some(Found { above, columns })
    }

    fn of(headings: Vec<String>, fields: &[&'static Field], said: &[Override]) -> Result<Self, HeadingError> {
        let mut by_field = BTreeMap::new();
        let mut fixed = Vec::new();
        for (name, column) in said {
            let field = fields.iter().find(|field| field.name == name).ok_or_else(|| {
                let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                HeadingError::NoField(name.clone(), names.join(", "))
            })?;
            fixed.push(field.name);
            if !column.is_empty() {
                let index = position(&headings, column);
                let index = index.ok_or_else(|| HeadingError::NoColumn(column.clone(), listed(&headings)))?;
                by_field.insert(field.name, index);
            }
        }
        let free: Vec<&'static Field> = fields.iter().copied().filter(|it| !fixed.contains(&it.name)).collect();
        // A column that was set aside is not guessed to be something else.
        let all = guess(&headings, fields);
        let aside = fixed.iter().filter_map(|field| all.get(field).copied());
        let taken: Vec<usize> = by_field.values().copied().chain(aside).collect();
        let rest = headings.iter().enumerate().map(|(at, heading)| {
            if taken.contains(&at) {
                String::new()
            } else {
                heading.clone()
            }
        });
        let rest: Vec<String> = rest.collect();
        let guessed = guess(&rest, &free);
        if let Some((field, one, other)) = ambiguous(&rest, &free, &guessed) {
            return Err(HeadingError::Ambiguous(field, letters(one), letters(other)));
        }
        by_field.extend(guessed);
        if by_field.is_empty() {
            return Err(HeadingError::Unknown(listed(&headings)));
        }
        Ok(Self { by_field, headings })
    }

    /// Returns the index of a field's column.
    pub(crate) fn of_field(&self, field: &str) -> Option<usize> {
        self.by_field.get(field).copied()
    }

    /// Returns the index of the column that a form's field comes from.
    pub(crate) fn source_of(&self, field: &str) -> Option<usize> {
        let parts = || [FIRST_NAME, LAST_NAME].iter().find_map(|part| self.of_field(part));
        self.of_field(field).or_else(|| {
            let is_name = matches!(field, "name" | "contact_name");
            is_name.then(parts).flatten()
        })
    }

    /// Returns whether the table gives a field, or its parts.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.source_of(field).is_some()
    }

    /// Iterates over the fields with their columns.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.by_field.iter().map(|(field, index)| (*field, *index))
    }

    /// Returns how many columns have headings.
    pub(crate) fn width(&self) -> usize {
        self.headings.len()
    }

    /// Lists the columns with a heading, in their order.
    pub fn guesses(&self) -> Vec<ColumnGuess> {
        let each = self
            .headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| !heading.is_empty());
        each.map(|(index, heading)| ColumnGuess {
            index,
            letters: letters(index),
            heading: heading.clone(),
            field: self.all().find(|(_, at)| *at == index).map(|(field, _)| field),
        })
        .collect()
    }
}

/// Returns the row that is most likely the one of the headings, with its number.
fn likely<'g>(grid: &'g Grid, fields: &[&'static Field]) -> Option<(usize, GridRow<'g>)> {
    let known = |row: GridRow<'_>| guess(&headings(row), fields).len();
    let above = grid.rows().take(MOST_ABOVE).enumerate();
    // The first of several equal ones: a signer may be called State.
    above.max_by_key(|(at, row)| (known(*row), usize::MAX - at))
}

fn headings(row: GridRow<'_>) -> Vec<String> {
    row.texts().map(text::tidy).collect()
}

fn listed(headings: &[String]) -> String {
    const MOST: usize = 20;
    let shown = headings.iter().enumerate().filter(|(_, it)| !it.is_empty()).take(MOST);
    let shown: Vec<String> = shown
        .map(|(at, heading)| format!("{} “{}”", letters(at), heading.chars().take(60).collect::<String>()))
        .collect();
    shown.join(", ")
}

/// Returns the index of the column that is called so, or that has these letters.
fn position(headings: &[String], called: &str) -> Option<usize> {
    if let Some(index) = called.strip_prefix(INDEX) {
        return index.parse().ok().filter(|index| *index < headings.len());
    }
    let folded = text::fold(called);
    let by_heading = headings.iter().position(|it| text::tidy(called) == *it);
    let by_folded = || {
        headings
            .iter()
            .position(|it| !it.is_empty() && text::fold(it) == folded)
    };
    let by_letters = || (0..headings.len()).find(|at| letters(*at).eq_ignore_ascii_case(called.trim()));
    by_heading.or_else(by_folded).or_else(by_letters)
}

mod matching;
#[cfg(test)]
mod tests;
