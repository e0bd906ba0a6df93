//! The cache of rendered lists of letters.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;

use crate::letters::library::Library;
use crate::locale::Lang;
use crate::web::page::Page;

/// The lifetime of a cached page: what is open to be signed closes.
const SECONDS_KEPT: i64 = 5;

/// How many pages are cached at most: beyond that, the cache is emptied.
const MOST_KEPT: usize = 500;

/// Which list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ListKind {
    Index,
    Topic(String),
    Year(String),
}

impl ListKind {
    /// Returns the list's path after the language.
    pub(crate) fn path(&self) -> String {
        match self {
            Self::Index => String::new(),
            Self::Topic(topic) => format!("/topics/{topic}"),
            Self::Year(year) => format!("/archive/{year}"),
        }
    }
}

/// The cache key: which list, which page of it from 1, in which language; and whether signing is paused.
pub(crate) type Key = (ListKind, usize, Lang, bool);

/// A cache of rendered lists; managed by Rocket.
#[derive(Default)]
pub struct Lists(RwLock<HashMap<Key, Cached>>);

struct Cached {
    library: Arc<Library>,
    until: Timestamp,
    page: Page,
}

impl Lists {
    /// Returns the cached page if it is of these letters and not too old.
    pub(crate) fn fresh(&self, key: &Key, library: &Arc<Library>, now: Timestamp) -> Option<Page> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get(key)?;
        (Arc::ptr_eq(&kept.library, library) && now < kept.until).then(|| kept.page.clone())
    }

    /// Caches a page.
    pub(crate) fn keep(&self, key: Key, library: Arc<Library>, now: Timestamp, page: &Page) {
        let until = now.saturating_add(jiff::SignedDuration::from_secs(SECONDS_KEPT));
        let page = page.clone();
        let until = until.unwrap_or(now);
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, Cached { library, until, page });
    }
}

#[cfg(test)]
mod tests {
    use rocket::http::ContentType;

    use super::*;

    #[test]
    fn the_cache_holds_several_pages_until_there_are_too_many() {
        let (lists, library) = (Lists::default(), Arc::new(Library::default()));
        let lang = Lang::parse("en").expect("a language");
        let key = |page: usize| (ListKind::Index, page, lang, false);
        let page = Page::new(ContentType::HTML, Vec::new());
        let now = Timestamp::UNIX_EPOCH;
        let kept = |page: usize, library: &Arc<Library>| lists.fresh(&key(page), library, now).is_some();
        for at in 0..MOST_KEPT {
            lists.keep(key(at), library.clone(), now, &page);
        }
        assert!((0..MOST_KEPT).all(|at| kept(at, &library)));
        assert!(!kept(0, &Arc::new(Library::default())), "of letters as they were");
        let later = now + jiff::SignedDuration::from_secs(SECONDS_KEPT);
        assert!(lists.fresh(&key(0), &library, later).is_none(), "for so long");
        lists.keep(key(MOST_KEPT), library.clone(), now, &page);
        assert!(
            kept(MOST_KEPT, &library) && !kept(0, &library),
            "all others are forgotten"
        );
    }
}
