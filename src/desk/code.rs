//! The page that asks for a code: after the password, and again before something that can't be undone.

use rocket::http::Status;
use rocket::{Responder, Route, State, get, post, routes};
use serde::Serialize;

use crate::staff::answer::Go;
use crate::staff::factor::Typed;
use crate::staff::factors::{self, Checked};
use crate::staff::form::{self, StaffForm};
use crate::staff::frame::{inside, strangers_page};
use crate::staff::guard::{Arrival, Stage};
use crate::staff::session::{cookie, no_cookie};
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::answer::Answer as Answered;
use crate::web::error::{Failure, wait_in_words};
use crate::web::page::Page;
use crate::web::quotas::sign_in::SignInLimits;

/// The path of the page.
const HERE: &str = "/staff/code";

#[derive(Serialize)]
struct View {
    token: String,
    next: String,
    lang_chosen: String,
    /// Whether the code is asked for again in an open session.
    again_asked: bool,
    wrong: String,
}

#[derive(Responder)]
enum Answer {
    Form(Box<Answered>),
    Go(Go),
}

fn show(app: &App, arrival: &Arrival, next: String, wrong: String) -> Result<Page, Failure> {
    let lang = arrival.lang();
    let again_asked = arrival.stage() == Stage::Open;
    let view = View {
        token: form::token(&app.config.secret, arrival.digest()),
        next,
        lang_chosen: arrival.chosen(),
        again_asked,
        wrong,
    };
    let title = if again_asked { "staff-confirm" } else { "staff-code" };
    let title = app.locales.text(lang, title);
    let more = [("next", view.next.as_str())];
    strangers_page(app, lang, ("staff_code", HERE, &more), &title, &view)
}

#[get("/code?<next>")]
fn ask(app: &State<App>, arrival: Arrival, next: Option<&str>) -> Result<Answer, Failure> {
    let next = inside(next.unwrap_or_default());
    if !arrival.has_factor() {
        return Ok(Answer::Go(Go::to("/staff/factor")));
    }
    let page = show(app, &arrival, next, String::new())?;
    Ok(Answer::Form(Box::new(page.into())))
}

/// Checks a code from the app or a recovery code.
#[post("/code", data = "<form>")]
async fn check(
    app: &State<App>,
    limits: &State<SignInLimits>,
    arrival: Arrival,
    form: StaffForm,
) -> Result<Answer, Failure> {
    let next = inside(form.get("next"));
    // Only the app's codes after a password can be guessed: recovery codes are long, and an open session ends after five wrong codes. So someone
    // with the password can use up the limit, but can't keep out the account's owner.
    let is_limited = arrival.stage() == Stage::Code && matches!(Typed::read(form.get("code")), Some(Typed::App(_)));
    if is_limited && let Err(wait) = limits.check_code(arrival.account()) {
        let seconds = wait.as_secs().max(1);
        let values = [("wait", wait_in_words(app, arrival.lang(), seconds).into())];
        let wrong = app.locales.format(arrival.lang(), "staff-code-too-often", &values);
        let page = show(app, &arrival, next, wrong)?.with_status(Status::TooManyRequests);
        return Ok(Answer::Form(Box::new(Answered::new(page, Some(seconds)))));
    }
    let (secret, session) = (app.config.secret.clone(), arrival.session());
    let (typed, now) = (form.get("code").to_owned(), app.clock.now());
    let work = move |tx: &Tx<'_>| factors::check(tx, &secret, &session, &typed, now);
    let checked: Result<_, StoreError> = app.store.write(work).await;
    match checked? {
        Checked::Right(None) => Ok(Answer::Go(Go::to(&next))),
        Checked::Right(Some(token)) => Ok(Answer::Go(Go::to(&next).with_cookie(cookie(&app.config, &token)))),
        Checked::Wrong => {
            let wrong = app.locales.text(arrival.lang(), "staff-code-wrong");
            let page = show(app, &arrival, next, wrong)?.with_status(Status::UnprocessableEntity);
            Ok(Answer::Form(Box::new(page.into())))
        }
        Checked::Ended => Ok(Answer::Go(Go::to("/staff/sign-in").with_cookie(no_cookie(&app.config)))),
    }
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, check]
}
