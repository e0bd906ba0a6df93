//! Answers to forms below `/staff`: a page or a redirect. Either can set the session's cookie.

use rocket::Request;
use rocket::http::{Header, Status};
use rocket::response::{Responder, Response};

use super::frame::inside;
use crate::web::page::Page;

/// A page or a redirect.
#[derive(Responder)]
pub(crate) enum Answer {
    /// A page.
    Page(Box<Page>),
    /// A page that sets the session's cookie.
    Opened(Box<Page>, Header<'static>),
    /// A redirect.
    Go(Go),
}

impl From<Page> for Answer {
    fn from(page: Page) -> Self {
        Self::Page(Box::new(page))
    }
}

impl Answer {
    /// Creates a page that sets a cookie, given as the value of its header.
    pub(crate) fn opened(page: Page, cookie: String) -> Self {
        Self::Opened(Box::new(page), Header::new("Set-Cookie", cookie))
    }
}

/// A 303 redirect that may set or remove the session's cookie. Caches must not store it.
pub(crate) struct Go {
    to: String,
    cookie: Option<String>,
}

impl Go {
    /// Redirects to a path below `/staff`.
    pub(crate) fn to(path: &str) -> Self {
        Self {
            to: inside(path),
            cookie: None,
        }
    }

    /// Sets a cookie, given as the value of its header.
    pub(crate) fn with_cookie(self, cookie: String) -> Self {
        Self {
            cookie: Some(cookie),
            ..self
        }
    }
}

impl<'r> Responder<'r, 'static> for Go {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        let mut response = Response::build();
        response
            .status(Status::SeeOther)
            .header(Header::new("Location", self.to))
            .raw_header("Cache-Control", "no-store")
            .raw_header("Content-Length", "0");
        if let Some(cookie) = self.cookie {
            response.raw_header("Set-Cookie", cookie);
        }
        response.ok()
    }
}
