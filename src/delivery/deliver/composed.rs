//! A bundle with its files: frozen earlier and verified, or a draft that is frozen when it is sent.

use std::path::{Path, PathBuf};

use crate::delivery::dispatch::Plan;
use crate::delivery::store::BundleId;
use crate::delivery::store::{self, Bundle, Fingerprint};
use crate::delivery::{MANIFEST, Manifest, email};
use crate::letters::Digest;
use crate::private::draft::Draft;
use crate::store::StoreError;

use super::{Change, DeliveryContext, PlanError, SignerCount};

/// Why a bundle's files can't be sent.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// A file is missing or can't be read.
    #[error("{} can't be read: restore it from a backup", .0.display())]
    Unreadable(PathBuf, #[source] std::io::Error),
    /// A file differs from the one that was frozen.
    #[error("{} changed after it was frozen: restore it from a backup", .0.display())]
    Changed(PathBuf),
    /// The manifest can't be parsed.
    #[error(transparent)]
    Manifest(#[from] serde_json::Error),
    /// The manifest holds no digest of a file.
    #[error("the manifest has no digest for {0}")]
    NoDigest(String),
}

/// A bundle, frozen or to be frozen.
pub(super) struct Composed {
    pub(super) manifest: Manifest,
    pub(super) digest: [u8; 32],
    /// The fingerprint of the signers that it shows.
    pub(super) signers: Fingerprint,
    /// The bundle's row, if it was frozen before.
    pub(super) frozen: Option<BundleId>,
    /// The bundle's folder, until the database knows it.
    draft: Option<Draft>,
    folder: PathBuf,
}

impl Composed {
    /// Returns the frozen bundle, as long as all its signers still want to be named that way, and it says correctly what each office has
    /// received before; otherwise what changed.
    pub(super) fn still_true(context: DeliveryContext<'_>, bundle: &Bundle) -> Result<Result<Self, Change>, PlanError> {
        let (slug, revision) = context.of();
        let (now, earlier) = context.store.read_now(|db| {
            let until = bundle.signers.map(|then| then.until);
            let now = store::fingerprint(db, slug, revision, until)?;
            Ok::<_, StoreError>((now, store::earlier(db, slug, revision, &context.letter.zone())?))
        })?;
        let Some(signers) = bundle.signers.filter(|then| *then == now && !bundle.outdated) else {
            return Ok(Err(Change::Signers));
        };
        let composed = Self::frozen(&email::folder(context.config, bundle.digest), bundle, signers)?;
        if composed.manifest.is_aware_of(&earlier) {
            Ok(Ok(composed))
        } else {
            Ok(Err(Change::EarlierText))
        }
    }

    /// Loads a frozen bundle, whose manifest must be unchanged.
    fn frozen(folder: &Path, bundle: &Bundle, signers: Fingerprint) -> Result<Self, FilesError> {
        let text = unchanged(&folder.join(MANIFEST), bundle.digest)?;
        Ok(Self {
            manifest: serde_json::from_slice(&text)?,
            digest: bundle.digest,
            signers,
            frozen: Some(bundle.id),
            draft: None,
            folder: folder.to_owned(),
        })
    }

    /// Wraps a bundle that was just composed.
    pub(super) fn drafted(manifest: Manifest, signers: Fingerprint, draft: Draft) -> Result<Self, FilesError> {
        let file = draft.folder().join(MANIFEST);
        let text = std::fs::read(&file).map_err(|source| FilesError::Unreadable(file, source))?;
        Ok(Self {
            manifest,
            digest: Digest::of(&text).0,
            signers,
            frozen: None,
            folder: draft.folder().to_owned(),
            draft: Some(draft),
        })
    }

    pub(super) fn heads(&self) -> SignerCount {
        SignerCount {
            organizations: self.manifest.organizations,
            people: self.manifest.people.all(),
            demonstration: self.manifest.demonstration,
        }
    }

    /// Checks that every PDF of a plan is what was frozen: better reported now than by each mail.
    pub(super) fn check(&self, plan: &Plan) -> Result<(), FilesError> {
        for mail in &plan.mails {
            let digest = Digest::parse(&mail.office.pdf.sha256);
            let digest = digest.ok_or_else(|| FilesError::NoDigest(mail.office.pdf.file.clone()))?;
            unchanged(&self.folder.join(&mail.office.pdf.file), digest.0)?;
        }
        Ok(())
    }

    /// Moves a draft to the folder of frozen bundles.
    pub(super) fn publish(&mut self, folder: &Path) -> std::io::Result<()> {
        self.draft.as_mut().map_or(Ok(()), |draft| draft.publish(folder))
    }

    /// Keeps the folder, now that the database knows the bundle.
    pub(super) fn keep(self) -> std::io::Result<()> {
        self.draft.map_or(Ok(()), Draft::keep)
    }
}

fn unchanged(path: &Path, digest: [u8; 32]) -> Result<Vec<u8>, FilesError> {
    let bytes = std::fs::read(path).map_err(|source| FilesError::Unreadable(path.to_owned(), source))?;
    if Digest::of(&bytes).0 != digest {
        return Err(FilesError::Changed(path.to_owned()));
    }
    Ok(bytes)
}
