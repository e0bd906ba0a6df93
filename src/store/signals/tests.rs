use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use super::super::{Store, StoreError, Trouble, Tx};
use super::Signal;

type Heard = Arc<Mutex<Vec<Signal>>>;

/// Opens a database, with a listener that records what it was sent.
fn open() -> (tempfile::TempDir, Store, Heard) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_file(&folder.path().join("a.db"), 2).expect("opens");
    let heard = Heard::default();
    let kept = Arc::clone(&heard);
    store.subscribe(move |signal| kept.lock().expect("is whole").push(signal.clone()));
    (folder, store, heard)
}

fn letter(slug: &str) -> Signal {
    Signal::LetterChanged(slug.to_owned())
}

fn all(heard: &Heard) -> Vec<Signal> {
    std::mem::take(&mut *heard.lock().expect("is whole"))
}

/// Runs closures in one commit: the first one queues the others while it runs. Returns each one's result.
fn together<F>(store: &Store, others: Vec<F>) -> Receiver<Result<(), StoreError>>
where
    F: FnOnce(&Tx<'_>) -> Result<(), StoreError> + Send + 'static,
{
    let (answer, answers) = channel();
    let queue = store.clone();
    let first = move |_: &Tx<'_>| {
        for work in others {
            let answer = answer.clone();
            queue
                .writer
                .submit(work, move |ended| answer.send(ended).expect("is awaited"))?;
        }
        Ok::<_, StoreError>(())
    };
    store.write_now(first).expect("is stored");
    answers
}

#[test]
fn a_signal_is_sent_once_after_the_commit_and_before_the_answer() {
    let (_folder, store, heard) = open();
    let (seen, committed) = channel();
    let readers = Arc::clone(&store.readers);
    store.subscribe(move |_| {
        let rows = readers.with(|db| db.one("SELECT COUNT(*) AS n FROM t", [], |row| row.get::<i64>("n")));
        seen.send(rows.ok().flatten()).ok();
    });
    let work = |tx: &Tx<'_>| {
        tx.execute("CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT", [])?;
        tx.execute("INSERT INTO t VALUES (1)", [])?;
        tx.after_commit(Signal::MailDue);
        tx.after_commit(Signal::MailDue);
        Ok::<_, StoreError>(())
    };
    store.write_now(work).expect("is stored");
    assert_eq!(all(&heard), [Signal::MailDue], "before the caller is answered");
    assert_eq!(committed.try_recv(), Ok(Some(1)), "a reader sees the row by then");
    store.write_now(|_| Ok::<_, StoreError>(())).expect("is stored");
    assert_eq!(all(&heard), [], "the next commit has nothing to tell");
}

#[test]
fn one_commit_sends_each_signal_once() {
    let (_folder, store, heard) = open();
    let say = |slug: &'static str| {
        move |tx: &Tx<'_>| {
            tx.after_commit(letter(slug));
            tx.after_commit(Signal::MailDue);
            Ok(())
        }
    };
    let ended = together(&store, vec![say("a"), say("b"), say("a")]);
    assert!(ended.iter().all(|it| it.is_ok()));
    assert_eq!(all(&heard), [letter("a"), Signal::MailDue, letter("b")]);
}

#[test]
fn a_rolled_back_closure_sends_no_signal_and_removes_none_of_the_others() {
    let (_folder, store, heard) = open();
    let say = |slugs: &'static [&'static str], good: bool| {
        move |tx: &Tx<'_>| {
            for slug in slugs {
                tx.after_commit(letter(slug));
            }
            if good { Ok(()) } else { Err(StoreError::Closed) }
        }
    };
    let closures = vec![
        say(&["a"], true),
        say(&["a", "undone"], false),
        say(&["late"], false),
        say(&["late"], true),
    ];
    let ended: Vec<bool> = together(&store, closures).iter().map(|it| it.is_ok()).collect();
    assert_eq!(ended.iter().filter(|good| **good).count(), 2);
    assert_eq!(all(&heard), [letter("a"), letter("late")]);
    let panics = store.write_now(|tx| -> Result<(), StoreError> {
        tx.after_commit(Signal::MailDue);
        panic!("on purpose");
    });
    assert!(panics.is_err());
    assert_eq!(all(&heard), []);
}

#[test]
fn a_failed_commit_sends_no_signal() {
    let (_folder, store, heard) = open();
    let queue = store.clone();
    let good = move |tx: &Tx<'_>| {
        tx.after_commit(Signal::MailDue);
        // As SQLite itself does on a full disk.
        let ends = |tx: &Tx<'_>| {
            tx.after_commit(letter("a"));
            tx.execute("ROLLBACK", []).map(drop)
        };
        queue.writer.submit(ends, |_: Result<(), StoreError>| {})
    };
    let refused = store.write_now(good);
    assert_eq!(refused.expect_err("is not stored").trouble(), Some(Trouble::Full));
    store.write_now(|_| Ok::<_, StoreError>(())).expect("is stored");
    assert_eq!(all(&heard), []);
}

#[test]
fn a_listener_that_panics_ends_neither_the_writer_nor_the_others() {
    let (_folder, store, _) = open();
    store.subscribe(|_| panic!("on purpose"));
    let (tell, heard) = channel();
    store.subscribe(move |signal| tell.send(signal.clone()).expect("is awaited"));
    for _ in 0..2 {
        let work = |tx: &Tx<'_>| {
            tx.after_commit(Signal::MailDue);
            Ok::<_, StoreError>(())
        };
        store.write_now(work).expect("is stored");
        assert_eq!(heard.try_recv(), Ok(Signal::MailDue));
    }
}
