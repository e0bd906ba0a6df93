//! What is under way: each mail in a lane of its own.

use std::collections::HashMap;

use tokio::task::{Id, JoinSet};

use super::Worker;
use crate::outbox::store::{Claim, Room};
use crate::outbox::trouble::Trouble;
use crate::outbox::verdict::{Domain, Says, Verdict};
use crate::outbox::{Attempt, Due};

/// How a lane ended.
pub(super) enum Ended {
    /// With a mail, whose row says how.
    Mail(Box<Report>),
    /// With a question to the relay, without a mail.
    Probe(Result<(), Trouble>),
    /// In a panic: the mail's row still says that it is under way.
    Panicked(Option<Due>),
}

/// What a mail met.
pub(super) struct Report {
    pub(super) due: Due,
    pub(super) verdict: Verdict,
    pub(super) trouble: Option<Trouble>,
}

impl Ended {
    pub(super) fn is_mail(&self) -> bool {
        matches!(self, Self::Mail(_))
    }
}

impl Report {
    /// Something that the relay has no part in.
    pub(super) fn ours(due: Due, attempt: Attempt) -> Self {
        let verdict = Verdict {
            attempt,
            relay: Says::Nothing,
            domain: Domain::Nothing,
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

    /// How much more may begin. One lane is always left for what comes new, and a quarter of all is for retries.
    pub(super) fn room(&self, at_once: usize) -> Room {
        let count = |which: fn(&Claim) -> bool| self.mails.values().filter(|claim| which(claim)).count();
        let behind = count(|claim| claim.again || claim.bulk);
        Room {
            all: at_once.saturating_sub(self.under_way.len()),
            behind: (at_once - 1).max(1).saturating_sub(behind),
            retries: (at_once / 4).max(1).saturating_sub(count(|claim| claim.again)),
        }
    }

    /// Begins a mail.
    pub(super) fn begin(&mut self, worker: Worker, claim: Claim) {
        let due = claim.due.clone();
        let task = self
            .under_way
            .spawn(async move { Ended::Mail(Box::new(worker.send(due).await)) });
        self.mails.insert(task.id(), claim);
    }

    /// Asks the relay how it fares.
    pub(super) fn probe(&mut self, worker: Worker) {
        self.under_way
            .spawn(async move { Ended::Probe(worker.mailer.probe(&worker.stop).await) });
    }

    /// The next one that ends; `None`: nothing is under way. Nothing is lost by a caller that waits for something else first.
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
