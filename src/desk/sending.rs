//! Sending a letter to offices from the browser: the files are composed beside the service, editors look at them and send themselves a test,
//! and as many people as the letter wants approve the same emails, each after a recent code. The last approval sends them.

use std::path::PathBuf;
use std::sync::Arc;

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};

use self::stage::{Kind, Stage, find};
use self::view::{approval_page, page_of};
use super::delivery::with_letter;
use super::signers::{Refusal, to_decide};
use crate::audit::By;
use crate::delivery::deliver::{self, Approved, DeliveryContext, SendError};
use crate::delivery::store::composition;
use crate::delivery::test_email;
use crate::letters::Digest;
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::frame::with_query;
use crate::staff::guard::{JustConfirmed, Staff};
use crate::staff::store::accounts;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

mod numbers;
mod preview;
mod stage;
mod supplement;
mod view;

/// The field of an address that says what was done.
const DID: &str = "did";

#[get("/letters/<slug>/sending?<asked..>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Page, Refusal> {
    show_kind(app, live_library, &staff, slug, (&asked, Kind::Letter)).await
}

async fn show_kind(
    app: &App,
    live_library: &LiveLibrary,
    staff: &Staff,
    slug: &str,
    (asked, kind): (&Typed, Kind),
) -> Result<Page, Refusal> {
    let library = live_library.now();
    let letter = to_decide(staff, &library, slug)?;
    let found = look(app, &library, (slug, staff.by()), kind).await.map_err(Err)?;
    page_of(app, staff, letter, (&found, kind), asked.get(DID)).map_err(Err)
}

/// Finds out how far the delivery is.
async fn look(app: &App, library: &Arc<Library>, of: (&str, By), kind: Kind) -> Result<Stage, Failure> {
    Ok(with_letter(app, Arc::clone(library), of, move |context| find(context, kind)).await??)
}

