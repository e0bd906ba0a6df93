//! The signature that a link opens.

use crate::locale::Lang;
use crate::my_signature::store::stored::{self, Own};
use crate::signatures::link_token::Token;
use crate::signatures::store::{self, Over};
use crate::store::StoreError;
use crate::web::error::Failure;
use crate::web::{App, dead_link};

pub(crate) fn language(app: &App, lang: Lang) -> Result<Lang, Failure> {
    app.locales.find(lang.as_str()).ok_or(Failure::NotFound)
}

/// The signature of a link that is still good.
pub(crate) async fn load(app: &App, lang: Lang, token: &str) -> Result<Own, Failure> {
    let token = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let (secret, now) = (app.config.secret.clone(), app.clock.now());
    let found = app.store.read(move |db| match stored::own(db, &secret, &token, now)? {
        Some(own) => Ok::<_, StoreError>(Ok(own)),
        None => store::own_link_is_over(db, &secret, &token, now).map(Err),
    });
    found.await?.map_err(|over| match over {
        Some(Over::Expired) => dead_link::expired(app, lang),
        Some(Over::HandedOver) => dead_link::handed_over(app, lang),
        None => dead_link::unknown(app, lang),
    })
}
