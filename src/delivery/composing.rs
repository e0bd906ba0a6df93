//! Composes the files of a delivery beside the service, because that takes longer than a request.
//!
//! What staff ask for waits in the database. A task of the service takes it, composes the files and freezes the bundle, with how far it has
//! come for the page to show. If its process is killed, the next one begins again after the lease; the bundle is frozen in the transaction
//! that ends the wish, so that there is one of it. Nothing is sent: that is for staff to approve.

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rocket::Shutdown;

use super::deliver::{self, DeliveryContext, DeliveryOptions, SendError};
use super::store::composition as rows;
use crate::audit::{By, Via};
use crate::config::Config;
use crate::letters::Slug;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Locales;
use crate::store::{Store, StoreError};

/// How often the task looks for something to compose.
const LOOK: Duration = Duration::from_secs(2);

/// How often it begins again because a signer changed something meanwhile.
const MOST_ROUNDS: usize = 3;

/// What composing works with.
#[derive(Clone)]
pub struct Workshop {
    /// The settings.
    pub config: Arc<Config>,
    /// The database.
    pub store: Store,
    /// The translations.
    pub locales: Arc<Locales>,
    /// The letters.
    pub live_library: LiveLibrary,
    /// The program that typesets the pages.
    pub program: PathBuf,
}

/// Composes what staff ask for, one letter at a time, until the service stops.
pub async fn run(workshop: Workshop, stop: Shutdown) {
    loop {
        let one = workshop.clone();
        // A thread of its own: what it composes is not waited for when the service stops, and begins again afterwards.
        let (tell, told) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || tell.send(next(&one)).ok());
        let found = tokio::select! {
            found = told => found,
            () = stop.clone() => return,
        };
        match found {
            Ok(Ok(true)) => continue,
            Ok(Err(error)) => tracing::warn!(event = "delivery.not_composed", %error),
            Ok(Ok(false)) | Err(_) => {}
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            () = stop.clone() => return,
        }
    }
}

/// Composes the next thing that staff ask for; returns whether there was one. It blocks its thread.
pub fn next(workshop: &Workshop) -> Result<bool, StoreError> {
    let now = workshop.config.clock.now();
    if !workshop.store.read_now(|db| rows::is_any(db, now))? {
        return Ok(false);
    }
    let Some(wanted) = workshop.store.write_now(move |tx| rows::claim(tx, now))? else {
        return Ok(false);
    };
    // Otherwise what panics once would be tried again after every lease, and the page would wait for it.
    let composed = std::panic::catch_unwind(AssertUnwindSafe(|| compose(workshop, &wanted)));
    let composed = composed.unwrap_or_else(|_| Err("composing stopped unexpectedly (see the log)".to_owned()));
    if let Err(problem) = composed {
        tracing::warn!(event = "delivery.not_composed", letter = wanted.letter, problem);
        workshop.store.write_now(move |tx| rows::fail(tx, &wanted, &problem))?;
    }
    Ok(true)
}

/// Composes and freezes; `Err` says why not, for staff.
fn compose(workshop: &Workshop, wanted: &rows::Composition) -> Result<(), String> {
    let library = workshop.live_library.now();
    let letter = Slug::parse(&wanted.letter).ok().and_then(|slug| library.letter(&slug));
    let letter = letter.ok_or_else(|| "the letter's folder is gone".to_owned())?;
    let context = DeliveryContext {
        config: &workshop.config,
        store: &workshop.store,
        locales: &workshop.locales,
        letter,
        by: By {
            account: wanted.asked_by,
            via: Via::Browser,
        },
    };
    let options = DeliveryOptions {
        without: wanted.without.clone(),
        supplement: wanted.supplement,
        ..DeliveryOptions::default()
    };
    for _ in 0..MOST_ROUNDS {
        let planned = deliver::plan(context, &options, &mut |_| {}).map_err(|error| error.to_string())?;
        if wanted.supplement && planned.plan.mails.is_empty() {
            return Err("no office would get a supplement now".to_owned());
        }
        let offices = u32::try_from(planned.to_compose()).unwrap_or(u32::MAX);
        let done = AtomicU32::new(0);
        let step = || {
            note(workshop, wanted, (done.fetch_add(1, Ordering::Relaxed) + 1, offices));
        };
        note(workshop, wanted, (0, offices));
        let program = workshop.program.clone();
        let prepared = deliver::prepare(context, planned, program, &step, &mut |_| {});
        match deliver::freeze_as_asked(context, prepared.map_err(|error| error.to_string())?, wanted) {
            Err(SendError::Stale(_)) => {}
            Err(SendError::Unwanted) => return Ok(()),
            frozen => return frozen.map_err(|error| error.to_string()),
        }
    }
    Err("signers keep changing something".to_owned())
}

fn note(workshop: &Workshop, wish: &rows::Composition, progress: (u32, u32)) {
    let (wish, now) = (wish.clone(), workshop.config.clock.now());
    let noted = workshop.store.write_now(move |tx| rows::note(tx, &wish, progress, now));
    if let Err(error) = noted {
        tracing::warn!(event = "delivery.progress_not_noted", %error);
    }
}
