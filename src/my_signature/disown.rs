//! "This was not us" and "this wasn't me": a link in every mail that asks for a signature or tells of one. One button removes the name; the
//! rule is in [`disown`].

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::letters::Party;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::mail::MailContext;
use crate::my_signature::store::disown::{self, Consequence, DisownedSignature};
use crate::organizations::approval::signed_anew;
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state;
use crate::signatures::store::MailRefusal;
use crate::site::letter_page::find_signed;
use crate::site::letter_view::LetterView;
use crate::store::StoreError;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::{self, Frame, Page};
use crate::web::{App, dead_link};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    token: String,
    heading: String,
    explanation: String,
    name: String,
    ask: bool,
    sure: String,
    unsure: bool,
}

/// The stages of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The button has not been pressed.
    Asks,
    /// The box beside the button was not ticked.
    Unsure,
    /// The name has just been removed, held or noted.
    Done(Consequence),
}

/// Returns the message family of the page.
fn key(it: &DisownedSignature, stage: Stage) -> &'static str {
    match (stage, it.kind) {
        (Stage::Done(Consequence::Held), _) => "not-us-held",
        (Stage::Done(Consequence::Noted), _) => "not-us-noted",
        (Stage::Done(Consequence::Unchanged), _) => "not-us-unchanged",
        (Stage::Done(Consequence::Removed), _) => "not-us-done",
        _ if it.state == state::State::Disowned => "not-us-done",
        (_, Party::Person) => "not-us-person",
        (_, Party::Organization) => "not-us-organization",
    }
}

fn show(
    app: &App,
    live_library: &LiveLibrary,
    (lang, token): (Lang, &str),
    it: &DisownedSignature,
    moment: Stage,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let (lang, letter) = find_signed(app, &library, lang, &it.letter)?;
    let key = key(it, moment);
    let ask = matches!(key, "not-us-person" | "not-us-organization");
    let locales = letter.words(&app.locales);
    let heading = locales.text(lang, key);
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        token: token.to_owned(),
        heading,
        explanation: locales.format(
            lang,
            &format!("{key}-explained"),
            &[("contact", app.config.site.contact_email.as_str().into())],
        ),
        name: it.listed_name.clone(),
        ask,
        sure: if ask {
            app.locales.text(lang, &format!("{key}-sure"))
        } else {
            String::new()
        },
        unsure: moment == Stage::Unsure,
    };
    Ok(page::html(app, "not_us", &frame, &view)?.secret())
}

/// Returns the signature that a link disowns.
async fn claimed(app: &App, lang: Lang, token: Token) -> Result<DisownedSignature, Failure> {
    let (secret, asked) = (app.config.secret.clone(), token.clone());
    let found = app.store.read(move |db| disown::claimed(db, &secret, &asked)).await?;
    match found {
        Some(found) => Ok(found),
        None => Err(signed_anew::of_another(app, lang, token, Purpose::NotUs).await),
    }
}

#[get("/<lang>/not-us/<token>", rank = 2)]
async fn ask(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let found = claimed(app, lang, parsed).await?;
    show(app, live_library, (lang, token), &found, Stage::Asks)
}

/// Removes the name. The box must be ticked as well, since some mail scanners press buttons.
#[post("/<lang>/not-us/<token>", data = "<typed>")]
async fn take_off(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    if typed.get("sure") != "yes" {
        let found = claimed(app, lang, parsed).await?;
        let page = show(app, live_library, (lang, token), &found, Stage::Unsure)?;
        return Ok(page.with_status(Status::UnprocessableEntity));
    }
    let (config, mail_domain, now) = (app.config.clone(), app.mail_domain.clone(), app.clock.now());
    let closing = if typed.get("everything").is_empty() {
        MailRefusal::Letter
    } else {
        MailRefusal::Everything
    };
    let token_of_link = parsed.clone();
    let work = move |tx: &crate::store::Tx<'_>| {
        let done = disown::disown(tx, &config.secret, &token_of_link, closing, now)?;
        if let Some((it, consequence)) = done
            .as_ref()
            .filter(|(it, _)| it.kind == Party::Organization && it.state != state::State::Disowned)
        {
            let context = MailContext {
                config: &config,
                mail_domain: &mail_domain,
                now,
            };
            context.tell_heir(tx, it.signature)?;
            // Nobody but the contact has heard of a signature that was not confirmed.
            if it.state != state::State::Pending && *consequence != Consequence::Unchanged {
                context.tell_of_objection(tx, it.signature, it.link)?;
            }
            context.tell_staff(tx, it.signature, it.link)?;
        }
        Ok::<_, StoreError>(done)
    };
    let Some((it, consequence)) = app.store.write(work).await? else {
        return Err(signed_anew::of_another(app, lang, parsed, Purpose::NotUs).await);
    };
    tracing::info!(
        event = "signature.disowned",
        kind = it.kind.as_str(),
        letter = it.letter
    );
    show(app, live_library, (lang, token), &it, Stage::Done(consequence))
}

pub(crate) fn routes() -> Vec<Route> {
    routes![ask, take_off]
}
