//! Back-off by recipient domain, in memory: a domain that defers mail delays only its own mails.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::verdict::DomainVerdict;

/// How many deferred mails in a row hold a domain back; a single one does if the relay says that it reaches nobody there.
const IN_A_ROW: u32 = 3;

/// The length of the first hold; each further one is twice as long.
const FIRST_MICROS: i64 = 60 * 1_000_000;

/// How many times a hold is doubled at most: to 2^6 minutes.
const DOUBLINGS: u32 = 6;

/// How many domains are remembered.
const MOST: usize = 10_000;

#[derive(Default)]
struct Held {
    deferred: u32,
    holds: u32,
    until: i64,
}

/// Domains that defer mail.
#[derive(Default)]
pub(crate) struct Domains(HashMap<String, Held>);

impl Domains {
    /// Records what a delivery attempt says about its recipient's domain.
    pub(crate) fn heard(&mut self, recipient: &str, says: DomainVerdict, now: Timestamp) {
        let (domain, now) = (domain_of(recipient), now.as_microsecond());
        let weight = match says {
            DomainVerdict::Nothing => return,
            DomainVerdict::Takes => {
                self.0.remove(&domain);
                return;
            }
            DomainVerdict::Defers => 1,
            DomainVerdict::DefersAll => IN_A_ROW,
        };
        if self.0.len() >= MOST {
            self.0.retain(|_, held| held.until > now);
        }
        if self.0.len() >= MOST {
            return;
        }
        let held = self.0.entry(domain).or_default();
        held.deferred += weight;
        // Attempts that were running when the hold began do not extend it.
        if held.until <= now && (held.deferred >= IN_A_ROW || held.holds > 0) {
            held.until = now + (FIRST_MICROS << held.holds.min(DOUBLINGS));
            held.holds += 1;
            held.deferred = 0;
        }
    }

    /// Returns the domains that are held back, and when each may be tried again.
    pub(crate) fn held(&self, now: Timestamp) -> BTreeMap<String, i64> {
        let now = now.as_microsecond();
        let held = self.0.iter().filter(|(_, held)| held.until > now);
        held.map(|(domain, held)| (domain.clone(), held.until)).collect()
    }
}

/// Returns the part of an address after the `@`, in lower case.
pub(crate) fn domain_of(recipient: &str) -> String {
    recipient
        .rsplit_once('@')
        .map_or(String::new(), |(_, domain)| domain.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn three_deferrals_in_a_row_hold_a_domain_and_no_other() {
        let mut domains = Domains::default();
        domains.heard("a@slow.example", DomainVerdict::Defers, at(0));
        domains.heard("b@SLOW.example", DomainVerdict::Defers, at(0));
        assert!(domains.held(at(0)).is_empty());
        domains.heard("c@slow.example", DomainVerdict::Defers, at(0));
        assert_eq!(domains.held(at(0)), [("slow.example".to_owned(), 60_000_000)].into());
        assert_eq!(domains.held(at(60)), BTreeMap::new());
        domains.heard("d@slow.example", DomainVerdict::Defers, at(60));
        assert_eq!(domains.held(at(60))["slow.example"], 180_000_000, "twice as long");
        domains.heard("e@slow.example", DomainVerdict::Defers, at(61));
        assert_eq!(domains.held(at(60))["slow.example"], 180_000_000, "it was under way");
        domains.heard("e@slow.example", DomainVerdict::Takes, at(62));
        assert_eq!(domains.held(at(62)), BTreeMap::new());
    }

    #[test]
    fn an_accepted_mail_ends_the_streak() {
        let mut domains = Domains::default();
        for says in [
            DomainVerdict::Defers,
            DomainVerdict::Defers,
            DomainVerdict::Takes,
            DomainVerdict::Defers,
            DomainVerdict::Nothing,
            DomainVerdict::Defers,
        ] {
            domains.heard("a@b.example", says, at(0));
        }
        assert!(domains.held(at(0)).is_empty());
    }

    #[test]
    fn a_hold_lasts_an_hour_or_so_at_most_and_memory_is_bounded() {
        let mut domains = Domains::default();
        let mut now = 0;
        for _ in 0..20 {
            domains.heard("a@gone.example", DomainVerdict::DefersAll, at(now));
            now = domains.held(at(now))["gone.example"] / 1_000_000;
        }
        domains.heard("a@gone.example", DomainVerdict::DefersAll, at(now));
        assert_eq!(domains.held(at(now))["gone.example"] / 1_000_000 - now, 64 * 60);
        for number in 0..MOST + 100 {
            domains.heard(&format!("a@{number}.example"), DomainVerdict::DefersAll, at(now));
        }
        assert!(domains.0.len() <= MOST);
    }

    #[test]
    fn expired_holds_are_forgotten_first_when_memory_is_full() {
        let mut domains = Domains::default();
        for number in 0..MOST {
            domains.heard(&format!("a@{number}.example"), DomainVerdict::DefersAll, at(0));
        }
        domains.heard("a@another.example", DomainVerdict::DefersAll, at(59));
        assert!(
            !domains.held(at(59)).contains_key("another.example"),
            "there is no room"
        );
        assert_eq!(domains.held(at(59)).len(), MOST);
        domains.heard("a@another.example", DomainVerdict::DefersAll, at(60));
        assert_eq!(
            domains.held(at(60)),
            [("another.example".to_owned(), 120_000_000)].into()
        );
    }
}
