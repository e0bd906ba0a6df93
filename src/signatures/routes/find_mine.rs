//! "Send me links to what I signed": answers the same, whether or not an address has signed anything.

use rocket::form::Form;
use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::email::EmailAddress;
use crate::locale::Lang;
use crate::outbox::{self, Owed, Repeat, message_id};
use crate::signatures::form::Typed;
use crate::signatures::{mail, store};
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};
use crate::web::quotas::MaySign;

#[derive(Serialize)]
struct View {
    typed: String,
    error: String,
    sent: bool,
}

fn show(app: &App, lang: Lang, view: &View) -> Result<Page, Failure> {
    let frame = Frame::new(app, lang, &app.locales.text(lang, "find-heading"), "/my-signatures");
    page::html(app, "find_mine", &frame, view)
}

#[get("/<lang>/my-signatures", rank = 2)]
fn ask(app: &State<App>, lang: Lang) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    show(
        app,
        lang,
        &View {
            typed: String::new(),
            error: String::new(),
            sent: false,
        },
    )
}

#[post("/<lang>/my-signatures", data = "<typed>")]
async fn send(_may: MaySign, app: &State<App>, lang: Lang, typed: Form<Typed>) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let given = typed.get("email").to_owned();
    let Ok(email) = EmailAddress::parse(&given) else {
        let error = app.locales.text(lang, "error-email");
        let page = show(
            app,
            lang,
            &View {
                typed: given,
                error,
                sent: false,
            },
        )?;
        return Ok(page.with_status(Status::UnprocessableEntity));
    };
    owe(app, email, lang).await?;
    show(
        app,
        lang,
        &View {
            typed: given,
            error: String::new(),
            sent: true,
        },
    )
}

/// Owes one mail with all links, if there is anything; past the address's quota of a day, none. The answer does not tell.
async fn owe(app: &App, email: EmailAddress, lang: Lang) -> Result<(), Failure> {
    let (config, now) = (app.config.clone(), app.clock.now());
    let message_id = message_id(&app.mail_domain, now);
    let work = move |tx: &crate::store::Tx<'_>| {
        // A quota of its own: asking here must neither keep an address from signing nor tell whether it has signed.
        let address = config.secret.digest("address of links", email.canonical().as_bytes());
        if store::count_mail(tx, &address, config.quotas.mails_per_day_per_recipient, now)?.is_some() {
            return Ok(());
        }
        let found = store::signatures_of(tx, &email)?;
        let Some(first) = found.first().copied() else {
            return Ok(());
        };
        let terms = store::Terms {
            confirm_hours: None,
            own_days: config.signing.own_link_valid_days,
            origin: None,
        };
        let links = found
            .into_iter()
            .map(|id| store::keep_link(tx, id, terms, now))
            .collect::<Result<_, _>>()?;
        let payload = mail::LinksPayload {
            links,
            lang: lang.to_string(),
        };
        let owed = Owed {
            kind: mail::LINKS,
            about: first,
            payload: &serde_json::to_string(&payload).expect("plain data"),
            recipient: email.as_str(),
            message_id: &message_id,
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue(tx, &owed, now)
    };
    app.store
        .write(work)
        .await
        .map_err(|error: StoreError| Failure::from(error))?;
    app.bell.notify_one();
    Ok(())
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, send]
}
