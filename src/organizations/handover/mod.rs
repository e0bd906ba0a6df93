//! Handover: a contact names another one, who takes over from their own mailbox or declines.

pub mod mail;
pub mod routes;
