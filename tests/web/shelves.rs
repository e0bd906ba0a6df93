//! Frozen bundles as tests look at them, whether they are in a folder or in the database.

use std::path::Path;

use undersigned::config::Config;
use undersigned::letters::Digest;
use undersigned::private::draft::Draft;
use undersigned::shelf::{Shelf, ShelfError};
use undersigned::store::{Store, StoreError, params};

use crate::app::bytes;

/// Counts bundles, frozen or not, and drafts.
pub fn count(folder: &Path, store: &Store) -> usize {
    let sql = "SELECT COUNT(*) AS n FROM shelved_bundles";
    let rows = store.read_now(|db| db.one(sql, [], |row| row.get::<u32>("n")));
    let rows = rows.map_err(|error: StoreError| error.to_string()).expect("counts");
    std::fs::read_dir(folder).map_or(0, Iterator::count) + rows.map_or(0, |rows| rows as usize)
}

/// Returns the only bundle, and the names of its files.
pub fn only(folder: &Path, store: &Store) -> ([u8; 32], Vec<String>) {
    let shelf = Shelf::of(folder, store);
    let found = store.read_now(|db| {
        let bundle = shelf.bundles(db)?[0];
        Ok::<_, ShelfError>((bundle, shelf.files(db, bundle)?))
    });
    found.expect("is there")
}

/// Returns whether a file is a PDF.
pub fn is_pdf(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == "pdf")
}

/// Reads a file of a bundle.
pub fn read(folder: &Path, store: &Store, bundle: [u8; 32], name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let shelf = Shelf::of(folder, store);
    let read = store.read_now(|db| shelf.copy_out(db, bundle, name, &mut bytes));
    read.expect("reads");
    bytes
}

/// Freezes a bundle that has a manifest alone.
pub fn freeze(config: &Config, store: &Store, manifest: &str) {
    let bundle = Digest::of(manifest.as_bytes()).0;
    put(config, store, bundle, ("manifest.json", manifest.as_bytes()));
}

/// Puts a bundle of one file on the shelf.
pub fn put(config: &Config, store: &Store, bundle: [u8; 32], (name, content): (&str, &[u8])) {
    let folder = &config.delivery.folder;
    let shelf = Shelf::of(folder, store);
    let draft = Draft::beside(&folder.join("draft")).expect("is made");
    std::fs::write(draft.folder().join(name), content).expect("writes");
    let placed = shelf.place(store, &config.clock, draft, bundle).expect("is put");
    store.write_now(move |tx| shelf.finish(tx, bundle)).expect("is shown");
    placed.keep().expect("is kept");
}

/// Changes a file of the only bundle.
pub fn damage(folder: &Path, store: &Store, name: &str) {
    let (bundle, _) = only(folder, store);
    if store.is_shared() {
        let (sql, name) = (
            format!("UPDATE shelved_chunks SET content = {} WHERE name = ?1", bytes("00")),
            name.to_owned(),
        );
        let changed = store.write_now(move |tx| tx.execute(&sql, params![name]));
        assert!(changed.map_err(|error: StoreError| error.to_string()).expect("writes") > 0);
        return;
    }
    let file = folder.join(Digest(bundle).hex()).join(name);
    let mut bytes = std::fs::read(&file).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).expect("writes");
}
