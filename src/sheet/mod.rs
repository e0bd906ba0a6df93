//! The sheets of a letter's organizations and people, as staff filter, sort and search them. Commands, exports and pages ask the same way.
//!
//! A [`Filter`] restricts by what is known of a signature; all of its parts have to apply. [`store::list`] returns one page at a time, from
//! a row on. Every combination is read along an index ([`store`]), so that a page costs the same however many have signed.

mod filter;
pub mod store;

pub use filter::{Filter, FilterError, Period, Sort, Standing};
pub use store::row::SheetRow;
