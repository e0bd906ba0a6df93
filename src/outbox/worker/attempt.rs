//! One attempt to send one mail, from reading its row to updating it.

use std::sync::Arc;

use super::lanes::Report;
use super::{NAP, Worker};
use crate::outbox::mailer::{Mark, NotSent};
use crate::outbox::store as rows;
use crate::outbox::verdict::{DomainVerdict, RelayVerdict, Verdict, judge};
use crate::outbox::words::without_addresses;
use crate::outbox::{Attempt, Due, Mail, Repeat};
use crate::store::StoreError;

impl Worker {
    /// Composes and sends one mail, and records the outcome.
    pub(super) async fn send(&self, due: Due) -> Report {
        let report = match self.composed(due).await {
            Ok((due, mail)) => self.offered(due, mail).await,
            Err(report) => *report,
        };
        log_outcome(&report);
        self.settle(&report).await;
        report
    }

    /// Records the outcome, retrying until the database accepts it; until then this lane starts nothing else.
    pub(super) async fn settle(&self, report: &Report) {
        loop {
            let (due, attempt) = (report.due.clone(), report.verdict.attempt.clone());
            let (now, most) = (self.clock.now(), self.most_attempts);
            let settled = self.store.write(move |tx| rows::settle(tx, &due, &attempt, most, now));
            let Err(error) = settled.await else { return };
            tracing::error!(event = "outbox.settle_failed", id = report.due.id.number(), %error);
            if self.stop.is_now() {
                return;
            }
            tokio::time::sleep(NAP).await;
        }
    }

    /// Composes the mail of a row, after its preparer has run.
    async fn composed(&self, due: Due) -> Result<(Due, Mail), Box<Report>> {
        let not = |due: Due, attempt| Box::new(Report::ours(due, attempt));
        let due = match self.prepared(due.clone()).await {
            Ok(prepared) => prepared,
            Err(error) => return Err(not(due, uncomposed(&error.into()))),
        };
        let (composers, asked) = (Arc::clone(&self.composers), due.clone());
        let composed = self.store.read(move |db| {
            if let Some(is_pointless) = &composers.is_pointless
                && is_pointless(db, &asked)?
            {
                return Ok(Some(Ok(None)));
            }
            let composer = composers.by_kind.get(asked.kind.as_str());
            Ok::<_, StoreError>(composer.map(|compose| compose(db, &asked)))
        });
        let attempt = match composed.await {
            Ok(Some(Ok(Some(mail)))) => return Ok((due, mail)),
            Ok(Some(Ok(None))) => Attempt::Moot,
            Ok(Some(Err(error))) => uncomposed(&error),
            Ok(None) => Attempt::Failed(format!("no code writes emails of kind {}", due.kind)),
            // It counts as an attempt, so that it ends: a composer that panics once will hardly recover.
            Err(StoreError::Panicked) => {
                Attempt::Again("an internal error occurred while writing this email".to_owned())
            }
            Err(error) => unread(&error),
        };
        Err(not(due, attempt))
    }

    async fn prepared(&self, due: Due) -> Result<Due, StoreError> {
        if !self.composers.preparers.contains_key(due.kind.as_str()) {
            return Ok(due);
        }
        let composers = Arc::clone(&self.composers);
        let prepare = move |tx: &crate::store::Tx<'_>| {
            let mut due = due;
            if let Some(prepare) = composers.preparers.get(due.kind.as_str()) {
                due.payload = prepare(tx, &due)?;
                rows::prepared(tx, due.id, &due.payload)?;
            }
            Ok(due)
        };
        self.store.write(prepare).await
    }

    async fn offered(&self, due: Due, mail: Mail) -> Report {
        let mark = async {
            match due.repeat {
                Repeat::Allowed => Ok(Mark::Set),
                Repeat::Never => {
                    let (id, attempts) = (due.id, due.attempts);
                    self.store.write(move |tx| rows::mark_sending(tx, id, attempts)).await
                }
            }
        };
        let sent = self.mailer.send(&due, mail, self.clock.now(), &self.stop, mark).await;
        match sent {
            Ok(reply) => Report {
                due,
                verdict: Verdict {
                    attempt: Attempt::Sent(reply),
                    relay: RelayVerdict::Works,
                    domain: DomainVerdict::Takes,
                },
                trouble: None,
            },
            Err(NotSent::RelayFailure(trouble)) => Report {
                verdict: judge(&trouble, due.repeat),
                due,
                trouble: Some(trouble),
            },
            Err(NotSent::Unwritten(error)) => {
                let why = format!(
                    "this email can't be built: {}",
                    without_addresses(&format!("{error:#}"))
                );
                Report::ours(due, Attempt::Failed(why))
            }
            // The conversation ended before the relay had the mail.
            Err(NotSent::Store(error)) => Report::ours(due, unread(&error)),
            Err(NotSent::Cancelled) => Report::ours(due, Attempt::Moot),
        }
    }
}

/// Returns the outcome for a mail that can't be composed: what it needs may come back, such as a letter's folder or the database.
fn uncomposed(error: &anyhow::Error) -> Attempt {
    let store = error.chain().find_map(|it| it.downcast_ref::<StoreError>());
    if let Some(error) = store.filter(|error| error.trouble().is_some()) {
        return unread(error);
    }
    let why = without_addresses(&format!("{error:#}"));
    Attempt::Again(format!("this email can't be written: {why}"))
}

/// Returns the outcome for a mail of which the database did not say enough.
fn unread(error: &StoreError) -> Attempt {
    match error.trouble() {
        Some(_) => Attempt::Away(error.to_string()),
        None => Attempt::Again(error.to_string()),
    }
}

/// Logs the outcome: as a warning what staff should see, the rest for statistics.
fn log_outcome(report: &Report) {
    let Report { due, verdict, .. } = report;
    let (id, kind, attempt) = (due.id.number(), due.kind.as_str(), due.attempts);
    let (outcome, reply) = match &verdict.attempt {
        Attempt::Sent(_) => ("sent", None),
        Attempt::Moot => ("moot", None),
        Attempt::Again(why) => ("again", Some(why)),
        Attempt::Held(why) | Attempt::Away(why) => ("held", Some(why)),
        Attempt::Failed(why) => ("failed", Some(why)),
        Attempt::Uncertain(why) => ("uncertain", Some(why)),
    };
    let ours = verdict.relay == RelayVerdict::Nothing;
    match (&verdict.attempt, reply) {
        (_, None) => tracing::info!(event = "outbox.attempt", id, kind, attempt, outcome),
        // An outage of the relay, or of the database, is logged once, not with each mail.
        (Attempt::Held(_) | Attempt::Away(_), Some(_)) => {
            tracing::debug!(event = "outbox.attempt", id, kind, attempt, outcome);
        }
        (Attempt::Again(_), Some(reply)) if !ours => {
            tracing::info!(event = "outbox.attempt", id, kind, attempt, outcome, %reply);
        }
        (_, Some(reply)) => tracing::warn!(event = "outbox.attempt", id, kind, attempt, outcome, %reply),
    }
}
