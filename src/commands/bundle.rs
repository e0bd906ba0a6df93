//! `bundle`: a letter's bundle into a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use undersigned::delivery::sheet;
use undersigned::delivery::snapshot::Snapshot;
use undersigned::delivery::store::Fingerprint;
use undersigned::delivery::targets::{self, Choice, Congress};
use undersigned::delivery::{Manifest, bundle as bundles, store};
use undersigned::letters::Letter;
use undersigned::store::StoreError;
use undersigned::typesetting::Typesetter;

use super::Desk;

/// Compose a letter's bundle
#[derive(clap::Args)]
pub struct Bundle {
    /// The letter's name, as in its URL
    slug: String,
    /// The folder to write, which must not exist yet
    #[arg(long)]
    out: PathBuf,
}

/// A letter's offices and signers, of one moment.
pub(super) struct Scene {
    congress: u16,
    snapshot: Snapshot,
    choice: Choice,
    pub(super) signers: Fingerprint,
}

/// Composes, and tells what was missing.
pub fn bundle(wish: Bundle) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    let letter = desk.letter(&wish.slug)?;
    let scene = scene(&desk, letter)?;
    compose(&desk, letter, &scene, &wish.out)?;
    super::say(&format!(
        "{} offices: {}",
        scene.choice.targets.len(),
        wish.out.display()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Chooses the offices and takes the signers; tells what the letter names that is not there.
pub(super) fn scene(desk: &Desk, letter: &Letter) -> anyhow::Result<Scene> {
    let slug = &letter.slug;
    let delivery = letter.delivery.as_ref();
    let delivery =
        delivery.with_context(|| format!("{slug} goes to nobody: add a table [delivery] to its letter.toml"))?;
    let lang = letter.edition(desk.locales.fallback()).lang;
    let scene = desk.store.read_now(|db| {
        let congress = Congress::load(db)?;
        let snapshot = store::snapshot(db, slug.as_str(), letter.revision, congress.number(), lang)?;
        let choice = targets::choose(delivery, &congress, &snapshot);
        Ok::<_, StoreError>(Scene {
            congress: congress.number(),
            snapshot,
            choice,
            signers: store::fingerprint(db, slug.as_str(), letter.revision, None)?,
        })
    })?;
    for missing in &scene.choice.missing {
        super::complain(&format!("left out: {missing}"));
    }
    if scene.congress == 0 {
        super::complain("no Members of Congress are known: bring them in with `undersigned offices import`");
    }
    anyhow::ensure!(
        !scene.choice.targets.is_empty(),
        "{slug} names no office that is known: see [delivery] in its letter.toml"
    );
    Ok(scene)
}

/// Composes into a folder, with a progress bar.
pub(super) fn compose(desk: &Desk, letter: &Letter, scene: &Scene, out: &Path) -> anyhow::Result<Manifest> {
    let now = desk.config.clock.now();
    let zone = letter
        .signing
        .as_ref()
        .map_or(jiff::tz::TimeZone::UTC, |signing| signing.time_zone.clone());
    let words = sheet::Desk {
        letter,
        edition: letter.edition(desk.locales.fallback()),
        snapshot: &scene.snapshot,
        site: &desk.config.site,
        locales: &desk.locales,
        congress: scene.congress,
        date: now.to_zoned_datetime(zone).date(),
    };
    let bar = super::progress(scene.choice.targets.len() as u64, 10, "offices");
    let typesetter = Typesetter::new(std::env::current_exe()?, &desk.config.delivery);
    let composed = bundles::compose(&words, &scene.choice.targets, now, &typesetter, out, &|| {
        bar.inc(1);
    });
    bar.finish_and_clear();
    Ok(composed?)
}
