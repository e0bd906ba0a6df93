//! How people and organizations sign: the two forms, who is admitted, what is recorded, forms that are saved for later, the link that
//! confirms.
//!
//! [`take`] takes a form: [`submission`] reads it, [`admission`] asks whether it may be recorded now, [`record`] records it;
//! [`check_mail`] answers. Whatever keeps a form out is a reason ([`returned`]), with which it comes back as it was typed
//! ([`form_page`]). [`confirm`] takes the press behind the mailed link and hands over to the ledger.

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
pub(crate) mod honeypot;
pub(crate) mod not_open;
pub mod parts;
pub mod record;
pub(crate) mod returned;
pub mod sign;
pub mod store;
pub(crate) mod submission;
pub mod take;
pub(crate) mod turning;
pub(crate) mod visibility;

/// Every URL of this room.
pub fn routes() -> Vec<Route> {
    [sign::routes(), confirm::routes(), drafts::routes::routes()].concat()
}
