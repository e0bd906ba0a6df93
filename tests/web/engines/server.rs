//! What PostgreSQL says of the tables in a schema, by its catalogs.

use undersigned::store::{Row, Store, StoreError};

use super::Parts;
use super::expression::canonical;

/// Returns the parts of the schema of a store's connections.
pub fn parts(store: &Store) -> Parts {
    let read = store.read_now(|db| {
        let mut parts = Parts::new();
        for (sql, told) in READ {
            parts.extend(db.all(sql, [], told)?);
        }
        Ok::<_, StoreError>(parts)
    });
    read.expect("reads")
}

type Told = fn(&Row<'_>) -> Result<String, StoreError>;

/// What is read, and how a row is told.
const READ: &[(&str, Told)] = &[
    (
        "SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace",
        |row| Ok(format!("table {}", row.get::<String>("name")?)),
    ),
    (
        "SELECT relname::text AS tab, attname::text AS name, format_type(atttypid, atttypmod) AS kind, attnotnull AS filled,
           pg_get_expr(adbin, adrelid) AS value, COALESCE(collname::text, '') AS collation
         FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
           LEFT JOIN pg_collation ON pg_collation.oid = attcollation
         WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND attnum > 0 AND NOT attisdropped",
        column,
    ),
    (
        "SELECT relname::text AS tab, attname::text AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
         WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND attidentity <> ''",
        |row| Ok(format!("number once {}.{}", row.get::<String>("tab")?, row.get::<String>("name")?)),
    ),
    (
        "SELECT relname::text AS tab, contype::text AS kind, pg_get_constraintdef(pg_constraint.oid) AS told, convalidated AS holds
         FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
         WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f')",
        constraint,
    ),
    // A table's CHECKs are lines of one function that one CHECK calls.
    (
        "SELECT relname::text AS tab, line, convalidated AND provolatile = 'i' AS holds
         FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
           LEFT JOIN pg_proc ON proname = conname AND pronamespace = connamespace
             AND pg_get_constraintdef(pg_constraint.oid) = format('CHECK (%I(%I.*))', proname, relname),
           regexp_split_to_table(COALESCE(prosrc, 'no function'), E'\n') AS line
         WHERE contype = 'c' AND connamespace = current_schema()::regnamespace",
        check,
    ),
    (
        "SELECT t.relname::text AS tab, i.relname::text AS name, indisunique AS only_one, indisvalid AND indisready AS holds,
           (SELECT string_agg(pg_get_indexdef(indexrelid, n, FALSE) || CASE WHEN indoption[n - 1] & 1 = 1 THEN ' DESC' ELSE '' END, E'\\n' ORDER BY n)
            FROM generate_series(1, indnkeyatts) AS n) AS columns,
           pg_get_expr(indpred, indrelid) AS condition
         FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
         WHERE i.relnamespace = current_schema()::regnamespace
           AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))",
        index,
    ),
];

fn column(row: &Row<'_>) -> Result<String, StoreError> {
    let (table, name): (String, String) = (row.get("tab")?, row.get("name")?);
    let kind = match (
        row.get::<String>("kind")?.as_str(),
        row.get::<String>("collation")?.as_str(),
    ) {
        ("bigint" | "integer", _) => "INTEGER".to_owned(),
        ("text", "C") => "TEXT".to_owned(),
        ("bytea", _) => "BYTES".to_owned(),
        ("boolean", _) => "BOOLEAN".to_owned(),
        (kind, "") => kind.to_owned(),
        (kind, collation) => format!("{kind} {collation}"),
    };
    let filled = if row.get::<bool>("filled")? { " NOT NULL" } else { "" };
    let default = row
        .get::<Option<String>>("value")?
        .map(|it| format!(" DEFAULT {}", canonical(&it)));
    Ok(format!(
        "column {table}.{name}: {kind}{filled}{}",
        default.unwrap_or_default()
    ))
}

/// Tells a constraint: `PRIMARY KEY (a, b)`, `UNIQUE (a)`, `CHECK (…)` or `FOREIGN KEY (a) REFERENCES t(b) ON DELETE CASCADE`.
fn constraint(row: &Row<'_>) -> Result<String, StoreError> {
    let (table, told): (String, String) = (row.get("tab")?, row.get("told")?);
    assert!(row.get::<bool>("holds")?, "{table}: {told}");
    let columns = told.split_once('(').expect("columns").1;
    Ok(match row.get::<String>("kind")?.as_str() {
        "p" => format!("key {table} ({columns}"),
        "u" => format!("unique {table} ({columns}"),
        _ => {
            let (here, there) = columns.split_once(") REFERENCES ").expect("another table");
            let (other, there) = there.split_once('(').expect("its column");
            format!("foreign {table} ({here}) to {other} ({there}")
        }
    })
}

/// Tells a line of the function that holds a table's CHECKs.
fn check(row: &Row<'_>) -> Result<String, StoreError> {
    let (table, line): (String, String) = (row.get("tab")?, row.get("line")?);
    assert!(row.get::<bool>("holds")?, "{table}: {line}");
    let rule = line.trim_start_matches(" AND ").trim();
    if let Some(rule) = rule.strip_suffix(" IS NOT FALSE") {
        return Ok(format!("check {table}: {}", canonical(rule)));
    }
    let is_around_them = ["BEGIN RETURN (SELECT", "FROM (SELECT this.*) AS one); END"].contains(&rule);
    assert!(is_around_them, "{table}: {line}");
    Ok(format!("table {table}"))
}

fn index(row: &Row<'_>) -> Result<String, StoreError> {
    let (table, name): (String, String) = (row.get("tab")?, row.get("name")?);
    assert!(row.get::<bool>("holds")?, "{name}");
    let columns: String = row.get("columns")?;
    let columns = columns.lines().map(|column| match column.strip_suffix(" DESC") {
        Some(column) => canonical(column) + " DESC",
        None => canonical(column),
    });
    let columns = columns.collect::<Vec<_>>().join(", ");
    let only = row
        .get::<Option<String>>("condition")?
        .map(|it| format!(" WHERE {}", canonical(&it)));
    let unique = if row.get::<bool>("only_one")? { "unique " } else { "" };
    Ok(format!(
        "index {unique}{name} on {table} ({columns}){}",
        only.unwrap_or_default()
    ))
}
