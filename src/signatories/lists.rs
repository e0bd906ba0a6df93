//! The public lists of signers, a page at a time: newest first, with keyset pagination.

use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::Party;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::signatures::store::{self, Cursor};
use crate::signatures::{ListedLine, ShownTally};
use crate::site::letter_page::{find_or_near, frame};
use crate::site::letter_view::LetterView;
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Page};

const A_PAGE: usize = 200;

/// The purpose that a cursor in a URL is sealed for.
const PLACE: &str = "place in a list of signers";

#[derive(Serialize)]
struct View {
    letter: LetterView,
    organizations: bool,
    signers: Vec<ListedLine>,
    next: String,
    tally: ShownTally,
    /// Whether some of the names are a demonstration's.
    invented: bool,
}

#[get("/<lang>/letters/<slug>/signers/<party>?<after>", rank = 2)]
async fn list(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    slug: &str,
    party: &str,
    after: Option<&str>,
) -> Result<Page, Failure> {
    let kind = match party {
        "people" => Party::Person,
        "organizations" => Party::Organization,
        _ => return Err(Failure::NotFound),
    };
    let library = live_library.now();
    let (lang, letter) = find_or_near(app, &library, lang, slug, &format!("/signers/{party}"))?;
    // A cursor contains a signature's time and row, which are no reader's business.
    let secret = &app.config.secret;
    let opened = |sealed: &str| Cursor::parse(&secret.open(PLACE, sealed)?);
    let after = after.map_or(Some(Cursor::START), opened).ok_or(Failure::NotFound)?;
    let name = letter.slug.to_string();
    let read = app.store.read(move |db| {
        Ok::<_, StoreError>((
            store::page(db, &name, kind, lang, after, A_PAGE)?,
            store::tally(db, &name)?,
            store::has_invented(db, &name)?,
        ))
    });
    let ((signers, next), tally, invented) = read.await?;
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        organizations: kind == Party::Organization,
        signers: signers
            .into_iter()
            .map(|signer| signer.line(&app.locales, lang))
            .collect(),
        next: next
            .map(|cursor| secret.seal(PLACE, &cursor.to_string()))
            .map(|after| format!("/{lang}/letters/{slug}/signers/{party}?after={after}"))
            .unwrap_or_default(),
        tally: tally.into(),
        invented,
    };
    let frame = frame(app, letter, lang, &view.letter.heading, &format!("/signers/{party}"));
    page::html(app, "signers", &frame, &view)
}

pub(crate) fn routes() -> Vec<Route> {
    routes![list]
}
