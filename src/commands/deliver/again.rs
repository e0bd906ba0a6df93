//! `deliver SLUG --again OFFICE`: explains why a requested office gets no mail.

use std::process::ExitCode;

use undersigned::delivery::dispatch::{NotAgain, Plan};

use super::super::complain;

/// Explains for each of these offices why it gets no mail; returns 1 if there is one, else 0.
pub(super) fn unanswered(plan: &Plan, wanted: &[String]) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for office in wanted {
        if let Some(why) = plan.why_not(office) {
            complain(&format!("Not resending to {office}: {}", words(why)));
            code = ExitCode::from(1);
        }
    }
    code
}

fn words(why: NotAgain) -> &'static str {
    match why {
        NotAgain::Sent => "its email was sent, and each office receives only one bundle per revision",
        NotAgain::Delivered => {
            "you recorded that it was delivered by other means (if that is wrong, run this with --give-up first)"
        }
        NotAgain::Waits => "its email is still queued (use --cancel to cancel it)",
        NotAgain::Undecided => "its email is neither failed nor uncertain",
        NotAgain::Stopped => "it has opted out of email (see `undersigned contacts list`)",
        NotAgain::WithoutContact => "it has no email contact (add one with `undersigned contacts import`)",
        NotAgain::TooLarge => "its PDF is too large to email (see delivery.attachment_limit_megabytes)",
    }
}
