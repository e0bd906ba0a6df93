//! Failures of a conversation with the relay, and the step at which they happened.

use std::fmt;

use super::reply::Reply;
use super::words;

/// A step of a conversation, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Resolving and reaching the relay.
    Connect,
    /// The relay's greeting.
    Greeting,
    /// `EHLO`.
    Hello,
    /// `STARTTLS` and the handshake.
    StartTls,
    /// `AUTH`.
    Auth,
    /// `RSET`, before another mail on the same connection.
    Reset,
    /// `MAIL FROM`: a failure is about us.
    Sender,
    /// `RCPT TO`: a failure is about the recipient.
    Recipient,
    /// `DATA`.
    Data,
    /// The message, up to its final dot: the relay can't have accepted it yet.
    Text,
    /// The final dot: from here on, silence means that nobody knows.
    End,
}

impl Step {
    /// Returns the step's name for logs and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Connect => "connecting",
            Self::Greeting => "greeting",
            Self::Hello => "EHLO",
            Self::StartTls => "STARTTLS",
            Self::Auth => "AUTH",
            Self::Reset => "RSET",
            Self::Sender => "MAIL FROM",
            Self::Recipient => "RCPT TO",
            Self::Data => "DATA",
            Self::Text => "the message",
            Self::End => "the end of the message",
        }
    }
}

/// What went wrong at a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The relay refused.
    Refused(Reply),
    /// The relay did not answer within the timeout.
    Silence,
    /// The connection was lost.
    Lost(String),
    /// The relay sent something that is not a reply.
    Garbage(String),
    /// The relay could not be reached, or does not offer what the settings ask for.
    Unable(String),
    /// The service is stopping.
    Stopped,
}

/// Why a mail was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelayFailure {
    /// The step that failed.
    pub step: Step,
    /// What went wrong.
    pub what: FailureKind,
}

/// Formats the failure in one line, without addresses of people.
impl fmt::Display for RelayFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let step = self.step.name();
        match &self.what {
            FailureKind::Refused(reply) => f.write_str(&words::without_addresses(&reply.words())),
            FailureKind::Silence => write!(f, "the relay did not reply ({step})"),
            FailureKind::Lost(why) => write!(f, "the connection to the relay was lost ({step}): {why}"),
            FailureKind::Garbage(said) => {
                let said = words::without_addresses(said);
                write!(f, "the relay sent an invalid reply ({step}): {said}")
            }
            FailureKind::Unable(why) => write!(f, "the relay is not available ({step}): {why}"),
            FailureKind::Stopped => write!(f, "the service stopped ({step})"),
        }
    }
}
