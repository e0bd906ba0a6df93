//! The outbox: all outgoing e-mail, enqueued in the transaction of the fact that causes it, and sent later by the [`worker`].
//!
//! * [`verdict`] decides who is to blame for a failure. A failure of the relay or of ours pauses everything and loses nothing
//!   ([`store::relay`]); a failure at the recipient or of the message concerns that mail, and others at its domain ([`domains`]), until
//!   several domains fail alike ([`failing`]).
//! * First attempts go before retries; retries and bulk mail never take every lane ([`store::claim`]).
//! * A mail that must not be sent twice is marked just before the relay can have it; if the service stops before the reply is recorded, the
//!   mail is *uncertain*, is shown so, and is never resent automatically.
//! * What mail servers say later is read by `bounces`: a mail that came back is *bounced* ([`store::bounced`]), and comes back to an address of
//!   its own ([`return_path`]).
//!
//! A row holds no words and no secret, only what the mail is about; the room that owns its `kind` composes it when it is sent. The
//! Message-ID is fixed when the mail is enqueued, so that a retry is recognizably the same mail. Nothing is deleted.

mod domains;
mod failing;
pub mod failure;
mod health;
pub mod kinds;
pub mod leftovers;
pub mod mailer;
pub mod reply;
pub mod return_path;
pub mod stop;
pub mod store;
mod suspects;
#[cfg(test)]
mod tests;
pub(crate) mod verdict;
pub(crate) mod words;
pub mod worker;

pub use health::Health;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::brand::MailLogo;
use crate::store::{Read, RowId, StoreError, Tx};

crate::store::id! {
    /// Identifies a row of `outbox`.
    pub struct MailId;
}

/// A composed mail, ready to be sent.
#[derive(Clone)]
pub struct Mail {
    /// The subject line.
    pub subject: String,
    /// The plain-text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// In whose name it is sent.
    pub manner: MailClass,
    /// The logo that the HTML part shows, by [`MailLogo::id`].
    pub logo: Option<Arc<MailLogo>>,
    /// The attachments.
    pub attachments: Vec<Attachment>,
}

/// In whose name a mail is sent, which decides its headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailClass {
    /// The service's; marked as automatic, so that no auto-responder answers (RFC 3834).
    Automatic,
    /// A person's, who reads the replies.
    Personal {
        /// The name of the recipient, if it is known.
        to: Option<String>,
        /// The address for replies.
        reply_to: Correspondent,
    },
    /// The publisher's, to everyone who asked for updates; a mail program can unsubscribe from it (RFC 2919, 2369, 8058).
    News {
        /// The address for replies.
        reply_to: Correspondent,
        /// The list's name, in front of the sender's domain: letters, digits, hyphens.
        list: String,
        /// The URL that unsubscribes by a `POST`, with no further step.
        unsubscribe: String,
    },
}

/// A person or office with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondent {
    /// The name, with any characters. It is quoted or encoded where a header needs it.
    pub name: String,
    /// The bare address.
    pub address: String,
}

/// An attachment.
#[derive(Clone)]
pub struct Attachment {
    /// The file name that the reader sees.
    pub name: String,
    /// The media type, such as `application/pdf`.
    pub media_type: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A mail to enqueue.
#[derive(Clone, Debug)]
pub struct NewMail<'a> {
    /// The kind, which tells the room that composes it.
    pub kind: &'a str,
    /// The number of its subject's row, in a table by kind; 0 if it has no subject.
    pub about: i64,
    /// JSON for the composer; never a secret, never personal data.
    pub payload: &'a str,
    /// The recipient's address.
    pub recipient: &'a str,
    /// The Message-ID without angle brackets, fixed from now on.
    pub message_id: &'a str,
    /// Whether a second copy is worse than none.
    pub repeat: Repeat,
}

