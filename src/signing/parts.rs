//! What a handler of a signing form works with, as one guard.

use rocket::http::Status;
use rocket::outcome::try_outcome;
use rocket::request::{FromRequest, Outcome};
use rocket::{Request, async_trait};

use crate::letters::live_library::LiveLibrary;
use crate::offices::zips::Zips;
use crate::signing::check_mail::CheckMailPages;
use crate::web::App;
use crate::web::client::Prefix;
use crate::web::quotas::Limits;

/// The state that Rocket manages, and the client.
pub(crate) struct SigningParts<'r> {
    pub(crate) app: &'r App,
    pub(crate) live_library: &'r LiveLibrary,
    pub(crate) zips: &'r Zips,
    pub(crate) limits: &'r Limits,
    pub(crate) pages: &'r CheckMailPages,
    pub(crate) client: Prefix,
}

#[async_trait]
impl<'r> FromRequest<'r> for SigningParts<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let client = try_outcome!(request.guard::<Prefix>().await);
        let rocket = request.rocket();
        let parts = || {
            Some(Self {
                app: rocket.state()?,
                live_library: rocket.state()?,
                zips: rocket.state()?,
                limits: rocket.state()?,
                pages: rocket.state()?,
                client,
            })
        };
        parts().map_or(Outcome::Error((Status::InternalServerError, ())), Outcome::Success)
    }
}
