//! Tests what the writer's closures cache, and until when.

use super::*;

/// Writes a row, and caches how many were written.
fn remember(tx: &Tx<'_>) -> Result<usize, StoreError> {
    tx.execute("INSERT INTO t (n) SELECT COUNT(*) FROM t", [])?;
    Ok(tx.remembered(|written: &mut usize| {
        *written += 1;
        *written
    }))
}

#[test]
fn cached_values_end_when_a_closure_is_rolled_back() {
    let (_folder, store) = open();
    assert_eq!(store.write_now(remember).expect("stored"), 1);
    assert_eq!(store.write_now(remember).expect("stored"), 2);
    let idle = |_: &Tx<'_>| Err::<(), _>(StoreError::Setting("no".to_owned()));
    store.write_now(idle).expect_err("undone");
    assert_eq!(
        store.write_now(remember).expect("stored"),
        3,
        "it had remembered nothing"
    );
    let undone = |tx: &Tx<'_>| remember(tx).and_then(|_| Err::<(), _>(StoreError::Setting("no".to_owned())));
    store.write_now(undone).expect_err("undone");
    assert_eq!(store.write_now(remember).expect("stored"), 1);
    assert_eq!(numbers(&store).len(), 4);
}

/// What a test submits to the writer.
type Closure = Box<dyn FnOnce(&Tx<'_>) -> Result<Rows, StoreError> + Send>;

/// The rows that a transaction has counted.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rows(i64);

fn rows(tx: &Tx<'_>) -> Result<Rows, StoreError> {
    tx.once(|db| {
        let counted = db.one("SELECT COUNT(*) AS n FROM t", [], |row| row.get("n"))?;
        Ok(Rows(counted.unwrap_or_default()))
    })
}

#[test]
fn what_a_transaction_looked_up_ends_with_it_with_an_undone_closure_and_when_it_is_forgotten() {
    let (_folder, store) = open();
    let (go, may_go) = std::sync::mpsc::channel();
    let (tell, told) = std::sync::mpsc::channel();
    let submit = |work: Closure| {
        let tell = tell.clone();
        let answer = move |rows: Result<Rows, StoreError>| tell.send(rows.ok()).expect("is awaited");
        store.writer.submit(work, answer).expect("queues");
    };
    // All of these are one batch.
    submit(Box::new(move |tx| {
        may_go.recv().expect("goes");
        rows(tx)
    }));
    let adds = |tx: &Tx<'_>| tx.execute("INSERT INTO t (n) SELECT COUNT(*) FROM t", []);
    submit(Box::new(move |tx| {
        adds(tx)?;
        rows(tx)
    }));
    submit(Box::new(move |tx| {
        adds(tx)?;
        tx.forget::<Rows>();
        rows(tx)
    }));
    submit(Box::new(move |tx| {
        adds(tx)?;
        tx.forget::<Rows>();
        rows(tx)?;
        Err(StoreError::Setting("no".to_owned()))
    }));
    submit(Box::new(rows));
    go.send(()).expect("is awaited");
    let mut answers: Vec<_> = (0..5).map(|_| told.recv().expect("answers")).collect();
    // The one that is undone is answered before the commit.
    assert_eq!(answers.remove(0), None);
    assert_eq!(answers, [0, 0, 2, 2].map(|rows| Some(Rows(rows))));
    adds_alone(&store);
    assert_eq!(store.write_now(rows).expect("counts"), Rows(3));
}

fn adds_alone(store: &Store) {
    let added = store.write_now(|tx| tx.execute("INSERT INTO t (n) SELECT COUNT(*) FROM t", []));
    assert_eq!(added.expect("adds"), 1);
}

#[test]
fn cached_values_end_with_an_aborted_transaction() {
    let (_folder, store) = open();
    assert_eq!(store.write_now(remember).expect("stored"), 1);
    store
        .write_now(|tx| remember(tx).and_then(|_| tx.execute("ROLLBACK", [])))
        .expect_err("it is over");
    assert_eq!(store.write_now(remember).expect("stored"), 1);
}
