//! The signer's own page: see what is stored, correct it, take it back. The link in the mail is the key; there is no account.

use rocket::form::Form;
use rocket::http::{ContentType, Status};
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::letter_view::LetterView;
use super::{find, lost};
use crate::clock::from_micros;
use crate::letters::shelf::Shelf;
use crate::letters::{Party, Phase};
use crate::locale::{Lang, Weekday};
use crate::signatures::confirmation::Token;
use crate::signatures::form::fields::{self, Field};
use crate::signatures::form::{self, Errors, Typed};
use crate::signatures::store::{self, Own, Removal};
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct Fact {
    label: String,
    value: String,
}

/// A letter that an organization may sign next.
#[derive(Serialize)]
struct Open {
    title: String,
    path: String,
}

/// The letters that are open to organizations and do not have this one yet.
fn open_letters(app: &App, shelf: &Shelf, lang: Lang, token: &str, own: &Own) -> Vec<Open> {
    if own.kind != "organization" || own.state != "confirmed" {
        return Vec::new();
    }
    let (library, now) = (shelf.now(), app.clock.now());
    let open = library.newest_first().into_iter().filter(|letter| {
        letter.phase(Party::Organization, now) == Phase::Open
            && !own.letters.iter().any(|slug| slug == letter.slug.as_str())
    });
    let line = |letter: &crate::letters::Letter| Open {
        title: letter.edition(lang).front.title.clone(),
        path: format!("/{lang}/my-signature/{token}/sign/{}", letter.slug),
    };
    open.map(line).collect()
}

#[derive(Serialize)]
struct View {
    letter: LetterView,
    open: Vec<Open>,
    token: String,
    notice: String,
    state: String,
    listed_as: String,
    facts: Vec<Fact>,
    fields: Vec<Field>,
    wrong: usize,
    unsure: bool,
    may_withdraw: bool,
}

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
    found.await?.map_err(|over| {
        if over {
            lost::expired(app, lang)
        } else {
            lost::unknown(app, lang)
        }
    })
}

/// What is stored, a line each; empty lines are left out.
fn facts(app: &App, lang: Lang, own: &Own) -> Vec<Fact> {
    let text = |id: &str| app.locales.text(lang, id);
    let place = [Some(own.city.clone()), own.region.clone(), Some(own.country.clone())];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let lines = [
        ("field-name", (own.kind == "person").then(|| own.name.clone())),
        ("field-legal-name", own.legal_name.clone()),
        ("field-email", Some(own.email.clone())),
        ("own-place", Some(place)),
        ("field-postal-code", own.postal_code.clone()),
        ("field-contact-name", own.contact_name.clone()),
        ("own-title", own.title.clone()),
        ("field-affiliation", own.affiliation.clone()),
        ("field-website", own.website.clone()),
        ("field-phone", own.phone.clone()),
        ("field-comment", own.comment.clone()),
        ("own-updates", own.updates.clone()),
        (
            "own-text",
            Some(format!("{} / {} / {}", own.revision, own.lang, own.text_sha256)),
        ),
    ];
    let kept = lines.into_iter().filter_map(|(id, value)| {
        Some(Fact {
            label: text(id),
            value: value?,
        })
    });
    kept.collect()
}

/// The notice that stands beside the box which deleting needs.
const UNSURE: &str = "own-remove-tick";

/// A signature opened by its link, in the reader's language.
struct Opened<'a> {
    lang: Lang,
    token: &'a str,
    own: &'a Own,
}

fn show(
    app: &App,
    shelf: &Shelf,
    opened: &Opened<'_>,
    typed: &Typed,
    errors: &Errors,
    notice: &str,
) -> Result<Page, Failure> {
    let Opened { lang, token, own } = *opened;
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, &own.letter)?;
    let view = View {
        letter: LetterView::new(app, &library, letter, lang, app.clock.now()),
        open: open_letters(app, shelf, lang, token, own),
        token: token.to_owned(),
        notice: if notice.is_empty() || notice == UNSURE {
            String::new()
        } else {
            app.locales.text(lang, notice)
        },
        state: app.locales.text(lang, &format!("own-state-{}", own.state)),
        listed_as: if own.listing == "unlisted" {
            app.locales.text(lang, "not-listed")
        } else {
            own.listed_name.clone()
        },
        facts: facts(app, lang, own),
        fields: fields::own(&app.locales, lang, own, typed, errors),
        wrong: errors.len(),
        unsure: notice == UNSURE,
        may_withdraw: own.may_withdraw(),
    };
    // The token stays out of links to the other language, as on the page that confirms.
    let frame = Frame::new(
        app,
        lang,
        &app.locales.text(lang, "own-heading"),
        &format!("/letters/{}", letter.slug),
    );
    Ok(page::html(app, "own", &frame, &view)?.secret())
}

