//! Who speaks for an organization, in the database.

pub mod ballot;
pub mod handover;
pub mod identification;
pub mod invitations;
pub mod inviting;
pub mod profile;
