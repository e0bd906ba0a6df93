//! Tests which mails are claimed when there is room for only some.

use std::sync::mpsc::channel;

use jiff::SignedDuration;

use super::{House, patient, settings};
use crate::outbox::Repeat::{Allowed, Never};
use crate::outbox::mailer::Mark;
use crate::outbox::store::{self as rows, FreeLanes, SkippedDomains};
use crate::outbox::{Attempt, NewMail};
use crate::store::{Signal, StoreError};

/// Returns the claimed mails. First attempts are 1 and 2, retries 3 and 4, bulk mails 5 and 6, retries of bulk mails 7 and 8.
fn claimed(room: FreeLanes) -> Vec<i64> {
    let house = House::with(settings(1), patient());
    for _ in 1..=8 {
        house.owe("a@example.org", Allowed);
    }
    house.change("UPDATE outbox SET bulk = id > 4, attempts = CASE WHEN id IN (3, 4, 7, 8) THEN 1 ELSE 0 END");
    let now = house.worker.clock.now();
    let work = move |tx: &crate::store::Tx<'_>| rows::claim(tx, now, room, &SkippedDomains::default());
    let claimed = house.worker.store.write_now(work).expect("claims");
    claimed.mails.into_iter().map(|claim| claim.due.id.number()).collect()
}

#[rstest::rstest]
#[case::for_everything((9, 9, 9), &[1, 2, 3, 4, 5, 6, 7, 8])]
#[case::for_three((3, 3, 3), &[1, 2, 3])]
#[case::for_none((0, 9, 9), &[])]
#[case::for_first_attempts_alone((9, 0, 0), &[1, 2])]
#[case::for_three_that_come_behind((9, 3, 3), &[1, 2, 3, 4, 5])]
#[case::for_three_retries_of_either_kind((9, 9, 3), &[1, 2, 3, 4, 5, 6, 7])]
#[case::for_one_retry((9, 9, 1), &[1, 2, 3, 5, 6])]
fn retries_and_bulk_mail_take_no_more_than_their_share(
    #[case] (all, behind, retries): (usize, usize, usize),
    #[case] taken: &[i64],
) {
    let room = FreeLanes { all, behind, retries };
    assert_eq!(claimed(room), taken);
}

/// Enqueues more mails of one domain than a claim skips, and then one of another.
fn five_thousand_and_one() -> House {
    let house = House::with(settings(1), patient());
    house.change(
        "INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, due_at, created_at)
         WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000)
         SELECT 'test', 0, '{}', 'a@poison.example', 'id-' || n, 0, 0 FROM numbers",
    );
    house.owe("good@example.org", Allowed);
    house
}

/// Returns the recipients that are claimed first, and whether another claim is worthwhile right away.
fn first_of(house: &House, passed: SkippedDomains) -> (Vec<String>, bool) {
    let now = house.worker.clock.now();
    let work = move |tx: &crate::store::Tx<'_>| rows::claim(tx, now, FreeLanes::ONE, &passed);
    let claimed = house.worker.store.write_now(work).expect("claims");
    let recipients = claimed.mails.into_iter().map(|claim| claim.due.recipient);
    (recipients.collect(), claimed.more)
}

#[test]
fn held_mails_are_skipped_until_another_is_found() {
    let house = five_thousand_and_one();
    let until = house.worker.clock.now().as_microsecond() + 60_000_000;
    let mut looks = 0;
    let found = loop {
        let held = [("poison.example".to_owned(), until)].into();
        let (found, more) = first_of(&house, SkippedDomains { held, asks: None });
        looks += 1;
        if !more {
            break found;
        }
        assert!(found.is_empty(), "whoever has a mail need not look again");
    };
    assert_eq!(
        (found.as_slice(), looks),
        (["good@example.org".to_owned()].as_slice(), 20)
    );
}

