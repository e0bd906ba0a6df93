//! The link in the mail. Opening it changes nothing (mail scanners open links); its one button confirms.

use rocket::form::Form;
use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::letter_view::LetterView;
use super::share::{self, Share};
use super::{find, form_page, lost, rules, window};
use crate::letters::shelf::Shelf;
use crate::letters::{Letter, Party};
use crate::locale::Lang;
use crate::signatures::Tally;
use crate::signatures::confirmation::Token;
use crate::signatures::follow_up::Desk;
use crate::signatures::store::{self, Confirmation, Linked, Press};
use crate::signatures::surge;
use crate::store::{StoreError, Tx};
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
    version: i64,
    facts: Vec<Fact>,
    /// Where to sign again; empty where that would not help, or is not possible.
    again: String,
}

/// One more thing that is stored, and would be confirmed with the name.
#[derive(Serialize)]
struct Fact {
    label: String,
    value: String,
}

fn facts(app: &App, lang: Lang, linked: &Linked) -> Vec<Fact> {
    let text = |id: &str| app.locales.text(lang, id);
    let details = linked.details.iter().map(|(label, value)| Fact {
        label: text(label),
        value: value.clone(),
    });
    let updates = linked.updates.as_ref().map(|_| Fact {
        label: text("confirm-updates"),
        value: text("confirm-updates-yes"),
    });
    details.chain(updates).collect()
}

/// The message family for what a link leads to.
fn key(linked: &Linked, outcome: Option<&Confirmation>) -> &'static str {
    let state = linked.state.as_str();
    match outcome {
        Some(Confirmation::AlreadyListed) if linked.first.as_deref() == Some("held") => "confirm-listed-held",
        Some(Confirmation::Changed) => "confirm-changed",
        None => "confirm-ask",
        Some(Confirmation::Confirmed) => "confirm-done",
        Some(Confirmation::AlreadyConfirmed) => "confirm-already",
        Some(Confirmation::AlreadyListed) => "confirm-listed",
        Some(Confirmation::Awaiting) => "confirm-awaiting",
        Some(Confirmation::Held) => "confirm-held",
        Some(Confirmation::Gone) if state == "rejected" => "confirm-rejected",
        Some(Confirmation::Gone) if state == "disowned" => "confirm-disowned",
        Some(Confirmation::Gone) => "confirm-withdrawn",
        Some(Confirmation::Expired) => "confirm-expired",
        Some(Confirmation::Unknown) => "confirm-unknown",
    }
}

/// What more is said to whoever came too late or took the signature back.
#[derive(Default)]
struct Again {
    /// The form, while it is open.
    form: String,
    /// That it is not.
    over: String,
}

fn again(app: &App, letter: &Letter, lang: Lang, linked: &Linked, key: &str) -> Again {
    if !matches!(key, "confirm-expired" | "confirm-withdrawn") {
        return Again::default();
    }
    let party = if linked.kind == "person" {
        Party::Person
    } else {
        Party::Organization
    };
    let over = window::phase_for(app, letter, lang, party, app.clock.now());
    Again {
        form: if over.is_empty() {
            format!("/{lang}/letters/{}/{}", letter.slug, form_page::paths(party).0)
        } else {
            String::new()
        },
        over,
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
    let key = key(linked, outcome);
    let heading = app.locales.text(lang, key);
    // The token stays out of links to the other language: no URL of ours carries it further than the mail did.
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug));
    let again = again(app, letter, lang, linked, key);
    let thanks = matches!(outcome, Some(Confirmation::Confirmed | Confirmation::AlreadyConfirmed));
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        name: linked.listed_name.clone(),
        place: linked.place.words(&app.locales, lang),
        unlisted: linked.unlisted,
        token: token.to_owned(),
        ask: matches!(outcome, None | Some(Confirmation::Changed)),
        version: linked.version,
        facts: facts(app, lang, linked),
        confirmed: outcome == Some(&Confirmation::Confirmed),
        heading,
        explanation: if again.over.is_empty() {
            app.locales.text(lang, &format!("{key}-explained"))
        } else {
            again.over
        },
        tally,
        share: thanks.then(|| share::of(app, letter, lang)),
        again: again.form,
    };
    let status = if key == "confirm-expired" {
        Status::Gone
    } else {
        Status::Ok
    };
    Ok(page::html(app, "confirm", &frame, &view)?.with_status(status).secret())
}

#[get("/<lang>/confirm/<token>", rank = 2)]
async fn ask(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let parsed = Token::parse(token).ok_or_else(|| lost::unknown(app, lang))?;
    let secret = app.config.secret.clone();
    let found = app.store.read(move |db| {
        let linked = store::linked(db, &secret, &parsed)?;
        let tally = linked
            .as_ref()
            .map(|linked| store::tally(db, &linked.letter))
            .transpose()?;
        Ok::<_, StoreError>(linked.zip(tally))
    });
    let (linked, tally) = found.await?.ok_or_else(|| lost::unknown(app, lang))?;
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

/// What the page with the button showed.
#[derive(rocket::FromForm)]
struct Shown {
    version: Option<i64>,
}

/// What follows from a press of the button, in its transaction: marks for staff, and mails to whoever must know.
fn settled(
    tx: &Tx<'_>,
    desk: &Desk<'_>,
    press: &Press,
    (outcome, linked): (Confirmation, Option<Linked>),
) -> Result<(Confirmation, Option<(Linked, Tally)>), StoreError> {
    let Some(linked) = linked else {
        return Ok((outcome, None));
    };
    let pending = linked.state == "pending";
    if pending && store::hurried(tx, linked.link, press)? {
        store::flag(tx, linked.signature, store::HURRIED)?;
    }
    match outcome {
        Confirmation::Awaiting if pending => desk.ask(tx, linked.signature, false)?,
        Confirmation::Confirmed | Confirmation::Held if pending => desk.notify(tx, linked.signature)?,
        _ => {}
    }
    if outcome == Confirmation::Held {
        surge::tell(tx, desk.config, desk.mail_domain, &linked.letter, desk.now)?;
    }
    let tally = store::tally(tx, &linked.letter)?;
    Ok((outcome, Some((linked, tally))))
}

#[post("/<lang>/confirm/<token>", data = "<shown>")]
async fn confirm(
    app: &State<App>,
    shelf: &State<Shelf>,
    shape: Shape,
    client: Prefix,
    lang: Lang,
    token: &str,
    shown: Form<Shown>,
) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let parsed = Token::parse(token).ok_or_else(|| lost::unknown(app, lang))?;
    let secret = app.config.secret.clone();
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
        let desk = Desk {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        let confirmed = store::confirm(tx, &secret, &parsed, shown.version, &rules, now)?;
        settled(tx, &desk, &press, confirmed)
    });
    let (outcome, found) = confirmed.await?;
    let (linked, tally) = found.ok_or_else(|| lost::unknown(app, lang))?;
    // A signature that is held may have taken its domain's others with it.
    if matches!(outcome, Confirmation::Confirmed | Confirmation::Held) {
        app.changes.note(&linked.letter);
    }
    app.bell.notify_one();
    let page = show(app, shelf, lang, token, &linked, Some(&outcome), tally)?;
    Ok(if outcome == Confirmation::Changed {
        page.with_status(Status::Conflict)
    } else {
        page
    })
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, confirm]
}
