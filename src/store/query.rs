//! Thin types over rusqlite that features use for SQL: cached statements, columns by name.

use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Deref;
use std::str::FromStr;

pub(crate) use rusqlite::Params;
pub use rusqlite::types::FromSql as Column;
pub(crate) use rusqlite::types::ToSql as ToColumn;
use rusqlite::{CachedStatement, Connection};

use super::StoreError;
use super::erasures::Erased;
use super::row_id::RowId;
use super::signals::Pending;
use super::statements::Statements;

/// A consistent read-only view of the database.
pub struct Read<'c> {
    connection: &'c Connection,
    statements: &'c Statements,
}

/// A [`Read`] that can also write: one closure's savepoint inside the group commit.
pub struct Tx<'c> {
    read: Read<'c>,
    memory: &'c Memory,
}

/// A cache that lives across the writer's transactions: one value of each type, of one generation.
///
/// A generation ends when a closure that cached something is rolled back, or its commit fails: what it cached is about rows that do not
/// exist. If several nodes write, each transaction of another one ends it as well.
#[derive(Default)]
pub(super) struct Memory {
    values: RefCell<HashMap<TypeId, Box<dyn Any>>>,
    /// Whether the running closure has cached something.
    lent: Cell<bool>,
    pub(super) erased: Erased,
    pub(super) signals: Pending,
    statements: Statements,
}

impl Memory {
    pub(super) fn noting(statements: Statements) -> Self {
        Self {
            statements,
            ..Self::default()
        }
    }

    /// Returns the position in what the running commit noted, when a closure begins, for [`Memory::undo_to`].
    pub(super) fn mark(&self) -> (usize, usize) {
        self.lent.set(false);
        (self.erased.mark(), self.signals.mark())
    }

    /// Drops what a rolled-back closure noted.
    pub(super) fn undo_to(&self, (erased, signals): (usize, usize)) {
        self.erased.undo_to(erased);
        self.signals.undo_to(signals);
        if self.lent.take() {
            self.end_generation();
        }
    }

    /// Drops the cached values of earlier transactions.
    fn end_generation(&self) {
        self.values.borrow_mut().clear();
    }

    /// Drops everything that the running commit noted, since it is rolled back.
    pub(super) fn forget(&self) {
        self.end_generation();
        self.erased.take();
        self.signals.take();
    }
}

/// A row of a result.
pub struct Row<'r> {
    row: &'r rusqlite::Row<'r>,
}

impl<'c> Read<'c> {
    pub(super) fn new(connection: &'c Connection, statements: &'c Statements) -> Self {
        Self { connection, statements }
    }

    #[track_caller]
    fn prepare(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        self.statements.note(sql);
        Ok(self.connection.prepare_cached(sql)?)
    }

    /// Returns the first row, mapped, or `None`.
    #[track_caller]
    pub fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(|row| map(&Row { row })).transpose()
    }

    /// Returns every row, mapped; for results that are small by nature.
    #[track_caller]
    pub fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(map(row)?);
            Ok::<_, StoreError>(())
        })?;
        Ok(found)
    }

    /// Visits row after row without collecting them; for results that may be large.
    #[track_caller]
    pub fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        params: impl Params,
        mut visit: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            visit(&Row { row })?;
        }
        Ok(())
    }
}

impl<'c> Tx<'c> {
    pub(super) fn new(connection: &'c Connection, memory: &'c Memory) -> Self {
        Self {
            read: Read::new(connection, &memory.statements),
            memory,
        }
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
        Ok(self.read.prepare(sql)?.execute(params)?)
    }

    /// Inserts one row, and returns its number; `None` if the row existed. `RETURNING` would create a temporary table for the result.
    #[track_caller]
    pub fn insert<I: RowId>(&self, sql: &str, params: impl Params) -> Result<Option<I>, StoreError> {
        let inserted = self.execute(sql, params)? > 0;
        Ok(inserted.then(|| I::new(self.read.connection.last_insert_rowid())))
    }

    /// Lends the value cached by earlier closures of this generation, or its default. It must only hold what can be derived from the
    /// database at any time.
    pub fn remembered<T: Default + 'static, R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        let kind = TypeId::of::<T>();
        self.memory.lent.set(true);
        // The value is taken out during the work, so that a panic leaves nothing half-done behind.
        let kept = self.memory.values.borrow_mut().remove(&kind);
        let mut value: Box<T> = kept.and_then(|it| it.downcast().ok()).unwrap_or_default();
        let answer = work(&mut value);
        self.memory.values.borrow_mut().insert(kind, value);
        answer
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
        Ok(self.row.get(column)?)
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
        let text: String = self.row.get(column)?;
        parse(&text).map_err(|why| StoreError::Value {
            column: column.to_owned(),
            why: why.to_string(),
        })
    }
}
