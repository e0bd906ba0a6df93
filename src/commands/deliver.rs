//! `deliver`: one mail to each office, once.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use undersigned::delivery::dispatch::{self, Plan};
use undersigned::delivery::store::{Bundle, Fingerprint};
use undersigned::delivery::{MANIFEST, Manifest, email, store};
use undersigned::letters::{Digest, Letter, store as editions};
use undersigned::offices::store as offices;
use undersigned::outbox::mailer::Mailer;
use undersigned::store::StoreError;

use super::{Desk, bundle};
use report::tell;

mod report;

/// Deliver a letter
#[derive(clap::Args)]
pub struct Deliver {
    /// The letter's name, as in its URL
    slug: String,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Send again to an office whose mail failed or is uncertain, such as member:B001234; may stand several times
    #[arg(long, value_name = "OFFICE")]
    again: Vec<String>,
}

/// Shows what would be sent and to whom, asks, and owes one mail to each office. A second run sends nothing twice.
pub fn deliver(wish: Deliver) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    let letter = desk.letter(&wish.slug)?;
    let known = desk
        .store
        .read_now(|db| store::bundle(db, letter.slug.as_str(), letter.revision))?;
    let draft = format!("draft-{}-{}", letter.slug, std::process::id());
    let mut draft = Draft(Some(desk.config.delivery.folder.join(draft)));
    let composed = composed(&desk, letter, known.as_ref(), draft.folder())?;
    let manifest = &composed.manifest;
    anyhow::ensure!(
        manifest.demonstration == 0 || !desk.config.profile.is_production(),
        "{} of the signatures are invented: a real office must not receive them",
        manifest.demonstration
    );
    known_to(manifest, &wish.again)?;
    published(&desk, letter)?;
    let plan = plan(&desk, letter, manifest, &wish.again)?;
    tell(&desk, letter, &plan, manifest);
    if plan.mails.is_empty() || !super::agreed(wish.yes, plan.mails.len() as u64)? {
        super::say("nothing was sent");
        return Ok(ExitCode::SUCCESS);
    }
    if composed.frozen.is_none() {
        draft.become_bundle(&email::folder(&desk.config, composed.digest))?;
    }
    let owed = owe(&desk, composed, plan, known.map(|bundle| bundle.id))?;
    draft.keep();
    super::say(&format!(
        "{owed} mails are owed; `undersigned serve` sends them. Run this again to see how they fare."
    ));
    Ok(ExitCode::SUCCESS)
}

/// Refuses a text that was never published: an office must receive what could be signed.
fn published(desk: &Desk, letter: &Letter) -> anyhow::Result<()> {
    let unpublished = desk.store.read_now(|db| editions::unpublished(db, letter))?;
    let told: Vec<String> = unpublished.iter().map(ToString::to_string).collect();
    anyhow::ensure!(told.is_empty(), told.join("\n"));
    Ok(())
}

/// A bundle, frozen or to be frozen.
struct Composed {
    manifest: Manifest,
    digest: [u8; 32],
    /// Whom it shows.
    signers: Fingerprint,
    /// Its row, if it was frozen before.
    frozen: Option<i64>,
}

/// The bundle that was frozen, while it is still true; else a fresh one.
fn composed(desk: &Desk, letter: &Letter, known: Option<&Bundle>, draft: &Path) -> anyhow::Result<Composed> {
    if let Some(bundle) = known {
        if let Some(signers) = still_true(desk, letter, bundle)? {
            return frozen(&email::folder(&desk.config, bundle.digest), bundle, signers);
        }
        super::say(
            "signers corrected or took something back since the last bundle: offices that have none yet receive a fresh one",
        );
    }
    drafted(desk, letter, draft)
}

/// Refuses a slip in `--again`: whoever made it would take it that a mail was owed.
fn known_to(manifest: &Manifest, again: &[String]) -> anyhow::Result<()> {
    let unknown = dispatch::unknown(manifest, again);
    anyhow::ensure!(
        unknown.is_empty(),
        "{slug} does not go to {}: run `undersigned deliver {slug}` without --again to see which offices can be sent to again",
        unknown.join(", "),
        slug = manifest.letter
    );
    Ok(())
}

