//! Takes bundles from one shelf to another, and says what is on either.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Content, Shelf, ShelfError};
use crate::clock::Clock;
use crate::private;
use crate::private::draft::Draft;
use crate::store::{Read, Store};

/// A file on a shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The bundle that it is of.
    pub bundle: [u8; 32],
    /// Its name.
    pub name: String,
    /// What it is.
    pub content: Content,
}

/// Reads every file on a shelf, and returns what they are, by bundle and name: two shelves hold the same if these are equal.
pub fn inventory(shelf: &Shelf, db: &Read<'_>) -> Result<Vec<Entry>, ShelfError> {
    let mut found = Vec::new();
    for bundle in shelf.bundles(db)? {
        for name in shelf.files(db, bundle)? {
            let content = shelf.copy_out(db, bundle, &name, &mut std::io::sink())?;
            found.push(Entry { bundle, name, content });
        }
    }
    Ok(found)
}

/// Copies every bundle that the other shelf lacks, and returns how many. `scratch` is a folder for drafts; if the other shelf is a folder,
/// that one. What an earlier run left unfinished is written anew, so that nobody else may be writing there.
pub fn carry(from: (&Shelf, &Store), to: (&Shelf, &Store), scratch: &Path, clock: &Clock) -> Result<usize, ShelfError> {
    let bundles = |(shelf, store): (&Shelf, &Store)| store.read_now(|db| shelf.bundles(db));
    let there: BTreeSet<_> = bundles(to)?.into_iter().collect();
    let missing: Vec<_> = bundles(from)?.into_iter().filter(|it| !there.contains(it)).collect();
    for bundle in &missing {
        carry_one(from, to, scratch, clock, *bundle)?;
    }
    Ok(missing.len())
}

fn carry_one(
    (from, old): (&Shelf, &Store),
    (to, new): (&Shelf, &Store),
    scratch: &Path,
    clock: &Clock,
    bundle: [u8; 32],
) -> Result<(), ShelfError> {
    let draft = Draft::beside(&scratch.join("carried")).map_err(ShelfError::unwritable(scratch))?;
    for name in old.read_now(|db| from.files(db, bundle))? {
        let path = draft.folder().join(&name);
        let mut file = private::create(&path).map_err(ShelfError::unwritable(&path))?;
        old.read_now(|db| from.copy_out(db, bundle, &name, &mut file))?;
        file.sync_all().map_err(ShelfError::unwritable(&path))?;
    }
    to.discard_unfinished(new, bundle)?;
    let placed = to.place(new, clock, draft, bundle)?;
    let shelf = to.clone();
    new.write_now(move |tx| shelf.finish(tx, bundle))?;
    placed.keep()
}
