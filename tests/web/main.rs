//! The service through HTTP, with a real database and mails kept in memory. Files mirror URLs.

mod abuse;
mod app;
mod challenge;
mod confirm;
mod editions;
mod errors;
mod exports;
mod interface;
mod organizations;
mod own;
mod pages;
mod people;
mod quotas;
mod review;
mod sign;
mod states;
