//! The byte stream to the relay: address resolution, TCP, TLS.

use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::config;
use crate::outbox::failure::FailureKind;
use crate::outbox::mailer::MailerError;
use crate::tls;

/// A stream that a conversation runs over.
pub trait Bytes: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Bytes for T {}

/// The TLS client for one host.
#[derive(Clone)]
pub(crate) struct Tls {
    connector: TlsConnector,
    host: ServerName<'static>,
}

impl Tls {
    /// Creates the TLS client. The relay's certificate must be issued to its host name, by a root that browsers trust or that
    /// `mail.ca_file` holds.
    pub fn new(mail: &config::Mail) -> Result<Self, MailerError> {
        let wrong = |why: String| MailerError::Transport(why);
        let settings = tls::client(mail.ca_file.as_deref()).map_err(|why| wrong(format!("mail.ca_file, {why}")))?;
        let host = ServerName::try_from(mail.host.clone());
        Ok(Self {
            connector: TlsConnector::from(Arc::new(settings)),
            host: host.map_err(|error| wrong(format!("mail.host: {error}")))?,
        })
    }

    /// Starts TLS on a connection.
    pub async fn over(&self, plain: Box<dyn Bytes>) -> Result<Box<dyn Bytes>, FailureKind> {
        let begun = self.connector.connect(self.host.clone(), plain).await;
        let encrypted = begun.map_err(|error| FailureKind::Unable(format!("TLS: {error}")))?;
        Ok(Box::new(encrypted))
    }
}

/// Connects to the first of the relay's addresses that answers; `limit` is the timeout of each attempt.
pub async fn connect(host: &str, port: u16, limit: Duration) -> Result<Box<dyn Bytes>, FailureKind> {
    let unable = |error: std::io::Error| FailureKind::Unable(error.to_string());
    let mut last = FailureKind::Unable(format!("{host} has no IP address"));
    let addresses = tokio::time::timeout(limit, resolve(host.to_owned(), port)).await;
    for address in addresses.map_err(|_| FailureKind::Silence)?.map_err(unable)? {
        match tokio::time::timeout(limit, TcpStream::connect(address)).await {
            Ok(Ok(connected)) => {
                // A conversation alternates questions and answers, so delaying small packets gains nothing.
                connected.set_nodelay(true).map_err(unable)?;
                return Ok(Box::new(connected));
            }
            Ok(Err(error)) => last = FailureKind::Unable(error.to_string()),
            Err(_) => last = FailureKind::Silence,
        }
    }
    Err(last)
}

/// Resolves an address on a thread of its own. The runtime would wait for one of its blocking threads when it ends, and a resolver without
/// a network takes its time.
async fn resolve(host: String, port: u16) -> std::io::Result<Vec<SocketAddr>> {
    let (answer, found) = tokio::sync::oneshot::channel();
    let ask = move || {
        let addresses = (host.as_str(), port).to_socket_addrs().map(Iterator::collect);
        answer.send(addresses).ok();
    };
    std::thread::Builder::new().name("resolver".to_owned()).spawn(ask)?;
    found
        .await
        .unwrap_or_else(|_| Err(std::io::Error::other("the DNS lookup timed out")))
}
