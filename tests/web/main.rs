//! The service through HTTP, with a real database and mails kept in memory. Files mirror URLs.

mod app;
mod confirm;
mod editions;
mod errors;
mod exports;
mod interface;
mod own;
mod pages;
mod quotas;
mod sign;
