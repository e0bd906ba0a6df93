//! Who speaks for an organization: those who decide for it, the contact and whoever follows them, invitations, what identifies it.

use rocket::Route;

pub mod approval;
pub mod form;
pub mod guest_list;
pub mod handover;
pub mod invitations;
pub mod store;

/// Every URL of this room.
pub fn routes() -> Vec<Route> {
    [approval::routes::routes(), handover::routes::routes()].concat()
}
