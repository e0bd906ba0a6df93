//! `POST /hooks/bounces`: a mail server or provider hands over a message, raw, with a secret. Without that setting there is no such address.

use rocket::data::{ByteUnit, Data};
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::{Route, State, post, routes};
use tokio::io::AsyncReadExt;

use super::Verdict;
use super::apply::apply;
use super::message::{MOST_BYTES, read};
use crate::web::App;
use crate::web::error::Failure;

/// The longest message that is accepted. Only its beginning is read.
const LARGEST: usize = 40 * 1024 * 1024;

const PURPOSE: &str = "the secret of the hook for bounces";

/// The proof that the sender knows the secret.
struct Knows;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Knows {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let Some(app) = request.rocket().state::<App>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        let expected = app.config.mail.bounce_secret.as_str();
        if expected.is_empty() {
            return Outcome::Error((Status::NotFound, ()));
        }
        let given = request.headers().get_one("Authorization").unwrap_or_default();
        let given = given.strip_prefix("Bearer ").unwrap_or_default().trim();
        // Digests are compared, in constant time, so that not even the length shows.
        let secret = &app.config.secret;
        let expected = secret.digest(PURPOSE, expected.as_bytes());
        if secret.verifies(PURPOSE, given.as_bytes(), &expected) {
            Outcome::Success(Self)
        } else {
            Outcome::Error((Status::Unauthorized, ()))
        }
    }
}

/// Takes a message, and says in a word what it was.
#[post("/hooks/bounces", data = "<data>")]
async fn take(app: &State<App>, _knows: Knows, data: Data<'_>) -> Result<(Status, String), Failure> {
    let Ok((bytes, is_all)) = body(data).await else {
        return Ok((Status::BadRequest, "not read\n".to_owned()));
    };
    if !is_all {
        return Ok((Status::PayloadTooLarge, "too large\n".to_owned()));
    }
    let (config, now) = (app.config.clone(), app.clock.now());
    let reading = tokio::task::spawn_blocking(move || read(&bytes)).await;
    let Ok(reading) = reading else {
        return Ok((Status::UnprocessableEntity, "not read\n".to_owned()));
    };
    let applied = app
        .store
        .write(move |tx| apply(tx, &config.secret, &reading, now))
        .await?;
    let verdict: Verdict = applied.verdict;
    Ok((Status::Ok, format!("{verdict}\n")))
}

/// Reads the beginning of a message, drops the rest, and says whether it was not too large.
async fn body(data: Data<'_>) -> std::io::Result<(Vec<u8>, bool)> {
    let mut stream = data.open(ByteUnit::from(LARGEST + 1));
    let mut bytes = Vec::new();
    (&mut stream).take(MOST_BYTES as u64).read_to_end(&mut bytes).await?;
    let dropped = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await?;
    Ok((bytes, dropped <= (LARGEST - MOST_BYTES) as u64))
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![take]
}
