//! The language of an account's pages.

use rocket::{Route, State, post, routes};

use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::guard::Staff;
use crate::staff::store::accounts;
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::LANGUAGE_FIELD;

/// Saves the language, and shows the page again.
#[post("/language", data = "<form>")]
async fn choose(app: &State<App>, staff: Staff, form: StaffForm) -> Result<Go, Failure> {
    let chosen = app.locales.find(form.get(LANGUAGE_FIELD));
    if let Some(lang) = chosen.map(|lang| lang.to_string()) {
        let id = staff.id();
        app.store
            .write(move |tx| accounts::set_lang(tx, id, &lang))
            .await
            .map_err(|error: StoreError| Failure::from(error))?;
    }
    Ok(Go::to(form.get("back")))
}

pub(super) fn routes() -> Vec<Route> {
    routes![choose]
}
