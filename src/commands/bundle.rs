//! `bundle`: writes a letter's bundle into a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use undersigned::audit::By;
use undersigned::delivery::deliver::Scene;
use undersigned::delivery::{bundle as bundles, draft};
use undersigned::typesetting;

use super::deliver::{context, words};
use super::{Workspace, complain, counted, output, progress, say};

/// Create a letter's bundle
#[derive(clap::Args)]
pub struct Bundle {
    /// The letter's name, as in its URL
    slug: String,
    /// The folder to create; it must not exist yet
    #[arg(long)]
    out: PathBuf,
    /// Skip an office that the letter names but that can't be found, such as HSXX; can be repeated
    #[arg(long, value_name = "KEY")]
    without: Vec<String>,
}

/// Composes the bundle, and reports what is missing.
pub fn bundle(args: Bundle) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let letter = workspace.letter(&args.slug)?;
    output::a_folder(&args.out)?;
    sweep(&workspace, &args.out);
    let context = context(&workspace, letter, By::COMMAND_LINE);
    let tell = &mut |notice| words::tell(notice, say);
    let scene = Scene::take(context, &args.without, tell).map_err(|error| words::unchosen(letter, error))?;
    if scene.is_unsigned() {
        complain("Note: nobody has signed this letter yet. You can look at the pages, but you can't deliver them");
    }
    super::interrupt::watch()?;
    let mut draft = bundles::draft(&args.out)?;
    let bar = progress(scene.len() as u64, 10, "offices");
    let manifest = scene.compose(context, typesetting::this_program()?, &draft, &|| bar.inc(1), tell);
    bar.finish_and_clear();
    let manifest = manifest?;
    draft
        .publish(&args.out)
        .and_then(|()| draft.keep())
        .with_context(|| args.out.display().to_string())?;
    say(&format!(
        "Bundle for {} (code {}) written to {}",
        counted(manifest.offices.len(), "office", "offices"),
        manifest.code,
        args.out.display()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Removes what killed commands left in the folder of bundles and beside `--out`: it contains signers' names.
fn sweep(workspace: &Workspace, out: &Path) {
    draft::sweep_unknown(&workspace.config, &workspace.store);
    if let Some(folder) = out.parent() {
        let folder = if folder == Path::new("") {
            Path::new(".")
        } else {
            folder
        };
        draft::sweep(folder, |_| true);
    }
}
