//! What SQLite says of the tables in a file: by its pragmas, and by the statements that it keeps.

use undersigned::store::{Column, Read, Row, Store, StoreError, params};

use super::Parts;
use super::expression::{self, Token, inside, listed, tokens};

/// Returns the parts of a file's schema.
pub fn parts(store: &Store) -> Parts {
    let read = store.read_now(|db| {
        let mut parts = Parts::new();
        let sql = "SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'";
        let tables = db.all(sql, [], |row| {
            assert!(row.get::<bool>("strict")?, "a type is more than a hint");
            Ok((row.get::<String>("name")?, row.get::<bool>("wr")?))
        })?;
        for (table, is_by_key) in tables {
            parts.insert(format!("table {table}"));
            read_columns(db, &table, is_by_key, &mut parts)?;
            read_foreign_keys(db, &table, &mut parts)?;
            read_indexes(db, &table, &mut parts)?;
        }
        Ok::<_, StoreError>(parts)
    });
    read.expect("reads")
}

fn text<T: Column>(row: &Row<'_>, column: &str) -> Result<T, StoreError> {
    row.get(column)
}

/// Returns the statement that made a table or an index.
fn made(db: &Read<'_>, name: &str) -> Result<Vec<Token>, StoreError> {
    let sql = "SELECT sql FROM sqlite_schema WHERE name = ?1";
    let made: Option<String> = db.one(sql, params![name], |row| row.get("sql"))?;
    Ok(tokens(&made.expect("was made")))
}

/// Returns the conditions of a table.
fn checks(made: &[Token]) -> Vec<String> {
    let starts = made.iter().enumerate().filter(|(_, token)| *token == "CHECK");
    starts.map(|(at, _)| expression::of(inside(made, at + 1).0)).collect()
}

fn read_columns(db: &Read<'_>, table: &str, is_by_key: bool, parts: &mut Parts) -> Result<(), StoreError> {
    let made = made(db, table)?;
    let mut checks = checks(&made);
    let sql = r#"SELECT name, type, "notnull" AS filled, dflt_value, pk FROM pragma_table_xinfo(?1) ORDER BY pk, cid"#;
    let columns = db.all(sql, params![table], |row| {
        let (name, kind) = (text::<String>(row, "name")?, text::<String>(row, "type")?);
        let (filled, default) = (row.get::<bool>("filled")?, text::<Option<String>>(row, "dflt_value")?);
        Ok((name, kind, filled, default, row.get::<i64>("pk")?))
    })?;
    let keys: Vec<&str> = columns.iter().filter(|it| it.4 > 0).map(|it| it.0.as_str()).collect();
    parts.insert(format!("key {table} ({})", keys.join(", ")));
    for (name, kind, filled, default, key) in &columns {
        // The number of a row: it is never missing, though no constraint says so.
        let is_number = !is_by_key && keys == [name.as_str()] && kind == "INTEGER";
        assert!(*filled || *key == 0 || is_number, "{table}.{name} may be missing");
        let of_two = format!("or(eq({name}, 0), eq({name}, 1))");
        let checked = checks.len();
        checks.retain(|check| *check != of_two);
        let kind = match kind.as_str() {
            "INTEGER" if checks.len() < checked => "BOOLEAN",
            "BLOB" => "BYTES",
            kind => kind,
        };
        let filled = if *filled || is_number { " NOT NULL" } else { "" };
        let default = default
            .as_ref()
            .map(|it| format!(" DEFAULT {}", expression::canonical(it)));
        parts.insert(format!(
            "column {table}.{name}: {kind}{filled}{}",
            default.unwrap_or_default()
        ));
        if is_number && made.iter().any(|token| token == "AUTOINCREMENT") {
            parts.insert(format!("number once {table}.{name}"));
        }
    }
    parts.extend(checks.into_iter().map(|check| format!("check {table}: {check}")));
    Ok(())
}

fn read_foreign_keys(db: &Read<'_>, table: &str, parts: &mut Parts) -> Result<(), StoreError> {
    let sql = r#"SELECT seq, "table" AS other, "from" AS here, "to" AS there, on_update, on_delete FROM pragma_foreign_key_list(?1)"#;
    let keys = db.all(sql, params![table], |row| {
        assert_eq!(row.get::<i64>("seq")?, 0, "one column");
        let on = |event: &str, word: &str| {
            Ok::<_, StoreError>(match text::<String>(row, event)?.as_str() {
                "NO ACTION" => String::new(),
                action => format!(" ON {word} {action}"),
            })
        };
        let (other, here) = (text::<String>(row, "other")?, text::<String>(row, "here")?);
        let there: String = row.get("there")?;
        let does = on("on_update", "UPDATE")? + &on("on_delete", "DELETE")?;
        Ok(format!("foreign {table} ({here}) to {other} ({there}){does}"))
    })?;
    parts.extend(keys);
    Ok(())
}

fn read_indexes(db: &Read<'_>, table: &str, parts: &mut Parts) -> Result<(), StoreError> {
    let sql = r#"SELECT name, "unique" AS is_unique, origin FROM pragma_index_list(?1)"#;
    let indexes = db.all(sql, params![table], |row| {
        Ok((
            text::<String>(row, "name")?,
            row.get::<bool>("is_unique")?,
            text::<String>(row, "origin")?,
        ))
    })?;
    for (name, is_unique, origin) in indexes {
        let sql = r#"SELECT name, coll, "desc" AS falls FROM pragma_index_xinfo(?1) WHERE "key" ORDER BY seqno"#;
        let columns = db.all(sql, params![name], |row| {
            assert_eq!(text::<String>(row, "coll")?, "BINARY", "{name}");
            let falls = if row.get::<bool>("falls")? { " DESC" } else { "" };
            Ok((text::<Option<String>>(row, "name")?, falls))
        })?;
        match origin.as_str() {
            "pk" => {}
            "u" => {
                let columns: Vec<String> = columns.into_iter().filter_map(|(name, _)| name).collect();
                parts.insert(format!("unique {table} ({})", columns.join(", ")));
            }
            _ => {
                let made = made(db, &name)?;
                let open = made.iter().position(|token| token == "(").expect("columns");
                let (list, end) = inside(&made, open);
                let list = listed(list).into_iter().zip(columns);
                // An expression has no name; a direction is told, and not part of it.
                let told = list.map(|(made, (name, falls))| name.unwrap_or_else(|| expression::of(made)) + falls);
                let told: Vec<String> = told.collect();
                let is_unique = if is_unique { "unique " } else { "" };
                let only = made.get(end + 1..).filter(|rest| !rest.is_empty());
                let only = only
                    .map(|rest| format!(" WHERE {}", expression::of(rest)))
                    .unwrap_or_default();
                parts.insert(format!(
                    "index {is_unique}{name} on {table} ({}){only}",
                    told.join(", ")
                ));
            }
        }
    }
    Ok(())
}
