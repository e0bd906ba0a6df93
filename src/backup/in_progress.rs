//! What a restore keeps while it runs: the service's lock, and files beside those that they are to replace.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::BackupError;
use super::files::io;
use crate::config::{Config, KeyFile};
use crate::store::{ServiceLock, ServiceLockError};

/// The end of the name of whatever is being restored.
const IN_PROGRESS: &str = ".restoring";

/// The files that SQLite keeps beside a database.
pub(super) const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Takes the service's lock: what a service acknowledged meanwhile would be in a file that is replaced.
pub(super) fn lock(database: &Path) -> Result<ServiceLock, BackupError> {
    ServiceLock::beside(database).map_err(|error| match error {
        ServiceLockError::Held { .. } => BackupError::InUse(database.to_owned()),
        ServiceLockError::Io { path, source } => io(Path::new(&path))(source),
    })
}

/// Returns the path of the database that is being restored.
pub(super) fn staged(database: &Path) -> PathBuf {
    beside(database, IN_PROGRESS)
}

/// Returns the path of the key that is being restored.
pub(super) fn key_in_progress(key: &KeyFile) -> PathBuf {
    key.path().with_extension("key.restoring")
}

/// Returns the path of a file whose name goes on after another one's.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Removes a file, if it exists.
pub(super) fn remove_if_there(file: &Path) -> Result<(), BackupError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(io(file)(error)),
        _ => Ok(()),
    }
}

/// Removes what a killed restore left: it holds people who may have been erased since. Call it only with the service's lock.
pub fn sweep_restores(config: &Config) -> Result<(), BackupError> {
    let database = &config.store.path;
    let staged = staged(database);
    let logs = LOGS.map(|log| beside(&staged, log));
    let key = key_in_progress(&KeyFile::beside(database));
    for file in [staged, key].into_iter().chain(logs) {
        remove_if_there(&file)?;
    }
    let folder = &config.delivery.folder;
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(io(folder))?,
    };
    for entry in entries {
        let entry = entry.map_err(io(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') && name.ends_with(IN_PROGRESS) {
            std::fs::remove_dir_all(entry.path()).map_err(io(&entry.path()))?;
        }
    }
    Ok(())
}
