//! The worker: sends what is due, in lanes that never wait for each other: claim with a lease, compose, send, settle. No transaction is
//! open during network traffic.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rocket::Shutdown;
use tokio::sync::Notify;

mod attempt;
mod lanes;
mod pause;

use lanes::Lanes;

use super::domains::Domains;
use super::failing::Failing;
use super::mailer::Mailer;
use super::stop::Stop;
use super::store::{self as rows, Claimed, FreeLanes, SkippedDomains};
use super::suspects::Suspects;
use super::{Composers, Health};
use crate::clock::Clock;
use crate::config;
use crate::store::{Store, StoreError};

/// How long the worker sleeps when nobody wakes it.
const NAP: Duration = Duration::from_secs(5);

const MINUTE: Duration = Duration::from_mins(1);

/// The outbox worker. Clones share everything.
#[derive(Clone)]
pub struct Worker {
    /// The database.
    pub store: Store,
    /// The mailer.
    pub mailer: Mailer,
    /// The composers by kind of mail.
    pub composers: Arc<Composers>,
    /// The clock.
    pub clock: Clock,
    /// Notified after each commit by which a mail becomes due.
    pub bell: Arc<Notify>,
    /// The relay's health, as far as this worker knows.
    pub health: Arc<Health>,
    /// How many mails are sent concurrently.
    pub at_once: usize,
    /// How many attempts are made before a mail fails.
    pub most_attempts: u32,
    /// How long running attempts may take once the service stops.
    pub grace: Duration,
    memory: Arc<Mutex<Memory>>,
    stop: Stop,
}

/// What the worker remembers, and what a restart may forget.
#[derive(Default)]
struct Memory {
    domains: Domains,
    failing: Failing,
    suspects: Suspects,
    /// When mails were last looked for that a wrong clock had postponed.
    looked: Option<Timestamp>,
}

impl Memory {
    /// Returns whether it is time to look for mails that a wrong clock had postponed: once a minute, and at once when the clock goes back.
    fn looks_again(&mut self, now: Timestamp) -> bool {
        let waits = self.looked.is_some_and(|last| (last..last + MINUTE).contains(&now));
        if !waits {
            self.looked = Some(now);
        }
        !waits
    }
}

impl Worker {
    /// Creates a worker that knows nothing of the relay yet.
    pub fn new(store: Store, mailer: Mailer, composers: Composers, clock: Clock, mail: &config::Mail) -> Self {
        Self {
            store,
            mailer,
            composers: Arc::new(composers),
            clock,
            bell: Arc::default(),
            health: Arc::default(),
            at_once: mail.connections.max(1) as usize,
            most_attempts: mail.attempts,
            grace: NAP,
            memory: Arc::default(),
            stop: Stop::default(),
        }
    }

    /// Sends until shutdown. Then no attempt is begun; running ones may finish within the grace period, and are cut off after it: their
    /// mails stay queued, unless the relay may have them already.
    pub async fn run(self, shutdown: Shutdown) {
        let (stop, mut lanes) = (shutdown, Lanes::default());
        tokio::pin!(stop);
        let (mut leads, mut has_begun) = (self.store.leads(), false);
        loop {
            // Of several nodes, one sends.
            if *leads.borrow_and_update() {
                // Until the leases of an earlier process are released, nothing is claimed: its mails would wait for ever.
                if !has_begun {
                    let begun = self.begin().await;
                    has_begun = begun.is_ok();
                    if let Err(error) = begun {
                        tracing::error!(event = "outbox.begin_failed", %error);
                    }
                }
                if has_begun {
                    self.fill(&mut lanes).await.unwrap_or_else(|error| {
                        tracing::error!(event = "outbox.claim_failed", %error);
                    });
                }
            } else {
                has_begun = false;
            }
            let busy = !lanes.is_empty();
            tokio::select! {
                () = &mut stop => break,
                ended = lanes.next(), if busy => if let Some(ended) = ended {
                    self.conclude(ended).await;
                },
                () = self.bell.notified() => {}
                Ok(()) = leads.changed() => {}
                () = tokio::time::sleep(NAP) => if !busy {
                    self.mailer.rest().await;
                },
            }
        }
        tokio::time::timeout(self.grace, self.finish(&mut lanes)).await.ok();
        self.stop.now();
        self.finish(&mut lanes).await;
        self.mailer.rest().await;
    }

