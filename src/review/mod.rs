//! Review by staff: decisions about signatures ([`decide`]) and their undo ([`undo`]), what staff are shown for them, corrections of lines
//! ([`lines`]), merges ([`merging`]), and the mails that tell a signer.

pub(crate) mod amended_mail;
pub mod bulk;
pub mod decide;
pub mod flood;
pub mod lines;
pub mod mail;
pub mod merging;
pub mod rejection;
pub mod resend;
pub mod store;
pub mod undo;
