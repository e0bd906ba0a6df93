//! Applies decisions of staff about signatures: all of a list in one transaction, or none.

use std::collections::BTreeMap;

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::email::EmailAddress;
use crate::mail::MailContext;
use crate::organizations::store::identification::judge_correction;
use crate::review::mail;
use crate::review::store::decisions;
use crate::signatures::ids::SignatureId;
use crate::signatures::store::letter_of;
use crate::store::{StoreError, Tx};

/// A decision about signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They count; their signers are told.
    Approve {
        /// The evidence that staff saw of the organization.
        evidence: Option<String>,
    },
    /// They are rejected; their signers are told, if they were waiting.
    Reject,
    /// Staff have verified who signed for the organization: sets its level of verification, on every letter that it signed.
    Verify {
        /// The evidence that they saw.
        evidence: String,
    },
    /// Another legal name or website, on every letter that the organization signed.
    Correction(Judgement),
    /// A signer's comment to the offices.
    Comment(Judgement),
}

/// The judgement about something that waits for review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Accepted.
    Accept,
    /// Refused.
    Refuse,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// These can't be decided in this way: nothing with the number waits, or what they ask for is taken.
    #[error("not possible for these numbers: {}", numbers(.0))]
    Numbers(Vec<SignatureId>),
    /// Nobody is held for the flood.
    #[error("no signatures are held for it")]
    NobodyHeld,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn numbers(ids: &[SignatureId]) -> String {
    let numbers: Vec<String> = ids.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}

/// Decides about each signature; an `Err` must roll back the whole transaction, so that a list is never decided in part.
pub fn decide(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    (ids, decision): (&[SignatureId], &Decision),
) -> Result<(), DecideError> {
    log(tx, context, by, (ids, decision))?;
    each(ids, |id| match decision {
        Decision::Approve { evidence } => mail::approve(tx, context, id, evidence.as_deref()),
        Decision::Reject => mail::reject(tx, context, id),
        Decision::Verify { evidence } => decisions::verify(tx, id, evidence),
        Decision::Correction(judgement) => judge_correction(tx, id, *judgement == Judgement::Accept, context.now),
        Decision::Comment(judgement) => decisions::judge_comment(tx, id, *judgement == Judgement::Accept, context.now),
    })
}

/// Adds an entry to the audit log for each letter.
fn log(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    (ids, decision): (&[SignatureId], &Decision),
) -> Result<(), StoreError> {
    let act = match decision {
        Decision::Approve { .. } => Act::SignaturesApproved,
        Decision::Reject => Act::SignaturesRejected,
        Decision::Verify { .. } => Act::OrganizationsVerified,
        Decision::Correction(_) => Act::CorrectionsDecided,
        Decision::Comment(_) => Act::MessagesDecided,
    };
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for id in ids {
        if let Some(letter) = letter_of(tx, *id)? {
            *counted.entry(letter).or_default() += 1;
        }
    }
    for (letter, number) in counted {
        record(tx, by, &Deed::about(act, &letter, number), context.now)?;
    }
    Ok(())
}

fn each(ids: &[SignatureId], mut one: impl FnMut(SignatureId) -> Result<bool, StoreError>) -> Result<(), DecideError> {
    let mut refused = Vec::new();
    for id in ids {
        if !one(*id)? {
            refused.push(*id);
        }
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(DecideError::Numbers(refused))
    }
}

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