    /// Cleans up what an earlier process left, and what a wrong clock did, before anything is claimed.
    pub async fn begin(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let begun = self.store.write(move |tx| {
            let (doubtful, moved) = (rows::begin(tx, now)?, rows::earlier(tx, now)?);
            Ok::<_, StoreError>((doubtful, moved, rows::relay::state(tx)?))
        });
        let (doubtful, moved, down) = begun.await?;
        if doubtful > 0 {
            tracing::warn!(event = "outbox.uncertain", mails = doubtful);
        }
        if moved > 0 {
            tracing::warn!(event = "outbox.due_too_late", mails = moved);
        }
        if let Some(down) = &down {
            tracing::error!(event = "outbox.relay_down", relay = %down.relay, step = %down.step, reply = %down.reply, since = %down.since);
        }
        self.health.set(down);
        Ok(())
    }

    /// Sends everything that is due now, unless the relay is down; returns how many mails were tried. Safe to call twice: a claim is
    /// exclusive.
    pub async fn send_due(&self) -> Result<usize, StoreError> {
        let (mut lanes, mut tried) = (Lanes::default(), 0);
        loop {
            self.fill(&mut lanes).await?;
            let Some(ended) = lanes.next().await else {
                return Ok(tried);
            };
            tried += usize::from(ended.is_mail());
            self.conclude(ended).await;
        }
    }

    async fn finish(&self, lanes: &mut Lanes) {
        while let Some(ended) = lanes.next().await {
            self.conclude(ended).await;
        }
    }

    /// Starts as many mails as there is room for. While the relay is down, starts one as a probe when its time has come.
    async fn fill(&self, lanes: &mut Lanes) -> Result<(), StoreError> {
        loop {
            let down = self.health.down().is_some();
            let room = if down {
                self.room_to_ask(lanes).await?
            } else {
                lanes.room(self.at_once)
            };
            if room.all == 0 {
                return Ok(());
            }
            let Claimed { mails, more } = if down {
                self.claim_to_ask(room).await?
            } else {
                self.claim(room, None).await?
            };
            let none = mails.is_empty();
            for mail in mails {
                lanes.begin(self.clone(), mail);
            }
            if more {
                continue;
            }
            if down && none {
                lanes.probe(self.clone());
            }
            return Ok(());
        }
    }

    /// Claims a mail to probe the relay, preferably of a domain that has not failed: a poisoned address says little about the relay.
    async fn claim_to_ask(&self, room: FreeLanes) -> Result<Claimed, StoreError> {
        let avoided = self.memory().failing.avoided();
        let claimed = self.claim(room, Some(avoided)).await?;
        if claimed.more || !claimed.mails.is_empty() {
            return Ok(claimed);
        }
        self.claim(room, Some(BTreeSet::new())).await
    }

    async fn claim(&self, room: FreeLanes, asks: Option<BTreeSet<String>>) -> Result<Claimed, StoreError> {
        let now = self.clock.now();
        let (held, looks_again) = {
            let mut memory = self.memory();
            (memory.domains.held(now), memory.looks_again(now))
        };
        self.store
            .write(move |tx| {
                if looks_again {
                    rows::earlier(tx, now)?;
                }
                rows::claim(tx, now, room, &SkippedDomains { held, asks })
            })
            .await
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_wrong_clock_postponed_is_looked_for_once_a_minute_and_when_the_clock_goes_back() {
        let mut memory = Memory::default();
        let at = |seconds| Timestamp::from_second(seconds).expect("a moment");
        let looks = [100, 101, 159, 160, 161, 90, 91].map(|seconds| memory.looks_again(at(seconds)));
        assert_eq!(looks, [true, false, false, true, false, true, false]);
    }
}
