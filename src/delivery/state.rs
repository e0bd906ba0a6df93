//! The states of a delivery to an office, which may have taken several mails.

use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr};

/// The state of a mail to an office, or of all mails that carry one revision to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Display, EnumString, IntoStaticStr, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DeliveryState {
    /// The mail waits for its first or next attempt.
    Queued,
    /// The relay may have the mail at any moment: it can't be stopped.
    Sending,
    /// The relay accepted the mail.
    Sent,
    /// The mail was refused, or its attempts are used up.
    Failed,
    /// The relay accepted the mail, and it came back.
    Bounced,
    /// Nobody knows whether the relay accepted the mail.
    Uncertain,
    /// The mail was cancelled before it was sent.
    Cancelled,
    /// The mail was stopped before it was sent, because a signature in its bundle was taken back.
    Withheld,
    /// Staff delivered the letter by other means.
    Delivered,
    /// Staff gave up.
    GivenUp,
}

impl DeliveryState {
    /// Returns the word for tables and JSON.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns whether staff may have the mail repeated: nothing arrived, or nobody knows.
    pub(crate) fn may_repeat(self) -> bool {
        self.has_failed() || matches!(self, Self::Uncertain | Self::GivenUp)
    }

    /// Returns whether the mail did not arrive, as a server says.
    pub fn has_failed(self) -> bool {
        matches!(self, Self::Failed | Self::Bounced)
    }

    /// Returns whether nothing was sent, and nothing will be until the next delivery, which includes the office again.
    pub fn is_due_again(self) -> bool {
        matches!(self, Self::Cancelled | Self::Withheld)
    }
}
