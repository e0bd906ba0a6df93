//! Who is new for which office, for its supplement.

use std::collections::{BTreeMap, BTreeSet};

use super::rendition::RenditionContext;
use super::snapshot::Snapshot;
use super::store::{BundleId, Had};
use super::supplement::{Since, Supplement};
use super::{Count, Reach, Target};
use crate::letters::Digest;

/// What the offices have, and who is new for them.
#[derive(Debug, Default)]
pub struct Supplements {
    /// The round; 0 for the letter, which has no supplements.
    pub round: u32,
    /// What each office has.
    pub had: BTreeMap<String, Had>,
    /// Who is new for offices that have the same bundles.
    pub news: BTreeMap<BTreeSet<BundleId>, Snapshot>,
    /// Offices for which nothing can be composed now: their last mail is on its way, uncertain, or failed.
    pub blocked: BTreeSet<String>,
}

impl Supplements {
    /// Returns the context of an office's pages: with the new signers alone, if it gets a supplement.
    pub fn context<'a>(&'a self, all: &RenditionContext<'a>, target: &Target) -> RenditionContext<'a> {
        let had = self.had.get(&target.office);
        let found = had.and_then(|had| Some((had, self.news.get(&had.bundles)?)));
        match found {
            Some((had, news)) => RenditionContext {
                snapshot: news,
                since: Some(Since {
                    had,
                    whole: all.snapshot,
                }),
                ..*all
            },
            None => *all,
        }
    }

    /// Returns whether something is to be composed for an office: it may get mail, and there is something new for it.
    pub fn is_due(&self, all: &RenditionContext<'_>, target: &Target) -> bool {
        let context = self.context(all, target);
        !self.blocked.contains(&target.office) && (context.since.is_none() || context.has_news(target))
    }
}

impl RenditionContext<'_> {
    /// Returns whether someone signed whom the office would find on its pages, or in its own number.
    fn has_news(&self, target: &Target) -> bool {
        let people = match (&target.seat, target.reach) {
            (Some(seat), Reach::Constituents) => self.snapshot.census().has_constituents(seat),
            _ => self.snapshot.census().everyone().all() > 0,
        };
        people || !self.snapshot.organizations.is_empty()
    }

    /// Returns what the manifest says about an office's supplement; `None` if it gets the whole letter.
    pub fn supplement(&self, target: &Target) -> Option<Supplement> {
        let since = self.since?;
        let zone = self.letter.zone();
        let own = |snapshot: &Snapshot| -> Count {
            match &target.seat {
                Some(seat) => snapshot.census().constituents(seat),
                None => snapshot.census().everyone(),
            }
        };
        Some(Supplement {
            number: since.had.supplements + 1,
            since: since.had.day(&zone).to_string(),
            after: Digest(since.had.digest).hex(),
            after_code: since.had.code.clone().unwrap_or_default(),
            new: own(self.snapshot).all(),
            total: own(since.whole).all(),
            new_organizations: self.snapshot.organizations.len() as u64,
            words: self.since_when(since),
        })
    }
}
