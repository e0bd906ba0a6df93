//! Signs an invented request with the functions that real ones use, except for its mail.

use jiff::Timestamp;

use crate::config::Config;
use crate::letters::Letter;
use crate::review::store::decisions;
use crate::signatures::ids::{LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::rules::Rules;
use crate::signatures::store::{self, RecordingContext, Signing, flags};
use crate::signatures::{Origin, Request, Signer};
use crate::signing::store::confirm;
use crate::store::{StoreError, Tx};

/// Records, marks and confirms a signature; returns `false` if it existed before.
pub(super) fn sign(
    tx: &Tx<'_>,
    config: &Config,
    letter: &Letter,
    request: &Request,
    n: u32,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Some(signature) = recorded(tx, config, letter, request, now)? else {
        return Ok(false);
    };
    let outcome = confirmed(tx, config, signature, &rules(config), now)?;
    if outcome == confirm::Confirmation::Confirmed {
        mark(tx, signature, request, n)?;
    }
    Ok(outcome == confirm::Confirmation::Confirmed)
}

/// Returns rules by which everyone is counted at once: signatures for review are among the others.
pub(super) fn rules(config: &Config) -> Rules {
    Rules {
        // Otherwise each signature would count everyone from its domain within a day.
        trusted_domains: vec![DOMAIN.to_owned()],
        ..Rules::open(&config.secret)
    }
}

/// The mail domain of invented people.
pub(super) const DOMAIN: &str = "signers.example";

/// Records a signature that waits for its link; `None` if it could not be recorded.
pub(super) fn recorded(
    tx: &Tx<'_>,
    config: &Config,
    letter: &Letter,
    request: &Request,
    now: Timestamp,
) -> Result<Option<SignatureId>, StoreError> {
    let at = RecordingContext {
        letter: letter.slug.as_str(),
        revision: letter.revision,
        updates_wording: "Demonstration",
        to_offices_wording: "Demonstration",
        authorized_wording: "Demonstration",
        origin: Origin::Confirmed,
        mailbox: request
            .email
            .as_ref()
            .map(|email| store::Mailbox::new(&config.secret, letter.slug.as_str(), email)),
        mails_per_day: u32::MAX,
        mails_per_letter: u32::MAX,
        people_per_address: 1,
        source: None,
        flags: "",
        // Invented comments need no review.
        comments_wait: false,
        now,
    };
    Ok(match store::record(tx, request, &at)? {
        Signing::Recorded { signature, .. } => Some(signature),
        Signing::EnoughMail => None,
    })
}

/// Confirms by a link that nobody holds, and marks the signature as invented.
pub(super) fn confirmed(
    tx: &Tx<'_>,
    config: &Config,
    signature: SignatureId,
    rules: &Rules,
    now: Timestamp,
) -> Result<confirm::Confirmation, StoreError> {
    let (link, token) = link(tx, config, signature, Purpose::Confirm, now)?;
    let (rules, seen) = (
        |_: &str| rules.clone(),
        confirm::ShownPage {
            version: Some(1),
            text: None,
        },
    );
    let (outcome, _) = confirm::confirm(tx, &config.secret, &token, seen, &rules, now)?;
    store::mark_invented(tx, signature, link)?;
    Ok(outcome)
}

pub(super) fn link(
    tx: &Tx<'_>,
    config: &Config,
    signature: SignatureId,
    purpose: Purpose,
    now: Timestamp,
) -> Result<(LinkId, Token), StoreError> {
    let terms = store::LinkTerms {
        confirm_hours: Some(1),
        own_days: 1,
        origin: None,
        whose: store::LinkHolder::Signer,
    };
    let link = store::keep_link(tx, signature, terms, now)?;
    let nonce = store::link_nonce(tx, link)?
        .map(|(_, nonce)| nonce)
        .ok_or(StoreError::Closed)?;
    Ok((link, Token::new(&config.secret, purpose, link, &nonce)))
}

/// Flags some signatures for staff, and verifies some organizations.
fn mark(tx: &Tx<'_>, signature: SignatureId, request: &Request, n: u32) -> Result<(), StoreError> {
    const OF_PEOPLE: [&str; 3] = [flags::ROLE, flags::DISPOSABLE, flags::HURRIED];
    const OF_ORGANIZATIONS: [&str; 5] = [
        flags::ROLE,
        flags::FREE_MAIL,
        flags::OTHER_NAMES,
        flags::NEW_CONTACT,
        flags::HURRIED,
    ];
    match &request.signer {
        Signer::Person(_) if n.is_multiple_of(97) => store::flag(tx, signature, OF_PEOPLE[n as usize / 97 % 3]),
        Signer::Organization(_) if n % 7 == 3 => store::flag(tx, signature, OF_ORGANIZATIONS[n as usize / 7 % 5]),
        Signer::Organization(_) if n % 7 == 5 => decisions::verify(tx, signature, "Demo: called the office").map(drop),
        _ => Ok(()),
    }
}
