//! How far the work on a list is, and what came of it.

use std::sync::atomic::AtomicU64;

use crate::intake::entry::Skip;
use crate::intake::write::Summary;

/// How far the work is.
#[derive(Default)]
pub(super) struct Meter {
    pub(super) done: AtomicU64,
    pub(super) all: AtomicU64,
}

/// A problem, as a page lists it.
pub(super) struct Wrong {
    /// The position: the cell of a workbook, the line of a text.
    pub(super) place: String,
    /// The field's label; empty if it is about the row.
    pub(super) field: String,
    pub(super) what: String,
}

/// What a list has, and what becomes of it.
pub(super) struct Report {
    pub(super) rows: usize,
    pub(super) wrong_rows: usize,
    pub(super) problems: Vec<Wrong>,
    /// How many problems are not listed.
    pub(super) more_problems: usize,
    /// Rows whose signer is in a later row again, which counts.
    pub(super) repeated: usize,
    /// ZIP codes that got back a zero.
    pub(super) mended: usize,
    /// Names in capital letters.
    pub(super) capitals: usize,
    pub(super) summary: Summary,
    /// Rows that are left out because the letter knows their signers.
    pub(super) left_out: Vec<(u64, Skip)>,
    pub(super) more_left_out: usize,
}
