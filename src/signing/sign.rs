//! The two forms, and what happens when one is sent.

use rocket::{Route, State, get, post, routes};

use crate::letters::shelf::Shelf;
use crate::letters::{Party, Phase};
use crate::locale::Lang;
use crate::offices::zips::{Place, Zips};
use crate::organizations::store::invitations;
use crate::signing::admission::price_now;
use crate::signing::answer::Answer;
use crate::signing::check_mail::CheckMailPages;
use crate::signing::drafts::save::save;
use crate::signing::form_page::{Above, Shown, form_page};
use crate::signing::submission::{in_time, place, read};
use crate::signing::submit::settle;
use crate::signing::try_later::{self, NotNow};
use crate::signing::{form, not_open, turning};
use crate::site::letter_page::{find, find_or_near};
use crate::site::letter_view::paths;
use crate::web::App;
use crate::web::body::Form;
use crate::web::client::Prefix;
use crate::web::error::Failure;
use crate::web::form::{Errors, Typed};
use crate::web::gate::Gate;
use crate::web::page::Page;
use crate::web::quotas::Limits;

/// What a link to the form may fill in.
#[derive(rocket::FromForm)]
struct Asked<'r> {
    via: Option<&'r str>,
    invite: Option<&'r str>,
}

async fn empty_form(
    app: &App,
    shelf: &Shelf,
    limits: &Limits,
    to: (Lang, &str, Party),
    asked: Asked<'_>,
) -> Result<Page, Failure> {
    let (lang, slug, party) = to;
    let library = shelf.now();
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
    form_page(app, &shown, &typed, &Errors::new(), Above::default())
}

#[get("/<lang>/letters/<slug>/sign?<asked..>", rank = 2)]
async fn person_form(
    app: &State<App>,
    shelf: &State<Shelf>,
    limits: &State<Limits>,
    lang: Lang,
    slug: &str,
    asked: Asked<'_>,
) -> Result<Page, Failure> {
    empty_form(app, shelf, limits, (lang, slug, Party::Person), asked).await
}

#[get("/<lang>/letters/<slug>/sign/organization?<asked..>", rank = 2)]
async fn organization_form(
    app: &State<App>,
    shelf: &State<Shelf>,
    limits: &State<Limits>,
    lang: Lang,
    slug: &str,
    asked: Asked<'_>,
) -> Result<Page, Failure> {
    empty_form(app, shelf, limits, (lang, slug, Party::Organization), asked).await
}

/// The parts that signing works with.
type Parts<'r> = (
    &'r State<App>,
    &'r State<Shelf>,
    &'r State<Zips>,
    &'r State<Limits>,
    &'r State<CheckMailPages>,
);

#[post("/<lang>/letters/<slug>/signatures/people", data = "<typed>")]
#[expect(clippy::too_many_arguments, reason = "Rocket hands over each guard by itself")]
async fn sign_person(
    gate: Gate,
    app: &State<App>,
    shelf: &State<Shelf>,
    zips: &State<Zips>,
    limits: &State<Limits>,
    pages: &State<CheckMailPages>,
    client: Prefix,
    lang: Lang,
    slug: &str,
    typed: Form<Typed>,
) -> Result<Answer, Failure> {
    sign(
        (app, shelf, zips, limits, pages),
        client,
        (lang, slug, Party::Person),
        typed.into_inner(),
        NotNow::at(gate),
    )
    .await
}

#[post("/<lang>/letters/<slug>/signatures/organizations", data = "<typed>")]
#[expect(clippy::too_many_arguments, reason = "Rocket hands over each guard by itself")]
async fn sign_organization(
    gate: Gate,
    app: &State<App>,
    shelf: &State<Shelf>,
    zips: &State<Zips>,
    limits: &State<Limits>,
    pages: &State<CheckMailPages>,
    client: Prefix,
    lang: Lang,
    slug: &str,
    typed: Form<Typed>,
) -> Result<Answer, Failure> {
    sign(
        (app, shelf, zips, limits, pages),
        client,
        (lang, slug, Party::Organization),
        typed.into_inner(),
        NotNow::at(gate),
    )
    .await
}

async fn sign(
    parts: Parts<'_>,
    client: Prefix,
    to: (Lang, &str, Party),
    mut typed: Typed,
    refused: Option<NotNow>,
) -> Result<Answer, Failure> {
    let (app, shelf, zips, limits, pages) = parts;
    let (library, now) = (shelf.now(), app.clock.now());
    let (lang, letter) = find(app, &library, to.0, to.1)?;
    if letter.phase(to.2, now) == Phase::NotAsked {
        return Err(Failure::NotFound);
    }
    let turn = turning::Turn::of(app, &library, (lang, letter, to.2), &typed);
    if let Some(turn) = turn {
        let page = turn.page((app, zips, limits), (pages, &library), letter, typed).await?;
        return Ok(Answer::Again(Box::new(page)));
    }
    typed = form::take_suggestion(typed);
    let place = place(app, zips, to.2, &typed, now).await?;
    let shown = Shown {
        letter,
        lang,
        party: to.2,
        place,
        price: price_now(app, limits, letter),
    };
    if let Some(why) = refused {
        return match in_time(app, &shown) {
            Ok(()) => try_later::page(app, &shown, &typed, why),
            Err(back) => back.page(app, &shown, &typed).await,
        };
    }
    let answer = if shown.party == Party::Organization && !typed.get("save").is_empty() {
        save(app, limits, client, &shown, &typed).await
    } else {
        match read(app, &shown, &typed) {
            Ok(asked) => settle((app, shelf, &library, limits, pages), client, &shown, &typed, asked).await,
            Err(back) => back.page(app, &shown, &typed).await,
        }
    };
    match answer {
        Err(Failure::Store(error)) => match error.trouble() {
            Some(trouble) => {
                tracing::error!(event = "request.not_stored", %error);
                try_later::page(app, &shown, &typed, NotNow::Trouble(trouble))
            }
            None => Err(Failure::Store(error)),
        },
        answer => answer,
    }
}

pub(crate) fn routes() -> Vec<Route> {
    routes![person_form, organization_form, sign_person, sign_organization]
}
