//! Keeps what was acknowledged when the database's file was moved, deleted or replaced under the running service.
//!
//! A file that only has another name is made whole there, from the log. One without a name would be gone with the process, so it is copied
//! at once. The log that was written for it is then emptied and removed: the next start would find it beside another database.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::copy::copy_open;
use super::guard::{Guard, beside, free_name};
use super::open;
use super::wiping::truncate;
use crate::private;
use crate::store::StoreError;

/// Copies a database whose file has no name any more, once.
pub(in crate::store) fn at_once(guard: &Guard, connection: &Connection, rescued: &mut Option<PathBuf>) {
    if rescued.is_some() || guard.is_in_place() || guard.whereabouts().is_some() {
        return;
    }
    let copy = free_name(guard.path(), ".rescued");
    let folder = copy.parent().unwrap_or(Path::new("."));
    // The folder may be gone as well.
    let made = private::create_folder(folder).map_err(StoreError::io(folder));
    match made.and_then(|()| copy_open(connection, &copy)) {
        Ok(()) => tracing::error!(
            event = "store.rescued",
            copy = %copy.display(),
            "the database that was deleted or replaced was copied: it has everything that was saved. To continue with it, stop the service, move this copy to the database's path and start again"
        ),
        Err(error) => tracing::error!(event = "store.not_rescued", %error, copy = %copy.display()),
    }
    // A failed copy is not tried again each second; the end of the service tries once more.
    *rescued = Some(copy);
}

/// Closes a database whose path leads elsewhere, and leaves none of its log behind.
pub(in crate::store) fn leave(guard: &Guard, connection: Connection, rescued: Option<PathBuf>) {
    let mut rescued = rescued.filter(|copy| copy.exists());
    at_once(guard, &connection, &mut rescued);
    let place = guard.whereabouts().or(rescued);
    let database = guard.path().display().to_string();
    match (truncate(&connection, open::BUSY, open::BUSY), place) {
        (Ok(true), _) if guard.is_in_place() => tracing::error!(
            event = "store.other_log",
            path = %database,
            "the file that ends in -wal was moved, deleted or replaced while the service was running. Everything that was saved is in the database: if there is such a file beside it now, move it away before you start again"
        ),
        (Ok(true), Some(place)) => {
            remove_own_log(guard);
            tracing::error!(
                event = "store.closed_elsewhere",
                path = %database,
                place = %place.display(),
                "the database was moved, deleted or replaced while the service was running. Everything that was saved is in the file named here: to continue with it, move it to the database's path before you start again. Otherwise the file that is at the database's path is used"
            );
        }
        // The log was told when the copy failed.
        (Ok(true), None) => {}
        (emptied, _) => tracing::error!(
            event = "store.log_left",
            path = %database,
            error = emptied.err().map(tracing::field::display),
            "the database was moved, deleted or replaced while the service was running, and its log could not be moved into it: keep the file that ends in -wal, and put the right database beside it before you start again"
        ),
    }
    // SQLite would look for companions by their names, which may belong to another database by now.
    std::mem::forget(connection);
}

/// Removes the names of the emptied log, unless they lead to another database's.
fn remove_own_log(guard: &Guard) {
    let Some(log) = guard.own_log() else { return };
    for file in [log.to_owned(), beside(guard.path(), "-shm")] {
        if let Err(error) = std::fs::remove_file(&file) {
            tracing::warn!(event = "store.not_removed", path = %file.display(), %error);
        }
    }
}
