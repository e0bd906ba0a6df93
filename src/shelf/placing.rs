//! A bundle on its way to the shelf.

use std::path::PathBuf;

use super::{ShelfError, database};
use crate::private::draft::Draft;
use crate::store::Store;

/// A bundle on the shelf that may not be frozen yet. Dropping it removes it, unless it is kept or was finished.
pub struct Placed(pub(super) Option<Place>);

pub(super) enum Place {
    Folder(Draft, PathBuf),
    Database(Store, [u8; 32]),
}

impl Placed {
    /// Keeps the bundle, now that the database knows it.
    pub fn keep(mut self) -> Result<(), ShelfError> {
        match self.0.take() {
            Some(Place::Folder(draft, folder)) => draft.keep().map_err(ShelfError::unwritable(&folder)),
            _ => Ok(()),
        }
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        let Some(Place::Database(store, bundle)) = self.0.take() else {
            return;
        };
        // A commit whose answer was lost may have finished it.
        if let Err(error) = database::abandon(&store, bundle) {
            tracing::warn!(event = "shelf.draft_left", bundle = database::name_of(bundle), %error);
        }
    }
}
