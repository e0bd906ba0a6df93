//! Signing by people and organizations: the two forms, admission, recording, saved forms, and the confirmation link.
//!
//! [`take`] takes a form: [`submission`] reads it, [`admission`] decides whether it may be recorded now, [`record`] records it, and
//! [`check_mail`] answers. A form that is not recorded comes back as it was typed ([`form_page`]), for one reason ([`returned`]).
//! [`confirm`] handles the button behind the mailed link, and hands over to the ledger.

use rocket::Route;

pub(crate) mod address_policy;
pub(crate) mod admission;
pub(crate) mod approval_requested;
pub mod challenge;
pub mod check_mail;
pub mod confirm;
pub mod drafts;
pub mod form;
pub(crate) mod form_page;
pub(crate) mod form_switch;
pub(crate) mod honeypot;
pub(crate) mod live_line;
pub(crate) mod not_open;
pub mod parts;
pub mod record;
pub(crate) mod returned;
pub mod sign;
pub mod store;
pub(crate) mod submission;
pub mod take;
pub(crate) mod visibility;

/// Returns all routes of this room.
pub fn routes() -> Vec<Route> {
    [
        sign::routes(),
        live_line::routes(),
        confirm::routes(),
        drafts::routes::routes(),
    ]
    .concat()
}
