//! Reads the tables that staff bring (contacts, invitations, districts), and protects those that they export against formulas
//! ([`harmless`]).
//!
//! A table comes out of whatever program staff use: Excel in any country, a Google Form, a text editor. So the reader takes any encoding
//! and separator that such programs write ([`encoding`], [`cells`]), finds columns by the names that people give them ([`header`]), and
//! skips empty rows. Every cell knows its line and column, so that each problem is reported as `file:line:column`.
//!
//! The `csv` crate reads records but does not say where a cell begins, nor that a quote was never closed; hence [`cells`].

mod cells;
mod dates;
mod encoding;
mod formulas;
mod grid;
mod header;
pub mod workbook;

pub use dates::{DateOrder, day};
pub(crate) use formulas::original;
pub use formulas::{BOM, harmless};
pub use grid::{Grid, GridRow, Place, SheetNotes, letters};
pub use header::Column;

use crate::text::counted;

/// The most characters of a cell that is read. A quote that is closed much later makes a cell of half the table.
const LONGEST_CELL: usize = 2_000;

/// A cell as written, without its quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    text: String,
    /// What stands in place of a value that a spreadsheet program did not save.
    broken: Option<String>,
    /// The line, from 1.
    line: u64,
    /// The column of its first character (a quote counts), from 1.
    column: usize,
}

impl Cell {
    fn new(text: String, line: u64, column: usize) -> Self {
        let broken = None;
        Self {
            text,
            broken,
            line,
            column,
        }
    }
}

/// A problem with a table, and its position.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {what}")]
pub struct Problem {
    /// The line, from 1.
    pub line: u64,
    /// The column of the first character, from 1.
    pub column: usize,
    /// What is wrong, and how to mend it.
    pub what: String,
}

impl Problem {
    /// Creates a problem with a whole file.
    pub(crate) fn of_file(what: impl Into<String>) -> Self {
        Self::new(1, 1, what)
    }

    fn new(line: u64, column: usize, what: impl Into<String>) -> Self {
        let what = what.into();
        Self { line, column, what }
    }
}

/// A table whose header has been read.
#[derive(Debug)]
pub struct Table {
    /// The index in a row for each known column.
    places: Vec<(&'static str, usize)>,
    width: usize,
    /// The cell separator, in words.
    separator: &'static str,
    rows: Vec<Vec<Cell>>,
}

/// A row of a [`Table`], with at least one cell that is not blank.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    cells: &'t [Cell],
}

impl Table {
    /// Reads a file's bytes. `Err` holds every problem of the encoding, the quotes and the header.
    pub fn read(bytes: &[u8], columns: &[Column]) -> Result<Self, Vec<Problem>> {
        let text = encoding::decode(bytes).map_err(|what| vec![Problem::new(1, 1, what)])?;
        let (rows, separator) = cells::split(&text, columns)?;
        let blank = |row: &Vec<Cell>| row.iter().all(|cell| cell.text.trim().is_empty());
        let mut rows = rows.into_iter().filter(|row| !blank(row));
        let Some(header) = rows.next() else {
            return Err(vec![header::missing(columns, 1, "the table is empty")]);
        };
        let places = header::places(&header, columns)?;
        Ok(Self {
            places,
            width: header.len(),
            separator,
            rows: rows.collect(),
        })
    }

    /// Reads the rows below the header that are not blank. `Err` holds every problem in the order of lines, also of rows that have more
    /// cells than the header.
    pub fn each<T>(&self, mut read: impl FnMut(Row<'_>) -> Result<T, Vec<Problem>>) -> Result<Vec<T>, Vec<Problem>> {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for cells in &self.rows {
            problems.extend(self.too_wide(cells));
            let long: Vec<_> = self.too_long(cells).collect();
            if !long.is_empty() {
                // Its content would be in every other message about it.
                problems.extend(long);
                continue;
            }
            match read(Row { table: self, cells }) {
                Ok(value) => found.push(value),
                Err(wrong) => problems.extend(wrong),
            }
        }
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    fn too_wide(&self, cells: &[Cell]) -> Option<Problem> {
        let mut extra = cells.iter().skip(self.width);
        let cell = extra.find(|cell| !cell.text.trim().is_empty())?;
        let what = format!(
            "this row has more cells than the header: put quotes around any cell that contains {}",
            self.separator
        );
        Some(Problem::new(cell.line, cell.column, what))
    }

    /// Returns a problem for each cell of a known column that is too long.
    fn too_long<'c>(&self, cells: &'c [Cell]) -> impl Iterator<Item = Problem> + use<'c, '_> {
        let known = self.places.iter().filter_map(|(_, index)| cells.get(*index));
        known.filter_map(|cell| {
            let length = cell.text.trim().chars().count();
            let what = format!(
                "this cell has {}, and {LONGEST_CELL} is the limit: shorten it, or look for a quote that is not closed",
                counted(length, "character", "characters")
            );
            (length > LONGEST_CELL).then(|| Problem::new(cell.line, cell.column, what))
        })
    }

    /// Returns whether there is no row below the header.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Row<'_> {
    /// Returns the cell in a column, without blanks around it; empty if the table has no such column.
    pub fn cell(&self, column: &str) -> &str {
        self.place(column)
            .and_then(|index| self.cells.get(index))
            .map_or("", |cell| cell.text.trim())
    }

    /// Returns the cell in a column; `None` if it is empty.
    pub fn filled(&self, column: &str) -> Option<&str> {
        Some(self.cell(column)).filter(|text| !text.is_empty())
    }

    /// Returns the line on which the row begins, from 1.
    pub fn line(&self) -> u64 {
        self.cells.first().map_or(1, |cell| cell.line)
    }

    /// Creates a problem with the cell in a column.
    pub fn problem(&self, column: &str, what: impl Into<String>) -> Problem {
        let index = self.place(column).unwrap_or(0).min(self.table.width);
        // A row that ends early has its problem at its end.
        match self.cells.get(index).or_else(|| self.cells.last()) {
            Some(cell) => Problem::new(cell.line, cell.column, what),
            None => Problem::new(self.line(), 1, what),
        }
    }

    fn place(&self, column: &str) -> Option<usize> {
        let found = self.table.places.iter().find(|(name, _)| *name == column);
        found.map(|(_, index)| *index)
    }
}

#[cfg(test)]
mod tests;
