//! Corrections, and how the line would stand with them.

use rocket::http::Status;
use rocket::{Route, State, post, routes};

use crate::letters::Letter;
use crate::letters::Party;
use crate::letters::shelf::Shelf;
use crate::locale::Lang;
use crate::mail::Desk;
use crate::my_signature;
use crate::my_signature::facts::Fact;
use crate::my_signature::fields::Offered;
use crate::my_signature::open::{language, load};
use crate::my_signature::page::{Opened, Shown, as_stored, comments, show};
use crate::my_signature::store::amend::{self, Amendment};
use crate::my_signature::store::correct::{Corrected, Correction};
use crate::my_signature::store::stored::{self, Own};
use crate::signatures::link_token::Token;
use crate::signatures::locality::Locality;
use crate::signatures::{Listing, listed_name};
use crate::site::letter_page::find;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::{Errors, Typed, wanted_language};
use crate::web::page::Page;

/// What was typed, parsed.
#[derive(Clone)]
enum Wish {
    Person(Amendment),
    Organization(Box<Correction>),
}

fn parse(app: &App, own: &Own, typed: &Typed) -> Result<Wish, Errors> {
    if own.kind == Party::Person {
        return my_signature::form::amendment(typed, own).map(Wish::Person);
    }
    my_signature::form::correction(typed, &own.other_languages(&app.locales)).map(|it| Wish::Organization(Box::new(it)))
}

/// The lines as they would stand, in each language that has one of its own.
fn preview(app: &App, lang: Lang, own: &Own, wish: &Wish) -> Vec<Fact> {
    match wish {
        Wish::Person(it) => {
            let place = |place: Locality| place.words(&app.locales, lang);
            let name = listed_name(&it.name, it.short_name.as_deref(), it.listing);
            let line = match it.listing {
                Listing::Full => format!("{name} — {}", place(own.place())),
                Listing::Initial => format!("{name} — {}", place(own.place().without_city())),
                Listing::Unlisted => app.locales.text(lang, "not-listed"),
            };
            vec![Fact {
                label: app.locales.text(lang, "listed-as"),
                value: line,
            }]
        }
        Wish::Organization(it) => {
            let place = Locality {
                city: Some(it.city.clone()),
                state: it.region.clone(),
                country: it.country.clone(),
            };
            let place = place.words(&app.locales, lang);
            let line = |label: String, name: &str| Fact {
                label,
                value: format!("{name} — {place}"),
            };
            let first = line(app.locales.text(lang, "listed-as"), &it.organization.listed_name);
            let others = it.other_names.iter();
            let others = others.map(|(other, name)| line(app.locales.own_name(*other), name));
            [first].into_iter().chain(others).collect()
        }
    }
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
    let typed = typed.into_inner().over(as_stored(&own));
    let again = async |own: &Own, typed: Typed, errors: Errors, preview: Vec<Fact>| {
        let shown = Shown {
            typed,
            errors,
            notice: "",
            preview,
        };
        show(app, shelf, &Opened { lang, token, own }, shown).await
    };
    if let Some(lang) = wanted_language(app, &typed) {
        let shown = Shown {
            typed,
            ..Shown::stored(&own, "")
        };
        return show(app, shelf, &Opened { lang, token, own: &own }, shown).await;
    }
    if own.has_left() {
        let page = show(app, shelf, &Opened { lang, token, own: &own }, Shown::stored(&own, "")).await?;
        return Ok(page.with_status(Status::Conflict));
    }
    let wish = match parse(app, &own, &typed) {
        Ok(wish) => wish,
        Err(errors) => {
            let page = again(&own, typed, errors, Vec::new()).await?;
            return Ok(page.with_status(Status::UnprocessableEntity));
        }
    };
    if !typed.get("preview").is_empty() {
        let lines = preview(app, lang, &own, &wish);
        return again(&own, typed, Errors::new(), lines).await;
    }
    let library = shelf.now();
    let (_, letter) = find(app, &library, lang, &own.letter)?;
    let (own, corrected) = save(app, letter, lang, token, wish).await?;
    let notice = match corrected {
        Corrected::Saved => "own-saved",
        Corrected::Waits => "own-saved-waits",
        Corrected::Decided => {
            let shown = Shown::stored(&own, "own-decided-already");
            let page = show(app, shelf, &Opened { lang, token, own: &own }, shown).await?;
            return Ok(page.with_status(Status::Conflict));
        }
        Corrected::Taken => {
            let errors = Errors::from([("legal_name".into(), "error-organization-taken")]);
            let page = again(&own, typed, errors, Vec::new()).await?;
            return Ok(page.with_status(Status::UnprocessableEntity));
        }
    };
    show(
        app,
        shelf,
        &Opened { lang, token, own: &own },
        Shown::stored(&own, notice),
    )
    .await
}

/// Writes it, and answers what is stored then.
async fn save(app: &App, letter: &Letter, lang: Lang, token: &str, wish: Wish) -> Result<(Own, Corrected), Failure> {
    let comments_wait = letter.signing.as_ref().is_none_or(|signing| signing.comments_moderated);
    let comments = comments(letter);
    let (wording, now) = (app.locales.text(lang, "field-updates"), app.clock.now());
    let parsed = Token::parse(token).ok_or(Failure::NotFound)?;
    let (config, mail_domain) = (app.config.clone(), app.mail_domain.clone());
    let work = move |tx: &Tx<'_>| {
        // Read again inside the transaction: two corrections at once must not count twice.
        let Some(own) = stored::own(tx, &config.secret, &parsed, now)? else {
            return Ok(None);
        };
        let corrected = match &wish {
            Wish::Person(it) => {
                let mut it = it.clone();
                if comments == Offered::No {
                    it.comment.clone_from(&own.comment);
                }
                amend::amend(tx, &own, &it, &wording, comments_wait, now)?;
                Corrected::Saved
            }
            Wish::Organization(it) => {
                let corrected = my_signature::store::correct::correct(tx, &own, it, &wording, now)?;
                let desk = Desk {
                    config: &config,
                    mail_domain: &mail_domain,
                    now,
                };
                tell(tx, &desk, &own, it, corrected)?;
                corrected
            }
        };
        let stored = stored::own(tx, &config.secret, &parsed, now)?;
        Ok::<_, StoreError>(stored.map(|own| (own, corrected)))
    };
    app.store.write(work).await?.ok_or(Failure::NotFound)
}

/// A public address that was not told yet is told, as after confirming, and so is who may be the same organization as another.
fn tell(tx: &Tx<'_>, desk: &Desk<'_>, own: &Own, it: &Correction, corrected: Corrected) -> Result<(), StoreError> {
    let before = own.organization.as_ref().and_then(|it| it.public_email.as_deref());
    let after = it
        .organization
        .public_email
        .as_ref()
        .map(crate::email::EmailAddress::as_str);
    let counted = own.state.stands();
    if matches!(corrected, Corrected::Saved | Corrected::Waits) && counted && after.is_some() && after != before {
        desk.notify(tx, own.id)?;
    }
    desk.tell_rivals(tx, own.id)
}

pub(crate) fn routes() -> Vec<Route> {
    routes![correct]
}
