//! The relay's health as the worker knows it, in memory, for pages that promise a mail. Other processes ask [`super::store::relay::state`].

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::store::relay::Outage;

/// Whether the relay is down, and since when; shared by the worker and the pages.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<Outage>>);

impl Health {
    /// Sets that the relay is down, or works (`None`).
    pub fn set(&self, down: Option<Outage>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = down;
    }

    /// Returns why nothing is sent, and since when; `None` if the relay works, as far as we know.
    pub fn down(&self) -> Option<Outage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns since when mail has been waiting.
    pub(crate) fn waiting_since(&self) -> Option<Timestamp> {
        self.down().map(|down| down.since)
    }
}
