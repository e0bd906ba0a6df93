//! The next letter, in two clicks: from the own page of an organization that was counted, one page and one button.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::letters::shelf::Shelf;
use crate::letters::{Digest, Party, Phase};
use crate::locale::Lang;
use crate::mail::Desk;
use crate::my_signature::store::next_letter::{self, Next};
use crate::my_signature::store::stored::{self, Own};
use crate::outbox::{self, Owed, Repeat, message_id};
use crate::signatures::link_token::Token;
use crate::signatures::own_links_mail::{self, Because};
use crate::signatures::rules::rules;
use crate::signatures::state;
use crate::signatures::store::{self, Settled, Terms};
use crate::site::letter_page::find;
use crate::site::letter_view::LetterView;
use crate::site::text_changes::{self, Changes};
use crate::store::StoreError;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};
use crate::web::{App, dead_link};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    token: String,
    heading: String,
    explanation: String,
    line: String,
    statement: String,
    ask: bool,
    changes: Option<Changes>,
}

/// Which organization signs which letter.
struct Step<'a> {
    lang: Lang,
    token: &'a str,
    slug: &'a str,
}

/// What the page is to say.
enum Moment {
    /// Whether to sign; with what changed since the page was opened.
    Ask(Option<Changes>),
    Settled(Settled),
}

fn show(app: &App, shelf: &Shelf, step: &Step<'_>, own: &Own, moment: Moment) -> Result<Page, Failure> {
    let library = shelf.now();
    let (lang, letter) = find(app, &library, step.lang, step.slug)?;
    let key = match &moment {
        Moment::Ask(None) => "next-ask",
        Moment::Ask(Some(_)) => "next-changed",
        Moment::Settled(Settled::Counted) => "approve-done",
        Moment::Settled(Settled::Held) => "approve-held",
        Moment::Settled(Settled::Duplicate) => "approve-listed",
    };
    let heading = app.locales.text(lang, key);
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug));
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        token: step.token.to_owned(),
        heading,
        explanation: app.locales.text(lang, &format!("{key}-explained")),
        line: format!("{} — {}", own.listed_name, own.place().words(&app.locales, lang)),
        statement: app.locales.text(lang, "field-authorized"),
        ask: matches!(moment, Moment::Ask(_)),
        changes: match moment {
            Moment::Ask(changes) => changes,
            Moment::Settled(_) => None,
        },
    };
    Ok(page::html(app, "next", &frame, &view)?.secret())
}

/// The page anew, for whoever read a text that stands no more, or came too late: with what changed since.
async fn replaced(app: &App, shelf: &Shelf, step: &Step<'_>, own: &Own, read: &str) -> Result<Page, Failure> {
    let library = shelf.now();
    let (_, letter) = find(app, &library, step.lang, step.slug)?;
    let read = Digest::parse(read).filter(|digest| letter.edition_by_digest(*digest).is_none());
    let changes = text_changes::since(app, letter, read).await?;
    let page = show(app, shelf, step, own, Moment::Ask(changes))?;
    Ok(page.with_status(Status::Conflict))
}

/// An organization that was counted, by its contact's link.
async fn organization(app: &App, lang: Lang, token: &str) -> Result<Own, Failure> {
    let token = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let secret = app.config.secret.clone();
    let now = app.clock.now();
    let found = app.store.read(move |db| stored::own(db, &secret, &token, now)).await?;
    found
        .filter(|own| own.kind == Party::Organization && own.state == state::State::Confirmed)
        .ok_or_else(|| dead_link::unknown(app, lang))
}

#[get("/<lang>/my-signature/<token>/sign/<slug>", rank = 2)]
async fn ask(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str, slug: &str) -> Result<Page, Failure> {
    let own = organization(app, lang, token).await?;
    show(app, shelf, &Step { lang, token, slug }, &own, Moment::Ask(None))
}

/// What is posted: the text that was shown.
#[derive(rocket::FromForm)]
struct Shown<'r> {
    edition: &'r str,
}

#[post("/<lang>/my-signature/<token>/sign/<slug>", data = "<shown>")]
async fn sign(
    app: &State<App>,
    shelf: &State<Shelf>,
    lang: Lang,
    token: &str,
    slug: &str,
    shown: crate::web::body::Form<Shown<'_>>,
) -> Result<Page, Failure> {
    let own = organization(app, lang, token).await?;
    let (library, now) = (shelf.now(), app.clock.now());
    let (lang, letter) = find(app, &library, lang, slug)?;
    let step = Step { lang, token, slug };
    let edition = Digest::parse(shown.edition).and_then(|digest| letter.edition_by_digest(digest));
    let (Some(edition), Phase::Open) = (edition, letter.phase(Party::Organization, now)) else {
        // The text changed, or time ran out: the page says what is true now.
        return replaced(app, shelf, &step, &own, shown.edition).await;
    };
    let (config, mail_domain, digest) = (app.config.clone(), app.mail_domain.clone(), edition.digest.0);
    let (name, revision, counted) = (
        letter.slug.to_string(),
        letter.revision,
        rules(&app.config, &library, slug),
    );
    let authorized = app.locales.text(lang, "field-authorized");
    let (read, interface) = (edition.lang, app.locales.nearest(lang));
    let signer = own.clone();
    let work = move |tx: &crate::store::Tx<'_>| {
        let tag = interface.to_string();
        let next = Next {
            letter: &name,
            revision,
            edition: digest,
            lang: read.as_str(),
            interface: &tag,
            authorized: &authorized,
        };
        if !crate::letters::store::is_published(tx, &name, revision, digest)? {
            return Ok(None);
        }
        let Some((id, settled)) = next_letter::sign_next(tx, &signer, &next, &counted, now)? else {
            return Ok(Some(Settled::Duplicate));
        };
        crate::letters::store::mark_signed(tx, &name, revision, digest)?;
        let terms = Terms {
            confirm_hours: None,
            own_days: config.signing.own_link_valid_days,
            origin: None,
            whose: store::Whose::Signer,
        };
        let payload = own_links_mail::Payload {
            links: vec![store::keep_link(tx, id, terms, now)?],
            lang: tag,
            because: Because::Signed,
        };
        let owed = Owed {
            kind: own_links_mail::KIND,
            about: id,
            payload: &serde_json::to_string(&payload).expect("plain data"),
            recipient: &signer.email,
            message_id: &message_id(&mail_domain, now),
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue(tx, &owed, now)?;
        if settled != Settled::Duplicate {
            let desk = Desk {
                config: &config,
                mail_domain: &mail_domain,
                now,
            };
            desk.notify(tx, id)?;
            desk.tell_rivals(tx, id)?;
        }
        Ok::<_, StoreError>(Some(settled))
    };
    let settled = app.store.write(work).await?;
    if let Some(settled) = settled {
        return show(app, shelf, &step, &own, Moment::Settled(settled));
    }
    // Another text was published meanwhile: the shelf has it.
    replaced(app, shelf, &step, &own, shown.edition).await
}

pub(crate) fn routes() -> Vec<Route> {
    routes![ask, sign]
}
