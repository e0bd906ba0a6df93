//! The routes below `/staff`, and the catchers for requests that are refused.

mod audit;
mod code;
mod export;
mod factor;
mod home;
mod language;
mod messages;
mod paths;
mod people;
mod refused;
mod sessions;
mod sign_in;
mod signers;
mod stranger;
mod welcome;

use rocket::{Catcher, Route};

/// The path below which all routes are.
pub const BASE: &str = "/staff";

/// Returns all routes, to be mounted at [`BASE`]. They take precedence over routes that begin with a language: `staff` is not one.
pub fn routes() -> Vec<Route> {
    let all = [
        audit::routes(),
        code::routes(),
        export::routes(),
        factor::routes(),
        home::routes(),
        language::routes(),
        messages::routes(),
        people::routes(),
        sessions::routes(),
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

/// Returns the catchers, to be registered at [`BASE`].
pub fn catchers() -> Vec<Catcher> {
    refused::catchers()
}
