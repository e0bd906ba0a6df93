//! A signer's own page: see what is stored, correct it, withdraw it, erase it, sign a new text, sign the next letter, and "this was not
//! me". The link in the mail is the key; there is no account.

pub mod contact;
pub mod correct;
pub(crate) mod disown;
pub mod facts;
pub mod fields;
pub mod find;
pub mod form;
pub(crate) mod next_letter;
mod notices;
pub mod open;
pub mod page;
pub mod renew;
pub mod renewal;
pub(crate) mod returned;
pub mod see;
pub mod store;
pub mod withdraw;

use rocket::Route;

/// Returns all routes of this room.
pub fn routes() -> Vec<Route> {
    [see::routes(), find::routes(), disown::routes(), next_letter::routes()].concat()
}