/// What happens to a mail if we can't know whether the relay accepted it.
///
/// A letter to an office, an update to many and a thank-you are never repeated: a second copy is worse than none, and staff can tell who has it.
/// Everything else is: a signer without the link can't be counted, and one who isn't told of a decision, an objection or a duplicate can't answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// It is sent again: the Message-ID lets the reader's server see that it is the same.
    Allowed,
    /// It stays *uncertain*, for staff to decide.
    Never,
}

/// A mail that is due.
#[derive(Clone)]
pub struct Due {
    /// The row.
    pub id: MailId,
    /// The kind, which tells the room that composes it.
    pub kind: String,
    /// The number of its subject's row, in a table by kind ([`Due::about`]).
    pub subject_id: i64,
    /// JSON for the composer.
    pub payload: String,
    /// The recipient's address.
    pub recipient: String,
    /// The Message-ID without angle brackets.
    pub message_id: String,
    /// The number of attempts, including this one.
    pub attempts: u32,
    /// Whether a second copy is worse than none.
    pub repeat: Repeat,
}

impl Due {
    /// Returns the row of the mail's subject, whose table its kind determines.
    pub(crate) fn about<I: RowId>(&self) -> I {
        I::new(self.subject_id)
    }
}

/// Composes the mail of a row; returns `Ok(None)` if its subject no longer exists, so that the mail is moot.
pub type Composer = Box<dyn Fn(&Read<'_>, &Due) -> anyhow::Result<Option<Mail>> + Send + Sync>;

/// Decides that a mail is moot, whatever its kind would say in it.
pub(crate) type Judge = Box<dyn Fn(&Read<'_>, &Due) -> Result<bool, StoreError> + Send + Sync>;

/// Writes what must be stored before a mail can be composed, and returns the mail's new payload. It runs once for each mail, in one
/// transaction with the new payload: a retry finds what the first attempt wrote.
pub(crate) type Preparer = Box<dyn Fn(&Tx<'_>, &Due) -> Result<String, StoreError> + Send + Sync>;

/// The composers by kind of mail, gathered in `service.rs`.
#[derive(Default)]
pub struct Composers {
    by_kind: BTreeMap<&'static str, Composer>,
    is_pointless: Option<Judge>,
    preparers: BTreeMap<&'static str, Preparer>,
}

impl Composers {
    /// Creates the collection from composers by kind.
    pub fn of(composers: BTreeMap<&'static str, Composer>) -> Self {
        Self {
            by_kind: composers,
            is_pointless: None,
            preparers: BTreeMap::new(),
        }
    }

    /// Sets what decides that a mail is moot before it is composed.
    #[must_use]
    pub(crate) fn unless(mut self, is_pointless: Judge) -> Self {
        self.is_pointless = Some(is_pointless);
        self
    }

    /// Adds a preparer, which runs before mails of this kind are composed.
    #[must_use]
    pub fn after(mut self, kind: &'static str, preparer: Preparer) -> Self {
        self.preparers.insert(kind, preparer);
        self
    }
}

/// The outcome of an attempt to send a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// Sent: the relay accepted it, with these words.
    Sent(String),
    /// Moot: its subject no longer exists.
    Moot,
    /// Deferred: it may work later.
    Again(String),
    /// Failed for good.
    Failed(String),
    /// Uncertain: the relay may have accepted it, and it must not be sent twice.
    Uncertain(String),
    /// Held back through no fault of its own: it stays due, and the attempt does not count.
    Held(String),
    /// The database was away for a moment: it is due again soon, and the attempt does not count.
    Away(String),
}

/// Creates a Message-ID (RFC 5322, without angle brackets) on the sender's domain.
///
/// It begins with the time, which the mail's Date reveals anyway, so that the index over all of them grows at its end; ten random bytes
/// follow.
pub fn message_id(domain: &str, now: Timestamp) -> String {
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&now.as_millisecond().to_be_bytes()[2..]);
    getrandom::fill(&mut bytes[6..]).expect("the operating system gives random bytes");
    format!("{}@{domain}", data_encoding::HEXLOWER.encode(&bytes))
}
