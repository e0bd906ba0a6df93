//! A consistent snapshot of a letter's offices and signers, from which a new bundle is composed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::delivery::bundle::{self, BundleError};
use crate::delivery::rendition::RenditionContext;
use crate::delivery::store::{self, Fingerprint};
use crate::delivery::targets::Missing;
use crate::delivery::{Manifest, unshown};
use crate::letters::advice::signs;
use crate::private::draft::Draft;
use crate::store::StoreError;
use crate::typesetting::{self, Typesetter, TypesettingError};

use super::outline::{Load, Outline};
use super::{DeliveryContext, Notice, Notices};

/// A consistent snapshot of a letter's offices and signers.
pub struct Scene {
    outline: Outline,
    pub(super) signers: Fingerprint,
    /// The offices for which files are composed; `None`: all of them.
    pub(super) only: Option<BTreeSet<String>>,
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
        Self::of_round(context, 0, without, notice)
    }

    /// Does the same for a round: 0 is the letter, others are supplements.
    pub(super) fn of_round(
        context: DeliveryContext<'_>,
        round: u32,
        without: &[String],
        notice: Notices<'_>,
    ) -> Result<Self, SceneError> {
        // What is refused reads nobody and writes no file.
        let outline = Outline::load(context)?.ok_or(SceneError::NoDelivery)?;
        outline.check(without, &mut |_| {})?;
        let (slug, revision) = context.of();
        let scene = context.store.read_now(|db| {
            let Some(outline) = Outline::read(context, db, Load::Everyone, round)? else {
                return Ok(None);
            };
            let signers = store::fingerprint(db, slug, revision, None)?;
            Ok::<_, StoreError>(Some(Self {
                outline,
                signers,
                only: None,
            }))
        })?;
        let scene = scene.ok_or(SceneError::NoDelivery)?;
        scene.outline.check(without, notice)?;
        Ok(scene)
    }

    /// Returns the number of offices.
    #[expect(clippy::len_without_is_empty, reason = "there is at least one, or no scene")]
    pub fn len(&self) -> usize {
        self.outline.len()
    }

    /// Returns whether nobody has signed.
    pub fn is_unsigned(&self) -> bool {
        self.outline.snapshot.is_empty()
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
        let (words, now) = (self.outline.words(context), context.config.clock.now());
        let typesetter = typesetter(Typesetter::new(program, &context.config.delivery), &words, notice)?;
        let mut targets = self.outline.due(context);
        if let Some(only) = &self.only {
            targets.retain(|target| only.contains(&target.office));
        }
        let supplements = &self.outline.supplements;
        let composed = bundle::compose((&words, supplements), &targets, now, &typesetter, draft, step);
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
