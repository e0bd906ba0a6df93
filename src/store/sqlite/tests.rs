//! Tests what is on the disk, and what happens when somebody else touches it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::checkpoints::Checkpoints;
use super::condition::State;
use super::engine::FileEngine;
use super::guard::{Guard, beside};
use super::wiping::{Begin, Wiping};
use super::*;
use crate::store::erasures::Ledger;
use crate::store::writer::Engine as _;
use crate::store::{Store, StoreError, Trouble, Tx, params};

mod deleted;
#[cfg(target_os = "linux")]
mod replaced;
mod words;

fn open() -> (tempfile::TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let store = Store::in_file(&path, 2).expect("opens");
    (folder, path, store)
}

fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |it| it.len())
}

/// Waits however long it takes: only a hang fails.
fn wait_until(what: &str, mut ready: impl FnMut() -> bool) {
    for _ in 0..6_000 {
        if ready() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("never: {what}");
}

#[test]
fn closing_leaves_one_complete_file_even_if_clones_exist() {
    let (folder, path, store) = open();
    let kept = store.clone();
    store
        .write_now(|tx| tx.execute("CREATE TABLE t (n INTEGER) STRICT", []))
        .expect("made");
    store.check().expect("begins");
    store.close();
    let refused = kept.write_now(|tx| tx.execute("INSERT INTO t VALUES (1)", []));
    assert!(matches!(refused, Err(StoreError::Closed)), "{refused:?}");
    let refused = kept.read_now(|db| db.one("SELECT 1 AS n", [], |row| row.get::<i64>("n")));
    assert!(matches!(refused, Err(StoreError::Closed)), "{refused:?}");
    assert!(!beside(&path, "-wal").exists() && !beside(&path, "-shm").exists());
    let copy = folder.path().join("copy.db");
    std::fs::copy(&path, &copy).expect("copies");
    let whole = Store::in_file(&copy, 1).expect("opens");
    let tables = whole.read_now(|db| db.all("SELECT n FROM t", [], |row| row.get::<i64>("n")));
    assert_eq!(tables.expect("is there"), Vec::<i64>::new());
    kept.close();
}

#[test]
fn a_dropped_store_leaves_one_complete_file() {
    let (_folder, path, store) = open();
    drop(store);
    assert!(!beside(&path, "-wal").exists() && !beside(&path, "-shm").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_stored_while_the_path_leads_to_another_file_or_to_none() {
    let (folder, path, store) = open();
    store
        .write_now(|tx| tx.execute("CREATE TABLE t (n INTEGER) STRICT", []))
        .expect("made");
    let insert = || store.write_now(|tx| tx.execute("INSERT INTO t VALUES (1)", []));
    for file in [path.clone(), beside(&path, "-wal")] {
        let aside = folder.path().join("aside");
        insert().expect("stored");
        std::fs::rename(&file, &aside).expect("moves");
        let refused = insert().expect_err("is refused");
        assert!(
            matches!(&refused, StoreError::Moved(path) if *path == file.display().to_string()),
            "{refused:?}"
        );
        std::fs::copy(&aside, &file).expect("another file, with the same bytes");
        let refused = insert().expect_err("is refused");
        assert_eq!(refused.trouble(), Some(Trouble::Unsafe));
        std::fs::rename(&aside, &file).expect("is back");
        insert().expect("goes on");
    }
}

#[test]
fn a_truncated_file_is_an_error_and_does_not_crash_the_process() {
    let (_folder, path, store) = open();
    let filled = store.write_now(|tx| {
        tx.execute("CREATE TABLE t (b TEXT) STRICT", [])?;
        for _ in 0..500 {
            tx.execute("INSERT INTO t VALUES (printf('%.*c', 900, 'x'))", [])?;
        }
        Ok::<_, StoreError>(())
    });
    filled.expect("stored");
    store.close();
    let store = Store::in_file(&path, 1).expect("opens");
    let file = std::fs::OpenOptions::new().write(true).open(&path).expect("opens");
    let mut rows = 0;
    let read = store.read_now(|db| {
        db.each("SELECT b FROM t", [], |row| {
            rows += 1;
            // While it is being read.
            file.set_len(8192).expect("is cut");
            row.get::<String>("b").map(drop)
        })
    });
    read.expect_err("is told");
    assert!(rows > 0);
}

#[test]
fn a_write_waits_for_another_programs_transaction_and_then_reports_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let store = Store::open_waiting(&path, 1, Duration::from_millis(50), Begin::Owed).expect("opens");
    let other = open::writer(&path, open::BUSY).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("holds the lock");
    let write = || store.write_now(|tx| tx.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER) STRICT", []));
    let refused = write().expect_err("is refused");
    assert!(matches!(refused, StoreError::Busy), "{refused:?}");
    assert!(refused.to_string().contains("another program"), "{refused}");
    other.execute_batch("COMMIT").expect("lets go");
    write().expect("goes on");
}

#[test]
fn the_service_waits_at_most_three_seconds_for_another_program() {
    assert_eq!(open::BUSY, Duration::from_secs(3));
}

#[test]
fn a_damaged_page_is_found_and_nothing_more_is_stored() {
    let (_folder, path, store) = open();
    store.check().expect("begins");
    let end = |store: &Store| {
        let check = store.check.lock().expect("a lock").take();
        check.expect("has begun").wait();
    };
    end(&store);
    assert_eq!(store.state(), State::Sound);
    store
        .write_now(|tx| {
            tx.execute("CREATE TABLE t (b TEXT) STRICT", [])?;
            for _ in 0..500 {
                tx.execute("INSERT INTO t VALUES (printf('%.*c', 900, 'x'))", [])?;
            }
            Ok::<_, StoreError>(())
        })
        .expect("stored");
    store.close();
    let mut bytes = std::fs::read(&path).expect("reads");
    let middle = bytes.len() / 4096 * 3 / 4 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    std::fs::write(&path, bytes).expect("writes");
    let store = Store::in_file(&path, 1).expect("starts all the same");
    assert_eq!(store.state(), State::Unknown);
    store.check().expect("begins");
    end(&store);
    assert_eq!(store.state(), State::Damaged);
    let refused = store.write_now(|tx| tx.execute("CREATE TABLE u (n INTEGER) STRICT", []));
    let refused = refused.expect_err("is refused");
    assert!(
        matches!(refused, StoreError::Damaged) && refused.to_string().contains("undersigned restore"),
        "{refused}"
    );
    let read = store.read_now(|db| db.one("SELECT 1 AS n", [], |row| row.get::<i64>("n")));
    assert_eq!(read.expect("is read"), Some(1));
}

#[cfg(unix)]
#[test]
fn nothing_is_wiped_while_the_file_is_damaged_or_moved() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, aside) = (folder.path().join("a.db"), folder.path().join("aside"));
    let connection = open::writer(&path, open::BUSY).expect("opens");
    connection
        .execute_batch("CREATE TABLE t (n INTEGER) STRICT; CREATE VIRTUAL TABLE search_words USING fts5(words)")
        .expect("is made");
    let mut state = FileEngine {
        unfiled: Vec::new(),
        checkpoints: Checkpoints::none(),
        guard: Guard::of(&path),
        rescued: None,
        connection,
        ledger: Ledger::beside(&path),
        condition: Arc::default(),
        wiping: Wiping::new(Begin::Owed, open::BUSY),
    };
    let log_after_wiping = |state: &mut FileEngine| {
        for _ in 0..5 {
            state.rest();
        }
        length(&beside(&path, "-wal"))
    };
    std::fs::rename(&path, &aside).expect("moves");
    assert!(log_after_wiping(&mut state) > 0, "it is moved");
    std::fs::rename(&aside, &path).expect("is back");
    state.condition.set(State::Damaged);
    assert!(log_after_wiping(&mut state) > 0, "it is damaged");
    state.condition.set(State::Sound);
    assert_eq!(log_after_wiping(&mut state), 0);
}

/// POSIX locks belong to the process: closing the file in it, by whatever handle, ends all of them.
#[cfg(target_os = "linux")]
#[test]
fn another_connection_of_this_process_leaves_the_locks_as_they_are() {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let store = Store::in_file(&path, 1).expect("opens");
    store
        .read_now(|db| db.one("SELECT 1 AS n", [], |_| Ok(())))
        .expect("reads");
    let inode = std::fs::metadata(&path).expect("a file").ino();
    let held = || {
        let all = std::fs::read_to_string("/proc/locks").expect("the locks");
        all.lines().filter(|line| line.contains(&format!(":{inode} "))).count()
    };
    assert_ne!(held(), 0);
    let before = held();
    drop(open::writer(&path, open::BUSY).expect("opens"));
    assert_eq!(held(), before);
    drop(store);
}
