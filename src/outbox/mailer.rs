//! The mailer: the only place that uses lettre, which builds messages and commands; and the transport, which is a relay, a folder or
//! memory.
//!
//! A mail that must not be sent twice is marked when the relay waits for its text. Only silence after the final dot leaves a doubt, and
//! this doubt is stored, not resolved by a second attempt.

use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use lettre::Address;
use lettre::message::Mailbox;

mod compose;
mod smtp;

#[cfg(test)]
pub(crate) use smtp::Patience;

use smtp::{Letter, Refusal, Relay};

use super::failure::{FailureKind, RelayFailure, Step};
use super::stop::Stop;
use super::{Due, Mail, return_path};
use crate::config::{self, Secret, Transport};
use crate::private;
use crate::store::StoreError;

/// Sends mails. Clones share the transport.
#[derive(Clone)]
pub struct Mailer {
    sender: Mailbox,
    returns: Option<Returns>,
    way: Backend,
}

/// The address to which bounces return, and the key for a token in it.
#[derive(Clone)]
struct Returns {
    address: Address,
    secret: Secret,
}

#[derive(Clone)]
enum Backend {
    Smtp(Relay),
    Folder(PathBuf),
    Memory(Arc<Mutex<Vec<Vec<u8>>>>),
}

/// Why no mail can be sent at all.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// The sender is not a valid mailbox.
    #[error("mail.sender must be \"Name <address>\": {0}")]
    Sender(String),
    /// The address for bounces is not one that a token fits into.
    #[error(
        "mail.bounce_address must be an address such as bounce@example.org, with at most 16 characters before the @ and no +"
    )]
    Bounces,
    /// The transport can't be created.
    #[error("mail: {0}")]
    Transport(String),
}

/// Why a mail was not handed over.
pub enum NotSent {
    /// It can't be written as a message.
    Unwritten(anyhow::Error),
    /// The conversation with the relay failed.
    RelayFailure(RelayFailure),
    /// The database failed, just before the mail would have been handed over.
    Store(StoreError),
    /// The mail was cancelled while it was being composed or addressed; the relay has nothing of it.
    Cancelled,
}

/// Whether a mail may still be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It is marked as being handed over.
    Set,
    /// It was cancelled since it was claimed.
    Cancelled,
}

impl Mailer {
    /// Returns the domain for Message-IDs, without creating a transport.
    pub fn domain_of(mail: &config::Mail) -> Result<String, MailerError> {
        Ok(compose::sender(&mail.sender)?.email.domain().to_owned())
    }

    /// Creates the transport that the settings name.
    pub fn new(mail: &config::Mail) -> Result<Self, MailerError> {
        let sender = compose::sender(&mail.sender)?;
        let way = match mail.transport {
            Transport::Smtp => Backend::Smtp(Relay::new(mail)?),
            Transport::Folder => Backend::Folder(mail.folder.clone()),
            Transport::Memory => Backend::Memory(Arc::default()),
        };
        Ok(Self {
            sender,
            returns: None,
            way,
        })
    }

    /// Has bounces return to the address in the settings, if there is one, with a token for each mail ([`return_path`]).
    pub fn with_return_path(mut self, mail: &config::Mail, secret: &Secret) -> Result<Self, MailerError> {
        if !mail.bounce_address.is_empty() {
            let address: Address = mail.bounce_address.parse().map_err(|_| MailerError::Bounces)?;
            if address.user().len() > 16 || address.user().contains('+') {
                return Err(MailerError::Bounces);
            }
            let secret = secret.clone();
            self.returns = Some(Returns { address, secret });
        }
        Ok(self)
    }

    /// Returns the envelope's sender of a mail, to whom it returns if it can't be delivered.
    fn returns_to(&self, due: &Due) -> Address {
        let with_token = self.returns.as_ref().and_then(|it| {
            let token = return_path::token(&it.secret, due.id, &due.message_id);
            Address::new(format!("{}+{token}", it.address.user()), it.address.domain()).ok()
        });
        with_token.unwrap_or_else(|| self.sender.email.clone())
    }

