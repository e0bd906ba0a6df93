//! Guesses which column of a table is which field, from its headings.
//!
//! A heading that *is* a name of a field counts most, then one that contains a name: forms ask whole questions, such as “What is your email
//! address?”. The best match of all is taken first, then the best of the rest, so that no field has two columns and no column two fields.
//! Two columns that are equally called like one field are not guessed: staff say which one.

use std::collections::BTreeMap;

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
    /// The name that a spreadsheet gives it, such as `B`.
    pub letters: String,
    /// Its heading.
    pub heading: String,
    /// The field; `None` if it is not used.
    pub field: Option<&'static str>,
}

/// What staff say about columns: a field, and a heading or letters, or nothing if the field has no column.
pub type Override = (String, String);

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
        let known = |row: GridRow<'_>| guess(&headings(row), &fields).len();
        let above: Vec<GridRow<'_>> = grid.rows().take(MOST_ABOVE).collect();
        // The first of several equal ones: a signer may be called State.
        let best = (0..above.len()).max_by_key(|at| (known(above[*at]), usize::MAX - at));
        let at = best.ok_or(HeadingError::Empty)?;
        let columns = Self::of(headings(above[at]), &fields, said)?;
        Ok((at, columns))
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
            letters: letters(index),
            heading: heading.clone(),
            field: self.all().find(|(_, at)| *at == index).map(|(field, _)| field),
        })
        .collect()
    }
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

/// The score of a heading that is a field's name; that of a later synonym is a little lower.
const EXACT: usize = 10_000;

/// Returns how well a folded heading matches a field; 0 if it does not.
fn score(heading: &str, field: &Field) -> usize {
    let words = |text: &str| text.split(' ').count();
    let each = field.synonyms.iter().zip(1..).map(|(name, place): (&&str, usize)| {
        if heading == *name {
            EXACT - place
        } else if format!(" {heading} ").contains(&format!(" {name} ")) && name.len() > 2 {
            // The longer the name and the shorter the question, the surer.
            (100 * words(name)).saturating_sub(words(heading).min(50)) + 1
        } else {
            0
        }
    });
    each.max().unwrap_or(0)
}

/// Matches headings with fields, the best match first.
fn guess(headings: &[String], fields: &[&'static Field]) -> BTreeMap<&'static str, usize> {
    let folded: Vec<String> = headings.iter().map(|heading| text::fold(heading)).collect();
    let mut matches = Vec::new();
    for (at, heading) in folded.iter().enumerate().filter(|(_, heading)| !heading.is_empty()) {
        for (nth, field) in fields.iter().enumerate() {
            let score = score(heading, field);
            if score > 0 {
                matches.push((score, at, nth));
            }
        }
    }
    matches.sort_by_key(|(score, at, nth)| (usize::MAX - score, *at, *nth));
    let mut found: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (_, at, nth) in matches {
        let field = fields[nth].name;
        if !found.contains_key(field) && !found.values().any(|taken| *taken == at) {
            found.insert(field, at);
        }
    }
    if found.contains_key(FIRST_NAME) && found.contains_key(LAST_NAME) {
        // "May we publish your name?" is not the name then.
        let is_name = |field: &str, at: usize| {
            let field = fields.iter().find(|it| it.name == field);
            field.is_some_and(|field| score(&folded[at], field) >= EXACT - field.synonyms.len())
        };
        found.retain(|field, at| !matches!(*field, "name" | "contact_name") || is_name(field, *at));
    }
    found
}

/// Fields of which a wrong column would be a wrong signature.
const IMPORTANT: &[&str] = &[
    "name",
    FIRST_NAME,
    LAST_NAME,
    "legal_name",
    "contact_name",
    "email",
    "postal_code",
    "state",
];

/// Returns an important field that is also the name of a column that was guessed to be nothing.
fn ambiguous(
    headings: &[String],
    fields: &[&'static Field],
    found: &BTreeMap<&'static str, usize>,
) -> Option<(&'static str, usize, usize)> {
    let unused = |at: &usize| !found.values().any(|taken| taken == at);
    let is_called = |at: usize, field: &Field| score(&text::fold(&headings[at]), field) >= EXACT - field.synonyms.len();
    let mut important = fields.iter().filter(|field| IMPORTANT.contains(&field.name));
    important.find_map(|field| {
        let one = *found.get(field.name)?;
        let other = (0..headings.len()).filter(unused).find(|at| is_called(*at, field));
        other
            .filter(|_| is_called(one, field))
            .map(|other| (field.name, one.min(other), one.max(other)))
    })
}

#[cfg(test)]
mod tests;
