//! Opens connections, with the settings that durability rests on: asserted, not assumed.
//!
//! The writer's cache is small: SQLite walks through all of it whenever it sorts the pages of a tree anew, which a commit with scattered
//! keys does; what is evicted from it is in the system's cache.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::StoreError;

/// The oldest SQLite that we trust: earlier ones can corrupt a WAL database when checkpoints race.
pub(crate) const MINIMUM_SQLITE: &str = "3.51.3";
const MINIMUM_SQLITE_NUMBER: i32 = 3_051_003;

/// The size of the writer's cache. It is small on purpose: while a tree is put in order, SQLite moves a page to a number far beyond the
/// file's end, and to be rid of it looks at every page that it caches, at every such commit. With 64 MiB that took a fifth of the writer's
/// time.
const WRITER_CACHE_KIBIBYTES: i64 = 2 * 1024;

/// How long the service waits while another program writes: a visitor waits as well.
pub(in crate::store) const BUSY: Duration = Duration::from_secs(3);

/// How long a command waits while another program writes.
pub(in crate::store) const PATIENT: Duration = Duration::from_secs(10);

/// So many pages in the log are moved by the service's own commits, should [`super::checkpoints`] fail to.
pub(in crate::store) const LAST_RESORT: i64 = 40_000;

/// How many prepared statements a connection caches.
const STATEMENTS: usize = 128;

pub(in crate::store) fn folder_of(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|source| StoreError::Io {
        path: folder.display().to_string(),
        source,
    })
}

/// Opens the read-write connection, owned by the writer thread.
pub(in crate::store) fn writer(path: &Path, busy: Duration) -> Result<Connection, StoreError> {
    enough(rusqlite::version_number(), rusqlite::version())?;
    for_its_owner_only(path)?;
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    may_be_written(&connection, path)?;
    connection.busy_timeout(busy)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Pages with scattered keys (addresses) are touched again and again, so fewer, larger checkpoints are better.
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIBIBYTES)?;
    // Deleted data is overwritten, in the page and where a page is freed.
    connection.pragma_update(None, "secure_delete", "ON")?;
    // What a savepoint would roll back is small, and never needs a file.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    assert_setting(&connection, "journal_mode", "wal")?;
    assert_setting(&connection, "synchronous", "2")?;
    assert_setting(&connection, "foreign_keys", "1")?;
    assert_setting(&connection, "secure_delete", "1")?;
    has_its_pages(&connection)?;
    Ok(connection)
}

/// Checks that the file is writable: SQLite opens a read-only file without complaint, and fails at the first statement that writes.
fn may_be_written(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(StoreError::ReadOnly(path.display().to_string()));
    }
    Ok(())
}

/// Checks that SQLite was built with `sqlite_dbpage`, without which erased data could not be wiped from the middle of pages.
fn has_its_pages(connection: &Connection) -> Result<(), StoreError> {
    let built = "SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_DBPAGE_VTAB'";
    match connection.query_row(built, [], |_| Ok(())) {
        Err(rusqlite::Error::QueryReturnedNoRows) => Err(StoreError::Setting(
            "SQLite was built without sqlite_dbpage: build in the source folder, where .cargo/config.toml turns it on"
                .to_owned(),
        )),
        built => Ok(built?),
    }
}

/// Creates the file readable by its owner alone; SQLite gives its companions (`-wal`, `-shm`) the same mode.
///
/// An existing file is not opened. Closing it would end the locks that every other connection of this process holds on it, since POSIX
/// locks belong to the process; the next program that opens the database would then truncate the `-shm` that is mapped here, and the
/// process dies with SIGBUS.
fn for_its_owner_only(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        opened => opened.map(drop).map_err(StoreError::io(path)),
    }
}

/// The connection that moves the log into the file, beside the writer.
pub(in crate::store) fn checkpointer(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    assert_setting(&connection, "journal_mode", "wal")?;
    assert_setting(&connection, "synchronous", "2")?;
    Ok(connection)
}

