//! Makes a store of a file.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::checkpoints::Checkpoints;
use super::condition::Condition;
use super::engine::FileEngine;
use super::guard::Guard;
use super::wiping::{Begin, Wiping};
use super::{log_owner, open};
use crate::store::erasures::Ledger;
use crate::store::pool::{Pool, Source};
use crate::store::writer::{Shared, Writer};
use crate::store::{Store, StoreError, schema};

/// Returns whether there is no database yet at this path: no file, or one without tables.
pub fn is_empty(path: &Path) -> Result<bool, StoreError> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Ok(_) => {
            log_owner::check(path)?;
            open::has_no_tables(path)
        }
        Err(error) => Err(StoreError::io(path)(error)),
    }
}

impl Store {
    /// Opens (creating the file and its folder if necessary), checks and migrates the database.
    pub fn open(path: &Path, readers: usize) -> Result<Self, StoreError> {
        #[cfg(all(test, feature = "postgres"))]
        if let Some(url) = crate::store::test_server::url(path) {
            return Self::join(&url, crate::store::Expected::default(), path, readers);
        }
        Self::open_waiting(path, readers, open::BUSY, Begin::Owed)
    }

    /// Opens a file, whatever tests use otherwise.
    #[cfg(test)]
    pub(crate) fn in_file(path: &Path, readers: usize) -> Result<Self, StoreError> {
        Self::open_waiting(path, readers, open::BUSY, Begin::Owed)
    }

    /// Opens the database like [`Store::open`], for a command: it waits longer while another program writes.
    pub(crate) fn open_patiently(path: &Path, readers: usize) -> Result<Self, StoreError> {
        Self::open_waiting(path, readers, open::PATIENT, Begin::Clean)
    }

    /// Opens a copy that is to replace a database, whose ledger it continues.
    pub(crate) fn open_staged(path: &Path, ledger: Ledger) -> Result<Self, StoreError> {
        Self::open_as(path, ledger, 1, open::PATIENT, Begin::Clean)
    }

    pub(super) fn open_waiting(path: &Path, readers: usize, busy: Duration, begin: Begin) -> Result<Self, StoreError> {
        Self::open_as(path, Ledger::beside(path), readers, busy, begin)
    }

    fn open_as(path: &Path, ledger: Ledger, readers: usize, busy: Duration, begin: Begin) -> Result<Self, StoreError> {
        open::folder_of(path)?;
        let earlier = log_owner::check(path)?;
        let mut connection = open::writer(path, busy)?;
        schema::apply(&mut connection)?;
        log_owner::bind(&connection, path, earlier, (begin, busy))?;
        ledger.catch_up(&connection)?;
        let condition = Arc::<Condition>::default();
        let checkpoints = match begin {
            Begin::Owed => {
                connection.pragma_update(None, "wal_autocheckpoint", open::LAST_RESORT)?;
                Checkpoints::start(path, Arc::clone(&condition))?
            }
            Begin::Clean => Checkpoints::none(),
        };
        let engine = FileEngine {
            unfiled: Vec::new(),
            checkpoints,
            guard: Guard::of(path),
            rescued: None,
            connection,
            ledger,
            condition: Arc::clone(&condition),
            wiping: Wiping::new(begin, busy),
        };
        let shared = Shared::default();
        Ok(Self {
            writer: Arc::new(Writer::start(engine, shared.clone())?),
            readers: Arc::new(Pool::open(
                Source::File(path.to_owned()),
                readers,
                shared.statements.clone(),
            )?),
            path: Arc::new(path.to_owned()),
            condition,
            check: Arc::default(),
            shared,
            leads: Arc::new(watch::channel(true).0),
            is_on_server: false,
            #[cfg(feature = "postgres")]
            presence: None,
            #[cfg(feature = "postgres")]
            standbys: None,
        })
    }
}
