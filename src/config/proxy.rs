//! Trusted proxies, which report a client's address.

use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Headers with an address, or with a list of addresses to which each proxy appends the one that it spoke to.
const LISTS: &[&str] = &[
    "X-Forwarded-For",
    "X-Real-IP",
    "X-Client-IP",
    "True-Client-IP",
    "CF-Connecting-IP",
    "Fastly-Client-IP",
    "Fly-Client-IP",
    "X-Envoy-External-Address",
];

/// The standard header, with parameters (RFC 7239).
const FORWARDED: &str = "Forwarded";

/// Trusted proxies, which report a client's address.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proxy {
    /// The networks of reverse proxies that overwrite or extend the header.
    #[serde(deserialize_with = "networks")]
    pub trusted: Vec<IpNet>,
    /// The header that they set.
    pub header: ClientHeader,
}

impl Proxy {
    /// Returns whether an address is a trusted proxy's.
    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.trusted.iter().any(|network| network.contains(&address))
    }
}

/// The header that contains the client's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientHeader(&'static str);

impl ClientHeader {
    /// Iterates over all supported headers.
    pub fn all() -> impl Iterator<Item = Self> {
        LISTS.iter().copied().chain([FORWARDED]).map(Self)
    }

    /// Parses a header's name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|header| header.0.eq_ignore_ascii_case(name))
    }

    /// Returns the header's name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Returns whether its entries have parameters, as in RFC 7239.
    pub(crate) fn is_rfc_7239(self) -> bool {
        self.0 == FORWARDED
    }
}

impl<'de> Deserialize<'de> for ClientHeader {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| {
            let known: Vec<&str> = Self::all().map(Self::name).collect();
            D::Error::custom(format!(
                "{name:?} is not a header that carries a client's address: set it to one of {}",
                known.join(", ")
            ))
        })
    }
}

/// Parses `203.0.113.0/24`, `2001:db8::/32`, or one address; an IPv4-mapped network (`::ffff:10.0.0.0/104`) is IPv4.
pub(super) fn networks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let parsed = texts.iter().map(|text| {
        network(text).ok_or_else(|| {
            D::Error::custom(format!(
                "{text:?} is not a valid network: use an address such as 10.0.0.1, or a network such as 10.0.0.0/8 that doesn't include everyone"
            ))
        })
    });
    parsed.collect()
}

fn network(text: &str) -> Option<IpNet> {
    let text = text.trim();
    let given = text.parse::<IpNet>().ok();
    let network = given.or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))?;
    let network = match network {
        IpNet::V6(mapped) => unmapped(mapped).map_or(network, IpNet::V4),
        IpNet::V4(_) => network,
    };
    // Every client's word would be trusted.
    (network.prefix_len() > 0).then_some(network.trunc())
}

/// Returns the IPv4 network that a part of `::ffff:0:0/96` stands for.
fn unmapped(network: Ipv6Net) -> Option<Ipv4Net> {
    let address: Ipv4Addr = network.addr().to_ipv4_mapped()?;
    Ipv4Net::new(address, network.prefix_len().checked_sub(96)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("127.0.0.0/8", "127.0.0.0/8")]
    #[case("10.0.0.1", "10.0.0.1/32")]
    #[case(" 10.0.0.1 ", "10.0.0.1/32")]
    #[case("10.1.2.3/8", "10.0.0.0/8")]
    #[case("::1", "::1/128")]
    #[case("2001:db8::/32", "2001:db8::/32")]
    #[case("::ffff:127.0.0.1", "127.0.0.1/32")]
    #[case("::ffff:172.16.0.0/108", "172.16.0.0/12")]
    fn an_address_is_a_network_of_one(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(
            network(text).map(|network| network.to_string()).as_deref(),
            Some(expected)
        );
    }

    #[rstest::rstest]
    #[case("localhost")]
    #[case("10.0.0")]
    #[case("10.0.0.0/33")]
    #[case("0.0.0.0/0")]
    #[case("::/0")]
    #[case("::ffff:0.0.0.0/96")]
    #[case("")]
    fn what_is_not_a_network_is_refused(#[case] text: &str) {
        assert_eq!(network(text), None);
    }
}
