//! Numbers of new rows, given by the client: so a row can be sent with the next statement, though its number is known at once.

use std::collections::VecDeque;

use super::{Ahead, Parameter, Record, Session, dialect, parameters};
use crate::store::StoreError;
use crate::store::query::ToColumn;

/// Resets the sequence to the last number that was used, unless the server has given out numbers after the portion.
const GIVE_BACK: &str =
    "SELECT setval(its.name, ?2) FROM (SELECT CAST(pg_get_serial_sequence(?1, 'id') AS regclass) AS name) its
   WHERE pg_sequence_last_value(its.name) = ?3";

/// Numbers of a table, drawn in this turn.
#[derive(Default)]
pub(super) struct Drawn {
    left: VecDeque<i64>,
    /// The last one that was used.
    last: i64,
    /// The last number of the portion.
    end: i64,
}

/// Draws a portion.
const DRAW: &str =
    "SELECT nextval(pg_get_serial_sequence(?1, 'id')) AS number FROM generate_series(1, 32) ORDER BY number";

impl Session {
    /// Inserts one row, and returns its number; `None` if the row existed.
    pub(in crate::store) fn insert(&self, sql: &str, values: &[&dyn ToColumn]) -> Result<Option<i64>, StoreError> {
        let number = match table_of(sql) {
            Some(table) => self.number_for(table)?,
            None => None,
        };
        let mut parameters = parameters(values)?;
        if let Some(number) = number {
            let statement = self.prepared(&format!("numbered {sql}"), |_| {
                numbered(&dialect::statement(sql), values.len() + 1)
            })?;
            parameters.push(Parameter::of(&number)?);
            self.send_ahead(Ahead::One(statement, parameters))?;
            return Ok(Some(number));
        }
        let statement = self.prepared(sql, |sql| sql + " RETURNING id")?;
        let rows = self.rows(&statement, &parameters)?;
        rows.into_iter().next().map(|row| Record(row).get("id")).transpose()
    }

    /// Returns the number of a new row; `None` for the first one of a turn, whose number the server gives, since most turns write only one.
    fn number_for(&self, table: &str) -> Result<Option<i64>, StoreError> {
        let mut numbers = self.numbers.borrow_mut();
        let Some(drawn) = numbers.get_mut(table) else {
            numbers.insert(table.to_owned(), Drawn::default());
            return Ok(None);
        };
        if drawn.left.is_empty() {
            let rows = self.query(DRAW, &[&table])?;
            drawn.left = rows.iter().map(|row| row.get("number")).collect::<Result<_, _>>()?;
            drawn.end = drawn.left.back().copied().ok_or(StoreError::Closed)?;
        }
        drawn.last = drawn.left.pop_front().ok_or(StoreError::Closed)?;
        Ok(Some(drawn.last))
    }

    /// Begins a turn.
    pub(in crate::store::postgres) fn begin_turn(&self, sql: &str) -> Result<(), StoreError> {
        self.numbers.borrow_mut().clear();
        self.together(sql)
    }

    /// Gives back what was drawn and not used, before the turn ends: so rows have their numbers in the order in which all nodes together
    /// write them, without gaps.
    pub(in crate::store::postgres) fn end_turn(&self) -> Result<(), StoreError> {
        for (table, drawn) in self.numbers.take() {
            if !drawn.left.is_empty() {
                self.post(GIVE_BACK, &[&table, &drawn.last, &drawn.end])?;
            }
        }
        Ok(())
    }
}

/// Returns the table of an `INSERT` whose row is new in any case; `None` if only the server can tell whether it is.
fn table_of(sql: &str) -> Option<&str> {
    let (table, values) = sql.strip_prefix("INSERT INTO ")?.split_once(" (")?;
    (values.contains("VALUES (") && !values.contains("ON CONFLICT")).then_some(table)
}

/// Adds the number, which is the last parameter, to such an `INSERT`.
fn numbered(sql: &str, parameter: usize) -> String {
    sql.replacen(" (", " (id, ", 1)
        .replacen("VALUES (", &format!("VALUES (${parameter}, "), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_row_gets_its_number_from_the_client_unless_it_may_exist() {
        let sql = "INSERT INTO lines (text, at)\n  VALUES ($1, $2)";
        assert_eq!(table_of(sql), Some("lines"));
        assert_eq!(
            numbered(sql, 3),
            "INSERT INTO lines (id, text, at)\n  VALUES ($3, $1, $2)"
        );
        assert_eq!(table_of(&format!("{sql} ON CONFLICT DO NOTHING")), None);
        assert_eq!(table_of("INSERT INTO lines (text) SELECT text FROM others"), None);
        assert_eq!(table_of("UPDATE lines SET text = $1"), None);
    }
}
