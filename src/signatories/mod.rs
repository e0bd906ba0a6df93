//! The signers in public: the lists of letters with their counts, a letter's page, the lists of signers, the live tally, content for other people's pages, the share image.
//!
//! A letter's page shows who signed it, so it is here and not in `site/`.

use rocket::Route;

pub mod embed;
pub mod letter;
pub(crate) mod letter_file;
pub mod letter_lists;
pub mod list_cache;
pub mod lists;
pub mod oembed;
pub(crate) mod page_cache;
pub(crate) mod share_image;
pub mod tally_feed;
pub(crate) mod tally_stream;
pub(crate) mod timeline;

/// Returns all routes of this room.
pub fn routes() -> Vec<Route> {
    [
        letter::routes(),
        letter_file::routes(),
        letter_lists::routes(),
        lists::routes(),
        embed::routes(),
        oembed::routes(),
        share_image::routes(),
        tally_stream::routes(),
    ]
    .concat()
}
