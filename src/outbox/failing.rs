//! Failures at a recipient, before the relay had the mail: a poisoned address is met alike by one domain's mails, an outage by everyone's.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many domains that failed alike, with no mail taken in between, are not to blame each: the relay is.
const DOMAINS: usize = 3;

/// How many domains are remembered.
const MOST: usize = 10_000;

/// Domains that failed since they last took a mail.
#[derive(Default)]
pub(crate) struct Failing {
    /// How the row failed.
    kind: String,
    /// The row: domains that failed so since a mail was taken, with their mails.
    row: BTreeMap<String, BTreeSet<i64>>,
    /// All, and whether a mail of another domain was taken since: then the domain itself is to blame.
    domains: HashMap<String, bool>,
}

impl Failing {
    /// A mail failed in such a way that it may be the relay; answers the mails of the row, if it is.
    pub(crate) fn failed(&mut self, domain: &str, mail: i64, kind: &str) -> Option<Vec<i64>> {
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

    /// A domain's mail is not the one that asks how the relay fares, while there is another.
    pub(crate) fn avoid(&mut self, domain: &str) {
        if self.domains.len() >= MOST {
            self.domains.clear();
        }
        self.domains.entry(domain.to_owned()).or_insert(false);
    }

    /// A mail was taken.
    pub(crate) fn taken(&mut self, domain: &str) {
        self.domains.remove(domain);
        self.row.clear();
        self.domains.values_mut().for_each(|to_blame| *to_blame = true);
    }

    /// Those whose mails are not to ask first.
    pub(crate) fn avoided(&self) -> BTreeSet<String> {
        self.domains.keys().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_domains_that_fail_alike_in_a_row_are_the_relay() {
        let mut failing = Failing::default();
        for mail in 1..=8 {
            assert_eq!(failing.failed("poison.example", mail, "a"), None, "one domain");
        }
        assert_eq!(failing.failed("b.example", 9, "a"), None);
        assert_eq!(failing.failed("c.example", 10, "b"), None, "in another way");
        assert_eq!(failing.failed("d.example", 11, "b"), None);
        assert_eq!(failing.failed("e.example", 12, "b"), Some(vec![10, 11, 12]));
    }

    #[test]
    fn a_domain_that_fails_while_others_take_mail_is_to_blame_itself() {
        let mut failing = Failing::default();
        for domain in ["a.example", "b.example"] {
            failing.failed(domain, 1, "a");
        }
        failing.taken("fine.example");
        for domain in ["c.example", "a.example", "b.example", "d.example"] {
            assert_eq!(failing.failed(domain, 2, "a"), None, "{domain}");
        }
        assert_eq!(failing.avoided().len(), 4);
        failing.taken("a.example");
        assert!(!failing.avoided().contains("a.example"));
    }
}
