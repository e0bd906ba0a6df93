//! Gathers the CHECKs of each table into one function.
//!
//! The server reads a table's CHECKs anew from its catalog for every statement that writes a row, whether it is prepared or not: for a
//! signature that took longer than the rest of its insertion. What a function holds is read once a session. The constraint stays a
//! CHECK, so that it holds for every program, and `pg_dump` and `pg_restore` keep it. The function goes with its table, which is dropped with
//! `CASCADE`; but operators may have to drop `copy_marks` themselves, so it keeps its own.

use super::session::Session;
use crate::store::StoreError;

/// Replaces the CHECKs of every table, except those that are gathered already, by one that calls a function with all of them, a line each.
/// The name of both is the table's, with the version of the schema.
const GATHER: &str = r"
DO $gather$
DECLARE it record; since BIGINT := (SELECT version FROM schema_version);
BEGIN
  FOR it IN
    SELECT relname AS name, relname || '_rules_' || since AS rules,
      string_agg('(' || pg_get_expr(conbin, conrelid) || ') IS NOT FALSE', E'\n AND ' ORDER BY conname) AS conditions,
      string_agg(format('DROP CONSTRAINT %I', conname), ', ') AS drops
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE contype = 'c' AND connamespace = current_schema()::regnamespace AND conname NOT LIKE relname || '\_rules\_%'
      AND relname <> 'copy_marks'
    GROUP BY relname
  LOOP
    EXECUTE format(
      E'CREATE FUNCTION %I(this %I) RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $rules$ BEGIN RETURN (SELECT\n %s\nFROM (SELECT this.*) AS one); END $rules$',
      it.rules, it.name, it.conditions);
    EXECUTE format('ALTER TABLE %1$I %2$s, ADD CONSTRAINT %3$I CHECK (%3$I(%1$I))', it.name, it.drops, it.rules);
  END LOOP;
END $gather$";

/// Gathers what the tables of this version brought.
pub(super) fn gather(session: &Session) -> Result<(), StoreError> {
    session.together(GATHER)
}
