//! `/mailbox`: shows the mails written to the folder, for a newcomer who tries the service. Mounted in the default profile only.

use std::path::Path;
use std::time::SystemTime;

use mail_parser::MessageParser;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

/// How many mails are shown.
const SHOWN: usize = 100;

#[derive(Serialize)]
struct Letter {
    id: String,
    to: String,
    subject: String,
    text: String,
    links: Vec<String>,
}

#[derive(Serialize)]
struct View {
    mails: Vec<Letter>,
    open: bool,
}

fn read(app: &App, file: &Path) -> Option<Letter> {
    let bytes = std::fs::read(file).ok()?;
    let message = MessageParser::default().parse(&bytes)?;
    let text = message.body_text(0).unwrap_or_default().into_owned();
    let base = &app.config.site.base_url;
    Some(Letter {
        id: file.file_stem()?.to_str()?.to_owned(),
        to: message
            .to()
            .and_then(|to| to.first())
            .and_then(|to| to.address())
            .unwrap_or_default()
            .to_owned(),
        subject: message.subject().unwrap_or_default().to_owned(),
        links: text
            .split_whitespace()
            .filter_map(|word| word.strip_prefix(base.as_str()))
            .map(str::to_owned)
            .collect(),
        text,
    })
}

fn newest_first(app: &App) -> Vec<Letter> {
    let entries = std::fs::read_dir(&app.config.mail.folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let mut files: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
        .collect();
    let written = |path: &Path| {
        path.metadata()
            .and_then(|data| data.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH)
    };
    files.sort_by_key(|path| std::cmp::Reverse(written(path)));
    files.iter().take(SHOWN).filter_map(|file| read(app, file)).collect()
}

fn answer(app: &App, mails: Vec<Letter>, open: bool) -> Result<Page, Failure> {
    let lang = app.locales.fallback();
    page::html(
        app,
        "mailbox",
        &Frame::new(app, lang, &app.locales.text(lang, "mailbox"), ""),
        &View { mails, open },
    )
}

/// A request that no proxy passed on: the mails hold links that open other people's signatures, and are for whoever tries the service on
/// its own machine.
struct Direct;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Direct {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        let passed_on = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];
        if passed_on.iter().any(|name| request.headers().contains(*name)) {
            return Outcome::Forward(Status::NotFound);
        }
        Outcome::Success(Self)
    }
}

#[get("/mailbox")]
fn index(_direct: Direct, app: &State<App>) -> Result<Page, Failure> {
    answer(app, newest_first(app), false)
}

#[get("/mailbox/<id>")]
fn show(_direct: Direct, app: &State<App>, id: &str) -> Result<Page, Failure> {
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Failure::NotFound);
    }
    let mail = read(app, &app.config.mail.folder.join(format!("{id}.eml"))).ok_or(Failure::NotFound)?;
    answer(app, vec![mail], true)
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![index, show]
}
