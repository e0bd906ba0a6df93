//! Logging: our own events, and those of libraries that can't contain anything that a stranger sent, at any level.

use std::collections::HashMap;
use std::hash::Hash;
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tracing::callsite::Identifier;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::filter::{EnvFilter, FilterExt, filter_fn};
use tracing_subscriber::layer::{Context, Filter, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use undersigned::clock::Clock;

/// How many warnings and errors one place in the code may log within a window.
const MOST: u32 = 30;
/// The length of a window.
const WINDOW: Duration = Duration::from_mins(1);

/// Starts logging to standard error.
pub fn begin() {
    // Escape sequences make a log file hard to read and to search.
    let log = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    tracing_subscriber::registry().with(log.with_filter(logged())).init();
    // Only libraries log through the crate `log`, and only down to this level.
    log::set_max_level(log::LevelFilter::Warn);
}

/// Filters by the setting, by discretion and by rate.
fn logged<S: Subscriber>() -> impl Filter<S> {
    let asked = EnvFilter::try_from_env("UNDERSIGNED_LOG").unwrap_or_else(|_| EnvFilter::new("undersigned=info,warn"));
    asked.and(filter_fn(is_discreet)).and(Pace::<Identifier>::default())
}

/// Returns whether an event can't contain anything that a stranger sent. Libraries log what passes through them (names, addresses, links of
/// mails, which are keys): below warnings all of them do, and Rocket and hyper in warnings, too. Rocket's guards log under the name of the
/// module whose route they guard, which is ours; but they log through the crate `log`, and we never do.
fn is_discreet(event: &Metadata<'_>) -> bool {
    let (target, spoken) = (event.target(), event.name() == "log record");
    let from = target.split("::").next().unwrap_or_default();
    if from == "undersigned" {
        return !spoken;
    }
    // This event says that no connection can be accepted, and names nobody.
    let listener = target.starts_with("rocket_http::listener");
    *event.level() <= Level::WARN && (listener || !(spoken || matches!(from, "rocket" | "rocket_http" | "hyper")))
}

/// Limits how many warnings and errors each place in the code logs a minute, and says how many it left out: what a stranger can cause at
/// will must not fill a disk.
struct Pace<K> {
    clock: Clock,
    windows: Mutex<HashMap<K, Window>>,
}

#[derive(Clone, Copy)]
struct Window {
    began: Duration,
    lines: u32,
}

impl<K> Default for Pace<K> {
    fn default() -> Self {
        Self {
            clock: Clock::default(),
            windows: Mutex::default(),
        }
    }
}

impl<K: Hash + Eq> Pace<K> {
    /// Returns whether a line may be logged now, and how many of the previous window were left out.
    fn admit(&self, place: K, now: Duration) -> (bool, u32) {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Window { began: now, lines: 0 };
        let window = windows.entry(place).or_insert(fresh);
        let mut left_out = 0;
        if now.saturating_sub(window.began) >= WINDOW {
            left_out = window.lines.saturating_sub(MOST);
            *window = fresh;
        }
        window.lines = window.lines.saturating_add(1);
        (window.lines <= MOST, left_out)
    }
}

impl<S> Filter<S> for Pace<Identifier> {
    fn enabled(&self, _: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        true
    }

    fn event_enabled(&self, event: &Event<'_>, _: &Context<'_, S>) -> bool {
        let metadata = event.metadata();
        // Staff may look for each mail that was sent.
        if *metadata.level() > Level::WARN {
            return true;
        }
        let (may, left_out) = self.admit(metadata.callsite(), self.clock.elapsed());
        if left_out > 0 {
            let place = metadata.name();
            // A filter can't log. If even standard error fails, nobody is reading.
            writeln!(
                std::io::stderr(),
                "log.left_out lines={left_out} like the next one: {place}"
            )
            .ok();
        }
        may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_statement_is_rate_limited_and_reports_what_it_left_out() {
        let pace = Pace::default();
        let at = |seconds| pace.admit("a place", Duration::from_secs(seconds));
        let let_through = (0..1_000).filter(|_| at(5).0).count();
        assert_eq!(let_through, 30);
        assert_eq!(at(64), (false, 0));
        assert_eq!(at(65), (true, 971), "and one more that came within the minute");
        assert_eq!(at(200), (true, 0));
        assert_eq!(pace.admit("another", Duration::from_secs(5)), (true, 0));
    }
}
