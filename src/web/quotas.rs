//! The one door to governor: how often one network, and everyone together, may try to sign.
//!
//! In memory only. What protects other people's inboxes must outlive a restart, so it is counted in the database
//! (`signatures/store.rs`).

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};

use super::client::Prefix;
use super::error::{self, Failure};
use crate::config;
use crate::domains;
use crate::email::EmailAddress;

/// Past this many networks the limiter by network is swept at once.
const MOST_KEYS: usize = 200_000;

/// The limiters; Rocket manages one.
pub struct Limits {
    by_network: DefaultKeyedRateLimiter<Prefix>,
    by_domain: DefaultKeyedRateLimiter<String>,
    in_all: DefaultDirectRateLimiter,
    clock: DefaultClock,
}

impl Limits {
    /// From the settings; a zero counts as one.
    pub fn new(quotas: &config::Quotas) -> Self {
        let count = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self {
            by_network: RateLimiter::keyed(Quota::per_hour(count(quotas.signings_per_hour_per_address))),
            by_domain: RateLimiter::keyed(Quota::per_hour(count(quotas.signings_per_hour_per_domain))),
            in_all: RateLimiter::direct(Quota::per_minute(count(quotas.signings_per_minute_in_all))),
            clock: DefaultClock::default(),
        }
    }

    /// `Err` says how long to wait.
    fn check(&self, prefix: Prefix) -> Result<(), Duration> {
        if self.by_network.len() > MOST_KEYS {
            self.sweep();
        }
        let now = self.clock.now();
        self.by_network
            .check_key(&prefix)
            .map_err(|refused| refused.wait_time_from(now))?;
        self.in_all.check().map_err(|refused| refused.wait_time_from(now))
    }

    /// A catch-all mailbox has endless addresses: signings from one mail domain have a quota of their own, unless everyone may
    /// have a mailbox there, or staff trust it.
    pub fn check_domain(&self, email: &EmailAddress, trusted: &[String]) -> Result<(), Failure> {
        let Some(domain) = domains::of_mail(email.domain()).filter(|domain| !trusted.contains(domain)) else {
            return Ok(());
        };
        if self.by_domain.len() > MOST_KEYS {
            self.by_domain.retain_recent();
        }
        let now = self.clock.now();
        self.by_domain.check_key(&domain).map_err(|refused| Failure::TooMany {
            retry_after_seconds: refused.wait_time_from(now).as_secs().max(1),
        })
    }

    /// Forgets networks that have their whole quota again.
    pub fn sweep(&self) {
        self.by_network.retain_recent();
        self.by_network.shrink_to_fit();
    }
}

/// Proof that a request may try to sign. Stands first in a route, so that a flood is refused before its body is read.
pub struct MaySign(());

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
