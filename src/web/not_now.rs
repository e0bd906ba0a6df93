//! Why no form is taken now, whatever stands in it: the form comes back as it was typed, with how to go on.

use rocket::http::Status;
use serde::Serialize;

use super::App;
use super::error::{retry_after_seconds, trouble_key, wait_in_words};
use crate::locale::Lang;
use crate::store::Trouble;

/// Why no form is taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotNow {
    /// 429: too many came from there; for so many seconds.
    TooOften(u64),
    /// 503: none can be stored.
    Trouble(Trouble),
    /// 403: the form stood on a page of another site; from this page it is taken.
    Elsewhere,
}

/// What is said of it above the form.
#[derive(Serialize)]
pub(crate) struct Words {
    pub(crate) heading: String,
    pub(crate) explanation: String,
}

impl NotNow {
    /// The status of the page.
    pub(crate) fn status(self) -> Status {
        match self {
            Self::TooOften(_) => Status::TooManyRequests,
            Self::Trouble(_) => Status::ServiceUnavailable,
            Self::Elsewhere => Status::Forbidden,
        }
    }

    /// After how many seconds the form may come again; `None`: at once.
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
