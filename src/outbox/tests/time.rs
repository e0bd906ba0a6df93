//! Tests of retries, leases, clocks, and mails that can't be composed.

use jiff::{SignedDuration, Timestamp};

use super::relay::{Relay, Say, line};
use super::{House, settings};
use crate::outbox::MailId;
use crate::outbox::Repeat::{Allowed, Never};
use crate::outbox::failure::Step;
use crate::outbox::store::{self as rows, FreeLanes, SkippedDomains};
use crate::outbox::{NewMail, message_id};
use crate::store::StoreError;

/// Moves the clock to a mail's next attempt, and checks that nothing is sent just before it.
async fn at_its_time(house: &House, id: MailId, relay: &Relay) -> i64 {
    let wait = house
        .stored(id)
        .due_at
        .duration_since(house.worker.clock.now())
        .as_secs()
        + 1;
    let asked = relay.times(Step::Recipient);
    house.worker.clock.shift(wait - 10);
    house.send().await;
    assert_eq!(relay.times(Step::Recipient), asked, "not before its time");
    house.worker.clock.shift(10);
    house.send().await;
    assert_eq!(relay.times(Step::Recipient), asked + 1);
    wait
}

#[rocket::async_test]
async fn a_deferred_mail_waits_twice_as_long_each_time_and_is_the_same_mail() {
    let relay = Relay::that(|at| {
        if at.step == Step::Recipient {
            line("451 4.2.1 later")
        } else {
            Say::Usual
        }
    })
    .await;
    let house = House::new(&relay);
    let id = house.owe("a@example.org", Allowed);
    house.send().await;
    for minutes in [1, 2, 4, 8, 16, 32, 64, 128] {
        let waited = at_its_time(&house, id, &relay).await;
        assert!(
            (minutes * 60 - 5..=minutes * 60 + 5).contains(&waited),
            "{minutes} minutes: {waited} s"
        );
    }
    assert_eq!(house.stored(id).attempts, 9);
    relay.now(|at| {
        if at.step == Step::End {
            line("451 4.3.0 later")
        } else {
            Say::Usual
        }
    });
    at_its_time(&house, id, &relay).await;
    relay.now(|_| Say::Usual);
    at_its_time(&house, id, &relay).await;
    assert_eq!(
        (house.stored(id).state.as_str(), house.stored(id).attempts),
        ("sent", 11)
    );
    let ours = format!("Message-ID: <{}>", house.message_ids()[0]);
    let carried: Vec<bool> = relay.messages().iter().map(|message| message.contains(&ours)).collect();
    assert_eq!(carried, [true, true], "the same at every attempt");
}

#[rocket::async_test]
async fn after_the_last_attempt_a_mail_is_kept_as_failed_with_the_relays_words() {
    let relay = Relay::that(|at| {
        if at.step == Step::Recipient {
            line("451 4.2.1 <a@example.org> later")
        } else {
            Say::Usual
        }
    })
    .await;
    let mut mail = settings(relay.port);
    mail.attempts = 3;
    let house = House::with(mail, super::patient());
    let id = house.owe("a@example.org", Allowed);
    for _ in 0..5 {
        house.send().await;
        house.worker.clock.shift(3_600);
    }
    let stored = house.stored(id);
    assert_eq!((stored.state.as_str(), stored.attempts), ("failed", 3));
    assert_eq!(stored.reply, "451 4.2.1 <…> later");
    assert_eq!(relay.times(Step::Recipient), 3);
}

#[rocket::async_test]
async fn a_mail_is_claimed_once_and_only_if_there_is_room() {
    let relay = Relay::usual().await;
    let house = House::new(&relay);
    house.owe_many(10, "example.org");
    let claim = |room| {
        let now = house.worker.clock.now();
        let work = move |tx: &crate::store::Tx<'_>| rows::claim(tx, now, room, &SkippedDomains::default());
        let claimed = house.worker.store.write_now(work).expect("claims");
        claimed
            .mails
            .into_iter()
            .map(|claim| claim.due.id.number())
            .collect::<Vec<_>>()
    };
    let room = FreeLanes {
        all: 4,
        behind: 3,
        retries: 1,
    };
    assert_eq!(claim(room), [1, 2, 3, 4]);
    assert_eq!(claim(FreeLanes::ONE), [5]);
    house.worker.clock.shift(365 * 86_400);
    assert_eq!(claim(room), [6, 7, 8, 9]);
    assert_eq!(claim(room), [10], "however late it is, a mail is sent by one lane");
    assert_eq!(claim(room), [0; 0]);
    house.worker.begin().await.expect("begins");
    house.owe_many(4, "example.org");
    house.change("UPDATE outbox SET bulk = TRUE WHERE id > 11");
    let mixed = "what is new, one retry, what is for many; one lane is left for what comes new";
    let room = FreeLanes { all: 9, ..room };
    assert_eq!(claim(room), [11, 1, 12, 13], "{mixed}");
}

