//! The one door to lettre: one pooled transport a process, to a relay, a folder or memory.

use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::message::{Mailbox, MultiPart, header};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::store::Attempt;
use super::{Due, Mail, Manner, Repeat};
use crate::config::{self, Security, Transport};
use crate::private;

/// Sends mails. Clones share the transport.
#[derive(Clone)]
pub struct Mailer {
    sender: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
    Memory(Arc<Mutex<Vec<Vec<u8>>>>),
}

/// Why no mail can be sent at all.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// The sender is no mailbox.
    #[error("mail.sender must be \"Name <address>\": {0}")]
    Sender(String),
    /// The transport can't be made.
    #[error("mail: {0}")]
    Transport(String),
}

impl Mailer {
    /// The domain for Message-IDs, without a transport.
    pub fn domain_of(mail: &config::Mail) -> Result<String, MailerError> {
        Ok(sender(mail)?.email.domain().to_owned())
    }

    /// The transport that the settings name.
    pub fn new(mail: &config::Mail) -> Result<Self, MailerError> {
        let sender = sender(mail)?;
        let way = match mail.transport {
            Transport::Smtp => Way::Smtp(smtp(mail)?),
            Transport::Folder => Way::Folder(mail.folder.clone()),
            Transport::Memory => Way::Memory(Arc::default()),
        };
        Ok(Self { sender, way })
    }

    /// The domain for Message-IDs.
    pub fn domain(&self) -> &str {
        self.sender.email.domain()
    }

    /// What was sent, whole messages: with [`Transport::Memory`] only.
    pub fn sent(&self) -> Vec<Vec<u8>> {
        match &self.way {
            Way::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            _ => Vec::new(),
        }
    }

    /// Tries to send one mail, dated `now`.
    pub async fn send(&self, due: &Due, mail: Mail, now: Timestamp) -> Attempt {
        let message = match self.message(due, mail, now) {
            Ok(message) => message,
            Err(error) => return Attempt::Failed(error.to_string()),
        };
        match &self.way {
            Way::Smtp(relay) => by_smtp(relay, message, due.repeat).await,
            Way::Folder(folder) => {
                let file = folder.join(format!("{}.eml", due.message_id.split('@').next().unwrap_or_default()));
                into_folder(&file, &message.formatted()).map_or_else(
                    |error| Attempt::Again(error.to_string()),
                    |()| Attempt::Sent("written".to_owned()),
                )
            }
            Way::Memory(sent) => {
                sent.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(message.formatted());
                Attempt::Sent("kept".to_owned())
            }
        }
    }

    fn message(&self, due: &Due, mail: Mail, now: Timestamp) -> Result<Message, anyhow::Error> {
        let builder = Message::builder()
            // Without it, lettre asks the system's clock.
            .date(SystemTime::UNIX_EPOCH + Duration::from_micros(now.as_microsecond().unsigned_abs()))
            .from(self.sender.clone())
            .to(due.recipient.parse()?)
            .subject(mail.subject)
            .message_id(Some(format!("<{}>", due.message_id)));
        let builder = match mail.manner {
            Manner::Automatic => builder.header(AutoSubmitted("auto-generated".to_owned())),
            Manner::Personal { reply_to } => builder.reply_to(reply_to.parse()?),
            Manner::News {
                reply_to,
                list,
                unsubscribe,
            } => builder
                .reply_to(reply_to.parse()?)
                .header(ListId(format!("<{list}.{}>", self.domain())))
                .header(ListUnsubscribe(format!("<{unsubscribe}>")))
                .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned())),
        };
        let words = MultiPart::alternative_plain_html(mail.text, mail.html);
        if mail.attachments.is_empty() {
            return Ok(builder.multipart(words)?);
        }
        let mut parts = MultiPart::mixed().multipart(words);
        for file in mail.attachments {
            let kind = file.media_type.parse()?;
            parts = parts.singlepart(lettre::message::Attachment::new(file.name).body(file.bytes, kind));
        }
        Ok(builder.multipart(parts)?)
    }
}

/// A mail that must not come twice is offered only to a relay that has just answered; then an end without a reply to the
/// mail itself leaves it uncertain. Replies (4xx, 5xx) are certain.
async fn by_smtp(relay: &AsyncSmtpTransport<Tokio1Executor>, message: Message, repeat: Repeat) -> Attempt {
    if repeat == Repeat::Never {
        match relay.test_connection().await {
            Ok(true) => {}
            Ok(false) => return Attempt::Again("the relay does not answer".to_owned()),
            Err(error) => return Attempt::Again(error.to_string()),
        }
    }
    match relay.send(message).await {
        Ok(response) => Attempt::Sent(format!(
            "{} {}",
            response.code(),
            response.first_line().unwrap_or_default()
        )),
        Err(error) if error.is_permanent() => Attempt::Failed(error.to_string()),
        Err(error) if error.is_transient() || repeat == Repeat::Allowed => Attempt::Again(error.to_string()),
        Err(error) => Attempt::Uncertain(error.to_string()),
    }
}

fn sender(mail: &config::Mail) -> Result<Mailbox, MailerError> {
    let parsed = mail.sender.parse();
    parsed.map_err(|error: lettre::address::AddressError| MailerError::Sender(error.to_string()))
}

fn into_folder(file: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        private::create_folder(folder)?;
    }
    let part = file.with_extension("part");
    private::create(&part)?.write_all(bytes)?;
    std::fs::rename(part, file)
}

fn smtp(mail: &config::Mail) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailerError> {
    let tls = match mail.security {
        Security::Starttls => Tls::Required(tls_parameters(mail)?),
        Security::Tls => Tls::Wrapper(tls_parameters(mail)?),
        Security::None => Tls::None,
    };
    let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&mail.host)
        .tls(tls)
        .port(mail.port)
        .pool_config(PoolConfig::new().max_size(mail.connections));
    Ok(if mail.user.is_empty() {
        builder.build()
    } else {
        builder
            .credentials(Credentials::new(mail.user.clone(), mail.password.clone()))
            .build()
    })
}

/// The relay's certificate must be of its host's name, by a root that browsers trust or that `mail.ca_file` holds.
fn tls_parameters(mail: &config::Mail) -> Result<TlsParameters, MailerError> {
    let mut builder = TlsParameters::builder(mail.host.clone());
    if let Some(file) = &mail.ca_file {
        let wrong = |why: String| MailerError::Transport(format!("mail.ca_file, {}: {why}", file.display()));
        let pem = std::fs::read(file).map_err(|error| wrong(error.to_string()))?;
        let certificate = Certificate::from_pem(&pem).map_err(|error| wrong(error.to_string()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder
        .build()
        .map_err(|error| MailerError::Transport(error.to_string()))
}

/// A header that is one plain text.
macro_rules! text_header {
    ($(#[$about:meta])* $name:ident, $field:literal) => {
        $(#[$about])*
        #[derive(Clone)]
        struct $name(String);

        impl header::Header for $name {
            fn name() -> header::HeaderName {
                header::HeaderName::new_from_ascii_str($field)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> header::HeaderValue {
                header::HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}

text_header!(
    /// RFC 3834: nobody's absence note should answer a confirmation.
    AutoSubmitted,
    "Auto-Submitted"
);
text_header!(
    /// RFC 2919. Absence notes keep away from lists, too.
    ListId,
    "List-Id"
);
text_header!(
    /// RFC 2369.
    ListUnsubscribe,
    "List-Unsubscribe"
);
text_header!(
    /// RFC 8058: a `POST` to the address above, with this as its body, ends it.
    ListUnsubscribePost,
    "List-Unsubscribe-Post"
);