#[test]
fn a_probe_skips_up_to_four_thousand_mails_without_postponing_them() {
    let house = five_thousand_and_one();
    let ask = || {
        let asks = Some(["poison.example".to_owned()].into());
        first_of(
            &house,
            SkippedDomains {
                asks,
                ..SkippedDomains::default()
            },
        )
    };
    assert_eq!(ask(), (Vec::new(), false), "another look would find the same");
    house.change("DELETE FROM outbox WHERE id BETWEEN 100 AND 2000");
    assert_eq!(ask(), (vec!["good@example.org".to_owned()], false));
}

#[test]
fn only_what_was_being_handed_over_and_must_not_come_twice_is_counted_as_doubtful() {
    let house = House::with(settings(1), patient());
    for repeat in [Allowed, Never, Never, Never, Allowed, Allowed] {
        house.owe("a@example.org", repeat);
    }
    // A bulk is never repeated: 4 and 5 were being handed over, 6 was not.
    house.change("UPDATE outbox SET lease = due_at, attempts = 1, sending = id NOT IN (2, 6), bulk = id >= 4");
    let now = house.worker.clock.now();
    let begun = house.worker.store.write_now(move |tx| rows::begin(tx, now));
    assert_eq!(begun.expect("begins"), 3);
    assert_eq!((house.count("uncertain"), house.count("queued")), (3, 3));
}

/// A node that lost its lead goes on with the mails that it has claimed, while the next one claims them again.
#[test]
fn a_mail_that_another_node_took_over_is_marked_and_settled_by_that_one_alone() {
    let house = House::with(settings(1), patient());
    house.owe("a@example.org", Never);
    let now = house.worker.clock.now();
    let took = house.worker.store.write_now(move |tx| {
        let claim = |tx: &_| rows::claim(tx, now, FreeLanes::ONE, &SkippedDomains::default());
        let earlier = claim(tx)?.mails.remove(0).due;
        rows::begin(tx, now)?;
        // Between the two, nobody has it.
        let between = rows::mark_sending(tx, earlier.id, earlier.attempts)?;
        let later = claim(tx)?.mails.remove(0).due;
        let marks = [&earlier, &later].map(|due| rows::mark_sending(tx, due.id, due.attempts));
        rows::settle(tx, &earlier, &Attempt::Moot, 9, now)?;
        rows::settle(tx, &earlier, &Attempt::Again("no".to_owned()), 9, now)?;
        rows::settle(tx, &earlier, &Attempt::Held("no".to_owned()), 9, now)?;
        Ok::<_, StoreError>((between, marks, later))
    });
    let (between, [earlier, later], due) = took.expect("is taken over");
    assert_eq!(
        (between, earlier.expect("asks"), later.expect("asks")),
        (Mark::Cancelled, Mark::Cancelled, Mark::Set)
    );
    assert_eq!(house.count("queued"), 1);
    let sending = house.worker.store.write_now(move |tx| {
        let sending = tx.one("SELECT sending FROM outbox", [], |row| row.get::<bool>("sending"))?;
        rows::settle(tx, &due, &Attempt::Sent("250".to_owned()), 9, now)?;
        Ok::<_, StoreError>(sending)
    });
    assert_eq!((sending.expect("reads"), house.count("sent")), (Some(true), 1));
}

#[test]
fn a_mail_that_is_due_wakes_the_worker_and_one_for_later_does_not() {
    let house = House::with(settings(1), patient());
    let (store, now) = (&house.worker.store, house.worker.clock.now());
    let (hear, heard) = channel();
    store.subscribe(move |signal| {
        if *signal == Signal::MailDue {
            hear.send(signal.clone()).expect("is heard");
        }
    });
    let minute = SignedDuration::from_mins(1);
    for (due, wakes) in [
        (now + minute, None),
        (now, Some(Signal::MailDue)),
        (now - minute, Some(Signal::MailDue)),
    ] {
        let work = move |tx: &crate::store::Tx<'_>| {
            let owed = NewMail {
                kind: "test",
                about: 0,
                payload: "{}",
                recipient: "a@example.org",
                message_id: &due.to_string(),
                repeat: Allowed,
            };
            rows::enqueue_for(tx, &owed, due, now)
        };
        store.write_now(work).expect("enqueues");
        assert_eq!(heard.try_recv().ok(), wakes, "{due}");
    }
}
