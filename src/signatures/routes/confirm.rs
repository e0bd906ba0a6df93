//! The link in the mail. Opening it changes nothing (mail scanners open links); its one button confirms.

use std::sync::atomic::Ordering;

use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::letter_view::LetterView;
use super::share::{self, Share};
use super::{find, rules};
use crate::letters::shelf::Shelf;
use crate::locale::Lang;
use crate::signatures::Tally;
use crate::signatures::confirmation::Token;
use crate::signatures::follow_up::Desk;
use crate::signatures::store::{self, Confirmation, Linked, Press};
use crate::store::StoreError;
use crate::web::App;
use crate::web::client::Prefix;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};
use crate::web::shape::Shape;

#[derive(Serialize)]
struct View {
    letter: LetterView,
    name: String,
    place: String,
    unlisted: bool,
    token: String,
    ask: bool,
    confirmed: bool,
    heading: String,
    explanation: String,
    tally: Tally,
    share: Option<Share>,
}

/// The message family for what a link leads to.
fn key(outcome: Option<&Confirmation>) -> &'static str {
    match outcome {
        None => "confirm-ask",
        Some(Confirmation::Confirmed) => "confirm-done",
        Some(Confirmation::AlreadyConfirmed) => "confirm-already",
        Some(Confirmation::AlreadyListed) => "confirm-listed",
        Some(Confirmation::Awaiting) => "confirm-awaiting",
        Some(Confirmation::Held) => "confirm-held",
        Some(Confirmation::Gone) => "confirm-gone",
        Some(Confirmation::Expired) => "confirm-expired",
        Some(Confirmation::Unknown) => "confirm-unknown",
    }
}

fn show(
    app: &App,
    shelf: &Shelf,
    lang: Lang,
    token: &str,
    linked: &Linked,
    outcome: Option<&Confirmation>,
    tally: Tally,
) -> Result<Page, Failure> {
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, &linked.letter)?;
    let heading = app.locales.text(lang, key(outcome));
    // The token stays out of links to the other language: no URL of ours carries it further than the mail did.
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug));
    let thanks = matches!(outcome, Some(Confirmation::Confirmed | Confirmation::AlreadyConfirmed));
    let view = View {
        letter: LetterView::new(app, &library, letter, lang, app.clock.now()),
        name: linked.listed_name.clone(),
        place: linked.place.clone(),
        unlisted: linked.unlisted,
        token: token.to_owned(),
        ask: outcome.is_none(),
        confirmed: outcome == Some(&Confirmation::Confirmed),
        heading,
        explanation: app.locales.text(lang, &format!("{}-explained", key(outcome))),
        tally,
        share: thanks.then(|| share::of(app, letter, lang)),
    };
    page::html(app, "confirm", &frame, &view)
}

#[get("/<lang>/confirm/<token>", rank = 2)]
async fn ask(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let (parsed, secret) = (Token::parse(token).ok_or(Failure::NotFound)?, app.config.secret.clone());
    let found = app.store.read(move |db| {
        let linked = store::linked(db, &secret, &parsed)?;
        let tally = linked
            .as_ref()
            .map(|linked| store::tally(db, &linked.letter))
            .transpose()?;
        Ok::<_, StoreError>(linked.zip(tally))
    });
    let (linked, tally) = found.await?.ok_or(Failure::NotFound)?;
    show(
        app,
        shelf,
        lang,
        token,
        &linked,
        linked.outlook(app.clock.now()).as_ref(),
        tally,
    )
}

#[post("/<lang>/confirm/<token>")]
async fn confirm(
    app: &State<App>,
    shelf: &State<Shelf>,
    shape: Shape,
    client: Prefix,
    lang: Lang,
    token: &str,
) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let (parsed, secret) = (Token::parse(token).ok_or(Failure::NotFound)?, app.config.secret.clone());
    let (now, config, library, mail_domain) = (
        app.clock.now(),
        app.config.clone(),
        shelf.now(),
        app.mail_domain.clone(),
    );
    let press = Press {
        by_program: shape == Shape::Program,
        network: client.digest(&app.config.secret),
        within_seconds: app.config.signing.scanner_seconds,
        at: now,
    };
    let confirmed = app.store.write(move |tx| {
        let rules = |slug: &str| rules(&config, &library, slug);
        let (outcome, linked) = store::confirm(tx, &secret, &parsed, &rules, now)?;
        let Some(linked) = linked else {
            return Ok((outcome, None));
        };
        if linked.state == "pending" && store::hurried(tx, linked.link, &press)? {
            store::flag(tx, linked.signature, store::HURRIED)?;
        }
        let desk = Desk {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        match outcome {
            Confirmation::Awaiting if linked.state == "pending" => desk.ask(tx, linked.signature, false)?,
            Confirmation::Confirmed | Confirmation::Held if linked.state == "pending" => {
                desk.notify(tx, linked.signature)?;
            }
            _ => {}
        }
        let tally = store::tally(tx, &linked.letter)?;
        Ok::<_, StoreError>((outcome, Some((linked, tally))))
    });
    let (outcome, found) = confirmed.await?;
    let (linked, tally) = found.ok_or(Failure::NotFound)?;
    if outcome == Confirmation::Confirmed {
        app.generation.fetch_add(1, Ordering::AcqRel);
    }
    app.bell.notify_one();
    show(app, shelf, lang, token, &linked, Some(&outcome), tally)
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, confirm]
}
