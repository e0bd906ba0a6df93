//! The link of the one who decides for an organization: opening it changes nothing, one button approves.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::letter_view::LetterView;
use super::{find, lost, rules};
use crate::letters::shelf::Shelf;
use crate::locale::Lang;
use crate::signatures::confirmation::Token;
use crate::signatures::follow_up::Desk;
use crate::signatures::store::{self, Draft, Settled};
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    token: String,
    heading: String,
    explanation: String,
    legal_name: String,
    line: String,
    contact: String,
    ask: bool,
}

/// The message family for a draft.
fn key(draft: &Draft, now: i64) -> &'static str {
    match draft.state.as_str() {
        "awaiting" if now < draft.expires_at => "approve-ask",
        "awaiting" => "approve-expired",
        "confirmed" => "approve-done",
        "held" => "approve-held",
        "duplicate" => "approve-listed",
        "withdrawn" => "approve-withdrawn",
        "rejected" => "approve-rejected",
        "disowned" => "approve-disowned",
        _ => "approve-gone",
    }
}

fn show(app: &App, shelf: &Shelf, lang: Lang, token: &str, draft: &Draft) -> Result<Page, Failure> {
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, &draft.letter)?;
    let now = app.clock.now();
    let key = key(draft, now.as_microsecond());
    let heading = app.locales.text(lang, key);
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug));
    let view = View {
        letter: LetterView::new(app, letter, lang, now),
        token: token.to_owned(),
        heading,
        explanation: app.locales.text(lang, &format!("{key}-explained")),
        legal_name: draft.legal_name.clone(),
        line: format!("{} — {}", draft.listed_name, draft.place.words(&app.locales, lang)),
        contact: format!("{}, {}", draft.contact_name, draft.contact_title),
        ask: key == "approve-ask",
    };
    let status = if key == "approve-expired" {
        Status::Gone
    } else {
        Status::Ok
    };
    Ok(page::html(app, "approve", &frame, &view)?.with_status(status).secret())
}

#[get("/<lang>/approve/<token>", rank = 2)]
async fn ask(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| lost::unknown(app, lang))?;
    let secret = app.config.secret.clone();
    let found = app.store.read(move |db| store::draft(db, &secret, &parsed)).await?;
    show(app, shelf, lang, token, &found.ok_or_else(|| lost::unknown(app, lang))?)
}

#[post("/<lang>/approve/<token>")]
async fn approve(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| lost::unknown(app, lang))?;
    let (config, library, mail_domain, now) = (
        app.config.clone(),
        shelf.now(),
        app.mail_domain.clone(),
        app.clock.now(),
    );
    let work = move |tx: &crate::store::Tx<'_>| {
        let Some(before) = store::draft(tx, &config.secret, &parsed)? else {
            return Ok(None);
        };
        let rules = rules(&config, &library, &before.letter);
        let settled = store::approve(tx, &config.secret, &parsed, &rules, now)?;
        if matches!(settled, Some(Settled::Counted | Settled::Held)) {
            Desk {
                config: &config,
                mail_domain: &mail_domain,
                now,
            }
            .notify(tx, before.signature)?;
        }
        Ok::<_, StoreError>(store::draft(tx, &config.secret, &parsed)?.map(|draft| (draft, settled)))
    };
    let written = app.store.write(work).await?;
    let (draft, settled) = written.ok_or_else(|| lost::unknown(app, lang))?;
    if settled == Some(Settled::Counted) {
        app.changes.note(&draft.letter);
    }
    app.bell.notify_one();
    show(app, shelf, lang, token, &draft)
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, approve]
}
