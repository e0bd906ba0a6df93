//! Every e-mail that we owe: enqueued in the transaction of the fact that causes it, sent later by the [`worker`].
//!
//! * [`verdict`] decides whose fault a failure is. The relay's or ours stops everything and loses nothing ([`store::relay`]); the
//!   recipient's or the message's concerns that mail, and others at its domain ([`domains`]), until several domains fail alike
//!   ([`failing`]).
//! * First attempts go before retries, retries and mails to many never take every lane ([`store::claim`]).
//! * A mail that must not come twice is marked just before the relay can have it; if the service stops before the answer is written
//!   down, the mail is *uncertain*, is shown so, and is never sent again by itself.
//!
//! A row holds no words and no secret, only what the mail is about; the feature that owns its `kind` composes it when it is
//! sent. The Message-ID is fixed when the mail is enqueued, so a retry is recognizably the same mail. Nothing is deleted.

mod domains;
mod failing;
mod health;
pub mod kinds;
pub mod leftovers;
pub mod mailer;
pub mod reply;
pub mod stop;
pub mod store;
mod suspects;
#[cfg(test)]
mod tests;
pub mod trouble;
pub(crate) mod verdict;
mod words;
pub mod worker;

pub use health::Health;

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::store::{Read, StoreError, Tx};

/// A mail ready to be sent.
#[derive(Clone)]
pub struct Mail {
    /// The subject line.
    pub subject: String,
    /// The plain part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// Whose voice it has.
    pub manner: Manner,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
}

/// Whose voice a mail has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manner {
    /// The service's: marked so that nothing answers it by itself (RFC 3834).
    Automatic,
    /// A person's, who reads the answers.
    Personal {
        /// Whose mailbox it goes to, where the name is known.
        to: Option<String>,
        /// Where answers go.
        reply_to: Correspondent,
    },
    /// The publisher's, to everyone who asked for news: with what lets a mail program stop it (RFC 2919, 2369, 8058).
    News {
        /// Where answers go.
        reply_to: Correspondent,
        /// Names the list, in front of the sender's domain: letters, digits, hyphens.
        list: String,
        /// The address that ends it, by a `POST` that needs nothing else.
        unsubscribe: String,
    },
}

/// A person or desk with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondent {
    /// As people write it: any characters. It is quoted or encoded where a header asks for it.
    pub name: String,
    /// The address alone.
    pub address: String,
}

/// A file that goes with a mail.
#[derive(Clone)]
pub struct Attachment {
    /// Its name for the reader.
    pub name: String,
    /// Such as `application/pdf`.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A mail to owe.
#[derive(Clone, Debug)]
pub struct Owed<'a> {
    /// Which feature composes it.
    pub kind: &'a str,
    /// What it is about, by kind.
    pub about: i64,
    /// For the composer: JSON, never a secret, never personal data.
    pub payload: &'a str,
    /// The address.
    pub recipient: &'a str,
    /// Without angle brackets, fixed from now on.
    pub message_id: &'a str,
    /// Whether a second copy is worse than none.
    pub repeat: Repeat,
}

/// What happens to a mail of which we can't know whether the relay took it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// It is sent again: the Message-ID lets the reader's server see that it is the same.
    Allowed,
    /// It is left as *uncertain*, to be decided by people.
    Never,
}

/// A mail that is due.
#[derive(Clone)]
pub struct Due {
    /// The row.
    pub id: i64,
    /// Which feature composes it.
    pub kind: String,
    /// What it is about, by kind.
    pub subject_id: i64,
    /// For the composer: JSON.
    pub payload: String,
    /// The address.
    pub recipient: String,
    /// Without angle brackets.
    pub message_id: String,
    /// How often it was tried, this time included.
    pub attempts: u32,
    /// Whether a second copy is worse than none.
    pub repeat: Repeat,
}

/// Makes a mail of a row; `Ok(None)` if what it was about is gone, and the mail with it.
pub type Composer = Box<dyn Fn(&Read<'_>, &Due) -> anyhow::Result<Option<Mail>> + Send + Sync>;

/// What has to be written before a mail can be composed; answers the mail's payload from then on. It runs once for a mail, in one
/// transaction with the new payload: a retry finds what the first attempt wrote.
pub(crate) type Preparer = Box<dyn Fn(&Tx<'_>, &Due) -> Result<String, StoreError> + Send + Sync>;

/// The composers by kind of mail, gathered in `service.rs`.
#[derive(Default)]
pub struct Composers {
    composers: BTreeMap<&'static str, Composer>,
    preparers: BTreeMap<&'static str, Preparer>,
}

impl Composers {
    /// By kind.
    pub fn of(composers: BTreeMap<&'static str, Composer>) -> Self {
        Self {
            composers,
            preparers: BTreeMap::new(),
        }
    }

    /// Before they are composed, something is written.
    #[must_use]
    pub fn after(mut self, kind: &'static str, preparer: Preparer) -> Self {
        self.preparers.insert(kind, preparer);
        self
    }
}

/// How an attempt ended, for the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// The relay accepted it, with these words.
    Sent(String),
    /// What it was about is gone.
    Moot,
    /// It may work later.
    Again(String),
    /// It never will.
    Failed(String),
    /// The relay may have taken it, and it must not come twice.
    Uncertain(String),
    /// It was not its turn, through no fault of its own: it stays due, and this attempt does not count.
    Held(String),
}

/// A Message-ID (RFC 5322, without angle brackets) on the sender's domain.
///
/// It begins with the time, as its mail's Date says it anyway, so that the index over all of them grows at its end; ten random
/// bytes follow.
pub fn message_id(domain: &str, now: Timestamp) -> String {
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&now.as_millisecond().to_be_bytes()[2..]);
    getrandom::fill(&mut bytes[6..]).expect("the operating system gives random bytes");
    format!("{}@{domain}", data_encoding::HEXLOWER.encode(&bytes))
}
