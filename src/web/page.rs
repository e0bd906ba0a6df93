//! A page as bytes: plain and compressed, sent whole.
//!
//! Rocket sends a body of unknown size in 4 KiB chunks; a sized body in one large chunk is about twice as fast.

use std::io::{Cursor, Write};
use std::sync::Arc;

use rocket::Request;
use rocket::http::{ContentType, Header, Status};
use rocket::response::{Responder, Response, Result};
use serde::Serialize;

use super::App;
use super::error::Failure;
use crate::locale::Lang;

const CHUNK: usize = 64 * 1024;

/// A rendered page. Clones share the bytes.
#[derive(Clone)]
pub struct Page {
    status: Status,
    kind: ContentType,
    plain: Arc<[u8]>,
    gzip: Option<Arc<[u8]>>,
    cache: &'static str,
}

impl Page {
    /// A page of any kind.
    pub fn new(kind: ContentType, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: Status::Ok,
            kind,
            plain: body.into().into(),
            gzip: None,
            cache: "no-store",
        }
    }

    /// With another status.
    #[must_use]
    pub fn with_status(self, status: Status) -> Self {
        Self { status, ..self }
    }

    /// For a public page: may be kept by caches, but is asked for anew.
    #[must_use]
    pub fn public(self) -> Self {
        Self {
            cache: "no-cache",
            ..self
        }
    }

    /// Compressed once, for pages that are sent often.
    #[must_use]
    pub fn compressed(self) -> Self {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        let gzip = encoder
            .write_all(&self.plain)
            .and_then(|()| encoder.finish())
            .ok()
            .map(Arc::from);
        Self { gzip, ..self }
    }
}

struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl<'r> Responder<'r, 'static> for Page {
    fn respond_to(self, request: &'r Request<'_>) -> Result<'static> {
        let takes_gzip = request
            .headers()
            .get("Accept-Encoding")
            .any(|list| list.split(',').any(|coding| coding.trim() == "gzip"));
        let mut response = Response::build();
        response
            .status(self.status)
            .header(self.kind)
            .header(Header::new("Cache-Control", self.cache));
        let body = match self.gzip {
            Some(gzip) if takes_gzip => {
                response.raw_header("Content-Encoding", "gzip");
                gzip
            }
            _ => self.plain,
        };
        response
            .raw_header("Vary", "Accept-Encoding")
            .max_chunk_size(CHUNK)
            .sized_body(body.len(), Cursor::new(Shared(body)));
        response.ok()
    }
}

/// Another language of the same page.
#[derive(Serialize)]
pub struct Alternate {
    lang: Lang,
    name: String,
    path: String,
    current: bool,
}

/// What every page has around it.
#[derive(Serialize)]
pub struct Frame {
    /// The page's language.
    pub lang: Lang,
    dir: String,
    title: String,
    description: String,
    base: String,
    path: String,
    publisher: String,
    alternates: Vec<Alternate>,
    indexed: bool,
    mailbox: bool,
}

impl Frame {
    /// The frame of a page whose path is `/<lang><rest>`, in every language of the interface.
    pub fn new(app: &App, lang: Lang, title: &str, rest: &str) -> Self {
        let alternates = app.locales.languages().map(|other| Alternate {
            lang: other,
            name: app.locales.text(other, "language-name"),
            path: format!("/{other}{rest}"),
            current: other == lang,
        });
        Self {
            lang,
            dir: app.locales.text(lang, "direction"),
            title: title.to_owned(),
            description: String::new(),
            base: app.config.site.base_url.clone(),
            path: format!("/{lang}{rest}"),
            publisher: app.config.site_name(lang.as_str()).to_owned(),
            alternates: alternates.collect(),
            indexed: false,
            mailbox: app.config.shows_mailbox(),
        }
    }

    /// A page that search engines may list.
    #[must_use]
    pub fn described(self, description: &str) -> Self {
        Self {
            description: description.to_owned(),
            indexed: true,
            ..self
        }
    }
}

/// A frame with a page's own values beside it.
#[derive(Serialize)]
struct Framed<'a, T: Serialize> {
    #[serde(flatten)]
    frame: &'a Frame,
    #[serde(flatten)]
    view: &'a T,
}

/// Renders `templates/pages/<name>.hbs`.
pub fn html<T: Serialize>(app: &App, name: &str, frame: &Frame, view: &T) -> std::result::Result<Page, Failure> {
    let html = app.templates.html(&format!("pages/{name}"), &Framed { frame, view })?;
    Ok(Page::new(ContentType::HTML, html))
}
