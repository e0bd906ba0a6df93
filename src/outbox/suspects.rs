//! Refusals for good that may be about us: a relay that no longer lets us send says it of one mail after another.

use std::collections::BTreeSet;

/// So many different mails that were refused in the same words, with none taken in between, were not refused for their own sake.
const ALIKE: usize = 3;

/// What was refused since the last mail that was taken.
#[derive(Default)]
pub(crate) struct Suspects {
    words: String,
    mails: BTreeSet<i64>,
    /// Those that were owed again once: when the relay works and refuses them still, they are meant.
    again: BTreeSet<i64>,
}

impl Suspects {
    /// A mail was refused so; answers all that were, if they are too many to be meant each.
    pub(crate) fn refused(&mut self, mail: i64, words: &str) -> Option<Vec<i64>> {
        if self.again.remove(&mail) {
            return None;
        }
        if self.words != words {
            words.clone_into(&mut self.words);
            self.mails.clear();
        }
        self.mails.insert(mail);
        if self.mails.len() < ALIKE {
            return None;
        }
        let all = std::mem::take(&mut self.mails);
        self.again.extend(&all);
        Some(all.into_iter().collect())
    }

    /// A mail was taken.
    pub(crate) fn taken(&mut self) {
        self.mails.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_mails_refused_alike_are_not_meant() {
        let mut suspects = Suspects::default();
        assert_eq!(suspects.refused(1, "a"), None);
        assert_eq!(suspects.refused(1, "a"), None, "the same mail");
        assert_eq!(suspects.refused(2, "a"), None);
        assert_eq!(suspects.refused(3, "b"), None, "other words");
        assert_eq!(suspects.refused(4, "b"), None);
        suspects.taken();
        assert_eq!(suspects.refused(5, "b"), None, "one was taken in between");
        assert_eq!(suspects.refused(6, "b"), None);
        assert_eq!(suspects.refused(7, "b"), Some(vec![5, 6, 7]));
    }

    #[test]
    fn a_mail_that_is_refused_again_when_the_relay_works_is_meant() {
        let mut suspects = Suspects::default();
        for mail in 1..=3 {
            suspects.refused(mail, "a");
        }
        suspects.taken();
        assert_eq!((1..=3).filter_map(|mail| suspects.refused(mail, "a")).count(), 0);
    }
}
