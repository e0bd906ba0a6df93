//! The language of a request: the first segment of its path, else what the reader's browser asks for.

use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromParam, FromRequest, Outcome};
use rocket::response::{Responder, Response};

use super::App;
use crate::locale::{self, Lang};

impl<'r> FromParam<'r> for Lang {
    type Error = &'r str;

    fn from_param(text: &'r str) -> Result<Self, &'r str> {
        Self::parse(text).ok_or(text)
    }
}

/// Returns the language that the reader wants, by path or header.
pub fn wanted(request: &Request<'_>, app: &App) -> Lang {
    let first = request
        .uri()
        .path()
        .segments()
        .get(0)
        .and_then(|tag| app.locales.find(tag));
    first.unwrap_or_else(|| by_header(request, app, &app.locales.languages().collect::<Vec<_>>()))
}

fn by_header(request: &Request<'_>, app: &App, available: &[Lang]) -> Lang {
    locale::negotiate(
        request.headers().get_one("Accept-Language"),
        available,
        app.locales.fallback(),
    )
}

/// The header `Accept-Language`, for routes that redirect by it.
pub(crate) struct Accepted(pub Option<String>);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Accepted {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        Outcome::Success(Self(request.headers().get_one("Accept-Language").map(str::to_owned)))
    }
}

/// A 303 redirect to an address in the reader's language. Shared caches must not store it.
pub(crate) struct InLanguage(pub String);

impl<'r> Responder<'r, 'static> for InLanguage {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        Response::build()
            .status(Status::SeeOther)
            .raw_header("Location", self.0)
            .raw_header("Vary", "Accept-Language")
            .raw_header("Cache-Control", "private, no-cache")
            // This also covers HEAD.
            .raw_header("Content-Length", "0")
            .ok()
    }
}

/// Returns the language in which to show a text: one of its languages that the reader wants, or else the language of the interface that
/// they want, if the text exists in it or in none of the interface's.
pub(crate) fn for_text(app: &App, accepted: &Accepted, written: &[Lang]) -> Lang {
    let header = accepted.0.as_deref();
    if let Some(lang) = locale::wished(header, written) {
        return lang;
    }
    let interface: Vec<Lang> = app.locales.languages().collect();
    let both: Vec<Lang> = interface
        .iter()
        .copied()
        .filter(|lang| written.contains(lang))
        .collect();
    let among = if both.is_empty() { interface } else { both };
    locale::negotiate(header, &among, app.locales.fallback())
}

/// Checks that a language is one of the interface; anything else is 404.
pub fn known(app: &App, lang: Lang) -> Result<Lang, Status> {
    app.locales.find(lang.as_str()).ok_or(Status::NotFound)
}
