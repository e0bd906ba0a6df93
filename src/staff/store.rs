//! Accounts, links and sessions in the database.

pub mod accounts;
pub(crate) mod factors;
pub mod filters;
pub mod links;
pub mod notices;
pub mod partner_links;
pub(crate) mod restored;
pub mod sessions;
