//! Rate limits: how often one network, its range, one mail domain and everyone together may try to sign. The only place that uses governor.
//!
//! They are in memory only. What protects other people's inboxes must survive a restart, so it is counted in the database
//! (`signatures/store.rs`).

use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::Duration;

use governor::clock::{Clock as _, Reference as _};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use ipnet::IpNet;
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};

use super::client::{Prefix, Range};
use super::error;
use super::traffic::{Queue, Traffic};
use crate::clock::Clock;
use crate::config;

pub(crate) mod sign_in;

/// The maximum number of keys of a limiter; beyond it, several keys share a shard.
const MOST_KEYS: usize = 200_000;

/// How many forms are refused with a page for each that is taken; beyond that, a bare 429 answers before the body is read.
const HARDER: u32 = 5;

/// The minimum number of such refusals an hour: a person presses again.
const FEW: u32 = 10;

/// The factor by which a quota is raised where many people share an address, and by which the ceiling of a mail domain exceeds its quota.
pub(crate) const WIDER: u32 = 20;

/// The service's clock, as governor needs it.
#[derive(Clone)]
struct Passing(Clock);

impl governor::clock::Clock for Passing {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.elapsed().into()
    }
}

type Limiter<K, S> = RateLimiter<K, S, Passing, NoOpMiddleware<Nanos>>;

/// A keyed limiter with bounded memory.
struct Keyed<K: Hash + Eq + Clone> {
    limiter: Limiter<K, DefaultKeyedStateStore<K>>,
    /// The shards that keys are hashed to (by a keyed hash) while the memory is full: a flood of keys must not lift anyone's quota.
    shards: Limiter<u16, DefaultKeyedStateStore<u16>>,
    hasher: RandomState,
    most: usize,
}

impl<K: Hash + Eq + Clone> Keyed<K> {
    fn new(quota: Quota, clock: &Passing) -> Self {
        Self {
            limiter: RateLimiter::dashmap_with_clock(quota, clock.clone()),
            shards: RateLimiter::dashmap_with_clock(quota, clock.clone()),
            hasher: RandomState::new(),
            most: MOST_KEYS,
        }
    }

    /// Checks a key; `Err` says how long to wait.
    fn check(&self, key: &K, now: Nanos) -> Result<(), Duration> {
        let checked = if self.limiter.len() >= self.most {
            let [shard @ .., _, _, _, _, _, _] = self.hasher.hash_one(key).to_ne_bytes();
            self.shards.check_key(&u16::from_ne_bytes(shard))
        } else {
            self.limiter.check_key(key)
        };
        checked.map_err(|refused| refused.wait_time_from(now))
    }

    /// Forgets keys whose quota is full again.
    fn sweep(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
        self.shards.retain_recent();
        self.shards.shrink_to_fit();
    }
}

/// All limiters and their parameters; managed by Rocket.
pub(crate) struct Limits {
    by_network: Keyed<Prefix>,
    by_range: Keyed<Range>,
    by_shared_address: Keyed<Prefix>,
    by_domain: Keyed<String>,
    by_domain_at_most: Keyed<String>,
    unsolved: Keyed<Prefix>,
    unsolved_shared: Keyed<Prefix>,
    refused: Keyed<Prefix>,
    refused_shared: Keyed<Prefix>,
    in_all: Limiter<NotKeyed, InMemoryState>,
    shared: Vec<IpNet>,
    clock: Passing,
    swept: Mutex<Nanos>,
    /// The current traffic.
    pub traffic: Traffic,
    /// The queue of mails for signers without a proof of work.
    pub queue: Queue,
}

