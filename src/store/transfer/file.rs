//! Files on either side of a copy.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};

use super::{Table, TransferError, Values, Visit, mark};
use crate::config::folder_beside;
use crate::private;
use crate::store::erasures::Ledger;
use crate::store::identity::KeyDigest;
use crate::store::sqlite::guard::beside;
use crate::store::sqlite::{copy, log_owner, open, opening, words};
use crate::store::{ServiceLock, Store, StoreError, schema};

/// How long the other programs that write may take.
const WAIT: Duration = Duration::from_secs(5);

/// A file that is copied. Nobody writes into it meanwhile.
pub(super) struct FileSource {
    path: PathBuf,
    connection: Connection,
    _lock: ServiceLock,
}

impl FileSource {
    pub(super) fn open(path: &Path) -> Result<Self, TransferError> {
        let name = path.display().to_string();
        if !path.exists() {
            return Err(TransferError::Nothing(name));
        }
        if let Some((to, mark)) = mark::moved_to(path) {
            let undo = format!("delete {}", mark.display());
            return Err(TransferError::Left { name, to, undo });
        }
        let lock = ServiceLock::beside(path).map_err(TransferError::locked(path))?;
        if opening::is_empty(path)? {
            return Err(TransferError::Nothing(name));
        }
        log_owner::check(path)?;
        let connection = open::plain(path)?;
        connection.busy_timeout(WAIT)?;
        match connection.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::from) {
            Err(StoreError::Busy) => return Err(TransferError::InUse(name)),
            begun => begun?,
        }
        let found = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        TransferError::of_version(&name, found, schema::current())?;
        Ok(Self {
            path: path.to_owned(),
            connection,
            _lock: lock,
        })
    }

    pub(super) fn key(&self) -> Result<Option<KeyDigest>, TransferError> {
        let sql = "SELECT secret_digest FROM identity WHERE one = 1";
        let found = self.connection.query_row(sql, [], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }

    pub(super) fn each(&self, table: &Table, visit: Visit<'_>) -> Result<(), TransferError> {
        each(&self.connection, table, visit)
    }

    pub(super) fn last_number(&self, table: &Table) -> Result<i64, TransferError> {
        let largest = format!("SELECT COALESCE(MAX(id), 0) FROM {}", table.name);
        let largest: i64 = self.connection.query_row(&largest, [], |row| row.get(0))?;
        let given = "SELECT seq FROM sqlite_sequence WHERE name = ?1";
        let given = self
            .connection
            .query_row(given, [&table.name], |row| row.get(0))
            .optional()?;
        Ok(largest.max(given.unwrap_or(0)))
    }

    pub(super) fn opened(&self) -> Result<Store, TransferError> {
        self.connection.execute_batch("ROLLBACK")?;
        Ok(Store::open_patiently(&self.path, 1)?)
    }

    pub(super) fn leave(&self, to: &str) -> Result<(), TransferError> {
        mark::set(&self.path, to)
    }

    pub(super) fn stay(&self) -> Result<(), TransferError> {
        mark::remove(&self.path)
    }
}

fn each(connection: &Connection, table: &Table, visit: Visit<'_>) -> Result<(), TransferError> {
    let mut statement = connection.prepare(&table.select())?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let values = (0..table.columns.len()).map(|at| row.get::<_, Value>(at));
        visit(values.collect::<Result<Values, _>>()?)?;
    }
    Ok(())
}

/// A file that is being written, under a name that no service looks at.
pub(super) struct FileTarget {
    path: PathBuf,
    staged: PathBuf,
    connection: Connection,
    pub(super) begins_anew: bool,
    /// `None` if the source is in the same folder, and has its lock.
    _lock: Option<ServiceLock>,
}

