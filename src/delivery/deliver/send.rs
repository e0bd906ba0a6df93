//! Composes what is planned, and enqueues its mails.

use std::path::PathBuf;

use super::composed::Composed;
use super::plan::{FileSource, Planned, mails};
use super::{ComposeError, DeliveryContext, FilesError, LeftBehind, Notices, Scene, SceneError, SignerCount};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::delivery::dispatch::{self, Before, Plan};
use crate::delivery::store::{BundleId, composition};
use crate::delivery::{bundle, store};
use crate::shelf::{Placed, ShelfError};
use crate::store::{StoreError, Tx};

/// Why nothing was composed, or what was frozen can't be sent.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// Composing failed.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// The offices can't be chosen any more.
    #[error(transparent)]
    Scene(#[from] SceneError),
    /// The frozen files can't be sent.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A delivery that can be sent. Dropping it deletes what was composed for it, unless it was sent.
pub struct Prepared {
    pub(super) composed: Composed,
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
        round,
        plan: told,
        ..
    } = planned;
    let composed = match file_source {
        FileSource::Frozen(composed) => *composed,
        FileSource::Fresh(fresh) => {
            // The plan told staff of these.
            let mut scene = Scene::of_round(context, round, &fresh.without, &mut |_| {})?;
            // A supplement is for now: an office that can't be written to gets a later one, and the bundle brings nobody to it.
            let mails = told.mails.iter().map(|mail| mail.office.office.clone());
            scene.only = (round > 0).then(|| mails.collect());
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
    let mut plan = mails(context, &composed.manifest.offices, &again, round)?;
    if round > 0 {
        // These have no files.
        let is_new = |it: &Before| plan.before.iter().all(|known| known.office.office != it.office.office);
        let before: Vec<Before> = told.before.into_iter().filter(is_new).collect();
        plan.before.extend(before);
        plan.nothing_new = told.nothing_new;
    }
    composed.check(context, &plan)?;
    Ok(Prepared {
        heads: composed.heads(),
        composed,
        newest,
        left_behind: LeftBehind::of(context, &plan)?,
        plan,
    })
}

/// Why nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// What was prepared is no longer true: prepare it again.
    #[error("{0:?} changed in the meantime")]
    Stale(Stale),
    /// The letter wants more than one person to approve.
    #[error("the letter has to be approved by more than one person")]
    Unapproved,
    /// Staff do not want these files any more.
    #[error("these files are not wanted any more")]
    Unwanted,
    /// Nobody is named who approves.
    #[error("nobody is named who approves")]
    Unnamed,
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
    /// An earlier mail to an office was settled: it has more, or less, than its supplement says.
    Arrived,
    /// The mails are not those that were approved: a contact changed, or an office got its mail.
    Plan,
}

/// Freezes the bundle and enqueues its mails, in one transaction; returns how many. Refused if the letter wants more than one person to approve.
pub fn send(context: DeliveryContext<'_>, prepared: Prepared, mail_domain: &str) -> Result<usize, SendError> {
    if context.approvals_needed() > 1 {
        return Err(SendError::Unapproved);
    }
    let mails = prepared.plan.mails.clone();
    let (domain, by, now) = (mail_domain.to_owned(), context.by, context.config.clock.now());
    put(context, prepared, move |tx, bundle, of| {
        let owed = dispatch::enqueue(tx, bundle, of, &mails, &domain, now)?;
        record(tx, by, &Deed::about(Act::LetterDelivered, of.0, owed), now)?;
        Ok(owed)
    })
}

/// Freezes the bundle, for staff to look at and to approve. Ends the wish for it in the same transaction.
pub fn freeze(context: DeliveryContext<'_>, prepared: Prepared) -> Result<(), SendError> {
    put(context, prepared, |tx, _, of| {
        composition::end(tx, of.0)?;
        Ok(())
    })
}

/// Does the same as [`freeze`] for a wish, unless it is not wanted any more: then nothing is frozen.
pub fn freeze_as_asked(
    context: DeliveryContext<'_>,
    prepared: Prepared,
    wish: &composition::Composition,
) -> Result<(), SendError> {
    let wish = wish.clone();
    put(context, prepared, move |tx, _, _| {
        if composition::fulfill(tx, &wish)? {
            Ok(())
        } else {
            Err(SendError::Unwanted)
        }
    })
}

/// Freezes the bundle if it is not, and does something with it in the same transaction, unless what was prepared is no longer true.
pub(super) fn put<R: Send + 'static>(
    context: DeliveryContext<'_>,
    prepared: Prepared,
    then: impl FnOnce(&Tx<'_>, dispatch::Frozen<'_>, (&str, u32)) -> Result<R, SendError> + Send + 'static,
) -> Result<R, SendError> {
    let Prepared { composed, newest, .. } = prepared;
    let Composed {
        manifest,
        digest,
        signers,
        frozen,
        files,
    } = composed;
    let (shelf, placed) = (context.shelf(), files.place(context, digest)?);
    let (now, zone) = (context.config.clock.now(), context.letter.zone());
    let done = context.store.write_now(move |tx| {
        let of = (manifest.letter.as_str(), manifest.revision);
        let latest = store::bundle(tx, of.0, of.1, manifest.round)?;
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
        if manifest.round > 0 && !manifest.knows_what_offices_have(&store::had(tx, of.0, of.1)?, &zone) {
            return Err(SendError::Stale(Stale::Arrived));
        }
        let bundle = dispatch::Frozen {
            row: if let Some(bundle) = frozen {
                bundle
            } else {
                shelf.finish(tx, digest)?;
                store::freeze(tx, &manifest, digest, &signers, now)?
            },
            round: manifest.round,
            code: &manifest.code,
            invented: manifest.demonstration > 0,
        };
        then(tx, bundle, of)
    })?;
    placed.map_or(Ok(()), Placed::keep)?;
    Ok(done)
}
