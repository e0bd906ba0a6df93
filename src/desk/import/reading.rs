//! Reads an uploaded file as a table, and says why one can't be read.

use crate::intake::fields::fields;
use crate::intake::form::Desk;
use crate::intake::headings::{Columns, HeadingError};
use crate::intake::import::{self, ImportError, MOST};
use crate::intake::paper;
use crate::letters::Party;
use crate::locale::{Lang, Locales};
use crate::tables::Grid;
use crate::tables::workbook::{WorkbookError, WorkbookReader, is_workbook};

/// The messages of one page.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) locales: &'a Locales,
    pub(super) lang: Lang,
}

impl Words<'_> {
    pub(super) fn text(self, id: &str) -> String {
        self.locales.text(self.lang, id)
    }

    pub(super) fn counted(self, id: &str, count: usize) -> String {
        self.locales.format(self.lang, id, &[("count", (count as u64).into())])
    }

    fn with(self, id: &str, name: &str, value: &str) -> String {
        self.locales.format(self.lang, id, &[(name, value.into())])
    }
}

/// The first bytes of files that people take for tables. As text in an older encoding, some would be read as one.
const OTHERS: [&[u8]; 5] = [b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf"];

/// Reads a file; the sheet of a workbook is the named one, or the first that is not hidden. `Err` is the message. Blocks its thread.
pub(super) fn grid(
    reader: &WorkbookReader,
    bytes: &[u8],
    (party, sheet): (Party, &str),
    words: Words<'_>,
) -> Result<Grid, String> {
    if bytes.is_empty() {
        return Err(words.text("staff-import-empty"));
    }
    if OTHERS.iter().any(|begin| bytes.starts_with(begin)) {
        return Err(words.text("staff-import-no-table"));
    }
    let grid = if is_workbook(bytes) {
        let sheet = Some(sheet).filter(|it| !it.is_empty());
        let read = reader.read(bytes.to_vec(), sheet);
        read.map_err(|error| workbook(&error, words))?
    } else {
        import::grid(bytes, party).map_err(|problems| {
            let line = problems.first().map_or(1, |it| it.line).to_string();
            words.with("staff-import-broken", "line", &line)
        })?
    };
    let found = Columns::guess(&grid, party).ok_or_else(|| words.text("staff-import-empty"))?;
    if found.columns.len() < 2 {
        return Err(words.text("staff-import-no-table"));
    }
    let rows = grid.len() - found.above - 1;
    match rows {
        0 => Err(words.text("staff-import-no-rows")),
        1..=MOST => Ok(grid),
        _ => Err(words.counted("staff-import-many", rows)),
    }
}

fn workbook(error: &WorkbookError, words: Words<'_>) -> String {
    match error {
        WorkbookError::Old => words.text("staff-import-old"),
        WorkbookError::Large | WorkbookError::Limits => words.text("staff-import-heavy"),
        WorkbookError::Failed(_) => words.text("staff-import-unreadable"),
        WorkbookError::Io(error) => {
            tracing::error!(event = "staff.import_unread", %error);
            words.text("staff-import-failed")
        }
    }
}

/// Says why a table can't be imported as its columns were chosen.
pub(super) fn refused(error: &ImportError, desk: &Desk<'_>) -> String {
    let words = Words {
        locales: desk.locales,
        lang: desk.reader,
    };
    match error {
        ImportError::Absent(field) => words.with("staff-import-absent", "field", &paper::label(desk, field)),
        ImportError::NoEmail => words.text("staff-import-no-email"),
        ImportError::Large(rows) => words.counted("staff-import-many", *rows),
        ImportError::Heading(HeadingError::Empty) => words.text("staff-import-empty"),
        ImportError::Heading(_) | ImportError::NoField(_) => words.text("staff-import-columns-wrong"),
    }
}

/// Returns the fields that a column can be, with their labels, the usual ones first.
pub(super) fn choices(desk: &Desk<'_>) -> Vec<(&'static str, String)> {
    let all = fields(desk.party).into_iter();
    all.map(|field| (field.name, paper::label(desk, field.name))).collect()
}
