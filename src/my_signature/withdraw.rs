//! Withdrawing a signature, and deleting everything.

use rocket::http::Status;
use rocket::{Route, State, post, routes};
use serde::Serialize;

use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::my_signature::facts::delivered;
use crate::my_signature::notices::{UNSURE, UNSURE_TO_WITHDRAW};
use crate::my_signature::open::{act, open};
use crate::my_signature::page::{Opened, Shown, show};
use crate::signatures::store;
use crate::site::letter_page::find_signed;
use crate::site::letter_view::LetterView;
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct Gone {
    letter: LetterView,
    delivered: Vec<String>,
}

/// Returns the reader's language if the box beside the button is ticked, or else the page again with an error. Some mail scanners press
/// buttons, hence the box.
async fn ticked(
    app: &App,
    live_library: &LiveLibrary,
    (lang, token): (Lang, &str),
    typed: &Typed,
    unsure: &'static str,
) -> Result<Lang, Failure> {
    let (lang, own) = open(app, lang, token).await?;
    if typed.get("sure") == "yes" {
        return Ok(lang);
    }
    let opened = Opened { lang, token, own: &own };
    let page = show(app, live_library, &opened, Shown::stored(&own, unsure)).await?;
    Err(Failure::Told(Box::new(page.with_status(Status::UnprocessableEntity))))
}

/// Deletes a signature, which can't be undone.
#[post("/<lang>/my-signature/<token>/remove", data = "<typed>")]
async fn remove(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let lang = ticked(app, live_library, (lang, token), &typed, UNSURE).await?;
    let own = act(app, token, |it| {
        // The page names the bundles that are not stopped by this.
        store::outdate_bundles(it.tx, it.own.id, it.context.now)?;
        let own = it.stored()?;
        let heir = store::erase(it.tx, it.own.id, it.context.now)?;
        it.context.tell_heir_of_deleted(it.tx, heir)?;
        Ok(own)
    });
    let own = own.await?;
    let slug = &own.letter;
    let library = live_library.now();
    let (lang, letter) = find_signed(app, &library, lang, slug)?;
    let view = Gone {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        delivered: delivered(app, letter, lang, &own),
    };
    let frame = Frame::new(
        app,
        lang,
        &app.locales.text(lang, "own-gone"),
        &format!("/letters/{slug}"),
    )
    .about(letter.kind.as_str());
    page::html(app, "own_gone", &frame, &view)
}

/// Removes a signature from the public list and every later bundle; what is stored stays for its signer, who may sign again or delete it.
#[post("/<lang>/my-signature/<token>/withdraw", data = "<typed>")]
async fn withdraw(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let lang = ticked(app, live_library, (lang, token), &typed, UNSURE_TO_WITHDRAW).await?;
    let own = act(app, token, |it| {
        if it.own.may_withdraw() {
            store::withdraw(it.tx, it.own.id, it.context.now)?;
            it.context.tell_heir(it.tx, it.own.id)?;
        }
        it.stored()
    });
    let own = own.await?;
    let notice = if own.bundles.is_empty() {
        "own-withdrawn"
    } else {
        "own-withdrawn-delivered"
    };
    let opened = Opened { lang, token, own: &own };
    show(app, live_library, &opened, Shown::stored(&own, notice)).await
}

pub(crate) fn routes() -> Vec<Route> {
    routes![withdraw, remove]
}
