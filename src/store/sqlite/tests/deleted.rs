//! Tests that deleted data is in no file any more, whatever readers there were, and however the service ended.

use std::collections::BTreeSet;

use super::*;
use crate::config::Secret;

fn holds(folder: &Path, canary: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("reads").flatten();
    let files = entries.map(|it| it.path()).filter(|it| it.is_file());
    let found = |path: &PathBuf| {
        let bytes = std::fs::read(path).expect("reads");
        bytes.windows(canary.len()).any(|it| it == canary.as_bytes())
    };
    files.filter(found).collect()
}

/// Returns text in random order, as addresses are, so that pages are split everywhere.
fn scattered(n: u32) -> String {
    data_encoding::HEXLOWER.encode(&Secret::new(&n.to_string()).digest("test", b"")[..12])
}

/// Creates a database of 4,000 rows whose pages were split everywhere.
fn filled() -> (tempfile::TempDir, PathBuf, Store) {
    let (folder, path, store) = open();
    store
        .write_now(|tx| {
            tx.execute(
                "CREATE TABLE t (n INTEGER PRIMARY KEY, word TEXT, other TEXT) STRICT",
                [],
            )?;
            tx.execute("CREATE INDEX words ON t (word)", [])?;
            tx.execute("CREATE INDEX others ON t (other, word) WHERE n > 10", [])
        })
        .expect("made");
    for batch in 0..40_u32 {
        let insert = move |tx: &Tx<'_>| {
            for n in batch * 100..(batch + 1) * 100 {
                let padding = "x".repeat(usize::try_from(n % 300).expect("small"));
                let other = format!("{}{padding}", scattered(n + 100_000));
                tx.execute("INSERT INTO t VALUES (?1, ?2, ?3)", params![n, scattered(n), other])?;
            }
            Ok::<_, StoreError>(())
        };
        store.write_now(insert).expect("stored");
    }
    (folder, path, store)
}

#[test]
fn data_deleted_from_split_pages_is_in_no_file() {
    let (folder, path, store) = filled();
    assert!(!holds(folder.path(), &scattered(17)).is_empty());
    let delete = |tx: &Tx<'_>| {
        for n in (0..4_000).filter(|n| n % 3 != 0) {
            tx.execute("DELETE FROM t WHERE n = ?1", params![n])?;
        }
        tx.wipe();
        Ok::<_, StoreError>(())
    };
    store.write_now(delete).expect("deleted");
    wait_until("the log is empty", || length(&beside(&path, "-wal")) == 0);
    let file = std::fs::read(&path).expect("reads");
    let is_in = |word: String| file.windows(word.len()).any(|it| it == word.as_bytes());
    for n in (0..4_000).filter(|n| n % 37 == 1) {
        let expected = n % 3 == 0;
        assert_eq!(is_in(scattered(n)), expected, "{n}");
        assert_eq!(is_in(scattered(n + 100_000)), expected, "{n}");
    }
}

#[test]
fn the_log_is_truncated_once_its_last_reader_is_done() {
    let (folder, path, store) = open();
    let secret = "a-word-that-must-go";
    store
        .write_now(move |tx| {
            tx.execute("CREATE TABLE t (word TEXT) STRICT", [])?;
            tx.execute("INSERT INTO t VALUES (?1)", params![secret])
        })
        .expect("stored");
    let (begun, has_begun) = std::sync::mpsc::channel();
    let (end, may_end) = std::sync::mpsc::channel::<()>();
    let reading = store.clone();
    let reader = std::thread::spawn(move || {
        reading.read_now(|db| {
            let words = db.all("SELECT word FROM t", [], |row| row.get::<String>("word"))?;
            begun.send(words.len()).expect("heard");
            may_end.recv().expect("told");
            Ok::<_, StoreError>(())
        })
    });
    assert_eq!(has_begun.recv().expect("begins"), 1);
    store
        .write_now(|tx| {
            tx.execute("DELETE FROM t", [])?;
            tx.wipe();
            Ok::<_, StoreError>(())
        })
        .expect("is not held up by the reader");
    assert!(length(&beside(&path, "-wal")) > 0, "the reader needs it");
    end.send(()).expect("hears");
    reader.join().expect("no panic").expect("reads");
    wait_until("the log is empty", || length(&beside(&path, "-wal")) == 0);
    assert_eq!(holds(folder.path(), secret), Vec::<PathBuf>::new());
}

#[test]
fn a_start_truncates_the_log_of_a_killed_service() {
    let (folder, path, store) = open();
    let secret = "a-word-that-must-go";
    // A service would wipe when it starts, and perhaps only after the word is stored.
    store.close();
    let store = Store::open_patiently(&path, 1).expect("opens");
    store
        .write_now(move |tx| {
            tx.execute("CREATE TABLE t (word TEXT) STRICT", [])?;
            tx.execute("INSERT INTO t VALUES (?1)", params![secret])
        })
        .expect("stored");
    // The log is not emptied, as if the service were killed between the commit and that.
    store.write_now(|tx| tx.execute("DELETE FROM t", [])).expect("deleted");
    let killed = tempfile::tempdir().expect("a folder");
    let copy = killed.path().join("a.db");
    store.readers.close();
    for ending in ["", "-wal"] {
        std::fs::copy(beside(&path, ending), beside(&copy, ending)).expect("copies");
    }
    assert!(holds(killed.path(), secret).contains(&beside(&copy, "-wal")));
    let started = Store::in_file(&copy, 1).expect("opens");
    wait_until("the log is empty", || length(&beside(&copy, "-wal")) == 0);
    assert_eq!(holds(killed.path(), secret), Vec::<PathBuf>::new());
    drop((started, folder));
}

#[test]
fn the_last_erasure_is_wiped_before_the_process_ends() {
    let (_folder, path, store) = filled();
    store.close();
    let connection = open::writer(&path, open::BUSY).expect("opens");
    connection
        .execute_batch("DELETE FROM t WHERE n % 3 <> 0")
        .expect("is deleted");
    let deleted: Vec<String> = (0..4_000).filter(|n| n % 3 != 0).map(scattered).collect();
    let left = || {
        let file = std::fs::read(&path).expect("reads");
        let is_hexadecimal = |word: &&[u8]| word.iter().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        let words: BTreeSet<&[u8]> = file.windows(24).filter(is_hexadecimal).collect();
        deleted.iter().filter(|word| words.contains(word.as_bytes())).count()
    };
    let emptied = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    emptied.expect("the log is empty");
    assert!(left() > 0, "splits have left words in the middle of pages");
    Wiping::new(Begin::Owed, open::BUSY).finish(&connection);
    assert_eq!((left(), length(&beside(&path, "-wal"))), (0, 0));
}
