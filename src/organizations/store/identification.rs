//! An organization's identity: its legal name and website, and every key that follows from them.

use jiff::Timestamp;

use crate::domains;
use crate::email::EmailAddress;
use crate::organizations::store::profile::waiting;
use crate::signatures::Keys;
use crate::signatures::ids::SignatureId;
use crate::signatures::organization::Waiting;
use crate::signatures::store::announce::announce;
use crate::signatures::store::candidate::{Candidate, candidate};
use crate::signatures::store::ledger::{self, By};
use crate::signatures::store::rivalries::{self, Outcome};
use crate::signatures::store::verification::verify;
use crate::signatures::store::{flags, search_texts};
use crate::store::{Read, StoreError, Tx, params};

/// Sets the name and website of a signature's organization, with their keys; returns `false` if its contact has another signature of that
/// name.
pub(crate) fn identify(
    tx: &Tx<'_>,
    id: SignatureId,
    legal_name: &str,
    website: Option<&str>,
    now: i64,
) -> Result<bool, StoreError> {
    let Some(before) = keys_of(tx, id)? else {
        return Ok(false);
    };
    let Ok(email) = EmailAddress::parse(&before.email) else {
        return Ok(false);
    };
    let keys = Keys::of(legal_name, Some(&email));
    let asker = asker_key(&before, &keys, &email);
    if is_taken(tx, id, &asker)? {
        return Ok(false);
    }
    if keys.signer != before.signer_key {
        ledger::revive(tx, id, By::service(now))?;
    }
    tx.execute(
        "UPDATE signatures SET asker_key = ?2, signer_key = ?3 WHERE id = ?1",
        params![id, asker, keys.signer],
    )?;
    let website_domain = website.and_then(domains::of_website);
    let domain = website_domain.clone().or_else(|| domains::of_mail(email.domain()));
    tx.execute(
        "UPDATE organizations SET legal_name = ?2, website = ?3, website_domain = ?4, domain = ?5 WHERE signature = ?1",
        params![id, legal_name, website, website_domain, domain],
    )?;
    search_texts::refresh(tx, id)?;
    Ok(true)
}

/// Returns the asker's key under a new name. That of a withdrawn signature keeps its suffix.
fn asker_key(before: &Before, keys: &Keys, email: &EmailAddress) -> String {
    let old = format!("{}:{}", before.signer_key, email.canonical());
    let mark = before.asker_key.strip_prefix(&old).unwrap_or_default();
    format!("{}{mark}", keys.asker)
}

/// Returns whether the same contact has another signature of that name. Another organization may have the same name.
fn is_taken(db: &Read<'_>, id: SignatureId, asker: &str) -> Result<bool, StoreError> {
    let taken = "SELECT 1 AS n FROM signatures a JOIN signatures b ON b.letter = a.letter AND b.id <> a.id
       WHERE a.id = ?1 AND b.asker_key = ?2 LIMIT 1";
    let found = db.one(taken, params![id, asker], |row| row.get::<i64>("n"))?;
    Ok(found.is_some())
}

/// Returns whether a signature's organization can have this name.
fn is_free(db: &Read<'_>, id: SignatureId, legal_name: &str) -> Result<bool, StoreError> {
    let Some(before) = keys_of(db, id)? else {
        return Ok(false);
    };
    let Ok(email) = EmailAddress::parse(&before.email) else {
        return Ok(false);
    };
    let keys = Keys::of(legal_name, Some(&email));
    Ok(!is_taken(db, id, &asker_key(&before, &keys, &email))?)
}

struct Before {
    email: String,
    asker_key: String,
    signer_key: String,
}

fn keys_of(db: &Read<'_>, id: SignatureId) -> Result<Option<Before>, StoreError> {
    let sql = "SELECT email, asker_key, signer_key FROM signatures WHERE id = ?1 AND kind = 'organization'";
    db.one(sql, params![id], |row| {
        Ok(Before {
            email: row.get("email")?,
            asker_key: row.get("asker_key")?,
            signer_key: row.get("signer_key")?,
        })
    })
}

/// Accepts or rejects a correction on behalf of staff, on every letter that the organization signed by the same contact. The level of
/// verification follows, unless staff set it. Returns `false` and changes nothing if no correction of this number waits, or its name is
/// taken on one of the letters. Staff have seen it beside the similar organizations on this letter ([`crate::review`]); on another letter
/// they are told of them.
pub fn judge_correction(tx: &Tx<'_>, id: SignatureId, good: bool, now: Timestamp) -> Result<bool, StoreError> {
    let Some(Waiting { legal_name, website }) = waiting(tx, id)? else {
        return Ok(false);
    };
    if good {
        let siblings = siblings(tx, id)?;
        // All are checked first, since `false` promises that nothing was changed.
        for sibling in &siblings {
            if !is_free(tx, *sibling, &legal_name)? {
                return Ok(false);
            }
        }
        for sibling in siblings {
            if !identify(tx, sibling, &legal_name, website.as_deref(), now.as_microsecond())? {
                let why = "two signatures of one letter would have the same name".to_owned();
                let column = "legal_name".to_owned();
                return Err(StoreError::Value { column, why });
            }
            if let Some(it) = candidate(tx, sibling)? {
                verify(tx, &it)?;
                meet(tx, &it, sibling == id, now.as_microsecond())?;
            }
            announce(tx, sibling)?;
        }
    }
    tx.execute("DELETE FROM corrections WHERE signature = ?1", params![id])?;
    flags::lower(tx, id, flags::CORRECTION)?;
    Ok(true)
}

/// Records which organizations may be the same as one with a new name.
fn meet(tx: &Tx<'_>, it: &Candidate, is_seen: bool, now: i64) -> Result<(), StoreError> {
    for other in rivalries::new_ones(tx, it)? {
        if is_seen {
            rivalries::seen(tx, it.id, other, now)?;
        } else {
            rivalries::remember(tx, it.id, other, Outcome::Beside, now)?;
        }
    }
    Ok(())
}

/// Returns the confirmed signatures of one organization by one contact on all letters, including this one.
pub(crate) fn siblings(db: &Read<'_>, id: SignatureId) -> Result<Vec<SignatureId>, StoreError> {
    let sql = "SELECT n.id, n.email, s.email AS mine, n.id = s.id AS itself FROM signatures s
       JOIN signatures n ON n.signer_key = s.signer_key AND n.kind = 'organization'
       WHERE s.id = ?1 AND s.kind = 'organization' AND (n.id = s.id OR n.state <> 'pending') ORDER BY n.id";
    let found = db.all(sql, params![id], |row| {
        let mailbox = |column: &str| {
            let address: String = row.get(column)?;
            Ok::<_, StoreError>(EmailAddress::parse(&address).map_or(address, |it| it.canonical()))
        };
        let mine = mailbox("mine")?;
        let same = row.get::<bool>("itself")? || (!mine.is_empty() && mailbox("email")? == mine);
        Ok((row.get::<SignatureId>("id")?, same))
    })?;
    Ok(found.into_iter().filter(|(_, same)| *same).map(|(id, _)| id).collect())
}
