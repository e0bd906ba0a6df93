//! Renewing a signature whose text has changed: the signer signs the current text, or asks the deciders of their organization.

use rocket::{Route, State, post, routes};

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Digest, store as editions};
use crate::locale::Lang;
use crate::mail::MailContext;
use crate::my_signature::open::{act, open};
use crate::my_signature::page::{Opened, Shown, show};
use crate::my_signature::renewal::{is_asked, renewal};
use crate::my_signature::store::renew as renewed;
use crate::my_signature::store::stored::StoredSignature;
use crate::organizations::approval::notices::AskReason;
use crate::signatures::store::signed_text::CurrentText;
use crate::site::letter_page::find_signed;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::page::Page;

/// The posted form: the text that was shown.
#[derive(rocket::FromForm)]
struct Text<'r> {
    edition: &'r str,
}

#[post("/<lang>/my-signature/<token>/renew", data = "<text>")]
async fn renew(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    text: Form<Text<'_>>,
) -> Result<Page, Failure> {
    let (lang, own) = open(app, lang, token).await?;
    let library = live_library.now();
    let (_, letter) = find_signed(app, &library, lang, &own.letter)?;
    let edition = Digest::parse(text.edition).and_then(|digest| letter.edition_by_digest(digest));
    let may = renewal(app, letter, lang, &own).is_some_and(|it| !it.edition.is_empty());
    let Some(edition) = edition.filter(|_| may) else {
        // The text changed again, or there is nothing to sign: the page shows the current state.
        return show(
            app,
            live_library,
            &Opened { lang, token, own: &own },
            Shown::stored(&own, ""),
        )
        .await;
    };
    let (revision, digest, read) = (letter.revision, edition.digest, edition.lang);
    let renewed = act(app, token, move |it| {
        let present = CurrentText {
            revision,
            edition: digest,
            lang: read.as_str(),
        };
        let notice = if editions::is_published(it.tx, &it.own.letter, revision, digest.0)? {
            sign_or_ask(it.tx, &it.context, &it.own, &present)?
        } else {
            ""
        };
        Ok(it.stored()?.map(|own| (own, notice)))
    });
    let (own, notice) = renewed.await?;
    let shown = Shown::stored(&own, notice);
    show(app, live_library, &Opened { lang, token, own: &own }, shown).await
}

/// Signs the current text, or asks everyone who decides about it; returns the message id.
fn sign_or_ask(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    own: &StoredSignature,
    present: &CurrentText<'_>,
) -> Result<&'static str, StoreError> {
    if own.deciders().is_empty() {
        let renewed = renewed::renew(tx, own, present, context.now)?;
        return Ok(if renewed { "own-renewed" } else { "" });
    }
    if is_asked(own, context.config.signing.approval_days, context.now) {
        return Ok("");
    }
    let mut asked = false;
    for it in own.deciders() {
        asked |= context.ask(tx, own.id, it.id, AskReason::First)?;
    }
    if !asked {
        return Ok("own-renew-enough");
    }
    let asked = renewed::ask_to_renew(tx, own, present, context.now)?;
    Ok(if asked { "own-renew-asked" } else { "" })
}

pub(crate) fn routes() -> Vec<Route> {
    routes![renew]
}
