//! The writer thread and its group commit.
//!
//! Invariants: only this thread holds the read-write connection; a closure gets `Ok` only after the `COMMIT` that contains it has returned;
//! one closure's error or panic undoes that closure alone. What differs between a file and a server is behind [`Engine`].
//!
//! A commit looks into the queue twice: what arrives while the first closures run is included. Most of a commit's cost does not grow with
//! their number, and on a slow disk the wait for it is nearly all.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::entry::Entry;
use super::memory::Memory;
use super::signals::{Listeners, Signal};
use super::statements::Statements;
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

/// What the writer does in its database: one transaction at a time, with a savepoint for each closure.
pub(super) trait Engine: Send + 'static {
    /// Returns how long the thread waits for work before it [rests](Engine::rest).
    fn pause(&self) -> Duration;
    /// Begins a transaction, if what was acknowledged would be durable.
    fn begin(&mut self, memory: &Memory) -> Result<(), StoreError>;
    /// Returns what closures work with.
    fn tx<'a>(&'a self, memory: &'a Memory) -> Tx<'a>;
    /// Sets the savepoint of the next closure.
    fn savepoint(&mut self) -> Result<(), StoreError>;
    /// Keeps what followed the savepoint, for the commit.
    fn release(&mut self) -> Result<(), StoreError>;
    /// Returns whether the transaction has ended before its commit, or can only be rolled back.
    fn is_over(&self) -> bool;
    /// Returns why closures can't run, if it is.
    fn why_over(&self) -> StoreError;
    /// Undoes what followed the savepoint, and releases it.
    fn undo_one(&mut self) -> Result<(), StoreError>;
    /// Commits: `Ok` means durable. Other nodes, if there are any, hear the signals.
    fn commit(&mut self, signals: &[Signal]) -> Result<(), StoreError>;
    /// Undoes the whole transaction, if it is not over yet.
    fn roll_back(&mut self);
    /// Does what follows a commit before its callers are answered. `entries` go into the file of tombstones; if `wiped`, erased data must
    /// leave the disk.
    fn committed(&mut self, entries: Vec<Entry>, wiped: bool);
    /// Does what can wait until the callers are answered.
    fn answered(&mut self);
    /// Does a small step of what is pending, between two commits.
    fn rest(&mut self);
    /// Ends the connection.
    fn close(self);
}

/// What the writer shares with its store.
#[derive(Clone, Default)]
pub(super) struct Shared {
    pub(super) statements: Statements,
    /// How many commits erased something.
    pub(super) wipes: Arc<AtomicU64>,
    /// The listeners that are notified of each commit.
    pub(super) listeners: Listeners,
}

impl Writer {
    pub(super) fn start(engine: impl Engine, shared: Shared) -> Result<Self, StoreError> {
        let (queue, jobs) = channel();
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || run(engine, &shared, &jobs))
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
    /// Finishes what is queued, then ends the connection; later work is refused.
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

fn run(mut engine: impl Engine, shared: &Shared, jobs: &Receiver<Job>) {
    let memory = Memory::noting(shared.statements.clone());
    loop {
        match jobs.recv_timeout(engine.pause()) {
            Ok(first) => {
                let waiting = std::iter::once(first).chain(jobs.try_iter()).take(BATCH).collect();
                commit_together(&mut engine, shared, &memory, waiting, jobs);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        engine.rest();
    }
    engine.close();
}

fn commit_together(
    engine: &mut impl Engine,
    shared: &Shared,
    memory: &Memory,
    waiting: Vec<Job>,
    jobs: &Receiver<Job>,
) {
    if let Err(error) = engine.begin(memory) {
        if error.trouble() != Some(super::Trouble::Unsafe) {
            tracing::error!(event = "store.begin_failed", %error);
        }
        // Work queued in the meantime would wait as long again, so it is refused too; work that is queued because of
        // these refusals is not.
        let all: Vec<Job> = waiting.into_iter().chain(jobs.try_iter()).collect();
        return all.into_iter().for_each(|job| job.refuse(error.shared()));
    }
    memory.begin_turn();
    let mut kept = Vec::new();
    let mut goes_on = run_each(engine, memory, waiting, &mut kept);
    for _ in 1..LOOKS {
        goes_on = goes_on && run_each(engine, memory, jobs.try_iter().take(BATCH).collect(), &mut kept);
    }
    if !goes_on {
        tracing::error!(event = "store.transaction_ended", closures = kept.len());
        engine.roll_back();
        memory.forget();
        let why = engine.why_over();
        return kept.into_iter().for_each(|settle| settle(Err(why.shared())));
    }
    let ((entries, wiped), signals) = (memory.erased.take(), memory.signals.take());
    let committed = engine.commit(&signals);
    match committed {
        Ok(()) => {
            engine.committed(entries, wiped);
            if wiped {
                shared.wipes.fetch_add(1, Ordering::AcqRel);
            }
            shared.listeners.tell(&signals);
            for settle in kept {
                settle(Ok(()));
            }
            engine.answered();
        }
        Err(error) => {
            tracing::error!(event = "store.commit_failed", %error, closures = kept.len());
            engine.roll_back();
            memory.forget();
            for settle in kept {
                settle(Err(error.shared()));
            }
        }
    }
}

/// Runs some closures; `kept` takes those that wait for the commit. Returns `false` if the transaction is over, since SQLite itself ends it
/// on a full disk or an I/O error, and a server's connection may break. Anything run after that would be outside of it, so the rest is
/// refused.
fn run_each(engine: &mut impl Engine, memory: &Memory, batch: Vec<Job>, kept: &mut Vec<Settle>) -> bool {
    let mut batch = batch.into_iter();
    while !engine.is_over() {
        let Some(job) = batch.next() else { return true };
        kept.extend(in_savepoint(engine, memory, job));
    }
    batch.for_each(|job| job.refuse(engine.why_over()));
    false
}

/// Runs one closure; a failed one is undone and answered at once, a good one waits for the commit.
fn in_savepoint(engine: &mut impl Engine, memory: &Memory, job: Job) -> Option<Settle> {
    if let Err(error) = engine.savepoint() {
        job.refuse(error);
        return None;
    }
    let before = memory.mark();
    let ran = job.run(&engine.tx(memory));
    let (settle, told) = match ran {
        Ok(settle) => match engine.release() {
            Ok(()) => return Some(settle),
            Err(error) => (settle, Err(error)),
        },
        Err(settle) => (settle, Ok(())),
    };
    memory.undo_to(before);
    if !engine.is_over()
        && let Err(error) = engine.undo_one()
    {
        // The closure can't be rolled back by itself, so the whole batch is, and all its callers are told.
        tracing::error!(event = "store.savepoint_failed", %error);
        engine.roll_back();
    }
    settle(told);
    None
}
