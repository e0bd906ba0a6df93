//! An email to an office, with what became of it.

use serde::Serialize;

use super::super::words::{Words, tone};
use crate::bounces::store::Bounce;
use crate::delivery::state::DeliveryState;
use crate::delivery::store::Progress;
use crate::desk::heard::heard;
use crate::desk::paths;
use crate::staff::frame::moment;

/// An email to the office, or a delivery by other means.
#[derive(Serialize)]
pub(super) struct Mail {
    status: String,
    tone: &'static str,
    address: String,
    at: String,
    reply: String,
    /// What mail servers said later, besides.
    heard: Vec<String>,
    revision: u32,
    /// Which supplement it carries, in words; empty if it is the letter.
    supplement: String,
    code: String,
    /// Where its PDF can be downloaded; empty if there is none.
    pdf: String,
    /// Where the names in it can be downloaded, by those who may; empty if there are none.
    csv: String,
    xlsx: String,
}

impl Mail {
    pub(super) fn new(words: Words<'_>, slug: &str, mail: &Progress, bounces: &[Bounce]) -> Self {
        let at = [mail.settled_at.as_ref(), mail.due_at.as_ref(), Some(&mail.owed_at)];
        let at = at
            .into_iter()
            .flatten()
            .next()
            .and_then(|it| it.parse::<jiff::Timestamp>().ok());
        let of_code = |path: &dyn Fn(&str) -> String| mail.code.as_deref().map(path).unwrap_or_default();
        let state = if mail.decides { mail.office_state } else { mail.state };
        Self {
            status: words.status(state.as_str()),
            tone: tone(state),
            address: mail.address.clone(),
            at: at
                .map(|it| moment(words.app, words.lang, it.as_microsecond()))
                .unwrap_or_default(),
            reply: mail
                .reply
                .clone()
                .filter(|_| state != DeliveryState::Sent)
                .unwrap_or_default(),
            heard: heard(words, bounces),
            revision: mail.revision,
            supplement: match mail.supplement {
                0 => String::new(),
                nth => words.say("staff-delivery-supplement", &[("number", &nth.to_string())]),
            },
            code: mail.code.clone().unwrap_or_default(),
            pdf: of_code(&|code| paths::pdf(slug, &mail.office, code)),
            csv: of_code(&|code| paths::table(slug, &mail.office, code, "csv")),
            xlsx: of_code(&|code| paths::table(slug, &mail.office, code, "xlsx")),
        }
    }
}
