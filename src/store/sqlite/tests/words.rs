//! Tests of the index of words: deleted words are gone from it, and from the file.

use std::collections::BTreeSet;

use super::*;
use crate::store::Term;
use crate::store::sqlite::{open, words};

/// Adds a signature's words, without the signature.
fn add(store: &Store, rows: Vec<(i64, String)>) {
    let added = store.write_now(move |tx| {
        for (number, words) in rows {
            let sql = "INSERT INTO search_texts (signature, words) VALUES (?1, ?2)";
            tx.execute(sql, params![number, words])?;
        }
        Ok::<_, StoreError>(())
    });
    added.expect("is added");
}

fn found(store: &Store, term: Term) -> Vec<i64> {
    let read = store.read_now(|db| {
        let finder = db.finder();
        let (source, number, before, after) = (finder.source, finder.number, finder.before, finder.after);
        let sql = format!("SELECT {number} AS n FROM {source} WHERE {before}?1{after} ORDER BY {number} DESC");
        db.all(&sql, params![finder.encode(&[term])], |row| row.get("n"))
    });
    read.expect("reads")
}

/// A database whose `search_texts` has no foreign key, since these tests have no signatures.
fn with_words() -> (tempfile::TempDir, PathBuf, Store) {
    let (folder, path, store) = open();
    let made = store.write_now(|tx| {
        for statement in [
            "DROP TABLE search_texts",
            "CREATE TABLE search_texts (signature INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT",
        ] {
            tx.execute(statement, [])?;
        }
        for statement in words::SCHEMA.lines().filter(|line| line.starts_with("CREATE TRIGGER")) {
            tx.execute(statement, [])?;
        }
        Ok::<_, StoreError>(())
    });
    made.expect("is made");
    (folder, path, store)
}

#[test]
fn a_word_that_is_deleted_is_found_no_more_and_in_no_file() {
    let (_folder, path, store) = with_words();
    // All begin alike, so that a page's boundary holds nearly all of its first word.
    let word = |n: i64| format!("canary{n:07}z");
    for batch in 0..20 {
        add(
            &store,
            (batch * 500 + 1..=batch * 500 + 500)
                .map(|n| (n, format!("{} everywhere", word(n))))
                .collect(),
        );
    }
    assert_eq!(found(&store, Term::Beginning("canary0000017".to_owned())), [17]);
    assert_eq!(found(&store, Term::Word("everywhere".to_owned())).len(), 10_000);
    let gone = store.write_now(|tx| {
        for n in (1..=10_000_i64).filter(|n| n % 50 != 0) {
            tx.execute("DELETE FROM search_texts WHERE signature = ?1", params![n])?;
        }
        tx.wipe();
        Ok::<_, StoreError>(())
    });
    gone.expect("is deleted");
    let every = |beginning: &str| found(&store, Term::Beginning(beginning.to_owned()));
    assert_eq!(every("canary").len(), 200);
    assert_eq!(every("canary0000017"), [0_i64; 0]);
    store.close();
    let bytes = std::fs::read(&path).expect("reads");
    let places = bytes.windows(13).filter(|it| it.starts_with(b"canary"));
    let left: BTreeSet<&[u8]> = places.collect();
    let gone = (1..=10_000).filter(|n| n % 50 != 0).map(|n| word(n)[..13].to_owned());
    let kept: Vec<_> = gone.filter(|it| left.contains(it.as_bytes())).collect();
    assert_eq!(kept, Vec::<String>::new());
    let connection = open::plain(&path).expect("opens");
    assert!(words::is_whole(&connection), "the index agrees with its words");
    let after = Store::in_file(&path, 1).expect("opens");
    for n in (50..=10_000).step_by(50) {
        assert_eq!(found(&after, Term::Word(word(n))), [n]);
    }
}

#[test]
fn words_follow_the_table_that_they_are_in() {
    let (_folder, _path, store) = with_words();
    add(&store, vec![(1, "ana lopez".to_owned()), (2, "ana prado".to_owned())]);
    let word = |word: &str| found(&store, Term::Word(word.to_owned()));
    assert_eq!((word("ana"), word("prado"), word("lop")), (vec![2, 1], vec![2], vec![]));
    assert_eq!(found(&store, Term::Beginning("lop".to_owned())), [1]);
    let undone = store.write_now(|tx| {
        tx.execute("DELETE FROM search_texts WHERE signature = 1", [])?;
        Err::<(), _>(StoreError::Closed)
    });
    assert!(undone.is_err());
    assert_eq!(word("ana"), [2, 1]);
}