fn as_stored(own: &Own) -> Typed {
    let updates = if own.updates.is_some() { "yes" } else { "" };
    Typed::of([
        (own.name_field(), own.name.as_str()),
        ("listing", own.listing.as_str()),
        ("updates", updates),
        ("comment", own.comment.as_deref().unwrap_or_default()),
    ])
}

#[get("/<lang>/my-signature/<token>", rank = 2)]
async fn see(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = language(app, lang)?;
    let own = load(app, lang, token).await?;
    show(
        app,
        shelf,
        &Opened { lang, token, own: &own },
        &as_stored(&own),
        &Errors::new(),
        "",
    )
}

#[post("/<lang>/my-signature/<token>", data = "<typed>")]
async fn correct(
    app: &State<App>,
    shelf: &State<Shelf>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let lang = language(app, lang)?;
    let own = load(app, lang, token).await?;
    let amendment = match form::amendment(&typed, &own) {
        Ok(amendment) => amendment,
        Err(errors) => {
            let page = show(app, shelf, &Opened { lang, token, own: &own }, &typed, &errors, "")?;
            return Ok(page.with_status(Status::UnprocessableEntity));
        }
    };
    let (wording, now) = (app.locales.text(lang, "field-updates"), app.clock.now());
    let (parsed, secret) = (Token::parse(token).ok_or(Failure::NotFound)?, app.config.secret.clone());
    let amended = app.store.write(move |tx| {
        // Read again inside the transaction: two corrections at once must not count twice.
        let Some(own) = store::own(tx, &secret, &parsed, now)? else {
            return Ok(None);
        };
        store::amend(tx, &own, &amendment, &wording, now)?;
        store::own(tx, &secret, &parsed, now)
    });
    let own = amended
        .await
        .map_err(|error: StoreError| Failure::from(error))?
        .ok_or(Failure::NotFound)?;
    app.changes.note(&own.letter);
    show(
        app,
        shelf,
        &Opened { lang, token, own: &own },
        &as_stored(&own),
        &Errors::new(),
        "own-saved",
    )
}

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
        let page = show(
            app,
            shelf,
            &Opened { lang, token, own: &own },
            &as_stored(&own),
            &Errors::new(),
            UNSURE,
        )?;
        return Ok(page.with_status(Status::UnprocessableEntity));
    }
    let (parsed, secret) = (Token::parse(token).ok_or(Failure::NotFound)?, app.config.secret.clone());
    let now = app.clock.now();
    let removed = app.store.write(move |tx| {
        let Some(own) = store::own(tx, &secret, &parsed, now)? else {
            return Ok(None);
        };
        let removal = store::remove(tx, &own)?;
        Ok::<_, StoreError>(Some((own.letter, removal)))
    });
    let (slug, Removal { delivered }) = removed.await?.ok_or(Failure::NotFound)?;
    app.changes.note(&slug);
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, &slug)?;
    let day = |moment: &i64| {
        let date = from_micros(*moment).to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
        app.locales.date(lang, date, Weekday::Omit)
    };
    let view = Gone {
        letter: LetterView::new(app, &library, letter, lang, now),
        delivered: delivered.iter().map(day).collect(),
    };
    let frame = Frame::new(
        app,
        lang,
        &app.locales.text(lang, "own-gone"),
        &format!("/letters/{slug}"),
    );
    page::html(app, "own_gone", &frame, &view)
}

/// Leaves the public list and every later bundle; what is stored stays for its signer, who may sign again or delete it.
#[post("/<lang>/my-signature/<token>/withdraw")]
async fn withdraw(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = language(app, lang)?;
    load(app, lang, token).await?;
    let (parsed, secret) = (Token::parse(token).ok_or(Failure::NotFound)?, app.config.secret.clone());
    let now = app.clock.now();
    let withdrawn = app.store.write(move |tx| {
        let Some(own) = store::own(tx, &secret, &parsed, now)? else {
            return Ok(None);
        };
        if !own.may_withdraw() {
            return Ok(Some((own, Removal::default())));
        }
        let removal = store::withdraw(tx, &own, now)?;
        Ok::<_, StoreError>(store::own(tx, &secret, &parsed, now)?.map(|own| (own, removal)))
    });
    let (own, Removal { delivered }) = withdrawn.await?.ok_or(Failure::NotFound)?;
    app.changes.note(&own.letter);
    let notice = if delivered.is_empty() {
        "own-withdrawn"
    } else {
        "own-withdrawn-delivered"
    };
    show(
        app,
        shelf,
        &Opened { lang, token, own: &own },
        &as_stored(&own),
        &Errors::new(),
        notice,
    )
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
    routes![see, correct, withdraw, take_back, data]
}
