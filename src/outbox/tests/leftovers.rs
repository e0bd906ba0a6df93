//! Tests the clean-up after earlier processes: leases, and files of the test transport.

use std::cell::Cell;
use std::sync::Arc;

use super::lanes::until;
use super::relay::{Relay, Say};
use super::{House, patient, settings};
use crate::outbox::Repeat::Allowed;
use crate::outbox::leftovers;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_claimed_until_the_leases_of_an_earlier_process_are_released_however_often_that_fails() {
    let log = tempfile::NamedTempFile::new().expect("a file");
    let lines = Arc::new(log.reopen().expect("opens"));
    let _here = tracing::subscriber::set_default(tracing_subscriber::fmt().with_writer(lines).finish());
    let failures = || {
        let text = std::fs::read_to_string(log.path()).expect("reads");
        text.matches("outbox.begin_failed").count()
    };
    let relay = Relay::that(|_| Say::Usual).await;
    let house = House::new(&relay);
    let leased = house.owe("leased@example.org", Allowed);
    house.change("UPDATE outbox SET attempts = 1, lease = 9000000000000000");
    let free = house.owe("free@example.org", Allowed);
    let alter = |sql| house.worker.store.write_now(move |tx| tx.execute(sql, []));
    alter("ALTER TABLE relay_down RENAME TO elsewhere").expect("renames");
    let is_mended = Cell::new(false);
    until(&house.worker, || {
        if failures() < 3 {
            house.worker.bell.notify_one();
        } else if !is_mended.replace(true) {
            let (leased, free) = (house.stored(leased), house.stored(free));
            assert!(leased.leased && !free.leased, "{leased:?}, {free:?}");
            alter("ALTER TABLE elsewhere RENAME TO relay_down").expect("renames back");
            house.worker.bell.notify_one();
        }
        house.count("sent") == 2
    })
    .await;
}

#[test]
fn a_mails_file_is_deleted_with_its_recipient_and_no_other_is() {
    let house = House::with(settings(1), patient());
    for _ in 1..=3 {
        house.owe("a@example.org", Allowed);
    }
    house.change("UPDATE outbox SET recipient = '' WHERE id < 3");
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = house
        .message_ids()
        .iter()
        .map(|id| id.split('@').next().expect("a name").to_owned())
        .collect();
    let erased = [format!("{}.eml", names[0]), format!("{}.part", names[1])];
    let kept = [
        format!("{}.eml", names[2]),
        format!("{}.txt", names[0]),
        "of-others.eml".to_owned(),
    ];
    for file in erased.iter().chain(&kept) {
        std::fs::write(folder.path().join(file), "").expect("writes");
    }
    let sweep = || leftovers::sweep(&house.worker.store, folder.path()).expect("sweeps");
    assert_eq!((sweep(), sweep()), (2, 0));
    let is_there = |file: &String| folder.path().join(file).exists();
    assert!(!erased.iter().any(is_there) && kept.iter().all(is_there));
    std::fs::remove_dir_all(folder.path()).expect("removes");
    assert_eq!(sweep(), 0, "no folder, no file");
}
