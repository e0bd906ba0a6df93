//! The response to a form that was sent.

use rocket::Responder;
use rocket::http::Header;

use super::page::Page;

/// A page with its status, and when to try again.
#[derive(Responder)]
pub(crate) enum Answer {
    /// Without `Retry-After`.
    Page(Box<Page>),
    /// With `Retry-After`: 429 or 503.
    Later(Box<Page>, Header<'static>),
}

impl Answer {
    /// Creates an answer; `retry_after` is in seconds.
    pub(crate) fn new(page: Page, retry_after: Option<u64>) -> Self {
        match retry_after {
            None => page.into(),
            Some(seconds) => Self::Later(Box::new(page), Header::new("Retry-After", seconds.to_string())),
        }
    }
}

impl From<Page> for Answer {
    fn from(page: Page) -> Self {
        Self::Page(Box::new(page))
    }
}
