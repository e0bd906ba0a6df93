//! Taking a signature back, and deleting everything.

use rocket::http::Status;
use rocket::{Route, State, post, routes};
use serde::Serialize;

use crate::letters::shelf::Shelf;
use crate::locale::Lang;
use crate::my_signature::facts::delivered;
use crate::my_signature::open::{language, load};
use crate::my_signature::page::{Opened, Shown, UNSURE, UNSURE_TO_WITHDRAW, show};
use crate::my_signature::store::stored;
use crate::signatures::link_token::Token;
use crate::signatures::store;
use crate::site::letter_page::find;
use crate::site::letter_view::LetterView;
use crate::store::StoreError;
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct Gone {
    letter: LetterView,
    delivered: Vec<String>,
}

/// Deleting can't be undone, and some mail scanners press buttons: the box must be ticked as well.
#[post("/<lang>/my-signature/<token>/remove", data = "<typed>")]
async fn take_back(
    app: &State<App>,
    shelf: &State<Shelf>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let lang = language(app, lang)?;
    let own = load(app, lang, token).await?;
    if typed.get("sure") != "yes" {
        let opened = Opened { lang, token, own: &own };
        let page = show(app, shelf, &opened, Shown::stored(&own, UNSURE)).await?;
        return Ok(page.with_status(Status::UnprocessableEntity));
    }
    let (parsed, secret) = (Token::parse(token).ok_or(Failure::NotFound)?, app.config.secret.clone());
    let now = app.clock.now();
    let removed = app.store.write(move |tx| {
        let Some(own) = stored::own(tx, &secret, &parsed, now)? else {
            return Ok(None);
        };
        store::erase(tx, own.id, now)?;
        Ok::<_, StoreError>(Some(own))
    });
    let own = removed.await?.ok_or(Failure::NotFound)?;
    let slug = &own.letter;
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let view = Gone {
        letter: LetterView::new(app, letter, lang, now),
        delivered: delivered(app, letter, lang, &own),
    };
    let frame = Frame::new(
        app,
        lang,
        &app.locales.text(lang, "own-gone"),
        &format!("/letters/{slug}"),
    );
    page::html(app, "own_gone", &frame, &view)
}

/// Leaves the public list and every later bundle; what is stored stays for its signer, who may sign again or delete it. The box must be
/// ticked as for deleting.
#[post("/<lang>/my-signature/<token>/withdraw", data = "<typed>")]
async fn withdraw(
    app: &State<App>,
    shelf: &State<Shelf>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let lang = language(app, lang)?;
    let own = load(app, lang, token).await?;
    if typed.get("sure") != "yes" {
        let opened = Opened { lang, token, own: &own };
        let page = show(app, shelf, &opened, Shown::stored(&own, UNSURE_TO_WITHDRAW)).await?;
        return Ok(page.with_status(Status::UnprocessableEntity));
    }
    let (parsed, secret) = (Token::parse(token).ok_or(Failure::NotFound)?, app.config.secret.clone());
    let now = app.clock.now();
    let withdrawn = app.store.write(move |tx| {
        let Some(own) = stored::own(tx, &secret, &parsed, now)? else {
            return Ok(None);
        };
        if !own.may_withdraw() {
            return Ok(Some(own));
        }
        store::withdraw(tx, own.id, now)?;
        stored::own(tx, &secret, &parsed, now)
    });
    let own = withdrawn.await.map_err(|error: StoreError| Failure::from(error))?;
    let own = own.ok_or(Failure::NotFound)?;
    let notice = if own.bundles.is_empty() {
        "own-withdrawn"
    } else {
        "own-withdrawn-delivered"
    };
    show(
        app,
        shelf,
        &Opened { lang, token, own: &own },
        Shown::stored(&own, notice),
    )
    .await
}

pub(crate) fn routes() -> Vec<Route> {
    routes![withdraw, take_back]
}
