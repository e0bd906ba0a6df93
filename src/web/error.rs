//! The one error type at the web's edge, and the one catcher that owns the page. What went wrong is logged here, once.

use rocket::http::{Header, Status};
use rocket::response::{Responder, Response, Result};
use rocket::{Catcher, Request, catch, catchers};
use serde::Serialize;

use super::App;
use super::language;
use super::page::{self, Frame, Page};
use crate::store::StoreError;
use crate::templates::TemplateError;

/// Why a request has no page of its own.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// 404: there is no such page.
    #[error("not found")]
    NotFound,
    /// 429: too often.
    #[error("too many requests")]
    TooMany {
        /// When to come back.
        retry_after_seconds: u64,
    },
    /// 503 if the disk is full, else 500.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// 500: a template of ours.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

impl<'r> Responder<'r, 'static> for Failure {
    fn respond_to(self, request: &'r Request<'_>) -> Result<'static> {
        match self {
            Self::NotFound => Err(Status::NotFound),
            Self::TooMany { retry_after_seconds } => {
                remember(request, retry_after_seconds);
                Err(Status::TooManyRequests)
            }
            Self::Store(StoreError::Full) => {
                tracing::error!(event = "request.disk_full");
                Err(Status::ServiceUnavailable)
            }
            error => {
                tracing::error!(event = "request.failed", %error);
                Err(Status::InternalServerError)
            }
        }
    }
}

struct RetryAfter(u64);

/// Keeps the seconds for the header `Retry-After` of a 429.
pub fn remember(request: &Request<'_>, retry_after_seconds: u64) {
    request.local_cache(|| RetryAfter(retry_after_seconds));
}

#[derive(Serialize)]
struct View {
    status: u16,
    heading: String,
    explanation: String,
}

#[catch(default)]
fn any(status: Status, request: &Request<'_>) -> CaughtPage {
    let wait = request.local_cache(|| RetryAfter(60)).0;
    let retry_after = (status == Status::TooManyRequests).then_some(wait);
    let page = request
        .rocket()
        .state::<App>()
        .and_then(|app| explain(app, status, request, wait));
    let plain = || Page::new(rocket::http::ContentType::Plain, status.to_string());
    CaughtPage {
        page: page.unwrap_or_else(plain).with_status(status),
        retry_after,
    }
}

/// A page that a person understands; statuses without words of their own share the general ones.
fn explain(app: &App, status: Status, request: &Request<'_>, wait: u64) -> Option<Page> {
    let lang = language::wanted(request, app);
    let key = match status.code {
        404 => "404",
        413 => "413",
        429 => "429",
        503 => "503",
        400..=499 => "400",
        _ => "500",
    };
    let view = View {
        status: status.code,
        heading: app.locales.text(lang, &format!("status-{key}")),
        explanation: app.locales.format(
            lang,
            &format!("status-{key}-explained"),
            &[("minutes", wait.div_ceil(60).into())],
        ),
    };
    page::html(app, "error", &Frame::new(app, lang, &view.heading, ""), &view).ok()
}

struct CaughtPage {
    page: Page,
    retry_after: Option<u64>,
}

impl<'r> Responder<'r, 'static> for CaughtPage {
    fn respond_to(self, request: &'r Request<'_>) -> Result<'static> {
        let mut response = Response::build_from(self.page.respond_to(request)?);
        if let Some(seconds) = self.retry_after {
            response.header(Header::new("Retry-After", seconds.to_string()));
        }
        response.ok()
    }
}

/// The catcher, for `lib.rs`.
pub fn catchers() -> Vec<Catcher> {
    catchers![any]
}
