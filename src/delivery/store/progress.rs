//! The progress of each mail of a letter's deliveries, with the relay's replies.

use serde::Serialize;

use crate::clock::from_micros;
use crate::store::{Read, Row, StoreError, params};

/// A mail to an office. An office may have several: a failed one, and the one that staff repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// The office's key: `member:<bioguide>` or `recipient:<key>`.
    pub office: String,
    /// The office's display name.
    pub name: String,
    /// The letter's revision that it carries.
    pub revision: u32,
    /// The bundle's code, if it has one.
    pub code: Option<String>,
    /// The state: `queued`, `sending`, `sent`, `failed`, `uncertain`, `cancelled`.
    pub state: String,
    /// The recipient's address.
    pub address: String,
    /// The number of attempts.
    pub attempts: u32,
    /// The Message-ID without angle brackets.
    pub message_id: String,
    /// When it was enqueued: RFC 3339, UTC.
    pub owed_at: String,
    /// When it is tried next, while it is queued.
    pub due_at: Option<String>,
    /// When it was sent or given up.
    pub settled_at: Option<String>,
    /// The relay's last reply, or why there is none.
    pub reply: Option<String>,
}

/// Returns every mail of a letter's deliveries, office by office, oldest first.
pub fn progress(db: &Read<'_>, letter: &str) -> Result<Vec<Progress>, StoreError> {
    let sql = "SELECT d.office, d.office_name, b.revision, b.code, o.state, o.sending, o.recipient, o.attempts, o.message_id, o.created_at, o.due_at,
         o.settled_at, o.reply
       FROM bundles b CROSS JOIN deliveries d CROSS JOIN outbox o
       WHERE d.bundle = b.id AND o.kind = 'bundle' AND o.subject_id = d.id AND b.letter = ?1 ORDER BY b.revision, d.office_name, d.office, o.id";
    db.all(sql, params![letter], one)
}

fn one(row: &Row<'_>) -> Result<Progress, StoreError> {
    let moment = |micros: i64| from_micros(micros).to_string();
    let state: String = row.get("state")?;
    let state = match state.as_str() {
        "queued" if row.get("sending")? => "sending".to_owned(),
        "moot" => "cancelled".to_owned(),
        _ => state,
    };
    let waits = state == "queued";
    Ok(Progress {
        office: row.get("office")?,
        name: row.get("office_name")?,
        revision: row.get("revision")?,
        code: row.get("code")?,
        state,
        address: row.get("recipient")?,
        attempts: row.get("attempts")?,
        message_id: row.get("message_id")?,
        owed_at: moment(row.get("created_at")?),
        due_at: waits.then(|| row.get("due_at").map(moment)).transpose()?,
        settled_at: row.get::<Option<i64>>("settled_at")?.map(moment),
        reply: row.get::<Option<String>>("reply")?.filter(|reply| !reply.is_empty()),
    })
}
