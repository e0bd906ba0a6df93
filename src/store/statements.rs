//! Records which statements a database ran, and explains their query plans, for tests.
//!
//! Only debug builds record them: the text of statements, never a bound value.

use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::{StoreError, schema};

/// Every distinct statement, with the place that ran it first.
#[derive(Clone, Default)]
pub(super) struct Statements(Arc<Mutex<BTreeMap<String, &'static Location<'static>>>>);

impl Statements {
    #[track_caller]
    pub(super) fn note(&self, sql: &str) {
        if !cfg!(debug_assertions) {
            return;
        }
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !noted.contains_key(sql) {
            noted.insert(sql.to_owned(), Location::caller());
        }
    }

    /// Returns all statements, each with the place in the source that ran it first, as `file:line`.
    pub(super) fn all(&self) -> Vec<(String, String)> {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = |at: &Location<'_>| format!("{}:{}", at.file(), at.line());
        noted.iter().map(|(sql, at)| (sql.clone(), place(at))).collect()
    }
}

/// Explains statements by the current schema.
pub struct Explainer(Connection);

impl Explainer {
    /// Creates an in-memory database with the schema.
    pub fn new() -> Result<Self, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        schema::apply(&mut connection)?;
        Ok(Self(connection))
    }

    /// Returns the steps of `EXPLAIN QUERY PLAN`, such as `SCAN people`. They depend neither on what is stored nor on parameters, since no
    /// database is ever analyzed.
    pub fn steps(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.0.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(row.get("detail")?);
        }
        Ok(steps)
    }
}
