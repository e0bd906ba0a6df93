//! The schema: one file a room, and numbered migrations after the first release. `user_version` is the version of a database.
//!
//! The files use a vocabulary that translates to two engines. For SQLite it becomes:
//!
//! * `ROW`: `INTEGER PRIMARY KEY`, a row's number. `ROW ONCE`: one that is never given to another row, because a mail, a link or a
//!   tombstone may still name it after the row is gone.
//! * `MOMENT`: `INTEGER`, microseconds since 1970-01-01T00:00:00Z.
//! * `BYTES`: `BLOB`.
//! * `BOOLEAN`: `INTEGER`, of which only 0 and 1 pass.
//! * `) BY KEY;`: rows are stored in the order of the primary key. Every table is `STRICT`.
//!
//! For PostgreSQL, see [`super::postgres`].

use rusqlite::Connection;

use super::StoreError;
use super::sqlite::words;

/// The initial schema, in an order in which each table comes after those that it refers to.
pub(super) const ROOMS: &[&str] = &[
    include_str!("schema/store.sql"),
    include_str!("schema/letters.sql"),
    include_str!("schema/offices.sql"),
    include_str!("schema/outbox.sql"),
    include_str!("schema/bounces.sql"),
    include_str!("schema/signatures.sql"),
    include_str!("schema/search.sql"),
    include_str!("schema/dashboard.sql"),
    include_str!("schema/organizations.sql"),
    include_str!("schema/signing.sql"),
    include_str!("schema/delivery.sql"),
    include_str!("schema/shelf.sql"),
    include_str!("schema/record.sql"),
    include_str!("schema/updates.sql"),
    include_str!("schema/audit.sql"),
    include_str!("schema/staff.sql"),
    include_str!("schema/review.sql"),
];

/// The version of the initial schema. Lower numbers are those of databases from before the first release.
pub(super) const FIRST: i64 = 125;

/// The migrations since, oldest first. A released one is never edited: add the next one.
pub(super) const MIGRATIONS: &[Migration] = &[];

/// A change of the schema.
#[derive(Clone, Copy)]
pub(super) struct Migration {
    /// In the vocabulary of this module.
    pub(super) sql: &'static str,
    /// Whether nodes with the program before this one may go on, until they are upgraded as well: it only adds what they need not know, such
    /// as a table, an index, or a column with a default.
    #[cfg_attr(not(feature = "postgres"), expect(dead_code, reason = "a file has one program"))]
    pub(super) earlier_may_run: bool,
}

/// Returns the version that this program writes.
pub(super) fn current() -> i64 {
    FIRST + i64::try_from(MIGRATIONS.len()).unwrap_or(0)
}

/// A statement of the schema, translated.
pub(super) struct Statement(pub(super) String);

impl Statement {
    /// Returns whether it makes what rows are checked by as they come.
    pub(super) fn is_before_the_rows(&self) -> bool {
        let is_a_row = self.0.starts_with("INSERT") && !self.0.contains("'secure-delete'");
        !self.is_an_index() && !is_a_row
    }

    /// Returns whether it makes an index, which is quicker once the rows are there.
    pub(super) fn is_an_index(&self) -> bool {
        self.0.starts_with("CREATE INDEX") || self.0.starts_with("CREATE UNIQUE INDEX")
    }
}

/// Returns the statements that create the tables of this version, for a database whose rows are copied from another one. `own` is what its
/// engine has in addition.
pub(super) fn statements(translate: fn(&str) -> String, own: &str) -> Vec<Statement> {
    let rooms = ROOMS.iter().copied();
    let all = rooms.chain(MIGRATIONS.iter().map(|it| it.sql)).map(translate);
    let all = all.chain([own.to_owned()]);
    let each = all.flat_map(|room| {
        let parts = room.split(";\n").map(|it| it.trim().to_owned());
        parts.filter(|it| !it.is_empty()).collect::<Vec<_>>()
    });
    each.map(Statement).collect()
}

/// Creates the tables of an empty database, or migrates an older one.
pub(super) fn apply(connection: &mut Connection) -> Result<(), StoreError> {
    apply_all(connection, MIGRATIONS)
}

fn apply_all(connection: &mut Connection, migrations: &[Migration]) -> Result<(), StoreError> {
    let known = FIRST + i64::try_from(migrations.len()).unwrap_or(0);
    let mut found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::FromTheFuture { found, known });
    }
    if found == 0 {
        create(connection)?;
        found = FIRST;
    }
    let done = usize::try_from(found - FIRST).map_err(|_| StoreError::BeforeTheFirstRelease { found })?;
    for (index, migration) in migrations.iter().enumerate().skip(done) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(&for_sqlite(migration.sql))?;
        transaction.pragma_update(None, "user_version", FIRST + i64::try_from(index + 1).unwrap_or(0))?;
        transaction.commit()?;
    }
    Ok(())
}

