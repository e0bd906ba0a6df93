//! Signatures that staff bring: recorded one by one from paper, an email or a phone call, or imported from a table.
//!
//! [`entry`] puts one on a letter by the rules of every other signature; only the proof is another one. [`form`] checks what staff typed
//! with the code of the public forms, which [`paper`] words for them; [`words`] are what people write in place of choices. [`import`] reads a table: [`headings`] guesses which column is which field ([`fields`]), [`rows`]
//! checks every row, and [`mod@write`] writes all of them in one transaction, or none. Nothing here prints: a command or a page says what came
//! of it.

pub mod entry;
pub mod fields;
pub mod form;
pub mod headings;
pub mod import;
pub mod paper;
pub(crate) mod rows;
pub mod table;
mod values;
pub mod words;
pub mod write;
