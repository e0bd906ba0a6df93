//! What signing reads and writes in the database besides the ledger.

pub mod confirm;
pub mod drafts;
pub mod scanner;
pub mod spent_challenges;
