//! The mark of a schema that must not be served: a copy into it is not finished, or the service has moved away.

use super::session::Session;
use crate::store::StoreError;

/// What a mark says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A copy from another database is being made, or was interrupted.
    Unfinished(String),
    /// The service uses a copy of this database, elsewhere.
    Left(String),
}

/// The tables of the mark: one that arrives has no other table at first.
pub(super) const TABLE: &str = "CREATE TABLE copy_marks (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  state TEXT NOT NULL CHECK (state = 'unfinished' OR state = 'left'),
  place TEXT NOT NULL
)";

/// Removes the mark.
pub(super) const REMOVE: &str = "DROP TABLE IF EXISTS copy_marks";

impl Mark {
    /// Reads the mark of a schema, if it has one.
    pub(super) fn read(session: &Session) -> Result<Option<Self>, StoreError> {
        let there = "SELECT 1 AS one FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'copy_marks'";
        if session.query(there, &[])?.is_empty() {
            return Ok(None);
        }
        let rows = session.query("SELECT state, place FROM copy_marks", &[])?;
        let Some(row) = rows.first() else { return Ok(None) };
        let place = row.get("place")?;
        Ok(Some(match row.get::<String>("state")?.as_str() {
            "left" => Self::Left(place),
            _ => Self::Unfinished(place),
        }))
    }

    /// Sets the mark, in the running transaction.
    pub(super) fn set(&self, session: &Session) -> Result<(), StoreError> {
        let (state, place) = match self {
            Self::Unfinished(place) => ("unfinished", place),
            Self::Left(place) => ("left", place),
        };
        session.together(REMOVE)?;
        session.together(TABLE)?;
        let sql = "INSERT INTO copy_marks (one, state, place) VALUES (1, ?1, ?2)";
        session.execute(sql, &[&state, place])?;
        Ok(())
    }

    /// Refuses a schema that has a mark.
    pub(super) fn refuse(session: &Session) -> Result<(), StoreError> {
        match Self::read(session)? {
            None => Ok(()),
            Some(Self::Unfinished(from)) => Err(StoreError::Unfinished(from)),
            Some(Self::Left(to)) => Err(StoreError::Left(to)),
        }
    }
}
