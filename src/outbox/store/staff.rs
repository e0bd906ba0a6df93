//! The outbox as staff see it, and their decisions about single mails.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::clock::from_micros;
use crate::outbox::MailId;
use crate::outbox::domains::domain_of;
use crate::outbox::kinds::ABOUT_A_SIGNATURE;
use crate::store::{Read, Row, RowId, Signal, StoreError, Tx, params};

/// The reply stored for a mail that staff cancelled; its state is `moot`.
pub(crate) const CANCELLED: &str = "canceled by staff";

/// The reply of a mail that was not tried yet, since its address has had a day's mails.
const LIMITED: &str = "waits: this address has had its emails for the day";

/// Whether a mail is due only when the quota of its address allows ([`super::mail_quota::schedule_mail`]).
const IS_LIMITED: &str = "o.state = 'queued' AND o.attempts = 0 AND o.due_at > o.created_at
  AND EXISTS (SELECT 1 FROM mail_quota q WHERE q.sent_at = o.due_at AND q.mail = o.id)";

/// The letter that a mail is about, by what its kind's `subject_id` names; a signature's for all kinds but these.
pub(super) const LETTER: &str = "CASE o.kind
  WHEN 'bundle' THEN (SELECT b.letter FROM deliveries d JOIN bundles b ON b.id = d.bundle WHERE d.id = o.subject_id)
  WHEN 'update' THEN (SELECT u.letter FROM update_mails u WHERE u.id = o.subject_id)
  WHEN 'draft' THEN (SELECT f.letter FROM saved_forms f WHERE f.id = o.subject_id)
  WHEN 'handover' THEN (SELECT s.letter FROM handovers h JOIN signatures s ON s.id = h.signature WHERE h.id = o.subject_id)
  WHEN 'handed-over' THEN (SELECT s.letter FROM handovers h JOIN signatures s ON s.id = h.signature WHERE h.id = o.subject_id)
  WHEN 'invitation' THEN (SELECT i.letter FROM invitation_mails m JOIN invitations i ON i.id = m.invitation WHERE m.id = o.subject_id)
  WHEN 'staff-organizations' THEN NULL
  WHEN 'staff-digest' THEN NULL
  ELSE (SELECT s.letter FROM signatures s WHERE s.id = o.subject_id) END";

/// How many rows are read at a time.
const PAGE: i64 = 500;

/// All states of a mail.
pub const STATES: [&str; 6] = ["queued", "sent", "failed", "moot", "uncertain", "bounced"];

/// A filter for mails.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// In one of these states; if empty, in any.
    pub states: Vec<String>,
    /// Of this kind.
    pub kind: Option<String>,
    /// About this letter.
    pub letter: Option<String>,
    /// To this domain.
    pub domain: Option<String>,
    /// Older than this mail.
    pub before: Option<MailId>,
}

/// A mail as staff see it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The number.
    pub id: MailId,
    /// The kind: `confirmation`, `bundle`.
    pub kind: String,
    /// The state, one of [`STATES`].
    pub state: String,
    /// The letter that it is about, if any.
    pub letter: Option<String>,
    /// The recipient's address; empty once it is erased.
    pub recipient: String,
    /// The number of attempts.
    pub attempts: u32,
    /// When it was enqueued.
    pub created_at: Timestamp,
    /// When it is tried next, if it is queued.
    pub due_at: Option<Timestamp>,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
    /// The relay's last reply, or why there is none.
    pub reply: String,
    /// The Message-ID without angle brackets.
    pub message_id: String,
}

fn line(row: &Row<'_>) -> Result<Line, StoreError> {
    let state: String = row.get("state")?;
    let due_at: i64 = row.get("due_at")?;
    let settled: Option<i64> = row.get("settled_at")?;
    Ok(Line {
        id: row.get("id")?,
        kind: row.get("kind")?,
        due_at: (state == "queued").then(|| from_micros(due_at)),
        state,
        letter: row.get("letter")?,
        recipient: row.get("recipient")?,
        attempts: row.get("attempts")?,
        created_at: from_micros(row.get("created_at")?),
        settled_at: settled.map(from_micros),
        reply: match row.get::<Option<String>>("reply")? {
            Some(reply) => reply,
            None if row.get("limited")? => LIMITED.to_owned(),
            None => String::new(),
        },
        message_id: row.get("message_id")?,
    })
}

