//! One connection, used by one thread at a time, which drives it: no other thread has to wake up for a statement.

use std::cell::{Cell as Counter, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;

use rusqlite::types::Value;
use tokio::runtime::Runtime;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Row, Statement};

use super::dialect;
use super::server::{Server, WATCHED};
use super::values::{Cell, Parameter, invalid};
use crate::store::StoreError;
use crate::store::query::{Column, ToColumn};

/// How long one statement may take, the way there and back included.
const PATIENCE: Duration = Duration::from_secs(90);

/// How long a statement over a whole database may take.
const WHOLE_DATABASE: Duration = Duration::from_hours(24);

/// What every connection sets. A statement is planned once, whatever its values, as in a file: otherwise it is planned at each use for as
/// long as a guess at the values promises a cheaper plan, and planning costs more than most statements. Whoever reads may be slow, such as
/// a person who pages through an export.
const SETTINGS: &str =
    "SET statement_timeout = '60s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '1h';
  SET plan_cache_mode = 'force_generic_plan'";

/// How many rows are fetched at once, of a result that may be large.
const PORTION: u32 = 500;

/// A connection to the server.
pub(in crate::store) struct Session {
    /// Runs the connection while somebody waits for it; `None` only while it is dropped.
    runtime: Option<Runtime>,
    pub(super) client: Client,
    prepared: RefCell<HashMap<String, Statement>>,
    /// How many cursors are open: the number of the next one.
    cursors: Counter<u32>,
    /// What is sent with the next statement, since nobody waits for its answer.
    ahead: RefCell<String>,
    /// Whether a statement failed since the last savepoint: the server refuses all later ones.
    failed: Counter<bool>,
    /// Whether an answer was not waited for to its end.
    late: Counter<bool>,
    /// How long one answer may take.
    patience: Counter<Duration>,
}

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
            failed: Counter::new(false),
            late: Counter::new(false),
            patience: Counter::new(PATIENCE),
        };
        session.together(&format!("{WATCHED}; {SETTINGS}"))?;
        Ok(session)
    }

    /// Returns whether the connection is gone.
    pub(super) fn is_gone(&self) -> bool {
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
            if ahead.is_empty() {
                return answer.await;
            }
            // Both are sent at once, in this order.
            let (before, answer) = tokio::join!(self.client.batch_execute(&ahead), answer);
            before.and(answer)
        };
        let answer = runtime.block_on(async { tokio::time::timeout(self.patience.get(), both).await });
        self.late.set(self.late.get() || answer.is_err());
        let answer = answer.map_err(|_| StoreError::Busy).and_then(|answer| Ok(answer?));
        self.failed.set(self.failed.get() || answer.is_err());
        answer
    }

    /// Begins what [`Session::release`] keeps, or a rollback undoes: with the next statement.
    pub(super) fn savepoint(&self) {
        self.failed.set(false);
        self.ahead.borrow_mut().push_str("SAVEPOINT one;");
    }

    /// Keeps what followed the savepoint, unless a statement of it failed.
    pub(super) fn release(&self) -> Result<(), StoreError> {
        if self.failed.get() {
            return Err(StoreError::Server("an earlier statement failed".to_owned()));
        }
        self.ahead.borrow_mut().push_str("RELEASE one;");
        Ok(())
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
        let parameters: Vec<&(dyn ToSql + Sync)> = parameters.iter().map(|it| it as _).collect();
        self.wait(self.client.query(statement, &parameters))
    }

    /// Returns all rows of a result that is small by nature.
    pub(in crate::store) fn query(&self, sql: &str, values: &[&dyn ToColumn]) -> Result<Vec<Record>, StoreError> {
        let statement = self.prepared(sql, |sql| sql)?;
        let rows = self.rows(&statement, &parameters(values)?)?;
        Ok(rows.into_iter().map(Record).collect())
    }

    /// Visits the rows of a result that may be large, by a cursor. `visit` may run other statements meanwhile.
    pub(in crate::store) fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        values: &[&dyn ToColumn],
        mut visit: impl FnMut(&Record) -> Result<(), E>,
    ) -> Result<(), E> {
        // A cursor that is open already, of the same statement further up, has another name.
        let depth = self.cursors.get();
        self.cursors.set(depth + 1);
        let done = self.each_by(&format!("rows_{depth}"), sql, values, &mut visit);
        self.cursors.set(depth);
        done
    }

    fn each_by<E: From<StoreError>>(
        &self,
        cursor: &str,
        sql: &str,
        values: &[&dyn ToColumn],
        visit: &mut impl FnMut(&Record) -> Result<(), E>,
    ) -> Result<(), E> {
        let declared = format!("DECLARE {cursor} NO SCROLL CURSOR FOR {sql}");
        self.execute(&declared, values)?;
        // The next cursor of this name has other columns, so that this is not prepared for good.
        let statement = self.wait(self.client.prepare(&format!("FETCH {PORTION} FROM {cursor}")))?;
        loop {
            let rows = self.rows(&statement, &[])?;
            let is_last = rows.len() < usize::try_from(PORTION).unwrap_or(usize::MAX);
            for row in rows {
                if let Err(error) = visit(&Record(row)) {
                    // In a transaction that is broken anyway, it is closed with it.
                    self.together(&format!("CLOSE {cursor}")).ok();
                    return Err(error);
                }
            }
            if is_last {
                return Ok(self.together(&format!("CLOSE {cursor}"))?);
            }
        }
    }

    /// Runs one statement, and returns the number of rows that it changed.
    pub(in crate::store) fn execute(&self, sql: &str, values: &[&dyn ToColumn]) -> Result<usize, StoreError> {
        let statement = self.prepared(sql, |sql| sql)?;
        let parameters = parameters(values)?;
        let parameters: Vec<&(dyn ToSql + Sync)> = parameters.iter().map(|it| it as _).collect();
        let changed = self.wait(self.client.execute(&statement, &parameters))?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    /// Inserts one row, and returns its number; `None` if the row existed.
    pub(in crate::store) fn insert(&self, sql: &str, values: &[&dyn ToColumn]) -> Result<Option<i64>, StoreError> {
        let statement = self.prepared(sql, |sql| sql + " RETURNING id")?;
        let rows = self.rows(&statement, &parameters(values)?)?;
        rows.into_iter().next().map(|row| Record(row).get("id")).transpose()
    }
}

fn parameters(values: &[&dyn ToColumn]) -> Result<Vec<Parameter>, StoreError> {
    values.iter().map(|value| Parameter::of(*value)).collect()
}

impl Drop for Session {
    fn drop(&mut self) {
        // An async worker that drops it must not block.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
