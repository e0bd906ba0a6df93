//! The route of the signer's own page. The link in the mail is the key; there is no account.

use rocket::http::ContentType;
use rocket::{Route, State, get, routes};

use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::my_signature::open::open;
use crate::my_signature::page::{Opened, Shown, show};
use crate::my_signature::{contact, correct, renew, withdraw};
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

#[get("/<lang>/my-signature/<token>", rank = 2)]
async fn see(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let (lang, own) = open(app, lang, token).await?;
    show(
        app,
        live_library,
        &Opened { lang, token, own: &own },
        Shown::stored(&own, ""),
    )
    .await
}

#[get("/<lang>/my-signature/<token>/data", rank = 2)]
async fn data(app: &State<App>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let (_, own) = open(app, lang, token).await?;
    let json = serde_json::to_vec_pretty(&own).map_err(|error| StoreError::Value {
        column: "own".to_owned(),
        why: error.to_string(),
    })?;
    Ok(Page::new(ContentType::JSON, json).secret())
}

pub(crate) fn routes() -> Vec<Route> {
    [
        routes![see, data],
        contact::routes(),
        correct::routes(),
        withdraw::routes(),
        renew::routes(),
    ]
    .concat()
}
