//! The delivery of a letter: who would receive it by which rule, and what became of it at each office. Viewers see it; editors cancel emails
//! and enter what happened.
//!
//! The numbers are counted when the page is asked for. Nothing is composed for it.

use std::sync::Arc;

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};

use self::filter::Show;
use super::paths;
use super::signers::Refusal;
use crate::audit::By;
use crate::delivery::deliver::{self, DeliveryContext};
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Slug};
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::frame::with_query;
use crate::staff::guard::Staff;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

mod entered;
mod files;
mod filter;
mod office;
mod overview;
mod rows;
pub(super) mod words;

/// The field of an address that says what was done.
const DID: &str = "did";

/// The field of an address with how many.
const COUNT: &str = "n";

/// Does something about a letter's delivery on a thread that may block; `None` if the letter is gone meanwhile.
pub(super) async fn with_letter<T: Send + 'static>(
    app: &App,
    library: Arc<Library>,
    (slug, by): (&str, By),
    work: impl FnOnce(DeliveryContext<'_>) -> T + Send + 'static,
) -> Result<T, Failure> {
    let (config, store, locales) = (Arc::clone(&app.config), app.store.clone(), Arc::clone(&app.locales));
    let slug = Slug::parse(slug).map_err(|_| Failure::NotFound)?;
    let done = tokio::task::spawn_blocking(move || {
        let letter = library.signed_letter(&slug)?;
        Some(work(DeliveryContext {
            config: &config,
            store: &store,
            locales: &locales,
            letter,
            by,
        }))
    });
    let done = done
        .await
        .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()));
    done.ok_or(Failure::NotFound)
}

/// Returns a letter whose delivery someone may change. Those who may only see it are refused; to others, the letter does not exist.
fn to_change<'l>(staff: &Staff, library: &'l Library, slug: &str) -> Result<&'l Letter, Refusal> {
    super::signers::to_decide(staff, library, slug)
}

#[get("/letters/<slug>/delivery?<asked..>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    overview::page_of(app, &library, &staff, letter, Show::read(&asked), &asked).await
}

/// Keeps the plan as checked, or cancels what was not sent.
#[post("/letters/<slug>/delivery", data = "<form>")]
async fn change(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Refusal> {
    let library = live_library.now();
    to_change(&staff, &library, slug)?;
    let of = (slug, staff.by());
    let here = paths::delivery(slug);
    let (did, count) = match form.get("action") {
        "check" => {
            let checked = with_letter(app, library, of, deliver::check).await.map_err(Err)?;
            ("checked", checked.map_err(|error| Err(error.into()))?.unwrap_or(0))
        }
        "cancel" => {
            let cancel = |context: DeliveryContext<'_>| {
                deliver::cancel(context.config, context.store, context.by, context.letter.slug.as_str())
            };
            let cancelled = with_letter(app, library, of, cancel).await.map_err(Err)?;
            ("canceled", cancelled.map_err(|error| Err(error.into()))?.mails)
        }
        _ => return Err(Ok(Status::UnprocessableEntity)),
    };
    Ok(Go::to(&with_query(&here, [(DID, did), (COUNT, &count.to_string())])))
}

pub(super) fn routes() -> Vec<Route> {
    [
        routes![show, change],
        office::routes(),
        entered::routes(),
        files::routes(),
    ]
    .concat()
}
