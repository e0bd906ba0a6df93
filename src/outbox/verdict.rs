//! Whose fault a failure is, which decides what happens next.
//!
//! * The **relay's or ours** (reaching it, its greeting, `EHLO`, TLS, `AUTH`, `MAIL FROM`, a limit for us wherever it is said):
//!   nothing more is sent until it takes something again, nothing is lost, no attempt is counted.
//! * The **recipient's** (`RCPT TO`) or the **message's** (from `DATA` to its end): that mail alone waits or has failed. So it is
//!   with silence, a lost connection and a refusal for reasons of policy there, until several domains meet the same. `421` says only
//!   that the relay ends this connection: relays say it of a recipient whose server they can't reach as well as of us, and whoever
//!   names such a recipient must not stop everyone's mail. `5.4.5` is congestion, of which RFC 3463 does not say whose.
//! * **No answer** to the final dot: the relay may have the mail.

use super::reply::Reply;
use super::trouble::{Step, Trouble, What};
use super::{Attempt, Repeat};

/// What a failure means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// For the mail.
    pub attempt: Attempt,
    /// For the relay.
    pub relay: Says,
    /// For others at the recipient's domain.
    pub domain: Domain,
}

/// What an attempt says about the relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// Nothing: it was not asked.
    Nothing,
    /// It works: it took a mail, or spoke about one.
    Works,
    /// It refused a mail in words that may be about us: the same words for several mails are.
    Doubtful,
    /// It failed at this recipient: if it fails alike at those of several domains, it takes nothing from us.
    Suspect,
    /// It takes nothing from us now.
    Down,
}

/// What an attempt says about the recipient's domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Domain {
    /// Nothing.
    Nothing,
    /// It takes mail.
    Takes,
    /// It, or one mailbox of it, wants to be asked later.
    Defers,
    /// Nobody at it can be reached now.
    DefersAll,
}

/// Words about how much we may send, of relays that say it with the code of something else.
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

/// Words about us in a temporary refusal for reasons of policy. A greylist, which is about one recipient, says others.
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
pub fn judge(trouble: &Trouble, repeat: Repeat) -> Verdict {
    let words = trouble.to_string();
    let verdict = |attempt: Attempt, relay: Says, domain: Domain| Verdict { attempt, relay, domain };
    let held = |relay| verdict(Attempt::Held(words.clone()), relay, Domain::Nothing);
    match (&trouble.what, trouble.step) {
        (What::Stopped, Step::End) => unanswered(words, repeat, Says::Nothing),
        (What::Stopped, _) => held(Says::Nothing),
        (_, step) if step <= Step::Sender => held(Says::Down),
        (What::Refused(reply), _) if about_us(reply) => held(Says::Down),
        (What::Refused(reply), step) => refused(reply, step, words),
        (_, Step::End) => unanswered(words, repeat, Says::Down),
        // Counted, for this very mail may be what the relay falls silent at. Each silence takes a lane for long: one is enough.
        (What::Silence, _) => verdict(Attempt::Again(words), Says::Suspect, Domain::DefersAll),
        _ => verdict(Attempt::Again(words), Says::Suspect, Domain::Defers),
    }
}

/// The final dot was written, and nothing was heard: the relay may have the mail.
fn unanswered(words: String, repeat: Repeat, relay: Says) -> Verdict {
    let attempt = match repeat {
        Repeat::Never => Attempt::Uncertain(words),
        Repeat::Allowed => Attempt::Again(words),
    };
    Verdict {
        attempt,
        relay,
        domain: Domain::Nothing,
    }
}

/// A reply about the recipient or the message.
fn refused(reply: &Reply, step: Step, words: String) -> Verdict {
    let at_recipient = step == Step::Recipient;
    let may_be_us = reply.code == 421 || reply.code >= 500 && doubtful(reply, step);
    if step < Step::End && may_be_us {
        return Verdict {
            attempt: Attempt::Again(words),
            relay: Says::Suspect,
            domain: Domain::Defers,
        };
    }
    if reply.code >= 500 && !mailbox_is_full(reply) {
        let relay = if doubtful(reply, step) {
            Says::Doubtful
        } else {
            Says::Works
        };
        return Verdict {
            attempt: Attempt::Failed(words),
            relay,
            domain: Domain::Nothing,
        };
    }
    let domain = match reply.enhanced() {
        _ if !at_recipient => Domain::Nothing,
        // The mailbox's own: full, disabled, too many mails for one person.
        Some([_, 2, _]) => Domain::Nothing,
        Some([_, 4, _] | [_, 1, 2]) => Domain::DefersAll,
        _ => Domain::Defers,
    };
    Verdict {
        attempt: Attempt::Again(words),
        relay: Says::Works,
        domain,
    }
}

/// RFC 3463 calls a full mailbox (X.2.2) a failure that may pass; many relays answer 552 all the same.
fn mailbox_is_full(reply: &Reply) -> bool {
    matches!(reply.enhanced(), Some([_, 2, 2]))
}

/// Whether a reply to `RCPT` or later is about us.
fn about_us(reply: &Reply) -> bool {
    let said = reply.words().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|it| said.contains(it));
    match (reply.code, reply.enhanced()) {
        // The recipient's mailbox or address, whatever the words are.
        (_, Some([_, 2, _] | [_, 1, 1..=6])) => false,
        // Authentication (RFC 4954) and encryption. Our address: bad, or not ours to use (RFC 3463: X.1.7, X.1.8). Credentials,
        // permission to send, rates, checks of our domain (SPF, DKIM, reverse DNS).
        (454 | 530 | 534 | 535 | 538, _) | (_, Some([_, 1, 7 | 8] | [_, 7, 8 | 9 | 11 | 20..=29 | 57 | 60])) => true,
        (400..500, Some([_, 7, _])) => says(ABOUT_US) || says(LIMITS),
        _ => says(LIMITS),
    }
}

/// A refusal for good for reasons of policy: of this mail, or of everything that comes from us. `554` to the command `DATA` is one:
/// the relay has taken the recipient, and has not seen the message.
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
