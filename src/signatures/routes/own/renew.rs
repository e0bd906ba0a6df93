//! The text changed since it was signed: its signer may sign the present one.

use rocket::{Route, State, post, routes};
use serde::Serialize;

use super::page::{Opened, Shown, show};
use super::{language, load};
use crate::letters::shelf::Shelf;
use crate::letters::store as editions;
use crate::letters::{Digest, Letter, Party, Phase};
use crate::locale::Lang;
use crate::signatures::confirmation::Token;
use crate::signatures::routes::find;
use crate::signatures::store::{self, Own, Present};
use crate::store::StoreError;
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::page::Page;

/// What an own page says of a text that changed.
#[derive(Serialize)]
pub(super) struct Renewal {
    /// The digest of the present text in the reader's language; empty: it can't be signed here. An organization signs again by its
    /// form, so that whoever decides for it is asked again.
    edition: String,
    /// Nobody can sign it now.
    closed: bool,
}

/// Where an earlier revision was signed.
pub(super) fn renewal(app: &App, letter: &Letter, lang: Lang, own: &Own) -> Option<Renewal> {
    let person = own.kind == "person";
    let party = if person { Party::Person } else { Party::Organization };
    let open = letter.phase(party, app.clock.now()) == Phase::Open;
    let earlier = own.state == "confirmed" && own.revision < letter.revision;
    earlier.then(|| Renewal {
        closed: !open,
        edition: if person && open {
            letter.edition(lang).digest.hex()
        } else {
            String::new()
        },
    })
}

/// What is posted: the text that was shown.
#[derive(rocket::FromForm)]
struct Text<'r> {
    edition: &'r str,
}

#[post("/<lang>/my-signature/<token>/renew", data = "<text>")]
async fn renew(
    app: &State<App>,
    shelf: &State<Shelf>,
    lang: Lang,
    token: &str,
    text: Form<Text<'_>>,
) -> Result<Page, Failure> {
    let lang = language(app, lang)?;
    let own = load(app, lang, token).await?;
    let library = shelf.now();
    let (_, letter) = find(app, &library, lang, &own.letter)?;
    let edition = Digest::parse(text.edition).and_then(|digest| letter.edition_by_digest(digest));
    let may = renewal(app, letter, lang, &own).is_some_and(|it| !it.edition.is_empty());
    let Some(edition) = edition.filter(|_| may) else {
        // The text changed again, or there is nothing to sign: the page says what is true now.
        return show(app, shelf, &Opened { lang, token, own: &own }, Shown::stored(&own, "")).await;
    };
    let (parsed, secret) = (Token::parse(token).ok_or(Failure::NotFound)?, app.config.secret.clone());
    let (revision, digest, read, now) = (letter.revision, edition.digest, edition.lang, app.clock.now());
    let renewed = app.store.write(move |tx| {
        let Some(own) = store::own(tx, &secret, &parsed, now)? else {
            return Ok(None);
        };
        let present = Present {
            revision,
            edition: digest,
            lang: read.as_str(),
        };
        if editions::is_published(tx, &own.letter, revision, digest.0)? && store::renew(tx, &own, &present, now)? {
            editions::mark_signed(tx, &own.letter, revision, digest.0)?;
        }
        store::own(tx, &secret, &parsed, now)
    });
    let own = renewed.await.map_err(|error: StoreError| Failure::from(error))?;
    let own = own.ok_or(Failure::NotFound)?;
    app.changes.note(&own.letter);
    let notice = if own.revision == revision { "own-renewed" } else { "" };
    show(
        app,
        shelf,
        &Opened { lang, token, own: &own },
        Shown::stored(&own, notice),
    )
    .await
}

pub(super) fn routes() -> Vec<Route> {
    routes![renew]
}
