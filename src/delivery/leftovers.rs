//! Deletes files of frozen bundles that contain an erased signer and went to no office.
//!
//! What an office has, or may have, stays as it was frozen: the signer's page says that it can't be called back. What was not handed over
//! is not sent any more ([`crate::signatures::store::outdate_bundles`]). The tables are not mailed: staff who need one compose it again.

use super::store;
use crate::config;
use crate::shelf::Shelf;
use crate::store::{Store, StoreError};

/// Deletes these files, and returns how many.
pub fn sweep(database: &Store, settings: &config::Delivery) -> Result<usize, StoreError> {
    let shelf = Shelf::of(&settings.folder, database);
    let mut swept = 0;
    for bundle in database.read_now(store::erased_from)? {
        let mut names = match database.read_now(|db| shelf.files(db, bundle.digest)) {
            Ok(names) => names,
            Err(error) => {
                tracing::warn!(event = "delivery.files_left", %error);
                continue;
            }
        };
        names.retain(|name| holds_names(name) && !bundle.gone.contains(name));
        swept += shelf.remove_files(database, bundle.digest, names)?;
    }
    Ok(swept)
}

/// Returns whether a file contains names: the manifest has only numbers.
fn holds_names(file: &str) -> bool {
    let extension = file.rsplit_once('.').map(|(_, it)| it);
    extension.is_some_and(|it| it == "pdf" || it == "csv")
}
