//! The one source of time.
//!
//! All code gets the time from a [`Clock`], so that a test (or a debug build, by the setting `clock.offset_seconds`) can move it. A release
//! build refuses that setting.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// A century of 36,525 days.
const CENTURY: Duration = Duration::from_hours(36_525 * 24);

/// A wall clock that can be shifted. Clones share the shift.
#[derive(Clone, Debug)]
pub struct Clock {
    shift_micros: Arc<AtomicI64>,
    started: Instant,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            shift_micros: Arc::default(),
            started: Instant::now(),
        }
    }
}

impl Clock {
    /// Creates a clock that runs `offset` seconds ahead of the system's (negative: behind).
    pub(crate) fn shifted(offset_seconds: i64) -> Self {
        let clock = Self::default();
        clock.shift(offset_seconds);
        clock
    }

    /// Returns the current time, in whole microseconds, as the database stores it.
    #[expect(clippy::disallowed_methods, reason = "the one door to the system clock")]
    pub fn now(&self) -> Timestamp {
        let micros = Timestamp::now().as_microsecond();
        from_micros(micros.saturating_add(self.shift_micros.load(Ordering::Relaxed)))
    }

    /// Returns a monotonic time that ignores changes of the system's date, but is shifted as this clock is. It counts from a century before
    /// the clock was created, so that it can be shifted back.
    pub fn elapsed(&self) -> Duration {
        let shift = self.shift_micros.load(Ordering::Relaxed);
        let shifted = Duration::from_micros(shift.unsigned_abs()).min(CENTURY);
        let run = CENTURY + self.started.elapsed();
        if shift < 0 {
            run.saturating_sub(shifted)
        } else {
            run + shifted
        }
    }

    /// Moves this clock and all its clones forward (or back, if negative).
    pub fn shift(&self, seconds: i64) {
        self.shift_micros
            .fetch_add(seconds.saturating_mul(1_000_000), Ordering::Relaxed);
    }
}

/// Converts microseconds since 1970-01-01T00:00:00Z to a timestamp; out-of-range values are clamped.
pub fn from_micros(micros: i64) -> Timestamp {
    let bounded = micros.clamp(Timestamp::MIN.as_microsecond(), Timestamp::MAX.as_microsecond());
    Timestamp::from_microsecond(bounded).expect("clamped to the range of Timestamp")
}

/// Converts a non-negative duration to microseconds, for arithmetic in SQL parameters.
pub(crate) fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

pub(crate) const DAY_MICROS: i64 = 86_400_000_000;
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_move_together() {
        let clock = Clock::default();
        let other = clock.clone();
        let before = clock.now();
        other.shift(3600);
        assert!(clock.now().duration_since(before).as_secs() >= 3600);
        let run = clock.elapsed();
        other.shift(-7200);
        assert!(run.saturating_sub(clock.elapsed()) > Duration::from_mins(119));
    }
}
