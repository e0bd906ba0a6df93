//! Rivalries: pairs of a letter's organizations that may be the same, recorded for staff and for the contact who waits.

use super::candidate::Candidate;
use super::flags;
use super::rivals::{Verdict, one, verdict};
use crate::clock;
use crate::signatures::ids::{RivalryId, SignatureId};
use crate::store::{Read, Row, StoreError, Tx, params};

/// The outcome for a newcomer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is not counted: the organization on the letter is the same.
    Duplicate,
    /// It is held for review.
    Question,
    /// It is counted, and the organization on the letter is held.
    Displaced,
    /// It is counted, and staff should look at the organization on the letter.
    Beside,
    /// Staff have seen that they are two.
    Apart,
}

impl Outcome {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Question => "question",
            Self::Displaced => "displaced",
            Self::Beside => "beside",
            Self::Apart => "apart",
        }
    }

    pub(super) fn parse(word: &str) -> Self {
        match word {
            "duplicate" => Self::Duplicate,
            "displaced" => Self::Displaced,
            "beside" => Self::Beside,
            "apart" => Self::Apart,
            _ => Self::Question,
        }
    }
}

/// Records the rivalry, and flags the organization on the letter if the newcomer is known as well or better.
pub(crate) fn remember(
    tx: &Tx<'_>,
    newcomer: SignatureId,
    standing: SignatureId,
    outcome: Outcome,
    now: i64,
) -> Result<(), StoreError> {
    tx.post(
        "INSERT INTO rivalries (newcomer, standing, outcome, met_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (newcomer, standing) DO UPDATE SET outcome = excluded.outcome, met_at = excluded.met_at, told_at = NULL
         WHERE rivalries.outcome <> excluded.outcome",
        params![newcomer, standing, outcome.as_str(), now],
    )?;
    let (Some(new), Some(old)) = (one(tx, newcomer)?, one(tx, standing)?) else {
        return Ok(());
    };
    if outcome != Outcome::Duplicate && new.rank >= old.rank {
        flags::flag(tx, standing, flags::RIVAL)?;
    }
    Ok(())
}

/// Records that staff have seen both and let them be: nobody is told, nobody is flagged.
pub(crate) fn seen(tx: &Tx<'_>, newcomer: SignatureId, standing: SignatureId, now: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO rivalries (newcomer, standing, outcome, met_at, told_at) VALUES (?1, ?2, ?3, ?4, ?4)
       ON CONFLICT (newcomer, standing) DO NOTHING";
    tx.post(sql, params![newcomer, standing, Outcome::Beside.as_str(), now])?;
    Ok(())
}

/// Returns what is recorded of two signatures, in either role; empty if they never met.
pub(super) fn between(db: &Read<'_>, one: SignatureId, other: SignatureId) -> Result<Vec<Outcome>, StoreError> {
    let both = rivals(db, one)?.into_iter().filter(|it| it.other(one) == other);
    Ok(both.map(|it| it.outcome).collect())
}

/// Records what came of a rivalry, by a decision of staff or a rule that tells nobody; returns what was recorded before.
pub(super) fn settle(
    tx: &Tx<'_>,
    (newcomer, standing): (SignatureId, SignatureId),
    outcome: Outcome,
    now: i64,
) -> Result<Option<Outcome>, StoreError> {
    let known = rivals(tx, newcomer)?
        .into_iter()
        .find(|it| it.newcomer == newcomer && it.standing == standing);
    let sql = "INSERT INTO rivalries (newcomer, standing, outcome, met_at, told_at) VALUES (?1, ?2, ?3, ?4, ?4)
       ON CONFLICT (newcomer, standing) DO UPDATE SET outcome = excluded.outcome, told_at = COALESCE(rivalries.told_at, excluded.told_at)";
    tx.post(sql, params![newcomer, standing, outcome.as_str(), now])?;
    Ok(known.map(|it| it.outcome))
}

/// A rivalry: two organizations of a letter that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rivalry {
    /// The row.
    pub id: RivalryId,
    /// The organization that came later.
    pub newcomer: SignatureId,
    /// The organization that was on the letter.
    pub standing: SignatureId,
    /// The outcome.
    pub outcome: Outcome,
}

impl Rivalry {
    /// Returns the other one of both.
    pub fn other(&self, one: SignatureId) -> SignatureId {
        if self.newcomer == one {
            self.standing
        } else {
            self.newcomer
        }
    }
}

const COLUMNS: &str = "r.id, r.newcomer, r.standing, r.outcome";

fn rivalry(row: &Row<'_>) -> Result<Rivalry, StoreError> {
    Ok(Rivalry {
        id: row.get("id")?,
        newcomer: row.get("newcomer")?,
        standing: row.get("standing")?,
        outcome: Outcome::parse(&row.get::<String>("outcome")?),
    })
}

/// Returns a signature's rivalries, in either role, oldest first.
pub fn rivals(db: &Read<'_>, id: SignatureId) -> Result<Vec<Rivalry>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM rivalries r WHERE r.newcomer = ?1 OR r.standing = ?1 ORDER BY r.id");
    db.all(&sql, params![id], rivalry)
}

