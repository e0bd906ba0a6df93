//! Moves the CHECKs of each table into one function.
//!
//! For every statement that writes a row, prepared or not, the server reads the table's CHECKs from its catalog again. For a signature, that
//! took longer than the rest of the insert. A function is read once per session. The constraint is still a CHECK, so it applies to every
//! program, and `pg_dump` and `pg_restore` keep it. The function is dropped with its table, by `CASCADE`. The exception is `copy_marks`, which
//! operators may have to drop themselves: it keeps its own CHECKs.

use super::session::Session;
use crate::store::StoreError;

/// Replaces the CHECKs of every table, except those that were moved before, by one that calls a function with all of them, one per line.
/// Both are named after the table and the schema version.
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

/// Moves the CHECKs that this version of the schema added.
pub(super) fn gather(session: &Session) -> Result<(), StoreError> {
    session.together(GATHER)
}
