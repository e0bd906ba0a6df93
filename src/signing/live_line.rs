//! The line under the letter while its form is being filled in, for a script on the page: exactly what the preview would say, as soon as
//! everything in the line is certain. Nothing is stored or counted, and the script sends nothing but what the line shows.

use rocket::http::{ContentType, Status};
use rocket::{Route, State, post, routes};
use serde::Serialize;

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Digest, Party};
use crate::locale::Lang;
use crate::offices::zips::Zips;
use crate::organizations::form::organization;
use crate::signatures::Listing;
use crate::signing::form;
use crate::signing::form_page::line;
use crate::signing::submission::place;
use crate::site::letter_page::find;
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

/// Valid answers to everything else that a form asks.
const ELSE: &[(&str, &str)] = &[
    ("email", "nobody@example.org"),
    ("district", "unknown"),
    ("org_kind", "other"),
    ("scope", "local"),
    ("contact_name", "Nobody"),
    ("contact_title", "None"),
    ("authorized", "yes"),
];

/// A line, with the words before it.
#[derive(Serialize)]
struct Appears {
    before: String,
    line: String,
}

/// Returns the line as JSON, or 204 if it is not certain yet.
#[post("/<lang>/letters/<slug>/signatures/<party>/line", data = "<typed>")]
async fn appears(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    zips: &State<Zips>,
    lang: Lang,
    slug: &str,
    party: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let party = Party::in_address(party).ok_or(Failure::NotFound)?;
    let library = live_library.now();
    let (lang, _) = find(app, &library, lang, slug)?;
    let shown = form::line::fields(party).iter().map(|name| (*name, typed.get(name)));
    let typed = Typed::of(shown.chain(ELSE.iter().copied()));
    let languages = (lang, app.locales.nearest(lang));
    let text = Digest([0; 32]);
    let request = match party {
        Party::Person => {
            let place = place(app, zips, party, &typed, app.clock.now()).await?;
            form::person(&typed, &place, text, languages)
        }
        Party::Organization => organization::organization(&typed, text, languages),
    };
    let found = request.ok().map(|request| Appears {
        before: if request.listing() == Listing::Unlisted {
            String::new()
        } else {
            app.locales.text(lang, "appears-as")
        },
        line: line(app, lang, &request),
    });
    Ok(match found {
        Some(found) => Page::new(ContentType::JSON, serde_json::to_vec(&found).expect("plain data")),
        None => Page::new(ContentType::JSON, "").with_status(Status::NoContent),
    })
}

pub(crate) fn routes() -> Vec<Route> {
    routes![appears]
}
