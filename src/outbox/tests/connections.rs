//! Tests which connections to the relay are reused, and which are closed.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::lanes::until;
use super::relay::{Relay, Say, line};
use super::{House, patient, settings};
use crate::outbox::Repeat::Allowed;
use crate::outbox::failure::Step;
use crate::outbox::mailer::{Mailer, Patience};

#[rocket::async_test]
async fn connections_are_reused_and_a_relay_may_close_them() {
    let relay = Relay::usual().await;
    let mut one = settings(relay.port);
    one.connections = 1;
    let house = House::with(one, patient());
    house.owe_many(20, "example.org");
    house.send().await;
    assert_eq!((house.count("sent"), relay.connections()), (20, 1));
    assert_eq!(
        relay.times(Step::Reset),
        19,
        "what a mail left is undone before the next one"
    );
    for say in [Say::Close, Say::Last("421 4.3.2 too many mails over this connection")] {
        // One mail over each connection.
        let before = relay.recipients().len();
        relay.now(move |at| {
            if at.step == Step::Reset {
                say.clone()
            } else {
                Say::Usual
            }
        });
        house.owe_many(5, "example.org");
        house.send().await;
        assert_eq!((relay.recipients().len(), house.is_down()), (before + 5, false));
    }
    let ends = || Say::Last("250 2.0.0 queued, goodbye");
    relay.now(move |at| if at.step == Step::End { ends() } else { Say::Usual });
    house.owe_many(5, "example.org");
    house.send().await;
    assert_eq!((house.count("sent"), house.is_down()), (35, false));
    assert_eq!(relay.recipients().len(), 35, "each once");
}

#[rocket::async_test]
async fn a_kept_connection_that_ends_before_the_message_costs_no_attempt() {
    let steps = [Step::Reset, Step::Sender, Step::Recipient, Step::Data];
    let enough = Say::Last("421 4.3.2 too many mails over this connection");
    for (step, say) in steps
        .into_iter()
        .flat_map(|step| [(step, Say::Close), (step, enough.clone())])
    {
        let relay = Relay::usual().await;
        let house = House::new(&relay);
        house.owe("a@example.org", Allowed);
        house.send().await;
        let kept = AtomicBool::new(true);
        relay.now(move |at| match at.step {
            here if here == step && kept.swap(false, Ordering::SeqCst) => say.clone(),
            _ => Say::Usual,
        });
        let second = house.owe("b@example.org", Allowed);
        house.send().await;
        let stored = house.stored(second);
        assert_eq!((stored.state.as_str(), stored.attempts), ("sent", 1), "{step:?}");
        assert_eq!((relay.connections(), house.is_down()), (2, false), "{step:?}");
    }
}

/// Returns how many connections three mails take if the relay answers like this at one step of each of the first two.
async fn connections_for_three(step: Step, say: Say) -> usize {
    let relay = Relay::that(move |at| match at.recipient {
        "good@example.org" => Say::Usual,
        _ if at.step == step => say.clone(),
        _ => Say::Usual,
    })
    .await;
    let mut one = settings(relay.port);
    one.connections = 1;
    let house = House::with(one, patient());
    for recipient in ["a@example.org", "b@example.org", "good@example.org"] {
        house.owe(recipient, Allowed);
    }
    house.send().await;
    assert_eq!(relay.copies("good@example.org"), 1);
    relay.connections()
}

#[rocket::async_test]
async fn a_refusal_leaves_the_connection_open_unless_the_relay_says_that_it_ends_it() {
    for (step, words) in [
        (Step::Recipient, "550 5.1.1 unknown"),
        (Step::Recipient, "451 4.2.1 later"),
        (Step::Data, "550 5.6.0 no"),
        (Step::End, "550 5.6.0 no"),
        (Step::End, "452 4.3.1 no room"),
    ] {
        assert_eq!(connections_for_three(step, line(words)).await, 1, "{step:?}: {words}");
    }
    for step in [Step::Recipient, Step::End] {
        assert_eq!(
            connections_for_three(step, line("421 4.3.2 closing")).await,
            3,
            "{step:?}"
        );
    }
}

#[rocket::async_test]
async fn a_kept_connection_that_is_silent_is_dropped() {
    let relay = Relay::usual().await;
    let patience = Patience {
        reset: Duration::from_millis(50),
        ..patient()
    };
    let house = House::with(settings(relay.port), patience);
    house.owe("a@example.org", Allowed);
    house.send().await;
    relay.now(|at| {
        if at.step == Step::Reset {
            Say::Nothing
        } else {
            Say::Usual
        }
    });
    house.owe("b@example.org", Allowed);
    house.send().await;
    assert_eq!((house.count("sent"), house.is_down()), (2, false));
}

#[rocket::async_test]
async fn a_connection_whose_sender_was_refused_is_dropped() {
    let relay = Relay::that(|at| match at.step {
        Step::Sender => line("450 4.7.1 later"),
        _ => Say::Usual,
    })
    .await;
    let house = House::new(&relay);
    house.owe("a@example.org", Allowed);
    house.send().await;
    relay.now(|_| Say::Usual);
    house.worker.clock.shift(6);
    house.send().await;
    assert_eq!((house.count("sent"), relay.connections()), (1, 2));
}

#[rocket::async_test]
async fn an_idle_connection_is_closed_with_quit() {
    let relay = Relay::usual().await;
    let house = House::new(&relay);
    house.owe("a@example.org", Allowed);
    house.send().await;
    house.worker.mailer.rest().await;
    house.owe("b@example.org", Allowed);
    house.send().await;
    assert_eq!((house.count("sent"), relay.connections()), (2, 2));
    until(&house.worker, || relay.farewells() == 1).await;
}

#[rocket::async_test]
async fn no_connection_is_opened_after_a_stop() {
    let relay = Relay::usual().await;
    let house = House::new(&relay);
    house.owe("a@example.org", Allowed);
    house.send().await;
    relay.now(|at| match at.step {
        Step::Reset => Say::Nothing,
        _ => Say::Usual,
    });
    let waits = house.owe("b@example.org", Allowed);
    let mut worker = house.worker.clone();
    worker.grace = Duration::ZERO;
    until(&worker, || relay.times(Step::Reset) > 0).await;
    assert_eq!((house.stored(waits).attempts, relay.connections()), (0, 1));
}

#[rocket::async_test]
async fn every_process_names_mails_on_the_senders_domain() {
    let house = House::with(settings(1), patient());
    assert_eq!(house.worker.mailer.domain(), "letters.example");
    assert_eq!(Mailer::domain_of(&house.mail).expect("a sender"), "letters.example");
}

#[rocket::async_test]
async fn a_relay_that_prompts_for_name_and_password_gets_both() {
    let asked = AtomicUsize::new(0);
    let relay = Relay::that(move |at| match at.step {
        Step::Auth => match asked.fetch_add(1, Ordering::SeqCst) {
            0 => line("334 VXNlcm5hbWU6"),
            1 => line("334 UGFzc3dvcmQ6"),
            _ => Say::Usual,
        },
        _ => Say::Usual,
    })
    .await;
    relay.offers("8BITMIME\r\n250-AUTH LOGIN");
    let mut mail = settings(relay.port);
    (mail.user, mail.password) = ("letters".to_owned(), "secret".to_owned());
    let house = House::with(mail, patient());
    house.owe("a@example.org", Allowed);
    house.send().await;
    assert_eq!(house.count("sent"), 1, "{:?}", house.down());
    assert_eq!(relay.answers(), ["bGV0dGVycw==", "c2VjcmV0"]);
}
