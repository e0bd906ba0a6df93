//! What signers hear afterwards: an update of a letter, by mail, to those who asked for news when they signed.
//!
//! * [`sending`] owes one mail to each address that wishes for it, in batches, once however often it runs.
//! * [`mail`] composes a mail when it is sent: whoever stopped the news meanwhile gets none.
//! * [`routes`] stop it: a `GET` shows one button, a `POST` is all that a mail program needs (RFC 8058).
//!
//! An update is written as a file and shown by [`crate::letters`]; consent is given and kept with a signature
//! ([`crate::signatures`]): its words, as they were shown.

pub mod mail;
pub mod routes;
pub mod sending;
pub mod store;

use serde::{Deserialize, Serialize};

use crate::outbox::kinds;

/// This kind of mail in the outbox.
pub const KIND: &str = kinds::UPDATE;

/// How long the link that stops the news works at least. CAN-SPAM asks for 30 days after the mail; people find old mails.
pub(crate) const LEAST_DAYS: u32 = 60;

/// What the outbox keeps: no secret, for the link needs the service's own as well.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The row of its link.
    pub link: i64,
}

/// Which update goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Which {
    /// The letter's slug.
    pub letter: String,
    /// The update's name.
    pub name: String,
}

/// What sending an update would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// Mails that would be owed, one to an address.
    pub mails: u64,
    /// Mails that were owed before.
    pub before: u64,
}
