//! Reasons to take no form now, whatever it contains: the form comes back as it was typed, with how to go on.

use rocket::http::Status;
use serde::Serialize;

use super::App;
use super::error::{retry_after_seconds, trouble_key, wait_in_words};
use crate::locale::Lang;
use crate::store::Trouble;

/// Why no form is taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotNow {
    /// 429: too many came from there; holds the seconds to wait.
    TooOften(u64),
    /// 503: nothing can be stored.
    Trouble(Trouble),
    /// 403: the form was sent from a page of another site; from ours it is taken.
    Elsewhere,
}

/// The message above the form.
#[derive(Serialize)]
pub(crate) struct Words {
    pub(crate) heading: String,
    pub(crate) explanation: String,
}

impl NotNow {
    /// Returns the status of the page.
    pub(crate) fn status(self) -> Status {
        match self {
            Self::TooOften(_) => Status::TooManyRequests,
            Self::Trouble(_) => Status::ServiceUnavailable,
            Self::Elsewhere => Status::Forbidden,
        }
    }

    /// Returns after how many seconds to try again; `None` if at once.
    pub(crate) fn retry_after(self) -> Option<u64> {
        match self {
            Self::TooOften(seconds) => Some(seconds),
            Self::Trouble(trouble) => Some(retry_after_seconds(trouble)),
            Self::Elsewhere => None,
        }
    }

    pub(crate) fn words(self, app: &App, lang: Lang) -> Words {
        let key = match self {
            Self::TooOften(_) => "429",
            Self::Trouble(trouble) => trouble_key(trouble),
            Self::Elsewhere => "403",
        };
        let id = format!("status-{key}");
        let wait = wait_in_words(app, lang, self.retry_after().unwrap_or(0));
        Words {
            heading: app.locales.text(lang, &id),
            explanation: app
                .locales
                .format(lang, &format!("{id}-kept"), &[("wait", wait.into())]),
        }
    }
}
