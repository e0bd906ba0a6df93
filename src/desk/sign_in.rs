//! Signing in and out.
//!
//! The answer and its timing are the same whether an address has an account or not: a typed password is always hashed, and compared with a
//! dummy hash if there is no account. Rate limits are checked first ([`crate::web::quotas::sign_in`]).
//!
//! There is no session yet to bind a token to, so the sign-in form has none. If a page of another site submits it, the browser's own headers
//! show that; without them, such a page could only sign its visitor in to another account.
//!
//! After the password, the browser is redirected to the sign-in page once more, which sends it on if the cookie came along. A browser without
//! cookies would otherwise be asked to sign in again and again; here it is told why.

use rocket::http::Status;
use rocket::{Responder, Route, State, get, post, routes};
use serde::Serialize;

use crate::audit::StaffId;
use crate::email::EmailAddress;
use crate::locale::Lang;
use crate::staff::accounts::{self, Ended};
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::frame::{inside, strangers_page, with_query};
use crate::staff::guard::{Arrival, Staff, Stage, Vouched};
use crate::staff::password::{Hashed, Hashing, Password};
use crate::staff::session;
use crate::staff::store::accounts as stored;
use crate::staff::token::Token;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::answer::Answer;
use crate::web::body::Form;
use crate::web::client::Prefix;
use crate::web::error::{Failure, wait_in_words};
use crate::web::form::Typed;
use crate::web::quotas::sign_in::SignInLimits;

use super::stranger::Stranger;

/// The path of the page.
const HERE: &str = "/staff/sign-in";

/// The query parameter of the redirect after the password.
const BEGUN: &str = "begun";

/// The `Retry-After` while too many people sign in at the same time, in seconds.
const BUSY_SECONDS: u64 = 10;

/// Why a sign-in was refused.
enum Refused {
    /// The form was sent from a page of another site.
    Elsewhere,
    /// Too many attempts; holds the seconds to wait.
    TooOften(u64),
    /// The password is wrong, or there is no account with this address.
    Wrong,
    /// Too many people are signing in at the same time.
    Busy,
    /// A proxy names someone who has no account, or nobody.
    NoAccount(String),
}

#[derive(Default, Serialize)]
struct View {
    email: String,
    next: String,
    lang_chosen: String,
    /// The address that a trusted proxy names; empty if there is none.
    vouched: String,
    /// Why the sign-in was refused; empty at first.
    wrong: String,
}

fn show(app: &App, lang: Lang, view: &View) -> Result<crate::web::page::Page, Failure> {
    let more = [("next", view.next.as_str())];
    let title = app.locales.text(lang, "staff-sign-in");
    strangers_page(app, lang, ("staff_sign_in", HERE, &more), &title, view)
}

#[derive(Responder)]
enum SignIn {
    Form(Box<Answer>),
    Go(Go),
}

#[get("/sign-in?<next>&<begun>")]
fn ask(
    app: &State<App>,
    visitor: Stranger,
    arrival: Option<Arrival>,
    vouched: Vouched,
    next: Option<&str>,
    begun: Option<&str>,
) -> Result<SignIn, Failure> {
    let next = inside(next.unwrap_or_default());
    // Someone who asks for the form instead of entering a code may want another account.
    let step = arrival.filter(|it| begun.is_some() || it.stage() == Stage::Open);
    if let Some(arrival) = step {
        let fields = [("next", next.as_str())];
        return Ok(SignIn::Go(Go::to(&match arrival.stage() {
            Stage::Code => with_query("/staff/code", fields),
            Stage::Factor => with_query("/staff/factor", fields),
            Stage::Open => next,
        })));
    }
    let wrong = begun.map(|_| app.locales.text(visitor.lang, "staff-sign-in-no-cookie"));
    let view = View {
        next,
        lang_chosen: visitor.chosen(),
        vouched: vouched.0.unwrap_or_default(),
        wrong: wrong.unwrap_or_default(),
        ..View::default()
    };
    Ok(SignIn::Form(Box::new(show(app, visitor.lang, &view)?.into())))
}

#[post("/sign-in", data = "<typed>")]
async fn sign_in(
    app: &State<App>,
    hashing: &State<Hashing>,
    limits: &State<SignInLimits>,
    visitor: Stranger,
    prefix: Prefix,
    vouched: Vouched,
    typed: Form<Typed>,
) -> Result<SignIn, Failure> {
    let now = app.clock.now();
    if typed.get("by") == "proxy" {
        return by_proxy(app, &visitor, vouched, &typed).await;
    }
    let found = match may_try(&visitor, limits, prefix, &typed) {
        Ok(()) => owner_of(app, hashing, &typed).await?,
        Err(refused) => Err(refused),
    };
    let token = match found {
        Ok((id, password)) => {
            let browser = session::browser(&visitor.user_agent);
            let begin = move |tx: &Tx<'_>| accounts::sign_in_with(tx, id, &password, &browser, now);
            let token: Result<_, StoreError> = app.store.write(begin).await;
            token?.ok_or(Refused::Wrong)
        }
        Err(refused) => Err(refused),
    };
    match token {
        Ok(token) => Ok(SignIn::Go(begun(app, &token, typed.get("next")))),
        Err(refused) => again(app, &visitor, (&typed, vouched), &refused),
    }
}

