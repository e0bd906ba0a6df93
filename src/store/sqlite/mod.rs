//! The usual engine: one file.
//!
//! * [`opening`] makes a store of it, by connections whose settings are asserted ([`open`]); [`engine`] is the writer's side.
//! * [`checkpoints`] moves the write-ahead log into the file, beside the writer.
//! * Deleted data leaves the disk: `secure_delete`, [`scrub`] for what is left in the middle of pages, and [`wiping`] for the log.
//! * [`words`] is the index of words.
//! * [`guard`] detects a file that was moved away, [`condition`] one that is damaged: then nothing is stored any more. [`log_owner`] keeps a
//!   log from being replayed over another database, [`rescue`] keeps what a replaced file was the only copy of.

mod checkpoints;
pub(super) mod condition;
pub(super) mod copy;
mod engine;
pub(super) mod guard;
pub(super) mod log_owner;
pub(super) mod open;
pub(super) mod opening;
mod rescue;
mod scrub;
mod wiping;
pub(super) mod words;

#[cfg(test)]
mod tests;
