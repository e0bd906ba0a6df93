//! A page as bytes: plain and compressed, sent whole.
//!
//! Rocket sends a body of unknown size in 4 KiB chunks; a sized body in one large chunk is about twice as fast.
//!
//! Every text is compressed for whoever takes it, but for [secret](Page::secret) pages.

use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use rocket::Request;
use rocket::http::{ContentType, Header, Method, Status};
use rocket::response::{Responder, Response, Result};
use sha2::{Digest, Sha256};

use encoding::{gzip, is_text, takes_gzip};

mod encoding;
mod frame;

pub(crate) use frame::Picture;
pub use frame::{Frame, Text, html, text};

/// The largest piece that is sent at once. A small body's buffer is made to its measure, with a byte over, so that its end is
/// seen without another buffer.
const CHUNK: usize = 48 * 1024;

/// From this size on, in bytes, compressing is worth its while: less fits into one packet anyway.
const WORTHWHILE: usize = 1_200;

/// What nobody keeps.
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
    /// Of what may be kept: made once, when it is first sent.
    tag: Arc<OnceLock<String>>,
}

impl Page {
    /// A page of any kind.
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

    /// Its status.
    pub(crate) fn status(&self) -> Status {
        self.status
    }

    /// With another status.
    #[must_use]
    pub(crate) fn with_status(self, status: Status) -> Self {
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

    /// For what has the hash of its content in its address: kept for a year, and never asked for anew.
    #[must_use]
    pub fn kept(self) -> Self {
        Self {
            cache: "public, max-age=31536000, immutable",
            ..self
        }
    }

    /// What stands in it.
    #[cfg(test)]
    pub fn bytes(&self) -> &[u8] {
        &self.plain
    }

    /// Compressed once, for pages that are sent often.
    #[must_use]
    pub fn compressed(self) -> Self {
        let gzip = gzip(&self.plain, flate2::Compression::default());
        Self { gzip, ..self }
    }

    /// Never compressed: it holds what opens something (a link's token) beside words that came with the request, and how well
    /// the two compress together would tell a listener about the token (BREACH).
    #[must_use]
    pub fn secret(self) -> Self {
        Self { secret: true, ..self }
    }

    /// The validator of what may be kept (RFC 9110, 8.8.3). A weak one, for it stands for the compressed bytes too.
    fn tag(&self) -> Option<&str> {
        let made = || {
            let digest = Sha256::digest(self.plain.as_slice());
            format!("W/\"{}\"", data_encoding::HEXLOWER.encode(&digest[..12]))
        };
        let kept = self.status == Status::Ok && self.cache != PRIVATE;
        kept.then(|| self.tag.get_or_init(made).as_str())
    }

    /// What is sent to whoever takes gzip; `None`: as it is.
    fn squeezed(&self) -> Option<Arc<Vec<u8>>> {
        let worthwhile = !self.secret && self.plain.len() >= WORTHWHILE && is_text(&self.kind);
        let made = || gzip(&self.plain, flate2::Compression::fast());
        self.gzip.clone().or_else(|| worthwhile.then(made).flatten())
    }
}

impl std::fmt::Debug for Page {
    /// Without its body, which may hold personal data.
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

/// Whether the reader has this very page: `If-None-Match` names its tag, or any (RFC 9110, 13.1.2).
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
            // After the body: a new body forgets it.
            .max_chunk_size(chunk);
        response.ok()
    }
}
