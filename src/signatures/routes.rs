//! Signing over HTTP: the letter with who signed it, the two forms, the links in mails, the public lists.

use rocket::Route;

mod confirm;
mod find_mine;
mod letter;
mod own;
mod sign;
mod signers;

pub use letter::Pages;

use crate::letters::library::Library;
use crate::letters::{Letter, Slug};
use crate::locale::Lang;
use crate::web::App;
use crate::web::error::Failure;

/// The interface's language and the letter that a URL names, or 404.
fn find<'l>(app: &App, library: &'l Library, lang: Lang, slug: &str) -> Result<(Lang, &'l Letter), Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let letter = Slug::parse(slug)
        .ok()
        .and_then(|slug| library.letter(&slug))
        .ok_or(Failure::NotFound)?;
    Ok((lang, letter))
}

/// The routes, for `lib.rs`.
pub fn routes() -> Vec<Route> {
    [
        letter::routes(),
        sign::routes(),
        confirm::routes(),
        signers::routes(),
        own::routes(),
        find_mine::routes(),
    ]
    .concat()
}
