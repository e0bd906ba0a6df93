//! Sends an email again that a signer or an approver waits for, within the limits that protect inboxes.

use jiff::Timestamp;

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::mail::MailContext;
use crate::organizations::approval::notices::AskReason;
use crate::outbox::kinds;
use crate::outbox::store::staff::{Line, about_signature};
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::store::{self, LinkHolder, LinkTerms, Mailbox};
use crate::store::{Read, StoreError, Tx};

/// An email that can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Email {
    /// To the signer: the link to confirm.
    Confirmation,
    /// To those who have not decided for the organization: the link to approve.
    Approval,
    /// To the signer: the state of the signature, and the link to their own page.
    OwnPage,
}

impl Email {
    /// Returns what a signature in a state waits for; `None` if it is over.
    fn of(state: State) -> Option<Self> {
        match state {
            State::Pending => Some(Self::Confirmation),
            State::Awaiting => Some(Self::Approval),
            State::Held | State::Confirmed | State::Duplicate => Some(Self::OwnPage),
            State::Declined | State::Withdrawn | State::Disowned | State::Rejected => None,
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Confirmation | Self::OwnPage => kinds::CONFIRMATION,
            Self::Approval => kinds::APPROVAL,
        }
    }
}

/// An email that can be sent again, and what became of the last one.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// Which one.
    pub email: Email,
    /// The last one of its kind.
    pub last: Option<Line>,
    /// Whether the signer's address refuses email.
    pub is_closed: bool,
}

/// The answer to a request to send an email again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resent {
    /// It is sent now.
    Now,
    /// It is sent when the address may have another email.
    Later(Timestamp),
    /// It waits to be sent already.
    Waiting,
    /// The address has had as many emails as it may have.
    Limited,
    /// The owner of the address refuses email.
    Closed,
    /// The signature has changed, or waits for no email.
    Changed,
}

/// Returns which email can be sent again; `None` if the signature waits for none, has no address, or is demo data.
pub fn outlook(db: &Read<'_>, secret: &Secret, id: SignatureId) -> Result<Option<Outlook>, StoreError> {
    let Some((email, address, letter)) = waiting(db, id)? else {
        return Ok(None);
    };
    let last = about_signature(db, id)?.into_iter().rfind(|it| it.kind == email.kind());
    let is_closed = email != Email::Approval && Mailbox::new(secret, &letter, &address).is_closed(db)?;
    Ok(Some(Outlook { email, last, is_closed }))
}

fn waiting(db: &Read<'_>, id: SignatureId) -> Result<Option<(Email, EmailAddress, String)>, StoreError> {
    let Some(it) = store::signature_summary(db, id)? else {
        return Ok(None);
    };
    let address = store::signers_address(db, id)?.and_then(|it| EmailAddress::parse(&it).ok());
    let found = Email::of(it.state).zip(address);
    let found = match found {
        Some(found) if !store::is_invented(db, id)? => Some(found),
        _ => None,
    };
    Ok(found.map(|(email, address)| (email, address, it.slug)))
}

/// Sends it again, if the signature is still on the letter and in the state that the page showed.
pub fn resend(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    by: By,
    letter: &str,
    (id, shown): (SignatureId, &str),
) -> Result<Resent, StoreError> {
    let is_same = store::signature_summary(tx, id)?.is_some_and(|it| it.slug == letter && it.state.as_str() == shown);
    let Some((email, address, _)) = waiting(tx, id)?.filter(|_| is_same) else {
        return Ok(Resent::Changed);
    };
    let mails = about_signature(tx, id)?;
    if mails.iter().any(|it| it.kind == email.kind() && it.state == "queued") {
        return Ok(Resent::Waiting);
    }
    let resent = match email {
        Email::Approval => ask_again(tx, context, id)?,
        Email::Confirmation | Email::OwnPage => write_again(tx, context, (email, id), letter, &address)?,
    };
    if matches!(resent, Resent::Now | Resent::Later(_)) {
        record(tx, by, &Deed::about(Act::EmailsResent, letter, 1), context.now)?;
    }
    Ok(resent)
}

fn write_again(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    (email, id): (Email, SignatureId),
    letter: &str,
    address: &EmailAddress,
) -> Result<Resent, StoreError> {
    let config = context.config;
    let mailbox = Mailbox::new(&config.secret, letter, address);
    if mailbox.is_closed(tx)? {
        return Ok(Resent::Closed);
    }
    let Some(room) = context.room_at(tx, id, address.as_str())? else {
        return Ok(Resent::Limited);
    };
    if email == Email::Confirmation && !mailbox.count(tx, config.quotas.mails_per_letter_per_recipient)? {
        room.counted.as_none(tx)?;
        return Ok(Resent::Limited);
    }
    let terms = LinkTerms {
        confirm_hours: (email == Email::Confirmation).then_some(config.signing.link_valid_hours),
        own_days: config.signing.own_link_valid_days,
        origin: None,
        whose: LinkHolder::Signer,
    };
    let link = store::keep_link(tx, id, terms, context.now)?;
    let payload = serde_json::json!({ "link": link });
    context.owe_at(tx, (email.kind(), id), &payload, address.as_str(), room)?;
    Ok(when(room.due, context.now))
}

/// Asks those who have not decided once more.
fn ask_again(tx: &Tx<'_>, context: &MailContext<'_>, id: SignatureId) -> Result<Resent, StoreError> {
    let undecided = store::deciders(tx, id)?.into_iter().filter(|it| it.decision.is_none());
    let mut is_asked = false;
    for decider in undecided {
        is_asked |= context.ask(tx, id, decider.id, AskReason::First)?;
    }
    if !is_asked {
        return Ok(Resent::Limited);
    }
    let queued = about_signature(tx, id)?.into_iter();
    let due = queued
        .filter(|it| it.kind == kinds::APPROVAL)
        .filter_map(|it| it.due_at);
    Ok(when(due.min().unwrap_or(context.now), context.now))
}

fn when(due: Timestamp, now: Timestamp) -> Resent {
    if due <= now { Resent::Now } else { Resent::Later(due) }
}
