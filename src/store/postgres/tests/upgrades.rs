//! Nodes that are upgraded one by one.

use super::*;
use crate::store::postgres::schema::{apply_all, assert_known};
use crate::store::schema::Migration;

const ADDS: Migration = Migration {
    sql: "CREATE TABLE later (\n  id ROW,\n  at MOMENT\n);",
    earlier_may_run: true,
};

const CHANGES: Migration = Migration {
    sql: "ALTER TABLE outbox RENAME COLUMN reply TO answer;",
    earlier_may_run: false,
};

fn session(url: &str) -> Session {
    Session::open(&Server::parse(url, Expected::default()).expect("an address")).expect("connects")
}

#[test]
fn an_earlier_program_goes_on_beside_a_migration_that_only_adds() {
    let Some(url) = empty() else { return };
    let earlier = with_lines(&url);
    let newer = session(&url);
    apply_all(&newer, &[ADDS]).expect("migrates");
    apply_all(&newer, &[ADDS]).expect("once");
    newer.together("INSERT INTO later (at) VALUES (1)").expect("is there");
    earlier.store.write_now(|tx| add(tx, "a")).expect("goes on");
    drop(node(&url));
    assert_known(&newer).expect("and connects again");
}

#[test]
fn a_migration_that_breaks_earlier_programs_waits_until_they_are_gone_and_they_do_not_come_back() {
    let Some(url) = empty() else { return };
    let earlier = with_lines(&url);
    let newer = session(&url);
    let has_joined = "SELECT COUNT(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND objid::bigint = hashtext(current_schema())::bigint & 4294967295 AND classid = 731086876";
    let joined = || {
        newer.query(has_joined, &[]).expect("asks")[0]
            .get::<i64>("n")
            .expect("a number")
    };
    while joined() == 0 {
        std::thread::yield_now();
    }
    let refused = apply_all(&newer, &[ADDS, CHANGES]).expect_err("another node is there");
    assert!(matches!(refused, StoreError::OtherNodes), "{refused}");
    newer
        .together("INSERT INTO later (at) VALUES (1)")
        .expect_err("all or nothing");
    earlier.store.close();
    apply_all(&newer, &[ADDS, CHANGES]).expect("migrates");
    let back = assert_known(&newer).expect_err("is too old");
    assert!(matches!(back, StoreError::FromTheFuture { .. }), "{back}");
    let folder = tempfile::tempdir().expect("a folder");
    let back = Store::join(&url, Expected::default(), &folder.path().join("a.db"), 1);
    assert!(matches!(back.err(), Some(StoreError::FromTheFuture { .. })));
}
