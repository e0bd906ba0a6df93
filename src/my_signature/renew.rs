//! The text changed since it was signed: its signer may sign the present one, or ask those who decide for their organization.

use jiff::{SignedDuration, Timestamp};
use rocket::{Route, State, post, routes};
use serde::Serialize;

use crate::clock::from_micros;
use crate::letters::shelf::Shelf;
use crate::letters::{Digest, Letter, Party, Phase, store as editions};
use crate::locale::Lang;
use crate::mail::Desk;
use crate::my_signature::facts::{Fact, said};
use crate::my_signature::open::{language, load};
use crate::my_signature::page::{Opened, Shown, show};
use crate::my_signature::store::stored::{self, Own};
use crate::organizations::approval::notices::Asking;
use crate::organizations::approval::progress::{self, progress};
use crate::signatures::link_token::Token;
use crate::signatures::store::signed_text::Present;
use crate::site::letter_page::find;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::page::Page;

/// What an own page says of a text that changed.
#[derive(Serialize)]
pub(crate) struct Renewal {
    /// The digest of the present text in the reader's language; empty: there is no button.
    edition: String,
    /// What stands on the button.
    button: String,
    /// Who else decides, and how far they have come; empty: the signer decides alone.
    explained: String,
    /// What each of them has said about the present text.
    deciders: Vec<Fact>,
    /// Nobody can sign it now.
    closed: bool,
}

/// Where an earlier revision was signed.
pub(crate) fn renewal(app: &App, letter: &Letter, lang: Lang, own: &Own) -> Option<Renewal> {
    if !own.is_earlier(letter.revision) {
        return None;
    }
    let party = if own.kind == "person" {
        Party::Person
    } else {
        Party::Organization
    };
    let open = letter.phase(party, app.clock.now()) == Phase::Open;
    let asked = is_asked(own, app.config.signing.approval_days, app.clock.now());
    let button = if own.deciders().is_empty() {
        "own-renew-button"
    } else {
        "own-renew-ask-button"
    };
    Some(Renewal {
        closed: !open,
        edition: if open && !asked {
            letter.edition(lang).digest.hex()
        } else {
            String::new()
        },
        button: app.locales.text(lang, button),
        explained: explained(app, letter, lang, own, asked),
        deciders: own
            .renewal
            .iter()
            .flat_map(|it| &it.deciders)
            .map(|it| said(app, lang, it))
            .collect(),
    })
}

/// Whether those who decide have been asked and may still answer.
fn is_asked(own: &Own, days: u32, now: Timestamp) -> bool {
    let until = |asked: i64| from_micros(asked).saturating_add(SignedDuration::from_hours(i64::from(days) * 24));
    let asked = own.renewal.as_ref().filter(|it| !it.declined);
    asked.is_some_and(|it| until(it.asked).is_ok_and(|until| now < until))
}

fn explained(app: &App, letter: &Letter, lang: Lang, own: &Own, asked: bool) -> String {
    let deciders = own.deciders();
    let Some(it) = &own.renewal else {
        let names: Vec<&str> = deciders.iter().map(|it| it.name.as_str()).collect();
        let count = u64::try_from(names.len()).unwrap_or(u64::MAX);
        let values = [("deciders", count.into()), ("names", names.join(", ").into())];
        return if names.is_empty() {
            String::new()
        } else {
            app.locales.format(lang, "own-renew-ask", &values)
        };
    };
    if it.declined {
        return progress::state(&app.locales, lang, "renewal-declined", deciders.len());
    }
    if !asked {
        return app.locales.text(lang, "own-renew-ask-again");
    }
    let needed = own.organization.as_ref().map_or(1, |it| it.approvals);
    let needed = usize::try_from(needed).unwrap_or(usize::MAX);
    let state = progress::state(&app.locales, lang, "renewing", deciders.len());
    let progress = progress(&app.locales, lang, &it.deciders, needed);
    let moved = if letter.edition_by_digest(Digest(it.text)).is_some() {
        String::new()
    } else {
        app.locales.text(lang, "own-awaiting-text-changed")
    };
    let said = [state, progress, moved].into_iter().filter(|it| !it.is_empty());
    said.collect::<Vec<_>>().join(" ")
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
    let (parsed, config) = (Token::parse(token).ok_or(Failure::NotFound)?, app.config.clone());
    let (mail_domain, now) = (app.mail_domain.clone(), app.clock.now());
    let (revision, digest, read) = (letter.revision, edition.digest, edition.lang);
    let renewed = app.store.write(move |tx| {
        let Some(own) = stored::own(tx, &config.secret, &parsed, now)? else {
            return Ok(None);
        };
        let desk = Desk {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        let present = Present {
            revision,
            edition: digest,
            lang: read.as_str(),
        };
        let notice = if editions::is_published(tx, &own.letter, revision, digest.0)? {
            sign_or_ask(tx, &desk, &own, &present)?
        } else {
            ""
        };
        Ok(stored::own(tx, &config.secret, &parsed, now)?.map(|own| (own, notice)))
    });
    let renewed = renewed.await.map_err(|error: StoreError| Failure::from(error))?;
    let (own, notice) = renewed.ok_or(Failure::NotFound)?;
    app.changes.note(&own.letter);
    app.bell.notify_one();
    let shown = Shown::stored(&own, notice);
    show(app, shelf, &Opened { lang, token, own: &own }, shown).await
}

/// Signs the present text, or asks everyone who decides about it; answers what is said of it.
fn sign_or_ask(tx: &Tx<'_>, desk: &Desk<'_>, own: &Own, present: &Present<'_>) -> Result<&'static str, StoreError> {
    if own.deciders().is_empty() {
        let renewed = crate::my_signature::store::renew::renew(tx, own, present, desk.now)?;
        return Ok(if renewed { "own-renewed" } else { "" });
    }
    if is_asked(own, desk.config.signing.approval_days, desk.now) {
        return Ok("");
    }
    let mut asked = false;
    for it in own.deciders() {
        asked |= desk.ask(tx, own.id, it.id, Asking::First)?;
    }
    if !asked {
        return Ok("own-renew-enough");
    }
    let asked = crate::my_signature::store::renew::ask_to_renew(tx, own, present, desk.now)?;
    Ok(if asked { "own-renew-asked" } else { "" })
}

pub(crate) fn routes() -> Vec<Route> {
    routes![renew]
}
