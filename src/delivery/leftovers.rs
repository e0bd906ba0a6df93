//! Deletes files of frozen bundles that contain an erased signer and went to no office.
//!
//! What an office has, or may have, stays as it was frozen: the signer's page says that it can't be called back. What was not handed over
//! is not sent any more ([`crate::signatures::store::outdate_bundles`]). The tables are not mailed: staff who need one compose it again.

use std::path::Path;

use super::{email, store};
use crate::config;
use crate::store::{Store, StoreError};

/// Deletes these files, and returns how many.
pub fn sweep(database: &Store, settings: &config::Delivery) -> Result<usize, StoreError> {
    let mut swept = 0;
    for bundle in database.read_now(store::erased_from)? {
        let folder = email::folder_in(settings, bundle.digest);
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for file in files.map(|file| file.path()) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if !holds_names(&file) || bundle.gone.contains(name.as_ref()) {
                continue;
            }
            match std::fs::remove_file(&file) {
                Ok(()) => swept += 1,
                Err(error) => tracing::warn!(event = "delivery.file_left", file = %file.display(), %error),
            }
        }
    }
    Ok(swept)
}

/// Returns whether a file contains names: the manifest has only numbers.
fn holds_names(file: &Path) -> bool {
    file.extension().is_some_and(|it| it == "pdf" || it == "csv")
}
