//! The one error type of the routes, and the one catcher, which renders the error pages. Errors are logged here, once.

use std::sync::OnceLock;

use rocket::http::{Header, Status};
use rocket::response::{Responder, Response, Result};
use rocket::{Catcher, Request, catch, catchers};
use serde::Serialize;

use super::misdirected::{self, Moved};
use super::page::{self, Frame, Page};
use super::{App, language, maintenance};
use crate::locale::Lang;
use crate::store::{StoreError, Trouble};
use crate::templates::TemplateError;

/// Why a request has no page of its own.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// 404: the page does not exist.
    #[error("not found")]
    NotFound,
    /// A page that explains the failure, with its own status.
    #[error("explained on a page of its own")]
    Told(Box<Page>),
    /// 503 if the same request may succeed later ([`StoreError::trouble`]), else 500.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// 500: one of our templates failed.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

impl<'r> Responder<'r, 'static> for Failure {
    fn respond_to(self, request: &'r Request<'_>) -> Result<'static> {
        match self {
            Self::NotFound => Err(Status::NotFound),
            Self::Told(page) => page.respond_to(request),
            Self::Store(error) if error.trouble().is_some() => {
                if let Some(trouble) = error.trouble() {
                    tracing::error!(event = "request.not_stored", %error);
                    remember(request, retry_after_seconds(trouble));
                    request.local_cache(|| Troubled(Some(trouble)));
                }
                Err(Status::ServiceUnavailable)
            }
            error => {
                tracing::error!(event = "request.failed", %error);
                Err(Status::InternalServerError)
            }
        }
    }
}

/// The `Retry-After` during maintenance.
const PAUSE_SECONDS: u64 = 300;
/// The `Retry-After` for a problem that staff have to mend.
const MENDED_SECONDS: u64 = 900;
/// The `Retry-After` while the database server is away: most come back, or are replaced, within a minute.
const AWAY_SECONDS: u64 = 60;
/// The `Retry-After` while another program writes.
const BUSY_SECONDS: u64 = 10;

/// Returns when a visitor should try again.
pub(crate) fn retry_after_seconds(trouble: Trouble) -> u64 {
    match trouble {
        Trouble::Full | Trouble::Unsafe => MENDED_SECONDS,
        Trouble::Away => AWAY_SECONDS,
        Trouble::Busy => BUSY_SECONDS,
    }
}

/// Returns the message family of a trouble.
pub(crate) fn trouble_key(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full | Trouble::Away => "503",
        Trouble::Busy => "busy",
        Trouble::Unsafe => "unsafe",
    }
}

/// The seconds for `Retry-After`; empty until they are set.
#[derive(Default)]
struct RetryAfter(OnceLock<u64>);

struct Crowded(bool);

struct Troubled(Option<Trouble>);

/// Marks this request's 503 as "too many open connections", so that the error page does not blame a full disk.
pub fn crowded(request: &Request<'_>) {
    request.local_cache(|| Crowded(true));
}

struct Brief(bool);

/// Marks this request as part of a flood, for which no page is rendered.
pub(crate) fn be_brief(request: &Request<'_>) {
    request.local_cache(|| Brief(true));
}

/// Stores the seconds for the header `Retry-After`.
pub(crate) fn remember(request: &Request<'_>, retry_after_seconds: u64) {
    // The first value is kept.
    let _ = request.local_cache(RetryAfter::default).0.set(retry_after_seconds);
}

pub(crate) fn remembered(request: &Request<'_>) -> Option<u64> {
    request.local_cache(RetryAfter::default).0.get().copied()
}

/// Formats a delay: "in 5 minutes", "in 3 hours".
pub fn wait_in_words(app: &App, lang: Lang, seconds: u64) -> String {
    let (id, count) = if seconds <= 90 * 60 {
        ("wait-minutes", seconds.div_ceil(60).max(1))
    } else {
        ("wait-hours", seconds.div_ceil(3_600))
    };
    app.locales.format(lang, id, &[("count", count.into())])
}

