//! Another database takes the file's place: no log is replayed over it, and nothing that was acknowledged is lost.

use super::*;
use crate::store::{copy, is_empty, problems, set_aside_other_log};

/// Stores a number.
fn insert(store: &Store, number: i64) -> Result<(), StoreError> {
    store.write_now(move |tx| {
        tx.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER) STRICT", [])?;
        tx.execute("INSERT INTO t VALUES (?1)", params![number]).map(drop)
    })
}

/// Opens a database that moves nothing out of its log by itself.
fn quiet() -> (tempfile::TempDir, PathBuf, Store) {
    let (folder, path, store) = open();
    store.close();
    let store = Store::open_patiently(&path, 1).expect("opens");
    (folder, path, store)
}

/// Returns the numbers in a database.
fn numbers(path: &Path) -> Vec<i64> {
    let store = Store::in_file(path, 1).expect("opens");
    let all = store.read_now(|db| db.all("SELECT n FROM t ORDER BY n", [], |row| row.get::<i64>("n")));
    store.close();
    all.expect("reads")
}

/// Makes a database with one number.
fn stranger(folder: &Path) -> PathBuf {
    let path = folder.join("stranger.db");
    let store = Store::in_file(&path, 1).expect("opens");
    insert(&store, 7).expect("stored");
    store.close();
    path
}

/// Copies the files of a database as a process that is killed leaves them.
fn killed(path: &Path, to: &Path) {
    for ending in ["", "-wal"] {
        std::fs::copy(beside(path, ending), beside(to, ending)).expect("copies");
    }
    let note = |path: &Path| path.with_extension("log-owner");
    std::fs::copy(note(path), note(to)).expect("copies");
}

fn is_refused(path: &Path) -> bool {
    let refused = Store::in_file(path, 1).err();
    let commands = Store::open_patiently(path, 1).err();
    let looks = [
        is_empty(path).err(),
        problems(path).err(),
        copy(path, &beside(path, ".copy")).err(),
    ];
    [refused, commands]
        .into_iter()
        .chain(looks)
        .all(|it| matches!(it, Some(StoreError::OtherLog { .. })))
}

#[test]
fn a_database_that_takes_the_place_of_the_open_one_stays_as_it_is() {
    let (folder, path, store) = open();
    let other = stranger(folder.path());
    insert(&store, 1).expect("stored");
    std::fs::rename(&other, &path).expect("is replaced");
    assert!(insert(&store, 2).is_err());
    let rescued = beside(&path, ".rescued");
    wait_until("a database without a name is copied at once", || rescued.exists());
    store.close();
    assert!(!beside(&path, "-wal").exists() && !beside(&path, "-shm").exists());
    assert_eq!(numbers(&path), [7]);
    assert_eq!(numbers(&rescued), [1]);
}

#[test]
fn a_database_that_was_moved_away_is_whole_where_it_is() {
    let (folder, path, store) = open();
    let other = stranger(folder.path());
    let aside = folder.path().join("aside.db");
    insert(&store, 1).expect("stored");
    std::fs::rename(&path, &aside).expect("is moved");
    std::fs::rename(&other, &path).expect("is replaced");
    store.close();
    assert!(!beside(&path, ".rescued").exists(), "it has a name");
    assert_eq!((numbers(&path), numbers(&aside)), (vec![7], vec![1]));
}

#[test]
fn a_log_that_belongs_to_the_new_file_is_left_alone() {
    let (folder, path, store) = open();
    insert(&store, 1).expect("stored");
    let other = stranger(folder.path());
    let theirs = Store::open_patiently(&other, 1).expect("opens");
    insert(&theirs, 8).expect("stored");
    for ending in ["", "-wal"] {
        std::fs::remove_file(beside(&path, ending)).expect("is removed");
        std::fs::copy(beside(&other, ending), beside(&path, ending)).expect("copies");
    }
    let before = std::fs::read(beside(&path, "-wal")).expect("reads");
    store.close();
    assert_eq!(std::fs::read(beside(&path, "-wal")).expect("reads"), before);
    assert!(is_refused(&path), "the note is of the database that was open");
    std::fs::remove_file(path.with_extension("log-owner")).expect("is removed");
    assert_eq!(numbers(&path), [7, 8]);
    assert_eq!(numbers(&beside(&path, ".rescued")), [1]);
}

