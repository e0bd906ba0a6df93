//! What decisions of staff read and write in the database.

pub mod decisions;
pub mod dossier;
pub mod jobs;
pub mod made;
pub mod piles;
pub mod shown;
pub mod signer;
pub mod trends;
pub mod waiting;
