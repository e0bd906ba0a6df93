//! The timeouts of a conversation's steps.

use std::time::Duration;

/// The timeout of each step; RFC 5321, 4.5.3.2 gives the upper limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Patience {
    /// For resolving the relay's address, and for each connection attempt.
    pub connect: Duration,
    /// For the greeting (RFC: 5 minutes).
    pub greeting: Duration,
    /// For `EHLO`, `STARTTLS` with the handshake, and `AUTH`.
    pub introduction: Duration,
    /// For `RSET` on a kept connection: one that does not answer quickly is not worth waiting for.
    pub reset: Duration,
    /// For `MAIL` (RFC: 5 minutes).
    pub sender: Duration,
    /// For `RCPT` (RFC: 5 minutes).
    pub recipient: Duration,
    /// For `DATA` (RFC: 2 minutes).
    pub data: Duration,
    /// For each block of the message (RFC: 3 minutes).
    pub block: Duration,
    /// For the reply to the final dot (RFC: 10 minutes).
    pub end: Duration,
}

impl Patience {
    /// Derives the timeouts from the setting in seconds, within the RFC's limits. The final dot gets five times as long, since relays scan
    /// a mail before they reply to it.
    pub fn of(seconds: u32) -> Self {
        let each = |most: u64| Duration::from_secs(u64::from(seconds).clamp(1, most));
        Self {
            connect: each(60),
            greeting: each(300),
            introduction: each(300),
            reset: each(5),
            sender: each(300),
            recipient: each(300),
            data: each(120),
            block: each(180),
            end: Duration::from_secs((u64::from(seconds) * 5).clamp(1, 600)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_step_may_take_longer_than_rfc_5321_allows() {
        let most = Patience::of(u32::MAX);
        assert_eq!(
            [
                most.greeting,
                most.sender,
                most.recipient,
                most.data,
                most.block,
                most.end
            ]
            .map(|it| it.as_secs()),
            [300, 300, 300, 120, 180, 600]
        );
        let usual = Patience::of(60);
        assert_eq!((usual.recipient.as_secs(), usual.end.as_secs()), (60, 300));
        assert_eq!(Patience::of(0).greeting.as_secs(), 1);
    }
}