/// Visits mails, newest first, until `visit` returns `false`.
pub fn each(db: &Read<'_>, filter: &Filter, visit: &mut dyn FnMut(Line) -> bool) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT o.id, o.kind, o.state, {LETTER} AS letter, o.recipient, o.attempts, o.created_at, o.due_at, o.settled_at, o.reply,
           o.message_id, {IS_LIMITED} AS limited FROM outbox o
         WHERE o.id < ?1 AND (CAST(?2 AS TEXT) IS NULL OR o.kind = ?2) AND o.state IN (?3, ?4, ?5, ?6, ?7, ?8) ORDER BY o.id DESC LIMIT ?9"
    );
    // There are six parameters: a shorter list of states repeats its first one.
    let wanted = filter.states.iter().map(String::as_str).collect::<Vec<_>>();
    let wanted = if wanted.is_empty() { STATES.to_vec() } else { wanted };
    let state = |at: usize| wanted.get(at).unwrap_or(&wanted[0]);
    let domain = filter.domain.as_ref().map(|domain| domain.to_lowercase());
    let (mut before, mut goes_on) = (filter.before.unwrap_or(MailId::new(i64::MAX)), true);
    // Rows are read in pages, so that a list that has enough does not read the rest.
    while goes_on {
        let page = db.all(
            &sql,
            params![
                before,
                filter.kind,
                state(0),
                state(1),
                state(2),
                state(3),
                state(4),
                state(5),
                PAGE
            ],
            line,
        )?;
        goes_on = page.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
        for it in page {
            before = it.id;
            let letter = filter.letter.is_none() || filter.letter == it.letter;
            let place = domain.as_ref().is_none_or(|domain| *domain == domain_of(&it.recipient));
            if letter && place && !visit(it) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Counts mails by state.
pub fn counts(db: &Read<'_>) -> Result<BTreeMap<String, u64>, StoreError> {
    let counted = db.all("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state", [], |row| {
        Ok((row.get("state")?, u64::try_from(row.get::<i64>("n")?).unwrap_or(0)))
    })?;
    Ok(counted.into_iter().collect())
}

/// Returns one mail.
pub fn mail(db: &Read<'_>, id: MailId) -> Result<Option<Line>, StoreError> {
    let sql = format!(
        "SELECT o.id, o.kind, o.state, {LETTER} AS letter, o.recipient, o.attempts, o.created_at, o.due_at, o.settled_at, o.reply,
           o.message_id, {IS_LIMITED} AS limited FROM outbox o WHERE o.id = ?1"
    );
    db.one(&sql, params![id], line)
}

/// Returns the mails about a signature, oldest first.
pub fn about_signature(db: &Read<'_>, signature: impl RowId) -> Result<Vec<Line>, StoreError> {
    let sql = format!(
        "SELECT o.id, o.kind, o.state, {LETTER} AS letter, o.recipient, o.attempts, o.created_at, o.due_at, o.settled_at, o.reply,
           o.message_id, {IS_LIMITED} AS limited FROM outbox o WHERE o.kind = ?1 AND o.subject_id = ?2 ORDER BY o.id"
    );
    let mut found = Vec::new();
    for kind in ABOUT_A_SIGNATURE {
        found.extend(db.all(&sql, params![kind, signature], line)?);
    }
    found.sort_by_key(|it| it.id);
    Ok(found)
}

/// Re-enqueues a failed, bounced or uncertain mail, now and with all its attempts, or makes a queued one due. Returns `false` if it is in another
/// state, is being sent, or its recipient was erased.
pub fn retry(tx: &Tx<'_>, id: MailId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET state = 'queued', settled_at = NULL, lease = NULL, sending = FALSE, due_at = ?2,
         attempts = CASE WHEN state = 'queued' THEN attempts ELSE 0 END
       WHERE id = ?1 AND (state IN ('failed', 'uncertain', 'bounced') OR (state = 'queued' AND lease IS NULL)) AND recipient <> ''";
    let owed = tx.execute(sql, params![id, now.as_microsecond()])? > 0;
    if owed {
        tx.after_commit(Signal::MailDue);
    }
    Ok(owed)
}

/// Cancels the mails of a kind about a subject that were not handed over, because another one replaces them; returns whether one was
/// enqueued or sent.
pub(crate) fn supersede(tx: &Tx<'_>, kind: &str, about: impl RowId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM outbox WHERE kind = ?1 AND subject_id = ?2 AND state IN ('queued', 'sent', 'uncertain') LIMIT 1";
    let told = tx.one(sql, params![kind, about], |row| row.get::<i64>("n"))?.is_some();
    let sql = "UPDATE outbox SET state = 'moot', settled_at = ?3 WHERE kind = ?1 AND subject_id = ?2 AND state = 'queued' AND lease IS NULL";
    tx.execute(sql, params![kind, about, now.as_microsecond()])?;
    Ok(told)
}

/// What became of mails about a decision that is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TakenBack {
    /// None has left.
    Unsent,
    /// At least one has left, or is leaving.
    WasSent,
}

/// Undoes what a decision of a time did to the mails of some kinds about a subject: those that it enqueued are canceled, if they have not left,
/// and those that it [superseded](supersede) are queued again. Each is composed by what is true when it is sent.
pub(crate) fn take_back(
    tx: &Tx<'_>,
    (kinds, about): (&[&str], impl RowId),
    decided_at: i64,
    now: Timestamp,
) -> Result<TakenBack, StoreError> {
    let mut found = TakenBack::Unsent;
    for kind in kinds {
        let sql = "UPDATE outbox SET state = 'moot', settled_at = ?4, reply = ?5
           WHERE kind = ?1 AND subject_id = ?2 AND created_at = ?3 AND state = 'queued' AND lease IS NULL";
        tx.execute(sql, params![kind, about, decided_at, now.as_microsecond(), CANCELLED])?;
        let sql = "SELECT 1 AS one FROM outbox WHERE kind = ?1 AND subject_id = ?2 AND created_at = ?3 AND state IN ('queued', 'sent', 'uncertain') LIMIT 1";
        if tx.one(sql, params![kind, about, decided_at], |_| Ok(()))?.is_some() {
            found = TakenBack::WasSent;
        }
        let sql = "UPDATE outbox SET state = 'queued', settled_at = NULL
           WHERE kind = ?1 AND subject_id = ?2 AND state = 'moot' AND settled_at = ?3 AND created_at < ?3 AND reply IS NULL AND recipient <> ''";
        if tx.execute(sql, params![kind, about, decided_at])? > 0 {
            tx.after_commit(Signal::MailDue);
        }
    }
    Ok(found)
}

/// Puts the mails of some kinds about a subject that were enqueued at a time behind those that single people wait for.
pub(crate) fn put_behind(
    tx: &Tx<'_>,
    (kinds, about): (&[&str], impl RowId),
    enqueued: Timestamp,
) -> Result<(), StoreError> {
    for kind in kinds {
        let sql = "UPDATE outbox SET bulk = TRUE WHERE kind = ?1 AND subject_id = ?2 AND created_at = ?3 AND state = 'queued' AND lease IS NULL";
        tx.post(sql, params![kind, about, enqueued.as_microsecond()])?;
    }
    Ok(())
}

/// Cancels a mail that is not being sent; its row stays and says so. Returns `false` if it is too late, or there is no such mail.
pub fn cancel(tx: &Tx<'_>, id: MailId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET state = 'moot', settled_at = ?2, reply = ?3 WHERE id = ?1 AND state = 'queued' AND lease IS NULL";
    Ok(tx.execute(sql, params![id, now.as_microsecond(), CANCELLED])? > 0)
}
