//! Forms that are saved for later, and come back by a mailed link.

pub mod mail;
pub mod routes;
pub mod save;