impl FileTarget {
    pub(super) fn begin(path: &Path, from: Option<&Path>) -> Result<Self, TransferError> {
        open::folder_of(path)?;
        let folder = |file: &Path| {
            let folder = folder_beside(file);
            let named = if folder.as_os_str().is_empty() {
                PathBuf::from(".")
            } else {
                folder
            };
            named.canonicalize().ok()
        };
        let is_locked = from.is_some_and(|from| folder(from) == folder(path));
        let lock = if is_locked {
            None
        } else {
            Some(ServiceLock::beside(path).map_err(TransferError::locked(path))?)
        };
        if !opening::is_empty(path)? {
            return Err(TransferError::NotEmpty(path.display().to_string()));
        }
        let log = beside(path, "-wal");
        if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            return Err(TransferError::LogInTheWay(log.display().to_string()));
        }
        let staged = mark::staged(path);
        let begins_anew = staged.exists();
        private::create(&staged).map_err(TransferError::io(&staged))?;
        let connection = open::plain(&staged)?;
        // What is not finished is deleted, so that nothing of it has to be undone.
        for (setting, value) in [
            ("journal_mode", "OFF"),
            ("synchronous", "OFF"),
            ("cache_size", "-65536"),
        ] {
            connection.pragma_update(None, setting, value)?;
        }
        connection.pragma_update(None, "foreign_keys", true)?;
        let made = schema::statements(schema::for_sqlite, words::SCHEMA);
        for statement in made.iter().filter(|it| it.is_before_the_rows()) {
            connection.execute_batch(&statement.0)?;
        }
        connection.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Self {
            path: path.to_owned(),
            staged,
            connection,
            begins_anew,
            _lock: lock,
        })
    }

    pub(super) fn append(&mut self, table: &Table, rows: &[Values]) -> Result<(), TransferError> {
        let places = vec!["?"; table.columns.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({places})", table.name, table.list());
        let mut statement = self.connection.prepare_cached(&sql)?;
        for row in rows {
            statement.execute(params_from_iter(row))?;
        }
        Ok(())
    }

    pub(super) fn go_on_after(&self, table: &Table, number: i64) -> Result<(), TransferError> {
        // Only tables whose numbers are given once have a row here, from their first insertion on.
        let is_once = "SELECT 1 FROM sqlite_schema WHERE name = ?1 AND sql LIKE '%AUTOINCREMENT%'";
        let is_once = self
            .connection
            .query_row(is_once, [&table.name], |_| Ok(()))
            .optional()?;
        if is_once.is_some() && number > 0 {
            let none = "DELETE FROM sqlite_sequence WHERE name = ?1";
            self.connection.execute(none, [&table.name])?;
            let kept = "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)";
            self.connection.execute(kept, rusqlite::params![table.name, number])?;
        }
        Ok(())
    }

    pub(super) fn finish_tables(&mut self) -> Result<(), TransferError> {
        let made = schema::statements(schema::for_sqlite, words::SCHEMA);
        for statement in made.iter().filter(|it| it.is_an_index()) {
            self.connection.execute_batch(&statement.0)?;
        }
        self.connection.execute_batch("COMMIT")?;
        self.connection.pragma_update(None, "user_version", schema::current())?;
        copy::sync(&self.staged)?;
        // What is read back is what another connection sees.
        self.connection = open::plain(&self.staged)?;
        Ok(())
    }

    pub(super) fn each(&self, table: &Table, visit: Visit<'_>) -> Result<(), TransferError> {
        each(&self.connection, table, visit)
    }

    /// The file is complete, and has its name only when it is released.
    pub(super) fn commit(&mut self) -> Result<(), TransferError> {
        copy::sync(&self.staged)?;
        Ok(())
    }

    pub(super) fn opened(&mut self) -> Result<Store, TransferError> {
        self.connection = Connection::open_in_memory()?;
        Ok(Store::open_staged(&self.staged, Ledger::beside(&self.path))?)
    }

    pub(super) fn release(self) -> Result<(), TransferError> {
        drop(self.connection);
        // Which log belongs to it is noted under the name that it had until now.
        std::fs::remove_file(self.staged.with_extension("log-owner")).ok();
        copy::sync(&self.staged)?;
        std::fs::rename(&self.staged, &self.path).map_err(TransferError::io(&self.path))?;
        let folder = folder_beside(&self.path);
        if !folder.as_os_str().is_empty() {
            copy::sync(&folder)?;
        }
        // It was about the database that was here before.
        mark::remove(&self.path)
    }
}
