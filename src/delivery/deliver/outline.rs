//! A letter's offices and the numbers of its signers, from which a plan is made without anyone's name.

use std::collections::{BTreeMap, BTreeSet};

use crate::delivery::earlier::EarlierText;
use crate::delivery::news::Supplements;
use crate::delivery::rendition::RenditionContext;
use crate::delivery::snapshot::Snapshot;
use crate::delivery::targets::{self, Choice, Congress, Missing};
use crate::delivery::{OfficeEntry, Target, bundle, code, store};
use crate::locale::Lang;
use crate::offices;
use crate::store::{Read, StoreError};

use super::{DeliveryContext, Notice, Notices, SceneError, SignerCount};

/// A letter's offices and the numbers of its signers at one moment.
pub(super) struct Outline {
    congress: u16,
    pub(super) snapshot: Snapshot,
    pub(super) choice: Choice,
    earlier: BTreeMap<String, EarlierText>,
    pub(super) supplements: Supplements,
    code: String,
}

/// How much is loaded of a letter's signers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Load {
    /// Everyone, for the pages.
    Everyone,
    /// The numbers, for a plan.
    Numbers,
}

impl Outline {
    /// Counts the signers and chooses the offices, as far as they can be found; `None` if the letter has no delivery.
    pub(super) fn load(context: DeliveryContext<'_>) -> Result<Option<Self>, StoreError> {
        context.store.read_now(|db| Self::read(context, db, Load::Numbers, 0))
    }

    /// Counts the signers and chooses the offices, for a round. `without` holds keys of offices that may be missing.
    pub(super) fn take(
        context: DeliveryContext<'_>,
        round: u32,
        without: &[String],
        notice: Notices<'_>,
    ) -> Result<Self, SceneError> {
        let read = |db: &Read<'_>| Self::read(context, db, Load::Numbers, round);
        let outline = context.store.read_now(read)?.ok_or(SceneError::NoDelivery)?;
        outline.check(without, notice)?;
        Ok(outline)
    }

    pub(super) fn read(
        context: DeliveryContext<'_>,
        db: &Read<'_>,
        load: Load,
        round: u32,
    ) -> Result<Option<Self>, StoreError> {
        let letter = context.letter;
        let (slug, revision) = context.of();
        let Some(delivery) = letter.delivery.as_ref() else {
            return Ok(None);
        };
        let lang = letter.edition(context.locales.fallback()).lang;
        let today = offices::day_in_washington(context.config.clock.now());
        let congress = Congress::load(db)?;
        let snapshot = match load {
            Load::Everyone => {
                let folder = &context.config.delivery.folder;
                store::snapshot(db, (slug, revision), congress.number(), lang, folder)?
            }
            Load::Numbers => store::numbers(db, slug, revision, congress.number(), lang)?,
        };
        let choice = targets::choose(delivery, &congress, snapshot.census(), today);
        Ok(Some(Self {
            congress: congress.number(),
            snapshot,
            choice,
            earlier: store::earlier(db, slug, revision, &letter.zone())?,
            supplements: supplements(context, db, round, (congress.number(), lang))?,
            code: code::fresh(),
        }))
    }

    /// Refuses missing offices that staff have not agreed to leave out.
    pub(super) fn check(&self, without: &[String], notice: Notices<'_>) -> Result<(), SceneError> {
        for remark in &self.choice.remarks {
            notice(Notice::Office(remark.to_string()));
        }
        let missing = self.choice.missing.iter().cloned();
        let (waived, stops): (Vec<Missing>, Vec<_>) = missing.partition(|it| it.is_waived(without));
        for it in waived {
            notice(Notice::LeftOut(it));
        }
        if !stops.is_empty() {
            return Err(SceneError::Missing(stops));
        }
        if self.choice.targets.is_empty() {
            return Err(SceneError::NoOffice);
        }
        Ok(())
    }

    /// Returns the offices' names by their keys.
    pub(super) fn names(&self) -> BTreeMap<String, String> {
        let targets = self.choice.targets.iter();
        targets.map(|it| (it.office.clone(), it.name.clone())).collect()
    }

    /// Returns the offices for which files are composed: of supplements, those for which there is something new.
    pub(super) fn due(&self, context: DeliveryContext<'_>) -> Vec<Target> {
        let words = self.words(context);
        let is_due = |target: &&Target| self.supplements.is_due(&words, target);
        self.choice.targets.iter().filter(is_due).cloned().collect()
    }

    /// Returns the offices for which a supplement would bring nothing new.
    pub(super) fn without_news(&self, context: DeliveryContext<'_>) -> BTreeSet<String> {
        let words = self.words(context);
        let idle = |target: &&Target| {
            !self.supplements.is_due(&words, target) && !self.supplements.blocked.contains(&target.office)
        };
        let found = self.choice.targets.iter().filter(idle);
        found.map(|target| target.office.clone()).collect()
    }

    /// Returns the number of offices.
    pub(super) fn len(&self) -> usize {
        self.choice.targets.len()
    }

    /// Returns the number of signers.
    pub(super) fn heads(&self) -> SignerCount {
        SignerCount {
            organizations: self.snapshot.organizations.len() as u64,
            people: self.snapshot.census().everyone().all(),
            demonstration: self.snapshot.demonstration,
        }
    }

    /// Returns the offices in the order of addressing, with their numbers and without files.
    pub(super) fn offices(&self, context: DeliveryContext<'_>) -> Vec<OfficeEntry> {
        let words = self.words(context);
        let targets = self.choice.targets.iter();
        let entry = |target| bundle::entry(&self.supplements.context(&words, target), target);
        targets.map(entry).collect()
    }

    pub(super) fn words<'a>(&'a self, context: DeliveryContext<'a>) -> RenditionContext<'a> {
        let now = context.config.clock.now();
        RenditionContext {
            letter: context.letter,
            edition: context.letter.edition(context.locales.fallback()),
            snapshot: &self.snapshot,
            earlier: &self.earlier,
            site: &context.config.site,
            locales: context.locales,
            congress: self.congress,
            date: now.to_zoned_datetime(context.letter.zone()).date(),
            code: &self.code,
            most_people: context.config.delivery.most_people_printed,
            since: None,
        }
    }
}

/// Finds out what the offices have, and loads who is new for them; nothing for the letter itself.
fn supplements(
    context: DeliveryContext<'_>,
    db: &Read<'_>,
    round: u32,
    (congress, lang): (u16, Lang),
) -> Result<Supplements, StoreError> {
    let mut found = Supplements {
        round,
        ..Supplements::default()
    };
    if round == 0 {
        return Ok(found);
    }
    let (slug, revision) = context.of();
    let standings = store::standings(db, slug, revision, round)?;
    let stuck = standings.into_iter().filter(|(_, it)| !it.state.is_due_again());
    found.blocked = stuck.map(|(office, _)| office).collect();
    found.had = store::had(db, slug, revision)?;
    let folder = &context.config.delivery.folder;
    for had in found.had.values() {
        if !found.news.contains_key(&had.bundles) {
            let held = store::held(db, slug, revision, &had.bundles)?;
            let news = store::without(db, (slug, revision), (congress, lang), folder, &held)?;
            found.news.insert(had.bundles.clone(), news);
        }
    }
    Ok(found)
}
