//! The shelf in the database.
//!
//! Nothing large is written in one transaction: others wait for it, and those who sign are among them. So a bundle comes in portions, unseen
//! until the last one is there. A machine that writes it says until when it may still be at it, with every portion; whoever finds that
//! this moment has passed removes what is there. Removing comes in portions as well.

use std::fs::File;
use std::io::{Read as _, Write};
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use super::store::{self, Chunk};
use super::{Content, ShelfError, folder};
use crate::clock::Clock;
use crate::letters::Digest;
use crate::store::{Read, Store, StoreError};

/// The size of a chunk. A transaction writes less than two.
pub(super) const CHUNK: usize = 256 << 10;

/// How long a machine may take from one portion to the next; also how much two machines' clocks may differ.
pub(super) const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// How many files one transaction writes or removes at most, however small they are.
const FILES: u32 = 16;

/// Formats where a file is, for staff.
pub(super) fn place_of(bundle: [u8; 32], name: &str) -> String {
    format!("{name} of {}", name_of(bundle))
}

/// Formats which bundle it is, for staff.
pub(super) fn name_of(bundle: [u8; 32]) -> String {
    format!("bundle {} in the database", &Digest(bundle).hex()[..12])
}

/// Writes a file somewhere, chunk by chunk.
pub(super) fn copy(db: &Read<'_>, bundle: [u8; 32], name: &str, out: &mut dyn Write) -> Result<Content, ShelfError> {
    let file = store::file(db, bundle, name)?;
    let content = file.ok_or_else(|| ShelfError::Missing(place_of(bundle, name)))?;
    let changed = || ShelfError::Changed(place_of(bundle, name));
    let (mut digest, mut left, mut number) = (Sha256::new(), content.length, 0);
    while left > 0 {
        let chunk = store::chunk(db, bundle, name, number)?.ok_or_else(changed)?;
        left = left.checked_sub(chunk.len() as u64).ok_or_else(changed)?;
        digest.update(&chunk);
        let written = out.write_all(&chunk);
        written.map_err(|source| ShelfError::Unreadable(place_of(bundle, name), source))?;
        number += 1;
    }
    if <[u8; 32]>::from(digest.finalize()) != content.sha256 {
        return Err(changed());
    }
    Ok(content)
}

/// Begins a bundle that nobody sees.
pub(super) fn begin(store: &Store, clock: &Clock, bundle: [u8; 32]) -> Result<(), ShelfError> {
    let end = until(clock);
    if store.write_now(move |tx| store::begin(tx, bundle, end))? {
        Ok(())
    } else {
        Err(ShelfError::Exists(name_of(bundle)))
    }
}

/// Writes the files of a folder into a bundle that was begun.
pub(super) fn write(store: &Store, clock: &Clock, from: &Path, bundle: [u8; 32]) -> Result<(), ShelfError> {
    portions(from, &mut |portion| {
        let end = until(clock);
        if store.write_now(move |tx| store::put(tx, bundle, end, &portion))? {
            Ok(())
        } else {
            Err(ShelfError::Swept(name_of(bundle)))
        }
    })
}

fn until(clock: &Clock) -> i64 {
    (clock.now() + PATIENCE).as_microsecond()
}

/// Cuts the files of a folder into chunks, and gives them to `put`, as many at once as one transaction may write.
pub(super) fn portions(
    from: &Path,
    put: &mut dyn FnMut(Vec<Chunk>) -> Result<(), ShelfError>,
) -> Result<(), ShelfError> {
    let (mut portion, mut size) = (Vec::new(), 0);
    for name in folder::files(from)? {
        let path = from.join(&name);
        let content = folder::copy(&path, &mut std::io::sink())?;
        let file = File::open(&path).map_err(ShelfError::unreadable(&path))?;
        for number in 0.. {
            let mut bytes = Vec::new();
            let read = (&file).take(CHUNK as u64).read_to_end(&mut bytes);
            read.map_err(ShelfError::unreadable(&path))?;
            // A file without content has one chunk, and it is empty.
            if bytes.is_empty() && number > 0 {
                break;
            }
            let is_last = bytes.len() < CHUNK;
            size += bytes.len();
            portion.push(Chunk {
                name: name.clone(),
                content,
                number,
                bytes,
            });
            if size >= CHUNK || portion.len() >= FILES as usize {
                put(std::mem::take(&mut portion))?;
                size = 0;
            }
            if is_last {
                break;
            }
        }
    }
    if portion.is_empty() { Ok(()) } else { put(portion) }
}

/// Removes a bundle, whether it is finished or not.
pub(super) fn remove(store: &Store, bundle: [u8; 32]) -> Result<(), StoreError> {
    store.write_now(move |tx| store::condemn(tx, bundle))?;
    remove_condemned(store, bundle)
}

/// Removes a bundle that was not finished.
pub(super) fn abandon(store: &Store, bundle: [u8; 32]) -> Result<(), StoreError> {
    if store.write_now(move |tx| store::condemn_unfinished(tx, bundle, i64::MAX))? {
        remove_condemned(store, bundle)?;
    }
    Ok(())
}

fn remove_condemned(store: &Store, bundle: [u8; 32]) -> Result<(), StoreError> {
    while store.write_now(move |tx| store::remove_some(tx, bundle, FILES))? {}
    Ok(())
}

/// Removes files of a bundle, and returns how many.
pub(super) fn remove_files(store: &Store, bundle: [u8; 32], names: Vec<String>) -> Result<usize, StoreError> {
    let mut removed = 0;
    for name in names {
        removed += usize::from(store.write_now(move |tx| store::remove_file(tx, bundle, &name))?);
    }
    Ok(removed)
}

/// Removes what is condemned, and what nobody can be writing any more.
pub(super) fn sweep(store: &Store, now: Timestamp) -> Result<usize, StoreError> {
    let now = now.as_microsecond();
    let mut swept = 0;
    for bundle in store.read_now(|db| store::unfinished(db, now))? {
        if store.write_now(move |tx| store::condemn_unfinished(tx, bundle, now))? {
            remove_condemned(store, bundle)?;
            swept += 1;
        }
    }
    Ok(swept)
}
