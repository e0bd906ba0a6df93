//! The lanes: each mail that is being sent has a lane of its own.

use std::collections::HashMap;

use tokio::task::{Id, JoinSet};

use super::Worker;
use crate::outbox::failure::RelayFailure;
use crate::outbox::store::{Claim, FreeLanes};
use crate::outbox::verdict::{DomainVerdict, RelayVerdict, Verdict};
use crate::outbox::{Attempt, Due};

/// How a lane ended.
pub(super) enum Ended {
    /// With a mail, whose row holds the outcome.
    Mail(Box<Report>),
    /// With a probe of the relay, without a mail.
    Probe(Result<(), RelayFailure>),
    /// In a panic: the mail's row still has its lease.
    Panicked(Option<Due>),
}

/// What happened to a mail.
pub(super) struct Report {
    pub(super) due: Due,
    pub(super) verdict: Verdict,
    pub(super) trouble: Option<RelayFailure>,
}

impl Ended {
    pub(super) fn is_mail(&self) -> bool {
        matches!(self, Self::Mail(_))
    }
}

impl Report {
    /// Creates a report about something that the relay has no part in.
    pub(super) fn ours(due: Due, attempt: Attempt) -> Self {
        let verdict = Verdict {
            attempt,
            relay: RelayVerdict::Nothing,
            domain: DomainVerdict::Nothing,
        };
        Self {
            due,
            verdict,
            trouble: None,
        }
    }
}

/// The lanes of one worker.
#[derive(Default)]
pub(super) struct Lanes {
    under_way: JoinSet<Ended>,
    mails: HashMap<Id, Claim>,
}

impl Lanes {
    pub(super) fn is_empty(&self) -> bool {
        self.under_way.is_empty()
    }

    /// Returns how much more may be started. One lane is always left for new mail, and retries take at most a quarter of all.
    pub(super) fn room(&self, at_once: usize) -> FreeLanes {
        let count = |which: fn(&Claim) -> bool| self.mails.values().filter(|claim| which(claim)).count();
        let behind = count(|claim| claim.again || claim.bulk);
        FreeLanes {
            all: at_once.saturating_sub(self.under_way.len()),
            behind: (at_once - 1).max(1).saturating_sub(behind),
            retries: (at_once / 4).max(1).saturating_sub(count(|claim| claim.again)),
        }
    }

    /// Starts a mail.
    pub(super) fn begin(&mut self, worker: Worker, claim: Claim) {
        let due = claim.due.clone();
        let task = self
            .under_way
            .spawn(async move { Ended::Mail(Box::new(worker.send(due).await)) });
        self.mails.insert(task.id(), claim);
    }

    /// Starts a probe of the relay.
    pub(super) fn probe(&mut self, worker: Worker) {
        self.under_way
            .spawn(async move { Ended::Probe(worker.mailer.probe(&worker.stop).await) });
    }

    /// Waits for the next lane to end; returns `None` if none is running. Cancelling this future loses nothing.
    pub(super) async fn next(&mut self) -> Option<Ended> {
        match self.under_way.join_next_with_id().await? {
            Ok((id, ended)) => {
                self.mails.remove(&id);
                Some(ended)
            }
            Err(panicked) => Some(Ended::Panicked(
                self.mails.remove(&panicked.id()).map(|claim| claim.due),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::{MailId, Repeat};

    /// Creates lanes with so many first attempts, bulk mails and retries running.
    fn under_way(first: usize, many: usize, retries: usize) -> Lanes {
        let mut lanes = Lanes::default();
        let claims = [(first, false, false), (many, false, true), (retries, true, false)];
        for (number, again, bulk) in claims {
            for _ in 0..number {
                let task = lanes.under_way.spawn(std::future::pending());
                let due = Due {
                    id: MailId::new(1),
                    kind: "test".to_owned(),
                    subject_id: 1,
                    payload: String::new(),
                    recipient: "a@example.org".to_owned(),
                    message_id: String::new(),
                    attempts: 1,
                    repeat: Repeat::Allowed,
                };
                lanes.mails.insert(task.id(), Claim { due, again, bulk });
            }
        }
        lanes
    }

    #[rstest::rstest]
    #[case::one_lane_is_for_everything(1, (0, 0, 0), (1, 1, 1))]
    #[case(2, (0, 0, 0), (2, 1, 1))]
    #[case(4, (0, 0, 0), (4, 3, 1))]
    #[case(8, (0, 0, 0), (8, 7, 2))]
    #[case(21, (0, 0, 0), (21, 20, 5))]
    #[case(8, (3, 0, 0), (5, 7, 2))]
    #[case(8, (0, 3, 0), (5, 4, 2))]
    #[case(8, (0, 0, 2), (6, 5, 0))]
    #[case(8, (0, 5, 2), (1, 0, 0))]
    #[case(8, (1, 5, 2), (0, 0, 0))]
    #[tokio::test]
    async fn one_lane_is_left_for_new_mail_and_retries_take_a_quarter(
        #[case] at_once: usize,
        #[case] (first, many, retries): (usize, usize, usize),
        #[case] room: (usize, usize, usize),
    ) {
        let room = FreeLanes {
            all: room.0,
            behind: room.1,
            retries: room.2,
        };
        assert_eq!(under_way(first, many, retries).room(at_once), room);
    }
}
