//! The link of a person who was named as contact: opening it changes nothing, one button accepts, another refuses.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::letters::Slug;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::mail::MailContext;
use crate::organizations::store::handover::{self, Handover};
use crate::signatures::link_token::Token;
use crate::site::letter_page::find_signed;
use crate::site::letter_view::{LetterView, Named};
use crate::store::{StoreError, Tx};
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};
use crate::web::{App, dead_link};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    token: String,
    heading: String,
    explanation: String,
    organization: String,
    from: String,
    to: String,
    letters: Vec<Named>,
    ask: bool,
}

/// Returns the message family for a handover.
fn key(app: &App, it: &Handover) -> &'static str {
    match it.decision.as_deref() {
        Some("accepted") => "contact-accepted",
        Some(_) => "contact-refused",
        None if it.is_over(app.config.signing.approval_days, app.clock.now()) => "contact-expired",
        None => "contact-ask",
    }
}

fn show(
    app: &App,
    live_library: &LiveLibrary,
    to: (Lang, &str),
    it: &Handover,
    slugs: &[String],
    key: &str,
) -> Result<Page, Failure> {
    let (lang, token) = to;
    let library = live_library.now();
    let (lang, letter) = find_signed(app, &library, lang, &it.letter)?;
    let locales = letter.words(&app.locales);
    let heading = locales.text(lang, key);
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    let letters = slugs
        .iter()
        .filter_map(|slug| library.signed_letter(&Slug::parse(slug).ok()?));
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        token: token.to_owned(),
        heading,
        explanation: locales.text(lang, &format!("{key}-explained")),
        organization: it.listed_name.clone(),
        from: it.from.join(", "),
        to: format!("{} <{}>", it.to.join(", "), it.email),
        letters: letters.map(|letter| Named::new(letter, lang)).collect(),
        ask: key == "contact-ask",
    };
    let status = match key {
        "contact-expired" => Status::Gone,
        "contact-impossible" => Status::Conflict,
        _ => Status::Ok,
    };
    Ok(page::html(app, "contact", &frame, &view)?.with_status(status).secret())
}

#[get("/<lang>/contact/<token>", rank = 2)]
async fn ask(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let secret = app.config.secret.clone();
    let found = app.store.read(move |db| {
        let Some(it) = handover::handed(db, &secret, &parsed)? else {
            return Ok(None);
        };
        let letters = handover::letters_of_contact(db, it.signature)?;
        Ok::<_, StoreError>(Some((it, letters)))
    });
    let (it, letters) = found.await?.ok_or_else(|| dead_link::unknown(app, lang))?;
    show(app, live_library, (lang, token), &it, &letters, key(app, &it))
}

/// The answer.
#[derive(rocket::FromForm)]
struct Answered<'r> {
    answer: &'r str,
    updates: Option<&'r str>,
}

#[post("/<lang>/contact/<token>", data = "<answered>")]
async fn answer(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    answered: Form<Answered<'_>>,
) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let (config, mail_domain, now) = (app.config.clone(), app.mail_domain.clone(), app.clock.now());
    let accepts = match answered.answer {
        "accept" => true,
        "refuse" => false,
        _ => return Err(Failure::NotFound),
    };
    let updates = answered.updates.map(|_| app.locales.text(lang, "field-updates"));
    let work = move |tx: &Tx<'_>| {
        let Some(it) = handover::handed(tx, &config.secret, &parsed)? else {
            return Ok(None);
        };
        let letters = handover::letters_of_contact(tx, it.signature)?;
        if it.decision.is_some() || it.is_over(config.signing.approval_days, now) {
            return Ok(Some((it, letters, true)));
        }
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        let possible = decide(tx, &context, &it, (lang, accepts), updates.as_deref())?;
        let it = handover::handover(tx, it.id)?;
        Ok::<_, StoreError>(it.map(|it| (it, letters, possible)))
    };
    let (it, letters, possible) = app
        .store
        .write(work)
        .await?
        .ok_or_else(|| dead_link::unknown(app, lang))?;
    let key = if possible { key(app, &it) } else { "contact-impossible" };
    show(app, live_library, (lang, token), &it, &letters, key)
}

/// Stores the answer and enqueues the mails; returns `false` and changes nothing if the handover is impossible.
fn decide(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    it: &Handover,
    (lang, accepts): (Lang, bool),
    updates: Option<&str>,
) -> Result<bool, StoreError> {
    if !accepts {
        handover::refuse_contact(tx, it, context.now)?;
        context.tell_refused(tx, it)?;
        return Ok(true);
    }
    let Some(accepted) = handover::accept_contact(tx, &context.config.secret, it, updates, context.now)? else {
        return Ok(false);
    };
    context.tell_accepted(tx, it, &accepted, lang)?;
    Ok(true)
}

pub(crate) fn routes() -> Vec<Route> {
    routes![ask, answer]
}
