//! Pages about letters, regardless of who signs them: site pages, updates, feeds, suggestions for mistyped addresses,
//! sharing, the mailbox of a development machine; and what every page below a letter begins with ([`letter_page`], [`letter_view`],
//! [`letter_text`]).

use rocket::Route;

pub mod entries;
pub mod feed;
pub mod index;
pub mod letter_page;
pub(crate) mod letter_text;
pub(crate) mod letter_view;
pub mod mailbox;
pub mod media;
pub(crate) mod picture;
pub mod share;
pub(crate) mod signing_window;
pub mod suggestions;
pub(crate) mod text_changes;
pub mod update;

/// Returns all routes of this room.
pub fn routes() -> Vec<Route> {
    [
        index::routes(),
        media::routes(),
        feed::routes(),
        update::routes(),
        share::routes(),
    ]
    .concat()
}
