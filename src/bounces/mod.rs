//! Bounces: what mail servers say of our mails after the relay took them.
//!
//! * [`message`] reads one message, whoever sent it: a delivery report (RFC 3464), the forms of servers that write their own, an automatic
//!   reply, or anything else. It is bounded, and never fails.
//! * [`apply`] finds the mail that it is about, and changes what follows from it. A mail is found by the signed token in the address that the
//!   message came to ([`crate::outbox::return_path`]), or else by our Message-ID in what was returned; never by an address alone.
//! * Messages come from files ([`sources`]), from a Maildir that the service watches ([`watch`]), or by HTTP ([`routes`]).
//!
//! A mail that failed for good is *bounced*. Delays and automatic replies change nothing, but are stored. A message is read once, however
//! often it comes.

pub mod apply;
pub mod message;
pub mod routes;
pub mod sources;
mod status;
pub mod store;
mod texts;
pub mod watch;

#[cfg(test)]
mod tests;

use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr};

pub use status::Status;

crate::store::id! {
    /// Identifies a row of `bounces`.
    pub struct BounceId;
}

/// What a message says of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    /// It arrived, or was passed on.
    Delivered,
    /// It failed for good.
    Failed,
    /// It is late: a server still tries.
    Delayed,
    /// It arrived, and a program answered.
    AutoReply,
    /// Nothing: another message.
    Nothing,
}
