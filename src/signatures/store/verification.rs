//! How well an organization's contact is verified, and the flags that go with it.

use super::announce::announce;
use super::candidate::Candidate;
use super::flags;
use crate::signatures::Origin;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::Level;
use crate::store::{StoreError, Tx, params};

/// Derives how well we know that an organization's own people signed; what staff found stays.
///
/// Only the domain of the website that it gave counts, and only for the legal name and its like: a mail address alone says nothing about
/// who an organization is, and somebody's own website nothing about another name. Whoever confirmed nothing by email has no level, unless
/// staff give it one.
pub(crate) fn verify(tx: &Tx<'_>, it: &Candidate) -> Result<(), StoreError> {
    if it.origin != Origin::Confirmed {
        return Ok(());
    }
    let own = it.is_known_by_domain();
    let level = if own { Level::OwnDomain } else { Level::OtherAddress };
    let sql =
        "UPDATE organizations SET verification = ?2 WHERE signature = ?1 AND verification IS DISTINCT FROM 'staff'";
    tx.post(sql, params![it.id, level.as_str()])?;
    flags::lower(tx, it.id, flags::FREE_MAIL)?;
    flags::lower(tx, it.id, flags::UNVERIFIED)?;
    match (own || it.seen_by_staff, &it.mail_domain) {
        (true, _) => Ok(()),
        (false, None) => flags::flag(tx, it.id, flags::FREE_MAIL),
        (false, Some(_)) => flags::flag(tx, it.id, flags::UNVERIFIED),
    }
}

/// Stores the level of staff and its evidence, and clears the flags that it answers.
pub(crate) fn verified(tx: &Tx<'_>, id: SignatureId, evidence: &str) -> Result<(), StoreError> {
    let sql = "UPDATE organizations SET verification = 'staff', evidence = ?2 WHERE signature = ?1";
    if tx.execute(sql, params![id, evidence])? == 0 {
        return Ok(());
    }
    for mark in flags::ANSWERED_BY_EVIDENCE {
        flags::lower(tx, id, mark)?;
    }
    announce(tx, id)
}
