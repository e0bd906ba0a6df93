//! Traffic counts: how many people sign each letter and from each mail domain, in the last ten minutes of the service's own clock; and the
//! queue of mails that wait their turn.
//!
//! They are in memory only: after a restart everything counts as usual until ten minutes show otherwise.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::clock::from_micros;

/// The length of the window, in minutes.
const WINDOW: usize = 10;

/// The length of the window, as a signed number.
const MINUTES: i64 = 10;

/// How long a letter stays unusual after its last unusual moment, in seconds.
const CALM_AFTER: i64 = 15 * 60;

/// The number of domains at which their counts are reset: no flood of domains fills the memory.
const MOST_DOMAINS: usize = 200_000;

/// A count by minute, over the window.
#[derive(Clone, Copy, Default)]
struct Count {
    minutes: [u32; WINDOW],
    latest: i64,
}

impl Count {
    /// Drops what left the window. If the clock was set back, nothing happens.
    fn advance(&mut self, minute: i64) {
        let passed = minute.saturating_sub(self.latest).clamp(0, MINUTES);
        self.latest = self.latest.max(minute);
        for back in 0..passed {
            *self.slot(self.latest - back) = 0;
        }
    }

    fn slot(&mut self, minute: i64) -> &mut u32 {
        let slot = usize::try_from(minute.rem_euclid(MINUTES)).unwrap_or(0);
        &mut self.minutes[slot]
    }

    fn add(&mut self, minute: i64) -> u32 {
        self.advance(minute);
        let slot = self.slot(self.latest);
        *slot = slot.saturating_add(1);
        self.sum()
    }

    fn sum(&self) -> u32 {
        self.minutes.iter().copied().fold(0, u32::saturating_add)
    }
}

#[derive(Default)]
struct Letter {
    count: Count,
    unusual_until: i64,
}

/// The counts. Keys are a letter's slug and a registrable domain, so that subdomains of one domain count together.
#[derive(Default)]
pub(crate) struct Traffic {
    letters: Mutex<HashMap<String, Letter>>,
    domains: Mutex<Domains>,
}

#[derive(Default)]
struct Domains {
    counts: HashMap<String, Count>,
    swept: i64,
}

impl Traffic {
    /// Counts an attempt to sign a letter; returns whether the letter's rate is unusual: more than `usual` in ten minutes, or a quarter of
    /// an hour has not passed since.
    pub fn asked(&self, letter: &str, usual: u32, now: Timestamp) -> bool {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        let it = letters.entry(letter.to_owned()).or_default();
        if it.count.add(minute(now)) > usual {
            it.unusual_until = now.as_second() + CALM_AFTER;
        }
        now.as_second() < it.unusual_until
    }

    /// Returns whether a letter's rate is unusual, without counting; if `usual` is zero, it always is.
    pub(crate) fn is_unusual(&self, letter: &str, usual: u32, now: Timestamp) -> bool {
        if usual == 0 {
            return true;
        }
        let letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        letters
            .get(letter)
            .is_some_and(|letter| now.as_second() < letter.unusual_until)
    }

    /// Counts a recorded signature from a mail domain.
    pub fn signed(&self, domain: &str, now: Timestamp) {
        let minute = minute(now);
        let mut domains = self.domains.lock().unwrap_or_else(PoisonError::into_inner);
        if domains.swept < minute {
            domains.swept = minute;
            domains.counts.retain(|_, count| minute - count.latest < MINUTES);
            domains.counts.shrink_to_fit();
        }
        if domains.counts.len() >= MOST_DOMAINS {
            domains.counts.clear();
        }
        domains.counts.entry(domain.to_owned()).or_default().add(minute);
    }

    /// Returns how many signatures from a mail domain were recorded within the window.
    pub(crate) fn recorded_from(&self, domain: &str, now: Timestamp) -> u32 {
        let domains = self.domains.lock().unwrap_or_else(PoisonError::into_inner);
        domains.counts.get(domain).map_or(0, |count| {
            let mut count = *count;
            count.advance(minute(now));
            count.sum()
        })
    }
}

