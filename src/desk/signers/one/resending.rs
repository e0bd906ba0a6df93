//! The email that can be sent again, and what became of the last one.

use serde::Serialize;

use super::super::words::Words;
use crate::review::resend::{Email, Outlook};
use crate::staff::frame::moment;

/// The form that sends it again.
#[derive(Serialize)]
pub(in super::super) struct Resend {
    /// What the button says.
    label: String,
    /// When the last one was sent, or why it was not.
    last: String,
    /// Whether the address refuses email, so that there is no button.
    is_closed: bool,
}

impl Resend {
    pub(super) fn new(words: Words<'_>, it: Outlook) -> Self {
        let label = match it.email {
            Email::Confirmation => "staff-resend-confirmation",
            Email::Approval => "staff-resend-approval",
            Email::OwnPage => "staff-resend-page",
        };
        let last = it.last.map(|mail| {
            let at = mail.settled_at.or(mail.due_at).unwrap_or(mail.created_at);
            let id = match mail.state.as_str() {
                "sent" => "staff-resend-sent",
                "queued" => "staff-resend-queued",
                "failed" => "staff-resend-failed",
                "bounced" => "staff-resend-bounced",
                "uncertain" => "staff-resend-uncertain",
                _ => "staff-resend-moot",
            };
            let at = moment(words.app, words.lang, at.as_microsecond());
            let reply = match mail.reply.as_str() {
                "" => words.text("staff-resend-no-reply"),
                reply => reply.to_owned(),
            };
            let values = [("at", at.into()), ("reply", reply.into())];
            words.app.locales.format(words.lang, id, &values)
        });
        Self {
            label: words.text(label),
            last: last.unwrap_or_else(|| words.text("staff-resend-never")),
            is_closed: it.is_closed,
        }
    }
}
