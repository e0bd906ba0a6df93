//! Not now, or not from there: the form again, as it was typed, with how to go on.

use rocket::http::{Header, Status};

use crate::signing::answer::Answer;
use crate::signing::form_page::{Above, Later, Shown, form_page};
use crate::store::Trouble;
use crate::web::App;
use crate::web::error::{Failure, retry_after_seconds, trouble_key, wait_in_words};
use crate::web::form::{Errors, Typed};
use crate::web::gate::Gate;

/// Why no form is taken now.
#[derive(Clone, Copy)]
pub(crate) enum NotNow {
    /// 429: too many came from there; for so many seconds.
    TooOften(u64),
    /// 503: none can be stored.
    Trouble(Trouble),
    /// 403: the form stood on a page of another site; from this page it is taken.
    Elsewhere,
}

impl NotNow {
    /// Why the gate keeps a form out; `None`: it does not.
    pub(crate) fn at(gate: Gate) -> Option<Self> {
        match gate {
            Gate::Open => None,
            Gate::TooOften(seconds) => Some(Self::TooOften(seconds)),
            Gate::Elsewhere => Some(Self::Elsewhere),
        }
    }
}

/// The form again, unread: whatever is wrong in it is told when it comes the next time.
pub(crate) fn page(app: &App, shown: &Shown<'_>, typed: &Typed, why: NotNow) -> Result<Answer, Failure> {
    let (status, key, seconds) = match why {
        NotNow::TooOften(seconds) => (Status::TooManyRequests, "429", seconds),
        NotNow::Trouble(it) => (Status::ServiceUnavailable, trouble_key(it), retry_after_seconds(it)),
        NotNow::Elsewhere => (Status::Forbidden, "403", 0),
    };
    let (lang, id) = (shown.lang, format!("status-{key}"));
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
    if matches!(why, NotNow::Elsewhere) {
        return Ok(Answer::Again(Box::new(page)));
    }
    Ok(Answer::Later(
        Box::new(page),
        Header::new("Retry-After", seconds.to_string()),
    ))
}
