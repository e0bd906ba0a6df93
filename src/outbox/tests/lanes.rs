//! Tests of lanes, domains and outages of the relay: which mails delay which others.

use std::time::Duration;

use tracing::instrument::WithSubscriber;

use super::relay::{At, Relay, Say, line};
use super::{House, patient, settings};
use crate::outbox::Repeat::{Allowed, Never};
use crate::outbox::failure::Step;
use crate::outbox::store::staff;
use crate::outbox::worker::Worker;

/// Runs a worker until a condition holds, then stops it and waits for its end.
pub(super) async fn until(worker: &Worker, is_so: impl Fn() -> bool) {
    let figment = rocket::figment::Figment::from(rocket::Config::default());
    let rocket = rocket::custom(figment).ignite().await.expect("ignites");
    let stop = rocket.shutdown();
    // What it logs goes where the test wants it, on whichever thread it runs.
    let running = tokio::spawn(worker.clone().run(stop.clone()).with_current_subscriber());
    for _ in 0..6_000 {
        if is_so() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(is_so(), "it never came true");
    stop.notify();
    running.await.expect("ends");
}

fn defers(at: &At<'_>) -> Say {
    match at.step {
        Step::Recipient if at.recipient.ends_with("@deferred.example") => line("451 4.3.0 later"),
        _ => Say::Usual,
    }
}

#[rstest::rstest]
#[case::with_several_lanes(4)]
#[case::with_one_lane(1)]
#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_deferred_mails_delay_nobody_else(#[case] lanes: u32) {
    let relay = Relay::that(defers).await;
    let mut mail = settings(relay.port);
    mail.connections = lanes;
    let house = House::with(mail, patient());
    // These are more mails than one claim skips.
    house.owe_many(300, "deferred.example");
    house.owe("honest@example.org", Allowed);
    house.send().await;
    assert_eq!(relay.recipients(), ["honest@example.org"]);
    let asked = relay.times(Step::Recipient);
    assert!(
        asked < 20,
        "the domain is held back after a few, and was asked {asked} times"
    );
    assert!(!house.is_down());
    assert_eq!(house.count("queued"), 300, "none is given up");
    // A minute later the domain is tried again, and delays nobody then either.
    house.worker.clock.shift(61);
    house.owe("another@example.org", Allowed);
    house.send().await;
    assert_eq!(relay.copies("another@example.org"), 1);
    relay.now(|_| Say::Usual);
    for _ in 0..3 {
        house.worker.clock.shift(3_600);
        house.send().await;
    }
    assert_eq!(house.count("sent"), 302);
    assert_eq!(relay.recipients().len(), 302, "each once");
}

#[rocket::async_test]
async fn each_deferring_domain_delays_only_itself() {
    let relay = Relay::that(|at| match at.step {
        Step::Recipient if at.recipient.ends_with(".bad.example") => line("450 4.1.2 domain not found"),
        _ => Say::Usual,
    })
    .await;
    let house = House::new(&relay);
    for number in 0..40 {
        house.owe(&format!("a@{number}.bad.example"), Allowed);
        house.owe(&format!("a@{number}.good.example"), Allowed);
    }
    house.send().await;
    assert_eq!((house.count("sent"), house.count("queued")), (40, 40));
}

#[rocket::async_test]
async fn first_attempts_precede_retries_and_bulk_mail_comes_last() {
    let relay = Relay::that(defers).await;
    let mut one = settings(relay.port);
    one.connections = 1;
    let house = House::with(one, patient());
    let retried = house.owe("a@deferred.example", Allowed);
    house.send().await;
    assert_eq!(house.stored(retried).attempts, 1);
    relay.now(|_| Say::Usual);
    house.worker.clock.shift(3_600);
    let many = house.owe("many@example.org", Allowed);
    house.change("UPDATE outbox SET bulk = TRUE WHERE recipient = 'many@example.org'");
    house.owe("new@example.org", Allowed);
    house.send().await;
    assert_eq!(
        relay.recipients(),
        ["new@example.org", "a@deferred.example", "many@example.org"]
    );
    assert_eq!(house.stored(many).state, "sent");
}

#[rocket::async_test]
async fn retries_and_bulk_mail_never_take_every_lane() {
    // Slow recipients stay slow until the test ends.
    let relay = Relay::that(|at| match at.step {
        Step::Recipient if at.recipient.ends_with("@slow.example") => Say::Nothing,
        _ => Say::Usual,
    })
    .await;
    let house = House::new(&relay);
    house.owe_many(8, "slow.example");
    // Half of them are retries, the others are bulk mail.
    house.change("UPDATE outbox SET attempts = 1 - id % 2, bulk = id % 2 = 1");
    let honest = house.owe("honest@example.org", Allowed);
    let mut worker = house.worker.clone();
    worker.grace = Duration::ZERO;
    until(&worker, || {
        house.stored(honest).state == "sent" && relay.most_open() >= 3
    })
    .await;
    assert!(relay.most_open() <= 4);
    assert_eq!(house.count("queued"), 8, "what was cut off stays owed");
}

