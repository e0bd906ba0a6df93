//! What staff decide about signatures that wait for them ([`decide`]), what they are shown for it, and the mail that tells a signer.

pub mod decide;
pub mod mail;
pub mod store;
