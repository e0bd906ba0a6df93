//! Maintenance: while a file lies beside the database, visitors read and nothing that they send is taken.
//!
//! A file, not a setting: it is switched while the service runs, by `undersigned maintenance on` or by hand. The worker goes on
//! sending what is owed.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Method;
use rocket::{Data, Request};

use super::App;
use crate::config;

/// Whether it is on stands in the file system alone.
#[derive(Clone, Debug)]
pub struct Maintenance(PathBuf);

/// What `undersigned maintenance` is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// From now on nothing is taken.
    On,
    /// As usual.
    Off,
}

impl Maintenance {
    /// By the file `maintenance` in the database's folder.
    pub fn beside(database: &Path) -> Self {
        Self(config::folder_beside(database).join("maintenance"))
    }

    /// Whether it is on at this moment.
    pub fn is_on(&self) -> bool {
        self.0.exists()
    }

    /// The file that switches it.
    pub fn file(&self) -> &Path {
        &self.0
    }

    /// Switches it; what is so already stays so.
    pub fn switch(&self, to: Switch) -> std::io::Result<()> {
        match to {
            Switch::On => std::fs::write(&self.0, b""),
            Switch::Off => match std::fs::remove_file(&self.0) {
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
                done => done,
            },
        }
    }
}

struct Paused(bool);

/// Whether a request was turned away for maintenance.
pub(crate) fn paused(request: &Request<'_>) -> bool {
    request.local_cache(|| Paused(false)).0
}

/// Turns away whatever writes; for `lib.rs`.
pub(crate) struct Pause;

#[rocket::async_trait]
impl Fairing for Pause {
    fn info(&self) -> Info {
        Info {
            name: "maintenance",
            kind: Kind::Request,
        }
    }

    /// A fairing can't answer. No route takes TRACE, so the catcher does, in the language of the address.
    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let reads = matches!(request.method(), Method::Get | Method::Head | Method::Options);
        let on = || {
            let app = request.rocket().state::<App>();
            app.is_some_and(|app| app.maintenance.is_on())
        };
        if !reads && on() {
            request.local_cache(|| Paused(true));
            request.set_method(Method::Trace);
        }
    }
}
