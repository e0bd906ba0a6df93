//! Cancellation of waits: by a step's timeout, or because the service stops.

use std::time::Duration;

use tokio::sync::watch;

use super::failure::{FailureKind, RelayFailure, Step};

/// A signal that everything waiting for a relay has to end now. Clones share it.
#[derive(Clone)]
pub struct Stop(watch::Sender<bool>);

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stop {
    /// Ends all waits, now and later.
    pub fn now(&self) {
        self.0.send_replace(true);
    }

    /// Returns whether the signal was given.
    pub(crate) fn is_now(&self) -> bool {
        *self.0.borrow()
    }

    /// Runs a step until its timeout, or until the signal is given.
    pub async fn within<T>(
        &self,
        step: Step,
        limit: Duration,
        work: impl Future<Output = Result<T, FailureKind>>,
    ) -> Result<T, RelayFailure> {
        let mut stopped = self.0.subscribe();
        let ended = tokio::select! {
            biased;
            ended = tokio::time::timeout(limit, work) => ended.unwrap_or(Err(FailureKind::Silence)),
            _ = stopped.wait_for(|stopped| *stopped) => Err(FailureKind::Stopped),
        };
        ended.map_err(|what| RelayFailure { step, what })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rocket::async_test]
    async fn a_stop_ends_every_wait_of_every_clone() {
        let stop = Stop::default();
        let long = Duration::from_hours(1);
        let done = stop.within(Step::Data, long, async { Ok(7) }).await;
        assert_eq!((done.ok(), stop.is_now()), (Some(7), false));
        let waits = stop.clone();
        stop.now();
        assert!(waits.is_now());
        let ended = waits.within(Step::Data, long, std::future::pending::<Result<(), FailureKind>>());
        let trouble = ended.await.expect_err("ends");
        assert_eq!((trouble.step, trouble.what), (Step::Data, FailureKind::Stopped));
    }
}
