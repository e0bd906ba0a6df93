//! An organization's form: its fields, how they are parsed, and the deciders whom the contact names.

pub mod board;
pub mod fields;
pub mod organization;
mod phone;
