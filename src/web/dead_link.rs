//! Pages for mailed links that open nothing: unknown ones and expired ones. Both say how to go on.

use rocket::http::Status;
use serde::Serialize;

use crate::locale::Lang;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame};

#[derive(Serialize)]
struct View {
    heading: String,
    explanation: String,
}

/// Returns 404: the link was truncated by a mail program, mistyped, or its signature was deleted.
pub(crate) fn unknown(app: &App, lang: Lang) -> Failure {
    let messages = ("confirm-unknown", "confirm-unknown-explained");
    told(app, lang, messages, Status::NotFound)
}

/// Returns 410: the link has expired.
pub(crate) fn expired(app: &App, lang: Lang) -> Failure {
    told(app, lang, ("own-expired", "own-expired-explained"), Status::Gone)
}

/// Returns 410: another contact has taken over for the organization.
pub(crate) fn handed_over(app: &App, lang: Lang) -> Failure {
    let messages = ("contact-changed", "contact-changed-explained");
    told(app, lang, messages, Status::Gone)
}

/// Returns 410: the signer's details are erased, some time after the letter was delivered.
pub(crate) fn details_erased(app: &App, lang: Lang) -> Failure {
    let messages = ("details-erased", "details-erased-explained");
    told(app, lang, messages, Status::Gone)
}

pub(crate) fn told(app: &App, lang: Lang, messages: (&str, &str), status: Status) -> Failure {
    let Some(lang) = app.locales.find(lang.as_str()) else {
        return Failure::NotFound;
    };
    let heading = app.locales.text(lang, messages.0);
    let frame = Frame::new(app, lang, &heading, "/my-signatures");
    let view = View {
        heading,
        explanation: app.locales.text(lang, messages.1),
    };
    page::html(app, "lost", &frame, &view).map_or_else(
        |failure| failure,
        |page| Failure::Told(Box::new(page.with_status(status))),
    )
}
