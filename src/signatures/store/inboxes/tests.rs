use super::*;
use crate::store::Store;

const ANA: [u8; 32] = [1; 32];
const LUZ: [u8; 32] = [2; 32];

fn count(store: &Store, address: [u8; 32], seconds: i64) -> Option<u64> {
    let now = Timestamp::from_second(seconds).expect("a moment");
    store
        .write_now(move |tx| count_mail(tx, &address, 2, now))
        .expect("is counted")
}

fn rows(store: &Store) -> i64 {
    let sql = "SELECT COUNT(*) AS n FROM mail_quota";
    let counted = store.read_now(|db| db.one(sql, [], |row| row.get("n")));
    counted.expect("counts").expect("a row")
}

#[test]
fn an_address_has_its_number_within_a_day_and_a_restart_forgets_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let store = Store::open(&path, 1).expect("opens");
    assert_eq!(count(&store, ANA, 1_000), None);
    assert_eq!(count(&store, LUZ, 1_001), None);
    assert_eq!(count(&store, ANA, 1_010), None);
    assert_eq!(count(&store, ANA, 1_020), Some(86_400 - 20 + 1));
    assert_eq!(rows(&store), 3, "who is refused is not counted");
    drop(store);
    let store = Store::open(&path, 1).expect("opens");
    assert_eq!(count(&store, ANA, 1_030), Some(86_400 - 30 + 1), "after a restart too");
    assert_eq!(count(&store, LUZ, 1_040), None);
    assert_eq!(count(&store, LUZ, 1_041), Some(86_400 - 40 + 1));
    assert_eq!(count(&store, ANA, 1_000 + 86_400), None, "the first is a day ago");
    assert!(count(&store, ANA, 1_001 + 86_400).is_some(), "the second is not");
}

#[test]
fn what_is_undone_was_not_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    assert_eq!(count(&store, ANA, 1_000), None);
    for _ in 0..3 {
        let now = Timestamp::from_second(1_001).expect("a moment");
        let undone = store.write_now(move |tx| {
            assert_eq!(count_mail(tx, &ANA, 2, now)?, None);
            Err::<(), _>(StoreError::Full)
        });
        assert!(undone.is_err());
    }
    assert_eq!(count(&store, LUZ, 1_002), None);
    assert_eq!(count(&store, ANA, 1_003), None);
    assert!(count(&store, ANA, 1_004).is_some());
}

#[test]
fn when_old_rows_are_gone_the_count_begins_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    for _ in 0..2 {
        assert_eq!(count(&store, ANA, 1_000), None);
    }
    store
        .write_now(|tx| tx.execute("DELETE FROM mail_quota", []))
        .expect("is deleted");
    for _ in 0..2 {
        assert_eq!(count(&store, ANA, 200_000), None);
    }
    assert!(count(&store, ANA, 200_001).is_some());
}

#[test]
fn what_others_write_waits_for_room_and_never_more_than_a_day_holds_come() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let store = Store::open(&path, 1).expect("opens");
    let schedule = |store: &Store, seconds: i64| {
        let now = Timestamp::from_second(seconds).expect("a moment");
        let due = store.write_now(move |tx| schedule_mail(tx, &ANA, 2, now));
        due.expect("is counted").map(Timestamp::as_second)
    };
    assert_eq!(count(&store, ANA, 1_000), None);
    assert_eq!(schedule(&store, 2_000), Some(2_000));
    assert_eq!(schedule(&store, 3_000), Some(1_000 + 86_400));
    drop(store);
    let store = Store::open(&path, 1).expect("opens");
    assert_eq!(schedule(&store, 4_000), Some(2_000 + 86_400), "after a restart too");
    assert_eq!(schedule(&store, 5_000), None, "two days ahead");
    assert!(
        count(&store, ANA, 1_500 + 86_400).is_some(),
        "those that wait are counted"
    );
    assert_eq!(schedule(&store, 60_000 + 86_400), Some(1_000 + 2 * 86_400));
    assert_eq!(rows(&store), 5, "what is not sent is not counted");
}
