//! Tests of addresses that the relay stumbles over: failures at one domain's recipients stop no other domain.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::relay::{At, Relay, Say, line};
use super::{House, patient, settings};
use crate::outbox::Repeat::Allowed;
use crate::outbox::failure::Step;
use crate::outbox::mailer::Patience;

/// Starts a relay that answers like this at a step for recipients at `poison…`; returns it with the recipients that it was asked for.
async fn poisoned(step: Step, say: Say) -> (Relay, Arc<Mutex<Vec<String>>>) {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let noted = Arc::clone(&asked);
    let relay = Relay::that(move |at: &At<'_>| {
        if at.step == Step::Recipient {
            noted.lock().expect("noted").push(at.recipient.to_owned());
        }
        if at.step == step && at.recipient.contains("@poison") {
            say.clone()
        } else {
            Say::Usual
        }
    })
    .await;
    (relay, asked)
}

/// Creates a worker with one lane, so that the order of recipients is fixed.
fn house(relay: &Relay, patience: Patience) -> House {
    let mut one = settings(relay.port);
    one.connections = 1;
    House::with(one, patience)
}

/// Sends eight poisoned mails of one domain, then a good one.
async fn eight_and_a_good_one(step: Step, say: Say, asked_at_most: usize) {
    let patience = match say {
        Say::Nothing => Patience {
            recipient: Duration::from_secs(5),
            ..patient()
        },
        _ => patient(),
    };
    let (relay, asked) = poisoned(step, say.clone()).await;
    let house = house(&relay, patience);
    house.owe_many(8, "poison.example");
    house.owe("good@example.org", Allowed);
    house.send().await;
    assert!(!house.is_down() && house.down().is_none(), "{step:?}, {say:?}");
    assert_eq!(relay.copies("good@example.org"), 1, "{step:?}, {say:?}");
    assert_eq!(
        (house.count("sent"), house.count("queued")),
        (1, 8),
        "{step:?}, {say:?}"
    );
    let asked = asked.lock().expect("asked").clone();
    assert_eq!(asked.len(), asked_at_most + 1, "{step:?}, {say:?}: {asked:?}");
}

#[rocket::async_test]
async fn eight_poisoned_addresses_of_one_domain_delay_only_their_domain() {
    for step in [Step::Recipient, Step::Data] {
        for say in [
            Say::Close,
            line("hello"),
            line("550 5.7.1 not from you"),
            Say::Last("421 4.4.1 its server does not answer"),
        ] {
            eight_and_a_good_one(step, say, 3).await;
        }
    }
    eight_and_a_good_one(Step::Recipient, Say::Nothing, 1).await;
    eight_and_a_good_one(Step::Data, line("554 transaction refused"), 3).await;
}

#[rocket::async_test]
async fn three_domains_failing_alike_blame_the_relay_and_another_domain_probes() {
    for say in [
        Say::Close,
        line("550 5.7.1 not from you"),
        Say::Last("421 4.7.0 try again later"),
    ] {
        let (relay, asked) = poisoned(Step::Recipient, say.clone()).await;
        let house = house(&relay, patient());
        for number in 1..=3 {
            house.owe(&format!("a@poison-{number}.example"), Allowed);
        }
        house.owe("b@poison-1.example", Allowed);
        house.owe("good@example.org", Allowed);
        house.send().await;
        assert!(house.is_down(), "{say:?}");
        assert_eq!(asked.lock().expect("asked").len(), 3);
        house.worker.clock.shift(6);
        house.send().await;
        let next = asked.lock().expect("asked").get(3).cloned();
        assert_eq!(
            next.as_deref(),
            Some("good@example.org"),
            "{say:?}: never a known bad one first"
        );
        assert!(!house.is_down(), "{say:?}");
        // From here on these domains themselves are to blame.
        house.worker.clock.shift(3_600);
        house.owe("another@example.org", Allowed);
        house.send().await;
        assert_eq!((house.count("sent"), house.is_down()), (2, false), "{say:?}");
        assert_eq!(house.count("queued"), 4, "{say:?}");
    }
}

#[rocket::async_test]
async fn a_relay_that_fails_at_every_recipient_is_probed_ever_less_and_loses_nothing() {
    let relay = Relay::that(|at| match at.step {
        Step::Recipient => line("550 5.7.1 relay access denied"),
        _ => Say::Usual,
    })
    .await;
    let house = house(&relay, patient());
    for number in 0..5 {
        house.owe(&format!("a@{number}.example"), Allowed);
    }
    house.send().await;
    assert_eq!((house.is_down(), relay.times(Step::Recipient)), (true, 3));
    for (wait, probes) in [(6, 2), (11, 3), (21, 4), (41, 5), (81, 6), (161, 7), (301, 8)] {
        house.worker.clock.shift(wait);
        house.send().await;
        assert_eq!(house.down().map(|down| down.probes), Some(probes));
    }
    assert_eq!((house.count("queued"), relay.times(Step::Recipient)), (5, 10));
    relay.now(|_| Say::Usual);
    house.worker.clock.shift(301);
    house.send().await;
    house.worker.clock.shift(3_600);
    house.send().await;
    assert_eq!((house.count("sent"), house.is_down()), (5, false));
}
