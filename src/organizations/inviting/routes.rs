//! What an invited organization can answer by the link in its email: that it won't sign this letter, or that it wants no more invitations.
//! Opening the link changes nothing.

use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Party, Phase};
use crate::locale::Lang;
use crate::organizations::invitations::Invitations;
use crate::organizations::store::inviting::{self, Answer, Invite};
use crate::site::letter_page::find;
use crate::store::StoreError;
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    title: String,
    title_lang: Lang,
    organization: String,
    code: String,
    slug: String,
    /// The form to sign; empty if organizations can't sign now.
    sign: String,
    declined: bool,
    no_more: bool,
}

/// Shows the page. The code must not appear in links to the other language.
fn show(app: &App, live_library: &LiveLibrary, lang: Lang, it: &Invite) -> Result<Page, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, &it.letter)?;
    let heading = letter.words(&app.locales).text(lang, "invitation-page");
    let is_open = letter.phase(Party::Organization, app.clock.now()) == Phase::Open;
    let link = Invitations::to(letter).ok().filter(|_| is_open);
    let edition = letter.edition(lang);
    let view = View {
        title: edition.front.title.clone(),
        title_lang: edition.lang,
        organization: it.name.clone(),
        code: it.code.clone(),
        slug: letter.slug.to_string(),
        sign: link.map_or_else(String::new, |link| link.link("", lang, &it.code)),
        declined: it.answer == Some(Answer::Declined),
        no_more: it.answer == Some(Answer::NoMore),
    };
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    page::html(app, "invitation", &frame, &view)
}

async fn invite(app: &App, slug: &str, code: &str) -> Result<Invite, Failure> {
    let (slug, code) = (slug.to_owned(), code.to_owned());
    let found = app.store.read(move |db| inviting::with_code(db, &slug, &code));
    let found: Result<_, StoreError> = found.await;
    found?.ok_or(Failure::NotFound)
}

#[get("/<lang>/letters/<slug>/invitation/<code>", rank = 2)]
async fn ask(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    slug: &str,
    code: &str,
) -> Result<Page, Failure> {
    let it = invite(app, slug, code).await?;
    show(app, live_library, lang, &it)
}

/// Stores the answer. Without one, an email program unsubscribes (RFC 8058): no more invitations.
#[post("/<lang>/letters/<slug>/invitation/<code>", data = "<typed>")]
async fn store(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    slug: &str,
    code: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let it = invite(app, slug, code).await?;
    let answer = typed.get("answer").parse().unwrap_or(Answer::NoMore);
    let (secret, now) = (app.config.secret.clone(), app.clock.now());
    let stored: Result<(), StoreError> = app
        .store
        .write(move |tx| inviting::answer(tx, &secret, &it, answer, now))
        .await;
    stored?;
    tracing::info!(event = "invitations.answered", %answer);
    let it = invite(app, slug, code).await?;
    show(app, live_library, lang, &it)
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![ask, store]
}
