//! The live tally's feed: reads the database once for everyone who watches a letter, and not at all while nobody does.
//!
//! A letter's feed begins with its first watcher and ends after the last. It reads when the letter changed, at most once a second, and
//! periodically, because a command of staff is another process and can't notify this one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch::{self, Receiver, Sender};
use tokio::time::sleep;

use crate::signatures::{Tally, store as signatures};
use crate::store::{Store, StoreError};
use crate::web::App;

/// The minimum time between two reads.
const APART: Duration = Duration::from_secs(1);
/// The period after which the tally is read without a change.
const UNASKED: Duration = Duration::from_secs(30);

/// The feeds of the watched letters; managed by Rocket.
#[derive(Clone, Default)]
pub struct Feeds(Arc<Mutex<HashMap<String, Sender<Tally>>>>);

impl Feeds {
    /// Returns a receiver of the tally, now and whenever it changes. Only for letters that exist.
    pub(crate) async fn watch(&self, app: &App, letter: &str) -> Result<Receiver<Tally>, StoreError> {
        if let Some(feed) = self.lock().get(letter) {
            return Ok(feed.subscribe());
        }
        // Watching starts before the read, so that no change in between is missed.
        let changes = app.changes.watch(letter);
        let first = read(&app.store, letter).await?;
        let mut feeds = self.lock();
        if let Some(feed) = feeds.get(letter) {
            return Ok(feed.subscribe());
        }
        let (feed, receiver) = watch::channel(first);
        feeds.insert(letter.to_owned(), feed.clone());
        let letter = letter.to_owned();
        tokio::spawn(self.clone().run(letter, app.store.clone(), changes, feed));
        Ok(receiver)
    }

    async fn run(self, letter: String, store: Store, mut changes: Receiver<u64>, feed: Sender<Tally>) {
        loop {
            let goes_on = tokio::select! {
                () = feed.closed() => !self.end(&letter, &feed),
                noted = changes.changed() => noted.is_ok(),
                () = sleep(UNASKED) => true,
            };
            if !goes_on {
                return;
            }
            match read(&store, &letter).await {
                Ok(now) => {
                    feed.send_if_modified(|tally| {
                        let differs = *tally != now;
                        *tally = now;
                        differs
                    });
                }
                Err(error) => tracing::warn!(event = "tally.unread", %error),
            }
            sleep(APART).await;
        }
    }

    /// Ends a feed, unless another watcher has come in the meantime.
    fn end(&self, letter: &str, feed: &Sender<Tally>) -> bool {
        let mut feeds = self.lock();
        let unwatched = feed.receiver_count() == 0;
        if unwatched {
            feeds.remove(letter);
        }
        unwatched
    }

    /// Returns how many letters are watched.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Returns whether no letter is watched.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Sender<Tally>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn read(store: &Store, letter: &str) -> Result<Tally, StoreError> {
    let letter = letter.to_owned();
    store.read(move |db| signatures::tally(db, &letter)).await
}
