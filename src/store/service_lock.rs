//! Ensures that only one process serves a database's folder: a lock on the folder itself, which the system releases when the process ends.
//!
//! A lock file could be removed, and then the next process would lock another one of the same name; the folder exists as long as the
//! database is in it. A file beside the database says who has the lock. It is locked as well, for file systems that can't lock folders.

use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use crate::config::folder_beside;
use crate::private;

/// The lock, held until it is dropped. Commands run beside it.
#[derive(Debug)]
pub struct ServiceLock {
    _folder: Option<File>,
    _file: File,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum ServiceLockError {
    /// Another process has it.
    #[error(
        "another `undersigned serve` or `undersigned restore`{process} is using the database {database}: stop the service or wait until the restore is done, or set a different store.path for this one"
    )]
    Held {
        /// ` (process 123)`, if it is known.
        process: String,
        /// The database.
        database: String,
    },
    /// The file can't be created or locked.
    #[error("{path}: {source}: check that this user can write there")]
    Io {
        /// The file.
        path: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
}

impl ServiceLock {
    /// Takes the lock of a database's folder, or says who has it.
    pub fn beside(database: &Path) -> Result<Self, ServiceLockError> {
        let path = file_of(database);
        let failed = |source| ServiceLockError::Io {
            path: path.display().to_string(),
            source,
        };
        // Another path to the same database leads to the same folder.
        let real = database.canonicalize().unwrap_or_else(|_| database.to_owned());
        let folder = folder_of(&real);
        for folder in [folder_of(&path), folder.clone()] {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut file = private::open_or_create(&path).map_err(failed)?;
        let (free, folder) = lock_folder(&folder);
        let locked = if free {
            file.try_lock()
        } else {
            Err(TryLockError::WouldBlock)
        };
        match locked {
            Ok(()) => {}
            Err(TryLockError::Error(error)) => return Err(failed(error)),
            Err(TryLockError::WouldBlock) => return Err(held(&mut file, database)),
        }
        // This is for the message to a refused process; the lock does not depend on it.
        let written = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{}", std::process::id()));
        written.map_err(failed)?;
        Ok(Self {
            _folder: folder,
            _file: file,
        })
    }
}

/// Returns whether nobody else has the folder's lock, and the lock, if the system supports such locks.
#[cfg(unix)]
fn lock_folder(folder: &Path) -> (bool, Option<File>) {
    let open = File::open(folder).map_err(TryLockError::Error);
    match open.and_then(|folder| folder.try_lock().map(|()| folder)) {
        Ok(locked) => (true, Some(locked)),
        Err(TryLockError::WouldBlock) => (false, None),
        Err(TryLockError::Error(error)) => {
            tracing::warn!(event = "serve.folder_not_locked", folder = %folder.display(), %error);
            (true, None)
        }
    }
}

#[cfg(not(unix))]
fn lock_folder(_folder: &Path) -> (bool, Option<File>) {
    (true, None)
}

/// Names the process that has the lock, if its file exists.
fn held(file: &mut File, database: &Path) -> ServiceLockError {
    let mut number = String::new();
    file.read_to_string(&mut number).ok();
    let number = number.trim();
    let known = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    ServiceLockError::Held {
        process: if known {
            format!(" (process {number})")
        } else {
            String::new()
        },
        database: database.display().to_string(),
    }
}

/// Returns whether a process currently serves this database.
pub(crate) fn is_served(database: &Path) -> bool {
    let held = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    File::open(file_of(database)).is_ok_and(held)
}

/// Returns whether a process other than this one serves this database.
pub(super) fn is_served_by_another(database: &Path) -> bool {
    let holder = std::fs::read_to_string(file_of(database)).unwrap_or_default();
    is_served(database) && holder.trim() != std::process::id().to_string()
}

/// Returns the folder of a path: the current folder, if the path names none.
fn folder_of(file: &Path) -> PathBuf {
    match folder_beside(file) {
        folder if folder.as_os_str().is_empty() => PathBuf::from("."),
        folder => folder,
    }
}

/// Returns the path of the lock file: `var/undersigned.serving` for `var/undersigned.db`.
fn file_of(database: &Path) -> PathBuf {
    database.with_extension("serving")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_served_once_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("var/a.db");
        assert!(!is_served(&database));
        let first = ServiceLock::beside(&database).expect("is free");
        assert!(is_served(&database));
        let refused = ServiceLock::beside(&database).expect_err("is held").to_string();
        let (us, it) = (std::process::id(), database.display());
        assert_eq!(
            refused,
            format!(
                "another `undersigned serve` or `undersigned restore` (process {us}) is using the database {it}: stop the service or wait until the restore is done, or set a different store.path for this one"
            )
        );
        assert!(
            ServiceLock::beside(&folder.path().join("b.db")).is_ok(),
            "another database"
        );
        drop(first);
        assert!(!is_served(&database));
        ServiceLock::beside(&database).expect("is free again");
    }

    #[test]
    fn removing_the_lock_file_does_not_release_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("a.db");
        let first = ServiceLock::beside(&database).expect("is free");
        std::fs::remove_file(file_of(&database)).expect("removes");
        for _ in 0..2 {
            let refused = ServiceLock::beside(&database).expect_err("is held").to_string();
            assert!(
                refused.starts_with("another `undersigned serve` or `undersigned restore` is using the database "),
                "{refused}"
            );
        }
        drop(first);
        ServiceLock::beside(&database).expect("is free again");
    }

    #[test]
    fn an_unwritable_place_is_reported() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("file"), "").expect("writes");
        let refused = ServiceLock::beside(&folder.path().join("file/a.db")).expect_err("no folder");
        assert!(refused.to_string().ends_with(": check that this user can write there"));
    }

    #[test]
    fn a_path_without_a_folder_is_in_the_one_where_the_process_runs() {
        assert_eq!(folder_of(Path::new("a.db")), Path::new("."));
        assert_eq!(folder_of(Path::new("var/a.db")), Path::new("var"));
        assert!(
            lock_folder(&folder_of(Path::new("a.db"))).1.is_some(),
            "it can be locked"
        );
    }
}
