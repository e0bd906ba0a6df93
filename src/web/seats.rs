//! How many may keep a connection open at once, in all and from one network.
//!
//! Each holds a file descriptor for as long as somebody looks at a page; without an end, a stranger could take them all. Which
//! network holds how many is known only while it does.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ipnet::IpNet;
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};

use super::client::Prefix;
use super::error;
use super::quotas::WIDER;
use crate::config;

/// When to ask again, in seconds.
const RETRY_AFTER: u64 = 120;

#[derive(Default)]
struct Taken {
    all: u32,
    each: HashMap<Prefix, u32>,
}

/// The seats of the house; Rocket manages one.
pub struct Seats {
    all: u32,
    each: u32,
    shared: Vec<IpNet>,
    taken: Arc<Mutex<Taken>>,
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Full {
    Network,
    House,
}

/// A seat: proof that a request may stay. Dropping it gives it back.
pub struct Seat {
    prefix: Prefix,
    taken: Arc<Mutex<Taken>>,
}

impl Seats {
    /// From the settings.
    pub fn new(quotas: &config::Quotas) -> Self {
        Self {
            all: quotas.watchers_in_all,
            each: quotas.watchers_per_address,
            shared: quotas.shared_addresses.clone(),
            taken: Arc::default(),
        }
    }

    fn take(&self, prefix: Prefix) -> Result<Seat, Full> {
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
        let taken = Arc::clone(&self.taken);
        Ok(Seat { prefix, taken })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all = taken.all.saturating_sub(1);
        let left = taken.each.get(&self.prefix).copied().unwrap_or_default();
        if left > 1 {
            taken.each.insert(self.prefix, left - 1);
        } else {
            taken.each.remove(&self.prefix);
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Seat {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let (Outcome::Success(prefix), Some(seats)) =
            (request.guard::<Prefix>().await, request.rocket().state::<Seats>())
        else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        match seats.take(prefix) {
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

    #[test]
    fn a_network_and_the_house_have_so_many_seats_and_get_them_back() {
        let seats = Seats {
            all: 3,
            each: 2,
            shared: vec!["203.0.113.0/24".parse().expect("a network")],
            taken: Arc::default(),
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
