//! Maintenance mode: while a file exists beside the database, visitors can read, and nothing that they send is taken.
//!
//! It is a file, not a setting: it is switched while the service runs, by `undersigned maintenance on` or by hand. The worker continues to
//! send what is queued.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Method;
use rocket::{Data, Request};

use super::App;
use crate::config;

/// The maintenance switch, whose state is in the file system only.
#[derive(Clone, Debug)]
pub struct Maintenance(PathBuf);

/// The argument of `undersigned maintenance`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Nothing is taken from now on.
    On,
    /// Back to normal.
    Off,
}

impl Maintenance {
    /// Uses the file `maintenance` in the database's folder.
    pub fn beside(database: &Path) -> Self {
        Self(config::folder_beside(database).join("maintenance"))
    }

    /// Returns whether maintenance is on now.
    pub fn is_on(&self) -> bool {
        self.0.exists()
    }

    /// Returns the path of the file.
    pub fn file(&self) -> &Path {
        &self.0
    }

    /// Switches maintenance on or off; switching twice changes nothing.
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

/// Returns whether a request is the search of a staff sheet: a form that changes nothing, and is posted so that no name is in an address.
fn is_search(request: &Request<'_>) -> bool {
    let segments: Vec<&str> = request.uri().path().segments().collect();
    matches!(segments[..], ["staff", "letters", _, "signers"])
}

struct Paused(bool);

/// Returns whether a request was turned away for maintenance.
pub(crate) fn paused(request: &Request<'_>) -> bool {
    request.local_cache(|| Paused(false)).0
}

/// Turns away requests that write; a fairing.
pub(crate) struct Pause;

#[rocket::async_trait]
impl Fairing for Pause {
    fn info(&self) -> Info {
        Info {
            name: "maintenance",
            kind: Kind::Request,
        }
    }

    /// Turns the request into a TRACE, since a fairing can't answer: no route takes that, so the catcher answers, in the language of the
    /// address.
    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let reads = matches!(request.method(), Method::Get | Method::Head | Method::Options) || is_search(request);
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
