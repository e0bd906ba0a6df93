//! A bundle with its files: frozen earlier and checked, or a draft that is frozen when it is agreed to.

use std::path::{Path, PathBuf};

use anyhow::Context;
use undersigned::delivery::dispatch::Plan;
use undersigned::delivery::store::{Bundle, Fingerprint};
use undersigned::delivery::{MANIFEST, Manifest, email};
use undersigned::letters::Digest;
use undersigned::private::draft::Draft;

use super::Desk;

/// A bundle, frozen or to be frozen.
pub(super) struct Composed {
    pub(super) manifest: Manifest,
    pub(super) digest: [u8; 32],
    /// Whom it shows.
    pub(super) signers: Fingerprint,
    /// Its row, if it was frozen before.
    pub(super) frozen: Option<i64>,
    /// Its folder, until the database knows it.
    draft: Option<Draft>,
    folder: PathBuf,
}

impl Composed {
    /// One that was frozen earlier: its manifest must be what it was.
    pub(super) fn frozen(folder: &Path, bundle: &Bundle, signers: Fingerprint) -> anyhow::Result<Self> {
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

    /// One that was composed just now.
    pub(super) fn drafted(manifest: Manifest, signers: Fingerprint, draft: Draft) -> anyhow::Result<Self> {
        let text = std::fs::read(draft.folder().join(MANIFEST))?;
        Ok(Self {
            manifest,
            digest: Digest::of(&text).0,
            signers,
            frozen: None,
            folder: draft.folder().to_owned(),
            draft: Some(draft),
        })
    }

    /// Every PDF that a plan would send must be what was frozen: better told now than by each mail.
    pub(super) fn check(&self, desk: &Desk, plan: &Plan) -> anyhow::Result<()> {
        let folder = match self.frozen {
            Some(_) => email::folder(&desk.config, self.digest),
            None => self.folder.clone(),
        };
        for mail in &plan.mails {
            let digest = Digest::parse(&mail.office.pdf.sha256).context("the manifest holds no digest")?;
            unchanged(&folder.join(&mail.office.pdf.file), digest.0)?;
        }
        Ok(())
    }

    /// Moves a draft to where frozen bundles lie.
    pub(super) fn publish(&mut self, desk: &Desk) -> anyhow::Result<()> {
        let folder = email::folder(&desk.config, self.digest);
        if let Some(draft) = &mut self.draft {
            draft.publish(&folder).with_context(|| folder.display().to_string())?;
        }
        Ok(())
    }

    /// The database knows it: its folder stays.
    pub(super) fn keep(self) -> std::io::Result<()> {
        self.draft.map_or(Ok(()), Draft::keep)
    }
}

fn unchanged(path: &Path, digest: [u8; 32]) -> anyhow::Result<Vec<u8>> {
    let bytes =
        std::fs::read(path).with_context(|| format!("{} can't be read: restore it from a backup", path.display()))?;
    anyhow::ensure!(
        Digest::of(&bytes).0 == digest,
        "{} is not what was frozen: restore it from a backup",
        path.display()
    );
    Ok(bytes)
}
