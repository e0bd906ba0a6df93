//! Tests of shelves: in a folder, and in a database of each engine.

use std::path::PathBuf;

use super::database::{CHUNK, PATIENCE, portions};
use super::*;
use crate::store::params;

mod leaving;
mod moving;

/// A database, and a folder for drafts.
struct House {
    folder: tempfile::TempDir,
    store: Store,
    clock: Clock,
}

impl House {
    fn at(store: impl FnOnce(&Path) -> Store) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = store(&folder.path().join("a.db"));
        let clock = Clock::default();
        Self { folder, store, clock }
    }

    /// Returns the sizes of the tables.
    fn rows(&self) -> [i64; 3] {
        TABLES.map(|table| {
            let sql = format!("SELECT COUNT(*) AS n FROM {table}");
            let count = self.store.read_now(|db| db.one(&sql, [], |row| row.get("n")));
            count.expect("counts").expect("a row")
        })
    }

    fn draft(&self, files: &[(&str, Vec<u8>)]) -> (Draft, [u8; 32]) {
        let draft = Draft::beside(&self.folder.path().join("draft")).expect("is made");
        for (name, bytes) in files {
            std::fs::write(draft.folder().join(name), bytes).expect("writes");
        }
        let manifest = std::fs::read(draft.folder().join(MANIFEST)).expect("reads");
        (draft, Digest::of(&manifest).0)
    }

    /// Puts files on the shelf, and shows them.
    fn shelve(&self, on: &Shelf, files: &[(&str, Vec<u8>)]) -> [u8; 32] {
        let (draft, bundle) = self.draft(files);
        let placed = on.place(&self.store, &self.clock, draft, bundle).expect("is put");
        self.finish(on, bundle).expect("is shown");
        placed.keep().expect("is kept");
        bundle
    }

    fn finish(&self, on: &Shelf, bundle: [u8; 32]) -> Result<(), ShelfError> {
        let place = on.clone();
        self.store.write_now(move |tx| place.finish(tx, bundle))
    }

    fn bundles(&self, on: &Shelf) -> Vec<[u8; 32]> {
        self.store.read_now(|db| on.bundles(db)).expect("reads")
    }

    fn read(&self, on: &Shelf, bundle: [u8; 32], name: &str) -> Result<Vec<u8>, ShelfError> {
        let mut bytes = Vec::new();
        let read = self.store.read_now(|db| on.copy_out(db, bundle, name, &mut bytes));
        read.map(|content| {
            assert_eq!(
                (content.length, content.sha256),
                (bytes.len() as u64, Digest::of(&bytes).0)
            );
            bytes
        })
    }

    /// Imitates a machine that is killed after some portions.
    fn killed_after(&self, written: usize, files: &[(&str, Vec<u8>)]) -> [u8; 32] {
        let (draft, bundle) = self.draft(files);
        let until = (self.clock.now() + PATIENCE).as_microsecond();
        assert!(
            self.store
                .write_now(move |tx| store::begin(tx, bundle, until))
                .expect("begins")
        );
        let mut portions_left = written;
        let killed = portions(draft.folder(), &mut |portion| {
            portions_left = portions_left
                .checked_sub(1)
                .ok_or_else(|| ShelfError::Swept(String::new()))?;
            let put = self
                .store
                .write_now(move |tx| store::put(tx, bundle, until, &portion))?;
            assert!(put);
            Ok(())
        });
        assert!(
            matches!(killed, Err(ShelfError::Swept(_))),
            "more portions were to come"
        );
        bundle
    }
}

/// Returns a house with a file, and one on the tests' server if there is one.
fn houses() -> Vec<House> {
    let file = House::at(|path| Store::in_file(path, 2).expect("opens"));
    let other = House::at(|path| Store::open(path, 2).expect("opens"));
    std::iter::once(file)
        .chain(Some(other).filter(|it| it.store.is_shared()))
        .collect()
}

/// Bytes that differ from chunk to chunk.
fn bytes(length: usize) -> Vec<u8> {
    (0..length)
        .map(|n| u8::try_from(n / 1_000 % 251).expect("small"))
        .collect()
}

fn sample() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("001-a.csv", Vec::new()),
        ("001-a.pdf", bytes(3 * CHUNK + 5)),
        ("002-b.csv", bytes(1)),
        ("002-b.pdf", bytes(CHUNK)),
        ("003-c.csv", bytes(CHUNK - 1)),
        ("003-c.pdf", bytes(CHUNK + 1)),
        (MANIFEST, b"{}".to_vec()),
    ]
}

