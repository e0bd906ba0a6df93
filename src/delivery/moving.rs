//! Takes frozen bundles along when a service moves to another database.

use crate::config::Config;
use crate::delivery::draft;
use crate::shelf::{self, Entry, Shelf, ShelfError};
use crate::store::Store;

/// Copies the files of every frozen bundle that the other database's shelf lacks, and returns how many bundles. Nobody else may use the
/// other database meanwhile.
pub fn carry_bundles(config: &Config, from: &Store, to: &Store) -> Result<usize, ShelfError> {
    // What killed commands left is no bundle, and one that they just finished is one.
    draft::sweep_unknown(config, from);
    let folder = &config.delivery.folder;
    let [old, new] = [from, to].map(|store| Shelf::of(folder, store));
    shelf::carry((&old, from), (&new, to), folder, &config.clock)
}

/// Reads every file of every frozen bundle of a database, and returns what they are: to compare two.
pub fn bundled_files(config: &Config, store: &Store) -> Result<Vec<Entry>, ShelfError> {
    let shelf = Shelf::of(&config.delivery.folder, store);
    store.read_now(|db| shelf::inventory(&shelf, db))
}
