//! What features use for SQL, whichever engine runs it: cached statements, columns by name.

use std::ops::Deref;
use std::str::FromStr;

pub use rusqlite::types::FromSql as Column;
pub(crate) use rusqlite::types::ToSql as ToColumn;
use rusqlite::{CachedStatement, Connection};

use super::StoreError;
use super::erasures::Erased;
use super::memory::Memory;
#[cfg(feature = "postgres")]
use super::postgres::{Record, Session};
use super::row_id::RowId;
use super::signals::Pending;
use super::statements::Statements;

/// A consistent read-only view of the database.
pub struct Read<'c> {
    engine: Engine<'c>,
    statements: &'c Statements,
}

/// Where a statement runs.
#[derive(Clone, Copy)]
enum Engine<'c> {
    File(&'c Connection),
    #[cfg(feature = "postgres")]
    Server(&'c Session),
}

/// The parameters of a statement, in their order.
pub trait Params: rusqlite::Params {
    /// Lends them as a list.
    fn lend<R>(&self, work: impl FnOnce(&[&dyn ToColumn]) -> R) -> R;
}

impl Params for &[&dyn ToColumn] {
    fn lend<R>(&self, work: impl FnOnce(&[&dyn ToColumn]) -> R) -> R {
        work(self)
    }
}

impl Params for [&(dyn ToColumn + Send + Sync); 0] {
    fn lend<R>(&self, work: impl FnOnce(&[&dyn ToColumn]) -> R) -> R {
        work(&[])
    }
}

impl<T: ToColumn> Params for [T; 1] {
    fn lend<R>(&self, work: impl FnOnce(&[&dyn ToColumn]) -> R) -> R {
        work(&[&self[0]])
    }
}

/// A [`Read`] that can also write: one closure's savepoint inside the group commit.
pub struct Tx<'c> {
    read: Read<'c>,
    memory: &'c Memory,
}

/// A row of a result.
pub struct Row<'r>(Found<'r>);

enum Found<'r> {
    File(&'r rusqlite::Row<'r>),
    #[cfg(feature = "postgres")]
    Server(&'r Record),
}

impl<'c> Read<'c> {
    pub(super) fn in_file(connection: &'c Connection, statements: &'c Statements) -> Self {
        let engine = Engine::File(connection);
        Self { engine, statements }
    }

    #[cfg(feature = "postgres")]
    pub(super) fn on_server(session: &'c Session, statements: &'c Statements) -> Self {
        let engine = Engine::Server(session);
        Self { engine, statements }
    }

    /// Returns whether other machines may use it, as [`Store::is_shared`](super::Store::is_shared) does.
    pub fn is_shared(&self) -> bool {
        match self.engine {
            Engine::File(_) => false,
            #[cfg(feature = "postgres")]
            Engine::Server(_) => true,
        }
    }

    /// Returns the first row, mapped, or `None`.
    #[track_caller]
    pub fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.statements.note(sql);
        match self.engine {
            Engine::File(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let mut rows = statement.query(params)?;
                rows.next()?.map(|row| map(&Row(Found::File(row)))).transpose()
            }
            #[cfg(feature = "postgres")]
            Engine::Server(session) => {
                let rows = params.lend(|values| session.query(sql, values))?;
                rows.first().map(|row| map(&Row(Found::Server(row)))).transpose()
            }
        }
    }

    /// Returns every row, mapped; for results that are small by nature.
    #[track_caller]
    pub fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.statements.note(sql);
        match self.engine {
            Engine::File(connection) => {
                let mut found = Vec::new();
                each_in_file(connection.prepare_cached(sql)?, params, |row| {
                    found.push(map(row)?);
                    Ok::<_, StoreError>(())
                })?;
                Ok(found)
            }
            #[cfg(feature = "postgres")]
            Engine::Server(session) => {
                let rows = params.lend(|values| session.query(sql, values))?;
                rows.iter().map(|row| map(&Row(Found::Server(row)))).collect()
            }
        }
    }

    /// Visits row after row without collecting them; for results that may be large.
    #[track_caller]
    pub fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        params: impl Params,
        visit: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.statements.note(sql);
        match self.engine {
            Engine::File(connection) => {
                let statement = connection.prepare_cached(sql).map_err(StoreError::from)?;
                each_in_file(statement, params, visit)
            }
            #[cfg(feature = "postgres")]
            Engine::Server(session) => {
                let mut visit = visit;
                params.lend(|values| session.each(sql, values, |row| visit(&Row(Found::Server(row)))))
            }
        }
    }
}

