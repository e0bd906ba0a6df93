//! Single sign-on: a trusted proxy names who signed in there.

use rocket::Request;
use rocket::request::{FromRequest, Outcome};

use crate::email::EmailAddress;
use crate::staff::store::accounts::folded;
use crate::web::App;

/// The address that a trusted proxy names, in lowercase, as accounts store it. `None` for everyone else, whatever their headers say.
pub struct Vouched(pub(crate) Option<String>);

/// Reads the header of `staff.sso_header`. Several of them, or several addresses in one, name nobody.
pub(super) fn vouched(request: &Request<'_>, app: &App) -> Option<String> {
    let name = app.config.staff.sso_header.as_deref()?;
    let connection = request.remote()?.ip();
    if !app.config.proxy.trusts(connection) {
        return None;
    }
    let mut lines = request.headers().get(name);
    let line = lines.next().filter(|_| lines.next().is_none())?;
    EmailAddress::parse(line.trim()).ok().map(|email| folded(&email))
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Vouched {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let app = request.rocket().state::<App>();
        Outcome::Success(Self(app.and_then(|app| vouched(request, app))))
    }
}
