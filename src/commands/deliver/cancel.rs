//! `deliver SLUG --cancel`: cancels mails that are queued and were not handed over.

use std::process::ExitCode;

use undersigned::delivery::deliver as delivery;

use super::super::{counted, open, say};

/// Cancels the mails. It needs neither the letter nor a confirmation: what is cancelled can be delivered again.
pub(super) fn cancel(slug: &str) -> anyhow::Result<ExitCode> {
    let (config, database) = open()?;
    let cancelled = delivery::cancel(&config, &database, slug)?;
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
