//! The cache of rendered letter pages, stored as bytes as long as they are valid.
//!
//! When a page is no longer valid, one reader renders it again; meanwhile other readers get the old one, and wait only if there is none. So
//! a letter that is signed every second and read a thousand times a second is rendered once a second.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use tokio::sync::Mutex;

use crate::letters::library::Library;
use crate::locale::Lang;
use crate::web::error::Failure;
use crate::web::page::Page;

/// The key of a page: language, letter, tag of the share link.
pub(crate) type Key = (Lang, String, &'static str);

/// The cache; managed by Rocket.
#[derive(Default)]
pub(crate) struct Pages(RwLock<HashMap<Key, Arc<Slot>>>);

/// What a page was made from, and is compared with.
#[derive(Clone)]
pub(crate) struct PageState {
    /// The change counter of the letter's public side.
    pub generation: u64,
    /// The texts.
    pub library: Arc<Library>,
    /// The time.
    pub now: Timestamp,
}

#[derive(Default)]
struct Slot {
    kept: RwLock<Option<Cached>>,
    rendering: Mutex<()>,
}

struct Cached {
    made: PageState,
    until: Timestamp,
    page: Page,
}

enum CacheState {
    Fresh(Page),
    Old(Page),
    Nothing,
}

impl Slot {
    fn look(&self, moment: &PageState) -> CacheState {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let Some(kept) = kept.as_ref() else {
            return CacheState::Nothing;
        };
        let same = kept.made.generation == moment.generation && Arc::ptr_eq(&kept.made.library, &moment.library);
        if same && moment.now < kept.until {
            CacheState::Fresh(kept.page.clone())
        } else {
            CacheState::Old(kept.page.clone())
        }
    }
}

impl Pages {
    /// Returns the page, if it is cached and valid.
    pub(crate) fn fresh(&self, key: &Key, moment: &PageState) -> Option<Page> {
        let slots = self.0.read().unwrap_or_else(PoisonError::into_inner);
        match slots.get(key)?.look(moment) {
            CacheState::Fresh(page) => Some(page),
            CacheState::Old(_) | CacheState::Nothing => None,
        }
    }

    /// Returns the page, rendered if necessary; `render` returns it with the time until which it is valid. Call it only for letters that
    /// exist, so that there are few.
    pub(crate) async fn serve<F>(
        &self,
        key: Key,
        moment: PageState,
        render: impl FnOnce() -> F,
    ) -> Result<Page, Failure>
    where
        F: Future<Output = Result<(Page, Timestamp), Failure>>,
    {
        let slot = self.slot(key);
        let _rendering = match (slot.look(&moment), slot.rendering.try_lock()) {
            (CacheState::Fresh(page), _) | (CacheState::Old(page), Err(_)) => return Ok(page),
            (_, Ok(guard)) => guard,
            (CacheState::Nothing, Err(_)) => {
                let guard = slot.rendering.lock().await;
                if let CacheState::Fresh(page) = slot.look(&moment) {
                    return Ok(page);
                }
                guard
            }
        };
        let (page, until) = render().await?;
        let kept = Cached {
            made: moment,
            until,
            page: page.clone(),
        };
        *slot.kept.write().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        Ok(page)
    }

    fn slot(&self, key: Key) -> Arc<Slot> {
        let mut slots = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(key).or_default())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use rocket::http::ContentType;
    use tokio::sync::Semaphore;

    use super::*;

    /// Pages whose rendering waits for a permit.
    struct Scene {
        pages: Pages,
        renders: AtomicUsize,
        permits: Semaphore,
    }

    impl Scene {
        async fn read(self: Arc<Self>, moment: PageState) -> usize {
            let key = (Lang::parse("en").expect("a language"), "letter".to_owned(), "");
            let until = moment.now + jiff::SignedDuration::from_secs(5);
            let render = || async {
                let permit = self.permits.acquire().await.expect("open");
                permit.forget();
                let n = self.renders.fetch_add(1, Ordering::SeqCst) + 1;
                Ok((Page::new(ContentType::Plain, vec![b'x'; n]), until))
            };
            self.pages
                .serve(key, moment, render)
                .await
                .expect("a page")
                .bytes()
                .len()
        }

        /// Returns what many concurrent readers get, if rendering ends only after all have come.
        async fn crowd(self: &Arc<Self>, moment: &PageState) -> Vec<usize> {
            let readers: Vec<_> = (0..100)
                .map(|_| tokio::spawn(Arc::clone(self).read(moment.clone())))
                .collect();
            tokio::task::yield_now().await;
            self.permits.add_permits(1);
            let mut seen = Vec::new();
            for reader in readers {
                seen.push(reader.await.expect("reads"));
            }
            seen
        }
    }

    #[tokio::test]
    async fn many_readers_after_a_confirmation_cause_one_rendering() {
        let scene = Arc::new(Scene {
            pages: Pages::default(),
            renders: AtomicUsize::new(0),
            permits: Semaphore::new(0),
        });
        let moment = |generation, seconds| PageState {
            generation,
            library: Arc::default(),
            now: Timestamp::from_second(seconds).expect("a time"),
        };
        let first = moment(1, 0);
        assert_eq!(
            scene.crowd(&first).await,
            [1; 100],
            "where there is no page, all wait for one"
        );
        let confirmed = PageState {
            generation: 2,
            ..first.clone()
        };
        let seen = scene.crowd(&confirmed).await;
        assert_eq!(scene.renders.load(Ordering::SeqCst), 2);
        assert_eq!(
            seen.iter().filter(|page| **page == 2).count(),
            1,
            "the others are not kept waiting"
        );
        assert_eq!(Arc::clone(&scene).read(confirmed.clone()).await, 2);
        let later = PageState {
            now: moment(0, 5).now,
            ..confirmed
        };
        scene.permits.add_permits(1);
        assert_eq!(scene.read(later).await, 3, "it lives for a while only");
    }
}
