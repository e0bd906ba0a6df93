//! A consistent snapshot of a letter's offices and signers, from which a new bundle is composed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::delivery::bundle::{self, BundleError};
use crate::delivery::earlier::EarlierText;
use crate::delivery::rendition::RenditionContext;
use crate::delivery::snapshot::Snapshot;
use crate::delivery::store::{self, Fingerprint};
use crate::delivery::targets::{self, Choice, Congress, Missing};
use crate::delivery::{Manifest, OfficeEntry, code, unshown};
use crate::letters::advice::signs;
use crate::offices;
use crate::private::draft::Draft;
use crate::store::StoreError;
use crate::typesetting::{self, Typesetter, TypesettingError};

use super::{DeliveryContext, Notice, Notices, SignerCount};

/// A consistent snapshot of a letter's offices and signers.
pub struct Scene {
    congress: u16,
    snapshot: Snapshot,
    choice: Choice,
    earlier: BTreeMap<String, EarlierText>,
    code: String,
    pub(super) signers: Fingerprint,
}

/// Why the offices can't be chosen.
#[derive(Debug, thiserror::Error)]
pub enum SceneError {
    /// The letter's settings have no delivery.
    #[error("the letter has no recipients")]
    NoDelivery,
    /// The letter names missing offices that staff have not agreed to leave out.
    #[error("the letter names offices that can't be found")]
    Missing(Vec<Missing>),
    /// None of the offices that the letter names is known.
    #[error("the letter names no known office")]
    NoOffice,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why nothing was composed.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The fonts can't be examined.
    #[error(transparent)]
    Typesetting(#[from] TypesettingError),
    /// The files can't be written.
    #[error(transparent)]
    Bundle(#[from] BundleError),
}

impl Scene {
    /// Chooses the offices and loads the signers. `without` holds keys of offices that may be missing.
    pub fn take(context: DeliveryContext<'_>, without: &[String], notice: Notices<'_>) -> Result<Self, SceneError> {
        let scene = Self::load(context)?.ok_or(SceneError::NoDelivery)?;
        for remark in &scene.choice.remarks {
            notice(Notice::Office(remark.clone()));
        }
        let missing = scene.choice.missing.iter().cloned();
        let (waived, stops): (Vec<_>, Vec<_>) = missing.partition(|it| it.is_waived(without));
        for it in waived {
            notice(Notice::LeftOut(it));
        }
        if !stops.is_empty() {
            return Err(SceneError::Missing(stops));
        }
        if scene.choice.targets.is_empty() {
            return Err(SceneError::NoOffice);
        }
        Ok(scene)
    }

    /// Loads the signers and chooses the offices, as far as they can be found; `None` if the letter has no delivery.
    pub(super) fn load(context: DeliveryContext<'_>) -> Result<Option<Self>, StoreError> {
        let letter = context.letter;
        let (slug, revision) = context.of();
        let Some(delivery) = letter.delivery.as_ref() else {
            return Ok(None);
        };
        let lang = letter.edition(context.locales.fallback()).lang;
        let today = offices::day_in_washington(context.config.clock.now());
        context.store.read_now(|db| {
            let congress = Congress::load(db)?;
            let snapshot = store::snapshot(db, slug, revision, congress.number(), lang)?;
            let choice = targets::choose(delivery, &congress, &snapshot, today);
            Ok(Some(Self {
                congress: congress.number(),
                snapshot,
                choice,
                earlier: store::earlier(db, slug, revision, &letter.zone())?,
                code: code::fresh(),
                signers: store::fingerprint(db, slug, revision, None)?,
            }))
        })
    }

    /// Returns the offices' names by their keys.
    pub(super) fn names(&self) -> BTreeMap<String, String> {
        let targets = self.choice.targets.iter();
        targets.map(|it| (it.office.clone(), it.name.clone())).collect()
    }

    /// Returns the number of offices.
    #[expect(clippy::len_without_is_empty, reason = "there is at least one, or no scene")]
    pub fn len(&self) -> usize {
        self.choice.targets.len()
    }

    /// Returns whether nobody has signed.
    pub fn is_unsigned(&self) -> bool {
        self.snapshot.is_empty()
    }

    /// Returns the number of signers.
    pub fn heads(&self) -> SignerCount {
        SignerCount {
            organizations: self.snapshot.organizations.len() as u64,
            people: self.snapshot.people.len() as u64,
            demonstration: self.snapshot.demonstration,
        }
    }

    /// Returns the offices in the order of addressing, with their numbers and without files.
    pub fn offices(&self, context: DeliveryContext<'_>) -> Vec<OfficeEntry> {
        let words = self.words(context);
        let targets = self.choice.targets.iter();
        targets.map(|target| bundle::entry(&words, target)).collect()
    }

    fn words<'a>(&'a self, context: DeliveryContext<'a>) -> RenditionContext<'a> {
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
        }
    }

    /// Composes all files into a draft; `program` typesets the pages, and `step` is called after each office.
    pub fn compose(
        &self,
        context: DeliveryContext<'_>,
        program: PathBuf,
        draft: &Draft,
        step: &(dyn Fn() + Sync),
        notice: Notices<'_>,
    ) -> Result<Manifest, ComposeError> {
        let (words, now) = (self.words(context), context.config.clock.now());
        let typesetter = typesetter(Typesetter::new(program, &context.config.delivery), &words, notice)?;
        let composed = bundle::compose(&words, &self.choice.targets, now, &typesetter, draft, step);
        Ok(composed?)
    }
}

/// Returns a typesetter with the fonts that the letter and its signers need; reports characters that none of them shows.
fn typesetter(
    typesetter: Typesetter,
    of: &RenditionContext<'_>,
    notice: Notices<'_>,
) -> Result<Typesetter, TypesettingError> {
    if !typesetting::AVAILABLE {
        return Ok(typesetter);
    }
    let own = signs::words(of.letter, of.edition);
    let mut words = unshown::words(of.snapshot);
    words.extend(own.iter().map(String::as_str));
    let typesetter = typesetter.prepared(&words)?;
    for problem in signs::unshown(of.letter, of.edition, &typesetter.unshown) {
        notice(Notice::LetterSign(problem));
    }
    for line in unshown::remarks(of.snapshot, &typesetter.unshown) {
        notice(Notice::SignerSign(line));
    }
    Ok(typesetter)
}