#[test]
fn a_bundle_is_seen_once_it_is_finished_and_every_byte_comes_back() {
    for house in houses() {
        for shelf in [Shelf::Database, Shelf::Folder(house.folder.path().join("bundles"))] {
            let files = sample();
            let (draft, bundle) = house.draft(&files);
            let placed = shelf.place(&house.store, &house.clock, draft, bundle).expect("is put");
            assert_eq!(house.bundles(&shelf), [[0; 32]; 0], "nobody has frozen it");
            house.finish(&shelf, bundle).expect("is shown");
            placed.keep().expect("is kept");
            assert_eq!(house.bundles(&shelf), [bundle]);
            let names = house.store.read_now(|db| shelf.files(db, bundle)).expect("reads");
            assert_eq!(names, files.iter().map(|(name, _)| *name).collect::<Vec<_>>());
            for (name, bytes) in &files {
                assert!(house.read(&shelf, bundle, name).expect("reads") == *bytes, "{name}");
            }
            let manifest = house.store.read_now(|db| shelf.manifest(db, bundle));
            assert_eq!(manifest.expect("reads"), b"{}");
            let other = house.store.read_now(|db| shelf.check(db, bundle, "001-a.pdf", [7; 32]));
            assert!(matches!(other, Err(ShelfError::Changed(_))));
            let again = house.draft(&files).0;
            assert!(
                shelf.place(&house.store, &house.clock, again, bundle).is_err(),
                "it is there"
            );
            assert_eq!(house.bundles(&shelf), [bundle]);
        }
        assert_eq!(house.rows(), [1, 7, 4 + 1 + 1 + 1 + 2 + 1]);
    }
}

#[test]
fn no_transaction_writes_more_than_two_chunks() {
    let house = &houses()[0];
    let mut files = sample();
    let names: Vec<_> = (0..40).map(|n| format!("{n}.csv")).collect();
    files.extend(names.iter().map(|name| (name.as_str(), bytes(10))));
    let (draft, _) = house.draft(&files);
    let mut sizes = Vec::new();
    portions(draft.folder(), &mut |portion| {
        let size: usize = portion.iter().map(|it| it.bytes.len()).sum();
        assert!(size < 2 * CHUNK && portion.len() <= 16 && portion.iter().all(|it| it.bytes.len() <= CHUNK));
        sizes.push(size);
        Ok(())
    })
    .expect("is cut");
    let all: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    assert_eq!(sizes.iter().sum::<usize>(), all);
    assert!(sizes.len() > 7, "{sizes:?}");
}

#[test]
fn a_chunk_that_is_missing_or_changed_is_refused() {
    for house in houses() {
        for damage in [
            "DELETE FROM shelved_chunks WHERE number = 1",
            "DELETE FROM shelved_chunks WHERE number = 3",
            "UPDATE shelved_chunks SET content = (SELECT o.content FROM shelved_chunks o WHERE o.name = shelved_chunks.name AND o.number = 0) WHERE number = 2",
            "UPDATE shelved_chunks SET number = 9 - number",
            "UPDATE shelved_files SET length = length - 1",
            "UPDATE shelved_files SET length = length + 1",
            "UPDATE shelved_files SET sha256 = (SELECT b.digest FROM shelved_bundles b)",
        ] {
            let files = [("001-a.pdf", bytes(3 * CHUNK + 5)), (MANIFEST, b"{}".to_vec())];
            let bundle = house.shelve(&Shelf::Database, &files);
            house
                .store
                .write_now(move |tx| tx.execute(damage, []))
                .expect("is damaged");
            let refused = house
                .read(&Shelf::Database, bundle, "001-a.pdf")
                .expect_err("is refused");
            assert_eq!(
                refused.to_string(),
                "001-a.pdf of bundle 44136fa355b3 in the database changed after it was frozen: restore it from a backup",
                "{damage}"
            );
            Shelf::Database.remove(&house.store, bundle).expect("is removed");
        }
        let missing = house
            .read(&Shelf::Database, [7; 32], "001-a.pdf")
            .expect_err("is refused");
        assert_eq!(
            missing.to_string(),
            "001-a.pdf of bundle 070707070707 in the database is missing: restore it from a backup"
        );
    }
}
