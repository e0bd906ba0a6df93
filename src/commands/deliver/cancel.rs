//! `deliver SLUG --cancel`: takes back what is owed and was not handed over.

use std::process::ExitCode;

use undersigned::delivery::{email, store};

use super::super::{counted, open, say};

/// Needs neither the letter nor an answer: what is cancelled can be delivered again.
pub(super) fn cancel(slug: &str) -> anyhow::Result<ExitCode> {
    let (config, database) = open()?;
    let (letter, now) = (slug.to_owned(), config.clock.now());
    let cancelled = database.write_now(move |tx| store::cancel(tx, &letter, now))?;
    for digest in &cancelled.bundles {
        let folder = email::folder(&config, *digest);
        if let Err(error) = std::fs::remove_dir_all(&folder) {
            tracing::warn!(event = "delivery.bundle_left", folder = %folder.display(), %error);
        }
    }
    say(&format!(
        "{} cancelled",
        counted(cancelled.mails, "mail was", "mails were")
    ));
    if cancelled.gone > 0 {
        say(&format!(
            "{}; see `undersigned deliver {slug} --status`",
            counted(
                cancelled.gone,
                "can't be: it was handed over, or is being so",
                "can't be: they were handed over, or are being so"
            )
        ));
    }
    Ok(ExitCode::SUCCESS)
}
