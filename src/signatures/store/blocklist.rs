//! The blocklist: a signer who was removed from a letter, by the mailbox's owner or by staff, is not counted there again without review,
//! even after the row is erased.
//!
//! An entry is a keyed digest of the letter and the signer's key, so it names nobody.
//!
//! A forger who came first does not shut the genuine contact out.

use serde::{Deserialize, Serialize};

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
    let Some(keys) = keys(tx, secret, id)? else {
        return Ok(());
    };
    for (_, digest) in keys.digests {
        tx.execute(
            "INSERT INTO blocklist (letter, digest, reason, listed_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            params![keys.letter, &digest[..], why.as_str(), now],
        )?;
    }
    Ok(())
}

/// The entry of one of a signature's keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    key: Key,
    reason: State,
    listed_at: i64,
}

/// A key of a signature: who asks, or who would be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Key {
    Asker,
    Signer,
}

/// The digests of a signature's keys, and its letter.
struct Keys {
    letter: String,
    digests: [(Key, [u8; 32]); 2],
}

fn keys(db: &Read<'_>, secret: &Secret, id: SignatureId) -> Result<Option<Keys>, StoreError> {
    let sql = "SELECT letter, asker_key, signer_key FROM signatures WHERE id = ?1";
    db.one(sql, params![id], |row| {
        let letter: String = row.get("letter")?;
        let digest = |column: &str| Ok::<_, StoreError>(digest(secret, &letter, &row.get::<String>(column)?));
        let digests = [(Key::Asker, digest("asker_key")?), (Key::Signer, digest("signer_key")?)];
        Ok(Keys { letter, digests })
    })
}

/// Returns which of a signature's keys are on the blocklist.
pub(super) fn entries(db: &Read<'_>, secret: &Secret, id: SignatureId) -> Result<Vec<Entry>, StoreError> {
    let Some(keys) = keys(db, secret, id)? else {
        return Ok(Vec::new());
    };
    let sql = "SELECT reason, listed_at FROM blocklist WHERE letter = ?1 AND digest = ?2";
    let mut found = Vec::new();
    for (key, digest) in keys.digests {
        found.extend(db.one(sql, params![keys.letter, &digest[..]], |row| {
            Ok(Entry {
                key,
                reason: row.word("reason")?,
                listed_at: row.get("listed_at")?,
            })
        })?);
    }
    Ok(found)
}

/// Makes the entries of a signature's keys what they were.
pub(super) fn put_back(tx: &Tx<'_>, secret: &Secret, id: SignatureId, entries: &[Entry]) -> Result<(), StoreError> {
    let Some(keys) = keys(tx, secret, id)? else {
        return Ok(());
    };
    for (key, digest) in keys.digests {
        let sql = "DELETE FROM blocklist WHERE letter = ?1 AND digest = ?2";
        tx.post(sql, params![keys.letter, &digest[..]])?;
        if let Some(it) = entries.iter().find(|it| it.key == key) {
            tx.post(
                "INSERT INTO blocklist (letter, digest, reason, listed_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                params![keys.letter, &digest[..], it.reason.as_str(), it.listed_at],
            )?;
        }
    }
    Ok(())
}

/// Removes both keys of a signature from the blocklist, after staff have found it to be genuine.
pub(crate) fn lift(tx: &Tx<'_>, secret: &Secret, id: SignatureId) -> Result<(), StoreError> {
    put_back(tx, secret, id, &[])
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
