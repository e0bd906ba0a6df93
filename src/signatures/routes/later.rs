//! Not now: the form again, as it was typed, with when to come back.

use rocket::http::{Header, Status};
use serde::Serialize;

use super::form_page::{Above, Shown, form_page};
use super::settle::Answer;
use crate::signatures::form::{Errors, Typed};
use crate::web::App;
use crate::web::error::{FULL_SECONDS, Failure, wait_in_words};

/// Why no form is taken now.
#[derive(Clone, Copy)]
pub(super) enum NotNow {
    /// 429: too many came from there; for so many seconds.
    TooOften(u64),
    /// 503: there is no room to store one.
    Full,
}

/// What is said above the form.
#[derive(Serialize)]
pub(super) struct Later {
    heading: String,
    explanation: String,
}

/// The form again, unread: whatever is wrong in it is told when it comes the next time.
pub(super) fn page(app: &App, shown: &Shown<'_>, typed: &Typed, why: NotNow) -> Result<Answer, Failure> {
    let (status, seconds) = match why {
        NotNow::TooOften(seconds) => (Status::TooManyRequests, seconds),
        NotNow::Full => (Status::ServiceUnavailable, FULL_SECONDS),
    };
    let (lang, id) = (shown.lang, format!("status-{}", status.code));
    let wait = wait_in_words(app, lang, seconds);
    let later = Later {
        heading: app.locales.text(lang, &id),
        explanation: app
            .locales
            .format(lang, &format!("{id}-kept"), &[("wait", wait.into())]),
    };
    let above = Above {
        later: Some(later),
        ..Above::default()
    };
    let page = form_page(app, shown, typed, &Errors::new(), above)?.with_status(status);
    Ok(Answer::Later(
        Box::new(page),
        Header::new("Retry-After", seconds.to_string()),
    ))
}
