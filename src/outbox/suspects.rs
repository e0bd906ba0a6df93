//! Permanent refusals that may be about us: a relay that no longer lets us send refuses one mail after another.

use crate::outbox::MailId;
use std::collections::BTreeSet;

/// How many different mails have to be refused in the same words, with none accepted in between, for the refusal to be about us.
const ALIKE: usize = 3;

/// The mails that were refused since one was last accepted.
#[derive(Default)]
pub(crate) struct Suspects {
    words: String,
    mails: BTreeSet<MailId>,
    /// Mails that were re-enqueued once: if the relay works and refuses them again, the refusal is about them.
    again: BTreeSet<MailId>,
}

impl Suspects {
    /// Records a refusal; returns all mails that were refused alike, if they are too many for the refusal to be about each.
    pub(crate) fn refused(&mut self, mail: MailId, words: &str) -> Option<Vec<MailId>> {
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

    /// Records that a mail was accepted.
    pub(crate) fn taken(&mut self) {
        self.mails.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_mails_refused_alike_are_not_to_blame() {
        let mut suspects = Suspects::default();
        assert_eq!(suspects.refused(MailId::new(1), "a"), None);
        assert_eq!(suspects.refused(MailId::new(1), "a"), None, "the same mail");
        assert_eq!(suspects.refused(MailId::new(2), "a"), None);
        assert_eq!(suspects.refused(MailId::new(3), "b"), None, "other words");
        assert_eq!(suspects.refused(MailId::new(4), "b"), None);
        suspects.taken();
        assert_eq!(suspects.refused(MailId::new(5), "b"), None, "one was taken in between");
        assert_eq!(suspects.refused(MailId::new(6), "b"), None);
        assert_eq!(
            suspects.refused(MailId::new(7), "b"),
            Some([5, 6, 7].map(MailId::new).to_vec())
        );
    }

    #[test]
    fn a_mail_refused_again_by_a_working_relay_is_to_blame() {
        let mut suspects = Suspects::default();
        for mail in 1..=3 {
            suspects.refused(MailId::new(mail), "a");
        }
        suspects.taken();
        assert_eq!(
            (1..=3)
                .filter_map(|mail| suspects.refused(MailId::new(mail), "a"))
                .count(),
            0
        );
    }
}
