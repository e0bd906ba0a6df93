//! Creates the tables of an empty database, or migrates an older one: one node at a time.

use super::dialect;
use super::mark::Mark;
use super::session::Session;
use crate::store::StoreError;
use crate::store::schema::{FIRST, MIGRATIONS, ROOMS};

/// Takes the turn. The number is the service's own; services in other schemas of the database have turns of their own.
pub(super) const TURN: &str = "SELECT pg_advisory_xact_lock(731086873, hashtext(current_schema()))";

/// What this engine needs besides the rooms' tables: the version that SQLite has in its header, whose turn it was last, and the last batch
/// that each node committed.
const OWN: &str = "
CREATE TABLE schema_version (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  version BIGINT NOT NULL
);
CREATE TABLE turns (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  node BYTEA NOT NULL
);
INSERT INTO turns (one, node) VALUES (1, '');
CREATE TABLE batches (
  node       BYTEA PRIMARY KEY,
  batch      BIGINT NOT NULL,
  written_at BIGINT NOT NULL
);";

/// Creates or migrates, in one transaction.
pub(in crate::store) fn apply(session: &Session) -> Result<(), StoreError> {
    session.together("BEGIN")?;
    let done = apply_in_turn(session);
    session.together(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn apply_in_turn(session: &Session) -> Result<(), StoreError> {
    session.together(TURN)?;
    create_its_schema(session)?;
    Mark::refuse(session)?;
    let known = FIRST + i64::try_from(MIGRATIONS.len()).unwrap_or(0);
    if !has_tables(session)? {
        return create(session, known);
    }
    if is_foreign(session)? {
        return Err(StoreError::Foreign);
    }
    let rows = session.query("SELECT version FROM schema_version", &[])?;
    let found: i64 = rows.first().ok_or(StoreError::Foreign)?.get("version")?;
    if found > known {
        return Err(StoreError::FromTheFuture { found, known });
    }
    let done = usize::try_from(found - FIRST).map_err(|_| StoreError::BeforeTheFirstRelease { found })?;
    for migration in MIGRATIONS.iter().skip(done) {
        session.together(&dialect::schema(migration))?;
    }
    if found < known {
        session.execute("UPDATE schema_version SET version = ?1", &[&known])?;
    }
    Ok(())
}

/// Creates the first schema of `search_path`, unless it is there: otherwise, tables would be created in no schema at all.
pub(super) fn create_its_schema(session: &Session) -> Result<(), StoreError> {
    let rows = session.query(
        "SELECT quote_ident(trim(split_part(current_setting('search_path'), ',', 1))) AS schema WHERE current_schema() IS NULL",
        &[],
    )?;
    match rows.first() {
        Some(row) => session.together(&format!("CREATE SCHEMA {}", row.get::<String>("schema")?)),
        None => Ok(()),
    }
}

/// Returns whether there is any table, whoever made it.
pub(super) fn has_tables(session: &Session) -> Result<bool, StoreError> {
    let any = "SELECT 1 AS one FROM pg_tables WHERE schemaname = current_schema() LIMIT 1";
    Ok(!session.query(any, &[])?.is_empty())
}

/// Returns whether there is no table that says which version of the schema this is.
pub(super) fn is_foreign(session: &Session) -> Result<bool, StoreError> {
    let ours = "SELECT 1 AS one FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_version'";
    Ok(session.query(ours, &[])?.is_empty())
}

/// Drops every table, in a schema that holds nothing but an unfinished copy.
pub(super) fn drop_all(session: &Session) -> Result<(), StoreError> {
    let all = "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema()";
    for row in session.query(all, &[])? {
        session.together(&format!("DROP TABLE {} CASCADE", row.get::<String>("name")?))?;
    }
    Ok(())
}

fn create(session: &Session, version: i64) -> Result<(), StoreError> {
    for room in ROOMS.iter().chain(MIGRATIONS) {
        session.together(&dialect::schema(room))?;
    }
    create_own(session, version)?;
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key).map_err(|error| StoreError::Setting(format!("no random bytes: {error}")))?;
    session.execute("INSERT INTO identity (one, tombstone_key) VALUES (1, ?1)", &[&&key[..]])?;
    Ok(())
}

/// Creates what this engine needs besides the rooms' tables.
pub(super) fn create_own(session: &Session, version: i64) -> Result<(), StoreError> {
    session.together(OWN)?;
    session.execute("INSERT INTO schema_version (one, version) VALUES (1, ?1)", &[&version])?;
    Ok(())
}
