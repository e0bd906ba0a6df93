//! Naming another contact for an organization.

use rocket::http::{Header, Status};
use rocket::{Route, State, post, routes};

use super::page::{Opened, Shown, show};
use super::{language, load};
use crate::email::EmailAddress;
use crate::letters::shelf::Shelf;
use crate::locale::Lang;
use crate::signatures::confirmation::Token;
use crate::signatures::follow_up::Desk;
use crate::signatures::form::{self, Errors, Typed};
use crate::signatures::organization::Contact;
use crate::signatures::routes::find_mine::Answer;
use crate::signatures::store::{self, Own};
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::gate::Gate;
use crate::web::page::Page;

/// Why the gate keeps a form out.
struct Refused {
    notice: &'static str,
    status: Status,
    seconds: u64,
}

impl Refused {
    fn at(gate: Gate) -> Option<Self> {
        let (notice, status, seconds) = match gate {
            Gate::Open => return None,
            Gate::TooOften(seconds) => ("status-429-kept", Status::TooManyRequests, seconds),
            Gate::Elsewhere => ("status-403-kept", Status::Forbidden, 0),
        };
        Some(Self {
            notice,
            status,
            seconds,
        })
    }
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
    let own = load(app, lang, token).await?;
    if !own.may_name_contact() {
        return Err(Failure::NotFound);
    }
    if let Some(refused) = Refused::at(gate) {
        let mut shown = Shown::stored(&own, refused.notice);
        shown.wait = refused.seconds;
        shown.typed = typed.into_inner().over(shown.typed);
        let page = show(app, shelf, &Opened { lang, token, own: &own }, shown).await?;
        let page = Box::new(page.with_status(refused.status));
        return Ok(if refused.seconds == 0 {
            Answer::Plain(page)
        } else {
            Answer::Later(page, Header::new("Retry-After", refused.seconds.to_string()))
        });
    }
    let parsed = form::contact(&typed);
    let wrong = async |errors: Errors| {
        let mut shown = Shown::stored(&own, "");
        shown.typed = typed.into_inner().over(shown.typed);
        shown.errors = errors;
        show(app, shelf, &Opened { lang, token, own: &own }, shown).await
    };
    let unfit = |page: Page| Answer::Plain(Box::new(page.with_status(Status::UnprocessableEntity)));
    let to = match parsed {
        Ok(to) => to,
        Err(errors) => return wrong(errors).await.map(unfit),
    };
    if EmailAddress::parse(&own.email).is_ok_and(|it| it.canonical() == to.email.canonical()) {
        return wrong(Errors::from([("next_email".into(), "own-contact-self")]))
            .await
            .map(unfit);
    }
    let asked = ask(app, token, to).await?;
    let (own, asked) = asked.ok_or(Failure::NotFound)?;
    app.bell.notify_one();
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
        let Some(own) = store::own(tx, &config.secret, &parsed, now)?.filter(Own::may_name_contact) else {
            return Ok(None);
        };
        let desk = Desk {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        // How often contacts named this mailbox is told; what else it was sent is nobody's business.
        let address = config.secret.digest("address of a contact", to.email.base().as_bytes());
        if store::count_mail(tx, &address, config.quotas.mails_per_day_per_recipient, now)?.is_some() {
            return Ok(Some((own, false)));
        }
        let asked = desk.name_contact(tx, own.id, &to)?;
        let own = store::own(tx, &config.secret, &parsed, now)?;
        Ok::<_, StoreError>(own.map(|own| (own, asked)))
    };
    Ok(app.store.write(work).await?)
}

pub(super) fn routes() -> Vec<Route> {
    routes![name_contact]
}
