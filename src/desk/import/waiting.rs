//! Lists that were uploaded and wait for a decision. They are in memory only: nothing of them is on the disk, and nothing is left after a
//! restart. Each is dropped once it is imported or discarded, and after an hour in any case.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::report::{Meter, Report};
use crate::audit::StaffId;
use crate::letters::Party;
use crate::staff::token::Token;
use crate::web::form::Typed;

/// How long a list waits.
const KEPT: Duration = Duration::from_hours(1);

/// How many lists wait at once: each may be as large as a file can be. The one that has waited longest makes room for another.
const MOST: usize = 4;

/// A list that waits.
#[derive(Clone)]
pub(super) struct Waiting {
    pub(super) account: StaffId,
    pub(super) letter: String,
    /// The kind of its signers.
    pub(super) party: Party,
    /// The name of the file.
    pub(super) name: String,
    /// The file; `None` once it was imported.
    pub(super) bytes: Option<Arc<Vec<u8>>>,
    since: Timestamp,
    /// What staff chose last.
    pub(super) settings: Typed,
    pub(super) stage: Stage,
}

/// What was done with a list.
#[derive(Clone)]
pub(super) enum Stage {
    /// Its columns are being chosen.
    Columns,
    /// It is being checked or imported.
    Working(Arc<Meter>),
    /// It was checked.
    Checked(Arc<Report>),
    /// It was imported.
    Imported(Arc<Report>),
    /// It could not be checked or imported, for the reason in this message.
    Failed(String),
}

impl Waiting {
    pub(super) fn new((account, letter, party): (StaffId, &str, Party), name: String, bytes: Arc<Vec<u8>>) -> Self {
        Self {
            account,
            letter: letter.to_owned(),
            party,
            name,
            bytes: Some(bytes),
            since: Timestamp::UNIX_EPOCH,
            settings: Typed::default(),
            stage: Stage::Columns,
        }
    }
}

/// All lists that wait, by the names in their addresses; managed by Rocket.
#[derive(Clone)]
pub struct Imports {
    lists: Arc<Mutex<HashMap<String, Waiting>>>,
    /// One list is worked on at a time: while its rows are written, nobody else can sign.
    desk: Arc<Semaphore>,
}

impl Default for Imports {
    fn default() -> Self {
        Self {
            lists: Arc::default(),
            desk: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Imports {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Waiting>> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the turn to work on a list, unless another one is being worked on.
    pub(super) fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.desk).try_acquire_owned().ok()
    }

    /// Keeps a list in place of an earlier one of the same account; returns its name, which can't be guessed.
    pub(super) fn keep(&self, list: Waiting, now: Timestamp) -> String {
        let name = Token::random().as_text();
        let mut all = self.lock();
        forget(&mut all, now);
        all.retain(|_, it| it.account != list.account || matches!(it.stage, Stage::Working(_)));
        while all.len() >= MOST {
            let idle = all.iter().filter(|(_, it)| !matches!(it.stage, Stage::Working(_)));
            let Some(oldest) = idle.min_by_key(|(_, it)| it.since).map(|(name, _)| name.clone()) else {
                break;
            };
            all.remove(&oldest);
        }
        all.insert(name.clone(), Waiting { since: now, ..list });
        drop(all);
        self.forget_in_time(name.clone());
        name
    }

    /// Drops a list after its time on the machine, even if nobody asks for it again and whatever the service's clock says.
    fn forget_in_time(&self, name: String) {
        let all = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(KEPT).await;
            all.discard(&name);
        });
    }

    /// Returns a list of an account for a letter.
    pub(super) fn find(&self, name: &str, (account, letter): (StaffId, &str), now: Timestamp) -> Option<Waiting> {
        let mut all = self.lock();
        forget(&mut all, now);
        let found = all.get(name)?;
        (found.account == account && found.letter == letter).then(|| found.clone())
    }

    /// Changes a list, unless it is gone.
    pub(super) fn change(&self, name: &str, change: impl FnOnce(&mut Waiting)) {
        if let Some(list) = self.lock().get_mut(name) {
            change(list);
        }
    }

    /// Drops a list.
    pub(super) fn discard(&self, name: &str) {
        self.lock().remove(name);
    }
}

fn forget(all: &mut HashMap<String, Waiting>, now: Timestamp) {
    let kept = SignedDuration::try_from(KEPT).unwrap_or_default();
    all.retain(|_, it| now.duration_since(it.since) < kept || matches!(it.stage, Stage::Working(_)));
}
