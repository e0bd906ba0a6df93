//! Servers on either side of a copy.
//!
//! Locks of the session hold for as long as it lasts: the lead, which a running service has; the turn, without which nobody writes; and one
//! of the copy itself.

use std::path::Path;

use super::mark::{self, Mark};
use super::presence::LEAD;
use super::server::{Expected, Server};
use super::session::Session;
use super::{dialect, engine, rules, schema};
use crate::store::identity::KeyDigest;
use crate::store::transfer::{Address, Table, TransferError, Values};
use crate::store::{Store, StoreError, schema as vocabulary};

/// Takes the turn, until the session ends.
const TURN: &str = "SELECT pg_advisory_lock(731086873, hashtext(current_schema()))";

/// Gives it back: who still uses the database has its other locks, or its mark.
const NO_TURN: &str = "SELECT pg_advisory_unlock(731086873, hashtext(current_schema()))";

/// The lock of a copy.
const COPY: &str = "SELECT pg_try_advisory_lock(731086875, hashtext(current_schema()))";

/// Tables and indexes of millions of rows take their time.
const SETTINGS: &str =
    "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET maintenance_work_mem = '256MB'";

type Visit<'v> = &'v mut dyn FnMut(Values) -> Result<(), TransferError>;

fn server(address: &Address) -> Result<Server, StoreError> {
    let expected = Expected {
        ca_file: address.ca_file.as_deref(),
        given: "the address",
        ..Expected::default()
    };
    Server::parse(&address.url, expected)
}

fn connect(address: &Address) -> Result<Session, TransferError> {
    let server = server(address)?;
    let session = engine::connect(&server)?;
    session.take_time();
    session.together(SETTINGS)?;
    Ok(session)
}

/// Opens it as a store, although it has a mark. What would be beside a file is beside this path.
fn opened(address: &Address, beside: &Path) -> Result<Store, TransferError> {
    let server = server(address)?;
    Ok(Store::beside_a_copy(&server, beside)?)
}

/// Takes a lock, or says that the database is in use.
fn lock(session: &Session, sql: &str, name: &str) -> Result<(), TransferError> {
    let rows = session.query(sql, &[])?;
    let taken = rows.first().map_or(Ok(false), |row| row.get("pg_try_advisory_lock"))?;
    if taken {
        Ok(())
    } else {
        Err(TransferError::InUse(name.to_owned()))
    }
}

/// A server's schema that is copied.
pub(in crate::store) struct ServerSource {
    address: Address,
    session: Session,
}

impl ServerSource {
    pub(in crate::store) fn open(address: &Address) -> Result<Self, TransferError> {
        let (session, name) = (connect(address)?, address.name());
        match Mark::read(&session)? {
            None => {}
            Some(Mark::Unfinished(_)) => return Err(TransferError::Unfinished(name)),
            Some(Mark::Left(to)) => {
                let undo = "run DROP TABLE copy_marks in it".to_owned();
                return Err(TransferError::Left { name, to, undo });
            }
        }
        if schema::is_foreign(&session)? {
            return Err(TransferError::Nothing(name));
        }
        let rows = session.query("SELECT version FROM schema_version", &[])?;
        let found = rows.first().map_or(Ok(0), |row| row.get("version"))?;
        TransferError::of_version(&name, found, vocabulary::current())?;
        lock(&session, LEAD, &name)?;
        match session.query(TURN, &[]) {
            Err(StoreError::Busy) => return Err(TransferError::InUse(name)),
            taken => drop(taken?),
        }
        // A snapshot of what the last writer left, since nobody writes any more.
        session.begin_reading()?;
        let address = address.clone();
        Ok(Self { address, session })
    }

    pub(in crate::store) fn opened(&self, beside: &Path) -> Result<Store, TransferError> {
        self.session.end_reading();
        self.session.query(NO_TURN, &[])?;
        opened(&self.address, beside)
    }

    pub(in crate::store) fn key(&self) -> Result<Option<KeyDigest>, TransferError> {
        let rows = self
            .session
            .query("SELECT secret_digest FROM identity WHERE one = 1", &[])?;
        Ok(rows.first().map_or(Ok(None), |row| row.get("secret_digest"))?)
    }

    pub(in crate::store) fn each(&self, table: &Table, visit: Visit<'_>) -> Result<(), TransferError> {
        each(&self.session, table, visit)
    }

    pub(in crate::store) fn last_number(&self, table: &Table) -> Result<i64, TransferError> {
        let sql = format!(
            "SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS number FROM {}",
            sequence(&self.session, table)?
        );
        let rows = self.session.query(&sql, &[])?;
        Ok(rows.first().map_or(Ok(0), |row| row.get("number"))?)
    }

