//! `deliver SLUG --again OFFICE`: explains why a requested office gets no mail.

use std::process::ExitCode;

use undersigned::delivery::dispatch::{NotAgain, Plan};

use super::super::complain;

/// Explains for each of these offices why it gets no mail; returns 1 if there is one, else 0.
pub(super) fn unanswered(plan: &Plan, wanted: &[String]) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for office in wanted {
        if let Some(why) = plan.why_not(office) {
            complain(&format!("{office} is not sent to again: {}", words(why)));
            code = ExitCode::from(1);
        }
    }
    code
}

fn words(why: NotAgain) -> &'static str {
    match why {
        NotAgain::Sent => "the relay took its mail; each office receives one bundle of a revision",
        NotAgain::Waits => "its mail still waits to be sent (take it back with --cancel)",
        NotAgain::Undecided => "its mail neither failed nor is uncertain",
        NotAgain::Stopped => "it asked for no more mail (see `undersigned contacts list`)",
        NotAgain::WithoutContact => "it has no address (bring one with `undersigned contacts import`)",
        NotAgain::TooLarge => "its PDF is too large for a mail (see delivery.attachment_limit_megabytes)",
    }
}
