//! Cleans up the folder that the test transport writes mails to: a file is kept no longer than its row keeps the recipient.

use std::path::{Path, PathBuf};

use super::store;
use crate::store::{Store, StoreError};

/// Deletes the files, complete or half-written, of mails whose recipient was erased or forgotten; returns how many.
pub fn sweep(database: &Store, folder: &Path) -> Result<usize, StoreError> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = |path: &PathBuf| path.extension().is_some_and(|it| it == "eml" || it == "part");
    let files: Vec<PathBuf> = files.map(|file| file.path()).filter(ours).collect();
    let mut swept = 0;
    for file in files {
        let Some(name) = file.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        if database.read_now(|db| store::is_erased(db, name))? {
            match std::fs::remove_file(&file) {
                Ok(()) => swept += 1,
                Err(error) => tracing::warn!(event = "outbox.mail_left", file = %file.display(), %error),
            }
        }
    }
    Ok(swept)
}
