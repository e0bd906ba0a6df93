//! Watches the folder of letters, and triggers a reload when it has changed.
//!
//! Two methods complement each other. The system's file events report immediately that something happened. A periodic scan of the names,
//! sizes and times of all files finds what events miss: network mounts, a folder that was replaced, a link that was switched, a system
//! without watches to give. Only the scan decides, so that no event can cause an unnecessary reload.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::Watcher;

use super::folder_state::FolderState;
use crate::clock::Clock;

use sources::EventSources;

mod links;
mod sources;

/// The timing of the watcher.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// How long it must be quiet after an event, since an editor writes in several steps.
    pub quiet: Duration,
    /// How long to wait for quiet at most, since something else may write all the time.
    pub patience: Duration,
    /// The time between two scans if there are events.
    pub look: Duration,
    /// The time between two scans if there are none.
    pub look_alone: Duration,
    /// The time between two checks whether something is due.
    pub tick: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            quiet: Duration::from_millis(200),
            patience: Duration::from_secs(2),
            look: Duration::from_secs(30),
            look_alone: Duration::from_secs(5),
            tick: Duration::from_secs(1),
        }
    }
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detection {
    /// By the system's events, and by scans.
    EventsAndLooks,
    /// By scans alone.
    Looks,
}

/// The reaction to a change.
pub trait Reload: Send + 'static {
    /// Loads the files as they are now; [`Outcome::Again`] requests another call at the next scan, whether or not anything changed.
    fn reload(&mut self) -> Outcome;
    /// Returns whether a reload is due although no file changed.
    fn is_due(&mut self) -> bool;
}

/// The outcome of a reload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The files were loaded, or must be mended first.
    Settled,
    /// It failed for another reason than the files.
    Again,
}

/// Watches until it is dropped.
pub struct Watch {
    bell: Sender<Ring>,
    trouble: Trouble,
}

/// Why there are no events.
type Trouble = Arc<Mutex<Option<String>>>;

enum Ring {
    Changed,
    Stop,
}

impl Watch {
    /// Starts watching; `seen` is the folder's fingerprint before it was read, so that no change in between is missed.
    pub fn start(
        root: &Path,
        seen: FolderState,
        (pace, senses): (Timing, Detection),
        reload: impl Reload,
    ) -> std::io::Result<Self> {
        let (bell, rings) = channel();
        let trouble = Trouble::default();
        let mut attendant = WatchThread {
            root: root.to_owned(),
            seen: Some(seen),
            pace,
            senses,
            bell: bell.clone(),
            events: None,
            sources: EventSources::default(),
            trouble: Arc::clone(&trouble),
            reload,
        };
        attendant.attend(&FolderState::at(root));
        let thread = std::thread::Builder::new().name("letters-watch".to_owned());
        thread.spawn(move || attendant.run(&rings))?;
        Ok(Self { bell, trouble })
    }

    /// Returns why there are no events, so that changes are noticed only at the next scan; `None` if there are.
    pub fn trouble(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.bell.send(Ring::Stop).ok();
    }
}

/// The state of the watching thread.
struct WatchThread<R> {
    root: PathBuf,
    /// The fingerprint of what was loaded last; `None` if whatever exists has to be loaded.
    seen: Option<FolderState>,
    pace: Timing,
    senses: Detection,
    bell: Sender<Ring>,
    events: Option<notify::RecommendedWatcher>,
    /// Where events come from.
    sources: EventSources,
    trouble: Trouble,
    reload: R,
}

