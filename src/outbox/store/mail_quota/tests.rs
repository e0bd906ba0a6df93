use crate::outbox::store::mail_quota::*;
use crate::store::Store;

const ANA: [u8; 32] = [1; 32];
const LUZ: [u8; 32] = [2; 32];

/// Returns whether an address may be sent one more mail.
fn may(store: &Store, address: [u8; 32], seconds: i64) -> bool {
    let now = Timestamp::from_second(seconds).expect("a moment");
    store
        .write_now(move |tx| count_mail(tx, &address, 2, now))
        .expect("is counted")
        .is_some()
}

fn rows(store: &Store) -> i64 {
    let sql = "SELECT COUNT(*) AS n FROM mail_quota";
    let counted = store.read_now(|db| db.one(sql, [], |row| row.get("n")));
    counted.expect("counts").expect("a row")
}

#[test]
fn an_address_has_a_daily_quota_that_survives_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let store = Store::open(&path, 1).expect("opens");
    assert!(may(&store, ANA, 1_000));
    assert!(may(&store, LUZ, 1_001));
    assert!(may(&store, ANA, 1_010));
    assert!(!may(&store, ANA, 1_020));
    assert_eq!(rows(&store), 3, "who is refused is not counted");
    drop(store);
    let store = Store::open(&path, 1).expect("opens");
    assert!(!may(&store, ANA, 1_030), "after a restart too");
    assert!(may(&store, LUZ, 1_040));
    assert!(!may(&store, LUZ, 1_041));
    assert!(may(&store, ANA, 1_000 + 86_400), "the first is a day ago");
    assert!(!may(&store, ANA, 1_001 + 86_400), "the second is not");
}

#[test]
fn processes_count_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let [one, other] = [0, 1].map(|_| Store::open(&path, 1).expect("opens"));
    assert!(may(&one, ANA, 1_000));
    assert!(may(&other, LUZ, 1_001));
    assert!(may(&other, ANA, 1_002));
    assert!(!may(&one, ANA, 1_003), "what another one counted since");
    assert!(may(&one, LUZ, 1_004));
    assert!(!may(&other, LUZ, 1_005));
}

#[test]
fn a_rolled_back_count_does_not_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    assert!(may(&store, ANA, 1_000));
    for _ in 0..3 {
        let now = Timestamp::from_second(1_001).expect("a moment");
        let undone = store.write_now(move |tx| {
            assert!(count_mail(tx, &ANA, 2, now)?.is_some());
            Err::<(), _>(StoreError::Full)
        });
        assert!(undone.is_err());
    }
    assert!(may(&store, LUZ, 1_002));
    assert!(may(&store, ANA, 1_003));
    assert!(!may(&store, ANA, 1_004));
}

#[test]
fn the_count_restarts_when_old_rows_are_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    for _ in 0..2 {
        assert!(may(&store, ANA, 1_000));
    }
    store
        .write_now(|tx| tx.execute("DELETE FROM mail_quota", []))
        .expect("is deleted");
    for _ in 0..2 {
        assert!(may(&store, ANA, 200_000));
    }
    assert!(!may(&store, ANA, 200_001));
}

#[test]
fn mail_caused_by_others_is_scheduled_and_never_exceeds_the_daily_quota() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let store = Store::open(&path, 1).expect("opens");
    let schedule = |store: &Store, seconds: i64| {
        let now = Timestamp::from_second(seconds).expect("a moment");
        let due = store.write_now(move |tx| schedule_mail(tx, &ANA, 2, now));
        due.expect("is counted").map(|it| it.due.as_second())
    };
    assert!(may(&store, ANA, 1_000));
    assert_eq!(schedule(&store, 2_000), Some(2_000));
    assert_eq!(schedule(&store, 3_000), Some(1_000 + 86_400));
    drop(store);
    let store = Store::open(&path, 1).expect("opens");
    assert_eq!(schedule(&store, 4_000), Some(2_000 + 86_400), "after a restart too");
    assert_eq!(schedule(&store, 5_000), None, "two days ahead");
    assert!(!may(&store, ANA, 1_500 + 86_400), "those that wait are counted");
    assert_eq!(schedule(&store, 60_000 + 86_400), Some(1_000 + 2 * 86_400));
    assert_eq!(rows(&store), 5, "what is not sent is not counted");
}

#[test]
fn a_moot_mail_does_not_count_whatever_is_rolled_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let store = Store::open(&path, 1).expect("opens");
    let now = Timestamp::from_second(1_000).expect("a moment");
    let mail = move |tx: &Tx<'_>, id: &str| {
        let sql = "INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, due_at, created_at) VALUES ('test', 1, '', '', ?1, 1, 1)";
        let mail: MailId = tx.insert(sql, params![id])?.ok_or(StoreError::Closed)?;
        let counted = count_mail(tx, &ANA, 2, now)?.ok_or(StoreError::Full)?;
        counted.as_mail(tx, mail)?;
        Ok::<_, StoreError>(mail)
    };
    let moot = "UPDATE outbox SET state = 'moot', settled_at = 1 WHERE id = ?1";
    let first = store.write_now(move |tx| mail(tx, "first")).expect("has room");
    store.write_now(move |tx| mail(tx, "second")).expect("has room");
    assert!(!may(&store, ANA, 1_001));
    let undone = store.write_now(move |tx| {
        tx.execute(moot, params![first])?;
        assert!(count_mail(tx, &ANA, 2, now)?.is_some(), "there is room");
        Err::<(), _>(StoreError::Full)
    });
    assert!(undone.is_err() && !may(&store, ANA, 1_002), "it is owed after all");
    store
        .write_now(move |tx| tx.execute(moot, params![first]))
        .expect("is moot");
    assert!(may(&store, ANA, 1_003));
    assert!(!may(&store, ANA, 1_004));
    let none = store.write_now(move |tx| {
        let counted = count_mail(tx, &LUZ, 2, now)?.expect("has room");
        counted.as_none(tx)
    });
    none.expect("is counted");
    assert!(may(&store, LUZ, 1_005) && may(&store, LUZ, 1_006) && !may(&store, LUZ, 1_007));
}

#[test]
fn addresses_whose_digests_differ_in_one_byte_have_quotas_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    for byte in 0..8 {
        let mut other = ANA;
        other[byte] = 9;
        assert!(may(&store, other, 1_000) && may(&store, other, 1_001), "byte {byte}");
    }
    assert!(may(&store, ANA, 1_002));
}
