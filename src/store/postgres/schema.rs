//! Creates the tables of an empty database, or migrates an older one: one node at a time.
//!
//! Nodes are upgraded one at a time. The first upgraded node migrates the tables, and records in the database which programs can still use
//! them: those that know at least the version `oldest`. A migration that breaks the previous program is refused while other nodes are running:
//! each one holds a [shared lock](PRESENT) as long as it runs. An older node that was down in the meantime refuses to start when it reconnects.

use super::dialect;
use super::mark::Mark;
use super::rules;
use super::session::Session;
use crate::store::StoreError;
use crate::store::schema::{FIRST, MIGRATIONS, Migration, ROOMS};

/// Takes the turn. The number is the service's own; services in other schemas of the database have turns of their own.
pub(super) const TURN: &str = "SELECT pg_advisory_xact_lock(731086873, hashtext(current_schema()))";

/// Says for as long as the session lasts that a node is there.
pub(super) const PRESENT: &str = "SELECT pg_advisory_lock_shared(731086876, hashtext(current_schema()))";

/// Finds out, and keeps it so until the transaction ends, whether no node is there.
const ALONE: &str = "SELECT pg_try_advisory_xact_lock(731086876, hashtext(current_schema())) AS alone";

/// What this engine needs besides the rooms' tables: the version that SQLite has in its header, and the last batch that each node
/// committed.
const OWN: &str = "
CREATE TABLE schema_version (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  version BIGINT NOT NULL,
  oldest  BIGINT NOT NULL
);
CREATE TABLE batches (
  node       BYTEA PRIMARY KEY,
  batch      BIGINT NOT NULL,
  written_at BIGINT NOT NULL
);";

/// The index of words, on the same expression that [`crate::store::finding`] uses.
pub(super) const WORDS: &str =
    "CREATE INDEX search_words ON search_texts USING GIN (array_to_tsvector(string_to_array(words, ' ')));";

/// Creates or migrates, in one transaction.
pub(in crate::store) fn apply(session: &Session) -> Result<(), StoreError> {
    apply_all(session, MIGRATIONS)
}

/// Refuses a schema that this program can't work with any more, when it connects again.
pub(super) fn assert_known(session: &Session) -> Result<(), StoreError> {
    Mark::refuse(session)?;
    version(session, known(MIGRATIONS)).map(drop)
}

pub(super) fn apply_all(session: &Session, migrations: &[Migration]) -> Result<(), StoreError> {
    session.together("BEGIN")?;
    let done = apply_in_turn(session, migrations);
    session.together(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn known(migrations: &[Migration]) -> i64 {
    FIRST + i64::try_from(migrations.len()).unwrap_or(0)
}

/// Returns the version of the schema, unless it needs a newer program than one that knows the version `known`.
fn version(session: &Session, known: i64) -> Result<i64, StoreError> {
    let rows = session.query("SELECT version, oldest FROM schema_version", &[])?;
    let row = rows.first().ok_or(StoreError::Foreign)?;
    let found = row.get("version")?;
    if row.get::<i64>("oldest")? > known {
        return Err(StoreError::FromTheFuture { found, known });
    }
    Ok(found)
}

fn apply_in_turn(session: &Session, migrations: &[Migration]) -> Result<(), StoreError> {
    session.together(TURN)?;
    create_its_schema(session)?;
    Mark::refuse(session)?;
    if !has_tables(session)? {
        create(session)?;
    }
    if is_foreign(session)? {
        return Err(StoreError::Foreign);
    }
    let found = version(session, known(migrations))?;
    let done = usize::try_from(found - FIRST).map_err(|_| StoreError::BeforeTheFirstRelease { found })?;
    for (version, migration) in (found + 1..).zip(migrations.iter().skip(done)) {
        migrate(session, version, migration)?;
    }
    rules::gather(session)
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

fn migrate(session: &Session, version: i64, migration: &Migration) -> Result<(), StoreError> {
    let rows = session.query(ALONE, &[])?;
    let alone: bool = rows.first().ok_or(StoreError::Foreign)?.get("alone")?;
    if !migration.earlier_may_run && !alone {
        return Err(StoreError::OtherNodes);
    }
    session.together(&dialect::schema(migration.sql))?;
    let sql = "UPDATE schema_version SET version = ?1, oldest = CASE WHEN ?2 THEN oldest ELSE ?1 END";
    session.execute(sql, &[&version, &migration.earlier_may_run])?;
    Ok(())
}

fn create(session: &Session) -> Result<(), StoreError> {
    for room in ROOMS {
        session.together(&dialect::schema(room))?;
    }
    session.together(WORDS)?;
    create_own(session, FIRST)?;
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key).map_err(|error| StoreError::Setting(format!("no random bytes: {error}")))?;
    session.execute("INSERT INTO identity (one, tombstone_key) VALUES (1, ?1)", &[&&key[..]])?;
    Ok(())
}

/// Creates what this engine needs besides the rooms' tables.
pub(super) fn create_own(session: &Session, version: i64) -> Result<(), StoreError> {
    session.together(OWN)?;
    session.execute(
        "INSERT INTO schema_version (one, version, oldest) VALUES (1, ?1, ?1)",
        &[&version],
    )?;
    Ok(())
}
