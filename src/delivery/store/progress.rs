//! How each mail of a letter's deliveries fares, with the relay's own words.

use serde::Serialize;

use crate::clock::from_micros;
use crate::store::{Read, Row, StoreError, params};

/// One mail to one office. An office may have several: a failed one, and the one that staff asked for after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// `member:<bioguide>` or `recipient:<key>`.
    pub office: String,
    /// Its name.
    pub name: String,
    /// The letter's revision that it received.
    pub revision: u32,
    /// The bundle's code, if it has one.
    pub code: Option<String>,
    /// `queued`, `sending`, `sent`, `failed`, `uncertain`, `cancelled`.
    pub state: String,
    /// Where it goes.
    pub address: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Without angle brackets.
    pub message_id: String,
    /// When it was owed: RFC 3339, UTC.
    pub owed_at: String,
    /// When it is tried next, while it waits.
    pub due_at: Option<String>,
    /// When it was sent or given up.
    pub settled_at: Option<String>,
    /// The relay's last answer, or why there is none.
    pub reply: Option<String>,
}

/// Every mail of a letter's deliveries, office by office, oldest first.
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
