//! One account: its role and letters, and what to do when someone leaves, or loses their phone or password.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};

use super::{Form, HERE};
use crate::audit::StaffId;
use crate::letters::live_library::LiveLibrary;
use crate::staff::accounts::{self, AccountError, Ended};
use crate::staff::answer::{Answer, Go};
use crate::staff::factors;
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::{ConfirmedOwner, Staff};
use crate::staff::session::SessionId;
use crate::staff::store::accounts::{self as stored, Account};
use crate::staff::store::sessions;
use crate::store::{Read, StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

/// Returns an account, and the number of browsers that it is signed in with.
async fn find(app: &App, id: StaffId) -> Result<(Account, u64), Failure> {
    let now = app.clock.now();
    let read = move |db: &Read<'_>| {
        let open = sessions::of_account(db, id, now)?.len() as u64;
        Ok::<_, StoreError>(stored::by_id(db, id)?.map(|it| (it, open)))
    };
    app.store.read(read).await?.ok_or(Failure::NotFound)
}

#[get("/people/<id>")]
async fn one(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    owner: ConfirmedOwner,
    id: StaffId,
) -> Result<Page, Failure> {
    let found = find(app, id).await?;
    person(app, live_library, &owner, found, String::new())
}

fn person(
    app: &App,
    live_library: &LiveLibrary,
    owner: &Staff,
    (account, browsers): (Account, u64),
    wrong: String,
) -> Result<Page, Failure> {
    let lang = owner.lang();
    let here = format!("{HERE}/{}", account.id);
    let view = Form {
        roles: super::roles(app, lang, Some(account.role)),
        letters: super::letters(live_library, lang, &account.letters),
        wrong,
        account_id: account.id.to_string(),
        browsers,
        factor: account.has_factor,
        ready: account.is_ready,
        own: account.id == owner.id(),
        email: account.email,
    };
    let title = view.email.clone();
    page(app, owner, ("staff_person", &here), &title, &view)
}

/// Changes an account, as the button that was clicked says.
#[post("/people/<id>", data = "<form>")]
async fn change(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    owner: ConfirmedOwner,
    id: StaffId,
    form: StaffForm,
) -> Result<Answer, Failure> {
    let (mut found, lang) = (find(app, id).await?, owner.lang());
    let (email, here) = (found.0.email.clone(), format!("{HERE}/{id}"));
    let (by, now) = (owner.by(), app.clock.now());
    let action = form.get("action").to_owned();
    let (role, chosen) = super::read(live_library, &form, &found.0.letters);
    let role = role.unwrap_or(found.0.role);
    if action == "role" {
        // If the change is refused, the form shows again what was chosen.
        (found.0.role, found.0.letters) = (role, chosen.clone());
    }
    let to = if action == "remove" { HERE.to_owned() } else { here };
    let work = move |tx: &Tx<'_>| {
        match action.as_str() {
            "role" => accounts::change(tx, by, id, (role, &chosen), now)?,
            "link" => return accounts::link(tx, by, id, now).map(Some),
            "reset" => factors::reset(tx, by, id, now)?,
            "remove" => accounts::remove(tx, by, id, now)?,
            "sign-out" => {
                accounts::end_sessions(tx, by, id, Ended::AllBut(SessionId::NONE), now)?;
            }
            _ => {}
        }
        Ok::<_, AccountError>(None)
    };
    match app.store.write(work).await {
        Ok(Some(token)) => super::show_link(app, &owner, &email, &token),
        Ok(None) => Ok(Answer::Go(Go::to(&to))),
        Err(error) => {
            let page = person(app, live_library, &owner, found, super::wrong(app, lang, error)?)?;
            Ok(page.with_status(Status::UnprocessableEntity).into())
        }
    }
}

pub(super) fn routes() -> Vec<Route> {
    routes![one, change]
}
