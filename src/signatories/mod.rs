//! Who signed, in public: a letter's page, the lists of signers, the tally as it rises, what stands on other people's pages, the
//! picture that is shown where a letter is shared.
//!
//! A letter's page shows who signed it, so it stands here and not in `site/`.

use rocket::Route;

pub mod embed;
pub mod letter;
pub mod lists;
pub mod oembed;
pub(crate) mod page_cache;
pub(crate) mod share_image;
pub mod tally_feed;
pub(crate) mod tally_stream;

/// Every URL of this room.
pub fn routes() -> Vec<Route> {
    [
        letter::routes(),
        lists::routes(),
        embed::routes(),
        oembed::routes(),
        share_image::routes(),
        tally_stream::routes(),
    ]
    .concat()
}
