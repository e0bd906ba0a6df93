//! A table whose columns are not known yet: rows of cells that know where they are.

use super::workbook::SheetContent;
use super::{Cell, Column, Problem, cells, encoding};

/// A table before its columns are known. Blank rows are left out.
#[derive(Debug)]
pub struct Grid {
    medium: Medium,
    rows: Vec<Vec<Cell>>,
    /// The sheet of a workbook, and what was not read of it.
    pub sheet: Option<SheetNotes>,
}

/// What a table was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Medium {
    Text,
    Workbook,
}

/// What was read of a workbook, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetNotes {
    /// The sheet that was read.
    pub name: String,
    /// Other visible sheets.
    pub others: Vec<String>,
    /// Hidden sheets.
    pub hidden: Vec<String>,
    /// How many ranges of merged cells it has; only the first cell of each has a value.
    pub merged: usize,
}

/// The position of a cell: `17:23` in a text file (line and column of the character), `B17` in a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line or row, from 1.
    pub line: u64,
    column: usize,
    is_in_workbook: bool,
}

impl Place {
    /// Returns the position as people look for it: the cell of a workbook, the line of a text.
    pub fn short(&self) -> String {
        if self.is_in_workbook {
            self.to_string()
        } else {
            self.line.to_string()
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_in_workbook {
            write!(f, "{}{}", letters(self.column - 1), self.line)
        } else {
            write!(f, "{}:{}", self.line, self.column)
        }
    }
}

impl Grid {
    /// Splits a text file. The columns tell which separator is likely; their headings need not be there.
    pub fn of_text(bytes: &[u8], columns: &[Column]) -> Result<Self, Vec<Problem>> {
        let text = encoding::decode(bytes).map_err(|what| vec![Problem::new(1, 1, what)])?;
        let (rows, _) = cells::split(&text, columns)?;
        Ok(Self {
            medium: Medium::Text,
            rows: rows.into_iter().filter(|row| !is_blank(row)).collect(),
            sheet: None,
        })
    }

    /// Takes the cells of a workbook's sheet.
    pub(super) fn of_sheet(content: SheetContent) -> Self {
        Self {
            medium: Medium::Workbook,
            rows: content.rows.into_iter().filter(|row| !is_blank(row)).collect(),
            sheet: Some(content.notes),
        }
    }

    /// Returns the rows that are not blank, each with its cells without blanks around them.
    pub fn rows(&self) -> impl Iterator<Item = GridRow<'_>> {
        self.rows.iter().map(|cells| GridRow {
            cells,
            medium: self.medium,
        })
    }

    /// Returns how many rows are not blank.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether all rows are blank.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A row of a [`Grid`].
#[derive(Clone, Copy, Debug)]
pub struct GridRow<'g> {
    cells: &'g [Cell],
    medium: Medium,
}

impl<'g> GridRow<'g> {
    /// Returns the content of a cell; empty if the row ends before it.
    pub fn text(&self, index: usize) -> &'g str {
        self.cells.get(index).map_or("", |cell| cell.text.trim())
    }

    /// Returns the position of a cell, or of the row's end if it ends before it.
    pub fn place(&self, index: usize) -> Place {
        let is_in_workbook = self.medium == Medium::Workbook;
        let at = |cell: &Cell, column| Place {
            line: cell.line,
            column,
            is_in_workbook,
        };
        match (self.cells.get(index), self.cells.last()) {
            (Some(cell), _) => at(cell, cell.column),
            (None, Some(last)) if is_in_workbook => at(last, index + 1),
            (None, Some(last)) => at(last, last.column),
            (None, None) => Place {
                line: 1,
                column: 1,
                is_in_workbook,
            },
        }
    }

    /// Returns what a formula or an error without a value is called; `None` if the cell has a value or is empty.
    pub fn broken(&self, index: usize) -> Option<&'g str> {
        self.cells.get(index)?.broken.as_deref()
    }

    /// Iterates over the contents of all cells.
    pub fn texts(&self) -> impl Iterator<Item = &'g str> {
        self.cells.iter().map(|cell| cell.text.trim())
    }

    /// Returns how many cells it has.
    pub fn width(&self) -> usize {
        self.cells.len()
    }
}

fn is_blank(row: &[Cell]) -> bool {
    row.iter()
        .all(|cell| cell.text.trim().is_empty() && cell.broken.is_none())
}

/// Returns the name that spreadsheets give a column: `A` for 0, `AB` for 27.
pub fn letters(index: usize) -> String {
    let mut name = String::new();
    let mut rest = index + 1;
    while rest > 0 {
        let letter = b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(letter));
        rest = (rest - 1) / 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        let named = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(letters);
        assert_eq!(named, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_cell_of_a_text_knows_its_line_although_blank_rows_are_left_out() {
        let grid = Grid::of_text(b"a,b\n\n,\nc,\"d\ne\"\nf\n", &[]).expect("a table");
        let rows: Vec<_> = grid.rows().collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1].place(1).to_string(), "4:3");
        assert_eq!((rows[1].text(1), rows[2].text(1)), ("d\ne", ""));
        assert_eq!(rows[2].place(1).to_string(), "6:1", "it ends before");
    }
}
