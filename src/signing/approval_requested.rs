//! The page that says that the deciders have been asked, for a contact who came by the link of a saved form.

use serde::Serialize;

use crate::signatures::{Request, Signer};
use crate::signing::form_page::{Shown, line};
use crate::site::letter_page::frame;
use crate::site::letter_view::Named;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Page};

#[derive(Serialize)]
struct View {
    letter: Named,
    line: String,
    names: String,
    /// The number of deciders.
    deciders: usize,
}

/// Renders the page from what was typed alone.
pub(crate) fn page(app: &App, shown: &Shown<'_>, request: &Request) -> Result<Option<Page>, Failure> {
    let Signer::Organization(it) = &request.signer else {
        return Ok(None);
    };
    let Some(board) = &it.board else { return Ok(None) };
    let (letter, lang) = (shown.letter, shown.lang);
    let frame = frame(app, letter, lang, &app.locales.text(lang, "confirm-awaiting"), "");
    let view = View {
        letter: Named::new(letter, lang),
        line: line(app, lang, request),
        names: board.names(),
        deciders: board.people.len(),
    };
    page::html(app, "asked", &frame, &view).map(Some)
}
