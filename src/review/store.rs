//! What staff's decisions read and write.

pub mod decisions;
pub mod dossier;
pub mod trends;
