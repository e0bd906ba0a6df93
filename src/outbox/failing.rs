//! Failures at a recipient, before the relay has accepted the mail. If only the mails of one domain fail, that domain's addresses are to
//! blame; if mails to several domains fail alike, the relay is.

use crate::outbox::MailId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many domains have to fail alike, with no mail accepted in between, for the relay to be blamed.
const DOMAINS: usize = 3;

/// How many domains are remembered.
const MOST: usize = 10_000;

/// Domains that have failed since they last accepted a mail.
#[derive(Default)]
pub(crate) struct Failing {
    /// The kind of failure of the current streak.
    kind: String,
    /// The current streak: the domains that failed alike since a mail was accepted, with their mails.
    row: BTreeMap<String, BTreeSet<MailId>>,
    /// All failing domains, and whether another domain's mail was accepted since: then the domain itself is to blame.
    domains: HashMap<String, bool>,
}

impl Failing {
    /// Records a failure that may be the relay's; if it is, returns the mails of the streak.
    pub(crate) fn failed(&mut self, domain: &str, mail: MailId, kind: &str) -> Option<Vec<MailId>> {
        let to_blame = self.domains.get(domain).copied().unwrap_or(false);
        self.avoid(domain);
        if to_blame {
            return None;
        }
        if self.kind != kind {
            kind.clone_into(&mut self.kind);
            self.row.clear();
        }
        self.row.entry(domain.to_owned()).or_default().insert(mail);
        if self.row.len() < DOMAINS {
            return None;
        }
        Some(std::mem::take(&mut self.row).into_values().flatten().collect())
    }

    /// Avoids a domain when a mail is chosen to probe the relay, as long as there is another.
    pub(crate) fn avoid(&mut self, domain: &str) {
        if self.domains.len() >= MOST {
            self.domains.clear();
        }
        self.domains.entry(domain.to_owned()).or_insert(false);
    }

    /// Records that a mail was accepted.
    pub(crate) fn taken(&mut self, domain: &str) {
        self.domains.remove(domain);
        self.row.clear();
        self.domains.values_mut().for_each(|to_blame| *to_blame = true);
    }

    /// Returns the domains whose mails are avoided as probes.
    pub(crate) fn avoided(&self) -> BTreeSet<String> {
        self.domains.keys().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_domains_failing_alike_in_a_row_blame_the_relay() {
        let mut failing = Failing::default();
        for mail in 1..=8 {
            assert_eq!(
                failing.failed("poison.example", MailId::new(mail), "a"),
                None,
                "one domain"
            );
        }
        assert_eq!(failing.failed("b.example", MailId::new(9), "a"), None);
        assert_eq!(
            failing.failed("c.example", MailId::new(10), "b"),
            None,
            "in another way"
        );
        assert_eq!(failing.failed("d.example", MailId::new(11), "b"), None);
        assert_eq!(
            failing.failed("e.example", MailId::new(12), "b"),
            Some([10, 11, 12].map(MailId::new).to_vec())
        );
    }

    #[test]
    fn a_domain_that_fails_while_others_accept_mail_is_to_blame() {
        let mut failing = Failing::default();
        for domain in ["a.example", "b.example"] {
            failing.failed(domain, MailId::new(1), "a");
        }
        failing.taken("fine.example");
        for domain in ["c.example", "a.example", "b.example", "d.example"] {
            assert_eq!(failing.failed(domain, MailId::new(2), "a"), None, "{domain}");
        }
        assert_eq!(failing.avoided().len(), 4);
        failing.taken("a.example");
        assert!(!failing.avoided().contains("a.example"));
    }
}
