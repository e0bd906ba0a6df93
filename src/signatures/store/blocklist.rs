//! The blocklist: a signer who was removed from a letter, by the mailbox's owner or by staff, is not counted there again without review,
//! even after the row is erased.
//!
//! An entry is a keyed digest of the letter and the signer's key, so it names nobody.
//!
//! A forger who came first does not shut the genuine contact out.

use crate::config::Secret;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::store::candidate::Candidate;
use crate::store::{Read, StoreError, Tx, params};

const PURPOSE: &str = "barred from a letter";

fn digest(secret: &Secret, letter: &str, key: &str) -> [u8; 32] {
    secret.digest(PURPOSE, format!("{letter}\0{key}").as_bytes())
}

/// Adds both keys of a signature that was disowned or rejected to the blocklist.
pub(crate) fn bar(tx: &Tx<'_>, secret: &Secret, id: SignatureId, why: State, now: i64) -> Result<(), StoreError> {
    let sql = "SELECT letter, asker_key, signer_key FROM signatures WHERE id = ?1";
    let found = tx.one(sql, params![id], |row| {
        Ok((
            row.get::<String>("letter")?,
            [row.get::<String>("asker_key")?, row.get::<String>("signer_key")?],
        ))
    })?;
    let Some((letter, keys)) = found else { return Ok(()) };
    for key in keys {
        tx.execute(
            "INSERT INTO blocklist (letter, digest, reason, listed_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            params![letter, &digest(secret, &letter, &key)[..], why.as_str(), now],
        )?;
    }
    Ok(())
}

/// Removes both keys of a signature from the blocklist, after staff have found it to be genuine.
pub(crate) fn lift(tx: &Tx<'_>, secret: &Secret, id: SignatureId) -> Result<(), StoreError> {
    let sql = "SELECT letter, asker_key, signer_key FROM signatures WHERE id = ?1";
    let found = tx.one(sql, params![id], |row| {
        Ok((
            row.get::<String>("letter")?,
            [row.get::<String>("asker_key")?, row.get::<String>("signer_key")?],
        ))
    })?;
    let Some((letter, keys)) = found else { return Ok(()) };
    for key in keys {
        let sql = "DELETE FROM blocklist WHERE letter = ?1 AND digest = ?2";
        tx.execute(sql, params![letter, &digest(secret, &letter, &key)[..]])?;
    }
    Ok(())
}

/// Returns whether a key is on a letter's blocklist.
pub(crate) fn barred_key(db: &Read<'_>, secret: &Secret, letter: &str, key: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM blocklist WHERE letter = ?1 AND digest = ?2";
    let found = db.one(sql, params![letter, &digest(secret, letter, key)[..]], |row| {
        row.get::<i64>("n")
    })?;
    Ok(found.is_some())
}

/// Returns whether one of a signature's keys is on its letter's blocklist.
pub(crate) fn barred(db: &Read<'_>, secret: &Secret, it: &Candidate) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM blocklist WHERE letter = ?1 AND digest IN (?2, ?3) LIMIT 1";
    let (asker, signer) = (
        digest(secret, &it.letter, &it.asker_key),
        digest(secret, &it.letter, &it.signer_key),
    );
    let found = db.one(sql, params![it.letter, &asker[..], &signer[..]], |row| {
        row.get::<i64>("n")
    })?;
    Ok(found.is_some())
}
