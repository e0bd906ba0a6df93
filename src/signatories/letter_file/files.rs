//! The files in memory, and the one place where they are made.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rocket::http::ContentType;
use tokio::sync::Semaphore;

use crate::letters::Digest;
use crate::locale::Lang;
use crate::typesetting::{TypesetFile, Typesetter, TypesettingError};
use crate::web::page::Page;

/// How long a file is served whoever has signed since.
const REFRESH: SignedDuration = SignedDuration::from_mins(10);

/// How long a file is served without a look at who has taken their name back since.
const LOOK: SignedDuration = SignedDuration::from_secs(5);

/// How long a file is not tried again after a failure.
pub(super) const PATIENCE: SignedDuration = SignedDuration::from_mins(5);

/// How long a request waits for its file.
const WAIT: Duration = Duration::from_secs(5);

/// How many bytes are kept at most: beyond that, the oldest files go.
const MOST_KEPT: usize = 64 << 20;

/// The language of the text, and the letter.
pub(super) type Key = (Lang, String);

/// A file to be made: the digest of its content, whom it names, and how to set it.
pub(super) struct Order {
    pub(super) content: [u8; 32],
    pub(super) names: BTreeSet<String>,
    pub(super) make: Box<dyn FnOnce() -> Result<TypesetFile, TypesettingError> + Send>,
}

/// What a request gets.
#[derive(Clone)]
pub(super) enum Found {
    File(Box<Page>),
    /// It is being made, or another one is.
    Later,
    /// It can't be made at the moment.
    Failed,
}

#[derive(Default)]
struct Slot {
    kept: Option<Kept>,
    failed: Option<Timestamp>,
}

#[derive(Clone)]
struct Kept {
    page: Page,
    bytes: usize,
    /// The text that it shows.
    edition: Digest,
    content: [u8; 32],
    names: BTreeSet<String>,
    /// When its content was compared last.
    checked: Timestamp,
    /// When its names were compared last, and the letter's change counter then.
    looked: (Timestamp, u64),
}

/// The files; managed by Rocket.
pub(crate) struct LetterFiles {
    pub(super) typesetter: Arc<Typesetter>,
    /// One file is made at a time.
    desk: Arc<Semaphore>,
    slots: Arc<Mutex<HashMap<Key, Slot>>>,
    wait: Duration,
}

/// Puts what was made into its slot; returns what the request gets.
struct Desk {
    slots: Arc<Mutex<HashMap<Key, Slot>>>,
    key: Key,
    edition: Digest,
    moment: Moment,
}

/// When a request comes: the time, and the change counter of the letter's public side.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) now: Timestamp,
    pub(super) generation: u64,
}

impl LetterFiles {
    /// Creates the cache, with the typesetter that sets the files.
    pub(crate) fn new(typesetter: Typesetter) -> Self {
        Self {
            typesetter: Arc::new(typesetter),
            desk: Arc::new(Semaphore::new(1)),
            slots: Arc::default(),
            wait: WAIT,
        }
    }

    /// Returns the file of a letter that exists. `compose` is called at most once within [`LOOK`] for each file, and only while no other
    /// file is made. A file that names who is no longer named is not served again.
    pub(super) async fn serve<F, E>(
        &self,
        key: Key,
        edition: Digest,
        moment: Moment,
        compose: impl FnOnce() -> F,
    ) -> Result<Found, E>
    where
        F: Future<Output = Result<Order, E>>,
    {
        let old = match self.look(&key, edition, moment) {
            Some((found, true)) => return Ok(found),
            Some((old, false)) => old,
            None => Found::Later,
        };
        let Ok(place) = Arc::clone(&self.desk).try_acquire_owned() else {
            return Ok(old);
        };
        let order = compose().await?;
        let desk = Desk {
            slots: Arc::clone(&self.slots),
            key,
            edition,
            moment,
        };
        if let Some(page) = desk.still_good(&order) {
            return Ok(Found::File(Box::new(page)));
        }
        let old = if desk.withdraw(&order.names) { Found::Later } else { old };
        // The permit is held until the child has ended, even if nobody waits for it any more.
        let made = tokio::task::spawn_blocking(move || {
            let _place = place;
            desk.keep((order.content, order.names), (order.make)())
        });
        Ok(match tokio::time::timeout(self.wait, made).await {
            Ok(Ok(Found::File(page))) => Found::File(page),
            // The file as it was is better than none.
            Ok(Ok(_) | Err(_)) if matches!(old, Found::Later) => Found::Failed,
            _ => old,
        })
    }

