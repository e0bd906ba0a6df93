//! What a link to a preview opens: a letter that waits for its day of publication, as it will look. Nobody can sign it there.
//!
//! It is outside of the staff area, since those whom editors ask to read a draft have no account. That it was opened is stored nowhere.

use rocket::response::Redirect;
use rocket::{Responder, Route, State, get, routes};

use super::partner::Hidden;
use super::shared_links::last_day;
use crate::letters::Slug;
use crate::letters::live_library::LiveLibrary;
use crate::locale::{Lang, Weekday};
use crate::signatories::letter::preview;
use crate::staff::shared_links::Opens;
use crate::staff::store::shared_links::{Opened, opened};
use crate::staff::token::Token;
use crate::store::Read;
use crate::web::App;
use crate::web::error::Failure;

/// The draft, or the letter's page once it is published.
#[derive(Responder)]
enum Shown {
    Draft(Box<Hidden>),
    Published(Box<Redirect>),
}

#[get("/<lang>/previews/<link>")]
async fn show(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, link: &str) -> Result<Shown, Failure> {
    let digest = Token::parse(link).ok_or(Failure::NotFound)?.digest();
    let now = app.clock.now();
    let read = move |db: &Read<'_>| opened(db, (digest, Opens::Preview), now);
    let link_to: Option<Opened> = app.store.read(read).await?;
    let Opened { letter, ends_at } = link_to.ok_or(Failure::NotFound)?;
    let (library, slug) = (live_library.now(), Slug::parse(&letter).map_err(|_| Failure::NotFound)?);
    if library.letter(&slug).is_some() {
        return Ok(Shown::Published(Box::new(Redirect::to(format!(
            "/{lang}/letters/{slug}"
        )))));
    }
    let letter = library.draft(&slug).ok_or(Failure::NotFound)?;
    let is_spoken = app.locales.find(lang.as_str()).is_some() || letter.editions.contains_key(&lang);
    if !is_spoken {
        return Err(Failure::NotFound);
    }
    let day = |day| app.locales.date(lang, day, Weekday::Omit);
    let words = [
        ("published", day(letter.published).into()),
        ("ends", day(last_day(letter, ends_at)).into()),
    ];
    let banner = letter.words(&app.locales).format(lang, "preview-banner", &words);
    // The links to other languages of the page carry the link.
    let page = preview(app, &library, letter, (lang, &format!("/previews/{link}")), banner).await?;
    Ok(Shown::Draft(Box::new(Hidden(page.secret()))))
}

pub(super) fn routes() -> Vec<Route> {
    let mut routes = routes![show];
    for route in &mut routes {
        // After files and frames, whose addresses begin with other words than languages.
        route.rank += 1;
    }
    routes
}
