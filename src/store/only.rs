//! One process serves a database's folder: a lock on a file beside the database, which the system ends with the process.

use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use crate::private;

/// Held for as long as it lives. Commands run beside it.
#[derive(Debug)]
pub struct OnlyOne {
    _file: File,
}

/// Why there is no such lock.
#[derive(Debug, thiserror::Error)]
pub enum OnlyOneError {
    /// Another process has it.
    #[error(
        "another `undersigned serve`{process} uses the database {database}: stop it first, or give this one another store.path"
    )]
    Held {
        /// ` (process 123)`, if it says so.
        process: String,
        /// The database.
        database: String,
    },
    /// The file can't be made or locked.
    #[error("{path}: {source}: see that this user may write there")]
    Io {
        /// The file.
        path: String,
        /// The operating system's answer.
        source: std::io::Error,
    },
}

impl OnlyOne {
    /// Takes the lock of a database's folder, or says who has it.
    pub fn beside(database: &Path) -> Result<Self, OnlyOneError> {
        let path = file_of(database);
        let failed = |source| OnlyOneError::Io {
            path: path.display().to_string(),
            source,
        };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut file = private::open_or_create(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::Error(error)) => return Err(failed(error)),
            Err(TryLockError::WouldBlock) => {
                let mut number = String::new();
                file.read_to_string(&mut number).ok();
                let number = number.trim();
                let known = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
                return Err(OnlyOneError::Held {
                    process: if known {
                        format!(" (process {number})")
                    } else {
                        String::new()
                    },
                    database: database.display().to_string(),
                });
            }
        }
        // For whoever is refused; the lock does not rest on it.
        let written = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{}", std::process::id()));
        written.map_err(failed)?;
        Ok(Self { _file: file })
    }
}

/// Whether a process serves this database at present.
pub fn is_served(database: &Path) -> bool {
    let held = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    File::open(file_of(database)).is_ok_and(held)
}

/// `var/undersigned.serving` for `var/undersigned.db`.
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
        let first = OnlyOne::beside(&database).expect("is free");
        assert!(is_served(&database));
        let refused = OnlyOne::beside(&database).expect_err("is held").to_string();
        let (us, it) = (std::process::id(), database.display());
        assert_eq!(
            refused,
            format!(
                "another `undersigned serve` (process {us}) uses the database {it}: stop it first, or give this one another store.path"
            )
        );
        assert!(OnlyOne::beside(&folder.path().join("b.db")).is_ok(), "another database");
        drop(first);
        assert!(!is_served(&database));
        OnlyOne::beside(&database).expect("is free again");
    }

    #[test]
    fn a_place_that_cannot_be_written_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("file"), "").expect("writes");
        let refused = OnlyOne::beside(&folder.path().join("file/a.db")).expect_err("no folder");
        assert!(refused.to_string().ends_with(": see that this user may write there"));
    }
}
