//! Why staff should look at a signature before it counts.

use super::DAY_MICROS;
use super::bars;
use super::counting::{Candidate, Rules};
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
    /// It has the name of a government body.
    Government,
    /// It is to be listed under a name that is not its own.
    BorrowedName,
    /// Its name is written to look like another.
    LookAlike,
    /// The same organization was signed for from its own domain since.
    Contested,
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
            Self::Government => "government",
            Self::BorrowedName => "borrowed-name",
            Self::LookAlike => "look-alike",
            Self::Contested => "contested",
        }
    }

    /// The word of `signatures.held_for`, which knows fewer.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Government | Self::BorrowedName | Self::LookAlike => Self::Approval.as_str(),
            Self::Contested => Self::PossibleDuplicate.as_str(),
            _ => self.as_str(),
        }
    }

    /// The word of `signatures.held_detail`, where that says more.
    pub(super) fn detail(self) -> Option<&'static str> {
        (self.kind() != self.as_str()).then(|| self.as_str())
    }

    /// Whether it says more to staff than that somebody else has the name.
    pub(super) fn is_about_the_name(self) -> bool {
        matches!(
            self,
            Self::DisownedBefore | Self::Government | Self::BorrowedName | Self::LookAlike
        )
    }
}

/// Why staff should look first, whoever else stands there ([`super::rivals`]); `None`: nothing says so.
pub(super) fn about(tx: &Tx<'_>, it: &Candidate, rules: &Rules, now: i64) -> Result<Option<Doubt>, StoreError> {
    if bars::barred(tx, &rules.secret, it)? {
        return Ok(Some(Doubt::DisownedBefore));
    }
    if !it.organization {
        return about_a_person(tx, it, rules, now);
    }
    let unverified = !it.is_known_by_domain();
    Ok(if it.seen_by_staff {
        rules.organizations_wait.then_some(Doubt::Approval)
    } else if it.is_government() {
        Some(Doubt::Government)
    } else if it.is_disguised() {
        Some(Doubt::LookAlike)
    } else if !it.is_listed_as_itself() {
        Some(Doubt::BorrowedName)
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

/// Begins every organization's key.
pub(super) const ORGANIZATION: &str = "organization:";

/// How many organizations that nothing verifies a letter has had lately.
pub(super) const UNVERIFIED: &str =
    "SELECT COUNT(*) AS n FROM (SELECT 1 FROM signatures s JOIN organizations o ON o.signature = s.id
       WHERE s.letter = ?1 AND s.kind = 'organization' AND s.state IN ('confirmed', 'held') AND s.confirmed_at > ?2
         AND o.verification = 'other-address' LIMIT ?3)";

/// More than a day's number of organizations that nothing verifies.
fn unverified_flood(db: &Read<'_>, it: &Candidate, rules: &Rules, now: i64) -> Result<bool, StoreError> {
    let recent = db.one(
        UNVERIFIED,
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
    let sql = "UPDATE signatures SET state = 'held', held_for = 'surge', held_detail = NULL
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
