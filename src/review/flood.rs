//! Releases everyone who is held for a flood from one source.

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::email::EmailAddress;
use crate::mail::MailContext;
use crate::review::decide::{DecideError, each};
use crate::review::store::decisions;
use crate::store::Tx;

/// The source of a flood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A mail domain.
    Domain(String),
    /// A mailbox with its tagged addresses.
    Mailbox(String),
}

impl Source {
    /// Parses a source: an address names its mailbox, anything else a domain.
    pub fn parse(text: &str) -> Self {
        match EmailAddress::parse(text) {
            Ok(address) => Self::Mailbox(address.base()),
            Err(_) => Self::Domain(text.to_owned()),
        }
    }

    /// Returns the source as signatures store it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Domain(source) | Self::Mailbox(source) => source,
        }
    }
}

/// Counts everyone who is held for a flood, and trusts the domain from now on (but not a mailbox). Returns how many were counted.
pub fn release(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    (letter, source): (&str, &Source),
) -> Result<usize, DecideError> {
    let ids = decisions::held_of_domain(tx, letter, source.as_str())?;
    if ids.is_empty() {
        return Err(DecideError::NobodyHeld);
    }
    each(&ids, |id| {
        decisions::approve(tx, &context.config.secret, id, None, context.now)
    })?;
    if let Source::Domain(domain) = source {
        decisions::release(tx, letter, domain, context.now)?;
    }
    record(tx, by, &Deed::about(Act::FloodReleased, letter, ids.len()), context.now)?;
    Ok(ids.len())
}
