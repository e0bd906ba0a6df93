//! A conversation with the relay over one connection, step by step; each step has its timeout, and a failure names its step.

use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS, Mechanism};
use lettre::transport::smtp::commands::{Auth, Data, Ehlo, Mail, Quit, Rcpt, Rset, Starttls};
use lettre::transport::smtp::extension::{ClientId, Extension, ServerInfo};
use lettre::transport::smtp::response::{Category, Code, Detail, Response, Severity};
use tokio::io::{AsyncWriteExt, BufReader};

use super::Settings;
use super::reply;
use super::stream::{self, Bytes};
use crate::config::Security;
use crate::outbox::failure::{FailureKind, RelayFailure, Step};
use crate::outbox::reply::Reply;
use crate::outbox::stop::Stop;

/// How much of a message is written at a time, each time with its own timeout.
const BLOCK: usize = 64 * 1024;

/// The timeout for `QUIT`.
const FAREWELL: Duration = Duration::from_secs(1);

/// A connection that has been greeted, encrypted and authenticated as the settings ask.
pub(crate) struct Conversation {
    stream: BufReader<Box<dyn Bytes>>,
    offers: ServerInfo,
    stop: Stop,
}

impl Conversation {
    /// Connects, greets and authenticates.
    pub async fn begin(settings: &Settings, stop: Stop) -> Result<Self, RelayFailure> {
        let patience = settings.patience;
        // Each address has its own timeout: this one is for all of them.
        let all = patience.connect * 4;
        let connecting = stream::connect(&settings.host, settings.port, patience.connect);
        let connected = stop.within(Step::Connect, all, connecting).await?;
        let connected = match (&settings.tls, settings.security) {
            (Some(tls), Security::Tls) => {
                let handshake = tls.over(connected);
                stop.within(Step::StartTls, patience.introduction, handshake).await?
            }
            _ => connected,
        };
        let mut begun = Self {
            stream: BufReader::new(connected),
            offers: ServerInfo::default(),
            stop,
        };
        begun.read(Step::Greeting, patience.greeting).await?;
        begun.hello(patience.introduction).await?;
        if settings.security == Security::Starttls {
            begun = begun.encrypted(settings).await?;
        }
        if let Some(credentials) = &settings.credentials {
            begun.authenticate(credentials, patience.introduction).await?;
        }
        Ok(begun)
    }

    async fn hello(&mut self, limit: Duration) -> Result<(), RelayFailure> {
        let reply = self.ask(Step::Hello, limit, Ehlo::new(ClientId::default())).await?;
        let offered = ServerInfo::from_response(&response(&upper_case(reply)));
        self.offers = offered.unwrap_or_default();
        Ok(())
    }

    async fn encrypted(mut self, settings: &Settings) -> Result<Self, RelayFailure> {
        let (step, limit) = (Step::StartTls, settings.patience.introduction);
        let unable = |why: &str| RelayFailure {
            step,
            what: FailureKind::Unable(why.to_owned()),
        };
        if !self.offers.supports_feature(Extension::StartTls) {
            return Err(unable("it does not support STARTTLS, which mail.security requires"));
        }
        self.ask(step, limit, Starttls).await?;
        let tls = settings.tls.as_ref().ok_or_else(|| unable("TLS is not set up"))?;
        // Unencrypted data after the reply was injected by somebody else (CVE-2011-0411).
        if !self.stream.buffer().is_empty() {
            return Err(unable("it sent unencrypted data after STARTTLS"));
        }
        let encrypted = self
            .stop
            .within(step, limit, tls.over(self.stream.into_inner()))
            .await?;
        self.stream = BufReader::new(encrypted);
        self.hello(limit).await?;
        Ok(self)
    }

    async fn authenticate(&mut self, credentials: &Credentials, limit: Duration) -> Result<(), RelayFailure> {
        let step = Step::Auth;
        let unable = |why: String| RelayFailure {
            step,
            what: FailureKind::Unable(why),
        };
        let mechanism = self.offers.get_auth_mechanism(DEFAULT_MECHANISMS);
        let mechanism: Mechanism = mechanism.ok_or_else(|| {
            unable("it supports no login method that this program knows, but mail.user is set".to_owned())
        })?;
        let asked = Auth::new(mechanism, credentials.clone(), None).map_err(|error| unable(error.to_string()))?;
        let mut reply = self.ask(step, limit, asked).await?;
        // `LOGIN` asks for the name, then for the password.
        for _ in 0..2 {
            if reply.code != 334 {
                break;
            }
            let answer = Auth::new_from_response(mechanism, credentials.clone(), &response(&reply));
            let answer = answer.map_err(|error| unable(error.to_string()))?;
            reply = self.ask(step, limit, answer).await?;
        }
        accepted(step, reply).map(drop)
    }

    /// Resets a kept connection for another mail.
    pub(crate) async fn reset(&mut self, limit: Duration) -> Result<(), RelayFailure> {
        let reply = self.ask(Step::Reset, limit, Rset).await?;
        accepted(Step::Reset, reply).map(drop)
    }

