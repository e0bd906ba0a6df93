//! Seats: limits how many clients may keep a connection open at once, in all and from one network.
//!
//! Each holds a file descriptor for as long as somebody looks at a page; without a limit, a stranger could take them all. Which network
//! holds how many is known only while it does.
//!
//! A closed connection is noticed only when something is sent. So when no seat is free, everyone who has one is asked for a sign of life: a
//! seat whose reader is gone becomes free at once, not at the next heartbeat.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ipnet::IpNet;
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};
use tokio::sync::watch;

use super::client::Prefix;
use super::error;
use super::quotas::WIDER;
use crate::config;

/// The `Retry-After`, in seconds.
const RETRY_AFTER: u64 = 120;

/// How long a newcomer waits for the seat of somebody who has left.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often a sign of life is requested: the first bytes that are sent to somebody who has left only make their system say so.
const TIMES: u32 = 4;
const APART: Duration = Duration::from_millis(100);

/// The minimum time between two such requests, however many clients come.
const BETWEEN: Duration = Duration::from_secs(2);

#[derive(Default)]
struct Taken {
    all: u32,
    each: HashMap<Prefix, u32>,
}

/// All seats; managed by Rocket.
pub(crate) struct StreamLimit {
    all: u32,
    each: u32,
    shared: Vec<IpNet>,
    taken: Arc<Mutex<Taken>>,
    signals: Arc<Signals>,
}

/// The signals between those who have a seat and those who wait for one.
struct Signals {
    /// A sign of life is requested.
    asked: watch::Sender<()>,
    /// A seat became free.
    free: watch::Sender<()>,
    /// Whether a request is under way.
    asking: Mutex<bool>,
}

impl Default for Signals {
    fn default() -> Self {
        Self {
            asked: watch::Sender::new(()),
            free: watch::Sender::new(()),
            asking: Mutex::default(),
        }
    }
}

/// Why there is no seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Full {
    Network,
    House,
}

/// A seat: proof that a request may stay. Dropping it returns it.
pub struct StreamPermit {
    prefix: Prefix,
    taken: Arc<Mutex<Taken>>,
    signals: Arc<Signals>,
}

impl StreamPermit {
    /// Returns a receiver for requests for a sign of life.
    pub fn asked(&self) -> watch::Receiver<()> {
        self.signals.asked.subscribe()
    }
}

impl StreamLimit {
    /// Creates the seats from the settings.
    pub fn new(quotas: &config::Quotas) -> Self {
        Self {
            all: quotas.watchers_in_all,
            each: quotas.watchers_per_address,
            shared: quotas.shared_addresses.clone(),
            taken: Arc::default(),
            signals: Arc::default(),
        }
    }

    /// Takes a seat, if necessary that of somebody who has left.
    async fn find(&self, prefix: Prefix) -> Result<StreamPermit, Full> {
        let mut free = self.signals.free.subscribe();
        let full = match self.take(prefix) {
            Ok(seat) => return Ok(seat),
            Err(full) => full,
        };
        self.ask();
        let given_back = async {
            while free.changed().await.is_ok() {
                if let Ok(seat) = self.take(prefix) {
                    return Some(seat);
                }
            }
            None
        };
        let found = tokio::time::timeout(PATIENCE, given_back).await;
        found.ok().flatten().ok_or(full)
    }

    /// Requests a sign of life from everyone, unless that was done just now.
    fn ask(&self) {
        let mut asking = self.signals.asking.lock().unwrap_or_else(PoisonError::into_inner);
        if *asking {
            return;
        }
        *asking = true;
        let signals = Arc::clone(&self.signals);
        tokio::spawn(async move {
            for _ in 0..TIMES {
                signals.asked.send_replace(());
                tokio::time::sleep(APART).await;
            }
            tokio::time::sleep(BETWEEN).await;
            *signals.asking.lock().unwrap_or_else(PoisonError::into_inner) = false;
        });
    }

    fn take(&self, prefix: Prefix) -> Result<StreamPermit, Full> {
        let wider = if prefix.is_in(&self.shared) { WIDER } else { 1 };
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.all >= self.all {
            return Err(Full::House);
        }
        if taken.each.get(&prefix).copied().unwrap_or_default() >= self.each.saturating_mul(wider) {
            return Err(Full::Network);
        }
        taken.all += 1;
        *taken.each.entry(prefix).or_default() += 1;
        Ok(StreamPermit {
            prefix,
            taken: Arc::clone(&self.taken),
            signals: Arc::clone(&self.signals),
        })
    }
}

impl Drop for StreamPermit {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all = taken.all.saturating_sub(1);
        let left = taken.each.get(&self.prefix).copied().unwrap_or_default();
        if left > 1 {
            taken.each.insert(self.prefix, left - 1);
        } else {
            taken.each.remove(&self.prefix);
        }
        drop(taken);
        self.signals.free.send_replace(());
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for StreamPermit {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let (Outcome::Success(prefix), Some(seats)) =
            (request.guard::<Prefix>().await, request.rocket().state::<StreamLimit>())
        else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        match seats.find(prefix).await {
            Ok(seat) => Outcome::Success(seat),
            Err(full) => {
                error::remember(request, RETRY_AFTER);
                if full == Full::House {
                    error::crowded(request);
                }
                Outcome::Error((full.status(), ()))
            }
        }
    }
}

impl Full {
    fn status(self) -> Status {
        match self {
            Self::Network => Status::TooManyRequests,
            Self::House => Status::ServiceUnavailable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_seat_of_a_disconnected_client_is_freed_on_demand() {
        let seats = StreamLimit {
            all: 3,
            each: 1,
            shared: Vec::new(),
            taken: Arc::default(),
            signals: Arc::default(),
        };
        let of = Prefix::of("198.51.100.7".parse().expect("an address"));
        let seat = seats.find(of).await.expect("free");
        let mut asked = seat.asked();
        // A stream whose reader has left ends as soon as it has something to send.
        let gone = tokio::spawn(async move {
            asked.changed().await.ok();
            drop(seat);
        });
        assert!(seats.find(of).await.is_ok());
        gone.await.expect("ends");
    }

    #[test]
    fn seats_are_limited_per_network_and_in_total_and_returned() {
        let seats = StreamLimit {
            all: 3,
            each: 2,
            shared: vec!["203.0.113.0/24".parse().expect("a network")],
            taken: Arc::default(),
            signals: Arc::default(),
        };
        let of = |address: &str| Prefix::of(address.parse().expect("an address"));
        let one = seats.take(of("198.51.100.7"));
        let two = seats.take(of("198.51.100.7"));
        assert!(one.is_ok() && two.is_ok());
        assert_eq!(seats.take(of("198.51.100.7")).err(), Some(Full::Network));
        let other = seats.take(of("198.51.100.8"));
        assert!(other.is_ok());
        assert_eq!(seats.take(of("203.0.113.1")).err(), Some(Full::House));
        drop((one, two, other));
        let office: Vec<_> = (0..3).map(|_| seats.take(of("203.0.113.1"))).collect();
        assert!(office.iter().all(Result::is_ok), "many share that address");
        drop(office);
        let taken = seats.taken.lock().expect("whole");
        assert!(taken.all == 0 && taken.each.is_empty(), "nobody is remembered");
    }
}
