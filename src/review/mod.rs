//! Review by staff: decisions about held signatures ([`decide`]), what staff are shown for them, corrections of lines ([`lines`]), merges
//! ([`merging`]), and the mails that tell a signer.

pub(crate) mod amended_mail;
pub mod decide;
pub mod lines;
pub mod mail;
pub mod merging;
pub mod store;
