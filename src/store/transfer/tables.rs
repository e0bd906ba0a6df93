//! The tables of the schema, as a database without rows says.

use rusqlite::Connection;

use crate::store::{StoreError, schema};

/// A table.
#[derive(Clone, Debug)]
pub(in crate::store) struct Table {
    pub(in crate::store) name: String,
    pub(in crate::store) columns: Vec<String>,
    /// The columns of the primary key, in its order.
    key: Vec<String>,
    /// Whether its rows have numbers that the database gives: `id`.
    pub(in crate::store) is_numbered: bool,
}

impl Table {
    /// Returns the names of its columns, as a statement lists them.
    pub(in crate::store) fn list(&self) -> String {
        self.columns.join(", ")
    }

    /// Returns the statement that reads it in the order of its keys, which is the same in both engines: text is compared byte by byte.
    pub(in crate::store) fn select(&self) -> String {
        format!(
            "SELECT {} FROM {} ORDER BY {}",
            self.list(),
            self.name,
            self.key.join(", ")
        )
    }
}

/// Returns all tables; each comes after those that it refers to.
pub(super) fn all() -> Result<Vec<Table>, StoreError> {
    let mut empty = Connection::open_in_memory()?;
    schema::apply(&mut empty)?;
    // The index of words is not copied: it is built from the copied rows.
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
       AND name IN (SELECT name FROM pragma_table_list WHERE type = 'table') ORDER BY rowid";
    let mut statement = empty.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    let names = names.collect::<Result<Vec<String>, _>>()?;
    names.into_iter().map(|name| table(&empty, name)).collect()
}

fn table(empty: &Connection, name: String) -> Result<Table, StoreError> {
    let mut statement = empty.prepare("SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let mut rows = statement.query([&name])?;
    let (mut columns, mut key) = (Vec::new(), Vec::new());
    let mut is_numbered = false;
    while let Some(row) = rows.next()? {
        let (column, kind, place): (String, String, i64) = (row.get("name")?, row.get("type")?, row.get("pk")?);
        is_numbered |= column == "id" && kind == "INTEGER" && place == 1;
        if place > 0 {
            key.push((place, column.clone()));
        }
        columns.push(column);
    }
    key.sort();
    let key: Vec<String> = key.into_iter().map(|(_, column)| column).collect();
    Ok(Table {
        name,
        columns,
        key,
        is_numbered,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_comes_after_those_that_it_refers_to() {
        let tables = all().expect("reads");
        let at = |name: &str| tables.iter().position(|table| table.name == name).expect("a table");
        assert!(
            at("signatures") < at("people") && at("deciders") < at("links") && at("bundles") < at("bundle_signers")
        );
        let numbered = |name: &str| tables[at(name)].is_numbered;
        assert!(numbered("signatures") && numbered("outbox") && !numbered("people") && !numbered("district_offices"));
        let read = tables[at("signature_events")].select();
        assert!(
            read.ends_with(" FROM signature_events ORDER BY signature, number"),
            "{read}"
        );
    }
}
