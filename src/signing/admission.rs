//! Whether a complete form may be recorded now, and at what price.
//!
//! While unusually many want to sign a letter, or many have signed from one mail domain, a signature is paid for with a solution
//! that a script finds by itself. Whoever has no script signs too: under a stricter quota, and the mail waits its turn. Nothing
//! here looks at who has signed.

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

/// A price is doubled so often at most: a browser should find the dearest solution in less than a minute.
const MOST_DOUBLINGS: u32 = 5;

/// Longer than this no mail waits its turn.
const LONGEST_QUEUE: Duration = Duration::from_hours(2);

/// Who asks to sign what.
pub(crate) struct Asking<'a> {
    pub(crate) app: &'a App,
    pub(crate) limits: &'a Limits,
    pub(crate) letter: &'a Letter,
    pub(crate) client: Prefix,
    pub(crate) typed: &'a Typed,
    pub(crate) email: &'a EmailAddress,
    pub(crate) now: Timestamp,
}

/// A signature that may be recorded.
pub(crate) struct Granted {
    /// The solution to use up.
    pub(crate) paid: Option<Solved>,
    /// When its mail is sent.
    pub(crate) mail_at: Timestamp,
    /// The mail domain that it counts for.
    pub(crate) domain: Option<String>,
    /// What a solution costs whoever signs from there.
    pub(crate) price: u32,
}

impl Granted {
    /// In how many minutes at most the mail comes; zero: at once.
    pub(crate) fn minutes(&self, now: Timestamp) -> u64 {
        let wait = self.mail_at.as_second() - now.as_second();
        u64::try_from(wait).unwrap_or(0).div_ceil(60)
    }
}

/// What the challenge of a fresh form costs; `None`: it needs none now.
pub(crate) fn price_now(app: &App, limits: &Limits, letter: &Letter) -> Option<u32> {
    let (quotas, slug) = (&app.config.quotas, letter.slug.as_str());
    let usual = quotas.unusual_per_ten_minutes;
    let unusual = limits.traffic.is_unusual(slug, usual, app.clock.now());
    unusual.then_some(quotas.challenge_price)
}

/// Lets a form through, or says what it needs.
pub(crate) fn admit(asking: &Asking<'_>) -> Result<Granted, Returned> {
    let Asking { app, limits, now, .. } = *asking;
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
    Ok(Granted {
        paid,
        mail_at,
        domain,
        price,
    })
}

/// The registrable domain of the address, where not everyone may have a mailbox and staff have not said that they trust it.
fn domain_of(asking: &Asking<'_>) -> Option<String> {
    let signing = asking.letter.signing.as_ref();
    let trusted = signing
        .map(|signing| signing.trusted_domains.as_slice())
        .unwrap_or_default();
    domains::of_mail(asking.email.domain()).filter(|domain| !trusted.contains(domain))
}
