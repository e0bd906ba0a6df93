//! The tables of the shelf in the database.

use super::Content;
use crate::store::{Read, Row, StoreError, Tx, params};

/// A part of a file that is put on the shelf.
pub(super) struct Chunk {
    /// The file's name.
    pub(super) name: String,
    /// What the whole file is.
    pub(super) content: Content,
    /// Its place in the file: 0 is the first.
    pub(super) number: i64,
    /// The part.
    pub(super) bytes: Vec<u8>,
}

/// Returns the complete bundles, sorted.
pub(super) fn bundles(db: &Read<'_>) -> Result<Vec<[u8; 32]>, StoreError> {
    let sql = "SELECT digest FROM shelved_bundles WHERE unfinished_until IS NULL ORDER BY digest";
    db.all(sql, [], |row| row.get("digest"))
}

/// Returns whether a bundle is complete.
fn is_complete(db: &Read<'_>, bundle: [u8; 32]) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM shelved_bundles WHERE digest = ?1 AND unfinished_until IS NULL";
    Ok(db.one(sql, params![&bundle[..]], |_| Ok(()))?.is_some())
}

/// Returns the names of a complete bundle's files, sorted.
pub(super) fn names(db: &Read<'_>, bundle: [u8; 32]) -> Result<Vec<String>, StoreError> {
    if !is_complete(db, bundle)? {
        return Ok(Vec::new());
    }
    let sql = "SELECT name FROM shelved_files WHERE bundle = ?1 ORDER BY name";
    db.all(sql, params![&bundle[..]], |row| row.get("name"))
}

/// Returns what a file of a complete bundle is.
pub(super) fn file(db: &Read<'_>, bundle: [u8; 32], name: &str) -> Result<Option<Content>, StoreError> {
    if !is_complete(db, bundle)? {
        return Ok(None);
    }
    let sql = "SELECT length, sha256 FROM shelved_files WHERE bundle = ?1 AND name = ?2";
    let take = |row: &Row<'_>| {
        Ok(Content {
            length: row.get::<i64>("length")?.unsigned_abs(),
            sha256: row.get("sha256")?,
        })
    };
    db.one(sql, params![&bundle[..], name], take)
}

/// Returns a part of a file.
pub(super) fn chunk(db: &Read<'_>, bundle: [u8; 32], name: &str, number: i64) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT content FROM shelved_chunks WHERE bundle = ?1 AND name = ?2 AND number = ?3";
    db.one(sql, params![&bundle[..], name, number], |row| row.get("content"))
}

/// Begins a bundle that may be written until a moment; returns `false` if it is there.
pub(super) fn begin(tx: &Tx<'_>, bundle: [u8; 32], until: i64) -> Result<bool, StoreError> {
    let sql = "INSERT INTO shelved_bundles (digest, unfinished_until) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING";
    Ok(tx.execute(sql, params![&bundle[..], until])? > 0)
}

/// Adds to an unfinished bundle; returns `false` if it was condemned.
pub(super) fn put(tx: &Tx<'_>, bundle: [u8; 32], until: i64, chunks: &[Chunk]) -> Result<bool, StoreError> {
    let sql = "UPDATE shelved_bundles SET unfinished_until = ?2 WHERE digest = ?1 AND unfinished_until > 0";
    if tx.execute(sql, params![&bundle[..], until])? == 0 {
        return Ok(false);
    }
    for chunk in chunks {
        if chunk.number == 0 {
            add_file(tx, bundle, chunk)?;
        }
        if !chunk.bytes.is_empty() {
            let sql = "INSERT INTO shelved_chunks (bundle, name, number, content) VALUES (?1, ?2, ?3, ?4)";
            tx.execute(sql, params![&bundle[..], chunk.name, chunk.number, chunk.bytes])?;
        }
    }
    Ok(true)
}

fn add_file(tx: &Tx<'_>, bundle: [u8; 32], chunk: &Chunk) -> Result<(), StoreError> {
    let length = i64::try_from(chunk.content.length).unwrap_or(i64::MAX);
    let sql = "INSERT INTO shelved_files (bundle, name, length, sha256) VALUES (?1, ?2, ?3, ?4)";
    let added = tx.execute(sql, params![&bundle[..], chunk.name, length, &chunk.content.sha256[..]]);
    added.map(drop)
}

/// Completes a bundle; returns `false` if it was condemned.
pub(super) fn finish(tx: &Tx<'_>, bundle: [u8; 32]) -> Result<bool, StoreError> {
    let sql = "UPDATE shelved_bundles SET unfinished_until = NULL WHERE digest = ?1 AND unfinished_until > 0";
    Ok(tx.execute(sql, params![&bundle[..]])? > 0)
}

/// Condemns a bundle.
pub(super) fn condemn(tx: &Tx<'_>, bundle: [u8; 32]) -> Result<(), StoreError> {
    let sql = "UPDATE shelved_bundles SET unfinished_until = 0 WHERE digest = ?1";
    tx.execute(sql, params![&bundle[..]]).map(drop)
}

/// Condemns a bundle that is not finished at a moment; returns `false` if there is none.
pub(super) fn condemn_unfinished(tx: &Tx<'_>, bundle: [u8; 32], now: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE shelved_bundles SET unfinished_until = 0 WHERE digest = ?1 AND unfinished_until < ?2";
    Ok(tx.execute(sql, params![&bundle[..], now])? > 0)
}

/// Returns the bundles that are condemned, or that nobody has finished in time.
pub(super) fn unfinished(db: &Read<'_>, now: i64) -> Result<Vec<[u8; 32]>, StoreError> {
    let sql = "SELECT digest FROM shelved_bundles WHERE unfinished_until < ?1";
    db.all(sql, params![now], |row| row.get("digest"))
}

/// Removes some files of a condemned bundle, and at last the bundle; returns whether there may be more.
pub(super) fn remove_some(tx: &Tx<'_>, bundle: [u8; 32], most: u32) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM shelved_bundles WHERE digest = ?1 AND unfinished_until = 0";
    if tx.one(sql, params![&bundle[..]], |_| Ok(()))?.is_none() {
        return Ok(false);
    }
    let sql = "SELECT name FROM shelved_files WHERE bundle = ?1 ORDER BY name LIMIT ?2";
    let names: Vec<String> = tx.all(sql, params![&bundle[..], most], |row| row.get("name"))?;
    for name in &names {
        remove(tx, bundle, name)?;
    }
    if names.is_empty() {
        tx.execute("DELETE FROM shelved_bundles WHERE digest = ?1", params![&bundle[..]])?;
    }
    Ok(!names.is_empty())
}

/// Removes a file of a complete bundle; returns `false` if there is none.
pub(super) fn remove_file(tx: &Tx<'_>, bundle: [u8; 32], name: &str) -> Result<bool, StoreError> {
    Ok(is_complete(tx, bundle)? && remove(tx, bundle, name)?)
}

fn remove(tx: &Tx<'_>, bundle: [u8; 32], name: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM shelved_chunks WHERE bundle = ?1 AND name = ?2";
    tx.execute(sql, params![&bundle[..], name])?;
    let sql = "DELETE FROM shelved_files WHERE bundle = ?1 AND name = ?2";
    Ok(tx.execute(sql, params![&bundle[..], name])? > 0)
}
