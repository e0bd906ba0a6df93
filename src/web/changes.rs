//! Counts how often each letter's public side changed, so that cached pages of an older one are made anew, and no others.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// A counter for each letter.
#[derive(Default)]
pub struct Changes(RwLock<HashMap<String, u64>>);

impl Changes {
    /// Something public of a letter changed: to be called after the commit.
    pub fn note(&self, letter: &str) {
        let mut counts = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(letter.to_owned()).or_default() += 1;
    }

    /// How often it did.
    pub fn of(&self, letter: &str) -> u64 {
        let counts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        counts.get(letter).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Changes;

    #[test]
    fn one_letters_change_is_no_others() {
        let changes = Changes::default();
        changes.note("a");
        changes.note("a");
        assert_eq!((changes.of("a"), changes.of("b")), (2, 0));
    }
}