#[rocket::async_test]
async fn one_silent_conversation_idles_no_other_lane() {
    let relay = Relay::that(|at| match (at.step, at.recipient) {
        (Step::End, "silent@example.org") => Say::Nothing,
        _ => Say::Usual,
    })
    .await;
    let house = House::new(&relay);
    let silent = house.owe("silent@example.org", Never);
    house.owe_many(40, "example.org");
    let mut worker = house.worker.clone();
    worker.grace = Duration::ZERO;
    // The mark is written before the relay can have the mail: a crash from here on leaves it uncertain.
    until(&worker, || house.count("sent") == 40 && house.is_marked(silent)).await;
    assert_eq!(house.stored(silent).state, "uncertain", "the relay may have it");
    assert_eq!(relay.copies("silent@example.org"), 1);
}

#[rocket::async_test]
async fn the_worker_stops_at_whatever_step_the_relay_is_silent() {
    for step in [
        Step::Greeting,
        Step::Hello,
        Step::Sender,
        Step::Recipient,
        Step::Data,
        Step::End,
    ] {
        let relay = Relay::that(move |at| if at.step == step { Say::Nothing } else { Say::Usual }).await;
        let house = House::new(&relay);
        let once = house.owe("once@example.org", Never);
        let mut worker = house.worker.clone();
        worker.grace = Duration::ZERO;
        until(&worker, || relay.times(step) > 0).await;
        let stored = house.stored(once);
        let expected = if step == Step::End { "uncertain" } else { "queued" };
        assert_eq!((stored.state.as_str(), stored.leased), (expected, false), "{step:?}");
        if step != Step::End {
            assert_eq!(stored.attempts, 0, "{step:?}: to stop counts against no mail");
        }
        assert!(!house.is_down(), "the relay said nothing wrong");
    }
}

#[rocket::async_test]
async fn a_worker_whose_database_is_closed_stops_when_told() {
    let relay = Relay::that(|at| match at.step {
        Step::Recipient => Say::Nothing,
        _ => Say::Usual,
    })
    .await;
    let house = House::new(&relay);
    house.owe("a@example.org", Allowed);
    let mut worker = house.worker.clone();
    worker.grace = Duration::ZERO;
    until(&worker, || {
        let begun = relay.times(Step::Recipient) > 0;
        if begun {
            house.worker.store.close();
        }
        begun
    })
    .await;
}

#[rocket::async_test]
async fn staff_retry_what_failed_and_cancel_what_is_not_being_sent() {
    let relay = Relay::that(|at| {
        if at.step == Step::Recipient {
            line("550 5.1.1 no")
        } else {
            Say::Usual
        }
    })
    .await;
    let house = House::new(&relay);
    let (failed, waits) = (
        house.owe("a@example.org", Allowed),
        house.owe("b@deferred.example", Allowed),
    );
    house.change("UPDATE outbox SET due_at = due_at + 60000000 WHERE recipient = 'b@deferred.example'");
    house.send().await;
    assert_eq!(house.stored(failed).state, "failed");
    let (store, now) = (&house.worker.store, house.worker.clock.now());
    let retry = |id| store.write_now(move |tx| staff::retry(tx, id, now)).expect("writes");
    let cancel = |id| store.write_now(move |tx| staff::cancel(tx, id, now)).expect("writes");
    assert!(!cancel(failed), "it is over");
    assert!(cancel(waits) && !cancel(waits));
    assert_eq!(
        (house.stored(waits).state.as_str(), house.stored(waits).reply.as_str()),
        ("moot", staff::CANCELLED)
    );
    assert!(!retry(waits), "it was taken back");
    assert!(retry(failed));
    assert_eq!(house.stored(failed).attempts, 0);
    relay.now(|_| Say::Usual);
    house.send().await;
    assert_eq!(relay.recipients(), ["a@example.org"]);
    assert!(!retry(failed), "it arrived");
    let leased = house.owe("c@example.org", Allowed);
    house.change("UPDATE outbox SET lease = 1, attempts = 1 WHERE recipient = 'c@example.org'");
    assert!(!cancel(leased) && !retry(leased), "it is being sent");
}
