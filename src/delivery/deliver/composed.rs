//! A bundle with its files: frozen earlier and verified, or a draft that is frozen when it is sent.

use crate::delivery::Manifest;
use crate::delivery::dispatch::Plan;
use crate::delivery::store::BundleId;
use crate::delivery::store::{self, Bundle, Fingerprint};
use crate::letters::Digest;
use crate::private::draft::Draft;
use crate::shelf::{self, MANIFEST, Placed, ShelfError};
use crate::store::StoreError;

use super::{Change, DeliveryContext, PlanError, SignerCount};

/// Why a bundle's files can't be sent.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// A file is missing, can't be read, or differs from the one that was frozen.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
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
    pub(super) files: Files,
}

/// Where its files are.
pub(super) enum Files {
    /// In a folder of this process.
    Draft(Draft),
    Frozen,
}

impl Composed {
    /// Returns the frozen bundle, as long as all its signers still want to be named that way, and it says correctly what each office has
    /// received before; otherwise what changed.
    pub(super) fn still_true(context: DeliveryContext<'_>, bundle: &Bundle) -> Result<Result<Self, Change>, PlanError> {
        let (slug, revision) = context.of();
        let zone = context.letter.zone();
        let (now, earlier, had) = context.store.read_now(|db| {
            let until = bundle.signers.map(|then| then.until);
            let now = store::fingerprint(db, slug, revision, until)?;
            let earlier = store::earlier(db, slug, revision, &zone)?;
            Ok::<_, StoreError>((now, earlier, store::had(db, slug, revision)?))
        })?;
        let Some(signers) = bundle.signers.filter(|then| *then == now && !bundle.outdated) else {
            return Ok(Err(Change::Signers));
        };
        let composed = Self::frozen(context, bundle, signers)?;
        let manifest = &composed.manifest;
        Ok(match manifest.is_aware_of(&earlier) {
            true if manifest.knows_what_offices_have(&had, &zone) => Ok(composed),
            true => Err(Change::Arrived),
            false => Err(Change::EarlierText),
        })
    }

    /// Loads a frozen bundle, whose manifest must be unchanged.
    fn frozen(context: DeliveryContext<'_>, bundle: &Bundle, signers: Fingerprint) -> Result<Self, FilesError> {
        let shelf = context.shelf();
        let text = context.store.read_now(|db| shelf.manifest(db, bundle.digest))?;
        Ok(Self {
            manifest: serde_json::from_slice(&text)?,
            digest: bundle.digest,
            signers,
            frozen: Some(bundle.id),
            files: Files::Frozen,
        })
    }

    /// Wraps a bundle that was just composed.
    pub(super) fn drafted(manifest: Manifest, signers: Fingerprint, draft: Draft) -> Result<Self, FilesError> {
        let content = shelf::content(&draft.folder().join(MANIFEST))?;
        Ok(Self {
            manifest,
            digest: content.sha256,
            signers,
            frozen: None,
            files: Files::Draft(draft),
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
    pub(super) fn check(&self, context: DeliveryContext<'_>, plan: &Plan) -> Result<(), FilesError> {
        let kept = context.shelf();
        for mail in &plan.mails {
            let file = mail.office.pdf.file.as_str();
            let digest = Digest::parse(&mail.office.pdf.sha256);
            let digest = digest.ok_or_else(|| FilesError::NoDigest(file.to_owned()))?.0;
            match &self.files {
                Files::Draft(draft) => shelf::check(&draft.folder().join(file), digest)?,
                // A view for each, so that none is long.
                Files::Frozen => context.store.read_now(|db| kept.check(db, self.digest, file, digest))?,
            }
        }
        Ok(())
    }
}

impl Files {
    /// Puts a draft on the shelf; `None` if it is there.
    pub(super) fn place(self, context: DeliveryContext<'_>, digest: [u8; 32]) -> Result<Option<Placed>, ShelfError> {
        match self {
            Self::Draft(draft) => {
                let placed = context
                    .shelf()
                    .place(context.store, &context.config.clock, draft, digest)?;
                Ok(Some(placed))
            }
            Self::Frozen => Ok(None),
        }
    }
}
