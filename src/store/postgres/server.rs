//! Where the server is, and how it is reached: `store.url`.

use std::path::Path;
use std::time::Duration;

use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Config, Connection, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::StoreError;
use crate::tls;

/// How long a connection to one host may take.
const CONNECT: Duration = Duration::from_secs(5);

/// How long one statement may take, including the round trip.
const ANSWER: Duration = Duration::from_secs(90);

/// How long connecting to a standby may take, since a visitor is waiting.
const STANDBY: Duration = Duration::from_secs(1);

/// How long each answer of a standby may take.
const STANDBY_ANSWERS: Duration = Duration::from_secs(5);

/// How long all of them may take together.
const CONNECT_ALL: Duration = Duration::from_secs(20);

/// Closes a connection after this time if the other machine acknowledges nothing. A machine that loses power closes no connection, and a
/// standby may take over 20 seconds later: by then, the nodes must have given up on the old one.
const SILENCE: Duration = Duration::from_secs(9);

/// The pause before the first keepalive probe.
const IDLE: Duration = Duration::from_secs(3);

/// The pause between two probes. After three, the connection is closed.
const AGAIN: Duration = Duration::from_secs(2);

/// What every connection sets: the server notices a silent node as soon as a node notices a silent server, and releases the node's locks.
/// Its own settings would keep them for two hours.
pub(super) const WATCHED: &str = "SET tcp_keepalives_idle = 3; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; SET tcp_user_timeout = '9s'";

type Tls = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;

/// A PostgreSQL, of one or several hosts.
#[derive(Clone)]
pub(in crate::store) struct Server {
    config: Config,
    tls: MakeRustlsConnect,
    /// Whether each commit must wait for a standby.
    pub(super) requires_standby: bool,
    /// How long connecting may take, over all hosts, and how long each answer may take.
    patience: (Duration, Duration),
}

/// What is expected of a server.
#[derive(Clone, Copy, Default)]
pub struct Expected<'c> {
    /// PEM file with roots that its certificate may have, besides the usual ones.
    pub ca_file: Option<&'c Path>,
    /// Whether nothing is acknowledged unless the server waits for a synchronous standby.
    pub standby: bool,
    /// Where the address comes from, such as a setting's name.
    pub given: &'static str,
    /// The addresses of standbys that answer for public lists.
    pub standbys: &'c [String],
    /// How far behind they may be.
    pub lag: Duration,
}

impl Server {
    /// Reads an address such as `postgres://user@host-a,host-b/name`. Only a host that takes writes is used.
    pub(in crate::store) fn parse(url: &str, expected: Expected<'_>) -> Result<Self, StoreError> {
        let mut config: Config = url
            .parse()
            .map_err(|error: tokio_postgres::Error| told(&error))
            .map_err(StoreError::address(expected.given))?;
        config
            .connect_timeout(CONNECT)
            .tcp_user_timeout(SILENCE)
            .keepalives_idle(IDLE)
            .keepalives_interval(AGAIN)
            .keepalives_retries(3)
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        if config.get_application_name().is_none() {
            config.application_name("undersigned");
        }
        let settings = tls::client(expected.ca_file).map_err(StoreError::address(expected.given))?;
        Ok(Self {
            config,
            tls: MakeRustlsConnect::new(settings),
            requires_standby: expected.standby,
            patience: (CONNECT_ALL, ANSWER),
        })
    }

    /// Reads the address of a standby.
    pub(super) fn parse_standby(url: &str, expected: Expected<'_>) -> Result<Self, StoreError> {
        let given = "store.read_urls";
        let mut server = Self::parse(url, Expected { given, ..expected })?;
        server.config.target_session_attrs(TargetSessionAttrs::Any);
        server.config.connect_timeout(STANDBY);
        server.patience = (STANDBY, STANDBY_ANSWERS);
        Ok(server)
    }

    /// Returns how long one answer may take.
    pub(super) fn patience(&self) -> Duration {
        self.patience.1
    }

    /// Connects to the first host that answers and takes writes.
    pub(super) async fn open(&self) -> Result<(Client, Connection<Socket, Tls>), StoreError> {
        let connected = tokio::time::timeout(self.patience.0, self.config.connect(self.tls.clone())).await;
        connected
            .map_err(|_| StoreError::Away("no host answered in time".to_owned()))?
            .map_err(|error| StoreError::Away(told(&error)))
    }

    /// Connects, and drives the connection on the running thread.
    pub(super) async fn connect(&self) -> Result<Client, StoreError> {
        let (client, connection) = self.open().await?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(event = "store.connection_lost", %error);
            }
        });
        Ok(client)
    }
}

/// Returns what an error says, with its cause.
pub(super) fn told(error: &tokio_postgres::Error) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}
