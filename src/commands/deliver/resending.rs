//! Words about deliveries that are repeated, or that failed: whether repeating helps, and what else staff can do.

use undersigned::delivery::dispatch::Dispatch;
use undersigned::delivery::repetition::Repetition;
use undersigned::delivery::state::DeliveryState;
use undersigned::delivery::store::Standing;

/// Describes a planned mail by what happened to the one before; empty if there was none.
pub(super) fn note(mail: &Dispatch) -> String {
    let Some(before) = &mail.before else {
        return String::new();
    };
    if let Some(failed) = mail.failed_here() {
        return format!(" (the same address failed before{})", reply(failed));
    }
    match before.state {
        DeliveryState::Cancelled => " (canceled before)".to_owned(),
        DeliveryState::Withheld => " (its last email was stopped)".to_owned(),
        DeliveryState::Failed => format!(" (resent: {} failed)", before.address),
        DeliveryState::Bounced => format!(" (resent: the email to {} came back)", before.address),
        DeliveryState::Uncertain => " (resent: the last email may have been sent)".to_owned(),
        DeliveryState::GivenUp => " (given up before)".to_owned(),
        _ => String::new(),
    }
}

/// Says what to do about a delivery that may need something from staff.
pub(super) fn advice(office: &str, standing: &Standing, repetition: Repetition) -> Option<String> {
    match standing.state {
        DeliveryState::Uncertain => Some(format!("(to resend, pass --again {office})")),
        DeliveryState::Failed | DeliveryState::Bounced => {
            let at = format!("<{}>{}", standing.address, reply(standing));
            Some(match repetition {
                Repetition::Elsewhere => {
                    format!("{at} (to resend to the office's other address, pass --again {office})")
                }
                Repetition::SameAddress => format!(
                    "{at} (add another contact first with `undersigned contacts import`; to try the same address again, pass --again {office})"
                ),
                Repetition::WithoutContact => {
                    format!(
                        "{at} (no email contact: add one with `undersigned contacts import`, then pass --again {office})"
                    )
                }
                Repetition::Stopped => format!("{at} (opted out of email: see `undersigned contacts list`)"),
            })
        }
        _ => None,
    }
}

/// Says how staff can settle a delivery without another mail.
pub(super) fn other_ways(slug: &str) -> String {
    format!(
        "If you delivered the letter by other means, run: undersigned deliver {slug} --delivered OFFICE; to stop trying, run: undersigned deliver {slug} --give-up OFFICE"
    )
}

/// Formats the relay's reply, if there is one.
fn reply(standing: &Standing) -> String {
    standing
        .reply
        .as_ref()
        .map_or_else(String::new, |reply| format!(": {reply}"))
}
