//! Tests what pauses all mail, which mails probe the relay, and how sending resumes.

use super::relay::{Relay, Say, line};
use super::{House, patient, settings};
use crate::outbox::Repeat::Allowed;
use crate::outbox::failure::Step;

#[rocket::async_test]
async fn a_relay_that_refuses_us_loses_nothing_and_is_probed_with_one_mail_at_a_time() {
    let relay = Relay::that(|at| match at.step {
        Step::Sender => line("550 5.4.5 Daily user sending limit exceeded"),
        _ => Say::Usual,
    })
    .await;
    let house = House::new(&relay);
    house.owe_many(50, "example.org");
    house.send().await;
    let asked = relay.times(Step::Sender);
    assert!((1..=4).contains(&asked), "as many as were under way: {asked}");
    let down = house.down().expect("is down");
    assert_eq!((down.step.as_str(), down.probes), ("MAIL FROM", 1));
    assert_eq!(down.reply, "550 5.4.5 Daily user sending limit exceeded");
    assert_eq!(down.relay, format!("127.0.0.1:{}", relay.port));
    let since = house.worker.health.waiting_since();
    assert_eq!(since, Some(down.since));
    house.send().await;
    assert_eq!(relay.times(Step::Sender), asked, "not before its time");
    // Twice as long each time, at most five minutes.
    for (wait, probes) in [(5, 2), (10, 3), (20, 4), (40, 5), (80, 6), (160, 7), (300, 8), (300, 9)] {
        house.worker.clock.shift(wait + 1);
        house.send().await;
        assert_eq!(house.down().expect("is down").probes, probes);
    }
    assert_eq!(relay.times(Step::Sender), asked + 8);
    assert_eq!(house.count("queued"), 50);
    relay.now(|_| Say::Usual);
    house.worker.clock.shift(301);
    house.send().await;
    assert_eq!((house.count("sent"), house.down()), (50, None), "all go out at once");
    assert_eq!(relay.recipients().len(), 50, "each once");
}

#[rocket::async_test]
async fn staff_can_have_the_relay_probed_at_once() {
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
    house.send().await;
    relay.now(|_| Say::Usual);
    house.send().await;
    assert_eq!(house.count("sent"), 0);
    let (store, now) = (&house.worker.store, house.worker.clock.now());
    let asked = store.write_now(move |tx| crate::outbox::store::relay::ask_now(tx, now));
    assert!(asked.expect("is written"));
    house.send().await;
    assert_eq!(house.count("sent"), 1);
}

#[rocket::async_test]
async fn a_mail_that_the_relay_stumbles_over_stops_nobody() {
    let relay = Relay::that(|at| match at.recipient {
        "poison@example.org" if at.step == Step::Recipient => Say::Close,
        _ => Say::Usual,
    })
    .await;
    let mut one = settings(relay.port);
    one.connections = 1;
    let house = House::with(one, patient());
    house.owe("poison@example.org", Allowed);
    house.owe_many(5, "example.org");
    house.send().await;
    assert_eq!((house.count("sent"), house.is_down()), (5, false));
}

#[rocket::async_test]
async fn three_mails_refused_alike_pause_sending_and_are_enqueued_again() {
    let relay = Relay::that(|at| match at.step {
        Step::End => line("554 5.7.1 Message rejected, policy 12345"),
        _ => Say::Usual,
    })
    .await;
    let mut one = settings(relay.port);
    one.connections = 1;
    let house = House::with(one, patient());
    house.owe_many(10, "example.org");
    house.send().await;
    assert_eq!(
        (house.count("queued"), house.count("failed")),
        (10, 0),
        "nothing is lost"
    );
    assert!(house.is_down());
    assert_eq!(relay.recipients().len(), 3);
    house.worker.clock.shift(6);
    house.send().await;
    assert!(house.is_down(), "still the same words");
    assert_eq!((house.count("queued"), relay.recipients().len()), (10, 4));
    relay.now(|_| Say::Usual);
    house.worker.clock.shift(60);
    house.send().await;
    assert_eq!((house.count("sent"), house.is_down()), (10, false));
}

