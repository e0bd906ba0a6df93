//! The page of a saved form: its link opens the form as it was left, and one button deletes it.

use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::letters::Party;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::offices::zips::Place;
use crate::signatures::link_token::Token;
use crate::signing::admission::price_now;
use crate::signing::form_page::{Above, Shown, form_page};
use crate::signing::not_open;
use crate::signing::store::drafts::{self, SavedForm};
use crate::signing::submission::replaced;
use crate::site::letter_page::{find, find_signed};
use crate::site::letter_view::Named;
use crate::site::text_changes;
use crate::store::{StoreError, Tx};
use crate::web::error::Failure;
use crate::web::form::{Errors, Typed};
use crate::web::page::{self, Frame, Page};
use crate::web::quotas::Limits;
use crate::web::{App, dead_link};

async fn load(app: &App, lang: Lang, token: &str) -> Result<SavedForm, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let secret = app.config.secret.clone();
    let found = app
        .store
        .read(move |db| drafts::open_form(db, &secret, &parsed))
        .await?;
    found.ok_or_else(|| dead_link::unknown(app, lang))
}

#[get("/<lang>/draft/<token>", rank = 2)]
async fn open(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    limits: &State<Limits>,
    lang: Lang,
    token: &str,
) -> Result<Page, Failure> {
    let form = load(app, lang, token).await?;
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, &form.letter)?;
    let shown = Shown {
        letter,
        lang,
        party: Party::Organization,
        place: Place::default(),
        price: price_now(app, limits, letter),
    };
    if let Some(instead) = not_open::page(app, &shown).await? {
        return Ok(instead.secret());
    }
    let link = ("draft".to_owned(), token.to_owned());
    let typed: Typed = form.fields.into_iter().chain([link]).collect();
    let above = match replaced(letter, &typed) {
        Some(read) => Above {
            notice: "text-changed",
            changes: text_changes::since(app, letter, Some(read)).await?,
            ..Above::default()
        },
        None => Above {
            notice: "draft-opened",
            ..Above::default()
        },
    };
    Ok(form_page(app, &shown, &typed, &Errors::new(), above)?.secret())
}

#[derive(Serialize)]
struct Removed {
    letter: Named,
}

#[post("/<lang>/draft/<token>/remove")]
async fn remove(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let form = load(app, lang, token).await?;
    let library = live_library.now();
    let (lang, letter) = find_signed(app, &library, lang, &form.letter)?;
    let now = app.clock.now();
    let work = move |tx: &Tx<'_>| drafts::drop_form(tx, form.id, now);
    app.store
        .write(work)
        .await
        .map_err(|error: StoreError| Failure::from(error))?;
    let heading = app.locales.text(lang, "draft-removed");
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    let view = Removed {
        letter: Named::new(letter, lang),
    };
    Ok(page::html(app, "draft_removed", &frame, &view)?.secret())
}

pub(crate) fn routes() -> Vec<Route> {
    routes![open, remove]
}
