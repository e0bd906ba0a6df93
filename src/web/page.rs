//! A page as bytes: plain and compressed, sent whole.
//!
//! Rocket sends a body of unknown size in 4 KiB chunks; a sized body in one large chunk is about twice as fast.
//!
//! Every text is compressed for whoever takes it, but for [secret](Page::secret) pages.

use std::io::Cursor;
use std::sync::Arc;

use rocket::Request;
use rocket::http::{ContentType, Header, Status};
use rocket::response::{Responder, Response, Result};
use serde::Serialize;

use super::App;
use super::error::Failure;
use crate::locale::Lang;

mod encoding;

use encoding::{gzip, is_text, takes_gzip};

/// The largest piece that is sent at once. A small body's buffer is made to its measure, with a byte over, so that its end is
/// seen without another buffer.
const CHUNK: usize = 48 * 1024;

/// From this size on, in bytes, compressing is worth its while: less fits into one packet anyway.
const WORTHWHILE: usize = 1_200;

/// A rendered page. Clones share the bytes.
#[derive(Clone)]
pub struct Page {
    status: Status,
    kind: ContentType,
    plain: Arc<[u8]>,
    gzip: Option<Arc<[u8]>>,
    secret: bool,
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
            secret: false,
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

    /// What is sent to whoever takes gzip; `None`: as it is.
    fn squeezed(&self) -> Option<Arc<[u8]>> {
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

struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl<'r> Responder<'r, 'static> for Page {
    fn respond_to(self, request: &'r Request<'_>) -> Result<'static> {
        let compressed = request.headers().get("Accept-Encoding").any(takes_gzip);
        let squeezed = compressed.then(|| self.squeezed()).flatten();
        let mut response = Response::build();
        response
            .status(self.status)
            .header(self.kind)
            .header(Header::new("Cache-Control", self.cache));
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

/// The picture that is shown beside a link to a page elsewhere, 1200 by 630 pixels.
#[derive(Serialize)]
pub struct Picture {
    /// Its whole address.
    pub url: String,
    /// What stands on it, in words.
    pub alt: String,
}

/// Another language of the same page.
#[derive(Serialize)]
pub struct Alternate {
    lang: Lang,
    /// As Open Graph names it: `en_US`.
    territory: String,
    name: String,
    path: String,
    current: bool,
    /// The page has a text in this language: machines may be told of it.
    written: bool,
}

/// A tag as Open Graph writes it: `en_US` for `en-US`.
fn territory(tag: &str) -> String {
    tag.replace('-', "_")
}

/// What every page has around it.
#[derive(Serialize)]
pub struct Frame {
    /// The language that the address names: one of the interface, or one that only a letter speaks.
    pub lang: Lang,
    /// The language of the page's own words, and how it is written.
    interface: Lang,
    dir: String,
    og_locale: String,
    title: String,
    description: String,
    base: String,
    path: String,
    canonical: String,
    publisher: String,
    alternates: Vec<Alternate>,
    /// Where the reader's own language is asked for: a path, or nothing.
    unspoken: String,
    indexed: bool,
    oembed: String,
    picture: Option<Picture>,
    mailbox: bool,
}

impl Frame {
    /// The frame of a page whose path is `/<lang><rest>`, in every language of the interface.
    pub fn new(app: &App, lang: Lang, title: &str, rest: &str) -> Self {
        let interface = app.locales.nearest(lang);
        let alternates = app.locales.languages().map(|other| Alternate {
            lang: other,
            territory: territory(&app.locales.text(other, "number-locale")),
            name: app.locales.own_name(other),
            path: format!("/{other}{rest}"),
            current: other == lang,
            written: true,
        });
        Self {
            lang,
            interface,
            dir: app.locales.direction(interface),
            og_locale: territory(&app.locales.text(interface, "number-locale")),
            title: title.to_owned(),
            description: String::new(),
            base: app.config.site.base_url.clone(),
            path: format!("/{lang}{rest}"),
            canonical: format!("/{lang}{rest}"),
            publisher: app.config.site_name(interface.as_str()).to_owned(),
            alternates: alternates.collect(),
            unspoken: String::new(),
            indexed: false,
            oembed: String::new(),
            picture: None,
            mailbox: app.config.shows_mailbox(),
        }
    }

    /// A page of a text that there is in these languages only, shown in one of them. Languages of the interface that it is not
    /// written in show it all the same, and are not told to machines; languages that the interface does not speak are added.
    #[must_use]
    pub fn read_in(mut self, app: &App, text: &Text<'_>) -> Self {
        let languages = text.languages;
        for alternate in &mut self.alternates {
            alternate.written = languages.contains(&alternate.lang);
            alternate.current = alternate.lang == text.read;
        }
        let unspoken = languages
            .iter()
            .filter(|lang| app.locales.find(lang.as_str()).is_none());
        self.alternates.extend(unspoken.map(|lang| Alternate {
            lang: *lang,
            territory: territory(lang.as_str()),
            name: app.locales.own_name(*lang),
            path: format!("/{lang}{}", text.rest),
            current: *lang == text.read,
            written: true,
        }));
        self.path = format!("/{}{}", text.read, text.rest);
        self.canonical = format!("/{}{}", text.shown, text.rest);
        text.rest.clone_into(&mut self.unspoken);
        self
    }

    /// A page that has no address without a language.
    #[must_use]
    pub fn only_spoken(self) -> Self {
        Self {
            unspoken: String::new(),
            ..self
        }
    }

    /// A page that has a frame for other sites.
    #[must_use]
    pub fn embeddable(self) -> Self {
        let page = format!("{}{}", self.base, self.path);
        let page: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
        let oembed = format!("{}/oembed?format=json&url={page}", self.base);
        Self { oembed, ..self }
    }

    /// A page with a picture for links to it.
    #[must_use]
    pub fn pictured(self, picture: Option<Picture>) -> Self {
        Self { picture, ..self }
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

/// A text, and which of its languages a page shows.
pub struct Text<'a> {
    /// The languages that it is written in.
    pub languages: &'a [Lang],
    /// The language that the address names.
    pub read: Lang,
    /// The language of the text on the page.
    pub shown: Lang,
    /// The address behind the language.
    pub rest: &'a str,
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
    Ok(Page::new(ContentType::HTML, text(app, name, frame, view)?))
}

/// The same, as text.
pub fn text<T: Serialize>(app: &App, name: &str, frame: &Frame, view: &T) -> std::result::Result<String, Failure> {
    Ok(app.templates.html(&format!("pages/{name}"), &Framed { frame, view })?)
}