fn create(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    let tables: i64 = transaction.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 {
        return Err(StoreError::Foreign);
    }
    for room in ROOMS {
        transaction.execute_batch(&for_sqlite(room))?;
    }
    transaction.execute_batch(words::SCHEMA)?;
    transaction.execute(
        "INSERT INTO identity (one, tombstone_key) VALUES (1, randomblob(32))",
        [],
    )?;
    transaction.pragma_update(None, "user_version", FIRST)?;
    Ok(transaction.commit()?)
}

/// Translates the vocabulary of this module to SQLite.
pub(super) fn for_sqlite(schema: &str) -> String {
    let mut sqlite = String::with_capacity(schema.len() + schema.len() / 8);
    for line in schema.lines() {
        let code = line.split_once("--").map_or(line, |(code, _)| code);
        sqlite.push_str(&column(code.trim_end()));
        sqlite.push('\n');
    }
    sqlite
}

/// Translates one line: the end of a table, or at most one column.
fn column(line: &str) -> String {
    match line {
        ");" => return ") STRICT;".to_owned(),
        ") BY KEY;" => return ") STRICT, WITHOUT ROWID;".to_owned(),
        _ => {}
    }
    let mut words = line.split_whitespace();
    let (Some(name), Some(kind)) = (words.next(), words.next()) else {
        return line.to_owned();
    };
    match kind.trim_end_matches([',', ';']) {
        "ROW" if words.next().is_some_and(|word| word.trim_end_matches(',') == "ONCE") => {
            line.replacen("ROW ONCE", "INTEGER PRIMARY KEY AUTOINCREMENT", 1)
        }
        "ROW" => line.replacen("ROW", "INTEGER PRIMARY KEY", 1),
        "MOMENT" => line.replacen("MOMENT", "INTEGER", 1),
        "BYTES" => line.replacen("BYTES", "BLOB", 1),
        "BOOLEAN" => line.replacen("BOOLEAN", &format!("INTEGER CHECK ({name} = 0 OR {name} = 1)"), 1),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_translated_to_sqlite() {
        let told = for_sqlite(
            "-- A table.\nCREATE TABLE a (\n  id ROW,\n  b  BYTES PRIMARY KEY CHECK (length(b) = 32),  -- a digest\n  at MOMENT,\n  \
             x  BOOLEAN NOT NULL DEFAULT FALSE\n);\nCREATE TABLE k (\n  n INTEGER PRIMARY KEY\n) BY KEY;",
        );
        let expected = "\nCREATE TABLE a (\n  id INTEGER PRIMARY KEY,\n  b  BLOB PRIMARY KEY CHECK (length(b) = 32),\n  at INTEGER,\n  \
             x  INTEGER CHECK (x = 0 OR x = 1) NOT NULL DEFAULT FALSE\n) STRICT;\nCREATE TABLE k (\n  n INTEGER PRIMARY KEY\n) STRICT, WITHOUT ROWID;\n";
        assert_eq!(told, expected);
    }

    #[test]
    fn a_database_is_created_once_and_then_migrated() {
        let mut connection = Connection::open_in_memory().expect("opens");
        let version = |connection: &Connection| -> i64 {
            let found = connection.pragma_query_value(None, "user_version", |row| row.get(0));
            found.expect("a number")
        };
        let key = |connection: &Connection| -> Vec<u8> {
            let found = connection.query_row("SELECT tombstone_key FROM identity", [], |row| row.get(0));
            found.expect("one row")
        };
        apply(&mut connection).expect("is made");
        let (first, made) = (key(&connection), version(&connection));
        apply(&mut connection).expect("is known");
        assert_eq!((key(&connection), version(&connection)), (first.clone(), made));
        let later = Migration {
            sql: "CREATE TABLE later (\n  id ROW,\n  at MOMENT\n);",
            earlier_may_run: true,
        };
        let more = [MIGRATIONS, &[later]].concat();
        apply_all(&mut connection, &more).expect("is brought up to date");
        connection
            .execute("INSERT INTO later (at) VALUES (1)", [])
            .expect("is there");
        assert_eq!((key(&connection), version(&connection)), (first, made + 1));
        apply_all(&mut connection, &more).expect("is done once");
        let found = apply(&mut connection).expect_err("is from the future");
        assert!(
            matches!(found, StoreError::FromTheFuture { found, known } if (found, known) == (made + 1, made)),
            "{found}"
        );
    }

    #[test]
    fn a_database_from_before_the_first_release_and_another_programs_file_stay_as_they_are() {
        let mut connection = Connection::open_in_memory().expect("opens");
        connection.execute_batch("CREATE TABLE x (y TEXT)").expect("is made");
        let count = "SELECT COUNT(*) FROM sqlite_schema";
        let tables =
            |connection: &Connection| -> i64 { connection.query_row(count, [], |row| row.get(0)).expect("counts") };
        let refused = apply(&mut connection).expect_err("is another program's");
        assert!(matches!(refused, StoreError::Foreign), "{refused}");
        for version in [1, 38, 106] {
            connection.pragma_update(None, "user_version", version).expect("is set");
            let refused = apply(&mut connection).expect_err("is older");
            assert!(
                matches!(refused, StoreError::BeforeTheFirstRelease { found } if found == version),
                "{refused}"
            );
        }
        assert_eq!(tables(&connection), 1);
    }
}
