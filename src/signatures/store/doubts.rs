//! Why staff should look at a signature before it counts.

use super::DAY_MICROS;
use super::bars;
use super::counting::{Candidate, Rules};
use crate::signatures::identity;
use crate::store::{Read, StoreError, Tx, params};

/// Why a signature is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The letter's rule.
    Approval,
    /// Another organization on the letter may be the same.
    PossibleDuplicate,
    /// Many came from one mail domain, or many organizations that nothing verifies.
    Surge,
    /// Its name was taken off this letter once.
    DisownedBefore,
    /// It was counted under another name.
    ListingChanged,
    /// Nothing shows that its contact speaks for it.
    Unverified,
}

impl Doubt {
    /// As in the database and in `review list`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::PossibleDuplicate => "possible-duplicate",
            Self::Surge => "surge",
            Self::DisownedBefore => "disowned-before",
            Self::ListingChanged => "listing-changed",
            Self::Unverified => "unverified",
        }
    }
}

/// Whether the organization stands, or waits to stand, on the letter already.
pub(super) fn stands(db: &Read<'_>, it: &Candidate) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE letter = ?1 AND signer_key = ?2 AND kind = 'organization'
       AND state IN ('confirmed', 'held') AND id <> ?3";
    let found = db.one(sql, params![it.letter, it.signer_key, it.id], |row| row.get::<i64>("n"))?;
    Ok(found.is_some())
}

/// Why staff should look first; `None`: it counts.
pub(super) fn about(tx: &Tx<'_>, it: &Candidate, rules: &Rules, now: i64) -> Result<Option<Doubt>, StoreError> {
    if bars::barred(tx, &rules.secret, it)? {
        return Ok(Some(Doubt::DisownedBefore));
    }
    if !it.organization {
        return about_a_person(tx, it, rules, now);
    }
    let unverified = !it.writes_from_its_own_domain() && !it.seen_by_staff;
    Ok(if same_domain(tx, it)? || same_name(tx, it)? {
        Some(Doubt::PossibleDuplicate)
    } else if rules.organizations_wait {
        Some(Doubt::Approval)
    } else if unverified && rules.unverified_wait {
        Some(Doubt::Unverified)
    } else if unverified && unverified_flood(tx, it, rules, now)? {
        Some(Doubt::Surge)
    } else {
        None
    })
}

