//! Sends what is due: claim with a lease, compose, send, settle. No transaction is open while the network is.

use std::sync::Arc;
use std::time::Duration;

use rocket::Shutdown;
use tokio::sync::Notify;

use super::mailer::Mailer;
use super::store::{self as rows, Attempt};
use super::{Composers, Due, Health, Repeat};
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// How long the worker sleeps when nobody wakes it.
const NAP: Duration = Duration::from_secs(5);

/// The outbox worker. Clones share everything.
#[derive(Clone)]
pub struct Worker {
    /// The database.
    pub store: Store,
    /// The transport.
    pub mailer: Mailer,
    /// Who composes what.
    pub composers: Arc<Composers>,
    /// The time.
    pub clock: Clock,
    /// Rung whenever a mail is enqueued.
    pub bell: Arc<Notify>,
    /// How the relay fares, as far as this worker has heard.
    pub health: Arc<Health>,
    /// Mails under way at once.
    pub at_once: usize,
    /// Attempts before a mail is given up.
    pub most_attempts: u32,
}

impl Worker {
    /// Sends until shutdown; what is under way then is finished first, and nothing more is begun.
    pub async fn run(self, shutdown: Shutdown) {
        let stop = shutdown;
        tokio::pin!(stop);
        loop {
            let round = self.round().await.unwrap_or_else(|error| {
                tracing::error!(event = "outbox.round_failed", %error);
                Round::Nothing
            });
            match round {
                // More may be due: look at once, unless it is time to stop.
                Round::Some if !stopping(&mut stop).await => {}
                Round::Some => return,
                Round::Nothing => tokio::select! {
                    () = &mut stop => return,
                    () = self.bell.notified() => {}
                    () = tokio::time::sleep(NAP) => {}
                },
                // The relay takes nothing: asking it for every mail at once would help nobody.
                Round::Refused => tokio::select! {
                    () = &mut stop => return,
                    () = tokio::time::sleep(NAP) => {}
                },
            }
        }
    }

    /// Sends everything that is due now; answers how many mails were tried. Safe to call twice: a claim is exclusive.
    pub async fn send_due(&self) -> Result<usize, StoreError> {
        let mut tried = 0;
        loop {
            let due = self.claim().await?;
            if due.is_empty() {
                return Ok(tried);
            }
            tried += due.len();
            self.send_all(due).await?;
        }
    }

    async fn round(&self) -> Result<Round, StoreError> {
        let due = self.claim().await?;
        if due.is_empty() {
            return Ok(Round::Nothing);
        }
        let taken = self.send_all(due).await?;
        Ok(if taken == 0 { Round::Refused } else { Round::Some })
    }

    async fn claim(&self) -> Result<Vec<Due>, StoreError> {
        let (now, limit) = (self.clock.now(), self.at_once);
        self.store.write(move |tx| rows::claim(tx, now, limit)).await
    }

    /// Sends mails side by side; answers of how many something came, be it a refusal.
    async fn send_all(&self, due: Vec<Due>) -> Result<usize, StoreError> {
        let mut under_way = tokio::task::JoinSet::new();
        for mail in due {
            let worker = self.clone();
            under_way.spawn(async move { worker.send(mail).await });
        }
        let (mut settled, mut offered, mut answered) = (0, 0, 0);
        let mut failed = None;
        // All are waited for, whatever becomes of one: to leave now would cut the others off in the middle of a mail.
        while let Some(ended) = under_way.join_next().await {
            let attempt = match ended.unwrap_or(Err(StoreError::Panicked)) {
                Ok(attempt) => attempt,
                Err(error) => {
                    failed = Some(error);
                    continue;
                }
            };
            let (again, moot) = (matches!(attempt, Attempt::Again(_)), attempt == Attempt::Moot);
            settled += usize::from(!again);
            offered += usize::from(!moot);
            answered += usize::from(!again && !moot);
        }
        if offered > 0 {
            self.health.heard(answered, self.clock.now());
        }
        failed.map_or(Ok(settled), Err)
    }

    async fn send(&self, due: Due) -> Result<Attempt, StoreError> {
        let attempt = self.attempt(due.clone()).await?;
        tracing::info!(event = "outbox.attempt", id = due.id, kind = %due.kind, attempt = due.attempts, outcome = name(&attempt));
        let (now, most, ended) = (self.clock.now(), self.most_attempts, attempt.clone());
        let settle = self.store.write(move |tx| rows::settle(tx, &due, &ended, most, now));
        settle.await.map(|()| attempt)
    }

    async fn attempt(&self, due: Due) -> Result<Attempt, StoreError> {
        let (composers, asked) = (Arc::clone(&self.composers), due.clone());
        let composed = self
            .store
            .read(move |db| {
                Ok::<_, StoreError>(composers.0.get(asked.kind.as_str()).map(|compose| compose(db, &asked)))
            })
            .await;
        let composed = match composed {
            // Counted as an attempt, so that it ends: what panics once will hardly do better for ever.
            Err(StoreError::Panicked) => return Ok(Attempt::Again("composing this mail panicked".to_owned())),
            composed => composed?,
        };
        Ok(match composed {
            None => Attempt::Failed(format!("nobody composes mails of kind {}", due.kind)),
            Some(Err(error)) => Attempt::Again(error.to_string()),
            Some(Ok(None)) => Attempt::Moot,
            Some(Ok(Some(mail))) => {
                if due.repeat == Repeat::Never {
                    self.store.write(move |tx| rows::mark_sending(tx, due.id)).await?;
                }
                self.mailer.send(&due, mail, self.clock.now()).await
            }
        })
    }
}

/// What one look into the outbox came to.
enum Round {
    /// Nothing was due.
    Nothing,
    /// Something was sent, or refused for good.
    Some,
    /// Everything that was tried has to be tried again.
    Refused,
}

/// Whether shutdown has begun, without waiting for it.
async fn stopping(stop: &mut (impl Future<Output = ()> + Unpin)) -> bool {
    tokio::select! {
        biased;
        () = stop => true,
        () = std::future::ready(()) => false,
    }
}

fn name(attempt: &Attempt) -> &'static str {
    match attempt {
        Attempt::Sent(_) => "sent",
        Attempt::Moot => "moot",
        Attempt::Again(_) => "again",
        Attempt::Failed(_) => "failed",
        Attempt::Uncertain(_) => "uncertain",
    }
}
