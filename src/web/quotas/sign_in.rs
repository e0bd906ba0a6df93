//! How often one network may try to sign in to the staff area.
//!
//! An email address alone is never limited: anyone who knows it could then lock its owner out. The limit is on the address together with the
//! network, so that guesses from one network don't slow down people elsewhere. The limit lifts by itself: one more attempt is allowed every
//! minute. Against guesses from very many networks, the password, which is hard to guess (`staff/password.rs`), and the code that follows it
//! have to be enough.
//!
//! The counts are in memory. After a restart, a guesser has a few more attempts, which does no harm.

use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::Duration;

use governor::Quota;
use governor::clock::{Clock as _, Reference as _};
use governor::nanos::Nanos;
use ipnet::IpNet;

use super::{Keyed, Passing, WIDER};
use crate::audit::StaffId;
use crate::clock::Clock;
use crate::config;
use crate::web::client::{Prefix, Range};

/// How many attempts are allowed at first for one address from one network. A person who mistypes the password twice has three left.
const FIRST: u32 = 5;
/// How long until one more attempt is allowed.
const EACH: Duration = Duration::from_mins(1);
/// The same for all addresses from one network, such as an office where many people sign in every morning.
const FIRST_OF_A_NETWORK: u32 = 30;
const EACH_OF_A_NETWORK: Duration = Duration::from_secs(10);
/// The same for the range around it, whose owner can choose any network in it.
const FIRST_OF_A_RANGE: u32 = 100;
const EACH_OF_A_RANGE: Duration = Duration::from_secs(3);

/// How many codes may be tried for an account at first; after that, one a minute.
const FIRST_CODES: u32 = 20;

fn quota(first: u32, each: Duration) -> Quota {
    let first = NonZeroU32::new(first).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(each)
        .expect("longer than nothing")
        .allow_burst(first)
}

/// The limits; managed by Rocket.
pub(crate) struct SignInLimits {
    by_pair: Keyed<(String, Prefix)>,
    by_network: Keyed<Prefix>,
    by_shared_address: Keyed<Prefix>,
    by_range: Keyed<Range>,
    codes: Keyed<StaffId>,
    shared: Vec<IpNet>,
    clock: Passing,
    swept: Mutex<Nanos>,
}

impl SignInLimits {
    /// Creates the limits.
    pub fn new(quotas: &config::Quotas, clock: &Clock) -> Self {
        let clock = Passing(clock.clone());
        Self {
            by_pair: Keyed::new(quota(FIRST, EACH), &clock),
            by_network: Keyed::new(quota(FIRST_OF_A_NETWORK, EACH_OF_A_NETWORK), &clock),
            by_shared_address: Keyed::new(quota(FIRST_OF_A_NETWORK * WIDER, EACH_OF_A_NETWORK / WIDER), &clock),
            by_range: Keyed::new(quota(FIRST_OF_A_RANGE, EACH_OF_A_RANGE), &clock),
            codes: Keyed::new(quota(FIRST_CODES, EACH), &clock),
            shared: quotas.shared_addresses.clone(),
            swept: Mutex::new(clock.now()),
            clock,
        }
    }

    /// Counts an attempt. `Err` says how long to wait; then the password must not be checked.
    pub(crate) fn check(&self, address: &str, prefix: Prefix) -> Result<(), Duration> {
        self.sweep();
        let now = self.clock.now();
        if prefix.is_in(&self.shared) {
            self.by_shared_address.check(&prefix, now)?;
        } else {
            self.by_network.check(&prefix, now)?;
            self.by_range.check(&prefix.range(), now)?;
        }
        // Last: otherwise one network could fill the memory with made-up addresses, and then they would share the limits of everyone's.
        self.by_pair.check(&(address.to_owned(), prefix), now)
    }

    /// Counts a code that is tried for an account; `Err` says how long to wait. Only someone who knows the password gets this far, so no one
    /// else can slow down the account's owner; and with so few attempts, guessing a code takes months.
    pub(crate) fn check_code(&self, account: StaffId) -> Result<(), Duration> {
        self.codes.check(&account, self.clock.now())
    }

    fn sweep(&self) {
        let now = self.clock.now();
        let Ok(mut swept) = self.swept.try_lock() else { return };
        if Duration::from(now.duration_since(*swept)) < Duration::from_mins(1) {
            return;
        }
        *swept = now;
        self.by_pair.sweep();
        self.by_network.sweep();
        self.by_shared_address.sweep();
        self.by_range.sweep();
        self.codes.sweep();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Prefix {
        Prefix::of(text.parse().expect("an address"))
    }

    fn limits(clock: &Clock) -> SignInLimits {
        let settings = config::Config::extract(&config::figment()).expect("settings");
        SignInLimits::new(&settings.quotas, clock)
    }

    #[test]
    fn guesses_slow_down_their_network_and_nobody_else() {
        let clock = Clock::default();
        let limits = limits(&clock);
        let (guesser, home) = (network("198.51.100.7"), network("203.0.113.9"));
        let first = (0..20)
            .filter(|_| limits.check("ana@example.org", guesser).is_ok())
            .count();
        assert_eq!(first, 5);
        let wait = limits.check("ana@example.org", guesser).expect_err("too many");
        assert!(wait <= Duration::from_mins(1), "{wait:?}");
        assert_eq!(limits.check("ana@example.org", home), Ok(()), "its owner, elsewhere");
        assert_eq!(
            limits.check("bo@example.org", guesser),
            Ok(()),
            "a colleague in the same office"
        );
        clock.shift(61);
        assert_eq!(limits.check("ana@example.org", guesser), Ok(()), "a minute later");
    }

    #[test]
    fn made_up_addresses_do_not_fill_the_memory() {
        let limits = limits(&Clock::default());
        for n in 0..1_000 {
            let _ = limits.check(&format!("{n}@example.org"), network("198.51.100.7"));
        }
        assert_eq!(limits.by_pair.limiter.len(), 30);
    }

    #[test]
    fn one_network_can_not_try_every_address_either() {
        let limits = limits(&Clock::default());
        let try_from = |place: &str, n: u32| limits.check(&format!("{n}@example.org"), network(place)).is_ok();
        assert_eq!((0..200).filter(|n| try_from("198.51.100.7", *n)).count(), 30);
        // A provider's customer has 65,536 networks of this range.
        let many = (0..1_000)
            .filter(|n| try_from(&format!("2001:db8:1:{n:x}::1"), *n))
            .count();
        assert_eq!(many, 100);
    }
}