    /// Returns what is kept of a text, and whether it is to be served as it is; `None` if nothing is.
    fn look(&self, key: &Key, edition: Digest, moment: Moment) -> Option<(Found, bool)> {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = slots.get(key)?;
        let within = |since: Timestamp, time| moment.is_within(since, time);
        let failed = slot.failed.is_some_and(|failed| within(failed, PATIENCE));
        match slot.kept.as_ref().filter(|kept| kept.edition == edition) {
            Some(kept) => {
                let (looked, generation) = kept.looked;
                let names_all = generation == moment.generation || within(looked, LOOK);
                let good = names_all && (failed || within(kept.checked, REFRESH));
                Some((Found::File(Box::new(kept.page.clone())), good))
            }
            None => failed.then_some((Found::Failed, true)),
        }
    }
}

impl Moment {
    fn is_within(self, since: Timestamp, time: SignedDuration) -> bool {
        self.now.duration_since(since) < time
    }
}

impl Desk {
    /// Returns the file that is kept, if its content is the same, or if it is young and names nobody who is no longer named.
    fn still_good(&self, order: &Order) -> Option<Page> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = slots.get_mut(&self.key)?.kept.as_mut()?;
        let same = kept.content == order.content;
        let young = self.moment.is_within(kept.checked, REFRESH) && kept.names.is_subset(&order.names);
        (kept.edition == self.edition && (same || young)).then(|| {
            if same {
                kept.checked = self.moment.now;
            }
            kept.looked = (self.moment.now, self.moment.generation);
            kept.page.clone()
        })
    }

    /// Forgets the file if it names others than these; returns whether it did.
    fn withdraw(&self, names: &BTreeSet<String>) -> bool {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = slots.get_mut(&self.key);
        let outdated = slot.and_then(|slot| slot.kept.take_if(|kept| !kept.names.is_subset(names)));
        outdated.is_some()
    }

    fn keep(
        self,
        (content, names): ([u8; 32], BTreeSet<String>),
        made: Result<TypesetFile, TypesettingError>,
    ) -> Found {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match made {
            Ok(made) => made.file,
            Err(error) => {
                tracing::error!(event = "letter_file.failed", %error);
                slots.entry(self.key).or_default().failed = Some(self.moment.now);
                return Found::Failed;
            }
        };
        let bytes = file.len();
        let page = Page::new(ContentType::PDF, file).public();
        let kept = Kept {
            page: page.clone(),
            bytes,
            edition: self.edition,
            content,
            names,
            checked: self.moment.now,
            looked: (self.moment.now, self.moment.generation),
        };
        slots.insert(
            self.key,
            Slot {
                kept: Some(kept),
                failed: None,
            },
        );
        make_room(&mut slots);
        Found::File(Box::new(page))
    }
}

/// Forgets the files that were compared longest ago, until the others fit.
fn make_room(slots: &mut HashMap<Key, Slot>) {
    let size = |slots: &HashMap<Key, Slot>| -> usize {
        let kept = slots.values().filter_map(|slot| slot.kept.as_ref());
        kept.map(|kept| kept.bytes).sum()
    };
    while size(slots) > MOST_KEPT {
        let checked = |slot: &Slot| slot.kept.as_ref().map(|kept| kept.checked);
        let oldest = slots
            .iter()
            .filter_map(|(key, slot)| Some((checked(slot)?, key.clone())))
            .min();
        let Some((_, key)) = oldest else { return };
        slots.remove(&key);
    }
}

#[cfg(test)]
mod tests;
