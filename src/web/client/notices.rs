//! Warns staff, once for each kind, if requests seem to come through a proxy that is not trusted: then all visitors look like one, and
//! share one visitor's quotas.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use rocket::fairing::{Fairing, Info, Kind};
use rocket::{Data, Request};

use crate::config::{ClientHeader, Proxy};
use crate::web::App;

/// The number of requests from a single private address after which it is taken for a proxy.
const MANY: u32 = 200;

/// The warnings given, and what was seen; a fairing.
#[derive(Default)]
pub(crate) struct Notices {
    untrusted: AtomicBool,
    silent: AtomicBool,
    alone: AtomicBool,
    /// The only address so far, until another one is seen.
    only: Mutex<Only>,
    requests: AtomicU32,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Only {
    #[default]
    Nobody,
    One(IpAddr),
    Several,
}

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Notice {
    /// A peer that is not trusted sends the header.
    Untrusted(Option<IpAddr>),
    /// A trusted peer sends another header than the one that is read.
    OtherHeader(ClientHeader),
    /// Every request comes from one private address.
    Alone(IpAddr),
}

impl Notices {
    /// Returns a warning that a request gives reason for; each kind only once.
    fn look(&self, proxy: &Proxy, peer: IpAddr, production: bool, sent: &[ClientHeader]) -> Option<Notice> {
        let peer = peer.to_canonical();
        if proxy.trusts(peer) {
            let other = sent.first().filter(|_| !sent.contains(&proxy.header))?;
            return (!self.silent.swap(true, Ordering::Relaxed)).then_some(Notice::OtherHeader(*other));
        }
        if !sent.is_empty() {
            // Only addresses that can't be a visitor's may be logged.
            let named = is_private(peer).then_some(peer);
            return (!self.untrusted.swap(true, Ordering::Relaxed)).then_some(Notice::Untrusted(named));
        }
        let alone = production && !self.alone.load(Ordering::Relaxed) && self.is_alone(peer);
        (alone && !self.alone.swap(true, Ordering::Relaxed)).then_some(Notice::Alone(peer))
    }

    /// Returns whether this private address is the only one seen, and was seen many times.
    fn is_alone(&self, peer: IpAddr) -> bool {
        let mut only = self.only.lock().unwrap_or_else(PoisonError::into_inner);
        *only = match *only {
            Only::Nobody => Only::One(peer),
            Only::One(first) if first == peer => Only::One(first),
            _ => Only::Several,
        };
        let count = self.requests.fetch_add(1, Ordering::Relaxed);
        match *only {
            // From then on nothing is counted.
            Only::Several => {
                self.alone.store(true, Ordering::Relaxed);
                false
            }
            _ => count + 1 >= MANY && is_private(peer),
        }
    }
}

/// Returns whether an address is private: of this machine, of a container's bridge, or of a network behind a provider's or company's
/// router.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || (first == 100 && (64..128).contains(&second))
        }
        IpAddr::V6(address) => {
            let unique_local = address.to_bits() >> 121 == 0xfc >> 1;
            address == Ipv6Addr::LOCALHOST || unique_local || address.is_unicast_link_local()
        }
    }
}

fn tell(notice: &Notice, read: ClientHeader) {
    match notice {
        Notice::Untrusted(Some(peer)) => tracing::warn!(
            event = "proxy.not_trusted",
            "a proxy at {peer} sends client addresses but is not trusted, so all visitors share one quota. Add \"{peer}\" to proxy.trusted"
        ),
        Notice::Untrusted(None) => tracing::warn!(
            event = "proxy.not_trusted",
            "requests from public addresses claim to come from other clients and are not trusted. If they come from your proxy or content delivery network, add its networks to proxy.trusted"
        ),
        Notice::OtherHeader(sent) => tracing::warn!(
            event = "proxy.other_header",
            "a trusted proxy sends {} instead of {}: set proxy.header to the header it sends",
            sent.name(),
            read.name()
        ),
        Notice::Alone(peer) => tracing::warn!(
            event = "proxy.only_one_client",
            "all requests come from {peer}. If it is a reverse proxy, configure it to send {}, and add \"{peer}\" to proxy.trusted",
            read.name()
        ),
    }
}

