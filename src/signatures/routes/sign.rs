//! The forms on pages of their own, and what happens when one is sent.

use rocket::form::Form;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Responder, Route, State, get, post, routes};
use serde::Serialize;

use super::find;
use super::letter::LetterView;
use crate::letters::library::Library;
use crate::letters::shelf::Shelf;
use crate::letters::{Digest, Letter, Party, Phase};
use crate::locale::Lang;
use crate::outbox::{self, Owed, Repeat, message_id};
use crate::signatures::form::fields::{self, Field};
use crate::signatures::form::{self, Errors, Typed};
use crate::signatures::store::{self, Circumstances, Signing, Terms};
use crate::signatures::{Request, mail};
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::client::Prefix;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};
use crate::web::quotas::MaySign;

#[derive(Responder)]
enum Answer {
    /// 303: on to "check your mail".
    CheckMail(Box<Redirect>),
    /// 422: the form again, with what was typed and what is wrong.
    Again(Box<Page>),
}

#[derive(Serialize)]
struct View {
    letter: LetterView,
    fields: Vec<Field>,
    wrong: usize,
    notice: String,
    action: String,
    organization: bool,
}

/// Where one party's form stands and goes.
fn paths(party: Party) -> (&'static str, &'static str) {
    match party {
        Party::Person => ("sign", "people"),
        Party::Organization => ("sign/organization", "organizations"),
    }
}

struct Shown<'a> {
    library: &'a Library,
    letter: &'a Letter,
    lang: Lang,
    party: Party,
}

fn form_page(app: &App, shown: &Shown<'_>, typed: &Typed, errors: &Errors, notice: &str) -> Result<Page, Failure> {
    let Shown {
        library,
        letter,
        lang,
        party,
    } = *shown;
    let (here, there) = paths(party);
    let fields = match party {
        Party::Person => fields::person(&app.locales, lang, typed, errors),
        Party::Organization => fields::organization(&app.locales, lang, typed, errors),
    };
    let view = View {
        letter: LetterView::new(app, library, letter, lang, app.clock.now()),
        fields,
        wrong: errors.len(),
        notice: if notice.is_empty() {
            String::new()
        } else {
            app.locales.text(lang, notice)
        },
        action: format!("/{lang}/letters/{}/signatures/{there}", letter.slug),
        organization: party == Party::Organization,
    };
    let frame = Frame::new(
        app,
        lang,
        &view.letter.heading,
        &format!("/letters/{}/{here}", letter.slug),
    );
    page::html(app, "sign", &frame, &view)
}

fn empty_form(app: &App, shelf: &Shelf, lang: Lang, slug: &str, party: Party) -> Result<Page, Failure> {
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    if letter.phase(party, app.clock.now()) == Phase::NotAsked {
        return Err(Failure::NotFound);
    }
    form_page(
        app,
        &Shown {
            library: &library,
            letter,
            lang,
            party,
        },
        &Typed::default(),
        &Errors::new(),
        "",
    )
}

#[get("/<lang>/letters/<slug>/sign", rank = 2)]
fn person_form(app: &State<App>, shelf: &State<Shelf>, lang: Lang, slug: &str) -> Result<Page, Failure> {
    empty_form(app, shelf, lang, slug, Party::Person)
}

#[get("/<lang>/letters/<slug>/sign/organization", rank = 2)]
fn organization_form(app: &State<App>, shelf: &State<Shelf>, lang: Lang, slug: &str) -> Result<Page, Failure> {
    empty_form(app, shelf, lang, slug, Party::Organization)
}

#[post("/<lang>/letters/<slug>/signatures/people", data = "<typed>")]
async fn sign_person(
    _may: MaySign,
    app: &State<App>,
    shelf: &State<Shelf>,
    client: Prefix,
    lang: Lang,
    slug: &str,
    typed: Form<Typed>,
) -> Result<Answer, Failure> {
    sign(app, shelf, client, (lang, slug, Party::Person), &typed).await
}

#[post("/<lang>/letters/<slug>/signatures/organizations", data = "<typed>")]
async fn sign_organization(
    _may: MaySign,
    app: &State<App>,
    shelf: &State<Shelf>,
    client: Prefix,
    lang: Lang,
    slug: &str,
    typed: Form<Typed>,
) -> Result<Answer, Failure> {
    sign(app, shelf, client, (lang, slug, Party::Organization), &typed).await
}

