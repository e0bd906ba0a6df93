//! Undoes a decision, for all of its signatures or one of them.

use rocket::{Route, State, post, routes};

use super::super::paths;
use super::bulk::go_on;
use super::decided::{Refusal, to_decide};
use super::told::lead_back_undone;
use crate::letters::live_library::LiveLibrary;
use crate::mail::MailContext;
use crate::review::bulk::begin_undo;
use crate::review::store::jobs::{self, Job};
use crate::review::store::made::DecisionId;
use crate::review::undo::{Undone, Which, undo};
use crate::signatures::ids::SignatureId;
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::guard::Staff;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;

/// Puts back what a decision changed, as far as nothing has happened since.
#[post("/letters/<slug>/undo", data = "<form>")]
async fn take_back(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let decision = form.get("decision").parse().unwrap_or(DecisionId::NONE);
    let which = match form.get("signature").parse::<SignatureId>() {
        Ok(id) => Which::One(id),
        Err(_) => Which::All,
    };
    if which == Which::All
        && apply_in_portions(app, &staff, letter.slug.as_str(), decision)
            .await
            .map_err(Err)?
    {
        return Ok(Go::to(&paths::decision(letter.slug.as_str(), decision)));
    }
    let undone = apply(app, &staff, letter.slug.as_str(), (decision, which)).await;
    Ok(lead_back_undone(form.get("back"), &undone.map_err(Err)?))
}

/// Undoes a decision that was carried out in portions; returns `false` if it was not.
async fn apply_in_portions(app: &App, staff: &Staff, slug: &str, id: DecisionId) -> Result<bool, Failure> {
    let (slug, by, now) = (slug.to_owned(), staff.by(), app.clock.now());
    let work = move |tx: &Tx<'_>| {
        let is_of_portions = |it: &Job| it.made.letter == slug && it.progress.expected > 0;
        if !jobs::find(tx, id)?.as_ref().is_some_and(is_of_portions) {
            return Ok(false);
        }
        begin_undo(tx, by, &slug, id, now).map(|_| true)
    };
    let begun = app.store.write(work).await.map_err(|error: StoreError| error)?;
    if begun {
        go_on(app, id).await?;
    }
    Ok(begun)
}

/// Undoes it in one transaction. Of a decision that does not exist, there is nothing to undo.
async fn apply(app: &App, staff: &Staff, slug: &str, what: (DecisionId, Which)) -> Result<Undone, Failure> {
    let (config, mail_domain) = (std::sync::Arc::clone(&app.config), app.mail_domain.clone());
    let (slug, by, now) = (slug.to_owned(), staff.by(), app.clock.now());
    let work = move |tx: &Tx<'_>| {
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        undo(tx, &context, by, &slug, what)
    };
    let undone = app.store.write(work).await.map_err(|error: StoreError| error)?;
    Ok(undone.unwrap_or_default())
}

pub(super) fn routes() -> Vec<Route> {
    routes![take_back]
}
