//! Plans who would receive what, before anything is composed.

use std::collections::BTreeSet;

use super::composed::Composed;
use super::outline::Outline;
use super::{DeliveryContext, DeliveryOptions, FilesError, LeftBehind, Notice, Notices, SceneError, SignerCount};
use crate::delivery::dispatch::{self, Again, Plan};
use crate::delivery::store::Bundle;
use crate::delivery::store::BundleId;
use crate::delivery::{OfficeEntry, draft, email, store};
use crate::letters::store as editions;
use crate::offices::store as offices;
use crate::problem::Problem;
use crate::store::StoreError;

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The offices can't be chosen.
    #[error(transparent)]
    Scene(#[from] SceneError),
    /// Nobody has signed: a letter goes to offices in the name of its signers.
    #[error("nobody has signed")]
    Nobody,
    /// The letter has invented signatures, which a real office must not receive.
    #[error("demo signatures: {0}")]
    Invented(u64),
    /// The text is not published: an office must receive what could be signed.
    #[error("a text was never published")]
    Unpublished(Vec<Problem>),
    /// The letter does not go to these offices, whose mail is to be repeated.
    #[error("the letter does not go to {}", .0.join(", "))]
    Unknown(Vec<String>),
    /// The frozen bundle can't be read.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A plan: who would receive what.
pub struct Planned {
    pub(super) file_source: FileSource,
    pub(super) again: Again,
    /// The round: 0 for the letter, others for supplements.
    pub(super) round: u32,
    /// The newest bundle at the time of planning.
    pub(super) newest: Option<BundleId>,
    /// One mail to each office, and why others get none.
    pub plan: Plan,
    /// The number of signers.
    pub heads: SignerCount,
    /// What stays with an earlier text.
    pub left_behind: LeftBehind,
}

/// Where the files come from.
pub(super) enum FileSource {
    Frozen(Box<Composed>),
    Fresh(Fresh),
}

/// What has to be composed.
pub(super) struct Fresh {
    /// The number of offices for which files are composed.
    pub(super) offices: usize,
    /// Keys of offices that may be missing.
    pub(super) without: Vec<String>,
    heads: SignerCount,
    /// The offices for which a supplement would bring nothing new.
    without_news: BTreeSet<String>,
}

impl Planned {
    /// Returns for how many offices files have to be composed.
    pub fn to_compose(&self) -> usize {
        match &self.file_source {
            FileSource::Frozen(_) => 0,
            FileSource::Fresh(_) if self.round > 0 => self.plan.mails.len(),
            FileSource::Fresh(fresh) => fresh.offices,
        }
    }
}

/// Plans who would receive what. Removes what killed processes left of bundles.
pub fn plan(
    context: DeliveryContext<'_>,
    options: &DeliveryOptions,
    notice: Notices<'_>,
) -> Result<Planned, PlanError> {
    draft::sweep_unknown(context.config, context.store);
    let (slug, revision) = context.of();
    let (round, known) = context.store.read_now(|db| {
        let round = if options.supplement {
            store::next_round(db, slug, revision)?
        } else {
            0
        };
        Ok::<_, StoreError>((round, store::bundle(db, slug, revision, round)?))
    })?;
    let (file_source, offices) = file_source(context, (round, known.as_ref()), &options.without, notice)?;
    let heads = match &file_source {
        FileSource::Frozen(composed) => composed.heads(),
        FileSource::Fresh(fresh) => fresh.heads,
    };
    refuse(context, heads)?;
    if heads.demonstration > 0 {
        notice(Notice::Invented(heads.demonstration));
    }
    let unpublished = context.store.read_now(|db| editions::unpublished(db, context.letter))?;
    if !unpublished.is_empty() {
        return Err(PlanError::Unpublished(unpublished));
    }
    // Otherwise a typo would look like a mail that was enqueued.
    let unknown = dispatch::unknown(&offices, &options.again);
    if !unknown.is_empty() {
        return Err(PlanError::Unknown(unknown.into_iter().map(str::to_owned).collect()));
    }
    let again = Again {
        offices: options.again.iter().cloned().collect(),
        failed: options.again_failed,
    };
    let mut offices = offices;
    let mut nothing_new = Vec::new();
    if let FileSource::Fresh(fresh) = &file_source {
        (nothing_new, offices) = offices
            .into_iter()
            .partition(|it| fresh.without_news.contains(&it.office));
    }
    let plan = Plan {
        nothing_new,
        ..mails(context, &offices, &again, round)?
    };
    Ok(Planned {
        round,
        left_behind: LeftBehind::of(context, &plan)?,
        plan,
        newest: known.map(|bundle| bundle.id),
        file_source,
        again,
        heads,
    })
}

/// Returns the frozen bundle if it is still true, or else the offices and signers for a new one.
fn file_source(
    context: DeliveryContext<'_>,
    (round, known): (u32, Option<&Bundle>),
    without: &[String],
    notice: Notices<'_>,
) -> Result<(FileSource, Vec<OfficeEntry>), PlanError> {
    if let Some(bundle) = known {
        match Composed::still_true(context, bundle)? {
            Ok(composed) => {
                let offices = composed.manifest.offices.clone();
                return Ok((FileSource::Frozen(Box::new(composed)), offices));
            }
            Err(change) => notice(Notice::Renewed(change)),
        }
    }
    let outline = Outline::take(context, round, without, notice)?;
    let fresh = Fresh {
        offices: outline.due(context).len(),
        without_news: outline.without_news(context),
        without: without.to_vec(),
        heads: outline.heads(),
    };
    Ok((FileSource::Fresh(fresh), outline.offices(context)))
}

/// Refuses what no office may receive, whatever staff say.
fn refuse(context: DeliveryContext<'_>, heads: SignerCount) -> Result<(), PlanError> {
    if heads.organizations + heads.people == 0 {
        return Err(PlanError::Nobody);
    }
    if heads.demonstration > 0 && email::reaches_people(context.config) {
        return Err(PlanError::Invented(heads.demonstration));
    }
    Ok(())
}

/// Plans the mails for offices whose files may not be composed yet.
pub(super) fn mails(
    context: DeliveryContext<'_>,
    to: &[OfficeEntry],
    again: &Again,
    round: u32,
) -> Result<Plan, StoreError> {
    let (slug, revision) = context.of();
    let (addresses, standings) = context.store.read_now(|db| {
        let standings = store::standings(db, slug, revision, round)?;
        let to = to.iter().map(|office| office.office.as_str());
        Ok::<_, StoreError>((offices::addresses_for(db, to)?, standings))
    })?;
    let most_bytes = context.config.delivery.attachment_limit_megabytes << 20;
    Ok(Plan::new(to, &addresses, &standings, again, most_bytes))
}
