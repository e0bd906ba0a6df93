//! One connection, used by one thread at a time, which drives it: no other thread has to wake up for a statement.

mod cursor;
mod numbers;

use std::cell::{Cell as Counter, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;

use futures_util::future::{join, join_all};
use rusqlite::types::Value;
use tokio::runtime::Runtime;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Row, Statement};

use super::dialect;
use super::server::{Server, WATCHED};
use super::values::{Cell, Parameter, invalid};
use crate::store::StoreError;
use crate::store::query::{Column, ToColumn};

/// How long a statement over a whole database may take.
const WHOLE_DATABASE: Duration = Duration::from_hours(24);

/// What every connection sets. A statement is planned once, whatever its values, as in a file: otherwise it is planned at each use for as
/// long as a guess at the values promises a cheaper plan, and planning costs more than most statements. Whoever reads may be slow, such as
/// a person who pages through an export.
const SETTINGS: &str =
    "SET statement_timeout = '60s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '1h';
  SET plan_cache_mode = 'force_generic_plan'";

/// A connection to the server.
pub(in crate::store) struct Session {
    /// Runs the connection while somebody waits for it; `None` only while it is dropped.
    runtime: Option<Runtime>,
    pub(super) client: Client,
    prepared: RefCell<HashMap<String, Statement>>,
    /// How many cursors are open: the number of the next one.
    cursors: Counter<u32>,
    /// What is sent with the next statement, since nobody waits for its answer.
    ahead: RefCell<Vec<Ahead>>,
    /// Numbers for new rows by table.
    numbers: RefCell<HashMap<String, numbers::Drawn>>,
    /// Whether a statement failed since the last savepoint: the server refuses all later ones.
    failed: Counter<bool>,
    /// Whether an answer was not waited for to its end.
    late: Counter<bool>,
    /// How long one answer may take.
    patience: Counter<Duration>,
}

/// What is sent ahead of a statement, in the same round trip.
enum Ahead {
    /// Statements without parameters.
    Together(&'static str),
    One(Statement, Vec<Parameter>),
}

/// The maximum number of statements sent ahead. We don't read their answers yet, and a server that can't send its answers stops reading.
const AHEAD: usize = 16;

/// A row of a result.
pub(in crate::store) struct Record(Row);

impl Record {
    /// Returns all values, in the order of the columns.
    pub(super) fn values(&self) -> Result<Vec<Value>, StoreError> {
        let columns = self.0.columns().iter().enumerate();
        let values = columns.map(|(at, column)| {
            let cell: Cell<'_> = self.0.try_get(at).map_err(|error| invalid(column.name(), error))?;
            Value::try_from(cell.0).map_err(|error| invalid(column.name(), error))
        });
        values.collect()
    }

