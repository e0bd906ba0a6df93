//! The confirmation link. Opening it changes nothing (mail scanners open links); its one button confirms.

pub mod mail;
mod page;

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};

use crate::letters::Digest;
use crate::letters::Party;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::mail::MailContext;
use crate::signatures::link_token::Token;
use crate::signatures::rules::rules;
use crate::signatures::state;
use crate::signatures::{store, surge_mail};
use crate::signing::confirm::page::{LinkTarget, show};
use crate::signing::store::confirm::{Confirmation, LinkedSignature, ShownPage, confirm as confirm_signature, linked};
use crate::signing::store::scanner::{self, ButtonPress};
use crate::store::{StoreError, Tx};
use crate::web::automation::ClientKind;
use crate::web::body::Form;
use crate::web::client::Prefix;
use crate::web::error::Failure;
use crate::web::page::Page;
use crate::web::{App, dead_link};

#[get("/<lang>/confirm/<token>", rank = 2)]
async fn ask(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let parsed = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let (config, library) = (app.config.clone(), live_library.now());
    let found = app.store.read(move |db| match linked(db, &config.secret, &parsed)? {
        Some(linked) => LinkTarget::of(db, linked, &|slug| rules(&config, &library, slug)).map(Some),
        None => Ok::<_, StoreError>(None),
    });
    let found = found.await?.ok_or_else(|| dead_link::unknown(app, lang))?;
    let outlook = found.linked.outlook(app.clock.now());
    show(app, live_library, lang, token, &found, outlook.as_ref())
}

/// What the page with the button showed.
#[derive(rocket::FromForm)]
struct Shown<'r> {
    version: Option<i64>,
    edition: Option<&'r str>,
}

/// Handles the consequences of a confirmation, in its transaction: flags for staff, and mails to those who must know.
fn settled(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    press: &ButtonPress,
    outcome: &Confirmation,
    linked: &LinkedSignature,
) -> Result<(), StoreError> {
    let pending = linked.state == state::State::Pending;
    if pending && scanner::hurried(tx, linked.link, press)? {
        store::flag(tx, linked.signature, store::flags::HURRIED)?;
    }
    let organization = linked.kind == Party::Organization;
    match outcome {
        Confirmation::Awaiting if pending => context.ask_all(tx, linked.signature)?,
        Confirmation::Confirmed | Confirmation::Held if pending && organization => {
            context.notify(tx, linked.signature)?;
        }
        _ => {}
    }
    if pending && *outcome == Confirmation::Confirmed {
        context.thank(tx, linked.signature, linked.link, &linked.email)?;
    }
    if pending && organization {
        context.tell_rivals(tx, linked.signature)?;
    }
    if *outcome == Confirmation::Held {
        surge_mail::tell(tx, context.config, context.mail_domain, &linked.letter, context.now)?;
    }
    Ok(())
}

#[post("/<lang>/confirm/<token>", data = "<shown>")]
async fn confirm(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    shape: ClientKind,
    client: Prefix,
    lang: Lang,
    token: &str,
    shown: Form<Shown<'_>>,
) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let parsed = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let secret = app.config.secret.clone();
    let (now, config, library, mail_domain) = (
        app.clock.now(),
        app.config.clone(),
        live_library.now(),
        app.mail_domain.clone(),
    );
    let press = ButtonPress {
        by_program: shape == ClientKind::Program,
        network: client.digest(&app.config.secret),
        within_seconds: app.config.signing.scanner_seconds,
        at: now,
    };
    let seen = ShownPage {
        version: shown.version,
        text: shown.edition.and_then(Digest::parse).map(|digest| digest.0),
    };
    let confirmed = app.store.write(move |tx| {
        let rules = |slug: &str| rules(&config, &library, slug);
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        let (outcome, linked) = confirm_signature(tx, &secret, &parsed, seen, &rules, now)?;
        if let Some(linked) = &linked {
            settled(tx, &context, &press, &outcome, linked)?;
        }
        Ok::<_, StoreError>((outcome, linked))
    });
    let (outcome, linked) = confirmed.await?;
    let linked = linked.ok_or_else(|| dead_link::unknown(app, lang))?;
    // What only the page needs is read after the commit, beside those that follow.
    let (config, library) = (app.config.clone(), live_library.now());
    let found = app
        .store
        .read(move |db| LinkTarget::of(db, linked, &|slug| rules(&config, &library, slug)));
    let found = found.await?;
    let page = show(app, live_library, lang, token, &found, Some(&outcome))?;
    Ok(
        if matches!(outcome, Confirmation::Changed | Confirmation::TextChanged) {
            page.with_status(Status::Conflict)
        } else {
            page
        },
    )
}

pub(crate) fn routes() -> Vec<Route> {
    routes![ask, confirm]
}
