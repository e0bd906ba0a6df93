//! The service through HTTP, with a real database and mails kept in memory. Files mirror URLs.

mod abroad;
mod abuse;
mod app;
mod check;
mod confirm;
mod editions;
mod errors;
mod exports;
mod interface;
mod lists;
mod mails;
mod organizations;
mod own;
mod pages;
mod people;
mod proxies;
mod quotas;
mod review;
mod samples;
mod sign;
mod statements;
mod states;
