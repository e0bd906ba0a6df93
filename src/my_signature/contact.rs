//! Naming another contact for an organization, on a page of its own, so that its language can be switched without losing what was typed.

use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::email::EmailAddress;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::my_signature;
use crate::my_signature::open::{act, open};
use crate::my_signature::page::{Opened, Shown, show};
use crate::my_signature::returned::Returned;
use crate::my_signature::store::stored::StoredSignature;
use crate::organizations::form::board;
use crate::outbox::store::mail_quota;
use crate::signatures::organization::Contact;
use crate::site::letter_page::find_signed;
use crate::site::letter_view::LetterView;
use crate::web::App;
use crate::web::answer::Answer;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::fields::Field;
use crate::web::form::{Errors, Typed, wanted_language};
use crate::web::gate::Gate;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    token: String,
    form_id: &'static str,
    /// Why the form was not taken; empty if there is no notice.
    notice: String,
    wrong: usize,
    /// The person who was named before and has not answered.
    named: String,
    fields: Vec<Field>,
}

/// What the form contains, and the messages about it.
#[derive(Default)]
struct ContactForm {
    typed: Typed,
    errors: Errors,
    notice: String,
}

fn form_page(
    app: &App,
    live_library: &LiveLibrary,
    opened: &Opened<'_>,
    filled: &ContactForm,
) -> Result<Page, Failure> {
    let Opened { lang, token, own } = *opened;
    let library = live_library.now();
    let (lang, letter) = find_signed(app, &library, lang, &own.letter)?;
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        token: token.to_owned(),
        form_id: "contact-form",
        notice: filled.notice.clone(),
        wrong: filled.errors.len(),
        named: own.named.clone().unwrap_or_default(),
        fields: my_signature::fields::contact(&letter.words(&app.locales), lang, &filled.typed, &filled.errors),
    };
    let heading = app.locales.text(lang, "own-contact");
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    Ok(page::html(app, "own_contact", &frame, &view)?.secret())
}

/// Loads a signature whose contact may name another one.
async fn load_contact(app: &App, lang: Lang, token: &str) -> Result<(Lang, StoredSignature), Failure> {
    let (lang, own) = open(app, lang, token).await?;
    if own.may_name_contact() {
        Ok((lang, own))
    } else {
        Err(Failure::NotFound)
    }
}

#[get("/<lang>/my-signature/<token>/contact", rank = 2)]
async fn ask_for_contact(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
) -> Result<Page, Failure> {
    let (lang, own) = load_contact(app, lang, token).await?;
    form_page(
        app,
        live_library,
        &Opened { lang, token, own: &own },
        &ContactForm::default(),
    )
}

#[post("/<lang>/my-signature/<token>/contact", data = "<typed>")]
async fn name_contact(
    gate: Gate,
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Answer, Failure> {
    let (lang, own) = load_contact(app, lang, token).await?;
    let typed = typed.into_inner();
    let to = match read(gate, app, &own, &typed) {
        Ok(to) => to,
        Err(why) => return again(app, live_library, &Opened { lang, token, own: &own }, typed, why),
    };
    let (own, asked) = ask(app, token, to).await?;
    let notice = if asked {
        "own-contact-asked"
    } else {
        "own-contact-enough"
    };
    let opened = Opened { lang, token, own: &own };
    let page = show(app, live_library, &opened, Shown::stored(&own, notice)).await?;
    Ok(page.into())
}

/// Reads who is named, or returns why the form comes back.
fn read(gate: Gate, app: &App, own: &StoredSignature, typed: &Typed) -> Result<Contact, Returned> {
    if let Some(wanted) = wanted_language(app, typed) {
        return Err(Returned::Language(wanted));
    }
    gate.passed().map_err(Returned::NotNow)?;
    let to = board::contact(typed).map_err(Returned::Errors)?;
    let is_own = EmailAddress::parse(&own.email).is_ok_and(|it| it.canonical() == to.email.canonical());
    if is_own {
        let errors = Errors::from([("next_email".into(), "own-contact-self")]);
        return Err(Returned::Errors(errors));
    }
    Ok(to)
}

/// Shows the form as it was typed.
fn again(
    app: &App,
    live_library: &LiveLibrary,
    opened: &Opened<'_>,
    typed: Typed,
    why: Returned,
) -> Result<Answer, Failure> {
    let (status, retry_after) = (why.status(), why.retry_after());
    let opened = Opened {
        lang: why.lang(opened.lang),
        ..*opened
    };
    let filled = ContactForm {
        typed,
        notice: match &why {
            Returned::NotNow(why) => why.words(app, opened.lang).explanation,
            _ => String::new(),
        },
        errors: match why {
            Returned::Errors(errors) => errors,
            _ => Errors::new(),
        },
    };
    let page = form_page(app, live_library, &opened, &filled)?;
    Ok(Answer::new(page.with_status(status), retry_after))
}

/// Enqueues the mail, unless the address has reached its daily quota; returns what is stored then.
async fn ask(app: &App, token: &str, to: Contact) -> Result<(StoredSignature, bool), Failure> {
    act(app, token, move |it| {
        if !it.own.may_name_contact() {
            return Ok(None);
        }
        let (config, now) = (it.context.config, it.context.now);
        // The contact is told only how often contacts named this mailbox, not what else it was sent.
        let address = config.secret.digest("address of a contact", to.email.base().as_bytes());
        if mail_quota::count_mail(it.tx, &address, config.quotas.mails_per_day_per_recipient, now)?.is_none() {
            return Ok(Some((it.own, false)));
        }
        let asked = it.context.name_contact(it.tx, it.own.id, &to)?;
        Ok(it.stored()?.map(|own| (own, asked)))
    })
    .await
}

pub(crate) fn routes() -> Vec<Route> {
    routes![ask_for_contact, name_contact]
}
