//! Tests the erasure of recipients of "send me my links".

use super::{House, patient, settings};
use crate::email::EmailAddress;
use crate::outbox::Repeat::Allowed;
use crate::outbox::store::{self as rows, ErasedMails};

/// Returns the mails that still have a recipient, and those that are still queued.
fn left_after(which: ErasedMails) -> (Vec<i64>, Vec<i64>) {
    let house = House::with(settings(1), patient());
    for recipient in [
        "Ana.Ruiz@gmail.com",
        "anaruiz@gmail.com",
        "bo@gmail.com",
        "bo@gmail.com",
    ] {
        house.owe(recipient, Allowed);
    }
    house.change("UPDATE outbox SET state = 'sent', settled_at = 1 WHERE id IN (1, 3)");
    let email = EmailAddress::parse("ana.ruiz@gmail.com").expect("an address");
    let (store, now) = (&house.worker.store, house.worker.clock.now());
    let erased = store.write_now(move |tx| rows::erase_answers(tx, "test", &email, which, now));
    erased.expect("is erased");
    let numbers = |sql: &'static str| {
        store
            .read_now(|db| db.all(sql, [], |row| row.get("id")))
            .expect("reads")
    };
    (
        numbers("SELECT id FROM outbox WHERE recipient <> '' ORDER BY id"),
        numbers("SELECT id FROM outbox WHERE state = 'queued' ORDER BY id"),
    )
}

#[test]
fn erasing_a_mailbox_affects_only_its_own_mails() {
    assert_eq!(
        left_after(ErasedMails::Settled),
        (vec![2, 3, 4], vec![2, 4]),
        "what waits is still sent"
    );
    assert_eq!(left_after(ErasedMails::All), (vec![3, 4], vec![4]));
}
