//! Tests of the queue against a scripted relay on loopback: a real SMTP conversation, a real database, and a movable clock.

use std::time::Duration;

use jiff::Timestamp;

use super::mailer::{Mailer, Patience};
use super::worker::Worker;
use super::{Composers, Mail, MailClass, NewMail, Repeat, message_id, store as rows};
use crate::clock::{Clock, from_micros};
use crate::config::{self, Security, Transport};
use crate::outbox::MailId;
use crate::store::{Store, StoreError};
use relay::Relay;

mod away;
mod cancelled;
mod claims;
mod connections;
mod erasure;
mod lanes;
mod leftovers;
mod pause;
mod poison;
mod relay;
mod returns;
mod table;
mod time;

/// A timeout that is long enough on any machine.
const LONG: Duration = Duration::from_mins(2);

/// A database and a worker.
pub(crate) struct House {
    pub(crate) worker: Worker,
    pub(crate) mail: config::Mail,
    _folder: tempfile::TempDir,
}

/// A mail's row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) state: String,
    pub(crate) attempts: u32,
    pub(crate) reply: String,
    pub(crate) due_at: Timestamp,
    pub(crate) leased: bool,
}

/// Timeouts that are long, except for steps that a test keeps silent.
pub(crate) fn patient() -> Patience {
    Patience {
        connect: LONG,
        greeting: LONG,
        introduction: LONG,
        reset: LONG,
        sender: LONG,
        recipient: LONG,
        data: LONG,
        block: LONG,
        end: LONG,
    }
}

pub(crate) fn settings(port: u16) -> config::Mail {
    config::Mail {
        transport: Transport::Smtp,
        folder: std::path::PathBuf::new(),
        sender: "Letters, Desk <letters@letters.example>".to_owned(),
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        ca_file: None,
        user: String::new(),
        password: String::new(),
        connections: 4,
        attempts: 12,
        patience_seconds: 60,
        bounce_address: String::new(),
        bounces: None,
        bounce_secret: String::new(),
        thank_you: true,
    }
}

/// Composers for any mail; a mail whose payload says so can't be composed.
fn composers() -> Composers {
    let compose: super::Composer = Box::new(|_, due| {
        anyhow::ensure!(due.payload != "broken", "the letter of ana@example.org is not there");
        assert!(due.payload != "panics", "composing panics");
        Ok((due.payload != "gone").then(|| Mail {
            subject: "A letter".to_owned(),
            text: "Hello\n.\nA line that begins with a dot".to_owned(),
            html: "<p>Hello</p>".to_owned(),
            manner: MailClass::Automatic,
            logo: None,
            attachments: Vec::new(),
        }))
    });
    Composers::of([("test", compose)].into())
}

impl House {
    pub(crate) fn new(relay: &Relay) -> Self {
        Self::with(settings(relay.port), patient())
    }

    pub(crate) fn with(mail: config::Mail, patience: Patience) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("a.db"), 2).expect("opens");
        let mailer = Mailer::with_patience(&mail, patience).expect("a transport");
        let worker = Worker::new(store, mailer, composers(), Clock::default(), &mail);
        Self {
            worker,
            mail,
            _folder: folder,
        }
    }

    /// Returns the same database with a freshly started worker.
    pub(crate) fn restarted(self) -> Self {
        let mailer = Mailer::with_patience(&self.mail, patient()).expect("a transport");
        let (store, clock) = (self.worker.store.clone(), self.worker.clock.clone());
        Self {
            worker: Worker::new(store, mailer, composers(), clock, &self.mail),
            ..self
        }
    }

    /// Enqueues a mail, and returns its number.
    pub(crate) fn owe(&self, recipient: &str, repeat: Repeat) -> MailId {
        self.owe_as(recipient, repeat, "{}")
    }

    pub(crate) fn owe_as(&self, recipient: &str, repeat: Repeat, payload: &'static str) -> MailId {
        let (recipient, now) = (recipient.to_owned(), self.worker.clock.now());
        let work = move |tx: &crate::store::Tx<'_>| {
            let owed = NewMail {
                kind: "test",
                about: 0,
                payload,
                recipient: &recipient,
                message_id: &message_id("letters.example", now),
                repeat,
            };
            rows::enqueue(tx, &owed, now)?;
            tx.one("SELECT MAX(id) AS id FROM outbox", [], |row| row.get("id"))
        };
        let owed: Result<Option<MailId>, StoreError> = self.worker.store.write_now(work);
        owed.expect("is owed").expect("a number")
    }

    pub(crate) fn owe_many(&self, number: usize, at: &str) {
        for each in 0..number {
            self.owe(&format!("person-{each}@{at}"), Repeat::Allowed);
        }
    }

    pub(crate) fn stored(&self, id: MailId) -> Stored {
        let sql = "SELECT state, attempts, reply, due_at, lease IS NOT NULL AS leased FROM outbox WHERE id = ?1";
        let row = self.worker.store.read_now(|db| {
            db.one(sql, [id], |row| {
                Ok::<_, StoreError>(Stored {
                    state: row.get("state")?,
                    attempts: row.get("attempts")?,
                    reply: row.get::<Option<String>>("reply")?.unwrap_or_default(),
                    due_at: from_micros(row.get("due_at")?),
                    leased: row.get("leased")?,
                })
            })
        });
        row.expect("reads").expect("a row")
    }

    /// Returns whether the mail is marked as being handed over.
    pub(crate) fn is_marked(&self, id: MailId) -> bool {
        let sql = "SELECT sending FROM outbox WHERE id = ?1";
        let marked = self
            .worker
            .store
            .read_now(|db| db.one(sql, [id], |row| row.get("sending")));
        marked.expect("reads").expect("a row")
    }

    pub(crate) fn count(&self, state: &str) -> i64 {
        let sql = "SELECT COUNT(*) AS n FROM outbox WHERE state = ?1";
        let counted = self
            .worker
            .store
            .read_now(|db| db.one(sql, [state], |row| row.get("n")));
        counted.expect("counts").expect("a number")
    }

    /// Changes the database directly, for states that no test can reach in time.
    pub(crate) fn change(&self, sql: &'static str) {
        let changed = self.worker.store.write_now(move |tx| tx.execute(sql, []));
        assert!(changed.expect("changes") > 0);
    }

    pub(crate) fn message_ids(&self) -> Vec<String> {
        let sql = "SELECT message_id FROM outbox ORDER BY id";
        let found = self
            .worker
            .store
            .read_now(|db| db.all(sql, [], |row| row.get("message_id")));
        found.expect("reads")
    }

    /// Sends what is due.
    pub(crate) async fn send(&self) -> usize {
        self.worker.send_due().await.expect("sends")
    }

    pub(crate) fn is_down(&self) -> bool {
        self.worker.health.down().is_some()
    }

    pub(crate) fn down(&self) -> Option<rows::relay::Outage> {
        self.worker.store.read_now(rows::relay::state).expect("reads")
    }
}
