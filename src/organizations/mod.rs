//! Who speaks for an organization: its deciders, its contact and their successors, invitations, and its identity.

use rocket::Route;

pub mod approval;
pub mod form;
pub mod guest_list;
pub mod handover;
pub mod invitations;
pub mod inviting;
pub mod store;

/// Returns all routes of this room.
pub fn routes() -> Vec<Route> {
    [
        approval::routes::routes(),
        handover::routes::routes(),
        inviting::routes::routes(),
    ]
    .concat()
}
