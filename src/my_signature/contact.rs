//! Naming another contact for an organization: a page of its own, so that its language can be changed with what was typed.

use rocket::http::{Header, Status};
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::email::EmailAddress;
use crate::letters::shelf::Shelf;
use crate::locale::Lang;
use crate::mail::Desk;
use crate::my_signature;
use crate::my_signature::find::Answer;
use crate::my_signature::open::{language, load};
use crate::my_signature::page::{Opened, Shown, show};
use crate::my_signature::store::stored::{self, Own};
use crate::organizations::form::board;
use crate::outbox::store::mail_quota;
use crate::signatures::link_token::Token;
use crate::signatures::organization::Contact;
use crate::site::letter_page::find;
use crate::site::letter_view::LetterView;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::{Failure, wait_in_words};
use crate::web::form::fields::Field;
use crate::web::form::{Errors, Typed, wanted_language};
use crate::web::gate::Gate;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    token: String,
    form_id: &'static str,
    /// Why it was not taken just now; empty: nothing.
    notice: String,
    wrong: usize,
    /// Who was named before and has not answered.
    named: String,
    fields: Vec<Field>,
}

/// What stands in the form, and what is said about it.
#[derive(Default)]
struct Filled {
    typed: Typed,
    errors: Errors,
    notice: String,
}

fn form_page(app: &App, shelf: &Shelf, opened: &Opened<'_>, filled: &Filled) -> Result<Page, Failure> {
    let Opened { lang, token, own } = *opened;
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, &own.letter)?;
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        token: token.to_owned(),
        form_id: "contact-form",
        notice: filled.notice.clone(),
        wrong: filled.errors.len(),
        named: own.named.clone().unwrap_or_default(),
        fields: my_signature::fields::contact(&app.locales, lang, &filled.typed, &filled.errors),
    };
    let heading = app.locales.text(lang, "own-contact");
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug));
    Ok(page::html(app, "own_contact", &frame, &view)?.secret())
}

/// A signature whose contact may name another one.
async fn load_contact(app: &App, lang: Lang, token: &str) -> Result<Own, Failure> {
    let own = load(app, lang, token).await?;
    own.may_name_contact().then_some(own).ok_or(Failure::NotFound)
}

#[get("/<lang>/my-signature/<token>/contact", rank = 2)]
async fn ask_for_contact(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let lang = language(app, lang)?;
    let own = load_contact(app, lang, token).await?;
    form_page(app, shelf, &Opened { lang, token, own: &own }, &Filled::default())
}

#[post("/<lang>/my-signature/<token>/contact", data = "<typed>")]
async fn name_contact(
    gate: Gate,
    app: &State<App>,
    shelf: &State<Shelf>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Answer, Failure> {
    let lang = language(app, lang)?;
    let own = load_contact(app, lang, token).await?;
    let mut filled = Filled {
        typed: typed.into_inner(),
        ..Filled::default()
    };
    let again = |lang: Lang, filled: &Filled, status: Status| {
        let page = form_page(app, shelf, &Opened { lang, token, own: &own }, filled)?;
        Ok::<_, Failure>(Box::new(page.with_status(status)))
    };
    if let Some(wanted) = wanted_language(app, &filled.typed) {
        return again(wanted, &filled, Status::Ok).map(Answer::Plain);
    }
    match gate {
        Gate::Open => {}
        Gate::TooOften(seconds) => {
            let wait = wait_in_words(app, lang, seconds);
            filled.notice = app.locales.format(lang, "status-429-kept", &[("wait", wait.into())]);
            let page = again(lang, &filled, Status::TooManyRequests)?;
            return Ok(Answer::Later(page, Header::new("Retry-After", seconds.to_string())));
        }
        Gate::Elsewhere => {
            filled.notice = app.locales.text(lang, "status-403-kept");
            return again(lang, &filled, Status::Forbidden).map(Answer::Plain);
        }
    }
    let parsed = board::contact(&filled.typed).and_then(|to| {
        let is_own = EmailAddress::parse(&own.email).is_ok_and(|it| it.canonical() == to.email.canonical());
        let to_self = || Errors::from([("next_email".into(), "own-contact-self")]);
        if is_own { Err(to_self()) } else { Ok(to) }
    });
    let to = match parsed {
        Ok(to) => to,
        Err(errors) => {
            filled.errors = errors;
            return again(lang, &filled, Status::UnprocessableEntity).map(Answer::Plain);
        }
    };
    let (own, asked) = ask(app, token, to).await?.ok_or(Failure::NotFound)?;
    let notice = if asked {
        "own-contact-asked"
    } else {
        "own-contact-enough"
    };
    let opened = Opened { lang, token, own: &own };
    let page = show(app, shelf, &opened, Shown::stored(&own, notice)).await?;
    Ok(Answer::Plain(Box::new(page)))
}

/// Owes the mail, unless the address was sent enough for a day; answers what is stored then.
async fn ask(app: &App, token: &str, to: Contact) -> Result<Option<(Own, bool)>, Failure> {
    let (config, mail_domain, now) = (app.config.clone(), app.mail_domain.clone(), app.clock.now());
    let parsed = Token::parse(token).ok_or(Failure::NotFound)?;
    let work = move |tx: &Tx<'_>| {
        let Some(own) = stored::own(tx, &config.secret, &parsed, now)?.filter(Own::may_name_contact) else {
            return Ok(None);
        };
        let desk = Desk {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        // How often contacts named this mailbox is told; what else it was sent is nobody's business.
        let address = config.secret.digest("address of a contact", to.email.base().as_bytes());
        if mail_quota::count_mail(tx, &address, config.quotas.mails_per_day_per_recipient, now)?.is_none() {
            return Ok(Some((own, false)));
        }
        let asked = desk.name_contact(tx, own.id, &to)?;
        let own = stored::own(tx, &config.secret, &parsed, now)?;
        Ok::<_, StoreError>(own.map(|own| (own, asked)))
    };
    Ok(app.store.write(work).await?)
}

pub(crate) fn routes() -> Vec<Route> {
    routes![ask_for_contact, name_contact]
}
