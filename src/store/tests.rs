use super::sqlite::open;
use super::*;

mod memory;

fn open() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_file(&folder.path().join("a.db"), 2).expect("opens");
    store
        .write_now(|tx| tx.execute("CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT", []))
        .expect("a table");
    (folder, store)
}

fn numbers(store: &Store) -> Vec<i64> {
    store
        .read_now(|db| db.all("SELECT n FROM t ORDER BY n", [], |row| row.get("n")))
        .expect("reads")
}

#[test]
fn one_closures_error_undoes_that_closure_alone() {
    let (_folder, store) = open();
    let (answer, wait) = std::sync::mpsc::channel();
    for n in 0..50_i64 {
        let answer = answer.clone();
        let work = move |tx: &Tx<'_>| {
            tx.execute("INSERT INTO t VALUES (?1)", params![n])?;
            if n % 10 == 3 {
                Err(StoreError::Setting("no".to_owned()))
            } else {
                Ok(n)
            }
        };
        store
            .writer
            .submit(work, move |result| answer.send(result.ok()).expect("heard"))
            .expect("queued");
    }
    drop(answer);
    let kept: Vec<i64> = wait.iter().flatten().collect();
    assert_eq!(kept.len(), 45);
    let mut kept = kept;
    kept.sort_unstable();
    assert_eq!(numbers(&store), kept);
}

/// Inserts a row and submits `next` while it runs itself, as others do; sends what was committed at that moment.
fn insert_and_submit(
    store: &Store,
    number: i64,
    seen: &std::sync::mpsc::Sender<usize>,
    next: impl FnOnce(&Tx<'_>) -> Result<(), StoreError> + Send + 'static,
) -> impl FnOnce(&Tx<'_>) -> Result<(), StoreError> + Send + 'static {
    let (store, seen) = (store.clone(), seen.clone());
    move |tx| {
        tx.execute("INSERT INTO t VALUES (?1)", params![number])?;
        seen.send(numbers(&store).len()).expect("is awaited");
        store.writer.submit(next, |_: Result<(), StoreError>| {})
    }
}

#[test]
fn work_queued_during_a_batch_joins_its_commit_once() {
    let (_folder, store) = open();
    let (seen, committed) = std::sync::mpsc::channel();
    let third = insert_and_submit(&store, 3, &seen, |_| Ok(()));
    let second = insert_and_submit(&store, 2, &seen, third);
    let first = insert_and_submit(&store, 1, &seen, second);
    store.write_now(first).expect("is stored");
    let committed: Vec<usize> = committed.iter().take(3).collect();
    assert_eq!(committed, [0, 0, 2], "two in one commit, the third in the next");
}

#[test]
fn only_callers_of_an_aborted_transaction_see_a_full_disk() {
    let (_folder, store) = open();
    let (seen, _committed) = std::sync::mpsc::channel();
    let (answer, stored) = std::sync::mpsc::channel();
    let others = store.clone();
    // As SQLite itself does on a full disk.
    let ends = move |tx: &Tx<'_>| {
        let later = |tx: &Tx<'_>| tx.execute("INSERT INTO t VALUES (3)", []);
        let told = move |result: Result<usize, StoreError>| answer.send(result).expect("is awaited");
        others.writer.submit(later, told)?;
        tx.execute("ROLLBACK", []).map(drop)
    };
    let refused = store.write_now(insert_and_submit(&store, 1, &seen, ends));
    assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    let later = stored.recv().expect("is answered");
    assert!(later.is_ok(), "{later:?}");
    assert_eq!(numbers(&store), vec![3]);
}

#[test]
fn a_panicking_closure_fails_and_the_writer_survives() {
    let (_folder, store) = open();
    let broken = store.write_now(|tx| -> Result<(), StoreError> {
        tx.execute("INSERT INTO t VALUES (1)", [])?;
        panic!("on purpose");
    });
    assert!(matches!(broken, Err(StoreError::Panicked)));
    store
        .write_now(|tx| tx.execute("INSERT INTO t VALUES (2)", []))
        .expect("goes on");
    assert_eq!(numbers(&store), vec![2]);
}

#[test]
fn a_full_disk_is_an_error_for_everyone_and_keeps_what_was_acknowledged() {
    let (_folder, store) = open();
    store
        .write_now(|tx| tx.execute("INSERT INTO t VALUES (1)", []))
        .expect("kept");
    store
        .write_now(|tx| tx.one("PRAGMA max_page_count = 1", [], |_| Ok(())))
        .expect("set");
    let (answer, wait) = std::sync::mpsc::channel();
    for n in 2..2_000_i64 {
        let answer = answer.clone();
        let work = move |tx: &Tx<'_>| {
            tx.execute("CREATE TABLE IF NOT EXISTS big (b TEXT) STRICT", [])?;
            tx.execute("INSERT INTO big VALUES (printf('%.*c', 9000, 'x'))", [])?;
            tx.execute("INSERT INTO t VALUES (?1)", params![n])
        };
        store
            .writer
            .submit(work, move |result| answer.send((n, result.is_ok())).expect("heard"))
            .expect("queued");
    }
    drop(answer);
    let acknowledged: Vec<i64> = wait.iter().filter(|(_, ok)| *ok).map(|(n, _)| n).collect();
    let mut expected = vec![1];
    expected.extend(acknowledged);
    expected.sort_unstable();
    assert_eq!(numbers(&store), expected);
    assert!(expected.len() < 1_999, "the limit was reached");
}

