//! The headers that every answer carries: nothing from elsewhere is loaded, nobody frames us, nothing is sent on.

use rocket::fairing::AdHoc;
use rocket::http::Header;
use rocket::shield::{Frame, NoSniff, Policy, Referrer, Shield};

/// What a page may load and do: its own style sheet, images and forms.
#[derive(Default)]
struct ContentSecurity;

impl Policy for ContentSecurity {
    const NAME: &'static str = "Content-Security-Policy";

    fn header(&self) -> Header<'static> {
        Header::new(
            Self::NAME,
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        )
    }
}

/// The policy of the one kind of page that others may frame.
pub const FRAMED: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *";

/// Takes the older header off the pages that may be framed: it knows no exception. Attached after the shield.
pub fn frames() -> AdHoc {
    AdHoc::on_response("frames", |_, response| {
        Box::pin(async move {
            if response.headers().get_one(ContentSecurity::NAME) == Some(FRAMED) {
                response.remove_header("X-Frame-Options");
            }
        })
    })
}

/// The shield for `lib.rs`.
pub fn shield() -> Shield {
    Shield::new()
        .enable(NoSniff::Enable)
        .enable(Frame::Deny)
        .enable(Referrer::NoReferrer)
        .enable(ContentSecurity)
}
