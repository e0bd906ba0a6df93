//! The writer thread and its group commit.
//!
//! Invariants: only this thread holds the read-write connection; a closure gets `Ok` only after the `COMMIT` that contains it has returned;
//! one closure's error or panic undoes that closure alone. When it stops, one complete file is left.
//!
//! A commit looks into the queue twice: what arrives while the first closures run is included. Most of a commit's cost does not grow with
//! their number, and on a slow disk the wait for it is nearly all.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::checkpoints::Checkpoints;
use super::condition::Condition;
use super::entry::Entry;
use super::erasures::Ledger;
use super::guard::Guard;
use super::query::Memory;
use super::rescue;
use super::signals::Listeners;
use super::statements::Statements;
use super::wiping::Wiping;
use super::{StoreError, Tx};

/// How many closures one look into the queue takes at most.
const BATCH: usize = 256;

/// How often a commit looks into the queue: what arrives while the first closures run is included, since most of a commit's cost is the
/// same for one as for fifty, above all on a slow disk. Not more often, so that the first caller need not wait forever.
const LOOKS: usize = 2;

/// Gives a caller the result of its commit.
type Settle = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// A queued closure with its waiting caller.
trait Work: Send {
    /// Runs the closure: `Ok` asks to keep its changes, `Err` to undo them; either way a caller waits for the result.
    fn run(self: Box<Self>, tx: &Tx<'_>) -> Result<Settle, Settle>;
    /// Fails without running it.
    fn refuse(self: Box<Self>, why: StoreError);
}

type Job = Box<dyn Work>;

struct Pending<F, A> {
    work: F,
    answer: A,
}

impl<T, E, F, A> Work for Pending<F, A>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: FnOnce(&Tx<'_>) -> Result<T, E> + Send,
    A: FnOnce(Result<T, E>) + Send + 'static,
{
    fn run(self: Box<Self>, tx: &Tx<'_>) -> Result<Settle, Settle> {
        let Self { work, answer } = *self;
        match catch_unwind(AssertUnwindSafe(|| work(tx))) {
            Ok(Ok(value)) => Ok(Box::new(move |commit| answer(commit.map(|()| value).map_err(E::from)))),
            Ok(Err(error)) => Err(Box::new(move |_| answer(Err(error)))),
            Err(_) => Err(Box::new(move |_| answer(Err(StoreError::Panicked.into())))),
        }
    }

    fn refuse(self: Box<Self>, why: StoreError) {
        (self.answer)(Err(why.into()));
    }
}

pub(super) struct Writer {
    queue: Mutex<Option<Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// The connection, and what must hold before each commit and happen after it.
pub(super) struct WriterState {
    /// What could not be appended to the file of tombstones yet.
    pub(super) unfiled: Vec<Entry>,
    pub(super) checkpoints: Checkpoints,
    pub(super) connection: Connection,
    pub(super) guard: Guard,
    /// The copy of a database whose file has no name any more.
    pub(super) rescued: Option<PathBuf>,
    pub(super) ledger: Ledger,
    pub(super) condition: Arc<Condition>,
    pub(super) wiping: Wiping,
    pub(super) statements: Statements,
    /// How many commits erased something.
    pub(super) wipes: Arc<AtomicU64>,
    /// The listeners that are notified of each commit.
    pub(super) listeners: Listeners,
}

impl Writer {
    pub(super) fn start(state: WriterState) -> Result<Self, StoreError> {
        let (queue, jobs) = channel();
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || run(state, &jobs))
            .map_err(|source| StoreError::Io {
                path: "store-writer thread".to_owned(),
                source,
            })?;
        Ok(Self {
            queue: Mutex::new(Some(queue)),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Queues `work`; `answer` is called once, after the commit (or the failure) that decides it.
    pub(super) fn submit<T, E, F, A>(&self, work: F, answer: A) -> Result<(), StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
        A: FnOnce(Result<T, E>) + Send + 'static,
    {
        let job: Job = Box::new(Pending { work, answer });
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue
            .as_ref()
            .and_then(|queue| queue.send(job).ok())
            .ok_or(StoreError::Closed)
    }
}

impl Writer {
    /// Finishes what is queued, then closes the file; later work is refused.
    pub(super) fn stop(&self) {
        drop(self.queue.lock().unwrap_or_else(PoisonError::into_inner).take());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread
            && thread.thread().id() != std::thread::current().id()
        {
            drop(thread.join());
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(mut state: WriterState, jobs: &Receiver<Job>) {
    let memory = Memory::noting(state.statements.clone());
    loop {
        match jobs.recv_timeout(state.wiping.pause()) {
            Ok(first) => {
                let waiting = std::iter::once(first).chain(jobs.try_iter()).take(BATCH).collect();
                commit_together(&mut state, &memory, waiting, jobs);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        wipe(&mut state);
    }
    close(state);
}

/// Runs a step of the wiping, if the file is ours and intact. It checks this even if nobody writes: staff should hear of it before the next
/// signer does.
pub(super) fn wipe(state: &mut WriterState) {
    if state.guard.check().is_err() {
        rescue::at_once(&state.guard, &state.connection, &mut state.rescued);
    } else if state.condition.check().is_ok() {
        state.wiping.step(&state.connection);
    }
}

/// Writes everything into the one file, so that a copy of it is complete. The last connection that closes removes the log.
fn close(mut state: WriterState) {
    state.checkpoints.stop();
    if state.guard.check().is_err() {
        return rescue::leave(&state.guard, state.connection, state.rescued);
    }
    if state.condition.check().is_ok() {
        state.wiping.finish(&state.connection);
    }
    if let Err((_, error)) = state.connection.close() {
        tracing::warn!(event = "store.not_closed", %error);
    }
}

fn commit_together(state: &mut WriterState, memory: &Memory, waiting: Vec<Job>, jobs: &Receiver<Job>) {
    let connection = &state.connection;
    if let Err(error) = begin(state) {
        if error.trouble() != Some(super::Trouble::Unsafe) {
            tracing::error!(event = "store.begin_failed", %error);
        }
        // Work queued in the meantime would wait as long again, so it is refused too; work that is queued because of
        // these refusals is not.
        let all: Vec<Job> = waiting.into_iter().chain(jobs.try_iter()).collect();
        return all.into_iter().for_each(|job| job.refuse(error.shared()));
    }
    let mut kept = Vec::new();
    let mut goes_on = run_each(connection, memory, waiting, &mut kept);
    for _ in 1..LOOKS {
        goes_on = goes_on && run_each(connection, memory, jobs.try_iter().take(BATCH).collect(), &mut kept);
    }
    if !goes_on {
        tracing::error!(event = "store.transaction_ended", closures = kept.len());
        memory.forget();
        return kept.into_iter().for_each(|settle| settle(Err(StoreError::Full)));
    }
    // The check is repeated, since a transaction may take a while.
    let committed = state
        .guard
        .check()
        .and_then(|()| connection.execute_batch("COMMIT").map_err(StoreError::from));
    let ((entries, wipes), signals) = (memory.erased.take(), memory.signals.take());
    match committed {
        Ok(()) => {
            state.ledger.append_or_keep(&mut state.unfiled, entries);
            if wipes {
                state.wipes.fetch_add(1, Ordering::AcqRel);
                state.wiping.ask();
            }
            state.listeners.tell(&signals);
            for settle in kept {
                settle(Ok(()));
            }
            state.checkpoints.committed(connection);
        }
        Err(error) => {
            tracing::error!(event = "store.commit_failed", %error, closures = kept.len());
            roll_back(connection);
            memory.forget();
            for settle in kept {
                settle(Err(error.shared()));
            }
        }
    }
}

fn begin(state: &WriterState) -> Result<(), StoreError> {
    state.condition.check()?;
    state.guard.check()?;
    state.connection.execute_batch("BEGIN IMMEDIATE")?;
    Ok(())
}

/// Runs some closures; `kept` takes those that wait for the commit. Returns `false` if the transaction is over, since SQLite itself ends it
/// on a full disk or an I/O error. Anything run after that would be outside of it, so the rest is refused.
fn run_each(connection: &Connection, memory: &Memory, batch: Vec<Job>, kept: &mut Vec<Settle>) -> bool {
    let mut batch = batch.into_iter();
    while !connection.is_autocommit() {
        let Some(job) = batch.next() else { return true };
        kept.extend(in_savepoint(connection, memory, job));
    }
    batch.for_each(|job| job.refuse(StoreError::Full));
    false
}

/// Runs one closure; a failed one is undone and answered at once, a good one waits for the commit.
fn in_savepoint(connection: &Connection, memory: &Memory, job: Job) -> Option<Settle> {
    let tx = Tx::new(connection, memory);
    if let Err(error) = tx.execute("SAVEPOINT one", []) {
        job.refuse(error);
        return None;
    }
    let before = memory.mark();
    let (settle, told) = match job.run(&tx) {
        Ok(settle) => match tx.execute("RELEASE one", []) {
            Ok(_) => return Some(settle),
            Err(error) => (settle, Err(error)),
        },
        Err(settle) => (settle, Ok(())),
    };
    memory.undo_to(before);
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK TO one; RELEASE one")
    {
        // The closure can't be rolled back by itself, so the whole batch is, and all its callers are told.
        tracing::error!(event = "store.savepoint_failed", %error);
        roll_back(connection);
    }
    settle(told);
    None
}

fn roll_back(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::error!(event = "store.rollback_failed", %error);
    }
}
