//! The page behind a link to set a password.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::sign_in;
use super::stranger::Stranger;
use crate::locale::Lang;
use crate::staff::accounts;
use crate::staff::answer::Answer;
use crate::staff::frame::strangers_page;
use crate::staff::password::{Hashing, LONGEST, Password, SHORTEST, Weakness};
use crate::staff::session;
use crate::staff::store::accounts::{self as stored, Account};
use crate::staff::store::links;
use crate::staff::token::{Token, TokenDigest};
use crate::store::StoreError;
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

#[derive(Serialize)]
struct View<'a> {
    /// The link's token.
    link: &'a str,
    lang_chosen: String,
    email: &'a str,
    shortest: usize,
    /// What is wrong with the password; empty at first.
    wrong: String,
}

/// Returns the account of a link. If the link doesn't work, answers 404 and says how to get another one.
async fn open(app: &App, visitor: &Stranger, link: &str) -> Result<(TokenDigest, Account), Failure> {
    let Some(token) = Token::parse(link) else {
        return Err(dead(app, visitor.lang));
    };
    let (digest, now) = (token.digest(), app.clock.now());
    let found = app.store.read(move |db| match links::account(db, digest, now)? {
        Some(id) => stored::by_id(db, id),
        None => Ok::<_, StoreError>(None),
    });
    let account = found.await?.ok_or_else(|| dead(app, visitor.lang))?;
    Ok((digest, account))
}

#[derive(Serialize)]
struct Dead {
    heading: String,
    explanation: String,
}

fn dead(app: &App, lang: Lang) -> Failure {
    let view = Dead {
        heading: app.locales.text(lang, "staff-link-dead"),
        explanation: app.locales.text(lang, "staff-link-dead-explained"),
    };
    let heading = view.heading.clone();
    let page = strangers_page(app, lang, ("staff_refused", "/staff", &[]), &heading, &view);
    page.map_or_else(
        |failure| failure,
        |page| Failure::Told(Box::new(page.with_status(Status::NotFound))),
    )
}

fn show(app: &App, visitor: &Stranger, view: &View<'_>) -> Result<Page, Failure> {
    let path = format!("/staff/welcome/{}", view.link);
    let title = app.locales.text(visitor.lang, "staff-welcome");
    // The page has a secret next to text from the request, so it must not be compressed (BREACH).
    strangers_page(app, visitor.lang, ("staff_welcome", &path, &[]), &title, view).map(Page::secret)
}

fn view<'a>(visitor: &Stranger, link: &'a str, account: &'a Account, wrong: String) -> View<'a> {
    View {
        link,
        lang_chosen: visitor.chosen(),
        email: &account.email,
        shortest: SHORTEST,
        wrong,
    }
}

/// Shows the form. Changes nothing, so that a program that checks links does not use up this one.
#[get("/welcome/<link>")]
async fn ask(app: &State<App>, visitor: Stranger, link: &str) -> Result<Page, Failure> {
    let (_, account) = open(app, &visitor, link).await?;
    show(app, &visitor, &view(&visitor, link, &account, String::new()))
}

/// Sets the password, uses up the link, and signs in.
#[post("/welcome/<link>", data = "<typed>")]
async fn set(
    app: &State<App>,
    hashing: &State<Hashing>,
    visitor: Stranger,
    link: &str,
    typed: Form<Typed>,
) -> Result<Answer, Failure> {
    let (digest, account) = open(app, &visitor, link).await?;
    let password = match chosen(app, &visitor, &account, &typed) {
        Ok(password) => password,
        Err(why) => {
            let page = show(app, &visitor, &view(&visitor, link, &account, why))?;
            return Ok(page.with_status(Status::UnprocessableEntity).into());
        }
    };
    let Ok(hashed) = hashing.hash(password).await else {
        let why = app.locales.text(visitor.lang, "staff-busy");
        let page = show(app, &visitor, &view(&visitor, link, &account, why))?;
        return Ok(page.with_status(Status::ServiceUnavailable).into());
    };
    let (browser, now) = (session::browser(&visitor.user_agent), app.clock.now());
    let set = move |tx: &crate::store::Tx<'_>| match accounts::set_password(tx, digest, &hashed, now)? {
        Some(id) => accounts::sign_in(tx, id, &browser, now).map(Some),
        None => Ok::<_, StoreError>(None),
    };
    let token = app.store.write(set).await?;
    let token = token.ok_or_else(|| dead(app, visitor.lang))?;
    Ok(Answer::Go(sign_in::begun(app, &token, super::BASE)))
}

/// Parses the password, or returns what is wrong with it.
fn chosen(app: &App, visitor: &Stranger, account: &Account, typed: &Typed) -> Result<Password, String> {
    let lang = visitor.lang;
    if visitor.is_elsewhere {
        return Err(app.locales.text(lang, "staff-form-refused-explained"));
    }
    if typed.get("password") != typed.get("password_again") {
        return Err(app.locales.text(lang, "staff-password-differs"));
    }
    let known = [account.email.as_str(), app.config.site_name(lang.as_str())];
    Password::chosen(typed.get("password"), &known).map_err(|weakness| {
        let limit = |number: usize| [("limit", (number as u64).into())];
        match weakness {
            Weakness::Short => app.locales.format(lang, "staff-password-short", &limit(SHORTEST)),
            Weakness::Long => app.locales.format(lang, "staff-password-long", &limit(LONGEST)),
            Weakness::Guessable => app.locales.text(lang, "staff-password-guessable"),
        }
    })
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, set]
}
