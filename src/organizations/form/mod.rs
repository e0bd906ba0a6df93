//! An organization's form: its fields, how they are read, and whom the contact names to decide.

pub mod board;
pub mod fields;
pub mod organization;
