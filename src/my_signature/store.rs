//! What a signer's own page reads and writes.

pub mod amend;
pub mod correct;
pub mod disown;
pub mod next_letter;
pub mod renew;
pub mod stored;
