//! Rows on their way, and the digest of a table.
//!
//! The digest is a SHA-256 over the rows in the order of their keys. Each value is written as a letter for its type, and its content: eight
//! bytes of a number, or the length in eight bytes and then the bytes of a text. So no two tables are written alike.

use rusqlite::types::Value;
use sha2::{Digest as _, Sha256};

/// The values of a row, in the order of the table's columns; a boolean is 0 or 1.
pub(in crate::store) type Values = Vec<Value>;

/// What a table holds: how many rows, and a digest of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// The number of rows.
    pub rows: u64,
    /// Their digest.
    pub sha256: [u8; 32],
}

/// A digest that is being made.
#[derive(Default)]
pub(super) struct Digesting {
    rows: u64,
    sha: Sha256,
}

impl Digesting {
    /// Adds a row, and returns roughly how many bytes it takes.
    pub(super) fn add(&mut self, row: &[Value]) -> usize {
        self.rows += 1;
        row.iter().map(|value| self.add_value(value)).sum()
    }

    fn add_value(&mut self, value: &Value) -> usize {
        let mut numbered = |letter: u8, number: [u8; 8]| {
            self.sha.update([letter]);
            self.sha.update(number);
        };
        let bytes = match value {
            Value::Null => {
                self.sha.update(b"n");
                return size_of::<Value>();
            }
            Value::Integer(number) => {
                numbered(b'i', number.to_be_bytes());
                return size_of::<Value>();
            }
            Value::Real(number) => {
                numbered(b'r', number.to_be_bytes());
                return size_of::<Value>();
            }
            Value::Text(text) => {
                numbered(b't', (text.len() as u64).to_be_bytes());
                text.as_bytes()
            }
            Value::Blob(bytes) => {
                numbered(b'b', (bytes.len() as u64).to_be_bytes());
                bytes
            }
        };
        self.sha.update(bytes);
        size_of::<Value>() + bytes.len()
    }

    pub(super) fn end(self) -> Content {
        Content {
            rows: self.rows,
            sha256: self.sha.finalize().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(rows: &[&[Value]]) -> Content {
        let mut digest = Digesting::default();
        for row in rows {
            digest.add(row);
        }
        digest.end()
    }

    #[test]
    fn tables_that_differ_have_other_digests() {
        let text = |text: &str| Value::Text(text.to_owned());
        let tables: &[&[&[Value]]] = &[
            &[],
            &[&[Value::Null]],
            &[&[Value::Integer(0)]],
            &[&[Value::Integer(1)]],
            &[&[Value::Real(0.0)]],
            &[&[text("")]],
            &[&[text("ab")]],
            &[&[text("a"), text("b")]],
            &[&[Value::Blob(b"ab".to_vec())]],
            &[&[text("ab")], &[text("ab")]],
        ];
        for (at, one) in tables.iter().enumerate() {
            for other in &tables[at + 1..] {
                assert_ne!(digest(one).sha256, digest(other).sha256, "{one:?} {other:?}");
            }
        }
        assert_eq!(digest(tables[9]).rows, 2);
    }
}
