//! The signer's own page: see what is stored, correct it, take it back. The link in the mail is the key; there is no account.

use rocket::http::ContentType;
use rocket::{Route, State, get, routes};

use self::page::{Opened, Shown, show};
use super::lost;
use crate::letters::shelf::Shelf;
use crate::locale::Lang;
use crate::signatures::confirmation::Token;
use crate::signatures::store::{self, Over, Own};
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

mod contact;
mod correct;
mod facts;
mod leave;
mod page;
mod renew;

fn language(app: &App, lang: Lang) -> Result<Lang, Failure> {
    app.locales.find(lang.as_str()).ok_or(Failure::NotFound)
}

/// The signature of a link that is still good.
async fn load(app: &App, lang: Lang, token: &str) -> Result<Own, Failure> {
    let token = Token::parse(token).ok_or_else(|| lost::unknown(app, lang))?;
    let (secret, now) = (app.config.secret.clone(), app.clock.now());
    let found = app.store.read(move |db| match store::own(db, &secret, &token, now)? {
        Some(own) => Ok::<_, StoreError>(Ok(own)),
        None => store::own_link_is_over(db, &secret, &token, now).map(Err),
    });
    found.await?.map_err(|over| match over {
        Some(Over::Expired) => lost::expired(app, lang),
        Some(Over::HandedOver) => lost::handed_over(app, lang),
        None => lost::unknown(app, lang),
    })
}

#[get("/<lang>/my-signature/<token>", rank = 2)]
async fn see(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = language(app, lang)?;
    let own = load(app, lang, token).await?;
    show(app, shelf, &Opened { lang, token, own: &own }, Shown::stored(&own, "")).await
}

#[get("/<lang>/my-signature/<token>/data", rank = 2)]
async fn data(app: &State<App>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = language(app, lang)?;
    let own = load(app, lang, token).await?;
    let json = serde_json::to_vec_pretty(&own).map_err(|error| StoreError::Value {
        column: "own".to_owned(),
        why: error.to_string(),
    })?;
    Ok(Page::new(ContentType::JSON, json).secret())
}

pub(super) fn routes() -> Vec<Route> {
    [
        routes![see, data],
        contact::routes(),
        correct::routes(),
        leave::routes(),
        renew::routes(),
    ]
    .concat()
}
