//! What signing reads and writes beside the ledger.

pub mod confirm;
pub mod drafts;
pub mod scanner;
pub mod spent_challenges;
