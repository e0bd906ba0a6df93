//! Corrections, and their preview.

use rocket::{Route, State, post, routes};

use crate::letters::Letter;
use crate::letters::Party;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::mail::MailContext;
use crate::my_signature;
use crate::my_signature::facts::Fact;
use crate::my_signature::open::{act, open};
use crate::my_signature::page::{Opened, Shown, as_stored, listed_line, offered, show};
use crate::my_signature::returned::Returned;
use crate::my_signature::store::amend::{self, Amendment, Wordings};
use crate::my_signature::store::correct::{Corrected, Correction};
use crate::my_signature::store::stored::StoredSignature;
use crate::signatures::listed_name;
use crate::signatures::locality::Locality;
use crate::site::letter_page::find_signed;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::{Errors, Typed, wanted_language};
use crate::web::page::Page;

/// A parsed correction.
#[derive(Clone)]
enum ParsedCorrection {
    Person(Amendment),
    Organization(Box<Correction>),
}

fn parse(app: &App, own: &StoredSignature, typed: &Typed) -> Result<ParsedCorrection, Errors> {
    if own.kind == Party::Person {
        return my_signature::form::amendment(typed, own).map(ParsedCorrection::Person);
    }
    my_signature::form::correction(typed, &own.other_languages(&app.locales))
        .map(|it| ParsedCorrection::Organization(Box::new(it)))
}

/// Returns the preview of the lines, in each language that has its own.
fn preview(app: &App, lang: Lang, own: &StoredSignature, wish: &ParsedCorrection) -> Vec<Fact> {
    match wish {
        ParsedCorrection::Person(it) => {
            let name = listed_name(&it.name, it.short_name.as_deref(), it.listing);
            let own = StoredSignature {
                city: it.city.clone(),
                ..own.clone()
            };
            let line = listed_line(app, lang, &own, (it.listing, &name), [&it.title, &it.affiliation]);
            vec![Fact {
                label: app.locales.text(lang, "listed-as"),
                value: line,
            }]
        }
        ParsedCorrection::Organization(it) => {
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

/// Reads a correction, or returns why it comes back.
fn read(app: &App, lang: Lang, own: &StoredSignature, typed: &Typed) -> Result<ParsedCorrection, Returned> {
    if let Some(wanted) = wanted_language(app, typed) {
        return Err(Returned::Language(wanted));
    }
    if own.has_left() {
        return Err(Returned::Left);
    }
    let wish = parse(app, own, typed).map_err(Returned::Errors)?;
    if typed.get("preview").is_empty() {
        Ok(wish)
    } else {
        Err(Returned::Preview(preview(app, lang, own, &wish)))
    }
}

#[post("/<lang>/my-signature/<token>", data = "<typed>")]
async fn correct(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let (lang, own) = open(app, lang, token).await?;
    let typed = typed.into_inner().over(as_stored(&own));
    let wish = match read(app, lang, &own, &typed) {
        Ok(wish) => wish,
        Err(why) => return again(app, live_library, &Opened { lang, token, own: &own }, typed, why).await,
    };
    let library = live_library.now();
    let (_, letter) = find_signed(app, &library, lang, &own.letter)?;
    let (own, corrected) = save(app, letter, lang, token, wish).await?;
    let opened = Opened { lang, token, own: &own };
    match corrected {
        Corrected::Saved => show(app, live_library, &opened, Shown::stored(&own, "own-saved")).await,
        Corrected::Waits => show(app, live_library, &opened, Shown::stored(&own, "own-saved-waits")).await,
        Corrected::Decided => again(app, live_library, &opened, typed, Returned::Decided).await,
        Corrected::Taken => {
            let errors = Errors::from([("legal_name".into(), "error-organization-taken")]);
            again(app, live_library, &opened, typed, Returned::Errors(errors)).await
        }
    }
}

/// Shows the page again: with what was typed or, if that can't be taken, with what is stored.
async fn again(
    app: &App,
    live_library: &LiveLibrary,
    opened: &Opened<'_>,
    typed: Typed,
    why: Returned,
) -> Result<Page, Failure> {
    let (status, stored) = (why.status(), Shown::stored(opened.own, ""));
    let opened = Opened {
        lang: why.lang(opened.lang),
        ..*opened
    };
    let shown = match why {
        Returned::Language(_) | Returned::NotNow(_) => Shown { typed, ..stored },
        Returned::Errors(errors) => Shown {
            typed,
            errors,
            ..stored
        },
        Returned::Preview(preview) => Shown {
            typed,
            preview,
            ..stored
        },
        Returned::Left => stored,
        Returned::Decided => Shown::stored(opened.own, "own-decided-already"),
    };
    Ok(show(app, live_library, &opened, shown).await?.with_status(status))
}

/// Saves a correction, and returns what is stored then.
async fn save(
    app: &App,
    letter: &Letter,
    lang: Lang,
    token: &str,
    wish: ParsedCorrection,
) -> Result<(StoredSignature, Corrected), Failure> {
    let comments_wait = letter.signing.as_ref().is_none_or(|signing| signing.comments_moderated);
    let offered = offered(letter);
    let locales = letter.words(&app.locales);
    let (wording, to_offices) = (
        locales.text(lang, "field-updates"),
        locales.text(lang, "field-to-offices"),
    );
    act(app, token, move |it| {
        let (tx, own, now) = (it.tx, &it.own, it.context.now);
        let corrected = match wish {
            ParsedCorrection::Person(mut wish) => {
                if !offered.comments {
                    wish.comment.clone_from(&own.comment);
                }
                wish.to_offices &= offered.full_names || own.to_offices.is_some();
                let wordings = Wordings {
                    updates: &wording,
                    to_offices: &to_offices,
                };
                amend::amend(tx, own, &wish, wordings, comments_wait, now)?;
                Corrected::Saved
            }
            ParsedCorrection::Organization(wish) => {
                let corrected = my_signature::store::correct::correct(tx, own, &wish, &wording, now)?;
                tell(tx, &it.context, own, &wish, corrected)?;
                corrected
            }
        };
        Ok(it.stored()?.map(|own| (own, corrected)))
    })
    .await
}

/// Notifies a new public address, as after confirming, and those who may represent the same organization.
fn tell(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    own: &StoredSignature,
    it: &Correction,
    corrected: Corrected,
) -> Result<(), StoreError> {
    let before = own.organization.as_ref().and_then(|it| it.public_email.as_deref());
    let after = it
        .organization
        .public_email
        .as_ref()
        .map(crate::email::EmailAddress::as_str);
    let counted = own.state.stands();
    if matches!(corrected, Corrected::Saved | Corrected::Waits) && counted && after.is_some() && after != before {
        context.notify(tx, own.id)?;
    }
    context.tell_rivals(tx, own.id)
}

pub(crate) fn routes() -> Vec<Route> {
    routes![correct]
}
