//! Decisions about all that a filter finds, which are carried out a portion at a time.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::made::{DecisionId, Kind, Made, Phase};
use crate::audit::{By, Via};
use crate::review::rejection::Rejection;
use crate::signatures::ids::SignatureId;
use crate::store::{Read, Row, StoreError, Tx, params};

/// What is to be decided, and about which signatures, while portions are left.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Task {
    /// The filter ([`crate::sheet::Filter::described`]).
    pub filter: Vec<(String, String)>,
    /// How signatures are rejected, if they are.
    pub rejection: Option<Rejection>,
    /// When staff saw what the filter found: what has changed since stays.
    pub seen_at: i64,
}

/// How many signatures were decided about, or put back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many the filter found.
    pub expected: u32,
    /// How many were decided.
    pub decided: u32,
    /// How many had changed since.
    pub changed: u32,
    /// For how many it is not possible.
    pub impossible: u32,
    /// How many were put back.
    pub put_back: u32,
}

/// A decision with its progress.
#[derive(Clone, Debug)]
pub struct Job {
    /// The decision.
    pub made: Made,
    /// What is to be done; `None` if nothing is left, or a newer version wrote it.
    pub task: Option<Task>,
    /// The last signature when it began.
    pub until: SignatureId,
    /// The last signature that was looked at.
    pub done_to: SignatureId,
    /// How far it is.
    pub progress: Progress,
}

fn job(row: &Row<'_>) -> Result<Job, StoreError> {
    let task: Option<String> = row.get("task")?;
    Ok(Job {
        made: Made {
            id: row.get("id")?,
            letter: row.get("letter")?,
            kind: row.word("kind")?,
            by: By {
                account: row.get("account")?,
                via: row.word::<Via>("via")?,
            },
            at: row.get("at")?,
            phase: row.word("phase")?,
        },
        task: task.and_then(|it| serde_json::from_str(&it).ok()),
        until: row.get("until")?,
        done_to: row.get("done_to")?,
        progress: Progress {
            expected: row.get("expected")?,
            decided: row.get("decided")?,
            changed: row.get("changed")?,
            impossible: row.get("impossible")?,
            put_back: row.get("put_back")?,
        },
    })
}

/// Adds a decision that is carried out later.
pub fn add(
    tx: &Tx<'_>,
    (letter, kind, by): (&str, Kind, By),
    task: &Task,
    (expected, until): (u32, SignatureId),
    now: Timestamp,
) -> Result<DecisionId, StoreError> {
    let sql = "INSERT INTO decisions (letter, kind, account, via, at, phase, task, until, expected) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let (kind, via, phase) = (<&str>::from(kind), <&str>::from(by.via), <&str>::from(Phase::Going));
    let task = serde_json::to_string(task).expect("plain data");
    let at = now.as_microsecond();
    let added = tx.insert(
        sql,
        params![letter, kind, by.account, via, at, phase, task, until, expected],
    )?;
    added.ok_or(StoreError::Closed)
}

/// Returns a decision with its progress.
pub fn find(db: &Read<'_>, id: DecisionId) -> Result<Option<Job>, StoreError> {
    let sql = "SELECT id, letter, kind, account, via, at, phase, task, until, done_to, expected, decided, changed, impossible, put_back
       FROM decisions WHERE id = ?1";
    db.one(sql, params![id], job)
}

/// Returns the newest decisions of a letter that were carried out in portions, or are.
pub fn newest(db: &Read<'_>, letter: &str, limit: u32) -> Result<Vec<Job>, StoreError> {
    let sql = "SELECT id, letter, kind, account, via, at, phase, task, until, done_to, expected, decided, changed, impossible, put_back
       FROM decisions WHERE letter = ?1 AND expected > 0 ORDER BY id DESC LIMIT ?2";
    db.all(sql, params![letter, limit], job)
}

/// Returns the decisions that have portions left.
pub fn unfinished(db: &Read<'_>) -> Result<Vec<DecisionId>, StoreError> {
    let sql = "SELECT id FROM decisions WHERE phase = 'going' OR phase = 'undoing' ORDER BY id";
    db.all(sql, [], |row| row.get("id"))
}

/// Records a portion, and with it the phase.
pub fn advance(
    tx: &Tx<'_>,
    id: DecisionId,
    (phase, done_to): (Phase, SignatureId),
    progress: Progress,
) -> Result<(), StoreError> {
    let sql = "UPDATE decisions SET phase = ?2, task = CASE WHEN ?2 = 'going' THEN task END, done_to = ?3, decided = ?4, changed = ?5, impossible = ?6,
         put_back = ?7 WHERE id = ?1";
    tx.post(
        sql,
        params![
            id,
            <&str>::from(phase),
            done_to,
            progress.decided,
            progress.changed,
            progress.impossible,
            progress.put_back
        ],
    )
}
