//! What all routes share: the application's parts, pages, errors, quotas, the client's address, headers, static files.

pub mod answer;
pub(crate) mod assets;
pub(crate) mod automation;
pub mod body;
pub(crate) mod change_feed;
pub mod client;
pub(crate) mod dead_link;
pub mod error;
pub mod form;
pub(crate) mod gate;
pub mod headers;
pub mod language;
pub mod maintenance;
mod misdirected;
pub(crate) mod not_now;
pub mod page;
pub mod quotas;
pub mod stream_limit;
pub(crate) mod traffic;
pub(crate) mod upload;

use std::sync::Arc;

use crate::brand::Drawn;
use crate::clock::Clock;
use crate::config::Config;
use crate::locale::Locales;
use crate::outbox::Health;
use crate::store::Store;
use crate::templates::Templates;
use maintenance::Maintenance;

/// The parts that routes work with; managed by Rocket.
pub struct App {
    /// The settings.
    pub config: Arc<Config>,
    /// The languages.
    pub locales: Arc<Locales>,
    /// The templates.
    pub templates: Arc<Templates>,
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// The relay's health.
    pub health: Arc<Health>,
    /// The maintenance switch.
    pub maintenance: Maintenance,
    /// The domain of Message-IDs.
    pub mail_domain: String,
    /// The images that were drawn from the publisher's look.
    pub drawn: Drawn,
    /// The counters of changes to each letter's public side.
    pub changes: Arc<change_feed::Changes>,
}
