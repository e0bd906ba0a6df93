//! Decides who is to blame for a failure, and so what happens next.
//!
//! * The **relay or us** (reaching it, its greeting, `EHLO`, TLS, `AUTH`, `MAIL FROM`, a limit on us at any step): nothing more is sent
//!   until it accepts something again, nothing is lost, no attempt is counted.
//! * The **recipient** (`RCPT TO`) or the **message** (from `DATA` to its end): that mail alone is deferred or has failed. The same holds
//!   for silence, a lost connection and a refusal for policy reasons at these steps, until several domains meet them. `421` says only that
//!   the relay closes this connection: relays say it of a recipient whose server they can't reach as well as of us, and naming such a
//!   recipient must not stop everyone's mail. `5.4.5` is congestion, and RFC 3463 does not say whose.
//! * **No answer** to the final dot: the relay may have the mail.

use super::failure::{FailureKind, RelayFailure, Step};
use super::reply::Reply;
use super::{Attempt, Repeat};

/// The consequences of a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// For the mail.
    pub attempt: Attempt,
    /// For the relay.
    pub relay: RelayVerdict,
    /// For other mails to the recipient's domain.
    pub domain: DomainVerdict,
}

/// What an attempt says about the relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelayVerdict {
    /// Nothing: it was not asked.
    Nothing,
    /// It works: it accepted a mail, or spoke about one.
    Works,
    /// It refused a mail in words that may be about us: they are if it refuses several mails alike.
    Doubtful,
    /// It failed at this recipient: if it fails alike at recipients of several domains, it counts as down.
    Suspect,
    /// It accepts nothing from us now.
    Down,
}

/// What an attempt says about the recipient's domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DomainVerdict {
    /// Nothing.
    Nothing,
    /// It accepts mail.
    Takes,
    /// It, or one of its mailboxes, defers mail.
    Defers,
    /// Nobody at it can be reached now.
    DefersAll,
}

/// Phrases about how much we may send, from relays that say it with the code of something else.
const LIMITS: &[&str] = &[
    "daily limit",
    "daily user sending",
    "daily sending",
    "hourly limit",
    "sending limit",
    "sending quota",
    "message quota",
    "rate limit",
    "relay limit",
    "too many messages",
    "too many emails",
    "unusual rate",
];

/// Phrases about us in a temporary refusal for policy reasons. A greylist, which concerns one recipient, uses others.
const ABOUT_US: &[&str] = &[
    "your ip",
    "client host",
    "authenticat",
    "blocked",
    "blacklist",
    "blocklist",
    "reputation",
];

/// Judges a failure.
pub fn judge(trouble: &RelayFailure, repeat: Repeat) -> Verdict {
    let words = trouble.to_string();
    let verdict = |attempt: Attempt, relay: RelayVerdict, domain: DomainVerdict| Verdict { attempt, relay, domain };
    let held = |relay| verdict(Attempt::Held(words.clone()), relay, DomainVerdict::Nothing);
    match (&trouble.what, trouble.step) {
        (FailureKind::Stopped, Step::End) => unanswered(words, repeat, RelayVerdict::Nothing),
        (FailureKind::Stopped, _) => held(RelayVerdict::Nothing),
        (_, step) if step <= Step::Sender => held(RelayVerdict::Down),
        (FailureKind::Refused(reply), _) if about_us(reply) => held(RelayVerdict::Down),
        (FailureKind::Refused(reply), step) => refused(reply, step, words),
        (_, Step::End) => unanswered(words, repeat, RelayVerdict::Down),
        // It counts as an attempt, since this very mail may be what the relay falls silent at. Each silence occupies a
        // lane for long, so one is enough.
        (FailureKind::Silence, _) => verdict(Attempt::Again(words), RelayVerdict::Suspect, DomainVerdict::DefersAll),
        _ => verdict(Attempt::Again(words), RelayVerdict::Suspect, DomainVerdict::Defers),
    }
}

/// Judges silence after the final dot: the relay may have the mail.
fn unanswered(words: String, repeat: Repeat, relay: RelayVerdict) -> Verdict {
    let attempt = match repeat {
        Repeat::Never => Attempt::Uncertain(words),
        Repeat::Allowed => Attempt::Again(words),
    };
    Verdict {
        attempt,
        relay,
        domain: DomainVerdict::Nothing,
    }
}

/// Judges a reply about the recipient or the message.
fn refused(reply: &Reply, step: Step, words: String) -> Verdict {
    let at_recipient = step == Step::Recipient;
    let may_be_us = reply.code == 421 || reply.code >= 500 && doubtful(reply, step);
    if step < Step::End && may_be_us {
        return Verdict {
            attempt: Attempt::Again(words),
            relay: RelayVerdict::Suspect,
            domain: DomainVerdict::Defers,
        };
    }
    if reply.code >= 500 && !mailbox_is_full(reply) {
        let relay = if doubtful(reply, step) {
            RelayVerdict::Doubtful
        } else {
            RelayVerdict::Works
        };
        return Verdict {
            attempt: Attempt::Failed(words),
            relay,
            domain: DomainVerdict::Nothing,
        };
    }
    let domain = match reply.enhanced() {
        _ if !at_recipient => DomainVerdict::Nothing,
        // The mailbox itself: full, disabled, too many mails for one person.
        Some([_, 2, _]) => DomainVerdict::Nothing,
        Some([_, 4, _] | [_, 1, 2]) => DomainVerdict::DefersAll,
        _ => DomainVerdict::Defers,
    };
    Verdict {
        attempt: Attempt::Again(words),
        relay: RelayVerdict::Works,
        domain,
    }
}

/// Returns whether a reply says that the mailbox is full. RFC 3463 calls this (X.2.2) a failure that may pass; many relays answer 552 all
/// the same.
fn mailbox_is_full(reply: &Reply) -> bool {
    matches!(reply.enhanced(), Some([_, 2, 2]))
}

/// Returns whether a reply to `RCPT` or later is about us.
fn about_us(reply: &Reply) -> bool {
    let said = reply.words().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|it| said.contains(it));
    match (reply.code, reply.enhanced()) {
        // It is about the recipient's mailbox or address, whatever the words are.
        (_, Some([_, 2, _] | [_, 1, 1..=6])) => false,
        // Authentication (RFC 4954) and encryption. Our address: bad, or not ours to use (RFC 3463: X.1.7, X.1.8). Credentials,
        // permission to send, rates, checks of our domain (SPF, DKIM, reverse DNS).
        (454 | 530 | 534 | 535 | 538, _) | (_, Some([_, 1, 7 | 8] | [_, 7, 8 | 9 | 11 | 20..=29 | 57 | 60])) => true,
        (400..500, Some([_, 7, _])) => says(ABOUT_US) || says(LIMITS),
        _ => says(LIMITS),
    }
}

/// Returns whether a reply is a permanent refusal for policy reasons: of this mail, or of everything that comes from us. `554` to the
/// command `DATA` is one: the relay has accepted the recipient, and has not seen the message.
fn doubtful(reply: &Reply, step: Step) -> bool {
    match reply.enhanced() {
        Some([_, 7, _] | [_, 4, 5]) => true,
        Some([_, 1 | 2, _]) => false,
        _ if step == Step::Data && reply.code == 554 => true,
        Some(_) => false,
        None => step == Step::End || reply.words().to_lowercase().contains("relay"),
    }
}

#[cfg(test)]
mod tests;