    /// Creates an SMTP transport with other timeouts than the settings allow.
    #[cfg(test)]
    pub(crate) fn with_patience(mail: &config::Mail, patience: Patience) -> Result<Self, MailerError> {
        let sender = compose::sender(&mail.sender)?;
        let way = Backend::Smtp(Relay::with_patience(mail, patience)?);
        Ok(Self {
            sender,
            returns: None,
            way,
        })
    }

    /// Returns the domain for Message-IDs.
    pub fn domain(&self) -> &str {
        self.sender.email.domain()
    }

    /// Returns where mail goes, for logs: `relay.example.org:587`, or a folder.
    pub fn relay(&self) -> String {
        match &self.way {
            Backend::Smtp(relay) => relay.address(),
            Backend::Folder(folder) => folder.display().to_string(),
            Backend::Memory(_) => "memory".to_owned(),
        }
    }

    /// Returns the messages that were sent; only with [`Transport::Memory`].
    pub fn sent(&self) -> Vec<Vec<u8>> {
        match &self.way {
            Backend::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            _ => Vec::new(),
        }
    }

    /// Hands over one mail, dated `now`, and returns what the relay said. `mark` runs just before the relay can have the mail,
    /// and may still stop it.
    pub(crate) async fn send(
        &self,
        due: &Due,
        mail: Mail,
        now: Timestamp,
        stop: &Stop,
        mark: impl Future<Output = Result<Mark, StoreError>>,
    ) -> Result<String, NotSent> {
        let written = compose::message(&self.sender, due, mail, now);
        let (recipient, message) = written.map_err(NotSent::Unwritten)?;
        let returns_to = self.returns_to(due);
        match &self.way {
            Backend::Smtp(relay) => {
                let letter = Letter {
                    sender: &returns_to,
                    recipient: &recipient,
                    message: &message,
                };
                let taken = relay.send(&letter, stop, mark).await;
                taken
                    .map(|reply| super::words::without_addresses(&reply.words()))
                    .map_err(|refusal| match refusal {
                        Refusal::Relay(trouble) => NotSent::RelayFailure(trouble),
                        Refusal::Store(error) => NotSent::Store(error),
                        Refusal::Cancelled => NotSent::Cancelled,
                    })
            }
            Backend::Folder(folder) => {
                set(mark).await?;
                let file = folder.join(format!("{}.eml", due.message_id.split('@').next().unwrap_or_default()));
                let written = into_folder(&file, &self.with_envelope(&returns_to, message));
                written.map(|()| "written".to_owned()).map_err(|error| {
                    NotSent::RelayFailure(RelayFailure {
                        step: Step::Connect,
                        what: FailureKind::Unable(format!("{}: {error}", folder.display())),
                    })
                })
            }
            Backend::Memory(sent) => {
                set(mark).await?;
                sent.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(self.with_envelope(&returns_to, message));
                Ok("kept".to_owned())
            }
        }
    }

    /// Checks that the relay lets us in, when there is no mail to try.
    pub async fn probe(&self, stop: &Stop) -> Result<(), RelayFailure> {
        match &self.way {
            Backend::Smtp(relay) => {
                let sender = self.returns.as_ref().map_or(&self.sender.email, |it| &it.address);
                relay.probe(sender, stop).await
            }
            Backend::Folder(_) | Backend::Memory(_) => Ok(()),
        }
    }

    /// Shows the envelope's sender in a mail that no relay takes, as the recipient's server would.
    fn with_envelope(&self, returns_to: &Address, message: Vec<u8>) -> Vec<u8> {
        match &self.returns {
            Some(_) => [format!("Return-Path: <{returns_to}>\r\n").into_bytes(), message].concat(),
            None => message,
        }
    }

    /// Closes idle connections.
    pub async fn rest(&self) {
        if let Backend::Smtp(relay) = &self.way {
            relay.rest().await;
        }
    }
}

/// Sets the mark, unless the mail was cancelled.
async fn set(mark: impl Future<Output = Result<Mark, StoreError>>) -> Result<(), NotSent> {
    match mark.await {
        Ok(Mark::Set) => Ok(()),
        Ok(Mark::Cancelled) => Err(NotSent::Cancelled),
        Err(error) => Err(NotSent::Store(error)),
    }
}

fn into_folder(file: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        private::create_folder(folder)?;
    }
    let part = file.with_extension("part");
    private::create(&part)?.write_all(bytes)?;
    std::fs::rename(part, file)
}
