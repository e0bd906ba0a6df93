//! Review by staff: decisions about held signatures ([`decide`]), what staff are shown for them, and the mail that tells a signer.

pub mod decide;
pub mod mail;
pub mod store;