fn each_in_file<E: From<StoreError>>(
    mut statement: CachedStatement<'_>,
    params: impl Params,
    mut visit: impl FnMut(&Row<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut rows = statement.query(params).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        visit(&Row(Found::File(row)))?;
    }
    Ok(())
}

impl<'c> Tx<'c> {
    pub(super) fn in_file(connection: &'c Connection, memory: &'c Memory) -> Self {
        let read = Read::in_file(connection, &memory.statements);
        Self { read, memory }
    }

    #[cfg(feature = "postgres")]
    pub(super) fn on_server(session: &'c Session, memory: &'c Memory) -> Self {
        let read = Read::on_server(session, &memory.statements);
        Self { read, memory }
    }

    pub(super) fn memory(&self) -> &Memory {
        self.memory
    }

    pub(super) fn erased(&self) -> &Erased {
        &self.memory.erased
    }

    pub(super) fn signals(&self) -> &Pending {
        &self.memory.signals
    }

    /// Runs one statement, and returns the number of rows that it changed.
    #[track_caller]
    pub fn execute(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        self.read.statements.note(sql);
        match self.read.engine {
            Engine::File(connection) => Ok(connection.prepare_cached(sql)?.execute(params)?),
            #[cfg(feature = "postgres")]
            Engine::Server(session) => params.lend(|values| session.execute(sql, values)),
        }
    }

    /// Runs one statement whose number of rows nobody asks for. A server gets it together with the next one, which fails if this one does.
    #[track_caller]
    pub fn post(&self, sql: &str, params: impl Params) -> Result<(), StoreError> {
        match self.read.engine {
            Engine::File(_) => self.execute(sql, params).map(drop),
            #[cfg(feature = "postgres")]
            Engine::Server(session) => {
                self.read.statements.note(sql);
                params.lend(|values| session.post(sql, values))
            }
        }
    }

    /// Inserts one row, and returns its number; `None` if the row existed. In SQLite, `RETURNING` would create a temporary table for the
    /// result.
    #[track_caller]
    pub fn insert<I: RowId>(&self, sql: &str, params: impl Params) -> Result<Option<I>, StoreError> {
        match self.read.engine {
            Engine::File(connection) => {
                let inserted = self.execute(sql, params)? > 0;
                Ok(inserted.then(|| I::new(connection.last_insert_rowid())))
            }
            #[cfg(feature = "postgres")]
            Engine::Server(session) => {
                self.read.statements.note(sql);
                let number = params.lend(|values| session.insert(sql, values))?;
                Ok(number.map(I::new))
            }
        }
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Read<'c>;

    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}

impl Row<'_> {
    /// Returns the value of a column; a value of the wrong type is a [`StoreError`].
    pub fn get<T: Column>(&self, column: &str) -> Result<T, StoreError> {
        match self.0 {
            Found::File(row) => Ok(row.get(column)?),
            #[cfg(feature = "postgres")]
            Found::Server(row) => row.get(column),
        }
    }

    /// Returns a column that holds one of an enum's words.
    pub fn word<W: FromStr<Err: std::fmt::Display>>(&self, column: &str) -> Result<W, StoreError> {
        self.parse(column, str::parse)
    }

    /// Returns a nullable column that holds one of an enum's words.
    pub(crate) fn word_if_any<W: FromStr<Err: std::fmt::Display>>(
        &self,
        column: &str,
    ) -> Result<Option<W>, StoreError> {
        match self.get::<Option<String>>(column)? {
            Some(_) => self.word(column).map(Some),
            None => Ok(None),
        }
    }

    /// Parses a text column with a domain type's parser.
    pub fn parse<T, E: std::fmt::Display>(
        &self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, StoreError> {
        let text: String = self.get(column)?;
        parse(&text).map_err(|why| StoreError::Value {
            column: column.to_owned(),
            why: why.to_string(),
        })
    }
}
