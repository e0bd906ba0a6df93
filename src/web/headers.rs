//! The headers that every answer carries: nothing from elsewhere is loaded, nobody frames us, nothing is sent on.
//!
//! Rocket's shield makes each header anew for every answer; these are constants, set in one pass.

use rocket::fairing::{Fairing, Info, Kind};
use rocket::shield::Shield;
use rocket::{Request, Response};

const POLICY: &str = "Content-Security-Policy";

/// What a page may load and do: its own files, requests and forms. Scripts stand in files: none is inline.
const OWN: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of the one kind of page that others may frame.
pub const FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *";

/// Sets the headers; for `lib.rs`.
pub struct Headers;

/// An empty shield: without one, Rocket would attach its own.
pub fn shield() -> Shield {
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

    async fn on_response<'r>(&self, _: &'r Request<'_>, response: &mut Response<'r>) {
        // The older header knows no exception: a page that may be framed goes without it.
        if response.headers().get_one(POLICY) != Some(FRAMED) {
            response.set_raw_header(POLICY, OWN);
            response.set_raw_header("X-Frame-Options", "DENY");
        }
        response.set_raw_header("X-Content-Type-Options", "nosniff");
        response.set_raw_header("Referrer-Policy", "no-referrer");
    }
}
