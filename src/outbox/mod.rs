//! Every e-mail that we owe: enqueued in the transaction of the fact that causes it, sent later by the [`worker`].
//!
//! A row holds no words and no secret, only what the mail is about; the feature that owns its `kind` composes it when it is
//! sent. The Message-ID is fixed when the mail is enqueued, so a retry is recognizably the same mail. Nothing is deleted.

pub mod mailbox;
pub mod mailer;
pub mod store;
pub mod worker;

use std::collections::BTreeMap;

use crate::store::Read;

/// A mail ready to be sent.
#[derive(Clone)]
pub struct Mail {
    /// The subject line.
    pub subject: String,
    /// The plain part.
    pub text: String,
    /// The HTML part.
    pub html: String,
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
}

/// Makes a mail of a row; `Ok(None)` if what it was about is gone, and the mail with it.
pub type Composer = Box<dyn Fn(&Read<'_>, &Due) -> anyhow::Result<Option<Mail>> + Send + Sync>;

/// The composers by kind of mail, gathered in `lib.rs`.
#[derive(Default)]
pub struct Composers(pub BTreeMap<&'static str, Composer>);

/// A Message-ID (RFC 5322, without angle brackets) on the sender's domain.
pub fn message_id(domain: &str) -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    format!("{}@{domain}", data_encoding::HEXLOWER.encode(&bytes))
}
