//! A page as bytes: plain and compressed, sent in one piece.
//!
//! Rocket sends a body of unknown size in 4 KiB chunks; a sized body in one large chunk is about twice as fast.
//!
//! All text is compressed for clients that accept it, except [secret](Page::secret) pages.

use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use rocket::Request;
use rocket::http::{ContentType, Header, Method, Status};
use rocket::response::{Responder, Response, Result};
use sha2::{Digest, Sha256};

use encoding::{gzip, is_text, takes_gzip};

mod encoding;
mod frame;
mod look;

pub(crate) use frame::Picture;
pub use frame::{Frame, Text, html, text};

/// The largest chunk. A small body's buffer has its size plus one byte, so that its end is seen without another buffer.
const CHUNK: usize = 48 * 1024;

/// The size, in bytes, from which compressing is worthwhile: less fits into one packet anyway.
const WORTHWHILE: usize = 1_200;

/// The `Cache-Control` of pages that must not be cached.
const PRIVATE: &str = "no-store";

/// A rendered page. Clones share the bytes.
#[derive(Clone)]
pub struct Page {
    status: Status,
    kind: ContentType,
    plain: Arc<Vec<u8>>,
    gzip: Option<Arc<Vec<u8>>>,
    secret: bool,
    cache: &'static str,
    /// The entity tag of a cacheable page, computed when it is first sent.
    tag: Arc<OnceLock<String>>,
}

impl Page {
    /// Creates a page of any content type.
    pub fn new(kind: ContentType, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: Status::Ok,
            kind,
            plain: Arc::new(body.into()),
            gzip: None,
            secret: false,
            cache: PRIVATE,
            tag: Arc::default(),
        }
    }

    /// Returns the status.
    pub(crate) fn status(&self) -> Status {
        self.status
    }

    /// Sets the status.
    #[must_use]
    pub(crate) fn with_status(self, status: Status) -> Self {
        Self { status, ..self }
    }

    /// Makes the page public: caches may store it, but must revalidate.
    #[must_use]
    pub fn public(self) -> Self {
        Self {
            cache: "no-cache",
            ..self
        }
    }

    /// Makes the page immutable, because its address contains the hash of its content: cached for a year without revalidation.
    #[must_use]
    pub fn kept(self) -> Self {
        Self {
            cache: "public, max-age=31536000, immutable",
            ..self
        }
    }

    /// Returns the content.
    #[cfg(test)]
    pub fn bytes(&self) -> &[u8] {
        &self.plain
    }

    /// Compresses the page once, for pages that are sent often.
    #[must_use]
    pub fn compressed(self) -> Self {
        let gzip = gzip(&self.plain, flate2::Compression::default());
        Self { gzip, ..self }
    }

    /// Makes the page secret, so that it is never compressed: it contains a secret (a link's token) beside words that came with the
    /// request, and how well the two compress together would tell an eavesdropper about the token (BREACH).
    #[must_use]
    pub fn secret(self) -> Self {
        Self { secret: true, ..self }
    }

    /// Returns the entity tag of a cacheable page (RFC 9110, 8.8.3). It is weak, because the compressed bytes share it.
    fn tag(&self) -> Option<&str> {
        let made = || {
            let digest = Sha256::digest(self.plain.as_slice());
            format!("W/\"{}\"", data_encoding::HEXLOWER.encode(&digest[..12]))
        };
        let kept = self.status == Status::Ok && self.cache != PRIVATE;
        kept.then(|| self.tag.get_or_init(made).as_str())
    }

    /// Returns the compressed bytes for clients that accept gzip; `None` if the page is sent as it is.
    fn squeezed(&self) -> Option<Arc<Vec<u8>>> {
        let worthwhile = !self.secret && self.plain.len() >= WORTHWHILE && is_text(&self.kind);
        let made = || gzip(&self.plain, flate2::Compression::fast());
        self.gzip.clone().or_else(|| worthwhile.then(made).flatten())
    }
}

impl std::fmt::Debug for Page {
    /// Omits the body, which may contain personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Returns whether the client has this page already: `If-None-Match` names its tag, or any (RFC 9110, 13.1.2).
fn is_known(request: &Request<'_>, tag: &str) -> bool {
    let reads = matches!(request.method(), Method::Get | Method::Head);
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let names = |list: &str| {
        list.split(',')
            .any(|known| known.trim() == "*" || opaque(known) == opaque(tag))
    };
    reads && request.headers().get("If-None-Match").any(names)
}

impl<'r> Responder<'r, 'static> for Page {
    fn respond_to(self, request: &'r Request<'_>) -> Result<'static> {
        let compressed = request.headers().get("Accept-Encoding").any(takes_gzip);
        let squeezed = compressed.then(|| self.squeezed()).flatten();
        let mut response = Response::build();
        response
            .status(self.status)
            .header(self.kind.clone())
            .header(Header::new("Cache-Control", self.cache));
        if let Some(tag) = self.tag() {
            response.raw_header("ETag", tag.to_owned());
            // Rocket sends no body with it.
            if is_known(request, tag) {
                response.status(Status::NotModified);
            }
        }
        let body = match squeezed {
            Some(gzip) => {
                response.raw_header("Content-Encoding", "gzip");
                gzip
            }
            None => self.plain,
        };
        let chunk = body.len().min(CHUNK) + 1;
        response
            .raw_header("Vary", "Accept-Encoding")
            .sized_body(body.len(), Cursor::new(Shared(body)))
            // This comes after the body, since setting a new body resets it.
            .max_chunk_size(chunk);
        response.ok()
    }
}