/// Chapters and locals share a domain, and so do two spellings of one body: a person must tell which.
fn same_domain(db: &Read<'_>, it: &Candidate) -> Result<bool, StoreError> {
    for (column, domain) in [
        ("domain", &it.domain),
        ("website_domain", &it.website_domain),
        ("domain", &it.mail_domain),
    ] {
        let Some(domain) = domain else { continue };
        let sql = match column {
            "domain" => {
                "SELECT 1 AS n FROM organizations o JOIN signatures s ON s.id = o.signature
                 WHERE o.domain = ?1 AND s.letter = ?2 AND s.state IN ('confirmed', 'held') AND s.id <> ?3 LIMIT 1"
            }
            _ => {
                "SELECT 1 AS n FROM organizations o JOIN signatures s ON s.id = o.signature
                 WHERE o.website_domain = ?1 AND s.letter = ?2 AND s.state IN ('confirmed', 'held') AND s.id <> ?3 LIMIT 1"
            }
        };
        if db
            .one(sql, params![domain, it.letter, it.id], |row| row.get::<i64>("n"))?
            .is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether another organization on the letter has, in any of its names, the name of this one, or nearly.
///
/// Looks at each organization of the letter: they are hundreds, where people are many thousands.
pub(super) fn same_name(db: &Read<'_>, it: &Candidate) -> Result<bool, StoreError> {
    let legal = it.signer_key.trim_start_matches(ORGANIZATION).to_owned();
    let mut own = vec![legal, it.listed_key.clone()];
    own.extend(it.other_keys.iter().cloned());
    let sql = "WITH others AS (SELECT id, signer_key FROM signatures
         WHERE letter = ?1 AND kind = 'organization' AND state IN ('confirmed', 'held') AND id <> ?2)
       SELECT signer_key AS key FROM others
       UNION ALL SELECT o.listed_key FROM others JOIN organizations o ON o.signature = others.id
       UNION ALL SELECT n.key FROM others JOIN other_names n ON n.signature = others.id";
    let mut found = false;
    db.each(sql, params![it.letter, it.id], |row| {
        let key: String = row.get("key")?;
        let theirs = key.trim_start_matches(ORGANIZATION);
        let near = |mine: &String| !mine.is_empty() && !theirs.is_empty() && identity::near(mine, theirs);
        found = found || own.iter().any(near);
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

/// Begins every organization's key.
const ORGANIZATION: &str = "organization:";

/// More than a day's number of organizations that nothing verifies.
fn unverified_flood(db: &Read<'_>, it: &Candidate, rules: &Rules, now: i64) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 FROM signatures s JOIN organizations o ON o.signature = s.id
       WHERE s.letter = ?1 AND s.kind = 'organization' AND s.state IN ('confirmed', 'held') AND s.confirmed_at > ?2
         AND o.verification = 'other-address' LIMIT ?3)";
    let recent = db.one(
        sql,
        params![it.letter, now - DAY_MICROS, rules.per_domain_per_day],
        |row| row.get::<u32>("n"),
    )?;
    Ok(recent.unwrap_or(0) >= rules.per_domain_per_day)
}

/// A flood from one mail domain counts for nothing until staff have looked: what was counted of it before it showed is taken back too.
fn about_a_person(tx: &Tx<'_>, it: &Candidate, rules: &Rules, now: i64) -> Result<Option<Doubt>, StoreError> {
    let Some(domain) = it
        .mail_domain
        .as_ref()
        .filter(|domain| !rules.trusted_domains.contains(domain))
    else {
        return Ok(None);
    };
    let sql = "SELECT released_at IS NOT NULL AS released FROM surges WHERE letter = ?1 AND domain = ?2";
    match tx.one(sql, params![it.letter, domain], |row| row.get::<bool>("released"))? {
        Some(true) => return Ok(None),
        Some(false) => return Ok(Some(Doubt::Surge)),
        None => {}
    }
    // No further than the limit: the cost of a flood does not grow with the flood.
    let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 FROM signatures WHERE letter = ?1 AND mail_domain = ?2 AND confirmed_at > ?3 LIMIT ?4)";
    let recent = tx.one(
        sql,
        params![it.letter, domain, now - DAY_MICROS, rules.per_domain_per_day],
        |row| row.get::<u32>("n"),
    )?;
    if recent.unwrap_or(0) < rules.per_domain_per_day {
        return Ok(None);
    }
    quarantine(tx, &it.letter, domain, now)?;
    Ok(Some(Doubt::Surge))
}

/// Holds everyone of a domain who was counted within the day, and remembers the surge.
fn quarantine(tx: &Tx<'_>, letter: &str, domain: &str, now: i64) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET state = 'held', held_for = 'surge'
       WHERE letter = ?1 AND mail_domain = ?2 AND confirmed_at > ?3 AND state = 'confirmed' AND kind = 'person' RETURNING listing";
    let listings = tx.all(sql, params![letter, domain, now - DAY_MICROS], |row| {
        row.get::<String>("listing")
    })?;
    let unlisted = listings.iter().filter(|listing| *listing == "unlisted").count();
    let count = |n: usize| i64::try_from(n).unwrap_or(0);
    tx.execute(
        "UPDATE tally SET people = people - ?2, unlisted = unlisted - ?3 WHERE letter = ?1",
        params![letter, count(listings.len() - unlisted), count(unlisted)],
    )?;
    tx.execute(
        "INSERT INTO surges (letter, domain, seen_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![letter, domain, now],
    )?;
    Ok(())
}
