//! Composes what is planned, and enqueues its mails.

use std::path::PathBuf;

use super::composed::Composed;
use super::plan::{FileSource, Planned, mails};
use super::{ComposeError, DeliveryContext, FilesError, LeftBehind, Notices, SignerCount};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::delivery::dispatch::{self, Plan};
use crate::delivery::store::BundleId;
use crate::delivery::{bundle, store};
use crate::shelf::{Placed, ShelfError};
use crate::store::StoreError;

/// Why nothing was composed, or what was frozen can't be sent.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// Composing failed.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// The frozen files can't be sent.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A delivery that can be sent. Dropping it deletes what was composed for it, unless it was sent.
pub struct Prepared {
    composed: Composed,
    newest: Option<BundleId>,
    /// One mail to each office, and why others get none.
    pub plan: Plan,
    /// The number of signers.
    pub heads: SignerCount,
    /// What stays with an earlier text.
    pub left_behind: LeftBehind,
}

/// Composes what does not exist yet; `program` typesets the pages, and `step` is called after each office. The plan is made again: now that
/// the files exist, some may be too large for a mail.
pub fn prepare(
    context: DeliveryContext<'_>,
    planned: Planned,
    program: PathBuf,
    step: &(dyn Fn() + Sync),
    notice: Notices<'_>,
) -> Result<Prepared, PrepareError> {
    let Planned {
        file_source,
        again,
        newest,
        ..
    } = planned;
    let heads = planned.heads;
    let composed = match file_source {
        FileSource::Frozen(composed) => *composed,
        FileSource::Fresh(scene) => {
            let place = context
                .config
                .delivery
                .folder
                .join(format!("draft-{}", context.letter.slug));
            let draft = bundle::draft(&place).map_err(ComposeError::from)?;
            let manifest = scene.compose(context, program, &draft, step, notice)?;
            Composed::drafted(manifest, scene.signers, draft)?
        }
    };
    let plan = mails(context, &composed.manifest.offices, &again)?;
    composed.check(context, &plan)?;
    Ok(Prepared {
        composed,
        newest,
        left_behind: LeftBehind::of(context, &plan)?,
        plan,
        heads,
    })
}

/// Why nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// What was prepared is no longer true: prepare it again.
    #[error("{0:?} changed in the meantime")]
    Stale(Stale),
    /// The bundle can't be put on the shelf.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What happened between preparing and sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// Another bundle was frozen.
    Bundle,
    /// A signer whom it names corrected or withdrew something.
    Signers,
    /// A mail with an earlier text was settled.
    EarlierText,
}

/// Freezes the bundle and enqueues its mails, in one transaction; returns how many.
pub fn send(context: DeliveryContext<'_>, prepared: Prepared, mail_domain: &str) -> Result<usize, SendError> {
    let Prepared {
        composed, newest, plan, ..
    } = prepared;
    let Composed {
        manifest,
        digest,
        signers,
        frozen,
        files,
    } = composed;
    let (shelf, placed) = (context.shelf(), files.place(context, digest)?);
    let (domain, now, zone) = (
        mail_domain.to_owned(),
        context.config.clock.now(),
        context.letter.zone(),
    );
    let by = context.by;
    let owed = context.store.write_now(move |tx| {
        let of = (manifest.letter.as_str(), manifest.revision);
        let latest = store::bundle(tx, of.0, of.1)?;
        if latest.as_ref().map(|bundle| bundle.id) != newest {
            return Err(SendError::Stale(Stale::Bundle));
        }
        let outdated = frozen.is_some() && latest.is_some_and(|bundle| bundle.outdated);
        if outdated || store::fingerprint(tx, of.0, of.1, Some(signers.until))? != signers {
            return Err(SendError::Stale(Stale::Signers));
        }
        if !manifest.is_aware_of(&store::earlier(tx, of.0, of.1, &zone)?) {
            return Err(SendError::Stale(Stale::EarlierText));
        }
        let bundle = dispatch::Frozen {
            row: if let Some(bundle) = frozen {
                bundle
            } else {
                shelf.finish(tx, digest)?;
                store::freeze(tx, &manifest, digest, &signers, now)?
            },
            code: &manifest.code,
            invented: manifest.demonstration > 0,
        };
        let owed = dispatch::enqueue(tx, bundle, of, &plan.mails, &domain, now)?;
        record(tx, by, &Deed::about(Act::LetterDelivered, of.0, owed), now)?;
        Ok(owed)
    })?;
    placed.map_or(Ok(()), Placed::keep)?;
    Ok(owed)
}
