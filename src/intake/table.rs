//! What staff say about a table of signers, and what is said of its rows.

use crate::intake::entry::Basis;
use crate::intake::headings::Override;
use crate::tables::{GridRow, Place};

/// What staff say about a table.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Where the list came from, and whether its signers are asked to confirm.
    pub basis: Basis,
    /// What staff say about columns.
    pub columns: Vec<Override>,
    /// The values of fields that a row leaves empty.
    pub values: Vec<(String, String)>,
    /// Whether addresses that look mistyped are right.
    pub keep_addresses: bool,
}

/// A problem with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The cell.
    pub place: Place,
    /// The field; empty if the problem is about the whole row.
    pub field: String,
    /// What is wrong with it, and what to do.
    pub what: String,
}

impl RowProblem {
    pub(crate) fn at(row: GridRow<'_>, index: usize, what: impl Into<String>) -> Self {
        Self {
            place: row.place(index),
            field: String::new(),
            what: what.into(),
        }
    }

    pub(crate) fn about(self, field: &str) -> Self {
        Self {
            field: field.to_owned(),
            ..self
        }
    }
}

impl std::fmt::Display for RowProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.field.is_empty() {
            write!(f, "{}: {}", self.place, self.what)
        } else {
            write!(f, "{}: {}: {}", self.place, self.field, self.what)
        }
    }
}

/// What was noticed in rows that are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowNotes {
    /// How many ZIP codes got back the zero that a spreadsheet had dropped.
    pub mended: usize,
    /// How many names are in capitals, as they were typed.
    pub capitals: usize,
}
