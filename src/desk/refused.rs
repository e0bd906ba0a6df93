//! The answers to requests that the guards refuse: a redirect to the sign-in page, or a page that says why.

use rocket::http::{Method, Status};
use rocket::{Catcher, Request, Responder, catch, catchers};
use serde::Serialize;

use crate::staff::answer::Go;
use crate::staff::frame::{inside, strangers_page, with_query};
use crate::staff::guard::{self, Stage};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::language;
use crate::web::page::Page;

#[derive(Responder)]
enum SignInFirst {
    Go(Go),
    Again(Box<Page>),
    Failed(Failure),
}

#[derive(Serialize)]
struct Again {
    /// The page that was requested.
    again: String,
}

/// Redirects to the sign-in page, which leads back to the page that was requested.
///
/// If someone follows a link in an email or on another site, the request has no cookie even if they are signed in, because of
/// `SameSite=Strict`. So such a request is first repeated from one of our pages.
#[catch(401)]
async fn sign_in_first(_: Status, request: &Request<'_>) -> SignInFirst {
    let reads = matches!(request.method(), Method::Get | Method::Head);
    let wanted = inside(&request.uri().to_string());
    let from = request.headers().get_one("Sec-Fetch-Site").unwrap_or_default();
    if reads && matches!(from, "cross-site" | "same-site") {
        return match again(request, wanted) {
            Ok(page) => SignInFirst::Again(Box::new(page)),
            Err(failure) => SignInFirst::Failed(failure),
        };
    }
    // A session that ended before its code leads on from the password to the code by itself.
    let is_page = reads && request.uri().path() != "/staff/code";
    let wanted = if is_page { wanted } else { form_page(request) };
    let next = Some(("next", wanted.as_str())).filter(|(_, path)| *path != super::BASE);
    let step = match guard::known(request).await.ok().flatten().map(|it| it.stage()) {
        Some(Stage::Code) => "/staff/code",
        Some(Stage::Factor) => "/staff/factor",
        Some(Stage::Open) | None => "/staff/sign-in",
    };
    SignInFirst::Go(Go::to(&with_query(step, next)))
}

/// Redirects to the page that asks for a code again, which leads back. A form that was submitted has to be submitted again.
#[catch(428)]
fn confirm_first(request: &Request<'_>) -> Go {
    let reads = matches!(request.method(), Method::Get | Method::Head);
    let wanted = if reads {
        inside(&request.uri().to_string())
    } else {
        form_page(request)
    };
    Go::to(&with_query("/staff/code", [("next", wanted.as_str())]))
}

/// Returns the path of the page with the form that was sent. Most forms are on the page with the same path and query.
fn form_page(request: &Request<'_>) -> String {
    let uri = request.uri();
    inside(&match uri.path().as_str() {
        "/staff/recovery" => "/staff/factor".to_owned(),
        "/staff/people" => "/staff/people/new".to_owned(),
        "/staff/code" | "/staff/language" | "/staff/sign-out" => super::BASE.to_owned(),
        path => match ["/decide", "/undo", "/filters", "/bulk"]
            .iter()
            .find_map(|end| path.strip_suffix(end))
        {
            Some(letter) => format!("{letter}/signers"),
            None => uri.to_string(),
        },
    })
}

fn again(request: &Request<'_>, again: String) -> Result<Page, Failure> {
    let app = request.rocket().state::<App>().ok_or(Failure::NotFound)?;
    let lang = language::wanted(request, app);
    let title = app.locales.text(lang, "staff-again");
    strangers_page(app, lang, ("staff_again", super::BASE, &[]), &title, &Again { again })
}

#[derive(Serialize)]
struct Told {
    heading: String,
    explanation: String,
}

/// Shows why a form or a page is refused.
#[catch(403)]
fn refused(request: &Request<'_>) -> Result<Page, Failure> {
    let app = request.rocket().state::<App>().ok_or(Failure::NotFound)?;
    let lang = language::wanted(request, app);
    let reads = matches!(request.method(), Method::Get | Method::Head);
    let (heading, explanation) = if reads {
        ("staff-not-for-role", "staff-not-for-role-explained")
    } else {
        ("staff-form-refused", "staff-form-refused-explained")
    };
    let view = Told {
        heading: app.locales.text(lang, heading),
        explanation: app.locales.text(lang, explanation),
    };
    let heading = view.heading.clone();
    let page = strangers_page(app, lang, ("staff_refused", super::BASE, &[]), &heading, &view)?;
    Ok(page.with_status(Status::Forbidden))
}

pub(super) fn catchers() -> Vec<Catcher> {
    catchers![sign_in_first, confirm_first, refused]
}
