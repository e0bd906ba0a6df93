//! `deliver SLUG --again OFFICE`: why an office that was asked for is not sent to.

use std::process::ExitCode;

use undersigned::delivery::OfficeEntry;
use undersigned::delivery::dispatch::Plan;

use super::super::complain;

/// Says for each of these offices why it is not among those that are written to; 1 if there is one, else 0.
pub(super) fn unanswered(plan: &Plan, wanted: &[String]) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for office in wanted {
        if let Some(why) = why_not(plan, office) {
            complain(&format!("{office} is not sent to again: {why}"));
            code = ExitCode::from(1);
        }
    }
    code
}

fn why_not(plan: &Plan, office: &str) -> Option<&'static str> {
    let among = |all: &[OfficeEntry]| all.iter().any(|it| it.office == office);
    let before = plan.before.iter().find(|(it, _)| it.office == office);
    match before.map(|(_, state)| state.as_str()) {
        Some("sent") => Some("the relay took its mail; each office receives one bundle of a revision"),
        Some("queued") => Some("its mail still waits to be sent (take it back with --cancel)"),
        Some(_) => Some("its mail neither failed nor is uncertain"),
        None if among(&plan.stopped) => Some("it asked for no more mail (see `undersigned contacts list`)"),
        None if among(&plan.without_contact) => {
            Some("it has no address (bring one with `undersigned contacts import`)")
        }
        None if among(&plan.too_large) => {
            Some("its PDF is too large for a mail (see delivery.attachment_limit_megabytes)")
        }
        None => None,
    }
}
