//! The email that an office would get, as text.

use std::sync::Arc;

use rocket::{Route, State, get, routes};
use serde::Serialize;

use super::stage::{Kind, Stage, find};
use crate::delivery::deliver::DeliveryContext;
use crate::delivery::test_email;
use crate::desk::delivery::with_letter;
use crate::desk::paths;
use crate::desk::signers::{Refusal, to_decide};
use crate::letters::live_library::LiveLibrary;
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

#[derive(Serialize)]
struct View {
    path: String,
    sending: String,
    /// What the page before this one is called.
    title: String,
    name: String,
    office: String,
    address: String,
    reply_to: String,
    subject: String,
    text: String,
    letter_lang: String,
    pdf: String,
    attachment: String,
    own: String,
}

/// What an office would get.
struct Found {
    name: String,
    address: String,
    subject: String,
    text: String,
    attachment: String,
    code: String,
}

#[get("/letters/<slug>/sending/email/<office>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    office: &str,
) -> Result<Page, Refusal> {
    page_of(app, live_library, &staff, (slug, office), Kind::Letter).await
}

/// Shows the email to an office.
pub(super) async fn page_of(
    app: &App,
    live_library: &LiveLibrary,
    staff: &Staff,
    (slug, office): (&str, &str),
    kind: Kind,
) -> Result<Page, Refusal> {
    let library = live_library.now();
    let letter = to_decide(staff, &library, slug)?;
    let (templates, key) = (Arc::clone(&app.templates), office.to_owned());
    let read = move |context: DeliveryContext<'_>| look(context, &templates, &key, kind);
    let found = with_letter(app, Arc::clone(&library), (slug, staff.by()), read).await;
    let found = found.map_err(Err)?.map_err(|error| Err(error.into()))?;
    let found = found.ok_or(Err(Failure::NotFound))?;
    let view = View {
        path: kind.email(slug, office),
        sending: kind.page(slug),
        title: app.locales.text(staff.lang(), kind.title()),
        office: office.to_owned(),
        reply_to: app.config.site.contact_email.clone(),
        letter_lang: letter.edition(app.locales.fallback()).lang.to_string(),
        pdf: paths::pdf(slug, office, &found.code),
        own: staff.email().to_owned(),
        name: found.name,
        address: found.address,
        subject: found.subject,
        text: found.text,
        attachment: found.attachment,
    };
    page(app, staff, ("staff_email", &view.path), &view.name, &view).map_err(Err)
}

fn look(
    context: DeliveryContext<'_>,
    templates: &crate::templates::Templates,
    office: &str,
    kind: Kind,
) -> Result<Option<Found>, StoreError> {
    let Stage::Ready(ready) = find(context, kind)? else {
        return Ok(None);
    };
    let Some(manifest) = ready.planned.frozen() else {
        return Ok(None);
    };
    let mail = ready.planned.plan.mails.iter().find(|it| it.office.office == office);
    let Some(mail) = mail else { return Ok(None) };
    let composed = test_email::preview(context, templates, manifest, &mail.office, mail.contact.name.clone());
    let composed = composed.inspect_err(|error| tracing::error!(event = "delivery.no_preview", %error));
    Ok(composed.ok().map(|composed| Found {
        name: mail.office.name.clone(),
        address: mail.contact.email.as_str().to_owned(),
        subject: composed.subject,
        text: composed.text,
        attachment: mail.office.attachment.clone(),
        code: manifest.code.clone(),
    }))
}

pub(super) fn routes() -> Vec<Route> {
    routes![show]
}