#[rocket::async_test]
async fn leases_of_dead_processes_are_released_at_start() {
    let relay = Relay::usual().await;
    let house = House::new(&relay);
    let (first, second, third) = (
        house.owe("a@example.org", Allowed),
        house.owe("b@example.org", Never),
        house.owe("c@example.org", Never),
    );
    // This is what a killed process leaves: the third mail was being handed over.
    house.change("UPDATE outbox SET lease = due_at, attempts = 1, sending = id = 3");
    assert_eq!(house.send().await, 0, "somebody has them");
    let house = house.restarted();
    house.worker.begin().await.expect("begins");
    house.send().await;
    let states = [first, second, third].map(|id| house.stored(id).state);
    assert_eq!(states, ["sent", "sent", "uncertain"]);
    assert_eq!(
        relay.copies("c@example.org"),
        0,
        "nobody knows, and it is not sent again"
    );
}

#[rocket::async_test]
async fn a_mail_is_marked_only_when_the_relay_waits_for_it() {
    let relay = Relay::that(|at| {
        if at.step == Step::Recipient {
            line("451 4.2.1 later")
        } else {
            Say::Usual
        }
    })
    .await;
    let house = House::new(&relay);
    let id = house.owe("a@example.org", Never);
    house.send().await;
    house.change("UPDATE outbox SET lease = 1");
    let house = house.restarted();
    house.worker.begin().await.expect("begins");
    assert_eq!(house.stored(id).state, "queued", "it was never handed over");
}

#[rocket::async_test]
async fn a_clock_that_was_a_year_ahead_freezes_nothing() {
    let relay = Relay::that(|at| {
        if at.step == Step::Recipient {
            line("451 4.2.1 later")
        } else {
            Say::Usual
        }
    })
    .await;
    let house = House::new(&relay);
    let clock = house.worker.clock.clone();
    let postponed = house.owe("a@example.org", Allowed);
    clock.shift(365 * 86_400);
    house.send().await;
    let owed_then = house.owe("b@example.org", Allowed);
    clock.shift(-365 * 86_400);
    relay.now(|_| Say::Usual);
    house.send().await;
    assert_eq!(
        (
            house.stored(postponed).state.as_str(),
            house.stored(owed_then).state.as_str()
        ),
        ("sent", "sent")
    );
    // A reminder keeps its day.
    let now = clock.now();
    let scheduled = now + SignedDuration::from_hours(24 * 20);
    owe_for(&house, scheduled, now);
    house.send().await;
    assert_eq!(house.count("queued"), 1, "it is not its day");
    clock.shift(20 * 86_400);
    house.send().await;
    assert_eq!(house.count("queued"), 0);
}

#[rocket::async_test]
async fn a_relay_that_went_down_under_a_wrong_clock_is_probed_once_the_clock_is_right() {
    let relay = Relay::that(|at| {
        if at.step == Step::Greeting {
            line("554 no")
        } else {
            Say::Usual
        }
    })
    .await;
    let house = House::new(&relay);
    house.owe("a@example.org", Allowed);
    house.worker.clock.shift(365 * 86_400);
    house.send().await;
    house.worker.clock.shift(-365 * 86_400);
    relay.now(|_| Say::Usual);
    house.send().await;
    assert_eq!((house.count("sent"), house.is_down()), (1, false));
}

fn owe_for(house: &House, due: Timestamp, now: Timestamp) {
    let work = move |tx: &crate::store::Tx<'_>| {
        let owed = NewMail {
            kind: "test",
            about: 0,
            payload: "{}",
            recipient: "c@example.org",
            message_id: &message_id("letters.example", now),
            repeat: Allowed,
        };
        rows::enqueue_for(tx, &owed, due, now)
    };
    let owed: Result<MailId, StoreError> = house.worker.store.write_now(work);
    owed.expect("is owed");
}

#[rocket::async_test]
async fn a_mail_that_cannot_be_composed_says_why_and_delays_nobody() {
    let relay = Relay::usual().await;
    let house = House::new(&relay);
    let broken = house.owe_as("a@example.org", Allowed, "broken");
    let panics = house.owe_as("b@example.org", Allowed, "panics");
    let gone = house.owe_as("c@example.org", Allowed, "gone");
    let unwritten = house.owe("nobody at example", Allowed);
    let fine = house.owe("d@example.org", Allowed);
    house.send().await;
    let reply = |id| house.stored(id).reply;
    assert_eq!(
        reply(broken),
        "this email can't be written: the letter of … is not there"
    );
    assert_eq!(reply(panics), "an internal error occurred while writing this email");
    assert_eq!(house.stored(gone).state, "moot");
    let why = "this email can't be built: the recipient's address can't receive email";
    assert_eq!(
        (house.stored(unwritten).state, reply(unwritten)),
        ("failed".to_owned(), why.to_owned())
    );
    assert_eq!(house.stored(fine).state, "sent");
    assert!(!house.is_down(), "the relay has no part in it");
    assert!(
        relay.messages()[0].contains("\r\n.\r\n") || relay.messages()[0].contains("=2E"),
        "dots arrive as they are"
    );
}
