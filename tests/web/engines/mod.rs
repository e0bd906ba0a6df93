//! Both engines have the same tables, columns, keys, indexes and constraints, as they say themselves, and find rows by their indexes.

mod expression;
mod file;
#[cfg(feature = "postgres")]
pub mod plans;
#[cfg(feature = "postgres")]
mod rows;
mod server;

use std::collections::BTreeSet;
use std::path::Path;

use undersigned::store::Store;

/// A part of a schema in words that are the same for both engines, such as `column people.name: TEXT NOT NULL`.
type Parts = BTreeSet<String>;

/// What the server has besides: SQLite keeps its version in the file's header, has one writer, of whose commits none is ever in question, finds words by tables of its own, and
/// gives numbers of `ROW` to later rows.
const OF_THE_SERVER: &[&str] = &[
    "check schema_version: eq(one, 1)",
    "column batches.batch: INTEGER NOT NULL",
    "column batches.node: BYTES NOT NULL",
    "column batches.written_at: INTEGER NOT NULL",
    "column schema_version.oldest: INTEGER NOT NULL",
    "column schema_version.one: INTEGER NOT NULL",
    "column schema_version.version: INTEGER NOT NULL",
    "index search_words on search_texts (array_to_tsvector(string_to_array(words, ' ')))",
    "key batches (node)",
    "key schema_version (one)",
    "number once bounces.id",
    "number once mail_quota.id",
    "number once outbox.id",
    "table batches",
    "table schema_version",
];

/// Returns the parts of the schema in a new file, and in a new place of the tests' server; `None` without one.
fn parts(folder: &Path) -> Option<(Parts, Parts)> {
    let path = folder.join("test.db");
    let on_server = at_the_server(&path)?;
    let in_file = Store::open(&path, 1).expect("opens");
    Some((file::parts(&in_file), server::parts(&on_server)))
}

#[cfg(feature = "postgres")]
fn at_the_server(path: &Path) -> Option<Store> {
    let url = crate::app::test_server::url(path)?;
    Some(Store::connect(&url, undersigned::store::Expected::default(), path, 1).expect("connects"))
}

#[cfg(not(feature = "postgres"))]
fn at_the_server(_: &Path) -> Option<Store> {
    None
}

#[test]
fn every_table_column_key_index_and_constraint_exists_in_both_engines() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((in_file, on_server)) = parts(folder.path()) else {
        return;
    };
    for (kind, least) in [
        ("table ", 40),
        ("column ", 250),
        ("key ", 40),
        ("unique ", 4),
        ("check ", 70),
        ("foreign ", 15),
        ("index ", 45),
    ] {
        let number = in_file.iter().filter(|part| part.starts_with(kind)).count();
        assert!(number >= least, "{kind}: {number} are read");
    }
    let missing: Vec<_> = in_file.difference(&on_server).collect();
    assert!(missing.is_empty(), "not on the server: {missing:#?}");
    let more: Vec<_> = on_server.difference(&in_file).collect();
    assert_eq!(more, OF_THE_SERVER, "not in the file");
}

/// A foreign key whose rows no index finds lets the deletion of one row read a whole table, which no plan shows.
#[test]
fn rows_that_refer_to_another_are_found_by_an_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((_, parts)) = parts(folder.path()) else {
        return;
    };
    let begins = |kind: &str| {
        let found = parts.iter().filter_map(move |part| part.strip_prefix(kind));
        found.map(str::to_owned).collect::<Vec<_>>()
    };
    let indexes: Vec<String> = [begins("key "), begins("unique "), begins("index ")].concat();
    let is_found = |table: &str, column: &str| {
        let (one, several) = (format!("{table} ({column})"), format!("{table} ({column}, "));
        let mut told = indexes
            .iter()
            .map(|it| it.split_once(" on ").map_or(it.as_str(), |(_, on)| on));
        told.any(|on| {
            let (on, only) = on.split_once(" WHERE ").unwrap_or((on, ""));
            let holds_all = only.is_empty() || only == format!("notnull({column})");
            holds_all && (on.starts_with(&one) || on.starts_with(&several))
        })
    };
    let lost: Vec<String> = begins("foreign ")
        .into_iter()
        .filter(|key| {
            let (table, rest) = key.split_once(" (").expect("a key");
            let column = rest.split(')').next().expect("a column");
            !is_found(table, column)
        })
        .collect();
    // A bundle is deleted only when staff cancel it before any of it was sent.
    assert_eq!(lost, ["bundle_signers (bundle) to bundles (id)"]);
}