/// Returns a newcomer's rivalries that nobody has been told about, and marks them as told.
pub(crate) fn tell_rivals(tx: &Tx<'_>, newcomer: SignatureId, now: i64) -> Result<Vec<Rivalry>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM rivalries r WHERE r.newcomer = ?1 AND r.told_at IS NULL ORDER BY r.id");
    let found = tx.all(&sql, params![newcomer], rivalry)?;
    let sql = "UPDATE rivalries SET told_at = ?2 WHERE newcomer = ?1 AND told_at IS NULL";
    tx.post(sql, params![newcomer, now])?;
    Ok(found)
}

/// Returns whether staff get a mail: the newcomer is known as well as the other or better, and nobody else asked for the same line within a
/// day. All others are in `review list`, so that repeated attempts fill no mailbox.
pub(crate) fn is_for_staff(db: &Read<'_>, it: &Rivalry, now: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM rivalries WHERE standing = ?1 AND id <> ?2 AND outcome NOT IN ('duplicate', 'apart') AND told_at > ?3 LIMIT 1";
    let told = db.one(sql, params![it.standing, it.id, now - clock::DAY_MICROS], |row| {
        row.get::<i64>("n")
    })?;
    let (Some(new), Some(old)) = (one(db, it.newcomer)?, one(db, it.standing)?) else {
        return Ok(false);
    };
    Ok(told.is_none() && new.rank >= old.rank)
}

/// Returns the organizations that may be the same as this one, as it is described now, and that staff have not yet compared it with.
pub(crate) fn new_ones(db: &Read<'_>, it: &Candidate) -> Result<Vec<SignatureId>, StoreError> {
    let mut found = match verdict(db, it, false)? {
        Verdict::Duplicate(first) => vec![first],
        Verdict::Question(others) => others,
        Verdict::Free { succeeds, .. } => succeeds,
    };
    let seen = rivals(db, it.id)?;
    found.retain(|id| seen.iter().all(|it| it.newcomer != *id && it.standing != *id));
    Ok(found)
}

/// Returns the duplicates that wait behind an organization, oldest first.
pub(super) fn behind(db: &Read<'_>, id: SignatureId) -> Result<Vec<SignatureId>, StoreError> {
    let sql = "SELECT d.id FROM rivalries r JOIN signatures d ON d.id = r.newcomer
       WHERE r.standing = ?1 AND r.outcome = 'duplicate' AND d.state = 'duplicate' ORDER BY d.id";
    db.all(sql, params![id], |row| row.get("id"))
}

/// Passes on the rivalries of an organization that is gone: its oldest duplicate becomes a question for staff, and the other duplicates
/// become its own. Returns which signature to hold.
pub(super) fn inherit(tx: &Tx<'_>, gone: SignatureId) -> Result<Option<SignatureId>, StoreError> {
    let waiting = behind(tx, gone)?;
    let Some((heir, others)) = waiting.split_first() else {
        return Ok(None);
    };
    let sql = "UPDATE rivalries SET outcome = 'question', told_at = NULL WHERE newcomer = ?1 AND standing = ?2";
    tx.post(sql, params![heir, gone])?;
    for other in others {
        let sql = "UPDATE rivalries SET standing = ?3 WHERE newcomer = ?1 AND standing = ?2";
        tx.post(sql, params![other, gone, heir])?;
    }
    Ok(Some(*heir))
}

/// Takes back what [`inherit`] passed on, since the organization is on the letter again. Nobody is told a second time.
pub(super) fn disinherit(tx: &Tx<'_>, (again, heir): (SignatureId, SignatureId), now: i64) -> Result<(), StoreError> {
    let sql = "UPDATE rivalries SET outcome = 'duplicate', told_at = COALESCE(told_at, ?3) WHERE newcomer = ?1 AND standing = ?2";
    tx.post(sql, params![heir, again, now])?;
    let sql = "UPDATE rivalries SET standing = ?1 WHERE standing = ?2 AND outcome = 'duplicate' AND newcomer <> ?1
       AND NOT EXISTS (SELECT 1 FROM rivalries known WHERE known.newcomer = rivalries.newcomer AND known.standing = ?1)";
    tx.post(sql, params![again, heir])
}

/// Returns the duplicate that is held since an organization is gone, unless its contact was told, and marks it as told.
pub(crate) fn tell_heir(tx: &Tx<'_>, gone: SignatureId, now: i64) -> Result<Option<SignatureId>, StoreError> {
    let sql = "SELECT r.newcomer FROM rivalries r JOIN signatures s ON s.id = r.newcomer
       WHERE r.standing = ?1 AND r.outcome = 'question' AND r.told_at IS NULL AND s.state = 'held' ORDER BY r.id LIMIT 1";
    let heir = tx.one(sql, params![gone], |row| row.get::<SignatureId>("newcomer"))?;
    if let Some(heir) = heir {
        let sql = "UPDATE rivalries SET told_at = ?3 WHERE newcomer = ?1 AND standing = ?2";
        tx.post(sql, params![heir, gone, now])?;
    }
    Ok(heir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_read_as_it_was_stored() {
        for it in [
            Outcome::Duplicate,
            Outcome::Question,
            Outcome::Displaced,
            Outcome::Beside,
        ] {
            assert_eq!(Outcome::parse(it.as_str()), it);
        }
    }
}
