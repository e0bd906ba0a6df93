//! Approval: the deciders of an organization are asked by mail, and their answers are counted.

pub mod mail;
pub mod notices;
pub mod page;
pub mod progress;
pub mod reminders;
pub mod routes;
pub mod signed_anew;
