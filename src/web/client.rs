//! The client of a request: the connection's address, or the one that a trusted proxy reports. Only prefixes are ever stored.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;
use rocket::Request;
use rocket::request::{FromRequest, Outcome};

use super::App;
use crate::config::{Proxy, Secret};

mod entries;
mod notices;

pub(crate) use notices::Notices;

/// A client's network: an IPv4 address or an IPv6 /64.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Prefix(IpAddr);

impl Prefix {
    /// Truncates an address to its prefix; IPv4-mapped addresses are IPv4.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        })
    }

    /// Returns the keyed digest that is stored in place of the prefix.
    pub fn digest(self, secret: &Secret) -> [u8; 32] {
        secret.digest("network prefix", self.0.to_string().as_bytes())
    }

    /// Returns the wider range that the prefix belongs to.
    pub fn range(self) -> Range {
        Range(match self.0 {
            IpAddr::V4(address) => IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & (u32::MAX << 8))),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 80))),
        })
    }

    /// Returns whether the prefix lies in one of the networks.
    pub fn is_in(self, networks: &[IpNet]) -> bool {
        networks.iter().any(|network| network.contains(&self.0))
    }
}

/// The range around a client's network, which often belongs to the same provider or attacker: an IPv4 /24 or an IPv6 /48.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Range(IpAddr);

impl Range {
    /// Returns the keyed digest that is stored in place of the range.
    pub fn digest(self, secret: &Secret) -> [u8; 32] {
        secret.digest("network range", self.0.to_string().as_bytes())
    }
}

/// Returns the client's address. If the connection is a trusted proxy's, each proxy appended the address that it spoke to to `lines` (all
/// lines of the header are one list, RFC 9110, 5.3). So the list is read from its end, past trusted proxies, to the first address that is
/// not one; anything before that may be forged. An entry that is not an address ends the reading.
pub fn address<'h>(connection: IpAddr, lines: impl IntoIterator<Item = &'h str>, proxy: &Proxy) -> IpAddr {
    if !proxy.trusts(connection) {
        return connection;
    }
    let lines: Vec<&str> = lines.into_iter().collect();
    let entries = lines
        .iter()
        .rev()
        .flat_map(|line| entries::from_the_end(proxy.header, line));
    for entry in entries {
        match entry {
            Some(address) if proxy.trusts(address) => {}
            Some(address) => return address,
            None => break,
        }
    }
    connection
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Prefix {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let connection = request
            .remote()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |remote| remote.ip());
        let Some(app) = request.rocket().state::<App>() else {
            return Outcome::Success(Self::of(connection));
        };
        let proxy = &app.config.proxy;
        let lines = request.headers().get(proxy.header.name());
        Outcome::Success(Self::of(address(connection, lines, proxy)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ClientHeader;

    fn proxy() -> Proxy {
        Proxy {
            trusted: vec!["10.0.0.1/32".parse().expect("a network")],
            header: ClientHeader::parse("X-Forwarded-For").expect("known"),
        }
    }

    #[rstest::rstest]
    #[case("198.51.100.7", &["203.0.113.1"], "198.51.100.7")]
    #[case("10.0.0.1", &["203.0.113.1"], "203.0.113.1")]
    #[case("10.0.0.1", &["6.6.6.6, 203.0.113.1"], "203.0.113.1")]
    #[case("10.0.0.1", &["203.0.113.1, 10.0.0.1"], "203.0.113.1")]
    #[case("10.0.0.1", &["6.6.6.6", "203.0.113.1"], "203.0.113.1")]
    #[case("10.0.0.1", &["203.0.113.1", "10.0.0.1, 10.0.0.1"], "203.0.113.1")]
    #[case("10.0.0.1", &["203.0.113.1:4711"], "203.0.113.1")]
    #[case("10.0.0.1", &["[2001:db8::1]:4711"], "2001:db8::1")]
    #[case("10.0.0.1", &["[2001:db8::1]"], "2001:db8::1")]
    #[case("10.0.0.1", &["2001:db8::1"], "2001:db8::1")]
    #[case("10.0.0.1", &["6.6.6.6, unknown, 10.0.0.1"], "10.0.0.1")]
    #[case("10.0.0.1", &["nonsense"], "10.0.0.1")]
    #[case("10.0.0.1", &["6.6.6.6, "], "10.0.0.1")]
    #[case("10.0.0.1", &[], "10.0.0.1")]
    fn only_a_trusted_proxy_is_believed(#[case] connection: &str, #[case] lines: &[&str], #[case] expected: &str) {
        let connection = connection.parse().expect("an address");
        assert_eq!(
            address(connection, lines.iter().copied(), &proxy()),
            expected.parse::<IpAddr>().expect("an address")
        );
    }

    #[test]
    fn one_ipv6_network_is_one_client() {
        let prefix = |text: &str| Prefix::of(text.parse().expect("an address"));
        assert!(prefix("2001:db8:1:2::1") == prefix("2001:db8:1:2:ffff::9"));
        assert!(prefix("2001:db8:1:2::1") != prefix("2001:db8:1:3::1"));
        assert!(prefix("::ffff:198.51.100.7") == prefix("198.51.100.7"));
    }

    #[test]
    fn neighbours_are_one_range() {
        let range = |text: &str| Prefix::of(text.parse().expect("an address")).range();
        assert!(range("198.51.100.7") == range("198.51.100.250"));
        assert!(range("198.51.100.7") != range("198.51.101.7"));
        assert!(range("2001:db8:1:2::1") == range("2001:db8:1:ffff::9"));
        assert!(range("2001:db8:1:2::1") != range("2001:db8:2:2::1"));
        let office: Vec<IpNet> = ["203.0.113.0/24", "2001:db8:7::/48"]
            .iter()
            .map(|text| text.parse().expect("a network"))
            .collect();
        let shared = |text: &str| Prefix::of(text.parse().expect("an address")).is_in(&office);
        assert!(shared("203.0.113.9") && shared("2001:db8:7:1::1") && !shared("203.0.114.9"));
    }
}
