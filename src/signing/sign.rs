//! The routes of the two forms: showing them and sending them.

use rocket::response::Redirect;
use rocket::{Route, State, get, post, routes};

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Party, Phase};
use crate::locale::Lang;
use crate::offices::zips::Place;
use crate::organizations::store::invitations;
use crate::signing::admission::price_now;
use crate::signing::form::{self, short};
use crate::signing::form_page::{Above, Shown, form_page, opened};
use crate::signing::form_switch::FormSwitch;
use crate::signing::not_open;
use crate::signing::parts::SigningParts;
use crate::signing::returned::Returned;
use crate::signing::submission::place;
use crate::signing::take::take;
use crate::site::letter_page::{find, find_or_near};
use crate::site::letter_view::paths;
use crate::web::App;
use crate::web::answer::Answer;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::{Errors, Typed};
use crate::web::gate::Gate;
use crate::web::page::Page;
use crate::web::quotas::Limits;

/// The query parameters that prefill the form.
#[derive(rocket::FromForm)]
struct Prefill<'r> {
    via: Option<&'r str>,
    invite: Option<&'r str>,
}

async fn empty_form(
    app: &App,
    live_library: &LiveLibrary,
    limits: &Limits,
    to: (Lang, &str, Party),
    asked: Prefill<'_>,
) -> Result<Page, Failure> {
    let (lang, slug, party) = to;
    let library = live_library.now();
    let below = format!("/{}", paths(party).0);
    let (lang, letter) = find_or_near(app, &library, lang, slug, &below)?;
    let shown = Shown {
        letter,
        lang,
        party,
        place: Place::default(),
        price: price_now(app, limits, letter),
    };
    if let Some(instead) = not_open::page(app, &shown).await? {
        return Ok(instead);
    }
    let (via, invite) = (
        asked.via.unwrap_or_default(),
        asked.invite.unwrap_or_default().to_owned(),
    );
    let (name, code, of) = (letter.slug.to_string(), invite.clone(), party);
    let invited = if invite.is_empty() || of == Party::Person {
        None
    } else {
        app.store.read(move |db| invitations::invited(db, &name, &code)).await?
    };
    let typed = match &invited {
        Some(guest) => Typed::of([
            ("via", "invitation"),
            ("invite", invite.as_str()),
            ("legal_name", guest.name.as_str()),
            ("listed_name", guest.name.as_str()),
            ("website", guest.website.as_deref().unwrap_or_default()),
            ("city", guest.city.as_deref().unwrap_or_default()),
            ("state", guest.state.as_deref().unwrap_or_default()),
            ("country", guest.country.as_deref().unwrap_or_default()),
        ]),
        None => Typed::of([("via", via)]),
    };
    let typed = opened(letter, party, typed);
    form_page(app, &shown, &typed, &Errors::new(), Above::default())
}

#[get("/<lang>/letters/<slug>/sign?<asked..>", rank = 2)]
async fn person_form(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    limits: &State<Limits>,
    lang: Lang,
    slug: &str,
    asked: Prefill<'_>,
) -> Result<Page, Failure> {
    empty_form(app, live_library, limits, (lang, slug, Party::Person), asked).await
}

#[get("/<lang>/letters/<slug>/sign/organization?<asked..>", rank = 2)]
async fn organization_form(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    limits: &State<Limits>,
    lang: Lang,
    slug: &str,
    asked: Prefill<'_>,
) -> Result<Page, Failure> {
    empty_form(app, live_library, limits, (lang, slug, Party::Organization), asked).await
}

/// Leads to the form: a browser asks for the target of the form if its address is opened again.
#[get("/<lang>/letters/<slug>/signatures/<party>", rank = 2)]
fn back_to_form(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    slug: &str,
    party: &str,
) -> Result<Redirect, Failure> {
    let party = Party::in_address(party).ok_or(Failure::NotFound)?;
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let form = paths(party).0;
    Ok(Redirect::to(format!("/{lang}/letters/{}/{form}", letter.slug)))
}

#[post("/<lang>/letters/<slug>/signatures/people", data = "<typed>")]
async fn sign_person(
    gate: Gate,
    parts: SigningParts<'_>,
    lang: Lang,
    slug: &str,
    typed: Form<Typed>,
) -> Result<Answer, Failure> {
    sign(gate, &parts, (lang, slug, Party::Person), typed.into_inner()).await
}

#[post("/<lang>/letters/<slug>/signatures/organizations", data = "<typed>")]
async fn sign_organization(
    gate: Gate,
    parts: SigningParts<'_>,
    lang: Lang,
    slug: &str,
    typed: Form<Typed>,
) -> Result<Answer, Failure> {
    sign(gate, &parts, (lang, slug, Party::Organization), typed.into_inner()).await
}

async fn sign(
    gate: Gate,
    parts: &SigningParts<'_>,
    (lang, slug, who): (Lang, &str, Party),
    typed: Typed,
) -> Result<Answer, Failure> {
    let SigningParts {
        app,
        live_library,
        limits,
        ..
    } = *parts;
    let typed = short::with_defaults(typed);
    let (library, now) = (live_library.now(), app.clock.now());
    let (lang, letter) = find(app, &library, lang, slug)?;
    if letter.phase(who, now) == Phase::NotAsked {
        return Err(Failure::NotFound);
    }
    if let Some(turn) = FormSwitch::of(app, &library, (lang, letter, who), &typed) {
        return turn.answer(parts, &library, letter, typed).await;
    }
    let typed = form::take_suggestion(typed);
    let (place, not_looked_up) = match place(app, parts.zips, who, &typed, now).await {
        Ok(place) => (place, None),
        Err(error) => (Place::default(), Some(error)),
    };
    let shown = Shown {
        letter,
        lang,
        party: who,
        place,
        price: price_now(app, limits, letter),
    };
    let taken = match not_looked_up {
        None => take(gate, parts, &library, &shown, &typed).await,
        // The form comes back, so that what was typed is not lost.
        Some(error) => Err(error.into()),
    };
    match taken {
        Ok(page) => Ok(page.into()),
        Err(stop) => Returned::answer(stop, (app, live_library), &shown, &typed).await,
    }
}

pub(crate) fn routes() -> Vec<Route> {
    routes![
        person_form,
        organization_form,
        back_to_form,
        sign_person,
        sign_organization
    ]
}