#[test]
fn the_log_of_a_killed_process_is_replayed_over_its_own_database_only() {
    let (folder, path, store) = quiet();
    insert(&store, 1).expect("stored");
    let [same, replaced, overwritten, older] =
        ["same.db", "replaced.db", "overwritten.db", "older.db"].map(|name| folder.path().join(name));
    let backup = folder.path().join("backup.db");
    copy(&path, &backup).expect("is copied");
    insert(&store, 2).expect("stored");
    for to in [&same, &replaced, &overwritten, &older] {
        killed(&path, to);
    }
    store.close();
    assert_eq!(numbers(&same), [1, 2], "moved together");

    let other = stranger(folder.path());
    let bytes = std::fs::read(&other).expect("reads");
    std::fs::rename(&other, &replaced).expect("is replaced");
    std::fs::write(&overwritten, &bytes).expect("is overwritten");
    std::fs::copy(&backup, &older).expect("is overwritten");
    for path in [&replaced, &overwritten, &older] {
        let log = std::fs::read(beside(path, "-wal")).expect("reads");
        assert!(is_refused(path), "{}", path.display());
        assert_eq!(std::fs::read(beside(path, "-wal")).expect("reads"), log, "it is kept");
        std::fs::rename(beside(path, "-wal"), beside(path, ".kept")).expect("is moved away, as the message says");
    }
    assert_eq!((numbers(&replaced), numbers(&overwritten)), (vec![7], vec![7]));
    assert_eq!(numbers(&older), [1]);
}

#[test]
fn a_copy_with_the_same_mark_in_the_place_of_the_file_is_noticed() {
    let (folder, path, store) = quiet();
    insert(&store, 1).expect("stored");
    let aside = folder.path().join("aside.db");
    std::fs::copy(&path, &aside).expect("copies the file without its log");
    // It is never closed, as if it were killed.
    std::mem::forget(store);
    std::fs::rename(&aside, &path).expect("is replaced");
    assert!(is_refused(&path));
}

#[test]
fn a_name_that_a_uri_would_read_otherwise_is_taken_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a?b #c%20é.db");
    drop(Store::in_file(&path, 1).expect("is made"));
    let store = Store::open_patiently(&path, 1).expect("opens");
    insert(&store, 1).expect("stored");
    let to = folder.path().join("x?y%41.db");
    killed(&path, &to);
    store.close();
    assert_eq!(numbers(&to), [1]);
}

#[test]
fn a_database_whose_folder_was_deleted_is_rescued_into_a_new_one() {
    let (folder, _, store) = open();
    store.close();
    let var = folder.path().join("var");
    let path = var.join("a.db");
    let store = Store::in_file(&path, 1).expect("opens");
    insert(&store, 1).expect("stored");
    std::fs::remove_dir_all(&var).expect("is deleted");
    store.close();
    assert_eq!(numbers(&beside(&path, ".rescued")), [1]);
}

#[test]
fn logs_that_are_set_aside_do_not_take_each_others_place() {
    let (folder, path, store) = quiet();
    insert(&store, 1).expect("stored");
    let other = stranger(folder.path());
    let bytes = std::fs::read(&other).expect("reads");
    for name in ["one", "two"] {
        let to = folder.path().join("killed.db");
        killed(&path, &to);
        std::fs::write(&to, &bytes).expect("is overwritten");
        let aside = set_aside_other_log(&to).expect("is renamed").expect("one");
        assert!(aside.exists() && !beside(&to, "-wal").exists(), "{name}");
        assert_eq!(set_aside_other_log(&to).expect("looks"), None);
    }
    let kept = |ending| folder.path().join(format!("killed.db-wal.set-aside{ending}")).exists();
    assert!(kept("") && kept("-2"));
    store.close();
}