/// Signs in whoever a trusted proxy names.
async fn by_proxy(app: &App, visitor: &Stranger, vouched: Vouched, typed: &Typed) -> Result<SignIn, Failure> {
    if visitor.is_elsewhere {
        return again(app, visitor, (typed, vouched), &Refused::Elsewhere);
    }
    let (now, browser) = (app.clock.now(), session::browser(&visitor.user_agent));
    let named = vouched.0.as_deref().and_then(|it| EmailAddress::parse(it).ok());
    let token = match named {
        Some(email) => {
            let begin = move |tx: &Tx<'_>| accounts::sign_in_by_proxy(tx, &email, &browser, now);
            app.store.write(begin).await.map_err(|error: StoreError| error)?
        }
        None => None,
    };
    if let Some(token) = token {
        return Ok(SignIn::Go(begun(app, &token, typed.get("next"))));
    }
    let who = vouched.0.clone().unwrap_or_default();
    again(app, visitor, (typed, vouched), &Refused::NoAccount(who))
}

/// Checks where the form was sent from, and the rate limits.
fn may_try(visitor: &Stranger, limits: &SignInLimits, prefix: Prefix, typed: &Typed) -> Result<(), Refused> {
    if visitor.is_elsewhere {
        return Err(Refused::Elsewhere);
    }
    // All spellings of an address share one limit.
    let typed = typed.get("email");
    let address = EmailAddress::parse(typed).map(|it| stored::folded(&it));
    let address = address.unwrap_or_else(|_| typed.trim().to_lowercase().chars().take(254).collect());
    limits
        .check(&address, prefix)
        .map_err(|wait| Refused::TooOften(wait.as_secs().max(1)))
}

/// Returns the account with this address and password, and the password as it is stored.
async fn owner_of(app: &App, hashing: &Hashing, typed: &Typed) -> Result<Result<(StaffId, Hashed), Refused>, Failure> {
    let email = EmailAddress::parse(typed.get("email")).map(|it| stored::folded(&it));
    let email = email.unwrap_or_default();
    let account = app
        .store
        .read(move |db| stored::password(db, &email))
        .await
        .map_err(|error: StoreError| Failure::from(error))?;
    let hashed = account.as_ref().map(|(_, hashed)| hashed.clone());
    let fits = hashing.check(Password::typed(typed.get("password")), hashed).await;
    Ok(match (fits, account) {
        (Err(_), _) => Err(Refused::Busy),
        (Ok(true), Some(account)) => Ok(account),
        (Ok(_), _) => Err(Refused::Wrong),
    })
}

/// Sets the cookie of a session that has begun, and redirects to a page by way of the sign-in page, which sees whether the cookie was kept.
pub(super) fn begun(app: &App, token: &Token, next: &str) -> Go {
    let next = inside(next);
    let path = with_query(HERE, [("next", next.as_str()), (BEGUN, "yes")]);
    Go::to(&path).with_cookie(session::cookie(&app.config, token))
}

/// Shows the form again with the address that was typed, but not the password.
fn again(
    app: &App,
    visitor: &Stranger,
    (typed, vouched): (&Typed, Vouched),
    refused: &Refused,
) -> Result<SignIn, Failure> {
    let lang = visitor.lang;
    let wait = |seconds: u64| wait_in_words(app, lang, seconds);
    let (wrong, status, retry_after) = match refused {
        Refused::Elsewhere => (
            app.locales.text(lang, "staff-form-refused-explained"),
            Status::Forbidden,
            None,
        ),
        Refused::Wrong => (
            app.locales.text(lang, "staff-sign-in-wrong"),
            Status::UnprocessableEntity,
            None,
        ),
        Refused::TooOften(seconds) => {
            let values = [("wait", wait(*seconds).into())];
            let words = app.locales.format(lang, "staff-sign-in-too-often", &values);
            (words, Status::TooManyRequests, Some(*seconds))
        }
        Refused::NoAccount(email) => {
            let values = [("email", email.clone().into())];
            let words = app.locales.format(lang, "staff-sign-in-no-account", &values);
            (words, Status::UnprocessableEntity, None)
        }
        Refused::Busy => {
            let words = app.locales.text(lang, "staff-busy");
            (words, Status::ServiceUnavailable, Some(BUSY_SECONDS))
        }
    };
    let view = View {
        email: typed.get("email").to_owned(),
        next: inside(typed.get("next")),
        lang_chosen: visitor.chosen(),
        vouched: vouched.0.unwrap_or_default(),
        wrong,
    };
    let page = show(app, lang, &view)?.with_status(status);
    Ok(SignIn::Form(Box::new(Answer::new(page, retry_after))))
}

/// Ends this session.
#[post("/sign-out", data = "<_form>")]
async fn sign_out(app: &State<App>, staff: Staff, _form: StaffForm) -> Result<Go, Failure> {
    let (by, id, own, now) = (staff.by(), staff.id(), staff.session(), app.clock.now());
    app.store
        .write(move |tx| accounts::end_sessions(tx, by, id, Ended::One(own), now))
        .await
        .map_err(|error: StoreError| Failure::from(error))?;
    Ok(Go::to(HERE).with_cookie(session::no_cookie(&app.config)))
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, sign_in, sign_out]
}
