//! The progress of each mail of a letter's deliveries, with the relay's replies.

use serde::Serialize;

use super::answers::answers;
use super::by_hand::{self, ByHand};
use crate::clock::from_micros;
use crate::delivery::state::DeliveryState;
use crate::outbox::MailId;
use crate::outbox::store::{CANCELLED, WITHHELD};
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
    /// Which of the office's supplements it carries; 0: the whole letter.
    pub supplement: u32,
    /// The bundle's code, if it has one.
    pub code: Option<String>,
    /// The state of this mail.
    pub state: DeliveryState,
    /// The state of the office's delivery of this revision, or of this supplement, whichever of its mails decides it.
    pub office_state: DeliveryState,
    /// Whether this mail decides it: one of an office's mails with the letter or a supplement does.
    pub decides: bool,
    /// Whether a signature in it was taken back. A mail that is being sent can't be stopped for that.
    pub outdated: bool,
    /// The recipient's address; empty if there was no mail.
    pub address: String,
    /// The number of attempts.
    pub attempts: u32,
    /// The Message-ID without angle brackets.
    pub message_id: String,
    /// When it was enqueued, or recorded if there was no mail: RFC 3339, UTC.
    pub owed_at: String,
    /// When it is tried next, while it is queued.
    pub due_at: Option<String>,
    /// When it was sent or given up.
    pub settled_at: Option<String>,
    /// The relay's last reply, or why there is none.
    pub reply: Option<String>,
    /// The day on which the office answered the letter, if staff recorded an answer; on the mail that decides.
    pub answered_on: Option<String>,
    /// The round of its bundle: 0 for the letter.
    #[serde(skip)]
    pub round: u32,
    /// What staff say of the office, if its mail did not arrive.
    #[serde(skip)]
    pub(super) outcome: Option<DeliveryState>,
    /// The mail's row, if there was one.
    #[serde(skip)]
    pub mail: Option<MailId>,
    /// The digest of the bundle, which names its folder.
    #[serde(skip)]
    pub bundle: [u8; 32],
}

/// Returns every mail of a letter's deliveries, office by office, oldest first; an office that had none, but to which staff delivered by
/// other means, is in it once, without an address.
pub fn progress(db: &Read<'_>, letter: &str) -> Result<Vec<Progress>, StoreError> {
    let sql = "SELECT o.id AS mail, d.office, d.office_name, d.outcome, d.supplement, b.revision, b.round, b.code, b.digest, b.outdated_at IS NOT NULL AS outdated, o.state, o.sending,
         o.recipient, o.attempts, o.message_id, o.created_at, o.due_at, o.settled_at, o.reply
       FROM bundles b CROSS JOIN deliveries d CROSS JOIN outbox o
       WHERE d.bundle = b.id AND o.kind = 'bundle' AND o.subject_id = d.id AND b.letter = ?1 ORDER BY b.revision, b.round, d.office, o.id";
    let mut mails = db.all(sql, params![letter], one)?;
    for of_office in mails.chunk_by_mut(|a, b| (a.revision, a.round, &a.office) == (b.revision, b.round, &b.office)) {
        let (state, decisive) = decide(of_office);
        of_office[decisive].decides = true;
        for mail in of_office {
            mail.office_state = state;
        }
    }
    mails.extend(by_hand::all(db, letter)?.into_iter().map(Progress::from));
    let answers = answers(db, letter)?;
    for mail in mails.iter_mut().filter(|mail| mail.decides) {
        mail.answered_on = answers.get(&mail.office).map(ToString::to_string);
    }
    // A stable order: an office's mails stay oldest first.
    mails.sort_by(|a, b| (a.revision, &a.name, &a.office).cmp(&(b.revision, &b.name, &b.office)));
    Ok(mails)
}

fn one(row: &Row<'_>) -> Result<Progress, StoreError> {
    let moment = |micros: i64| from_micros(micros).to_string();
    let mut reply = row.get::<Option<String>>("reply")?.filter(|reply| !reply.is_empty());
    let outdated: bool = row.get("outdated")?;
    let state = match row.get::<String>("state")?.as_str() {
        "queued" if row.get("sending")? => DeliveryState::Sending,
        // Deferred by the relay after a signature in it was taken back: the next attempt will not send it.
        "queued" if outdated => DeliveryState::Withheld,
        "moot" if outdated && reply.as_deref() != Some(CANCELLED) => DeliveryState::Withheld,
        "moot" => DeliveryState::Cancelled,
        _ => row.word("state")?,
    };
    if state == DeliveryState::Withheld {
        reply = Some(WITHHELD.to_owned());
    }
    let waits = state == DeliveryState::Queued;
    Ok(Progress {
        office: row.get("office")?,
        name: row.get("office_name")?,
        revision: row.get("revision")?,
        supplement: row.get("supplement")?,
        round: row.get("round")?,
        code: row.get("code")?,
        state,
        office_state: state,
        decides: false,
        outdated,
        address: row.get("recipient")?,
        attempts: row.get("attempts")?,
        message_id: row.get("message_id")?,
        owed_at: moment(row.get("created_at")?),
        due_at: waits.then(|| row.get("due_at").map(moment)).transpose()?,
        settled_at: row.get::<Option<i64>>("settled_at")?.map(moment),
        reply,
        answered_on: None,
        outcome: row.word_if_any("outcome")?,
        mail: Some(row.get("mail")?),
        bundle: row.get("digest")?,
    })
}

impl From<ByHand> for Progress {
    /// Shows what staff said in the form of a mail that was never sent.
    fn from(said: ByHand) -> Self {
        let at = from_micros(said.at).to_string();
        Self {
            office: said.office,
            name: said.name,
            revision: said.revision,
            supplement: 0,
            round: 0,
            code: None,
            state: said.outcome,
            office_state: said.outcome,
            decides: true,
            outdated: false,
            address: String::new(),
            attempts: 0,
            message_id: String::new(),
            owed_at: at.clone(),
            due_at: None,
            settled_at: Some(at),
            reply: None,
            answered_on: None,
            outcome: Some(said.outcome),
            mail: None,
            bundle: [0; 32],
        }
    }
}

/// Decides the state of the deliveries of one revision and round to one office, oldest mail first; also returns which mail decides it.
fn decide(mails: &[Progress]) -> (DeliveryState, usize) {
    use DeliveryState::{Cancelled, Sent, Withheld};
    let last = mails.len() - 1;
    let newest = |which: &dyn Fn(&Progress) -> bool| mails.iter().rposition(which);
    if let Some(sent) = newest(&|mail| mail.state == Sent) {
        return (Sent, sent);
    }
    // A mail that was cancelled counts as if it had never been enqueued.
    let decisive = newest(&|mail| !matches!(mail.state, Cancelled | Withheld)).unwrap_or(last);
    if let Some(outcome) = mails.iter().find_map(|mail| mail.outcome) {
        return (outcome, decisive);
    }
    // Staff wanted the failed mail repeated, and the repetition was stopped.
    if mails[decisive].state.has_failed() && mails[last].state == Withheld {
        return (Withheld, last);
    }
    (mails[decisive].state, decisive)
}
