//! The end of everything that waits: a step's own limit, or the service's.

use std::time::Duration;

use tokio::sync::watch;

use super::trouble::{Step, Trouble, What};

/// Whether what waits for a relay has to end now. Clones share it.
#[derive(Clone)]
pub struct Stop(watch::Sender<bool>);

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stop {
    /// Ends every wait, now and later.
    pub fn now(&self) {
        self.0.send_replace(true);
    }

    /// Whether it has come.
    pub fn is_now(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits for a step until its limit, or until everything ends.
    pub async fn within<T>(
        &self,
        step: Step,
        limit: Duration,
        work: impl Future<Output = Result<T, What>>,
    ) -> Result<T, Trouble> {
        let mut stopped = self.0.subscribe();
        let ended = tokio::select! {
            biased;
            ended = tokio::time::timeout(limit, work) => ended.unwrap_or(Err(What::Silence)),
            _ = stopped.wait_for(|stopped| *stopped) => Err(What::Stopped),
        };
        ended.map_err(|what| Trouble { step, what })
    }
}
