//! Which organizations of a letter may be the same one, as it is remembered: for staff, and for whoever waits.

use super::candidate::Candidate;
use super::flags;
use super::rivals::{Verdict, one, verdict};
use crate::clock;
use crate::store::{Read, Row, StoreError, Tx, params};

/// What came of a newcomer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is not counted: the standing one is the same.
    Duplicate,
    /// It is held.
    Question,
    /// It is counted, and the standing one is held.
    Displaced,
    /// It is counted, and staff should look at the standing one.
    Beside,
}

impl Outcome {
    /// As in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Question => "question",
            Self::Displaced => "displaced",
            Self::Beside => "beside",
        }
    }

    fn parse(word: &str) -> Self {
        match word {
            "duplicate" => Self::Duplicate,
            "displaced" => Self::Displaced,
            "beside" => Self::Beside,
            _ => Self::Question,
        }
    }
}

/// Remembers who stood there, and marks it for staff where the newcomer is known as well or better.
pub(crate) fn remember(
    tx: &Tx<'_>,
    newcomer: i64,
    standing: i64,
    outcome: Outcome,
    now: i64,
) -> Result<(), StoreError> {
    tx.execute(
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

/// Remembers that staff have seen two beside each other and let both be: nobody is told, nobody is marked.
pub(crate) fn seen(tx: &Tx<'_>, newcomer: i64, standing: i64, now: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO rivalries (newcomer, standing, outcome, met_at, told_at) VALUES (?1, ?2, ?3, ?4, ?4)
       ON CONFLICT (newcomer, standing) DO NOTHING";
    tx.execute(sql, params![newcomer, standing, Outcome::Beside.as_str(), now])?;
    Ok(())
}

/// One of two organizations that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rivalry {
    /// The row.
    pub id: i64,
    /// Who came later.
    pub newcomer: i64,
    /// Who stood there.
    pub standing: i64,
    /// What came of it.
    pub outcome: Outcome,
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

/// The others of a signature, in either role, oldest first.
pub fn rivals(db: &Read<'_>, id: i64) -> Result<Vec<Rivalry>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM rivalries r WHERE r.newcomer = ?1 OR r.standing = ?1 ORDER BY r.id");
    db.all(&sql, params![id], rivalry)
}

/// What nobody has been told of yet; from now on they have.
pub(crate) fn tell_rivals(tx: &Tx<'_>, newcomer: i64, now: i64) -> Result<Vec<Rivalry>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM rivalries r WHERE r.newcomer = ?1 AND r.told_at IS NULL ORDER BY r.id");
    let found = tx.all(&sql, params![newcomer], rivalry)?;
    let sql = "UPDATE rivalries SET told_at = ?2 WHERE newcomer = ?1 AND told_at IS NULL";
    tx.execute(sql, params![newcomer, now])?;
    Ok(found)
}

/// Whether staff are written to: the newcomer is known as well as the standing one or better, and nobody else asked for the same line
/// within a day. The others are in `review list`: whoever comes again and again fills no mailbox.
pub(crate) fn is_for_staff(db: &Read<'_>, it: &Rivalry, now: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM rivalries WHERE standing = ?1 AND id <> ?2 AND outcome <> 'duplicate' AND told_at > ?3 LIMIT 1";
    let told = db.one(sql, params![it.standing, it.id, now - clock::DAY_MICROS], |row| {
        row.get::<i64>("n")
    })?;
    let (Some(new), Some(old)) = (one(db, it.newcomer)?, one(db, it.standing)?) else {
        return Ok(false);
    };
    Ok(told.is_none() && new.rank >= old.rank)
}

/// Those that an organization, as it is described now, may be one with, and beside which staff have not seen it.
pub(crate) fn new_ones(db: &Read<'_>, it: &Candidate) -> Result<Vec<i64>, StoreError> {
    let mut found = match verdict(db, it, false)? {
        Verdict::Duplicate(first) => vec![first],
        Verdict::Question(others) => others,
        Verdict::Free { .. } => return Ok(Vec::new()),
    };
    let seen = rivals(db, it.id)?;
    found.retain(|id| seen.iter().all(|it| it.newcomer != *id && it.standing != *id));
    Ok(found)
}

/// The oldest duplicate of one that no longer stands, if there is any, is now a question to staff, and the others are its duplicates.
/// Answers who is to be held.
pub(super) fn inherit(tx: &Tx<'_>, gone: i64) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT d.id FROM rivalries r JOIN signatures d ON d.id = r.newcomer
       WHERE r.standing = ?1 AND r.outcome = 'duplicate' AND d.state = 'duplicate' ORDER BY d.id";
    let waiting = tx.all(sql, params![gone], |row| row.get::<i64>("id"))?;
    let Some((heir, others)) = waiting.split_first() else {
        return Ok(None);
    };
    let sql = "UPDATE rivalries SET outcome = 'question' WHERE newcomer = ?1 AND standing = ?2";
    tx.execute(sql, params![heir, gone])?;
    for other in others {
        let sql = "UPDATE rivalries SET standing = ?3 WHERE newcomer = ?1 AND standing = ?2";
        tx.execute(sql, params![other, gone, heir])?;
    }
    Ok(Some(*heir))
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
