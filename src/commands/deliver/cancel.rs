//! `deliver SLUG --cancel`: cancels mails that are queued and were not handed over.

use std::process::ExitCode;

use undersigned::delivery::deliver as delivery;

use super::super::person::Person;
use super::super::{counted, open, say};

/// Cancels the mails. It needs neither the letter nor a confirmation: what is cancelled can be delivered again.
pub(super) fn cancel(slug: &str, person: &Person) -> anyhow::Result<ExitCode> {
    let (config, database) = open()?;
    let cancelled = delivery::cancel(&config, &database, person.by(&database)?, slug)?;
    say(&format!("Canceled {}", counted(cancelled.mails, "email", "emails")));
    if cancelled.gone > 0 {
        say(&format!(
            "{}. Run `undersigned deliver {slug} --status` for details",
            counted(
                cancelled.gone,
                "email could not be canceled: it was sent, may have been sent, or is being sent",
                "emails could not be canceled: they were sent, may have been sent, or are being sent"
            )
        ));
    }
    Ok(ExitCode::SUCCESS)
}
