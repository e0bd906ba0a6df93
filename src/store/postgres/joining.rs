//! Connects a store to a server: as a node of the service, or for a command.

use std::path::Path;
use std::sync::{Arc, Mutex};

use tokio::sync::watch;

use super::engine::{ServerEngine, Tables};
use super::presence::{Node, Presence, new_node};
use super::server::{Expected, Server};
use super::standbys::Standbys;
use crate::store::pool::{Pool, Source};
use crate::store::sqlite::open;
use crate::store::writer::{Shared, Writer};
use crate::store::{Store, StoreError};

impl Store {
    /// Joins the nodes of a PostgreSQL: hears what others commit, and may lead. `path` is where the file would be: what belongs to this
    /// node is beside it.
    pub fn join(url: &str, expected: Expected<'_>, path: &Path, readers: usize) -> Result<Self, StoreError> {
        let (server, node) = (Server::parse(url, expected)?, new_node()?);
        let mut joined = Self::on_server(&server, (node, expected), (path, readers), Tables::MadeIfMissing)?;
        let (listeners, leads) = (joined.shared.listeners.clone(), Arc::clone(&joined.leads));
        let presence = Presence::start(server, node, (listeners, leads), joined.standbys.clone())?;
        joined.presence = Some(Arc::new(Mutex::new(presence)));
        Ok(joined)
    }

    /// Connects to a PostgreSQL, for a command: the nodes hear what it commits.
    pub fn connect(url: &str, expected: Expected<'_>, path: &Path, readers: usize) -> Result<Self, StoreError> {
        let server = Server::parse(url, expected)?;
        let node = (new_node()?, Expected::default());
        Self::on_server(&server, node, (path, readers), Tables::MadeIfMissing)
    }

    /// Connects to a side of a copy, whose tables are there and whose mark is the copy's own.
    pub(super) fn beside_a_copy(server: &Server, path: &Path) -> Result<Self, StoreError> {
        Self::on_server(server, (new_node()?, Expected::default()), (path, 1), Tables::AsTheyAre)
    }

    /// Opens the connections, creating or migrating the tables if necessary.
    fn on_server(
        server: &Server,
        (node, expected): (Node, Expected<'_>),
        (path, readers): (&Path, usize),
        tables: Tables,
    ) -> Result<Self, StoreError> {
        open::folder_of(path)?;
        let shared = Shared::default();
        let standbys = Standbys::of(expected, readers, &shared.statements)?.map(Arc::new);
        // A thread of its own: connections are driven by the thread that uses them, which an async worker's must not do.
        let opened = std::thread::scope(|scope| {
            let open = || {
                let engine = ServerEngine::open(server.clone(), node, standbys.clone(), tables)?;
                let pool = Pool::open(
                    Source::Server(Box::new(server.clone())),
                    readers,
                    shared.statements.clone(),
                )?;
                Ok::<_, StoreError>((engine, pool))
            };
            scope.spawn(open).join()
        });
        let (engine, pool) = opened.map_err(|_| StoreError::Panicked)??;
        Ok(Self {
            writer: Arc::new(Writer::start(engine, shared.clone())?),
            readers: Arc::new(pool),
            path: Arc::new(path.to_owned()),
            condition: Arc::default(),
            check: Arc::default(),
            shared,
            leads: Arc::new(watch::channel(false).0),
            is_on_server: true,
            presence: None,
            standbys,
        })
    }
}