    /// Returns the value of a column.
    pub(in crate::store) fn get<T: Column>(&self, column: &str) -> Result<T, StoreError> {
        let cell: Cell<'_> = self
            .0
            .try_get(column)
            .map_err(|error| match std::error::Error::source(&error) {
                Some(why) => invalid(column, why),
                None => invalid(column, error),
            })?;
        T::column_result(cell.0).map_err(|error| invalid(column, error))
    }
}

impl Session {
    /// Connects to the first of the server's hosts that serves.
    pub(in crate::store) fn open(server: &Server) -> Result<Self, StoreError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|source| StoreError::Io {
                path: "connection".to_owned(),
                source,
            })?;
        let client = runtime.block_on(server.connect())?;
        let session = Self {
            runtime: Some(runtime),
            client,
            prepared: RefCell::default(),
            cursors: Counter::new(0),
            ahead: RefCell::default(),
            numbers: RefCell::default(),
            failed: Counter::new(false),
            late: Counter::new(false),
            patience: Counter::new(server.patience()),
        };
        session.together(&format!("{WATCHED}; {SETTINGS}"))?;
        Ok(session)
    }

    /// Returns whether the connection is gone.
    pub(in crate::store) fn is_gone(&self) -> bool {
        self.late.get() || self.client.is_closed()
    }

    /// Lets answers take as long as statements over a whole database do.
    pub(super) fn take_time(&self) {
        self.patience.set(WHOLE_DATABASE);
    }

    pub(super) fn wait<T>(
        &self,
        answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, StoreError> {
        let runtime = self.runtime.as_ref().expect("is there until it is dropped");
        let ahead = self.ahead.take();
        let both = async {
            // All are sent at once, in this order; after a failure the server refuses what follows.
            let (before, answer) = join(join_all(ahead.iter().map(|it| self.send(it))), answer).await;
            before.into_iter().collect::<Result<(), _>>().and(answer)
        };
        let answer = runtime.block_on(async { tokio::time::timeout(self.patience.get(), both).await });
        self.late.set(self.late.get() || answer.is_err());
        let answer = answer.map_err(|_| StoreError::Busy).and_then(|answer| Ok(answer?));
        self.failed.set(self.failed.get() || answer.is_err());
        answer
    }

    async fn send(&self, it: &Ahead) -> Result<(), tokio_postgres::Error> {
        match it {
            Ahead::Together(sql) => self.client.batch_execute(sql).await,
            Ahead::One(statement, parameters) => self.client.execute(statement, &lent(parameters)).await.map(drop),
        }
    }

    /// Sends statements without parameters with the next one.
    pub(super) fn ahead(&self, sql: &'static str) -> Result<(), StoreError> {
        self.send_ahead(Ahead::Together(sql))
    }

    fn send_ahead(&self, it: Ahead) -> Result<(), StoreError> {
        self.ahead.borrow_mut().push(it);
        if self.ahead.borrow().len() >= AHEAD {
            self.together("")?;
        }
        Ok(())
    }

    /// Begins what [`Session::release`] keeps, or a rollback undoes: with the next statement.
    pub(super) fn savepoint(&self) -> Result<(), StoreError> {
        self.failed.set(false);
        self.ahead("SAVEPOINT one")
    }

    /// Keeps what followed the savepoint, unless a statement of it failed. What is still to be sent is sent first: its failure must not be
    /// taken for another closure's.
    pub(super) fn release(&self) -> Result<(), StoreError> {
        if self.ahead.borrow().iter().any(|it| matches!(it, Ahead::One(..))) {
            return self.together("RELEASE one");
        }
        if self.failed.get() {
            return Err(StoreError::Server("an earlier statement failed".to_owned()));
        }
        self.ahead("RELEASE one")
    }

    /// Undoes what followed the savepoint, and what was still to be sent of it.
    pub(super) fn undo(&self) -> Result<(), StoreError> {
        self.ahead.borrow_mut().retain(|it| matches!(it, Ahead::Together(_)));
        self.together("ROLLBACK TO one; RELEASE one")
    }

    /// Undoes the transaction.
    pub(super) fn roll_back(&self) -> Result<(), StoreError> {
        self.ahead.take();
        self.together("ROLLBACK")
    }

    /// Begins a consistent view.
    pub(in crate::store) fn begin_reading(&self) -> Result<(), StoreError> {
        self.together("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    /// Ends it. One that can't be ended is over with its connection, which the next reader finds out.
    pub(in crate::store) fn end_reading(&self) {
        if let Err(error) = self.together("ROLLBACK") {
            tracing::debug!(event = "store.read_not_ended", %error);
        }
    }

    /// Runs statements without parameters, in one message.
    pub(super) fn together(&self, sql: &str) -> Result<(), StoreError> {
        self.wait(self.client.batch_execute(sql))
    }

    pub(super) fn prepared(&self, sql: &str, extended: impl FnOnce(String) -> String) -> Result<Statement, StoreError> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.wait(self.client.prepare(&extended(dialect::statement(sql))))?;
        self.prepared.borrow_mut().insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn rows(&self, statement: &Statement, parameters: &[Parameter]) -> Result<Vec<Row>, StoreError> {
        self.wait(self.client.query(statement, &lent(parameters)))
    }

    /// Returns all rows of a result that is small by nature.
    pub(in crate::store) fn query(&self, sql: &str, values: &[&dyn ToColumn]) -> Result<Vec<Record>, StoreError> {
        let statement = self.prepared(sql, |sql| sql)?;
        let rows = self.rows(&statement, &parameters(values)?)?;
        Ok(rows.into_iter().map(Record).collect())
    }

    /// Runs one statement whose answer nobody waits for, with the next one.
    pub(in crate::store) fn post(&self, sql: &str, values: &[&dyn ToColumn]) -> Result<(), StoreError> {
        let statement = self.prepared(sql, |sql| sql)?;
        self.send_ahead(Ahead::One(statement, parameters(values)?))
    }

    /// Runs one statement, and returns the number of rows that it changed.
    pub(in crate::store) fn execute(&self, sql: &str, values: &[&dyn ToColumn]) -> Result<usize, StoreError> {
        let statement = self.prepared(sql, |sql| sql)?;
        let parameters = parameters(values)?;
        let changed = self.wait(self.client.execute(&statement, &lent(&parameters)))?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }
}

fn parameters(values: &[&dyn ToColumn]) -> Result<Vec<Parameter>, StoreError> {
    values.iter().map(|value| Parameter::of(*value)).collect()
}

fn lent(parameters: &[Parameter]) -> Vec<&(dyn ToSql + Sync)> {
    parameters.iter().map(|it| it as _).collect()
}

impl Drop for Session {
    fn drop(&mut self) {
        // An async worker that drops it must not block.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
