//! How the relay fares, for pages that promise a mail: in memory, for it is a matter of the moment.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

use crate::clock::from_micros;

/// Since when the relay has taken nothing; shared by the worker and the pages.
#[derive(Debug, Default)]
pub struct Health {
    /// Microseconds; 0: all is well, as far as we know.
    silent_since: AtomicI64,
}

impl Health {
    /// Of several mails that were offered at one time, `taken` had an answer that stands, be it a refusal for good.
    pub fn heard(&self, taken: usize, now: Timestamp) {
        if taken > 0 {
            self.silent_since.store(0, Ordering::Relaxed);
            return;
        }
        let (well, moment) = (0, now.as_microsecond());
        // The first silence counts; whoever lost the race was told the same.
        let _ = self
            .silent_since
            .compare_exchange(well, moment, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Since when mail waits.
    pub fn waiting_since(&self) -> Option<Timestamp> {
        let since = self.silent_since.load(Ordering::Relaxed);
        (since != 0).then(|| from_micros(since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_waits_from_the_first_silence_until_something_is_taken() {
        let (health, at) = (Health::default(), |second| {
            Timestamp::from_second(second).expect("in range")
        });
        assert_eq!(health.waiting_since(), None);
        health.heard(0, at(10));
        health.heard(0, at(20));
        assert_eq!(health.waiting_since(), Some(at(10)));
        health.heard(1, at(30));
        assert_eq!(health.waiting_since(), None);
    }
}
