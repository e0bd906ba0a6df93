//! The sheets of a letter's signers, which staff filter, sort and search. Commands, exports and pages use the same filters.
//!
//! A signature must match all fields of a [`Filter`]. [`store::list`] returns one page at a time, which begins after a given row. Every
//! combination is read along an index ([`store`]), so that a page takes as long with many signatures as with few.

mod filter;
mod restored;
pub(crate) mod rule;
pub mod store;

pub use filter::{Filter, FilterError, Period, Sort, Standing};
pub use rule::Rule;
pub use store::row::SheetRow;