fn plan(desk: &Desk, letter: &Letter, manifest: &Manifest, again: &[String]) -> anyhow::Result<Plan> {
    let (contacts, states) = desk.store.read_now(|db| {
        let states = store::states(db, letter.slug.as_str(), letter.revision)?;
        Ok::<_, StoreError>((offices::contacts(db)?, states))
    })?;
    let most_bytes = desk.config.delivery.attachment_limit_megabytes << 20;
    let again = again.iter().cloned().collect();
    Ok(Plan::new(manifest, &contacts, &states, &again, most_bytes))
}

/// Freezes the bundle and owes its mails, in one transaction, unless something happened while it was looked at: someone else
/// froze another (`newest` was the last one), or a signer whom it names corrected or took something back.
fn owe(desk: &Desk, composed: Composed, plan: Plan, newest: Option<i64>) -> anyhow::Result<usize> {
    let (domain, now) = (Mailer::domain_of(&desk.config.mail)?, desk.config.clock.now());
    let owed = desk.store.write_now(move |tx| {
        let Composed {
            manifest,
            digest,
            signers,
            frozen,
        } = composed;
        let of = (manifest.letter.as_str(), manifest.revision);
        if store::bundle(tx, of.0, of.1)?.map(|bundle| bundle.id) != newest {
            return Ok::<_, StoreError>(Err("another bundle was frozen meanwhile"));
        }
        if store::fingerprint(tx, of.0, of.1, Some(signers.until))? != signers {
            return Ok(Err("a signer corrected or took something back meanwhile"));
        }
        let bundle = match frozen {
            Some(bundle) => bundle,
            None => store::freeze(tx, &manifest, digest, &signers, now)?,
        };
        dispatch::enqueue(tx, bundle, of, &plan.mails, &domain, now).map(Ok)
    })?;
    owed.map_err(|why| anyhow::anyhow!("{why}, and nothing was sent: run this again"))
}

/// Whom a bundle shows, if all of them still want to be named so.
fn still_true(desk: &Desk, letter: &Letter, bundle: &Bundle) -> Result<Option<Fingerprint>, StoreError> {
    let Some(then) = bundle.signers else { return Ok(None) };
    let now = desk
        .store
        .read_now(|db| store::fingerprint(db, letter.slug.as_str(), letter.revision, Some(then.until)))?;
    Ok((now == then).then_some(then))
}

/// A folder that goes away unless what lies in it was frozen.
struct Draft(Option<PathBuf>);

impl Draft {
    fn folder(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new(""))
    }

    /// Moves to where frozen bundles lie, on disk when it returns.
    fn become_bundle(&mut self, folder: &Path) -> std::io::Result<()> {
        std::fs::rename(self.folder(), folder)?;
        self.0 = Some(folder.to_owned());
        std::fs::File::open(folder.parent().unwrap_or(Path::new(".")))?.sync_all()
    }

    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            std::fs::remove_dir_all(folder).ok();
        }
    }
}

/// A bundle that was frozen earlier, checked.
fn frozen(folder: &Path, bundle: &Bundle, signers: Fingerprint) -> anyhow::Result<Composed> {
    let path = folder.join(MANIFEST);
    let text =
        std::fs::read(&path).with_context(|| format!("{} can't be read: restore it from a backup", path.display()))?;
    anyhow::ensure!(
        Digest::of(&text).0 == bundle.digest,
        "{} is not what was frozen: restore it from a backup",
        path.display()
    );
    Ok(Composed {
        manifest: serde_json::from_slice(&text)?,
        digest: bundle.digest,
        signers,
        frozen: Some(bundle.id),
    })
}

/// A bundle composed to be shown; it is frozen when it is agreed to.
fn drafted(desk: &Desk, letter: &Letter, draft: &Path) -> anyhow::Result<Composed> {
    let scene = bundle::scene(desk, letter)?;
    bundle::compose(desk, letter, &scene, draft)?;
    let text = std::fs::read(draft.join(MANIFEST))?;
    Ok(Composed {
        manifest: serde_json::from_slice(&text)?,
        digest: Digest::of(&text).0,
        signers: scene.signers,
        frozen: None,
    })
}
