//! Someone who entered the right password, and which step of signing in they are at.

use std::sync::Arc;

use jiff::Timestamp;
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};

use super::{Known, known};
use crate::audit::StaffId;
use crate::locale::Lang;
use crate::staff::session::{CONFIRMED, Session};
use crate::staff::token::TokenDigest;
use crate::web::App;
use crate::web::language;

/// A step of signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the code is next.
    Code,
    /// The password was right; the role requires an authenticator app, which is not set up yet.
    Factor,
    /// Signed in.
    Open,
}

impl Known {
    pub(crate) fn stage(&self) -> Stage {
        let (open, app) = (self.session.is_open, self.account.has_factor);
        // A second factor is the proxy's business where people sign in by one.
        let needs_app = self.account.role.needs_factor() && !self.session.by_proxy;
        match (open, app, needs_app) {
            (false, true, _) => Stage::Code,
            // Even in an open session, if the role has changed since it began.
            (_, false, true) => Stage::Factor,
            _ => Stage::Open,
        }
    }

    /// Returns whether a code was entered in the last few minutes. Accounts without an authenticator app need none.
    pub(crate) fn is_confirmed(&self, now: Timestamp) -> bool {
        let at = self.session.confirmed_at.unwrap_or(self.session.created_at);
        !self.account.has_factor || now.duration_since(crate::clock::from_micros(at)) < CONFIRMED
    }

    /// Returns the language of the pages: the one that was chosen, or else what the browser asks for.
    pub(crate) fn lang(&self, request: &Request<'_>, app: &App) -> Lang {
        let chosen = self.account.lang.as_deref().and_then(|tag| app.locales.find(tag));
        chosen.unwrap_or_else(|| language::wanted(request, app))
    }
}

/// Someone who entered the right password, whether they are fully signed in or not: for the code's pages.
pub struct Arrival {
    known: Arc<Known>,
    lang: Lang,
    /// The language in the URL (`?lang=es`).
    chosen: Option<Lang>,
}

impl Arrival {
    pub(crate) fn stage(&self) -> Stage {
        self.known.stage()
    }

    pub(crate) fn has_factor(&self) -> bool {
        self.known.account.has_factor
    }

    pub(crate) fn account(&self) -> StaffId {
        self.known.account.id
    }

    pub(crate) fn email(&self) -> &str {
        &self.known.account.email
    }

    pub(crate) fn session(&self) -> Session {
        self.known.session.clone()
    }

    pub(crate) fn digest(&self) -> TokenDigest {
        self.known.digest
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns the language in the URL, for the URL of the page's form; empty if there is none.
    pub(crate) fn chosen(&self) -> String {
        self.chosen.map_or_else(String::new, |lang| lang.to_string())
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Arrival {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let Some(app) = request.rocket().state::<App>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        match known(request).await {
            Ok(Some(known)) => {
                let asked = request.query_value::<&str>("lang").and_then(Result::ok);
                let chosen = asked.and_then(|tag| app.locales.find(tag));
                let lang = chosen.unwrap_or_else(|| known.lang(request, app));
                Outcome::Success(Self { known, lang, chosen })
            }
            Ok(None) => Outcome::Error((Status::Unauthorized, ())),
            Err(status) => Outcome::Error((status, ())),
        }
    }
}
