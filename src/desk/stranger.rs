//! What is known of someone who has not signed in.

use rocket::Request;
use rocket::request::{FromRequest, Outcome};

use crate::locale::Lang;
use crate::staff::form;
use crate::web::App;
use crate::web::language;

/// Someone who has not signed in, or not yet.
pub(super) struct Stranger {
    /// The language of the page: the one in the URL (`?lang=es`), or else what the browser asks for.
    pub(super) lang: Lang,
    /// Whether the URL named the language.
    is_chosen: bool,
    pub(super) user_agent: String,
    /// Whether a form was sent from another site or host.
    pub(super) is_elsewhere: bool,
}

impl Stranger {
    /// Returns the language in the URL, for the URL of the page's form.
    pub(super) fn chosen(&self) -> String {
        if self.is_chosen {
            self.lang.to_string()
        } else {
            String::new()
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Stranger {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let Some(app) = request.rocket().state::<App>() else {
            return Outcome::Error((rocket::http::Status::InternalServerError, ()));
        };
        let asked = request.query_value::<&str>("lang").and_then(Result::ok);
        let chosen = asked.and_then(|tag| app.locales.find(tag));
        Outcome::Success(Self {
            lang: chosen.unwrap_or_else(|| language::wanted(request, app)),
            is_chosen: chosen.is_some(),
            user_agent: request.headers().get_one("User-Agent").unwrap_or_default().to_owned(),
            is_elsewhere: form::is_elsewhere(request),
        })
    }
}
