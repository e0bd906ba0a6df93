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

#[test]
fn cached_values_end_with_an_aborted_transaction() {
    let (_folder, store) = open();
    assert_eq!(store.write_now(remember).expect("stored"), 1);
    store
        .write_now(|tx| remember(tx).and_then(|_| tx.execute("ROLLBACK", [])))
        .expect_err("it is over");
    assert_eq!(store.write_now(remember).expect("stored"), 1);
}
