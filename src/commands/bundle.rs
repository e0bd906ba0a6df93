//! `bundle`: a letter's bundle into a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use undersigned::delivery::earlier::Earlier;
use undersigned::delivery::sheet;
use undersigned::delivery::snapshot::Snapshot;
use undersigned::delivery::store::Fingerprint;
use undersigned::delivery::targets::{self, Choice, Congress, Missing};
use undersigned::delivery::{Manifest, OfficeEntry, bundle as bundles, code, draft, store, unshown};
use undersigned::letters::Letter;
use undersigned::letters::advice::signs;
use undersigned::offices;
use undersigned::private::draft::Draft;
use undersigned::store::StoreError;
use undersigned::typesetting::{self, Typesetter};

use super::{Desk, output};

/// Compose a letter's bundle
#[derive(clap::Args)]
pub struct Bundle {
    /// The letter's name, as in its URL
    slug: String,
    /// The folder to write, which must not exist yet
    #[arg(long)]
    out: PathBuf,
    /// Go without an office that the letter names and that is not there, such as HSXX; may stand several times
    #[arg(long, value_name = "KEY")]
    without: Vec<String>,
}

/// A letter's offices and signers, of one moment.
pub(super) struct Scene {
    congress: u16,
    pub(super) snapshot: Snapshot,
    choice: Choice,
    earlier: BTreeMap<String, Earlier>,
    code: String,
    pub(super) signers: Fingerprint,
}

/// Composes, and tells what was missing.
pub fn bundle(wish: Bundle) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    let letter = desk.letter(&wish.slug)?;
    output::a_folder(&wish.out)?;
    sweep(&desk, wish.out.parent());
    let scene = scene(&desk, letter, &wish.without)?;
    if scene.snapshot.is_empty() {
        super::complain("nobody has signed this letter yet: the pages are for looking at, and can't be delivered");
    }
    let mut draft = bundles::draft(&wish.out)?;
    let manifest = compose(&desk, letter, &scene, &draft)?;
    draft
        .publish(&wish.out)
        .and_then(|()| draft.keep())
        .with_context(|| wish.out.display().to_string())?;
    super::say(&format!(
        "{}, code {}: {}",
        super::counted(manifest.offices.len(), "office", "offices"),
        manifest.code,
        wish.out.display()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Removes what killed commands left, where bundles lie and beside `--out`: it holds signers' names.
pub(super) fn sweep(desk: &Desk, beside: Option<&Path>) {
    let knows = |digest| desk.store.read_now(|db| store::knows(db, digest)).unwrap_or(true);
    draft::sweep(&desk.config.delivery.folder, knows);
    if let Some(folder) = beside {
        let folder = if folder == Path::new("") {
            Path::new(".")
        } else {
            folder
        };
        draft::sweep(folder, |_| true);
    }
}

/// Chooses the offices and takes the signers; stops where the letter names an office that is not there, unless staff go without it.
pub(super) fn scene(desk: &Desk, letter: &Letter, without: &[String]) -> anyhow::Result<Scene> {
    let slug = &letter.slug;
    let delivery = letter.delivery.as_ref();
    let delivery =
        delivery.with_context(|| format!("{slug} goes to nobody: add a table [delivery] to its letter.toml"))?;
    let lang = letter.edition(desk.locales.fallback()).lang;
    let today = offices::day_in_washington(desk.config.clock.now());
    let scene = desk.store.read_now(|db| {
        let congress = Congress::load(db)?;
        let snapshot = store::snapshot(db, slug.as_str(), letter.revision, congress.number(), lang)?;
        let choice = targets::choose(delivery, &congress, &snapshot, today);
        Ok::<_, StoreError>(Scene {
            congress: congress.number(),
            snapshot,
            choice,
            earlier: store::earlier(db, slug.as_str(), letter.revision, &letter.zone())?,
            code: code::fresh(),
            signers: store::fingerprint(db, slug.as_str(), letter.revision, None)?,
        })
    })?;
    for remark in &scene.choice.remarks {
        super::complain(&format!("note: {remark}"));
    }
    agree(&scene.choice.missing, without)?;
    anyhow::ensure!(
        !scene.choice.targets.is_empty(),
        "{slug} names no office that is known: see [delivery] in its letter.toml"
    );
    Ok(scene)
}

/// Everything that is missing and not waived, at once, with the flags that waive it.
fn agree(missing: &[Missing], without: &[String]) -> anyhow::Result<()> {
    let (waived, stops): (Vec<_>, Vec<_>) = missing.iter().partition(|it| it.is_waived(without));
    for it in waived {
        super::complain(&format!("left out: {}", it.why));
    }
    if stops.is_empty() {
        return Ok(());
    }
    for it in &stops {
        super::complain(&it.why);
    }
    let flags: Vec<String> = stops.iter().map(|it| format!("--without {}", it.key)).collect();
    anyhow::bail!(
        "nothing was composed: mend this, or go without these offices: {}",
        flags.join(" ")
    )
}

impl Scene {
    /// The offices in the order of addressing, with their numbers and without files.
    pub(super) fn offices(&self, desk: &Desk, letter: &Letter) -> Vec<OfficeEntry> {
        let words = self.words(desk, letter);
        let targets = self.choice.targets.iter();
        targets.map(|target| bundles::entry(&words, target)).collect()
    }

    fn words<'a>(&'a self, desk: &'a Desk, letter: &'a Letter) -> sheet::Desk<'a> {
        let now = desk.config.clock.now();
        sheet::Desk {
            letter,
            edition: letter.edition(desk.locales.fallback()),
            snapshot: &self.snapshot,
            earlier: &self.earlier,
            site: &desk.config.site,
            locales: &desk.locales,
            congress: self.congress,
            date: now.to_zoned_datetime(letter.zone()).date(),
            code: &self.code,
            most_people: desk.config.delivery.most_people_printed,
        }
    }
}

/// Composes into a draft, with a progress bar.
pub(super) fn compose(desk: &Desk, letter: &Letter, scene: &Scene, draft: &Draft) -> anyhow::Result<Manifest> {
    let bar = super::progress(scene.choice.targets.len() as u64, 10, "offices");
    let (words, now) = (scene.words(desk, letter), desk.config.clock.now());
    let typesetter = typesetter(desk, &words)?;
    let composed = bundles::compose(&words, &scene.choice.targets, now, &typesetter, draft, &|| {
        bar.inc(1);
    });
    bar.finish_and_clear();
    Ok(composed?)
}

/// What sets the pages, with the fonts that the letter and its signers need; tells what none of them shows.
fn typesetter(desk: &Desk, of: &sheet::Desk<'_>) -> anyhow::Result<Typesetter> {
    let typesetter = Typesetter::new(typesetting::this_program()?, &desk.config.delivery);
    if !typesetting::AVAILABLE {
        return Ok(typesetter);
    }
    let own = signs::words(of.edition);
    let mut words = unshown::words(of.snapshot);
    words.extend(own.iter().map(String::as_str));
    let typesetter = typesetter.prepared(&words)?;
    for problem in signs::unshown(of.letter, of.edition, &typesetter.unshown) {
        super::complain(&problem.to_string());
    }
    for line in unshown::remarks(of.snapshot, &typesetter.unshown) {
        super::complain(&line);
    }
    Ok(typesetter)
}