#[test]
fn readers_can_not_write() {
    let (_folder, store) = open();
    let refused = store.read_now(|db| db.all("INSERT INTO t VALUES (9) RETURNING n", [], |row| row.get::<i64>("n")));
    assert!(refused.is_err());
    assert!(numbers(&store).is_empty());
}

#[test]
fn a_file_of_a_newer_program_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let store = Store::in_file(&path, 1).expect("opens");
    store.write_now(|tx| tx.one("SELECT 1", [], |_| Ok(()))).expect("works");
    drop(store);
    open::writer(&path, open::BUSY)
        .expect("opens")
        .pragma_update(None, "user_version", 9_999)
        .expect("set");
    assert!(matches!(
        Store::in_file(&path, 1),
        Err(StoreError::FromTheFuture { .. })
    ));
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _store) = open();
    for name in ["a.db", "a.db-wal"] {
        let mode = std::fs::metadata(folder.path().join(name))
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "{name} can be read by others");
    }
}

#[test]
fn an_unreleased_savepoint_is_not_committed() {
    let (_folder, store) = open();
    let spoiled = store.write_now(|tx| {
        tx.execute("INSERT INTO t VALUES (1)", [])?;
        // The writer's own RELEASE finds no savepoint then.
        tx.execute("RELEASE one", [])
    });
    assert!(spoiled.is_err());
    assert_eq!(
        numbers(&store),
        Vec::<i64>::new(),
        "who was told of a failure has nothing stored"
    );
    store
        .write_now(|tx| tx.execute("INSERT INTO t VALUES (2)", []))
        .expect("goes on");
    assert_eq!(numbers(&store), vec![2]);
}

#[test]
fn a_burst_of_readers_waits_without_a_thread_each() {
    let (_folder, store) = open();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .max_blocking_threads(3)
        .build()
        .expect("a runtime");
    let running = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let most = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    runtime.block_on(async {
        let readers = (0..40).map(|_| {
            let (store, running, most) = (store.clone(), running.clone(), most.clone());
            tokio::spawn(async move {
                let read = store.read(move |db| {
                    let now = running.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1;
                    most.fetch_max(now, std::sync::atomic::Ordering::SeqCst);
                    let found = db.one("SELECT 1 AS n", [], |row| row.get::<i64>("n"));
                    running.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                    found
                });
                read.await.expect("reads")
            })
        });
        let readers: Vec<_> = readers.collect();
        // One thread is always left for other work.
        tokio::task::spawn_blocking(|| ()).await.expect("is not starved");
        for reader in readers {
            assert_eq!(reader.await.expect("no panic"), Some(1));
        }
    });
    assert!(most.load(std::sync::atomic::Ordering::SeqCst) <= 2);
}

#[test]
fn durability_and_erasure_settings_are_set_on_every_connection() {
    let (_folder, store) = open();
    // The settings are read from the writer's own connection, not from one that a test has opened.
    let setting = |name: &'static str| {
        let sql = format!("SELECT CAST(value AS TEXT) AS it FROM (SELECT {name} AS value FROM pragma_{name})");
        store
            .write_now(move |tx| tx.one(&sql, [], |row| row.get::<String>("it")))
            .expect("answers")
            .expect("a row")
    };
    assert_eq!(setting("journal_mode"), "wal");
    assert_eq!(setting("synchronous"), "2");
    assert_eq!(setting("foreign_keys"), "1");
    assert_eq!(setting("secure_delete"), "1");
}

#[test]
fn a_database_is_empty_until_something_is_made_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let empty = |path: &Path| is_empty(path).expect("is looked at");
    assert!(empty(&path), "there is no file");
    std::fs::write(&path, "").expect("writes");
    assert!(empty(&path), "there is nothing in it");
    let store = Store::in_file(&path, 1).expect("opens");
    assert!(!empty(&path), "it is in use");
    store.close();
    assert!(!empty(&path), "it is whole");
    is_empty(&path.join("b.db")).expect_err("what is beyond a file can't be told");
    let other = folder.path().join("letter.txt");
    std::fs::write(&other, "Dear Senator, ".repeat(100)).expect("writes");
    is_empty(&other).expect_err("what is no database is not taken for an empty one");
}

#[test]
fn commits_that_erased_something_are_counted() {
    let (_folder, store) = open();
    assert_eq!(store.wipes(), 0, "to make a table erases nothing");
    store.write_now(|tx| tx.bury("row", 1)).expect("is buried");
    store
        .write_now(|tx| tx.execute("INSERT INTO t VALUES (1)", []))
        .expect("is stored");
    assert_eq!(store.wipes(), 1);
    let wiped = store.write_now(|tx| {
        tx.wipe();
        Ok::<_, StoreError>(())
    });
    wiped.expect("is wiped");
    assert_eq!(store.wipes(), 2);
}