#[derive(Serialize)]
struct View {
    status: u16,
    heading: String,
    explanation: String,
}

#[catch(default)]
fn any(status: Status, request: &Request<'_>) -> Caught {
    let paused = maintenance::paused(request);
    if request.local_cache(|| Brief(false)).0 && !paused {
        return Caught::Page(Box::new(CaughtPage::brief(status, request)));
    }
    let status = misdirected::status(status, request);
    let app = request.rocket().state::<App>();
    if let Some(moved) = app.and_then(|app| misdirected::respelled(status, request, app)) {
        return Caught::Moved(moved);
    }
    let allow = misdirected::allowed(status, request).filter(|_| !paused);
    let (status, usual) = match status {
        _ if paused => (Status::ServiceUnavailable, PAUSE_SECONDS),
        Status::ServiceUnavailable => (status, MENDED_SECONDS),
        _ if allow.is_some() => (Status::MethodNotAllowed, 60),
        _ => (status, 60),
    };
    let wait = remembered(request).unwrap_or(usual);
    let retry_after = matches!(status, Status::TooManyRequests | Status::ServiceUnavailable).then_some(wait);
    let page = app.and_then(|app| {
        let key = match key(status) {
            _ if paused => "maintenance",
            "503" if request.local_cache(|| Crowded(false)).0 => "crowded",
            "503" => request.local_cache(|| Troubled(None)).0.map_or("503", trouble_key),
            key => key,
        };
        explain(app, status, key, request, wait)
    });
    Caught::Page(Box::new(CaughtPage {
        page: page.unwrap_or_else(|| plain(status)).with_status(status),
        retry_after,
        allow,
    }))
}

/// Returns just the status.
fn plain(status: Status) -> Page {
    Page::new(rocket::http::ContentType::Plain, format!("{status}\n"))
}

/// Renders a page that explains a status; statuses without messages of their own share the general ones.
fn explain(app: &App, status: Status, key: &str, request: &Request<'_>, wait: u64) -> Option<Page> {
    let lang = language::wanted(request, app);
    let view = View {
        status: status.code,
        heading: app.locales.text(lang, &format!("status-{key}")),
        explanation: app.locales.format(
            lang,
            &format!("status-{key}-explained"),
            &[("wait", wait_in_words(app, lang, wait).into())],
        ),
    };
    page::html(app, "error", &Frame::new(app, lang, &view.heading, ""), &view).ok()
}

/// Returns the message family of a status.
fn key(status: Status) -> &'static str {
    match status.code {
        404 => "404",
        405 => "405",
        408 => "408",
        413 => "413",
        429 => "429",
        503 => "503",
        400..=499 => "400",
        _ => "500",
    }
}

#[derive(Responder)]
enum Caught {
    Page(Box<CaughtPage>),
    Moved(Moved),
}

struct CaughtPage {
    page: Page,
    retry_after: Option<u64>,
    allow: Option<Header<'static>>,
}

impl CaughtPage {
    /// Creates an empty answer: each request of a flood must stay cheap.
    fn brief(status: Status, request: &Request<'_>) -> Self {
        Self {
            page: plain(status).with_status(status),
            retry_after: remembered(request),
            allow: None,
        }
    }
}

impl<'r> Responder<'r, 'static> for CaughtPage {
    fn respond_to(self, request: &'r Request<'_>) -> Result<'static> {
        let status = self.page.status();
        let mut response = Response::build_from(self.page.respond_to(request)?);
        if let Some(seconds) = self.retry_after {
            response.header(Header::new("Retry-After", seconds.to_string()));
        }
        if let Some(allow) = self.allow {
            response.header(allow);
        }
        // The unread body must not be taken for the next request.
        if status == Status::RequestTimeout {
            response.raw_header("Connection", "close");
        }
        response.ok()
    }
}

/// Returns the catcher.
pub(crate) fn catchers() -> Vec<Catcher> {
    catchers![any]
}
