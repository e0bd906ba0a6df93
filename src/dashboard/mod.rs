//! A letter in numbers, as staff see it: per day, by state, by district, by language, by source, by origin, and how far signatures came.
//!
//! Nothing is counted when a page is shown, and nothing is added up in the transaction of a signature: that notes which block of signatures
//! changed ([`crate::signatures::store::changed`]). A [`follower`] counts changed blocks again and adds the differences to the
//! [figures](store), so that erased and withdrawn signatures leave them as well, in whatever order things happen.

pub mod figures;
pub mod follower;
pub mod store;