#[rocket::async_trait]
impl Fairing for Notices {
    fn info(&self) -> Info {
        Info {
            name: "proxy notices",
            kind: Kind::Request,
        }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let (Some(app), Some(remote)) = (request.rocket().state::<App>(), request.remote()) else {
            return;
        };
        let sent: Vec<ClientHeader> = ClientHeader::all()
            .filter(|header| request.headers().contains(header.name()))
            .collect();
        let production = app.config.profile.is_production();
        if let Some(notice) = self.look(&app.config.proxy, remote.ip(), production, &sent) {
            tell(&notice, app.config.proxy.header);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy() -> Proxy {
        Proxy {
            trusted: vec!["10.0.0.0/8".parse().expect("a network")],
            header: header("X-Forwarded-For"),
        }
    }

    fn header(name: &str) -> ClientHeader {
        ClientHeader::parse(name).expect("known")
    }

    fn at(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn a_peer_that_is_not_trusted_but_sends_the_header_is_told_once() {
        let (notices, sent) = (Notices::default(), [header("X-Forwarded-For")]);
        let look = |peer: &str| notices.look(&proxy(), at(peer), false, &sent);
        assert_eq!(look("10.0.0.1"), None, "it is trusted");
        assert_eq!(
            look("::ffff:172.17.0.1"),
            Some(Notice::Untrusted(Some(at("172.17.0.1"))))
        );
        assert_eq!(look("172.17.0.1"), None, "once");
        let (notices, forwarded) = (Notices::default(), [header("Forwarded")]);
        let told = notices.look(&proxy(), at("198.51.100.7"), true, &forwarded);
        assert_eq!(
            told,
            Some(Notice::Untrusted(None)),
            "no visitor's address is written down"
        );
    }

    #[test]
    fn a_trusted_proxy_that_sends_another_header_is_told_once() {
        let notices = Notices::default();
        let look = |sent: &[ClientHeader]| notices.look(&proxy(), at("10.0.0.1"), true, sent);
        assert_eq!(look(&[]), None, "a health check names nobody");
        assert_eq!(look(&[header("X-Real-IP"), header("X-Forwarded-For")]), None);
        assert_eq!(
            look(&[header("X-Real-IP")]),
            Some(Notice::OtherHeader(header("X-Real-IP")))
        );
        assert_eq!(look(&[header("X-Real-IP")]), None, "once");
    }

    #[test]
    fn in_production_one_private_address_alone_is_told_once() {
        let many = |notices: &Notices, peer: &str, production: bool| -> Vec<Notice> {
            (0..2 * MANY)
                .filter_map(|_| notices.look(&proxy(), at(peer), production, &[]))
                .collect()
        };
        assert_eq!(
            many(&Notices::default(), "172.17.0.1", true),
            [Notice::Alone(at("172.17.0.1"))]
        );
        assert_eq!(
            many(&Notices::default(), "172.17.0.1", false),
            [],
            "a newcomer's own browser"
        );
        assert_eq!(many(&Notices::default(), "198.51.100.7", true), [], "a visitor");
        let notices = Notices::default();
        notices.look(&proxy(), at("198.51.100.7"), true, &[]);
        assert_eq!(many(&notices, "172.17.0.1", true), [], "others come too");
    }

    #[rstest::rstest]
    #[case("127.0.0.1", true)]
    #[case("172.31.255.1", true)]
    #[case("100.64.0.1", true)]
    #[case("169.254.1.1", true)]
    #[case("::1", true)]
    #[case("fd00::1", true)]
    #[case("fe80::1", true)]
    #[case("100.128.0.1", false)]
    #[case("198.51.100.7", false)]
    #[case("2001:db8::1", false)]
    fn private_addresses_are_recognized(#[case] address: &str, #[case] private: bool) {
        assert_eq!(is_private(at(address)), private);
    }
}
