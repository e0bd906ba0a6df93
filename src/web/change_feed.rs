//! Counts the changes to each letter's public side, so that cached pages of that letter, and no others, are rendered again; and wakes
//! everyone who waits for the next change.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

use tokio::sync::watch;

/// A counter for each letter that changed or is watched.
#[derive(Default)]
pub struct Changes {
    letters: RwLock<HashMap<String, watch::Sender<u64>>>,
    /// Changes to all letters.
    all: AtomicU64,
}

impl Changes {
    /// Counts a change to a letter's public side. Only the listener for commits calls this: a change announces itself in its transaction
    /// ([`crate::store::Signal`]).
    pub fn note(&self, letter: &str) {
        let mut counts = self.letters.write().unwrap_or_else(PoisonError::into_inner);
        counts
            .entry(letter.to_owned())
            .or_default()
            .send_modify(|count| *count += 1);
    }

    /// Returns how often a letter has changed.
    pub fn of(&self, letter: &str) -> u64 {
        let counts = self.letters.read().unwrap_or_else(PoisonError::into_inner);
        self.all.load(Ordering::Acquire) + counts.get(letter).map_or(0, |count| *count.borrow())
    }

    /// Counts a change to every letter, since it is not known which ones changed.
    pub fn note_all(&self) {
        self.all.fetch_add(1, Ordering::AcqRel);
        let counts = self.letters.read().unwrap_or_else(PoisonError::into_inner);
        // The count is not changed once more, only told.
        counts.values().for_each(|count| count.send_modify(|_| ()));
    }

    /// Returns a receiver that is notified of every change from now on. Only for letters that exist: each slug stays in memory.
    pub fn watch(&self, letter: &str) -> watch::Receiver<u64> {
        let mut counts = self.letters.write().unwrap_or_else(PoisonError::into_inner);
        counts.entry(letter.to_owned()).or_default().subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::Changes;

    #[test]
    fn a_change_to_one_letter_affects_no_other() {
        let changes = Changes::default();
        let (a, b) = (changes.watch("a"), changes.watch("b"));
        changes.note("a");
        changes.note("a");
        assert_eq!((changes.of("a"), changes.of("b")), (2, 0));
        let woken = |watch: &tokio::sync::watch::Receiver<u64>| watch.has_changed().expect("the counter lives");
        assert!(woken(&a) && !woken(&b));
        changes.note_all();
        assert_eq!((changes.of("a"), changes.of("b"), changes.of("new")), (3, 1, 1));
        assert!(woken(&b));
    }
}
