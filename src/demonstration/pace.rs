//! How an invented campaign is written without keeping signers waiting: while a service uses the database, in small writes with
//! pauses between them, for a writer that waits asks again only from time to time.

use std::time::Duration;

use crate::config::Config;
use crate::letters::Letter;
use crate::store::{Store, StoreError, Tx, is_served};

/// How many signatures one write carries where nobody else writes.
const ALONE: u32 = 500;
/// The same, while a service runs.
pub const BESIDE_A_SERVICE: u32 = 20;
/// How much longer than a write the pause after it is.
const PAUSE: u32 = 2;
/// No pause is longer.
const LONGEST: Duration = Duration::from_millis(500);

/// Where invented signatures go.
pub(super) struct Filling<'f> {
    pub(super) store: &'f Store,
    pub(super) config: &'f Config,
    pub(super) letter: &'f Letter,
    /// Hears how many were written since it was last called.
    pub(super) progress: &'f dyn Fn(u64),
}

impl Filling<'_> {
    /// Writes `one` of each number below `numbers`; answers of how many it said `true`.
    pub(super) fn each<F>(&self, numbers: u32, one: F) -> Result<u32, StoreError>
    where
        F: Fn(&Tx<'_>, &Config, &Letter, u32) -> Result<bool, StoreError> + Clone + Send + 'static,
    {
        let (mut next, mut done) = (0, 0);
        while next < numbers {
            // A service may start or stop meanwhile.
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
