//! The other engine: PostgreSQL, for a service that runs on more than one machine.
//!
//! * [`server`] reads `store.url` and connects; [`session`] is one connection, driven by the thread that uses it.
//! * [`engine`] is the writer's side: each batch takes its turn by an advisory lock inside of its transaction, so that every closure sees
//!   the world as a single writer does, on however many nodes.
//! * [`joining`] makes a store of them. [`presence`] hears the other nodes' signals, and holds the lead, which one node has.
//! * [`standbys`] answer for public lists.
//! * [`dialect`] translates the statements and the schema, [`values`] parameters and columns. Features know of neither. [`rules`] makes
//!   a table's CHECKs cheap.
//! * [`transfer`] is a server's side of a copy to another database, which [`append`] fills; [`mark`] keeps services from what is not whole.
//! * [`explainer`] tells tests how the server would run a statement.

mod append;
mod dialect;
mod engine;
mod explainer;
mod joining;
mod mark;
mod presence;
mod rules;
mod schema;
mod server;
mod session;
mod standbys;
mod transfer;
mod values;

pub use explainer::ServerExplainer;
pub(super) use presence::Presence;
pub use server::Expected;
pub(super) use server::Server;
pub(super) use session::{Record, Session};
pub(super) use standbys::Standbys;
pub(super) use transfer::{ServerSource, ServerTarget};

#[cfg(test)]
mod tests;
