//! An account's own sessions: where it is signed in, and buttons to sign out.

use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::staff::accounts::{self, Ended};
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::frame::{moment, page};
use crate::staff::guard::Staff;
use crate::staff::session::{Session, SessionId};
use crate::staff::store::sessions;
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

/// The path of the page.
const HERE: &str = "/staff/sessions";

#[derive(Serialize)]
struct Shown {
    session_id: SessionId,
    browser: String,
    since: String,
    seen: String,
    /// Whether it is the current session.
    own: bool,
}

#[derive(Serialize)]
struct View {
    sessions: Vec<Shown>,
    others: bool,
}

#[get("/sessions")]
async fn list(app: &State<App>, staff: Staff) -> Result<Page, Failure> {
    let (id, now, lang) = (staff.id(), app.clock.now(), staff.lang());
    let found = app.store.read(move |db| sessions::of_account(db, id, now));
    let found: Vec<Session> = found.await.map_err(|error: StoreError| Failure::from(error))?;
    let shown = |it: Session| Shown {
        session_id: it.id,
        since: moment(app, lang, it.created_at),
        seen: moment(app, lang, it.seen_at),
        own: it.id == staff.session(),
        browser: if it.browser.is_empty() {
            app.locales.text(lang, "staff-browser-unknown")
        } else {
            it.browser
        },
    };
    let view = View {
        others: found.len() > 1,
        sessions: found.into_iter().map(shown).collect(),
    };
    let title = app.locales.text(lang, "staff-sessions");
    page(app, &staff, ("staff_sessions", HERE), &title, &view)
}

/// Ends one of the account's sessions, or all but the current one.
#[post("/sessions", data = "<form>")]
async fn end(app: &State<App>, staff: Staff, form: StaffForm) -> Result<Go, Failure> {
    let which = match form.get("session").parse::<SessionId>() {
        Ok(id) => Ended::One(id),
        Err(_) => Ended::AllBut(staff.session()),
    };
    let (by, id, now) = (staff.by(), staff.id(), app.clock.now());
    app.store
        .write(move |tx| accounts::end_sessions(tx, by, id, which, now))
        .await
        .map_err(|error: StoreError| Failure::from(error))?;
    Ok(Go::to(HERE))
}

pub(super) fn routes() -> Vec<Route> {
    routes![list, end]
}
