//! Decides whether a complete form may be recorded now, and at what price.
//!
//! While unusually many people sign a letter, or many have signed from one mail domain, a signature costs a proof of work that a script
//! solves by itself. Signers without scripts are admitted too: under a stricter quota, and their mail is queued. Nothing here looks at who
//! has signed.

use std::time::Duration;

use jiff::Timestamp;

use crate::domains;
use crate::email::EmailAddress;
use crate::letters::Letter;
use crate::signing::challenge::{self, Proof, Solved};
use crate::signing::returned::Returned;
use crate::web::client::Prefix;
use crate::web::form::Typed;
use crate::web::quotas::Limits;
use crate::web::{App, traffic};

/// How many times a price is doubled at most: a browser should find the most expensive solution in less than a minute.
const MOST_DOUBLINGS: u32 = 5;

/// The longest time that a mail is queued.
const LONGEST_QUEUE: Duration = Duration::from_hours(2);

/// A request for admission: who wants to sign what.
pub(crate) struct AdmissionRequest<'a> {
    pub(crate) app: &'a App,
    pub(crate) limits: &'a Limits,
    pub(crate) letter: &'a Letter,
    pub(crate) client: Prefix,
    pub(crate) typed: &'a Typed,
    pub(crate) email: &'a EmailAddress,
    pub(crate) now: Timestamp,
}

/// An admission: the signature may be recorded.
pub(crate) struct Admission {
    /// The solution to use up.
    pub(crate) paid: Option<Solved>,
    /// When the mail is to be sent.
    pub(crate) mail_at: Timestamp,
    /// The mail domain that the signature counts toward.
    pub(crate) domain: Option<String>,
    /// The price of a solution for this client.
    pub(crate) price: u32,
}

impl Admission {
    /// Returns in how many minutes at most the mail is sent; zero means immediately.
    pub(crate) fn minutes(&self, now: Timestamp) -> u64 {
        let wait = self.mail_at.as_second() - now.as_second();
        u64::try_from(wait).unwrap_or(0).div_ceil(60)
    }
}

/// Returns the price of the challenge in a fresh form; `None` if no challenge is needed now.
pub(crate) fn price_now(app: &App, limits: &Limits, letter: &Letter) -> Option<u32> {
    let (quotas, slug) = (&app.config.quotas, letter.slug.as_str());
    let usual = quotas.unusual_per_ten_minutes;
    let unusual = limits.traffic.is_unusual(slug, usual, app.clock.now());
    unusual.then_some(quotas.challenge_price)
}

/// Admits a form, or returns what it still needs.
pub(crate) fn admit(asking: &AdmissionRequest<'_>) -> Result<Admission, Returned> {
    let AdmissionRequest { app, limits, now, .. } = *asking;
    let (quotas, slug) = (&app.config.quotas, asking.letter.slug.as_str());
    let unusual = limits.traffic.asked(slug, quotas.unusual_per_ten_minutes, now);
    let domain = domain_of(asking);
    let count = domain
        .as_deref()
        .map_or(0, |domain| limits.traffic.recorded_from(domain, now));
    let doublings = traffic::doublings(count, quotas.unusual_per_domain).min(MOST_DOUBLINGS);
    let price = quotas.challenge_price.saturating_mul(1 << doublings);
    let challenge = |notice| Returned::Challenge { notice, price };
    let quota = |notice| move |wait| Returned::Quota { notice, price, wait };
    let proof = challenge::read(&app.config.secret, slug, asking.typed, now);
    let paid = match proof {
        Proof::Solved(solved) if solved.price >= price => Some(solved),
        _ => None,
    };
    let mut mail_at = now;
    let of_domain = |check: &dyn Fn(&str) -> Result<(), Duration>| {
        let checked = domain.as_deref().map_or(Ok(()), check);
        checked.map_err(quota("challenge-domain"))
    };
    if paid.is_some() {
        of_domain(&|domain| limits.check_domain_at_most(domain))?;
    } else if unusual || doublings > 0 {
        match proof {
            Proof::NotAsked => return Err(challenge("challenge-needed")),
            Proof::Solved(_) => return Err(challenge("challenge-dearer")),
            Proof::Wrong => return Err(challenge("challenge-again")),
            Proof::Unsolved => {}
        }
        of_domain(&|domain| limits.check_domain(domain))?;
        let network = limits.check_unsolved(asking.client);
        network.map_err(quota("challenge-network"))?;
        let place = limits.queue.place(quotas.unsolved_mails_per_minute, LONGEST_QUEUE, now);
        mail_at = place.map_err(quota("challenge-queue"))?;
    } else {
        of_domain(&|domain| limits.check_domain(domain))?;
    }
    Ok(Admission {
        paid,
        mail_at,
        domain,
        price,
    })
}

/// Returns the registrable domain of the address, unless anyone may have a mailbox there or staff trust it.
fn domain_of(asking: &AdmissionRequest<'_>) -> Option<String> {
    let signing = asking.letter.signing.as_ref();
    let trusted = signing
        .map(|signing| signing.trusted_domains.as_slice())
        .unwrap_or_default();
    domains::of_mail(asking.email.domain()).filter(|domain| !trusted.contains(domain))
}