/// Opens a database that is not in use, to copy or check it. Its log must have been [checked](super::log_owner::check).
pub(in crate::store) fn plain(path: &Path) -> Result<Connection, StoreError> {
    open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Opens the file as it is, for a look at its header: neither its log nor another program's locks are looked at.
pub(in crate::store) fn without_its_log(path: &Path) -> Result<Connection, StoreError> {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'_' | b'-' => uri.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            byte => uri.extend(format!("%{byte:02X}").chars()),
        }
    }
    uri.push_str("?immutable=1");
    open(
        Path::new(&uri),
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
    )
}

/// Returns whether the database has no tables.
pub(in crate::store) fn has_no_tables(path: &Path) -> Result<bool, StoreError> {
    let connection = plain(path)?;
    let tables: i64 = connection.query_row("SELECT COUNT(*) FROM sqlite_master", [], |row| row.get(0))?;
    Ok(tables == 0)
}

/// Opens a read-only connection for the pool.
///
/// The file is read, not memory-mapped: what the disk can't return, or another program truncated, is then an error of one statement, and
/// would otherwise end the process.
pub(in crate::store) fn reader(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    assert_setting(&connection, "journal_mode", "wal")?;
    assert_setting(&connection, "synchronous", "2")?;
    Ok(connection)
}

#[expect(clippy::disallowed_methods, reason = "the one place that opens connections")]
fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| refusal(path, error))?;
    connection.busy_timeout(PATIENT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Otherwise, a statement whose plan may depend on a bound value, as with a partial index, is prepared anew each time it is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// Explains why a file was not opened. The file is not opened again to find out: closing it would end the locks that this process holds on
/// it.
fn refusal(path: &Path, error: rusqlite::Error) -> StoreError {
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) {
        return StoreError::Unopened(path.display().to_string());
    }
    error.into()
}

fn enough(number: i32, version: &str) -> Result<(), StoreError> {
    if number < MINIMUM_SQLITE_NUMBER {
        return Err(StoreError::TooOld {
            found: version.to_owned(),
        });
    }
    Ok(())
}

fn assert_setting(connection: &Connection, name: &str, expected: &str) -> Result<(), StoreError> {
    let found: rusqlite::types::Value = connection.pragma_query_value(None, name, |row| row.get(0))?;
    let found = match found {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text.to_lowercase(),
        other => format!("{other:?}"),
    };
    if found == expected {
        return Ok(());
    }
    Err(StoreError::Setting(format!("{name} is {found}, not {expected}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_library_is_refused() {
        assert!(matches!(enough(3_051_002, "3.51.2"), Err(StoreError::TooOld { .. })));
        assert!(enough(MINIMUM_SQLITE_NUMBER, MINIMUM_SQLITE).is_ok());
    }

    #[test]
    fn what_cannot_be_opened_or_written_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let refused = writer(folder.path(), BUSY).expect_err("a folder is no file");
        let path = folder.path().display();
        assert_eq!(
            refused.to_string(),
            format!("{path} can't be opened: check that it is a file and that this user can read it and its folder")
        );
        let path = folder.path().join("a.db");
        drop(writer(&path, BUSY).expect("opens"));
        // A file's mode does not restrict root, which tests may run as; a read-only connection has the same effect.
        let reading = open(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("opens");
        let refused = may_be_written(&reading, &path).expect_err("refused");
        assert!(
            matches!(&refused, StoreError::ReadOnly(it) if *it == path.display().to_string()),
            "{refused}"
        );
    }

    #[test]
    fn a_weakened_setting_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = writer(&folder.path().join("a.db"), BUSY).expect("opens");
        connection.pragma_update(None, "synchronous", "NORMAL").expect("set");
        let refused = assert_setting(&connection, "synchronous", "2").expect_err("refused");
        assert_eq!(
            refused.to_string(),
            "the database rejected a required setting: synchronous is 1, not 2"
        );
    }
}
