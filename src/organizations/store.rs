//! What is stored about who speaks for an organization.

pub mod ballot;
pub mod handover;
pub mod identification;
pub mod invitations;
pub mod profile;
