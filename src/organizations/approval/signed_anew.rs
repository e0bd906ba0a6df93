//! The link of a decider from before the organization signed anew.

use rocket::http::Status;

use crate::locale::Lang;
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::store;
use crate::web::App;
use crate::web::dead_link::{told, unknown};
use crate::web::error::Failure;

/// Returns 410 for the link of a decider, or of a public address, if the organization signed anew without them; otherwise the same as
/// [`unknown`].
pub(crate) async fn of_another(app: &App, lang: Lang, token: Token, purpose: Purpose) -> Failure {
    let secret = app.config.secret.clone();
    let earlier = app
        .store
        .read(move |db| store::is_of_an_earlier_signature(db, &secret, &token, purpose));
    match earlier.await {
        Ok(true) => told(app, lang, ("signed-anew", "signed-anew-explained"), Status::Gone),
        Ok(false) => unknown(app, lang),
        Err(error) => error.into(),
    }
}
