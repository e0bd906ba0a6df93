//! What was read of each mail. A row says nothing of whom the mail went to.

use jiff::Timestamp;

use super::{BounceId, Verdict};
use crate::outbox::MailId;
use crate::store::{Read, StoreError, Tx, params};

/// How many messages are kept of one mail: whoever has it could answer it for ever.
const MOST: i64 = 20;

/// What a message said of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// What it said.
    pub verdict: Verdict,
    /// The code, such as `4.4.1`; empty if there was none.
    pub status: String,
    /// When it was read, in microseconds.
    pub read_at: i64,
}

/// Keeps what a message says of a mail. Returns `false` if that message was read before.
pub(super) fn keep(
    tx: &Tx<'_>,
    mail: MailId,
    message: [u8; 32],
    (verdict, status): (Verdict, &str),
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO bounces (mail, message, verdict, status, read_at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (message) DO NOTHING";
    let values = params![mail, &message[..], <&str>::from(verdict), status, now.as_microsecond()];
    let Some(_) = tx.insert::<BounceId>(sql, values)? else {
        return Ok(false);
    };
    // The newest ones are kept, and a failure in any case.
    let sql = "DELETE FROM bounces WHERE mail = ?1 AND verdict <> 'failed'
       AND id <= (SELECT b.id FROM bounces b WHERE b.mail = ?1 ORDER BY b.id DESC LIMIT 1 OFFSET ?2)";
    tx.execute(sql, params![mail, MOST])?;
    Ok(true)
}

/// Returns what was read of a mail, oldest first.
pub fn of_mail(db: &Read<'_>, mail: MailId) -> Result<Vec<Bounce>, StoreError> {
    let sql = "SELECT verdict, status, read_at FROM bounces WHERE mail = ?1 ORDER BY id";
    db.all(sql, params![mail], |row| {
        Ok(Bounce {
            verdict: row.word("verdict")?,
            status: row.get("status")?,
            read_at: row.get("read_at")?,
        })
    })
}
