//! Forms below `/staff` that change something. Each has a token that is bound to the session, so that a page of another site can't make a
//! signed-in browser submit one (CSRF).
//!
//! The token is checked while the form is read, before any route acts, and for every method. Every route that changes something takes a
//! [`StaffForm`], and the test matrix has a row for each.

use rocket::data::{Data, FromData, Outcome};
use rocket::http::Status;
use rocket::{Request, async_trait};

use super::guard;
use super::token::TokenDigest;
use crate::config::Secret;
use crate::web::App;
use crate::web::body::Form;
use crate::web::form::Typed;
use crate::web::gate;
use crate::web::upload::Upload;

/// The name of the hidden field with the token.
const FIELD: &str = "token";

/// The purpose from which the token's key is derived.
const PURPOSE: &str = "staff form";

/// How many random bytes a token begins with.
const NONCE: usize = 16;

/// Creates the token for a page's forms. It differs from page to page, so that the size of a compressed page reveals nothing about it (BREACH).
pub(crate) fn token(secret: &Secret, session: TokenDigest) -> String {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).expect("the operating system gives random bytes");
    let mac = secret.digest(PURPOSE, &[&session.0[..], &nonce].concat());
    data_encoding::BASE64URL_NOPAD.encode(&[&nonce[..], &mac].concat())
}

/// Returns whether a token was made for this session, in constant time.
fn belongs(secret: &Secret, session: TokenDigest, token: &str) -> bool {
    let Ok(bytes) = data_encoding::BASE64URL_NOPAD.decode(token.as_bytes()) else {
        return false;
    };
    let Some((nonce, mac)) = bytes.split_at_checked(NONCE) else {
        return false;
    };
    mac.len() == 32 && secret.verifies(PURPOSE, &[&session.0[..], nonce].concat(), mac)
}

/// Returns whether a form was sent from another site, or from another host of the same site. Public forms may come from such a host; staff forms
/// have no reason to.
pub(crate) fn is_elsewhere(request: &Request<'_>) -> bool {
    let site = request.headers().get_one("Sec-Fetch-Site");
    gate::is_elsewhere(request) || site.is_some_and(|site| site.eq_ignore_ascii_case("same-site"))
}

/// A form that was sent from one of our pages in the same session. The guard answers 401 without a session and 403 without its token.
pub struct StaffForm(Typed);

impl std::ops::Deref for StaffForm {
    type Target = Typed;

    fn deref(&self) -> &Typed {
        &self.0
    }
}

/// Returns the session of a form, or the status that refuses it before its body is read.
async fn session(request: &Request<'_>) -> Result<TokenDigest, Status> {
    let known = guard::known(request).await?.ok_or(Status::Unauthorized)?;
    if is_elsewhere(request) {
        return Err(Status::Forbidden);
    }
    Ok(known.digest)
}

/// Takes the token out of a form, and checks it.
fn checked(request: &Request<'_>, session: TokenDigest, typed: &mut Typed) -> Result<(), Status> {
    let app = request.rocket().state::<App>().ok_or(Status::InternalServerError)?;
    let token = typed.take(FIELD).unwrap_or_default();
    if belongs(&app.config.secret, session, &token) {
        Ok(())
    } else {
        Err(Status::Forbidden)
    }
}

#[async_trait]
impl<'r> FromData<'r> for StaffForm {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let refused = |status| Outcome::Error((status, ()));
        let session = match session(request).await {
            Ok(session) => session,
            Err(status) => return refused(status),
        };
        match Form::<Typed>::from_data(request, data).await {
            Outcome::Success(form) => {
                let mut typed = form.into_inner();
                match checked(request, session, &mut typed) {
                    Ok(()) => Outcome::Success(Self(typed)),
                    Err(status) => refused(status),
                }
            }
            Outcome::Error((status, _)) => refused(status),
            Outcome::Forward((data, status)) => Outcome::Forward((data, status)),
        }
    }
}

/// The largest file that staff can send, in bytes.
pub const LARGEST_FILE: usize = 8 << 20;

/// A form with a file that was sent from one of our pages in the same session. Guards like [`StaffForm`]. The file is in memory only.
pub(crate) struct StaffUpload(pub(crate) Upload);

#[async_trait]
impl<'r> FromData<'r> for StaffUpload {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let read = async {
            // Nobody's files are read before it is known that they signed in.
            let session = session(request).await?;
            let mut upload = Upload::read(request, data, LARGEST_FILE).await?;
            checked(request, session, &mut upload.typed)?;
            Ok(Self(upload))
        };
        match read.await {
            Ok(upload) => Outcome::Success(upload),
            Err(status) => Outcome::Error((status, ())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::Token;
    use super::*;

    #[test]
    fn a_token_belongs_to_its_session_and_key_alone_and_never_looks_the_same() {
        let (secret, session) = (Secret::new("a key"), Token::random().digest());
        let (one, two) = (token(&secret, session), token(&secret, session));
        assert_ne!(one[..20], two[..20]);
        assert!(belongs(&secret, session, &one) && belongs(&secret, session, &two));
        assert!(!belongs(&secret, Token::random().digest(), &one));
        assert!(!belongs(&Secret::new("another"), session, &one));
        // A truncated digest would be easier to guess.
        for wrong in ["", "x", &one[..40], &one[..63], &format!("{one}AAAA")] {
            assert!(!belongs(&secret, session, wrong), "{wrong}");
        }
    }
}
