//! What went wrong in a conversation with the relay, and at which step.

use std::fmt;

use super::reply::Reply;
use super::words;

/// A step of a conversation, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Finding and reaching the relay.
    Connect,
    /// Its greeting.
    Greeting,
    /// `EHLO`.
    Hello,
    /// `STARTTLS` and the handshake.
    StartTls,
    /// `AUTH`.
    Auth,
    /// `RSET`, before another mail on the same connection.
    Reset,
    /// `MAIL FROM`: about us.
    Sender,
    /// `RCPT TO`: about the recipient.
    Recipient,
    /// `DATA`.
    Data,
    /// The message, up to its final dot: the relay can't have taken it yet.
    Text,
    /// The final dot: from here on, silence means that nobody knows.
    End,
}

impl Step {
    /// For logs and tables.
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

/// What happened there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The relay refused.
    Refused(Reply),
    /// It said nothing for as long as that step may take.
    Silence,
    /// The connection ended.
    Lost(String),
    /// It said something that is no reply.
    Garbage(String),
    /// It could not be reached, or does not offer what the settings ask for.
    Unable(String),
    /// The service is stopping.
    Stopped,
}

/// Why a mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where.
    pub step: Step,
    /// What.
    pub what: What,
}

/// One line, without addresses of people.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let step = self.step.name();
        match &self.what {
            What::Refused(reply) => f.write_str(&words::without_addresses(&reply.words())),
            What::Silence => write!(f, "the relay said nothing ({step})"),
            What::Lost(why) => write!(f, "the connection to the relay was lost ({step}): {why}"),
            What::Garbage(said) => {
                let said = words::without_addresses(said);
                write!(f, "the relay said what is no reply ({step}): {said}")
            }
            What::Unable(why) => write!(f, "the relay can't be used ({step}): {why}"),
            What::Stopped => write!(f, "the service stopped ({step})"),
        }
    }
}
