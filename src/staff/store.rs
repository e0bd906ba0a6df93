//! Accounts, links and sessions in the database.

pub mod accounts;
pub(crate) mod factors;
pub mod filters;
pub mod links;
pub mod notices;
pub(crate) mod restored;
pub mod sessions;
pub mod shared_links;
