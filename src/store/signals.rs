//! Signals: notify other parts of this process of a commit.
//!
//! A closure says in its transaction what must happen once the change is durable ([`Tx::after_commit`]). The writer sends each signal of a
//! commit once, after `COMMIT` has returned and before the callers get their results: when a caller continues, all listeners have been
//! notified. Signals of a rolled-back closure are dropped.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError, RwLock};

use super::{Store, Tx};

/// A change that listeners wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// A mail is queued that is due now.
    MailDue,
    /// The public side of a letter changed; holds its slug.
    LetterChanged(String),
    /// Signals of other nodes may have been lost: whatever is cached may be of an older state.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "a file has one node"))]
    Missed,
}

type Listener = Box<dyn Fn(&Signal) + Send + Sync>;

/// The listeners that are notified of every commit; clones share them.
#[derive(Clone, Default)]
pub(super) struct Listeners(Arc<RwLock<Vec<Listener>>>);

impl Listeners {
    fn add(&self, listener: Listener) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    /// Notifies all listeners. A listener that panics must not end the writer thread, which runs it.
    pub(super) fn tell(&self, signals: &[Signal]) {
        if signals.is_empty() {
            return;
        }
        let listeners = self.0.read().unwrap_or_else(PoisonError::into_inner);
        for listener in listeners.iter() {
            for signal in signals {
                if catch_unwind(AssertUnwindSafe(|| listener(signal))).is_err() {
                    tracing::error!(event = "store.listener_panicked", ?signal);
                }
            }
        }
    }
}

/// The signals of the running commit, each once.
#[derive(Default)]
pub(super) struct Pending(RefCell<Vec<Signal>>);

impl Pending {
    /// Returns how many there are, for [`Pending::undo_to`].
    pub(super) fn mark(&self) -> usize {
        self.0.borrow().len()
    }

    /// Drops the signals of a rolled-back closure.
    pub(super) fn undo_to(&self, mark: usize) {
        self.0.borrow_mut().truncate(mark);
    }

    // If it is there already, this closure or an earlier one sent it, and earlier ones stay unless all are rolled back.
    fn add(&self, signal: Signal) {
        let mut signals = self.0.borrow_mut();
        if !signals.contains(&signal) {
            signals.push(signal);
        }
    }

    pub(super) fn take(&self) -> Vec<Signal> {
        self.0.take()
    }
}

impl Tx<'_> {
    /// Sends a signal once this closure is durable; never, if it is rolled back.
    pub(crate) fn after_commit(&self, signal: Signal) {
        self.signals().add(signal);
    }
}

impl Store {
    /// Calls `listener` on the writer thread with each signal of every later commit. It must be quick: callers wait for it.
    pub(crate) fn subscribe(&self, listener: impl Fn(&Signal) + Send + Sync + 'static) {
        self.shared.listeners.add(Box::new(listener));
    }
}

#[cfg(test)]
mod tests;
