//! What a signer's own page reads and writes in the database.

pub(crate) mod amend;
pub mod correct;
pub(crate) mod disown;
pub(crate) mod next_letter;
pub mod renew;
pub mod stored;
