//! How people and organizations sign: the two forms, who is admitted, what is recorded, forms that are saved for later, the link that
//! confirms.
//!
//! [`sign`] takes a form; [`submission`] reads it; [`admission`] asks whether it may be recorded now; [`record`] records it;
//! [`check_mail`] answers. Whatever keeps a form out brings it back as it was typed ([`answer`], [`form_page`]). [`confirm`] takes the
//! press behind the mailed link and hands over to the ledger.

use rocket::Route;

pub mod address_policy;
pub mod admission;
pub mod answer;
pub mod approval_requested;
pub mod challenge;
pub mod check_mail;
pub mod confirm;
pub mod drafts;
pub mod form;
pub mod form_page;
pub mod honeypot;
pub mod not_open;
pub mod record;
pub mod sign;
pub mod store;
pub mod submission;
pub mod submit;
pub mod try_later;
pub mod turning;
pub mod visibility;

/// Every URL of this room.
pub fn routes() -> Vec<Route> {
    [sign::routes(), confirm::routes(), drafts::routes::routes()].concat()
}
