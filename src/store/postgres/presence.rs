//! What a node hears of the others, and whether it leads: one connection for both, on a thread of its own.
//!
//! * Signals of other nodes' commits arrive by `LISTEN`. Before a connection listens, some are lost, so that it begins with
//!   [`Signal::Missed`].
//! * One node leads: it does what only one may do at a time, such as sending mail. It holds an advisory lock of its session, which ends with
//!   the connection; then another node takes over.

use std::convert::Infallible;
use std::future::poll_fn;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use data_encoding::HEXLOWER;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::watch;
use tokio_postgres::{AsyncMessage, Client, Notification};

use super::schema::PRESENT;
use super::server::{Server, WATCHED};
use super::standbys::{POSITION, Standbys};
use crate::store::StoreError;
use crate::store::signals::{Listeners, Signal};

/// How often a node that does not lead asks whether it may, and one that leads whether its connection lives.
const BEAT: Duration = Duration::from_secs(1);

/// How long the answer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends a signal to the other nodes, once the running transaction is committed.
pub(super) const NOTIFY: &str = "SELECT pg_notify('undersigned_' || current_schema(), ?1)";

/// The lock of the node that leads.
pub(super) const LEAD: &str = "SELECT pg_try_advisory_lock(731086874, hashtext(current_schema()))";

/// The name of this process among the nodes.
pub(in crate::store) type Node = [u8; 16];

/// Names this process.
pub(in crate::store) fn new_node() -> Result<Node, StoreError> {
    let mut node = [0; 16];
    getrandom::fill(&mut node).map_err(|error| StoreError::Setting(format!("no random bytes: {error}")))?;
    Ok(node)
}

/// Writes a signal, and who sends it, as the payload of a notification.
pub(super) fn written(node: &Node, signal: &Signal) -> String {
    let node = HEXLOWER.encode(node);
    match signal {
        Signal::MailDue => format!("{node} due"),
        Signal::LetterChanged(slug) => format!("{node} letter {slug}"),
        Signal::Missed => format!("{node} missed"),
    }
}

/// Reads the signal of another node; `None` if it is this one's own.
fn read(own: &Node, payload: &str) -> Option<Signal> {
    let (node, signal) = payload.split_once(' ')?;
    if node == HEXLOWER.encode(own) {
        return None;
    }
    match signal.split_once(' ') {
        None if signal == "due" => Some(Signal::MailDue),
        Some(("letter", slug)) => Some(Signal::LetterChanged(slug.to_owned())),
        // A newer version of the program sends it, while nodes are upgraded one by one.
        _ => Some(Signal::Missed),
    }
}

/// The thread, until it is dropped.
pub(in crate::store) struct Presence {
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Presence {
    /// Starts the thread. `leads` tells whether this node does.
    pub(in crate::store) fn start(
        server: Server,
        node: Node,
        (listeners, leads): (Listeners, Arc<watch::Sender<bool>>),
        standbys: Option<Arc<Standbys>>,
    ) -> Result<Self, StoreError> {
        let (stop, stops) = watch::channel(false);
        let present = Present {
            server,
            node,
            listeners,
            leads,
            standbys,
            stops,
        };
        let thread = std::thread::Builder::new()
            .name("store-presence".to_owned())
            .spawn(move || present.run())
            .map_err(StoreError::io(Path::new("store-presence thread")))?;
        Ok(Self {
            stop,
            thread: Some(thread),
        })
    }

    /// Ends the thread, and with it the lead.
    pub(in crate::store) fn stop(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Present {
    server: Server,
    node: Node,
    listeners: Listeners,
    leads: Arc<watch::Sender<bool>>,
    standbys: Option<Arc<Standbys>>,
    stops: watch::Receiver<bool>,
}

impl Present {
    fn run(self) {
        let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime,
            Err(error) => return tracing::error!(event = "store.presence_failed", %error),
        };
        let mut stops = self.stops.clone();
        runtime.block_on(async {
            let mut ended = std::pin::pin!(stops.wait_for(|stops| *stops));
            loop {
                tokio::select! {
                    _ = &mut ended => break,
                    away = self.attend() => {
                        let Err(error) = away;
                        tracing::warn!(event = "store.away", %error);
                    }
                }
                self.leads.send_if_modified(std::mem::take);
                tokio::select! {
                    _ = &mut ended => break,
                    () = tokio::time::sleep(BEAT) => {}
                }
            }
        });
        self.leads.send_if_modified(std::mem::take);
    }

    /// Listens, and leads if it may, until the connection ends.
    async fn attend(&self) -> Result<Infallible, StoreError> {
        let (client, mut told) = self.connect().await?;
        self.listeners.tell(&[Signal::Missed]);
        // Whether it may lead is asked at once, and then with every beat.
        let mut beat = tokio::time::interval(BEAT);
        loop {
            tokio::select! {
                heard = told.recv() => {
                    let heard = heard.ok_or_else(|| StoreError::Away("the connection was lost".to_owned()))?;
                    if let Some(signal) = read(&self.node, heard.payload()) {
                        self.listeners.tell(&[signal]);
                    }
                    continue;
                }
                _ = beat.tick() => {}
            }
            let sql = if *self.leads.borrow() { "SELECT TRUE" } else { LEAD };
            let row = in_time(client.query_one(sql, &[])).await?;
            let leads: bool = row.try_get(0)?;
            if self.leads.send_if_modified(|it| std::mem::replace(it, leads) != leads) && leads {
                tracing::info!(event = "store.leads");
            }
            if let Some(standbys) = &self.standbys {
                let row = in_time(client.query_one(POSITION, &[])).await?;
                standbys.seen(row.try_get(0)?);
            }
        }
    }

    async fn connect(&self) -> Result<(Client, UnboundedReceiver<Notification>), StoreError> {
        let (client, mut connection) = self.server.open().await?;
        let (tell, told) = unbounded_channel();
        tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
                if let AsyncMessage::Notification(notification) = message
                    && tell.send(notification).is_err()
                {
                    break;
                }
            }
        });
        let named = client.query_one("SELECT quote_ident('undersigned_' || current_schema())", &[]);
        let channel: String = in_time(named).await?.try_get(0)?;
        in_time(client.batch_execute(&format!("{WATCHED}; {PRESENT}; LISTEN {channel}"))).await?;
        Ok((client, told))
    }
}

/// Waits for an answer, but not for ever.
async fn in_time<T>(answer: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, StoreError> {
    let answer = tokio::time::timeout(PATIENCE, answer).await;
    Ok(answer.map_err(|_| StoreError::Away("no answer".to_owned()))??)
}
