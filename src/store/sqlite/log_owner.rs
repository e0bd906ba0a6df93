//! Ties a write-ahead log to the database that it was written for.
//!
//! SQLite finds a log by its name alone, and replays it over whatever database has that name. So each start of the service gives the
//! database a new mark (`application_id`, which is in the file's header, beside the log), and notes it in a file beside both, with their
//! inodes. A log that has content is replayed only over a database with a noted mark, and only if not just one of the two files was
//! replaced: files that were copied together have other inodes, and the same mark. A copy for a backup has no mark.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::guard::{Inode, beside, free_name, inode};
use super::open;
use super::wiping::{Begin, truncate};
use crate::private;
use crate::store::StoreError;
use crate::store::service_lock::is_served_by_another;

/// The mark of a database: SQLite stores it in bytes 68 to 71 of the file.
type Mark = i32;

/// What is known of the two files.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Note {
    /// The marks that the database's file may have, whether or not the log has been moved into it.
    marks: Vec<Mark>,
    database: Option<Inode>,
    log: Option<Inode>,
}

impl Note {
    /// Reads the note; one that is missing or can't be read says nothing.
    fn of(database: &Path) -> Option<Self> {
        let bytes = std::fs::read(file_of(database)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Writes it durably: a log must not outlive what is known of it.
    fn write(&self, database: &Path) -> Result<(), StoreError> {
        let (file, draft) = (file_of(database), beside(&file_of(database), ".new"));
        let bytes = serde_json::to_vec(self).expect("plain data");
        let written = private::create(&draft).and_then(|mut draft| {
            draft.write_all(&bytes)?;
            draft.sync_all()
        });
        written
            .and_then(|()| std::fs::rename(&draft, &file))
            .map_err(StoreError::io(&file))
    }
}

/// The marks besides its present one that the file of a database may have, since a log is still to be moved into it.
pub(in crate::store) struct Earlier(Vec<Mark>);

/// Fails if the log beside a database has content and was written for another one. Call it before the file is opened.
pub(in crate::store) fn check(database: &Path) -> Result<Earlier, StoreError> {
    let log = beside(database, "-wal");
    let Some(note) = Note::of(database) else {
        return Ok(Earlier(Vec::new()));
    };
    let is_same = inode(database) == note.database;
    let is_same_log = inode(&log) == note.log;
    // One of them was put beside the other; files that were moved or copied together are judged by the mark.
    let is_replaced = is_same != is_same_log;
    let is_served = is_served_by_another(database);
    if !is_served && std::fs::metadata(&log).map_or(0, |log| log.len()) == 0 {
        return Ok(Earlier(Vec::new()));
    }
    // While a service moves its log into the file, nobody else reads past the log.
    let is_ours = !is_replaced && (is_served || note.marks.contains(&mark_in_file(database)));
    if is_ours {
        return Ok(Earlier(note.marks));
    }
    Err(StoreError::OtherLog {
        database: database.display().to_string(),
        log: log.display().to_string(),
        note: file_of(database).display().to_string(),
    })
}

/// Renames the log beside a database that is to be replaced, if it was written for another one, and returns its new name.
pub(crate) fn set_aside_other_log(database: &Path) -> Result<Option<PathBuf>, StoreError> {
    let Err(StoreError::OtherLog { .. }) = check(database) else {
        return Ok(None);
    };
    let (log, aside) = (beside(database, "-wal"), free_name(database, "-wal.set-aside"));
    std::fs::rename(&log, &aside).map_err(StoreError::io(&log))?;
    Ok(Some(aside))
}

/// Notes which log belongs to this database, from its first connection on. `busy` is the connection's
/// usual timeout. A service marks it anew; a command marks what has no mark.
pub(in crate::store) fn bind(
    connection: &Connection,
    database: &Path,
    earlier: Earlier,
    (begin, busy): (Begin, Duration),
) -> Result<(), StoreError> {
    if is_served_by_another(database) {
        return Ok(());
    }
    let mut note = Note {
        marks: earlier.0,
        database: inode(database),
        log: inode(&beside(database, "-wal")),
    };
    let known = mark_of(connection)?;
    note.marks.push(known);
    if begin == Begin::Clean && known != 0 {
        return note.write(database);
    }
    let mark = fresh(&note.marks);
    note.marks.push(mark);
    note.write(database)?;
    connection.pragma_update(None, "application_id", mark)?;
    if truncate(connection, busy, busy)? {
        note.marks = vec![mark];
        note.write(database)?;
    }
    Ok(())
}

/// Removes the mark of a copy: no log belongs to it.
pub(in crate::store) fn unmark(copy: &Connection) -> Result<(), StoreError> {
    Ok(copy.pragma_update(None, "application_id", 0)?)
}

fn mark_of(connection: &Connection) -> Result<Mark, StoreError> {
    Ok(connection.pragma_query_value(None, "application_id", |row| row.get(0))?)
}

/// Returns the mark in the file itself, or 0 if it is no database. The log is not looked at, and no lock is taken or ended.
fn mark_in_file(database: &Path) -> Mark {
    open::without_its_log(database)
        .and_then(|connection| mark_of(&connection))
        .unwrap_or(0)
}

/// Returns a random mark that is neither 0 nor known.
fn fresh(known: &[Mark]) -> Mark {
    let mut bytes = [0; 4];
    loop {
        getrandom::fill(&mut bytes).expect("the operating system has random numbers");
        let mark = Mark::from_ne_bytes(bytes);
        if mark != 0 && !known.contains(&mark) {
            return mark;
        }
    }
}

/// Returns the path of the note: `var/undersigned.log-owner` for `var/undersigned.db`.
fn file_of(database: &Path) -> PathBuf {
    database.with_extension("log-owner")
}
