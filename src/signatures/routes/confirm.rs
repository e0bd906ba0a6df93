//! The link in the mail. Opening it changes nothing (mail scanners open links); its one button confirms.

use rocket::form::Form;
use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::changes::{self, Changes};
use super::letter_view::LetterView;
use super::share::{self, Share};
use super::{find, form_page, lost, rules, window};
use crate::letters::shelf::Shelf;
use crate::letters::store::Text;
use crate::letters::{Digest, Letter, Party};
use crate::locale::Lang;
use crate::signatures::Tally;
use crate::signatures::confirmation::Token;
use crate::signatures::follow_up::Desk;
use crate::signatures::store::{self, Confirmation, Linked, Press, Seen};
use crate::signatures::surge;
use crate::store::{Read, StoreError, Tx};
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
    changes: Option<Changes>,
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

/// What a link leads to, as its page needs it.
struct Found {
    linked: Linked,
    tally: Tally,
    /// The text that its signer read.
    read: Option<Text>,
}

impl Found {
    fn of(db: &Read<'_>, linked: Linked) -> Result<Self, StoreError> {
        Ok(Self {
            tally: store::tally(db, &linked.letter)?,
            read: changes::older(db, &linked.letter, Digest(linked.text.0))?,
            linked,
        })
    }
}

/// The message family for what a link leads to.
fn key(linked: &Linked, outcome: Option<&Confirmation>) -> &'static str {
    let state = linked.state.as_str();
    match outcome {
        Some(Confirmation::AlreadyListed) if linked.first.as_deref() == Some("held") => "confirm-listed-held",
        Some(Confirmation::Changed) => "confirm-changed",
        Some(Confirmation::TextChanged) => "confirm-text-changed",
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
    found: &Found,
    outcome: Option<&Confirmation>,
) -> Result<Page, Failure> {
    let library = shelf.now();
    let Found { linked, tally, read } = found;
    let (lang, letter) = find(app, &library, lang, &linked.letter)?;
    let asks = matches!(outcome, None | Some(Confirmation::Changed | Confirmation::TextChanged));
    let stands = letter.edition_by_digest(Digest(linked.text.0)).is_some();
    let changes = read.as_ref().filter(|_| asks && !stands);
    let outcome = if changes.is_some() && outcome.is_none() {
        Some(&Confirmation::TextChanged)
    } else {
        outcome
    };
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
        ask: asks,
        changes: changes.map(|old| changes::compared(app, letter, old)),
        version: linked.version,
        facts: facts(app, lang, linked),
        confirmed: outcome == Some(&Confirmation::Confirmed),
        heading,
        explanation: if again.over.is_empty() {
            app.locales.text(lang, &format!("{key}-explained"))
        } else {
            again.over
        },
        tally: *tally,
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
    let found = app.store.read(move |db| match store::linked(db, &secret, &parsed)? {
        Some(linked) => Found::of(db, linked).map(Some),
        None => Ok::<_, StoreError>(None),
    });
    let found = found.await?.ok_or_else(|| lost::unknown(app, lang))?;
    let outlook = found.linked.outlook(app.clock.now());
    show(app, shelf, lang, token, &found, outlook.as_ref())
}

/// What the page with the button showed.
#[derive(rocket::FromForm)]
struct Shown<'r> {
    version: Option<i64>,
    edition: Option<&'r str>,
}

/// What follows from a press of the button, in its transaction: marks for staff, and mails to whoever must know.
fn settled(
    tx: &Tx<'_>,
    desk: &Desk<'_>,
    press: &Press,
    (outcome, linked): (Confirmation, Option<Linked>),
) -> Result<(Confirmation, Option<Found>), StoreError> {
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
    Ok((outcome, Some(Found::of(tx, linked)?)))
}

#[post("/<lang>/confirm/<token>", data = "<shown>")]
async fn confirm(
    app: &State<App>,
    shelf: &State<Shelf>,
    shape: Shape,
    client: Prefix,
    lang: Lang,
    token: &str,
    shown: Form<Shown<'_>>,
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
    let seen = Seen {
        version: shown.version,
        text: shown.edition.and_then(Digest::parse).map(|digest| digest.0),
    };
    let confirmed = app.store.write(move |tx| {
        let rules = |slug: &str| rules(&config, &library, slug);
        let desk = Desk {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        let confirmed = store::confirm(tx, &secret, &parsed, seen, &rules, now)?;
        settled(tx, &desk, &press, confirmed)
    });
    let (outcome, found) = confirmed.await?;
    let found = found.ok_or_else(|| lost::unknown(app, lang))?;
    // A signature that is held may have taken its domain's others with it.
    if matches!(outcome, Confirmation::Confirmed | Confirmation::Held) {
        app.changes.note(&found.linked.letter);
    }
    app.bell.notify_one();
    let page = show(app, shelf, lang, token, &found, Some(&outcome))?;
    Ok(
        if matches!(outcome, Confirmation::Changed | Confirmation::TextChanged) {
            page.with_status(Status::Conflict)
        } else {
            page
        },
    )
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, confirm]
}