/// Asks for the files, drops them, or sends a test.
#[post("/letters/<slug>/sending", data = "<form>")]
async fn change(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Refusal> {
    change_kind(app, live_library, &staff, slug, (&form, Kind::Letter)).await
}

async fn change_kind(
    app: &App,
    live_library: &LiveLibrary,
    staff: &Staff,
    slug: &str,
    (form, kind): (&StaffForm, Kind),
) -> Result<Go, Refusal> {
    let library = live_library.now();
    to_decide(staff, &library, slug)?;
    let of = (slug, staff.by());
    let did = match form.get("action") {
        "prepare" => {
            let without = form
                .all()
                .filter_map(|(name, _)| name.strip_prefix("without-").map(str::to_owned));
            let without: Vec<String> = without.collect();
            let ask = move |context: DeliveryContext<'_>| ask(context, kind, &without);
            with_letter(app, library, of, ask)
                .await
                .map_err(Err)?
                .map_err(|error| Err(error.into()))?;
            "asked"
        }
        "discard" => {
            let dropped = with_letter(app, library, of, discard).await.map_err(Err)?;
            dropped.map_err(|error| Err(error.into()))?;
            "dropped"
        }
        "test" => {
            let (office, to, domain) = (
                form.get("office").to_owned(),
                staff.email().to_owned(),
                app.mail_domain.clone(),
            );
            let test = move |context: DeliveryContext<'_>| test(context, kind, &office, (&to, &domain));
            let sent = with_letter(app, library, of, test).await.map_err(Err)?;
            if sent.map_err(|error| Err(error.into()))? {
                "tested"
            } else {
                "changed"
            }
        }
        _ => return Err(Ok(Status::UnprocessableEntity)),
    };
    Ok(Go::to(&with_query(&kind.page(slug), [(DID, did)])))
}

fn ask(context: DeliveryContext<'_>, kind: Kind, without: &[String]) -> Result<(), StoreError> {
    let (slug, by, now) = (
        context.letter.slug.to_string(),
        context.by.account,
        context.config.clock.now(),
    );
    let without: Vec<String> = without.iter().filter(|key| !key.contains(' ')).cloned().collect();
    context
        .store
        .write_now(move |tx| composition::ask(tx, (&slug, kind == Kind::Supplement), &without, (by, now)))
}

/// Drops what is being composed, or what was composed and not sent.
fn discard(context: DeliveryContext<'_>) -> Result<(), StoreError> {
    let slug = context.letter.slug.to_string();
    context.store.write_now(move |tx| composition::end(tx, &slug))?;
    deliver::cancel(context.config, context.store, context.by, context.letter.slug.as_str())?;
    Ok(())
}

/// Sends a test of an office's email; returns whether there are files for it.
fn test(context: DeliveryContext<'_>, kind: Kind, office: &str, to: (&str, &str)) -> Result<bool, StoreError> {
    let Stage::Ready(ready) = find(context, kind)? else {
        return Ok(false);
    };
    let known = ready
        .planned
        .frozen()
        .is_some_and(|it| it.offices.iter().any(|it| it.office == office));
    let Some(bundle) = ready.planned.bundle().filter(|_| known) else {
        return Ok(false);
    };
    test_email::send(context, bundle, office, to)?;
    Ok(true)
}

/// Shows what is approved, after a recent code.
#[get("/letters/<slug>/sending/approve")]
async fn confirm(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: JustConfirmed,
    slug: &str,
) -> Result<Result<Page, Go>, Refusal> {
    confirm_kind(app, live_library, &staff, slug, Kind::Letter).await
}

async fn confirm_kind(
    app: &App,
    live_library: &LiveLibrary,
    staff: &Staff,
    slug: &str,
    kind: Kind,
) -> Result<Result<Page, Go>, Refusal> {
    let library = live_library.now();
    let letter = to_decide(staff, &library, slug)?;
    let found = look(app, &library, (slug, staff.by()), kind).await.map_err(Err)?;
    let Stage::Ready(ready) = found else {
        return Ok(Err(changed(slug, kind)));
    };
    approval_page(app, staff, letter, (&ready, kind)).map(Ok).map_err(Err)
}

fn changed(slug: &str, kind: Kind) -> Go {
    Go::to(&with_query(&kind.page(slug), [(DID, "changed")]))
}

/// Approves the emails that the page showed; the last approval that the letter wants sends them.
#[post("/letters/<slug>/sending/approve", data = "<form>")]
async fn approve(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: JustConfirmed,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Refusal> {
    approve_kind(app, live_library, &staff, slug, (&form, Kind::Letter)).await
}

async fn approve_kind(
    app: &App,
    live_library: &LiveLibrary,
    staff: &Staff,
    slug: &str,
    (form, kind): (&StaffForm, Kind),
) -> Result<Go, Refusal> {
    let library = live_library.now();
    to_decide(staff, &library, slug)?;
    let Some(seen) = Digest::parse(form.get("plan")) else {
        return Err(Ok(Status::UnprocessableEntity));
    };
    let domain = app.mail_domain.clone();
    let work = move |context: DeliveryContext<'_>| approve_as_seen(context, kind, (&domain, seen.0));
    let done = with_letter(app, library, (slug, staff.by()), work).await.map_err(Err)?;
    let (did, count) = match done.map_err(|error| Err(error.into()))? {
        Some(Approved::Sent(owed)) => ("sent", owed),
        Some(Approved::Waits { have, .. }) => ("approved", have),
        None => return Ok(changed(slug, kind)),
    };
    let fields = [(DID, did), ("n", &count.to_string())];
    Ok(Go::to(&with_query(&kind.page(slug), fields)))
}

/// Approves; `None` if something changed since the page was shown.
fn approve_as_seen(
    context: DeliveryContext<'_>,
    kind: Kind,
    (domain, seen): (&str, [u8; 32]),
) -> Result<Option<Approved>, StoreError> {
    let planned = match deliver::plan(context, &kind.options(), &mut |_| {}) {
        Ok(planned) if planned.digest() == Some(seen) => planned,
        Err(deliver::PlanError::Store(error)) => return Err(error),
        _ => return Ok(None),
    };
    // The files are there: nothing is typeset.
    let prepared = deliver::prepare(context, planned, PathBuf::new(), &|| {}, &mut |_| {});
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(deliver::PrepareError::Store(error)) => return Err(error),
        Err(error) => {
            tracing::error!(event = "delivery.not_approved", %error);
            return Ok(None);
        }
    };
    let slug = context.letter.slug.to_string();
    let counts = move |tx: &Tx<'_>, id| accounts::may_edit(tx, id, &slug);
    match deliver::approve(context, prepared, domain, seen, counts) {
        Ok(approved) => Ok(Some(approved)),
        Err(SendError::Store(error)) => Err(error),
        Err(error) => {
            tracing::warn!(event = "delivery.not_approved", %error);
            Ok(None)
        }
    }
}

pub(super) fn routes() -> Vec<Route> {
    [
        routes![show, change, confirm, approve],
        preview::routes(),
        supplement::routes(),
    ]
    .concat()
}
