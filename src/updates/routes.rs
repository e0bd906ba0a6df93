//! "Stop these mails": unsubscribing. The link needs no login, and opening it, as mail scanners do, changes nothing.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::store;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Kind, Slug};
use crate::locale::Lang;
use crate::signatures::link_token::Token;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    letter: Option<Named>,
    token: String,
    heading: String,
    explanation: String,
    ask: bool,
    done: bool,
}

/// A letter's title and link.
#[derive(Serialize)]
struct Named {
    slug: String,
    heading: String,
    text_lang: Lang,
    gone: bool,
}

/// What the page says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ask,
    Done,
    Unknown,
}

impl Stage {
    fn key(self) -> &'static str {
        match self {
            Self::Ask => "unsubscribe-ask",
            Self::Done => "unsubscribe-done",
            Self::Unknown => "unsubscribe-unknown",
        }
    }
}

/// Shows the page, also for a letter that is not published any more: its signers may still unsubscribe.
fn show(
    app: &App,
    live_library: &LiveLibrary,
    lang: Lang,
    token: &str,
    moment: Stage,
    slug: &str,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = Slug::parse(slug).ok().and_then(|slug| library.signed_letter(&slug));
    let named = letter.map(|letter| Named {
        slug: letter.slug.to_string(),
        heading: letter.edition(lang).front.title.clone(),
        text_lang: letter.edition(lang).lang,
        gone: letter.gone,
    });
    let about = letter.map_or(Kind::Letter, |letter| letter.kind).as_str();
    let locales = app.locales.about(about);
    let heading = locales.text(lang, moment.key());
    // The token must not appear in links to the other language.
    let rest = named
        .as_ref()
        .map_or(String::new(), |letter| format!("/letters/{}", letter.slug));
    let frame = Frame::new(app, lang, &heading, &rest).about(about);
    let view = View {
        letter: named,
        token: token.to_owned(),
        heading,
        explanation: locales.text(lang, &format!("{}-explained", moment.key())),
        ask: moment == Stage::Ask,
        done: moment == Stage::Done,
    };
    page::html(app, "unsubscribe", &frame, &view)
}

/// Shows the page for an unknown link. Old mails are kept for years, so it says what to do instead.
fn unknown(app: &App, live_library: &LiveLibrary, lang: Lang) -> Result<Page, Failure> {
    Ok(show(app, live_library, lang, "", Stage::Unknown, "")?.with_status(Status::NotFound))
}

#[get("/<lang>/unsubscribe/<token>", rank = 2)]
async fn ask(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let Some(parsed) = Token::parse(token) else {
        return unknown(app, live_library, lang);
    };
    let secret = app.config.secret.clone();
    let found = app.store.read(move |db| store::letter_of(db, &secret, &parsed)).await?;
    match found {
        Some(letter) => show(app, live_library, lang, token, Stage::Ask, &letter),
        None => unknown(app, live_library, lang),
    }
}

/// Unsubscribes. The body is ignored: RFC 8058 has mail programs send `List-Unsubscribe=One-Click`, in one of two encodings, and the page's
/// button sends nothing. The link alone identifies the signer; pressing twice gives the same answer.
#[post("/<lang>/unsubscribe/<token>")]
async fn stop(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let Some(parsed) = Token::parse(token) else {
        return unknown(app, live_library, lang);
    };
    let secret = app.config.secret.clone();
    let stopped = app.store.write(move |tx| store::stop(tx, &secret, &parsed)).await?;
    match stopped {
        Some(letter) => {
            tracing::info!(event = "updates.stopped", letter);
            show(app, live_library, lang, token, Stage::Done, &letter)
        }
        None => unknown(app, live_library, lang),
    }
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![ask, stop]
}
