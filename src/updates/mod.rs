//! Mails with updates of a letter to signers who consented to them.
//!
//! * [`sending`] enqueues one mail to each address that consented, in batches, once however often it runs.
//! * [`mail`] composes a mail when it is sent: signers who unsubscribed in the meantime get none.
//! * [`routes`] unsubscribe: a `GET` shows one button, a `POST` is all that a mail program needs (RFC 8058).
//!
//! An update is written as a file and shown by [`crate::letters`]; consent is given and stored with a signature ([`crate::signatures`]):
//! its wording, as it was shown.

pub mod mail;
pub mod routes;
pub mod sending;
pub mod store;

use serde::{Deserialize, Serialize};

use crate::outbox::kinds;
use crate::signatures::ids::LinkId;

/// The kind of this mail in the outbox.
pub const KIND: &str = kinds::UPDATE;

/// How long the unsubscribe link works at least. CAN-SPAM requires 30 days after the mail; people find old mails.
pub(crate) const LEAST_DAYS: u32 = 60;

/// The payload in the outbox. It holds no secret: the link needs the service's secret as well.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The row of the link.
    pub link: LinkId,
}

/// The update that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateKey {
    /// The letter's slug.
    pub letter: String,
    /// The update's name.
    pub name: String,
}

/// What sending an update would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SendingPreview {
    /// The number of mails that would be enqueued, one to an address.
    pub mails: u64,
    /// The number of mails that were enqueued before.
    pub before: u64,
}
