//! Saved filters: links above the sheet, and the forms that save and remove one.

use rocket::{Route, State, post, routes};
use serde::Serialize;

use super::super::paths;
use super::asked::Asked;
use super::told::lead_back_with;
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::guard::Staff;
use crate::staff::role::Role;
use crate::staff::store::filters::{self, FilterId, SavedFilter, Saving, Whose};
use crate::store::{StoreError, Tx};
use crate::text;
use crate::web::App;
use crate::web::error::Failure;

/// The maximum length of a name, in characters, and of a query.
const LONGEST_NAME: usize = 60;
const LONGEST_QUERY: usize = 2_000;

/// A saved filter, as the sheet shows it.
#[derive(Serialize)]
pub(super) struct Saved {
    filter_id: FilterId,
    name: String,
    path: String,
    shared: bool,
    /// Whether it can be removed.
    pub(super) removable: bool,
    /// Whether the sheet shows what it finds.
    here: bool,
}

/// The query of a sheet's address.
fn query_of(app: &App, letter: &Letter, question: &Asked) -> String {
    let path = question.path(&app.config.secret, &paths::signers(letter.slug.as_str()), &[]);
    path.split_once('?')
        .map_or_else(String::new, |(_, query)| query.to_owned())
}

/// Returns the filters that someone sees above a letter's sheet.
pub(super) async fn saved(app: &App, staff: &Staff, letter: &Letter, question: &Asked) -> Result<Vec<Saved>, Failure> {
    let (slug, id) = (letter.slug.to_string(), staff.id());
    let found = app.store.read(move |db| filters::seen_by(db, &slug, id)).await;
    let found: Vec<SavedFilter> = found.map_err(|error: StoreError| error)?;
    let here = query_of(app, letter, question);
    let path = paths::signers(letter.slug.as_str());
    let show = |it: SavedFilter| Saved {
        path: format!("{path}?{}", it.query),
        here: it.query == here,
        removable: it.account == id || (it.shared && staff.role() == Role::Owner),
        filter_id: it.id,
        name: it.name,
        shared: it.shared,
    };
    Ok(found.into_iter().map(show).collect())
}

/// Saves the sheet's filter under a name, or removes a saved one.
#[post("/letters/<slug>/filters", data = "<form>")]
async fn keep(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let back = form.get("back").to_owned();
    let word = match form.get("remove").parse::<FilterId>() {
        Ok(id) => remove(app, &staff, letter, id).await?,
        Err(_) => save(app, &staff, letter, &form).await?,
    };
    Ok(lead_back_with(&back, word))
}

async fn save(app: &App, staff: &Staff, letter: &Letter, form: &StaffForm) -> Result<&'static str, Failure> {
    let name: String = text::tidy(form.get("name")).chars().take(LONGEST_NAME).collect();
    if name.is_empty() {
        return Ok("filter-nameless");
    }
    // The fields are read and written again, so that only those of a sheet are stored.
    let question = Asked::read(form, &app.config.secret, letter);
    let query = query_of(app, letter, &question);
    if !question.errors.is_empty() || query.is_empty() || query.len() > LONGEST_QUERY {
        return Ok("filter-unsaved");
    }
    let shared = form.has("shared") && staff.may_edit(letter.slug.as_str());
    let (slug, id, now) = (letter.slug.to_string(), staff.id(), app.clock.now());
    let save = move |tx: &Tx<'_>| filters::save(tx, &slug, (id, &name), (&query, shared), now);
    let saving = app.store.write(save).await.map_err(|error: StoreError| error)?;
    Ok(match saving {
        Saving::Saved => "filter-saved",
        Saving::TooMany => "filter-many",
    })
}

async fn remove(app: &App, staff: &Staff, letter: &Letter, id: FilterId) -> Result<&'static str, Failure> {
    let (slug, own) = (letter.slug.to_string(), Whose::Own(staff.id()));
    let is_owner = staff.role() == Role::Owner;
    let remove = move |tx: &Tx<'_>| {
        let removed = filters::remove(tx, &slug, id, own)?;
        Ok::<_, StoreError>(removed || (is_owner && filters::remove(tx, &slug, id, Whose::Anyone)?))
    };
    app.store.write(remove).await.map_err(|error: StoreError| error)?;
    Ok("filter-removed")
}

pub(super) fn routes() -> Vec<Route> {
    routes![keep]
}
