//! Decides why a signature is held for review before it counts.
//!
//! If more people of one mail domain sign within a day than the quota allows, all of that day's signatures of the domain are *held*,
//! including those already counted. Their signers are told, staff get one mail, and release or reject them.

use jiff::Timestamp;

use crate::clock::DAY_MICROS;
use crate::signatures::Origin;
use crate::signatures::ids::SignatureId;
use crate::signatures::rules::Rules;
use crate::signatures::state::HoldReason;
use crate::signatures::store::candidate::Candidate;
use crate::signatures::store::{blocklist, flags, ledger};
use crate::store::{Read, StoreError, Tx, params};

/// Returns why a signature should be held, regardless of other signatures of the letter ([`super::rivals`]); `None` if there is no reason.
pub(crate) fn about(tx: &Tx<'_>, it: &Candidate, rules: &Rules, now: i64) -> Result<Option<HoldReason>, StoreError> {
    if blocklist::barred(tx, &rules.secret, it)? {
        return Ok(Some(HoldReason::DisownedBefore));
    }
    if !it.organization {
        return about_a_person(tx, it, rules, now);
    }
    if it.is_flagged(flags::DISPUTED) {
        return Ok(Some(HoldReason::Contested));
    }
    let foreseen = foreseen(it, rules);
    // Staff brought the others themselves.
    let signed_here = it.origin == Origin::Confirmed;
    let may_flood = signed_here && foreseen.is_none() && !it.seen_by_staff && !it.is_known_by_domain();
    if may_flood && unverified_flood(tx, it, rules, now)? {
        return Ok(Some(HoldReason::Surge));
    }
    Ok(foreseen)
}

/// Returns why an organization should be held, as far as this follows from what it says of itself.
pub(crate) fn foreseen(it: &Candidate, rules: &Rules) -> Option<HoldReason> {
    if it.seen_by_staff {
        rules.organizations_wait.then_some(HoldReason::Approval)
    } else if it.is_government() {
        Some(HoldReason::Government)
    } else if it.is_disguised() {
        Some(HoldReason::LookAlike)
    } else if !it.is_listed_as_itself() {
        Some(HoldReason::BorrowedName)
    } else if rules.organizations_wait {
        Some(HoldReason::Approval)
    } else if rules.unverified_wait && !it.is_known_by_domain() {
        Some(HoldReason::Unverified)
    } else {
        None
    }
}

/// The query for how many unverified organizations signed a letter recently.
pub(crate) const UNVERIFIED: &str =
    "SELECT COUNT(*) AS n FROM (SELECT 1 FROM signatures s JOIN organizations o ON o.signature = s.id
       WHERE s.letter = ?1 AND s.kind = 'organization' AND s.state IN ('confirmed', 'held') AND s.confirmed_at > ?2
         AND o.verification = 'other-address' LIMIT ?3) recent";

/// Returns whether more unverified organizations signed than a day's quota allows.
fn unverified_flood(db: &Read<'_>, it: &Candidate, rules: &Rules, now: i64) -> Result<bool, StoreError> {
    let recent = db.one(
        UNVERIFIED,
        params![it.letter, now - DAY_MICROS, rules.per_domain_per_day],
        |row| row.get::<u32>("n"),
    )?;
    Ok(recent.unwrap_or(0) >= rules.per_domain_per_day)
}

/// Holds a person's signature if it is part of a flood from one source, and with it the signatures of that source that were counted before
/// the flood showed.
///
/// A source is a mail domain, a domain below which anyone may have a name, or a mailbox with its tagged addresses.
fn about_a_person(tx: &Tx<'_>, it: &Candidate, rules: &Rules, now: i64) -> Result<Option<HoldReason>, StoreError> {
    for (column, domain) in [("mail_domain", &it.mail_domain), ("flood_suffix", &it.flood_suffix)] {
        let Some(domain) = domain else { continue };
        if rules.trusted_domains.contains(domain) {
            return Ok(None);
        }
        let sql = "SELECT released_at IS NOT NULL AS released FROM surges WHERE letter = ?1 AND domain = ?2";
        if let Some(released) = tx.one(sql, params![it.letter, domain], |row| row.get::<bool>("released"))? {
            return Ok((!released).then_some(HoldReason::Surge));
        }
        // Counting stops at the limit, so that the cost of a flood does not grow with the flood.
        let sql = format!(
            "SELECT COUNT(*) AS n FROM (SELECT 1 FROM signatures WHERE letter = ?1 AND {column} = ?2 AND confirmed_at > ?3 LIMIT ?4) recent"
        );
        let since = now - DAY_MICROS;
        let recent = tx.one(
            &sql,
            params![it.letter, domain, since, rules.per_domain_per_day],
            |row| row.get::<u32>("n"),
        )?;
        if recent.unwrap_or(0) >= rules.per_domain_per_day {
            ledger::hold_flood(tx, &it.letter, (column, domain), since, now)?;
            let sql = "INSERT INTO surges (letter, domain, seen_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
            tx.execute(sql, params![it.letter, domain, now])?;
            return Ok(Some(HoldReason::Surge));
        }
    }
    match &it.flood_base {
        Some(base) => one_mailbox_floods(tx, it, base, rules, now),
        None => Ok(None),
    }
}

/// How many tagged addresses of one mailbox are counted on a letter: a household may have a tag for each member.
const OF_ONE_MAILBOX: u32 = 3;

/// Holds signatures of one mailbox if it has more tagged addresses than a household would, at any time. Those that staff approved do not
/// count toward it ([`crate::review`]); those that staff rejected do.
fn one_mailbox_floods(
    tx: &Tx<'_>,
    it: &Candidate,
    base: &str,
    rules: &Rules,
    now: i64,
) -> Result<Option<HoldReason>, StoreError> {
    let most = OF_ONE_MAILBOX.min(rules.per_domain_per_day);
    let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 FROM signatures WHERE letter = ?1 AND flood_base = ?2 AND id <> ?3
       AND state IN ('confirmed', 'held', 'rejected') LIMIT ?4) others";
    let others = tx.one(sql, params![it.letter, base, it.id, most], |row| row.get::<u32>("n"))?;
    if others.unwrap_or(0) < most {
        return Ok(None);
    }
    ledger::hold_flood(tx, &it.letter, ("flood_base", base), i64::MIN, now)?;
    Ok(Some(HoldReason::Surge))
}

/// Returns why a signature is held; `None` if it is not.
pub(crate) fn reason(db: &Read<'_>, id: SignatureId) -> Result<Option<HoldReason>, StoreError> {
    let sql = "SELECT held_for FROM signatures WHERE id = ?1 AND state = 'held'";
    db.one(sql, params![id], |row| row.word("held_for"))
}

/// Returns the surges of a letter that staff have not been told about, and marks them as told.
pub(crate) fn tell_surges(tx: &Tx<'_>, letter: &str, now: Timestamp) -> Result<Vec<String>, StoreError> {
    let sql =
        "UPDATE surges SET told_at = ?2 WHERE letter = ?1 AND told_at IS NULL AND released_at IS NULL RETURNING domain";
    tx.all(sql, params![letter, now.as_microsecond()], |row| row.get("domain"))
}