async fn sign(
    app: &App,
    shelf: &Shelf,
    client: Prefix,
    to: (Lang, &str, Party),
    typed: &Typed,
) -> Result<Answer, Failure> {
    let library = shelf.now();
    let (lang, letter) = find(app, &library, to.0, to.1)?;
    let shown = Shown {
        library: &library,
        letter,
        lang,
        party: to.2,
    };
    let again = |errors: &Errors, notice: &str| {
        let page = form_page(app, &shown, typed, errors, notice)?;
        Ok(Answer::Again(Box::new(page.with_status(Status::UnprocessableEntity))))
    };
    if letter.phase(shown.party, app.clock.now()) != Phase::Open {
        return again(&Errors::new(), "signing-closed");
    }
    let Some(edition) = Digest::parse(typed.get("edition")).and_then(|digest| letter.edition_by_digest(digest)) else {
        return again(&Errors::new(), "text-changed");
    };
    let parsed = match shown.party {
        Party::Person => form::person(typed, edition.digest, lang),
        Party::Organization => form::organization(typed, edition.digest, lang),
    };
    let request = match parsed {
        Ok(request) => request,
        Err(errors) => return again(&errors, ""),
    };
    match record(app, shelf, letter, client, request).await? {
        Signing::Recorded { .. } => {
            app.bell.notify_one();
            Ok(Answer::CheckMail(Box::new(Redirect::to(format!(
                "/{lang}/letters/{}/check-mail",
                letter.slug
            )))))
        }
        Signing::EnoughMail { retry_after_seconds } => Err(Failure::TooMany { retry_after_seconds }),
    }
}

/// Records the signature and owes its mail, in one transaction.
async fn record(
    app: &App,
    shelf: &Shelf,
    letter: &Letter,
    client: Prefix,
    request: Request,
) -> Result<Signing, Failure> {
    let (config, now, lang) = (app.config.clone(), app.clock.now(), request.lang);
    let (slug, revision) = (letter.slug.to_string(), letter.revision);
    let updates_wording = app.locales.text(lang, "field-updates");
    let authorized_wording = app.locales.text(lang, "field-authorized");
    let message_id = message_id(&app.mail_domain, now);
    // The writer thread is everyone's: what can be worked out before it, is.
    let address = config.secret.digest("address", request.email.canonical().as_bytes());
    let origin = client.digest(&config.secret);
    let (text, known) = (request.edition, shelf.knows_signed(request.edition));
    let work = move |tx: &Tx<'_>| {
        let at = Circumstances {
            letter: &slug,
            revision,
            updates_wording: &updates_wording,
            authorized_wording: &authorized_wording,
            address,
            mails_per_day: config.quotas.mails_per_day_per_recipient,
            now,
        };
        let outcome = store::record(tx, &request, &at)?;
        if let Signing::Recorded { signature } = outcome {
            let terms = Terms {
                confirm_hours: Some(config.signing.link_valid_hours),
                own_days: config.signing.own_link_valid_days,
                origin: Some(origin),
            };
            let link = store::keep_link(tx, signature, terms, now)?;
            if !known {
                crate::letters::store::mark_signed(tx, &slug, revision, request.edition.0)?;
            }
            let payload = format!("{{\"link\":{link}}}");
            let owed = Owed {
                kind: mail::KIND,
                about: signature,
                payload: &payload,
                recipient: request.email.as_str(),
                message_id: &message_id,
                repeat: Repeat::Allowed,
            };
            outbox::store::enqueue(tx, &owed, now)?;
        }
        Ok::<_, StoreError>(outcome)
    };
    let outcome = app.store.write(work).await?;
    if !known && matches!(outcome, Signing::Recorded { .. }) {
        shelf.remember_signed(text);
    }
    Ok(outcome)
}

#[derive(Serialize)]
struct Told {
    letter: LetterView,
}

#[get("/<lang>/letters/<slug>/check-mail", rank = 2)]
fn check_mail(app: &State<App>, shelf: &State<Shelf>, lang: Lang, slug: &str) -> Result<Page, Failure> {
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let frame = Frame::new(
        app,
        lang,
        &app.locales.text(lang, "check-mail"),
        &format!("/letters/{slug}/check-mail"),
    );
    page::html(
        app,
        "check_mail",
        &frame,
        &Told {
            letter: LetterView::new(app, &library, letter, lang, app.clock.now()),
        },
    )
}

pub(super) fn routes() -> Vec<Route> {
    routes![
        person_form,
        organization_form,
        sign_person,
        sign_organization,
        check_mail
    ]
}
