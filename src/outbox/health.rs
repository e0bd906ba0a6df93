//! How the relay fares, for pages that promise a mail: what the worker knows, in memory. Other processes ask
//! [`super::store::relay::state`].

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::store::relay::Down;

/// Since when the relay takes nothing; shared by the worker and the pages.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<Down>>);

impl Health {
    /// The relay takes nothing, or works (`None`).
    pub fn set(&self, down: Option<Down>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = down;
    }

    /// Why nothing is sent, and since when; `None`: all is well, as far as we know.
    pub fn down(&self) -> Option<Down> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Since when mail waits.
    pub(crate) fn waiting_since(&self) -> Option<Timestamp> {
        self.down().map(|down| down.since)
    }
}
