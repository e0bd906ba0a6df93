//! Decides about all signatures that a filter finds, a portion at a time, and undoes that in the same way.
//!
//! What is decided is what staff saw: signatures that came or changed after they looked stay as they are. A portion is read first, and then
//! decided in one transaction, which notes how far it came. So a stop, a crash or a second machine neither skips a signature nor decides about one
//! twice, and others can sign in between.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rocket::Shutdown;

use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::config::Config;
use crate::mail::MailContext;
use crate::outbox::kinds;
use crate::outbox::store::staff::put_behind;
use crate::review::decide::{Decision, Keeper};
use crate::review::store::jobs::{self, Job, Task};
use crate::review::store::made::{self, Decided, DecisionId, Kind, Phase};
use crate::review::undo::{Undone, put_back_one};
use crate::sheet::Filter;
use crate::sheet::store::SheetError;
use crate::sheet::store::portions::{Found, now_of, portion};
use crate::signatures::ids::SignatureId;
use crate::store::{Store, StoreError, Tx};

/// How many signatures are decided in one transaction.
pub const PORTION: usize = 100;

/// How often the service looks for decisions that others began.
const LOOK: Duration = Duration::from_secs(2);

/// A decision about all that a filter finds.
#[derive(Clone, Debug)]
pub struct Order {
    /// Which signatures.
    pub filter: Filter,
    /// What is decided: an approval without evidence, a rejection or a hold.
    pub decision: Decision,
    /// When staff saw what the filter finds, how many there were, and the last one.
    pub seen_at: Timestamp,
    /// How many there were.
    pub expected: u32,
    /// The last one.
    pub until: SignatureId,
}

/// Begins a decision; [`step`] carries it out. `None` if it is of another kind.
pub fn begin(
    tx: &Tx<'_>,
    by: By,
    letter: &str,
    order: &Order,
    now: Timestamp,
) -> Result<Option<DecisionId>, StoreError> {
    let Some(kind) = order.decision.kind() else {
        return Ok(None);
    };
    let described = order.filter.described().into_iter();
    let task = Task {
        filter: described.map(|(key, value)| (key.to_owned(), value)).collect(),
        rejection: match &order.decision {
            Decision::Reject(rejection) => Some(rejection.clone()),
            _ => None,
        },
        seen_at: order.seen_at.as_microsecond(),
    };
    let id = jobs::add(tx, (letter, kind, by), &task, (order.expected, order.until), now)?;
    record(tx, by, &Deed::about(Act::BulkBegun, letter, order.expected), now)?;
    Ok(Some(id))
}

/// Begins to undo a decision on a letter; [`step`] carries it out. Returns `false` if it is not carried out, or is undone already.
pub fn begin_undo(tx: &Tx<'_>, by: By, letter: &str, id: DecisionId, now: Timestamp) -> Result<bool, StoreError> {
    let job = jobs::find(tx, id)?.filter(|it| it.made.letter == letter && it.made.phase == Phase::Done);
    let Some(job) = job else { return Ok(false) };
    jobs::advance(tx, id, (Phase::Undoing, SignatureId::NONE), job.progress)?;
    let deed = Deed::about(Act::DecisionsUndone, letter, job.progress.decided);
    record(tx, by, &deed, now)?;
    Ok(true)
}

/// What carries decisions out.
#[derive(Clone)]
pub struct Work {
    /// The database.
    pub store: Store,
    /// The settings.
    pub config: Arc<Config>,
    /// The domain of Message-IDs.
    pub mail_domain: String,
}

/// Whether a decision has portions left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It has.
    More,
    /// All is done.
    Last,
}

/// What a portion is about, as it was read.
enum Portion {
    Decide(Decision, Vec<Found>),
    PutBack(Vec<Decided>),
}

/// Carries out one portion of a decision.
pub async fn step(work: &Work, id: DecisionId) -> Result<Step, StoreError> {
    let read = move |db: &crate::store::Read<'_>| {
        let Some(job) = jobs::find(db, id)? else {
            return Ok(None);
        };
        let found = match (job.made.phase, &job.task) {
            (Phase::Going, Some(task)) => match asked(task, job.made.kind) {
                Some((filter, decision)) => {
                    let rows = match portion(db, &filter, job.done_to, PORTION) {
                        Ok(rows) => rows,
                        // It can't be asked any more; nothing is left to find.
                        Err(SheetError::Filter(_)) => Vec::new(),
                        Err(SheetError::Store(error)) => return Err(error),
                    };
                    Portion::Decide(decision, rows)
                }
                None => return Ok(None),
            },
            (Phase::Undoing, _) => Portion::PutBack(made::decided(db, id, job.done_to, PORTION)?),
            _ => return Ok(None),
        };
        Ok::<_, StoreError>(Some((job, found)))
    };
    let Some((job, found)) = work.store.read(read).await? else {
        return Ok(Step::Last);
    };
    let (config, mail_domain) = (Arc::clone(&work.config), work.mail_domain.clone());
    let write = move |tx: &Tx<'_>| {
        let now = jobs::find(tx, id)?;
        let is_same = now.is_some_and(|it| it.made.phase == job.made.phase && it.done_to == job.done_to);
        if !is_same {
            // Another machine was quicker.
            return Ok(Step::More);
        }
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now: config.clock.now(),
        };
        match found {
            Portion::Decide(decision, rows) => decide(tx, &context, &job, (&decision, &rows)),
            Portion::PutBack(rows) => put_back(tx, &context, &job, &rows),
        }
    };
    work.store.write(write).await
}