    pub(in crate::store) fn leave(&self, to: &str) -> Result<(), TransferError> {
        self.session.end_reading();
        self.session.together("BEGIN")?;
        Mark::Left(to.to_owned()).set(&self.session)?;
        Ok(self.session.together("COMMIT")?)
    }

    pub(in crate::store) fn stay(&self) -> Result<(), TransferError> {
        Ok(self.session.together(mark::REMOVE)?)
    }
}

fn each(session: &Session, table: &Table, visit: Visit<'_>) -> Result<(), TransferError> {
    session.each(&table.select(), &[], |row| visit(row.values()?))
}

/// Returns the name of the sequence that numbers a table's rows.
fn sequence(session: &Session, table: &Table) -> Result<String, StoreError> {
    let sql = "SELECT pg_get_serial_sequence(quote_ident(current_schema()) || '.' || ?1, 'id') AS name";
    let rows = session.query(sql, &[&table.name])?;
    rows.first().ok_or(StoreError::Foreign)?.get("name")
}

/// A server's schema that is being filled: its tables are made, filled and read back in one transaction, and have a mark until the end.
pub(in crate::store) struct ServerTarget {
    address: Address,
    session: Session,
    pub(in crate::store) begins_anew: bool,
}

impl ServerTarget {
    pub(in crate::store) fn begin(address: &Address, from: &str) -> Result<Self, TransferError> {
        let (session, name) = (connect(address)?, address.name());
        session.together("BEGIN")?;
        session.together(schema::TURN)?;
        schema::create_its_schema(&session)?;
        lock(&session, COPY, &name)?;
        let begins_anew = match Mark::read(&session)? {
            Some(Mark::Unfinished(_)) => true,
            Some(Mark::Left(_)) => return Err(TransferError::NotEmpty(name)),
            None if schema::has_tables(&session)? => return Err(TransferError::NotEmpty(name)),
            None => false,
        };
        if begins_anew {
            schema::drop_all(&session)?;
        }
        Mark::Unfinished(from.to_owned()).set(&session)?;
        session.together("COMMIT")?;
        session.together("BEGIN")?;
        session.together(schema::TURN)?;
        for statement in vocabulary::statements(dialect::schema, schema::WORDS) {
            if statement.is_before_the_rows() {
                session.together(&statement.0)?;
            }
        }
        schema::create_own(&session, vocabulary::current())?;
        rules::gather(&session)?;
        Ok(Self {
            address: address.clone(),
            session,
            begins_anew,
        })
    }

    pub(in crate::store) fn opened(&self, beside: &Path) -> Result<Store, TransferError> {
        opened(&self.address, beside)
    }

    pub(in crate::store) fn append(&mut self, table: &Table, rows: Vec<Values>) -> Result<(), TransferError> {
        Ok(self.session.append(&table.name, &table.list(), rows)?)
    }

    pub(in crate::store) fn go_on_after(&self, table: &Table, number: i64) -> Result<(), TransferError> {
        if number > 0 {
            let sql = "SELECT setval(?1::text::regclass, ?2, TRUE) AS number";
            self.session.query(sql, &[&sequence(&self.session, table)?, &number])?;
        }
        Ok(())
    }

    pub(in crate::store) fn finish_tables(&mut self) -> Result<(), TransferError> {
        for statement in vocabulary::statements(dialect::schema, schema::WORDS) {
            if statement.is_an_index() {
                self.session.together(&statement.0)?;
            }
        }
        // Without statistics, the first visitors would get query plans for empty tables. Other tables in the database are left alone: two
        // sessions that analyze everything would wait for each other.
        let ours = "SELECT string_agg(quote_ident(tablename), ', ' ORDER BY tablename) AS names FROM pg_tables WHERE schemaname = current_schema()";
        for row in self.session.query(ours, &[])? {
            self.session
                .together(&format!("ANALYZE {}", row.get::<String>("names")?))?;
        }
        Ok(())
    }

    pub(in crate::store) fn each(&self, table: &Table, visit: Visit<'_>) -> Result<(), TransferError> {
        each(&self.session, table, visit)
    }

    pub(in crate::store) fn commit(&mut self) -> Result<(), TransferError> {
        Ok(self.session.together("COMMIT")?)
    }

    pub(in crate::store) fn release(self) -> Result<(), TransferError> {
        Ok(self.session.together(mark::REMOVE)?)
    }
}
