//! Sending offices a supplement from the browser: the same pages as for the letter, for the signers who are new.

use rocket::{Route, State, get, post, routes};

use super::stage::Kind;
use super::{approve_kind, change_kind, confirm_kind, preview, show_kind};
use crate::desk::signers::Refusal;
use crate::letters::live_library::LiveLibrary;
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::guard::{JustConfirmed, Staff};
use crate::web::App;
use crate::web::form::Typed;
use crate::web::page::Page;

#[get("/letters/<slug>/supplement?<asked..>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Page, Refusal> {
    show_kind(app, live_library, &staff, slug, (&asked, Kind::Supplement)).await
}

#[post("/letters/<slug>/supplement", data = "<form>")]
async fn change(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Refusal> {
    change_kind(app, live_library, &staff, slug, (&form, Kind::Supplement)).await
}

#[get("/letters/<slug>/supplement/approve")]
async fn confirm(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: JustConfirmed,
    slug: &str,
) -> Result<Result<Page, Go>, Refusal> {
    confirm_kind(app, live_library, &staff, slug, Kind::Supplement).await
}

#[post("/letters/<slug>/supplement/approve", data = "<form>")]
async fn approve(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: JustConfirmed,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Refusal> {
    approve_kind(app, live_library, &staff, slug, (&form, Kind::Supplement)).await
}

#[get("/letters/<slug>/supplement/email/<office>")]
async fn email(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    office: &str,
) -> Result<Page, Refusal> {
    preview::page_of(app, live_library, &staff, (slug, office), Kind::Supplement).await
}

pub(super) fn routes() -> Vec<Route> {
    routes![show, change, confirm, approve, email]
}
