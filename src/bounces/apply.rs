//! What follows from a message, in one transaction.

use jiff::Timestamp;

use super::message::Reading;
use super::{Status, Verdict, store};
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::outbox::MailId;
use crate::outbox::return_path::Token;
use crate::outbox::store::bounced::{self, Known};
use crate::outbox::store::staff;
use crate::store::{Read, Signal, StoreError, Tx};

/// What a message was, and what it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// What it says; nothing if it is about no mail of ours.
    pub verdict: Verdict,
    /// The code, if it has one.
    pub status: Option<Status>,
    /// The mail that it is about.
    pub mail: Option<About>,
}

/// The mail that a message is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The number.
    pub id: MailId,
    /// The kind.
    pub kind: String,
    /// What changed.
    pub change: Change,
}

/// What a message changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// Nothing: the message was read before.
    ReadBefore,
    /// The mail is bounced.
    Bounced,
    /// The mail was uncertain, and is sent.
    Sent,
}

impl Applied {
    fn nothing() -> Self {
        Self {
            verdict: Verdict::Nothing,
            status: None,
            mail: None,
        }
    }
}

/// Applies a message.
pub fn apply(tx: &Tx<'_>, secret: &Secret, reading: &Reading, now: Timestamp) -> Result<Applied, StoreError> {
    if reading.verdict == Verdict::Nothing {
        return Ok(Applied::nothing());
    }
    let Some(mail) = find(tx, secret, reading)? else {
        return Ok(Applied::nothing());
    };
    let status = reading.status.map(|it| it.to_string()).unwrap_or_default();
    let message = digest(secret, mail.id, reading);
    let change = if store::keep(tx, mail.id, message, (reading.verdict, &status), now)? {
        change(tx, secret, &mail, reading, now)?
    } else {
        Change::ReadBefore
    };
    Ok(Applied {
        verdict: reading.verdict,
        status: reading.status,
        mail: Some(About {
            id: mail.id,
            kind: mail.kind,
            change,
        }),
    })
}

/// Returns what tells a message from all others about a mail: its Message-ID, or what it says if it has none.
fn digest(secret: &Secret, mail: MailId, reading: &Reading) -> [u8; 32] {
    let own = reading.own.as_deref().unwrap_or(&reading.said);
    secret.digest("a bounce", format!("{mail}\0{}\0{own}", reading.verdict).as_bytes())
}

/// Finds the mail that a message is about. A token that is not genuine is somebody's who guesses: then nothing else counts either.
fn find(db: &Read<'_>, secret: &Secret, reading: &Reading) -> Result<Option<Known>, StoreError> {
    let mut guessed = false;
    for token in reading.addressed.iter().filter_map(|it| Token::of_address(it)) {
        let mail = bounced::with_number(db, token.mail)?;
        match mail.filter(|mail| token.is_genuine(secret, &mail.message_id)) {
            Some(mail) => return Ok(Some(mail)),
            None => guessed = true,
        }
    }
    if guessed {
        return Ok(None);
    }
    for id in &reading.about {
        if let Some(mail) = bounced::with_message_id(db, id)? {
            return Ok(Some(mail));
        }
    }
    Ok(None)
}

fn change(tx: &Tx<'_>, secret: &Secret, mail: &Known, reading: &Reading, now: Timestamp) -> Result<Change, StoreError> {
    let said = said(mail, reading);
    let changed = match reading.verdict {
        Verdict::Failed => bounced::come_back(tx, mail.id, &said, now)?.then_some(Change::Bounced),
        Verdict::Delivered => bounced::arrive(tx, mail.id, &said, now)?.then_some(Change::Sent),
        Verdict::Delayed | Verdict::AutoReply | Verdict::Nothing => None,
    };
    let Some(changed) = changed else {
        return Ok(Change::None);
    };
    if changed == Change::Bounced
        && reading.status.is_none_or(|it| it.condemns_address(&reading.said))
        && let Ok(email) = EmailAddress::parse(&mail.recipient)
    {
        bounced::condemn(tx, secret, &email, now)?;
    }
    if let Some(letter) = staff::mail(tx, mail.id)?.and_then(|it| it.letter) {
        tx.after_commit(Signal::LetterChanged(letter));
    }
    Ok(changed)
}

/// Returns what a server said, without the name of the mailbox, which it may repeat alone.
fn said(mail: &Known, reading: &Reading) -> String {
    let name = mail.recipient.split('@').next().unwrap_or_default();
    let said = match name.len() {
        0..3 => reading.said.clone(),
        _ => reading.said.replace(name, "…"),
    };
    match (said.is_empty(), reading.status) {
        (true, Some(status)) => status.to_string(),
        (true, None) => "returned by the recipient's server".to_owned(),
        (false, _) => said,
    }
}