impl<R: Reload> WatchThread<R> {
    fn run(mut self, rings: &Receiver<Ring>) {
        // This is not the service's clock, which tests move.
        let clock = Clock::default();
        let mut looked = clock.elapsed();
        self.look();
        loop {
            let rung = match rings.recv_timeout(self.pace.tick) {
                Ok(Ring::Changed) => {
                    // Otherwise each event would cause a scan, and something may write all the time.
                    std::thread::sleep(self.pace.quiet);
                    if rings.try_iter().any(|ring| matches!(ring, Ring::Stop)) {
                        return;
                    }
                    true
                }
                Err(RecvTimeoutError::Timeout) => false,
                Ok(Ring::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            };
            let pause = if self.events.is_some() {
                self.pace.look
            } else {
                self.pace.look_alone
            };
            if rung || clock.elapsed().saturating_sub(looked) >= pause {
                self.look();
                looked = clock.elapsed();
            }
            if self.reload.is_due() {
                self.take(FolderState::at(&self.root));
            }
        }
    }

    /// Scans the folder, and reloads the files if they have changed.
    fn look(&mut self) {
        let mut now = FolderState::at(&self.root);
        if self.events.is_none() || self.sources != EventSources::of(&self.root, &now) {
            self.tell_of(|attendant| attendant.attend(&now));
            now = FolderState::at(&self.root);
        }
        if self.seen.as_ref() != Some(&now) {
            let now = self.at_rest(now);
            self.take(now);
        }
    }

    /// Returns the fingerprint when nobody writes any more, or when that takes too long.
    fn at_rest(&self, mut now: FolderState) -> FolderState {
        let clock = Clock::default();
        let begun = clock.elapsed();
        while clock.elapsed().saturating_sub(begun) < self.pace.patience {
            std::thread::sleep(self.pace.quiet);
            let later = FolderState::at(&self.root);
            if later == now {
                break;
            }
            now = later;
        }
        now
    }

    fn take(&mut self, now: FolderState) {
        let outcome = self.reload.reload();
        self.seen = (outcome == Outcome::Settled).then_some(now);
    }

    /// Subscribes to the events of all folders again.
    fn attend(&mut self, now: &FolderState) {
        // The old watcher is dropped before a new one is made, since the system may allow only one.
        self.events = None;
        self.sources = EventSources::of(&self.root, now);
        let asked = match self.senses {
            Detection::EventsAndLooks => self.asked(),
            Detection::Looks => Err("they are switched off".to_owned()),
        };
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        (self.events, *trouble) = match asked {
            Ok(events) => (Some(events), None),
            Err(why) => (None, Some(why)),
        };
    }

    fn asked(&self) -> Result<notify::RecommendedWatcher, String> {
        let told = |error: notify::Error| error.to_string();
        let root = std::path::absolute(&self.root).map_err(|error| error.to_string())?;
        let parent = |path: &Path| path.parent().unwrap_or(path).to_owned();
        let links = self.sources.links.keys();
        let beside: BTreeSet<PathBuf> = links.clone().map(|link| parent(link)).chain([parent(&root)]).collect();
        let (bell, own) = (self.bell.clone(), links.cloned().chain([root]).collect::<Vec<_>>());
        let mut events = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // The parent folder may contain a log that is written all the time.
            let is_ours = event.map_or(true, |event| {
                let ours =
                    event.paths.is_empty() || event.paths.iter().any(|path| own.iter().any(|it| path.starts_with(it)));
                ours && !event.kind.is_access()
            });
            if is_ours {
                bell.send(Ring::Changed).ok();
            }
        })
        .map_err(told)?;
        for folder in beside {
            events
                .watch(&folder, notify::RecursiveMode::NonRecursive)
                .map_err(told)?;
        }
        for (folder, _) in &self.sources.folders {
            let folder = std::path::absolute(folder).map_err(|error| error.to_string())?;
            events
                .watch(&folder, notify::RecursiveMode::NonRecursive)
                .map_err(told)?;
        }
        Ok(events)
    }

    /// Logs when events cease or resume.
    fn tell_of(&mut self, change: impl FnOnce(&mut Self)) {
        let trouble = |attendant: &Self| attendant.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let before = trouble(self);
        change(self);
        match (before, trouble(self)) {
            (None, Some(why)) => tell_unwatched(&why, self.pace),
            (Some(_), None) => tracing::info!(event = "letters.watched"),
            _ => {}
        }
    }
}

/// Logs that changes are noticed late.
pub fn tell_unwatched(why: &str, pace: Timing) {
    let seconds = pace.look_alone.as_secs();
    tracing::warn!(
        event = "letters.unwatched",
        why,
        "the system does not report changes in the letters folder: checking it every {seconds} seconds instead"
    );
}

#[cfg(test)]
mod tests;
