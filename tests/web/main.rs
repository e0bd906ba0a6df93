//! The service through HTTP, with a real database and mails kept in memory. Files mirror URLs.

mod abroad;
mod abuse;
mod app;
mod check;
mod compression;
mod confirm;
mod editions;
mod errors;
mod exports;
mod integrity;
mod interface;
mod links;
mod organizations;
mod own;
mod pages;
mod people;
mod proxies;
mod quotas;
mod review;
mod samples;
mod sign;
mod states;
mod troubles;
mod windows;
mod unsubscribe;
mod updates;