#[rocket::async_test]
async fn mails_refused_for_their_own_sake_fail_and_delay_nobody() {
    let relay = Relay::that(|at| match at.step {
        Step::End if at.recipient.starts_with("bad") => line("554 5.7.1 Message rejected"),
        Step::Recipient if at.recipient.starts_with("unknown") => line("550 no such user"),
        _ => Say::Usual,
    })
    .await;
    let mut one = settings(relay.port);
    one.connections = 1;
    let house = House::with(one, patient());
    for number in 0..6 {
        house.owe(&format!("unknown-{number}@example.org"), Allowed);
    }
    house.send().await;
    assert_eq!(
        (house.count("failed"), house.is_down()),
        (6, false),
        "six who are not there"
    );
    for number in 0..3 {
        house.owe(&format!("bad-{number}@example.org"), Allowed);
    }
    house.owe("good@example.org", Allowed);
    house.send().await;
    assert!(house.is_down(), "it may be us");
    house.worker.clock.shift(6);
    house.send().await;
    assert_eq!(relay.copies("good@example.org"), 1);
    assert_eq!(
        (house.count("failed"), house.count("queued"), house.is_down()),
        (9, 0, false),
        "it is they"
    );
}

#[rocket::async_test]
async fn a_relay_that_was_down_is_still_down_after_a_restart() {
    let relay = Relay::that(|at| {
        if at.step == Step::Greeting {
            line("554 5.7.1 your IP is blocked")
        } else {
            Say::Usual
        }
    })
    .await;
    let house = House::new(&relay);
    house.owe("a@example.org", Allowed);
    house.send().await;
    let house = house.restarted();
    assert!(!house.is_down());
    house.worker.begin().await.expect("begins");
    assert!(house.is_down());
    assert_eq!(house.send().await, 0, "not before its time");
    relay.now(|_| Say::Usual);
    house.worker.clock.shift(6);
    house.send().await;
    assert_eq!((house.count("sent"), house.is_down()), (1, false));
}

#[rocket::async_test]
async fn a_relay_is_probed_even_without_a_mail_to_try() {
    let relay = Relay::that(|at| {
        if at.step == Step::Sender {
            line("550 5.7.1 not yours")
        } else {
            Say::Usual
        }
    })
    .await;
    let house = House::new(&relay);
    house.owe("a@example.org", Allowed);
    house.send().await;
    house.change("DELETE FROM outbox");
    house.worker.clock.shift(6);
    assert_eq!(house.send().await, 0, "to ask is no mail");
    assert!(house.is_down());
    relay.now(|_| Say::Usual);
    house.worker.clock.shift(60);
    house.send().await;
    assert!(!house.is_down());
}

#[rocket::async_test]
async fn a_relay_works_again_once_its_reply_is_about_a_mail() {
    let relay = Relay::that(|at| match at.step {
        Step::Greeting => line("554 no"),
        _ => Say::Usual,
    })
    .await;
    let house = House::new(&relay);
    let poisoned = house.owe("poison@example.org", Allowed);
    house.send().await;
    assert!(house.is_down());
    relay.now(|at| match at.recipient {
        "poison@example.org" => line("550 5.7.1 not from you"),
        _ => Say::Usual,
    });
    house.worker.clock.shift(6);
    house.send().await;
    assert_eq!((house.is_down(), house.stored(poisoned).attempts), (false, 1));
}

/// Returns the recipient of the next mail after the relay refused us at a step of the first one.
async fn first_after_a_refusal_of_us_at(step: Step) -> String {
    let relay = Relay::that(move |at| match at.step {
        here if here == step => line("550 5.4.5 Daily user sending limit exceeded"),
        _ => Say::Usual,
    })
    .await;
    let mut one = settings(relay.port);
    one.connections = 1;
    let house = House::with(one, patient());
    for recipient in ["first@one.example", "second@one.example", "third@two.example"] {
        house.owe(recipient, Allowed);
    }
    house.send().await;
    assert!(house.is_down(), "{step:?}");
    relay.now(|_| Say::Usual);
    house.worker.clock.shift(6);
    house.send().await;
    assert_eq!(relay.recipients().len(), 3, "{step:?}");
    relay.recipients().swap_remove(0)
}

#[rocket::async_test]
async fn after_a_refusal_at_a_recipient_another_domain_probes_and_otherwise_the_order_is_kept() {
    let first = first_after_a_refusal_of_us_at;
    assert_eq!(first(Step::Sender).await, "second@one.example");
    assert_eq!(first(Step::Recipient).await, "third@two.example");
}
