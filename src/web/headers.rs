//! The security headers of every response: nothing is loaded from other sites, no site can frame ours, no referrer is sent. Caches and search
//! engines store nothing below `/staff`.
//!
//! Rocket's shield builds each header for every response; these are constants, set in one pass.

use rocket::fairing::{Fairing, Info, Kind};
use rocket::shield::Shield;
use rocket::{Request, Response};

use crate::config::Config;

const POLICY: &str = "Content-Security-Policy";

/// The Content-Security-Policy of pages: their own files, requests and forms. Scripts are files: none is inline.
const OWN: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The Content-Security-Policy of the one kind of page that others may frame.
pub(crate) const FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *";

/// The Permissions-Policy: features that no page of ours uses.
const POWERS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Strict-Transport-Security: for a year, browsers use https only. Only for this host: its subdomains may not be ours.
const TRANSPORT: &str = "max-age=31536000";

/// Sets the headers; a fairing.
pub(crate) struct Headers {
    /// Whether everybody uses https.
    secure: bool,
}

impl Headers {
    /// Creates the fairing from the settings.
    pub fn new(config: &Config) -> Self {
        Self {
            secure: config.profile.is_production() && config.site.base_url.starts_with("https://"),
        }
    }
}

/// Returns an empty shield: without one, Rocket would attach its own.
pub(crate) fn shield() -> Shield {
    Shield::new()
}

#[rocket::async_trait]
impl Fairing for Headers {
    fn info(&self) -> Info {
        Info {
            name: "headers",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let mut below = request.uri().path().segments();
        if below.next() == Some("staff") {
            response.set_raw_header("Cache-Control", "no-store");
            response.set_raw_header("X-Robots-Tag", "noindex");
        }
        // Others may show the frame and images: badges, images for links, images in feeds.
        let framed = response.headers().get_one(POLICY) == Some(FRAMED);
        let picture = response.content_type().is_some_and(|kind| kind.top() == "image");
        let loaded_by = if framed || picture {
            "cross-origin"
        } else {
            "same-origin"
        };
        response.set_raw_header("Cross-Origin-Resource-Policy", loaded_by);
        response.set_raw_header("Cross-Origin-Opener-Policy", "same-origin");
        response.set_raw_header("Permissions-Policy", POWERS);
        if self.secure {
            response.set_raw_header("Strict-Transport-Security", TRANSPORT);
        }
        // The older header has no exceptions, so a page that may be framed goes without it.
        if !framed {
            response.set_raw_header(POLICY, OWN);
            response.set_raw_header("X-Frame-Options", "DENY");
        }
        response.set_raw_header("X-Content-Type-Options", "nosniff");
        response.set_raw_header("Referrer-Policy", "no-referrer");
    }
}
