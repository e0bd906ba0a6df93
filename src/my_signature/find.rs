//! "Send me links to what I signed". The answer is the same whether or not an address has signed anything.

use jiff::SignedDuration;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::email::EmailAddress;
use crate::locale::Lang;
use crate::my_signature::returned::Returned;
use crate::outbox::store::mail_quota;
use crate::outbox::{self, NewMail, Repeat, message_id};
use crate::signatures::own_links_mail::{self, LinksReason};
use crate::signatures::store::Mailbox;
use crate::store::StoreError;
use crate::web::App;
use crate::web::answer::Answer;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::fields::Wrong;
use crate::web::form::{Reading, Typed, wanted_language};
use crate::web::gate::Gate;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    typed: String,
    error: String,
    /// Why the form was not taken, and how to go on; what was typed is kept.
    refused: String,
    why: String,
    sent: bool,
    /// Whether the relay is down.
    slow: bool,
    /// The id of the form, for the buttons that switch the language; empty if there is no form.
    form_id: &'static str,
}

impl View {
    fn new(app: &App, typed: &str) -> Self {
        Self {
            typed: typed.to_owned(),
            error: String::new(),
            refused: String::new(),
            why: String::new(),
            sent: false,
            slow: app.health.waiting_since().is_some(),
            form_id: "find-form",
        }
    }
}

fn show(app: &App, lang: Lang, view: &View) -> Result<Page, Failure> {
    let frame = Frame::new(app, lang, &app.locales.text(lang, "find-heading"), "/my-signatures");
    page::html(app, "find_mine", &frame, view)
}

#[get("/<lang>/my-signatures", rank = 2)]
fn ask(app: &State<App>, lang: Lang) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    show(app, lang, &View::new(app, ""))
}

#[post("/<lang>/my-signatures", data = "<typed>")]
async fn send(gate: Gate, app: &State<App>, lang: Lang, typed: Form<Typed>) -> Result<Answer, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let mut view = View::new(app, typed.get("email"));
    let email = match read(gate, app, &typed) {
        Ok(email) => email,
        Err(why) => return again(app, lang, view, &why),
    };
    owe(app, email, lang).await?;
    view.sent = true;
    view.form_id = "";
    Ok(show(app, lang, &view)?.into())
}

/// Reads the address, or returns why the form comes back.
fn read(gate: Gate, app: &App, typed: &Typed) -> Result<EmailAddress, Returned> {
    if let Some(wanted) = wanted_language(app, typed) {
        return Err(Returned::Language(wanted));
    }
    gate.passed().map_err(Returned::NotNow)?;
    let mut form = Reading::of(typed);
    form.email("email").ok_or(Returned::Errors(form.errors))
}

/// Shows the form as it was typed.
fn again(app: &App, lang: Lang, mut view: View, why: &Returned) -> Result<Answer, Failure> {
    let lang = why.lang(lang);
    match why {
        Returned::NotNow(why) => {
            let words = why.words(app, lang);
            (view.refused, view.why) = (words.heading, words.explanation);
        }
        Returned::Errors(errors) => {
            for (name, message) in errors {
                view.error = Wrong::new(&app.locales, lang, (name, ""), message).error;
            }
        }
        _ => {}
    }
    let page = show(app, lang, &view)?;
    Ok(Answer::new(page.with_status(why.status()), why.retry_after()))
}

/// Enqueues one mail, unless the address has reached its daily quota. Whether the address has signed anything is looked up only when the
/// mail is composed: here every address takes the same path, in the same time.
async fn owe(app: &App, email: EmailAddress, lang: Lang) -> Result<(), Failure> {
    let (config, now) = (app.config.clone(), app.clock.now());
    let message_id = message_id(&app.mail_domain, now);
    let due = now + SignedDuration::from_secs(by_chance(config.signing.links_wait_seconds));
    let work = move |tx: &crate::store::Tx<'_>| {
        // The count is shared with signing: to the owner of a mailbox, all mail that others cause is alike.
        let mailbox = Mailbox::new(&config.secret, "", &email);
        let most = config.quotas.mails_per_day_per_recipient;
        if mailbox.is_closed(tx)? {
            return Ok(());
        }
        // It is counted in any case, so that later requests do not reveal whether there was anything to send.
        if mail_quota::count_mail(tx, &mailbox.address, most, now)?.is_none() {
            return Ok(());
        }
        let payload = own_links_mail::Payload {
            links: Vec::new(),
            lang: lang.to_string(),
            because: LinksReason::Asked,
        };
        let owed = NewMail {
            kind: own_links_mail::FIND,
            about: 0,
            payload: &serde_json::to_string(&payload).expect("plain data"),
            recipient: email.as_str(),
            message_id: &message_id,
            repeat: Repeat::Allowed,
        };
        // The random delay keeps later response times from revealing whether the address has signed.
        outbox::store::enqueue_for(tx, &owed, due, now).map(drop)
    };
    app.store
        .write(work)
        .await
        .map_err(|error: StoreError| Failure::from(error))?;
    Ok(())
}

/// Returns a random number of seconds up to `most`, uniformly distributed.
fn by_chance(most: u32) -> i64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    let drawn = u64::from_le_bytes(bytes) % (u64::from(most) + 1);
    i64::try_from(drawn).unwrap_or(0)
}

pub(crate) fn routes() -> Vec<Route> {
    routes![ask, send]
}
