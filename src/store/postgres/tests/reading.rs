//! Readers of a server.

use super::*;

#[test]
fn large_results_are_read_in_portions_while_others_are_read() {
    let Some(url) = empty() else { return };
    let node = with_lines(&url);
    let filled = node.store.write_now(|tx| {
        tx.execute(
            "INSERT INTO lines (text) SELECT 'line ' || n FROM generate_series(1, 1201) n",
            [],
        )
    });
    assert_eq!(filled.expect("stored"), 1201);
    let read = node.store.read_now(|db| {
        let mut seen = 0;
        db.each("SELECT id, text FROM lines ORDER BY id", [], |row| {
            let id: LineId = row.get("id")?;
            let sql = "SELECT text FROM lines WHERE id >= ?1 ORDER BY id LIMIT 2";
            db.each(sql, params![id], |inner| {
                let text: String = inner.get("text")?;
                seen += i32::from(text == row.get::<String>("text")?);
                Ok::<_, StoreError>(())
            })
        })?;
        Ok::<_, StoreError>(seen)
    });
    assert_eq!(read.expect("reads"), 1201);
    let stops = node.store.read_now(|db| {
        let stopped = db.each("SELECT id FROM lines", [], |_| Err(StoreError::Closed));
        assert!(matches!(stopped, Err(StoreError::Closed)));
        db.one("SELECT 1 AS n", [], |row| row.get::<i64>("n"))
    });
    assert_eq!(stops.expect("goes on"), Some(1));
}

#[test]
fn a_read_that_panics_leaves_the_next_one_no_old_view() {
    let Some(url) = empty() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    // One reader alone: the next one has its connection.
    let store = Store::join(&url, Expected::default(), &folder.path().join("a.db"), 1).expect("connects");
    let made = store.write_now(|tx| tx.execute("CREATE TABLE lines (id BIGINT)", []));
    made.expect("is made");
    let panics = std::panic::AssertUnwindSafe(|| {
        store.read_now(|db| {
            let n = db.one("SELECT COUNT(*) AS n FROM lines", [], |row| row.get::<i64>("n"))?;
            assert_eq!(n, None, "panics, as it may");
            Ok::<_, StoreError>(())
        })
    });
    assert!(std::panic::catch_unwind(panics).is_err());
    let added = store.write_now(|tx| tx.execute("INSERT INTO lines (id) VALUES (1)", []));
    added.expect("stored");
    assert_eq!(count(&store), 1);
}
