//! Maps the headings of a table to columns.

use super::{Cell, Problem};

/// A column that a table may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The name in the documentation.
    pub name: &'static str,
    /// Other names that people, forms and programs use, in lower case and without punctuation.
    pub synonyms: &'static [&'static str],
    /// Whether a table without it is refused.
    pub required: bool,
}

impl Column {
    fn is_called(&self, heading: &str) -> bool {
        heading == plain(self.name) || self.synonyms.contains(&heading)
    }
}

/// Counts the columns that a row names.
pub(super) fn known(header: &[Cell], columns: &[Column]) -> usize {
    let named = |column: &&Column| header.iter().any(|cell| column.is_called(&plain(&cell.text)));
    columns.iter().filter(named).count()
}

/// Returns the index of each column; unknown headings are skipped.
pub(super) fn places(header: &[Cell], columns: &[Column]) -> Result<Vec<(&'static str, usize)>, Vec<Problem>> {
    let (mut places, mut problems, mut absent) = (Vec::new(), Vec::new(), Vec::new());
    for column in columns {
        let mut found = header
            .iter()
            .enumerate()
            .filter(|(_, cell)| column.is_called(&plain(&cell.text)));
        // The documented name wins over synonyms: a form may have both "Name" and "Contact".
        let exact = found.clone().find(|(_, cell)| plain(&cell.text) == plain(column.name));
        match exact.or_else(|| found.next()) {
            Some((index, _)) => {
                if exact.is_none()
                    && let Some((_, second)) = found.next()
                {
                    let what = format!("two columns could be {}: name one of them {}", column.name, column.name);
                    problems.push(Problem::new(second.line, second.column, what));
                }
                places.push((column.name, index));
            }
            None if column.required => absent.push(column.name),
            None => {}
        }
    }
    if !absent.is_empty() {
        let line = header.first().map_or(1, |cell| cell.line);
        let what = match &absent[..] {
            [one] => format!("the column {one} is missing"),
            all => format!("the columns {} are missing", all.join(", ")),
        };
        problems.push(missing(columns, line, &format!("{what}; found {}", shown(header))));
    }
    if problems.is_empty() { Ok(places) } else { Err(problems) }
}

/// Lists some of the headings of a table: without headings, this is a row of data.
fn shown(header: &[Cell]) -> String {
    const MOST: usize = 12;
    const LONGEST: usize = 40;
    let filled = header
        .iter()
        .map(|cell| cell.text.trim())
        .filter(|text| !text.is_empty());
    let mut shown: Vec<String> = filled
        .map(|text| format!("“{}”", text.chars().take(LONGEST).collect::<String>()))
        .collect();
    let more = shown.len().saturating_sub(MOST);
    shown.truncate(MOST);
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}

/// Describes a problem with the header, and the line that would mend it.
pub(super) fn missing(columns: &[Column], line: u64, what: &str) -> Problem {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let what = format!("{what}: start the file with the line {}", names.join(","));
    Problem::new(line, 1, what)
}

/// Folds a heading: lower case, with single spaces in place of everything that is not a letter or digit.
fn plain(heading: &str) -> String {
    let spaced: String = heading
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