impl Limits {
    /// Creates the limiters from the settings; a zero counts as one.
    pub fn new(quotas: &config::Quotas, clock: &Clock) -> Self {
        let count = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let hourly = |n: u32| Quota::per_hour(count(n));
        let wider = |n: u32| hourly(n.saturating_mul(WIDER));
        let clock = Passing(clock.clone());
        let refused = quotas.signings_per_hour_per_address.saturating_mul(HARDER).max(FEW);
        Self {
            by_network: Keyed::new(hourly(quotas.signings_per_hour_per_address), &clock),
            by_range: Keyed::new(hourly(quotas.signings_per_hour_per_range), &clock),
            by_shared_address: Keyed::new(wider(quotas.signings_per_hour_per_address), &clock),
            by_domain: Keyed::new(hourly(quotas.signings_per_hour_per_domain), &clock),
            by_domain_at_most: Keyed::new(wider(quotas.signings_per_hour_per_domain), &clock),
            unsolved: Keyed::new(hourly(quotas.unsolved_per_hour_per_address), &clock),
            unsolved_shared: Keyed::new(wider(quotas.unsolved_per_hour_per_address), &clock),
            refused: Keyed::new(hourly(refused), &clock),
            refused_shared: Keyed::new(wider(refused), &clock),
            in_all: RateLimiter::direct_with_clock(
                Quota::per_minute(count(quotas.signings_per_minute_in_all)),
                clock.clone(),
            ),
            shared: quotas.shared_addresses.clone(),
            swept: Mutex::new(clock.now()),
            clock,
            traffic: Traffic::default(),
            queue: Queue::default(),
        }
    }

    /// Checks a network; `Err` says how long to wait. A network over its quota does not use up its range's.
    fn check(&self, prefix: Prefix) -> Result<(), Duration> {
        self.sweep_each_minute();
        let now = self.clock.now();
        if prefix.is_in(&self.shared) {
            self.by_shared_address.check(&prefix, now)?;
        } else {
            self.by_network.check(&prefix, now)?;
            self.by_range.check(&prefix.range(), now)?;
        }
        self.in_all.check().map_err(|refused| refused.wait_time_from(now))
    }

    /// Counts a refused form; returns whether the network sends so many that they are not even read.
    pub(crate) fn floods(&self, prefix: Prefix) -> bool {
        let quota = if prefix.is_in(&self.shared) {
            &self.refused_shared
        } else {
            &self.refused
        };
        quota.check(&prefix, self.clock.now()).is_err()
    }

    /// Checks a mail domain, since a catch-all mailbox has endless addresses. `Err` says how long to wait.
    pub(crate) fn check_domain(&self, domain: &str) -> Result<(), Duration> {
        self.by_domain.check(&domain.to_owned(), self.clock.now())
    }

    /// Checks the ceiling of a mail domain, for signers with a proof of work. `Err` says how long to wait.
    pub(crate) fn check_domain_at_most(&self, domain: &str) -> Result<(), Duration> {
        self.by_domain_at_most.check(&domain.to_owned(), self.clock.now())
    }

    /// Checks a network's quota for signing without a proof of work while one is asked for. `Err` says how long to wait.
    pub(crate) fn check_unsolved(&self, prefix: Prefix) -> Result<(), Duration> {
        let quota = if prefix.is_in(&self.shared) {
            &self.unsolved_shared
        } else {
            &self.unsolved
        };
        quota.check(&prefix, self.clock.now())
    }

    /// Sweeps the limiters with the first request of each minute; no request waits for it.
    fn sweep_each_minute(&self) {
        let now = self.clock.now();
        let Ok(mut swept) = self.swept.try_lock() else { return };
        if Duration::from(now.duration_since(*swept)) < Duration::from_mins(1) {
            return;
        }
        *swept = now;
        for limiter in [
            &self.by_network,
            &self.by_shared_address,
            &self.unsolved,
            &self.unsolved_shared,
            &self.refused,
            &self.refused_shared,
        ] {
            limiter.sweep();
        }
        self.by_range.sweep();
        self.by_domain.sweep();
        self.by_domain_at_most.sweep();
    }
}

/// Proof that a request may try to sign. This guard comes first in a route: a refused form costs at most rendering it again, and nothing is
/// stored for it.
pub(crate) struct MaySign(());

#[rocket::async_trait]
impl<'r> FromRequest<'r> for MaySign {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let Outcome::Success(prefix) = request.guard::<Prefix>().await else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        let Some(limits) = request.rocket().state::<Limits>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        match limits.check(prefix) {
            Ok(()) => Outcome::Success(Self(())),
            Err(wait) => {
                error::remember(request, wait.as_secs().max(1));
                Outcome::Error((Status::TooManyRequests, ()))
            }
        }
    }
}

#[cfg(test)]
mod tests;