    /// Sends `MAIL FROM`. No extension is needed: a message is always ASCII.
    pub async fn sender(&mut self, sender: &Address, limit: Duration) -> Result<(), RelayFailure> {
        let mail = Mail::new(Some(sender.clone()), Vec::new());
        let reply = self.ask(Step::Sender, limit, mail).await?;
        accepted(Step::Sender, reply).map(drop)
    }

    /// Sends `RCPT TO`.
    pub async fn recipient(&mut self, recipient: &Address, limit: Duration) -> Result<(), RelayFailure> {
        let reply = self
            .ask(Step::Recipient, limit, Rcpt::new(recipient.clone(), Vec::new()))
            .await?;
        accepted(Step::Recipient, reply).map(drop)
    }

    /// Sends `DATA`: from here on the relay waits for the message.
    pub async fn data(&mut self, limit: Duration) -> Result<(), RelayFailure> {
        let reply = self.ask(Step::Data, limit, Data).await?;
        match reply.code {
            354 => Ok(()),
            _ => Err(unexpected(Step::Data, &reply)),
        }
    }

    /// Sends the message and its final dot, and returns the relay's reply. Before the dot is written, nobody has the mail.
    pub async fn message(&mut self, message: &[u8], block: Duration, end: Duration) -> Result<Reply, RelayFailure> {
        for part in stuffed(message).chunks(BLOCK) {
            self.write(Step::Text, block, part).await?;
        }
        self.write(Step::End, block, b".\r\n").await?;
        let reply = self.read(Step::End, end).await?;
        accepted(Step::End, reply)
    }

    /// Sends `QUIT`, without waiting for the reply.
    pub(crate) async fn quit(mut self) {
        let farewell = Quit.to_string();
        tokio::time::timeout(FAREWELL, async {
            self.stream.write_all(farewell.as_bytes()).await.ok();
            self.stream.shutdown().await.ok();
        })
        .await
        .ok();
    }

    async fn ask(&mut self, step: Step, limit: Duration, command: impl ToString) -> Result<Reply, RelayFailure> {
        self.write(step, limit, command.to_string().as_bytes()).await?;
        self.read(step, limit).await
    }

    async fn write(&mut self, step: Step, limit: Duration, bytes: &[u8]) -> Result<(), RelayFailure> {
        let writing = async {
            let written = self.stream.write_all(bytes).await;
            let flushed = match written {
                Ok(()) => self.stream.flush().await,
                failed => failed,
            };
            flushed.map_err(|error| FailureKind::Lost(error.to_string()))
        };
        self.stop.within(step, limit, writing).await
    }

    async fn read(&mut self, step: Step, limit: Duration) -> Result<Reply, RelayFailure> {
        let reading = async {
            let reply = reply::read(&mut self.stream).await?;
            match reply.code {
                400.. => Err(FailureKind::Refused(reply)),
                _ => Ok(reply),
            }
        };
        self.stop.within(step, limit, reading).await
    }
}

/// Accepts a reply of 2xx, and rejects 3xx where nothing more is to be sent.
fn accepted(step: Step, reply: Reply) -> Result<Reply, RelayFailure> {
    match reply.code {
        200..300 => Ok(reply),
        _ => Err(unexpected(step, &reply)),
    }
}

fn unexpected(step: Step, reply: &Reply) -> RelayFailure {
    RelayFailure {
        step,
        what: FailureKind::Garbage(reply.words()),
    }
}

/// Converts a reply to lettre's type.
fn response(reply: &Reply) -> Response {
    // Only the capabilities and challenges are read from it.
    let code = Code::new(Severity::PositiveCompletion, Category::MailSystem, Detail::Zero);
    let asked = Code::new(Severity::PositiveIntermediate, Category::Unspecified3, Detail::Four);
    Response::new(if reply.code == 334 { asked } else { code }, reply.lines.clone())
}

/// Converts the keywords of `EHLO` to upper case, since they may come in any case (RFC 5321, 2.4).
fn upper_case(reply: Reply) -> Reply {
    let lines = reply
        .lines
        .iter()
        .map(|line| line.replace("AUTH=", "AUTH ").to_uppercase());
    Reply {
        code: reply.code,
        lines: lines.collect(),
    }
}

/// Ends all lines in CR LF, including the last one, and doubles each dot that begins a line (RFC 5321, 4.5.2).
fn stuffed(message: &[u8]) -> Vec<u8> {
    let mut ready = Vec::with_capacity(message.len() + message.len() / 64 + 2);
    let whole = message.strip_suffix(b"\n").unwrap_or(message);
    for line in whole.split(|byte| *byte == b'\n') {
        if line.first() == Some(&b'.') {
            ready.push(b'.');
        }
        ready.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        ready.extend_from_slice(b"\r\n");
    }
    ready
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("a\r\nb\r\n", "a\r\nb\r\n")]
    #[case("a\nb", "a\r\nb\r\n")]
    #[case(".\r\n..\r\nx.\r\n", "..\r\n...\r\nx.\r\n")]
    #[case("a\r\n\r\n", "a\r\n\r\n")]
    #[case("a\n.\r\nMAIL FROM:<x>", "a\r\n..\r\nMAIL FROM:<x>\r\n")]
    fn no_line_of_a_message_ends_it(#[case] given: &str, #[case] sent: &str) {
        assert_eq!(String::from_utf8(stuffed(given.as_bytes())).expect("text"), sent);
    }
}
