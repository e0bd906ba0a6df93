//! The SMTP relay: a few connections that are kept while there is something to send, each with one mail at a time.
//!
//! Replies are parsed by code of our own: a library's connection says neither at which step it failed nor what the relay said in a long
//! line, and both decide what happens to a mail.

use std::sync::{Arc, Mutex, PoisonError};

use lettre::Address;
use lettre::transport::smtp::authentication::Credentials;

mod conversation;
mod patience;
mod reply;
mod stream;

pub(crate) use patience::Patience;

use conversation::Conversation;
use stream::Tls;

use super::{MailerError, Mark};
use crate::config::{self, Security};
use crate::outbox::failure::{FailureKind, RelayFailure, Step};
use crate::outbox::reply::Reply;
use crate::outbox::stop::Stop;
use crate::store::StoreError;

/// How to reach the relay.
pub struct Settings {
    host: String,
    port: u16,
    security: Security,
    tls: Option<Tls>,
    credentials: Option<Credentials>,
    patience: Patience,
}

/// The relay. Clones share its connections.
#[derive(Clone)]
pub(crate) struct Relay {
    settings: Arc<Settings>,
    kept: Arc<Mutex<Vec<Conversation>>>,
}

/// A message with its envelope.
pub struct Letter<'a> {
    /// The envelope's sender.
    pub sender: &'a Address,
    /// The envelope's recipient.
    pub recipient: &'a Address,
    /// The headers and the body.
    pub message: &'a [u8],
}

/// Why a mail was not accepted.
pub(crate) enum Refusal {
    /// The conversation with the relay failed.
    Relay(RelayFailure),
    /// The mark before the message could not be stored.
    Store(StoreError),
    /// The mail was cancelled.
    Cancelled,
}

impl Relay {
    /// Creates the relay without connecting.
    pub fn new(mail: &config::Mail) -> Result<Self, MailerError> {
        let tls = match mail.security {
            Security::None => None,
            Security::Starttls | Security::Tls => Some(Tls::new(mail)?),
        };
        let named = !mail.user.is_empty();
        Ok(Self {
            settings: Arc::new(Settings {
                host: mail.host.clone(),
                port: mail.port,
                security: mail.security,
                tls,
                credentials: named.then(|| Credentials::new(mail.user.clone(), mail.password.clone())),
                patience: Patience::of(mail.patience_seconds),
            }),
            kept: Arc::default(),
        })
    }

    /// Creates the relay with other timeouts.
    #[cfg(test)]
    pub(crate) fn with_patience(mail: &config::Mail, patience: Patience) -> Result<Self, MailerError> {
        let mut relay = Self::new(mail)?;
        if let Some(settings) = Arc::get_mut(&mut relay.settings) {
            settings.patience = patience;
        }
        Ok(relay)
    }

    /// Returns the address for logs: `relay.example.org:587`.
    pub fn address(&self) -> String {
        format!("{}:{}", self.settings.host, self.settings.port)
    }

    /// Hands over one mail. `mark` runs when the relay waits for the message, before its first byte: what it writes is durable before the
    /// relay can have the mail.
    pub async fn send(
        &self,
        letter: &Letter<'_>,
        stop: &Stop,
        mark: impl Future<Output = Result<Mark, StoreError>>,
    ) -> Result<Reply, Refusal> {
        let patience = self.settings.patience;
        let mut conversation = self.addressed(letter, stop).await.map_err(Refusal::Relay)?;
        // Returning drops the connection. A message without its final dot is not accepted (RFC 5321, 4.1.1.4).
        if mark.await.map_err(Refusal::Store)? == Mark::Cancelled {
            return Err(Refusal::Cancelled);
        }
        let taken = conversation.message(letter.message, patience.block, patience.end).await;
        // After a refusal the connection is still good for the next mail; after any other failure it is not.
        if !matches!(&taken, Err(trouble) if !is_refusal(trouble)) {
            self.keep(conversation);
        }
        taken.map_err(Refusal::Relay)
    }

    /// Checks that the relay lets us in and accepts our sender, in a conversation without a mail.
    pub async fn probe(&self, sender: &Address, stop: &Stop) -> Result<(), RelayFailure> {
        let patience = self.settings.patience;
        let mut conversation = Conversation::begin(&self.settings, stop.clone()).await?;
        conversation.sender(sender, patience.sender).await?;
        conversation.quit().await;
        Ok(())
    }

    /// Returns a conversation in which the relay waits for the message.
    async fn addressed(&self, letter: &Letter<'_>, stop: &Stop) -> Result<Conversation, RelayFailure> {
        while let Some(conversation) = self.take() {
            match self.address_kept(conversation, letter).await {
                Ok(ready) => return Ok(ready),
                // A relay may close a connection at any time, and may have taken enough over this one, so a fresh one
                // is tried.
                Err(trouble) if tires(&trouble) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        let fresh = Conversation::begin(&self.settings, stop.clone()).await?;
        self.address_to(fresh, letter).await
    }

    async fn address_kept(&self, mut kept: Conversation, letter: &Letter<'_>) -> Result<Conversation, RelayFailure> {
        kept.reset(self.settings.patience.reset).await?;
        self.address_to(kept, letter).await
    }

    async fn address_to(&self, mut to: Conversation, letter: &Letter<'_>) -> Result<Conversation, RelayFailure> {
        let patience = self.settings.patience;
        let addressed = async {
            to.sender(letter.sender, patience.sender).await?;
            to.recipient(letter.recipient, patience.recipient).await?;
            to.data(patience.data).await
        };
        match addressed.await {
            Ok(()) => Ok(to),
            Err(trouble) => {
                // After a refusal at `MAIL` the connection is of no use to the next mail either.
                if is_refusal(&trouble) && trouble.step > Step::Sender {
                    self.keep(to);
                }
                Err(trouble)
            }
        }
    }

    fn take(&self) -> Option<Conversation> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn keep(&self, conversation: Conversation) {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(conversation);
    }

    /// Closes idle connections.
    pub async fn rest(&self) {
        while let Some(conversation) = self.take() {
            conversation.quit().await;
        }
    }
}

/// Returns whether the relay refused, but keeps the connection.
fn is_refusal(trouble: &RelayFailure) -> bool {
    matches!(&trouble.what, FailureKind::Refused(reply) if reply.code != 421)
}

/// Returns whether a failure before the message, on a reused connection, may concern that connection alone.
fn tires(trouble: &RelayFailure) -> bool {
    match &trouble.what {
        FailureKind::Stopped => false,
        FailureKind::Refused(reply) if reply.code == 421 => true,
        FailureKind::Lost(_) => true,
        _ => trouble.step <= Step::Sender,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_of_a_stale_connection_are_retried_on_a_new_one() {
        let refused = |code| {
            FailureKind::Refused(Reply {
                code,
                lines: Vec::new(),
            })
        };
        for (step, what, tired) in [
            (Step::Sender, FailureKind::Stopped, false),
            (Step::Recipient, FailureKind::Stopped, false),
            (Step::Recipient, refused(421), true),
            (Step::Recipient, FailureKind::Lost(String::new()), true),
            (Step::Sender, refused(451), true),
            (Step::Sender, FailureKind::Silence, true),
            (Step::Recipient, refused(451), false),
            (Step::Recipient, FailureKind::Silence, false),
        ] {
            let trouble = RelayFailure { step, what };
            assert_eq!(tires(&trouble), tired, "{trouble:?}");
        }
    }
}