/// Returns what a task asks for; `None` if a newer version wrote it.
fn asked(task: &Task, kind: Kind) -> Option<(Filter, Decision)> {
    let filter = Filter::restored(task.filter.iter().map(|(key, value)| (key.as_str(), value.as_str())))?;
    let decision = match kind {
        Kind::Approve => Decision::Approve { evidence: None },
        Kind::Hold => Decision::Hold,
        Kind::Reject => Decision::Reject(task.rejection.clone()?),
    };
    Some((filter, decision))
}

fn decide(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    job: &Job,
    (decision, rows): (&Decision, &[Found]),
) -> Result<Step, StoreError> {
    let (id, letter) = (job.made.id, job.made.letter.as_str());
    let seen_at = job.task.as_ref().map_or(0, |it| it.seen_at);
    let mut keeper = Keeper::of(job.made.by, decision, (letter, id));
    let (mut progress, mut done_to) = (job.progress, job.done_to);
    for row in rows.iter().filter(|row| row.id <= job.until) {
        done_to = row.id;
        if row.state_at > seen_at || now_of(tx, row.id)?.as_ref() != Some(row) {
            progress.changed += 1;
        } else if keeper.decide(tx, context, row.id, decision)? {
            progress.decided += 1;
            // Single people wait for other emails.
            put_behind(tx, (&[kinds::REVIEWED], row.id), context.now)?;
        } else {
            progress.impossible += 1;
        }
    }
    let is_last = rows.len() < PORTION || rows.last().is_some_and(|row| row.id > job.until);
    if !is_last {
        jobs::advance(tx, id, (Phase::Going, done_to), progress)?;
        return Ok(Step::More);
    }
    let looked_at = progress.decided + progress.changed + progress.impossible;
    progress.changed += progress.expected.saturating_sub(looked_at);
    jobs::advance(tx, id, (Phase::Done, done_to), progress)?;
    let act = match job.made.kind {
        Kind::Approve => Act::SignaturesApproved,
        Kind::Reject => Act::SignaturesRejected,
        Kind::Hold => Act::SignaturesHeld,
    };
    record(
        tx,
        job.made.by,
        &Deed::about(act, letter, progress.decided),
        context.now,
    )?;
    Ok(Step::Last)
}

fn put_back(tx: &Tx<'_>, context: &MailContext<'_>, job: &Job, rows: &[Decided]) -> Result<Step, StoreError> {
    let (mut undone, id) = (Undone::default(), job.made.id);
    for row in rows {
        put_back_one(tx, context, id, row, &mut undone)?;
    }
    let mut progress = job.progress;
    progress.put_back += u32::try_from(undone.back.len()).unwrap_or(0);
    let done_to = rows.last().map_or(job.done_to, |row| row.signature);
    let (phase, step) = if rows.len() < PORTION {
        (Phase::Undone, Step::Last)
    } else {
        (Phase::Undoing, Step::More)
    };
    jobs::advance(tx, id, (phase, done_to), progress)?;
    Ok(step)
}

/// Carries out, until shutdown, what was begun here or on another machine, also before a restart. Of several machines, one does.
pub async fn run(work: Work, shutdown: Shutdown) {
    tokio::pin!(shutdown);
    loop {
        if *work.store.leads().borrow() {
            tokio::select! {
                ended = all(&work) => {
                    if let Err(error) = ended {
                        tracing::error!(event = "review.bulk_failed", %error);
                    }
                }
                () = &mut shutdown => return,
            }
        }
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Carries out all that is left. One that fails keeps no other from being carried out.
pub async fn all(work: &Work) -> Result<(), StoreError> {
    let mut first = Ok(());
    for id in work.store.read(jobs::unfinished).await? {
        let ended = to_the_end(work, id).await;
        first = first.and(ended);
    }
    first
}

async fn to_the_end(work: &Work, id: DecisionId) -> Result<(), StoreError> {
    while step(work, id).await? == Step::More {}
    Ok(())
}
