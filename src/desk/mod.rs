//! The pages of the staff area, below `/staff`, and the catchers for requests that are refused.

mod audit;
mod code;
mod delivery;
mod export;
mod factor;
mod handouts;
mod heard;
mod home;
mod import;
mod invitations;
mod language;
mod messages;
mod notices;
mod numbers;
mod partner;
mod paths;
mod people;
mod preview;
mod record;
mod refused;
mod sending;
mod sessions;
mod settings;
mod shared_links;
mod sign_in;
mod signers;
mod stranger;
mod welcome;

use rocket::{Catcher, Route};

pub use handouts::Printer;
pub use import::Imports;

/// The path below which all routes are.
pub const BASE: &str = "/staff";

/// Returns all routes, to be mounted at [`BASE`]. They take precedence over routes that begin with a language: `staff` is not one.
pub fn routes() -> Vec<Route> {
    let all = [
        audit::routes(),
        code::routes(),
        delivery::routes(),
        export::routes(),
        factor::routes(),
        handouts::routes(),
        home::routes(),
        import::routes(),
        invitations::routes(),
        language::routes(),
        messages::routes(),
        notices::routes(),
        numbers::routes(),
        people::routes(),
        record::routes(),
        sending::routes(),
        sessions::routes(),
        settings::routes(),
        shared_links::routes(),
        sign_in::routes(),
        signers::routes(),
        welcome::routes(),
    ];
    let mut routes = all.concat();
    for route in &mut routes {
        route.rank -= 20;
    }
    routes
}

/// Returns the routes that are outside of the staff area: what links open for those without an account.
pub fn public_routes() -> Vec<Route> {
    [partner::routes(), preview::routes()].concat()
}

/// Returns the catchers, to be registered at [`BASE`].
pub fn catchers() -> Vec<Catcher> {
    refused::catchers()
}
