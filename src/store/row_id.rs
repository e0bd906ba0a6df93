//! Ids of rows as types, so that an id of one table can't be passed for an id of another.

pub(crate) use rusqlite::Result as SqlResult;
use rusqlite::types::{FromSql, ToSql};
pub(crate) use rusqlite::types::{FromSqlResult, ToSqlOutput, ValueRef};

/// Identifies a row of one table, by its number. [`id!`](crate::store::id) makes such types.
pub trait RowId: FromSql + ToSql + Copy {
    /// Creates an id from a number that is known to be of this table.
    fn new(number: i64) -> Self;

    /// Returns the number.
    fn number(self) -> i64;
}

/// Makes the type of one table's ids. A column, JSON and text hold the number alone.
macro_rules! id {
    ($(#[$doc:meta])* $vis:vis struct $name:ident;) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        $vis struct $name(i64);

        impl $name {
            /// Identifies no row: numbers begin with 1. As a cursor, it comes before every row.
            #[allow(dead_code, reason = "not every table has use for it")]
            pub const NONE: Self = Self(0);

            /// Creates an id from a number that is known to be of this table.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// Returns the number.
            pub const fn number(self) -> i64 {
                self.0
            }
        }

        impl $crate::store::RowId for $name {
            fn new(number: i64) -> Self {
                Self::new(number)
            }

            fn number(self) -> i64 {
                self.number()
            }
        }

        impl $crate::store::Column for $name {
            fn column_result(value: $crate::store::row_id::ValueRef<'_>) -> $crate::store::row_id::FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }

        impl $crate::store::ToColumn for $name {
            fn to_sql(&self) -> $crate::store::row_id::SqlResult<$crate::store::row_id::ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}
pub(crate) use id;

#[cfg(test)]
mod tests {
    use crate::store::{Store, StoreError, Tx, params};

    id! {
        /// Identifies a row of a table of these tests.
        struct LineId;
    }

    #[test]
    fn a_number_is_stored_written_and_read_as_if_it_were_bare() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::in_file(&folder.path().join("a.db"), 1).expect("opens");
        let work = |tx: &Tx<'_>| {
            tx.execute("CREATE TABLE lines (id INTEGER PRIMARY KEY, before INTEGER)", [])?;
            let first = tx.insert::<LineId>("INSERT INTO lines (before) VALUES (NULL)", [])?;
            let second = tx.insert::<LineId>("INSERT INTO lines (before) VALUES (?1)", params![first])?;
            tx.one("SELECT id, before FROM lines WHERE id = ?1", params![second], |row| {
                Ok((row.get::<i64>("id")?, row.get::<Option<LineId>>("before")?))
            })
        };
        let read: Result<_, StoreError> = store.write_now(work);
        assert_eq!(read.expect("reads"), Some((2, Some(LineId::new(1)))));

        let id = LineId::new(42);
        assert_eq!(
            (id.to_string(), format!("{id:>4}")),
            ("42".to_owned(), "  42".to_owned())
        );
        assert_eq!("42".parse(), Ok(id));
        assert!("4 2".parse::<LineId>().is_err());
        assert_eq!(serde_json::to_string(&[id]).expect("plain data"), "[42]");
        assert_eq!(serde_json::from_str::<LineId>("42").expect("a number"), id);
    }
}
