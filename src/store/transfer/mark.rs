//! The mark beside a file that was copied elsewhere: `var/undersigned.db.moved`; and what an interrupted copy leaves:
//! `var/undersigned.db.copying`.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::TransferError;
use crate::private;
use crate::store::sqlite::guard::beside;

fn file_of(database: &Path) -> PathBuf {
    beside(database, ".moved")
}

/// Where the service of a file has moved to, and the mark that says so; `None` if it has not.
pub(crate) fn moved_to(database: &Path) -> Option<(String, PathBuf)> {
    let mark = file_of(database);
    match std::fs::read_to_string(&mark) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        // A mark that can't be read is one.
        read => Some((read.unwrap_or_default().trim().to_owned(), mark)),
    }
}

/// Returns the name of a copy that is being made.
pub(super) fn staged(database: &Path) -> PathBuf {
    beside(database, ".copying")
}

/// Returns what there is of a copy that was interrupted, or still runs.
pub(crate) fn unfinished(database: &Path) -> Option<PathBuf> {
    Some(staged(database)).filter(|it| it.exists())
}

/// Writes the mark, durably.
pub(super) fn set(database: &Path, to: &str) -> Result<(), TransferError> {
    let mark = file_of(database);
    let written = private::create(&mark).and_then(|mut file| {
        writeln!(file, "{to}")?;
        file.sync_all()
    });
    written.map_err(TransferError::io(&mark))
}

/// Removes the mark, if there is one.
pub(super) fn remove(database: &Path) -> Result<(), TransferError> {
    let mark = file_of(database);
    match std::fs::remove_file(&mark) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(TransferError::io(&mark)(error)),
        _ => Ok(()),
    }
}
