//! Writes an invented campaign without keeping signers waiting: while a service uses the database, in small writes with pauses between
//! them, since a waiting writer retries only from time to time.

use std::time::Duration;

use crate::config::Config;
use crate::letters::Letter;
use crate::store::{Store, StoreError, Tx, is_served};

/// How many signatures one write adds if nobody else writes.
const ALONE: u32 = 500;
/// How many signatures one write adds while a service runs.
pub const BESIDE_A_SERVICE: u32 = 20;
/// How many times longer than a write the pause after it is.
const PAUSE: u32 = 2;
/// The longest pause.
const LONGEST: Duration = Duration::from_millis(500);

/// Where invented signatures are written.
pub(super) struct Filling<'f> {
    pub(super) store: &'f Store,
    pub(super) config: &'f Config,
    pub(super) letter: &'f Letter,
    /// Called with how many were written since the last call.
    pub(super) progress: &'f dyn Fn(u64),
}

impl Filling<'_> {
    /// Calls `one` for each number below `numbers`, in batched writes; returns for how many it returned `true`.
    pub(super) fn each<F>(&self, numbers: u32, one: F) -> Result<u32, StoreError>
    where
        F: Fn(&Tx<'_>, &Config, &Letter, u32) -> Result<bool, StoreError> + Clone + Send + 'static,
    {
        let (mut next, mut done) = (0, 0);
        while next < numbers {
            // A service may start or stop in the meantime.
            let shares = is_served(&self.config.store.path);
            let batch = if shares { BESIDE_A_SERVICE } else { ALONE };
            let (first, last) = (next, next.saturating_add(batch).min(numbers));
            let (config, letter, one) = (self.config.clone(), self.letter.clone(), one.clone());
            let began = self.config.clock.elapsed();
            done += self.store.write_now(move |tx| {
                let mut done = 0;
                for n in first..last {
                    done += u32::from(one(tx, &config, &letter, n)?);
                }
                Ok::<_, StoreError>(done)
            })?;
            if shares {
                let took = self.config.clock.elapsed().saturating_sub(began);
                std::thread::sleep((took * PAUSE).min(LONGEST));
            }
            (self.progress)(u64::from(last - first));
            next = last;
        }
        Ok(done)
    }
}