fn minute(now: Timestamp) -> i64 {
    now.as_second().div_euclid(60)
}

/// Returns how often a price is doubled: once from the first unusual count on, and once more whenever the count doubles.
pub(crate) fn doublings(count: u32, usual: u32) -> u32 {
    let times = count / usual.max(1);
    if times == 0 { 0 } else { 1 + times.ilog2() }
}

/// A queue of mails at so many a minute: only the next free moment is stored.
#[derive(Default)]
pub(crate) struct Queue(Mutex<i64>);

impl Queue {
    /// Returns when the next mail may be sent; `Err` if it would have to wait longer than `longest`, and by how much.
    pub fn place(&self, per_minute: u32, longest: Duration, now: Timestamp) -> Result<Timestamp, Duration> {
        let step = 60_000_000 / i64::from(per_minute.max(1));
        let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = now.as_microsecond().max(*next);
        let over = turn - now.as_microsecond() - crate::clock::micros(longest);
        if over > 0 {
            return Err(Duration::from_micros(over.unsigned_abs()));
        }
        *next = turn + step;
        Ok(from_micros(turn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).expect("in range")
    }

    #[test]
    fn a_letter_is_unusual_above_its_rate_and_for_fifteen_minutes_after() {
        let traffic = Traffic::default();
        for n in 0..3 {
            assert!(!traffic.asked("a", 3, at(n)), "{n} is usual");
        }
        assert!(traffic.asked("a", 3, at(3)));
        assert!(!traffic.is_unusual("b", 3, at(3)), "each letter has its own rate");
        assert!(traffic.is_unusual("b", 0, at(3)), "so it can be switched on for good");
        assert!(traffic.is_unusual("a", 3, at(3 + CALM_AFTER - 1)));
        assert!(!traffic.is_unusual("a", 3, at(3 + CALM_AFTER)));
        assert!(!traffic.asked("a", 3, at(3 + CALM_AFTER)), "the window is empty again");
    }

    #[test]
    fn a_slow_stream_is_never_unusual() {
        let traffic = Traffic::default();
        assert!((0..600).all(|n| !traffic.asked("a", 10, at(n * 61))));
    }

    #[test]
    fn a_domain_is_forgotten_after_ten_minutes() {
        let traffic = Traffic::default();
        for n in 0..40 {
            traffic.signed("one.example", at(n));
        }
        assert_eq!(traffic.recorded_from("one.example", at(50)), 40);
        assert_eq!(traffic.recorded_from("other.example", at(50)), 0);
        assert_eq!(traffic.recorded_from("one.example", at(700)), 0);
        traffic.signed("other.example", at(700));
        assert!(!traffic.domains.lock().expect("free").counts.contains_key("one.example"));
    }

    #[rstest::rstest]
    #[case(19, 0)]
    #[case(20, 1)]
    #[case(39, 1)]
    #[case(40, 2)]
    #[case(5_000, 8)]
    fn the_price_doubles_with_the_count(#[case] count: u32, #[case] times: u32) {
        assert_eq!(doublings(count, 20), times);
    }

    #[test]
    fn a_queue_has_a_rate_and_a_maximum_length() {
        let (queue, longest) = (Queue::default(), Duration::from_mins(1));
        let turns: Vec<_> = (0..3).map(|_| queue.place(2, longest, at(0))).collect();
        assert_eq!(turns, [Ok(at(0)), Ok(at(30)), Ok(at(60))]);
        assert_eq!(queue.place(2, longest, at(0)), Err(Duration::from_secs(30)));
        assert_eq!(queue.place(2, longest, at(30)), Ok(at(90)));
        assert_eq!(
            queue.place(2, longest, at(1_000)),
            Ok(at(1_000)),
            "nobody waits for the past"
        );
    }
}
