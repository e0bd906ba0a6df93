//! Tests that a mail that is cancelled while it is being addressed is not handed over.

use super::House;
use super::relay::{Relay, Say};
use crate::outbox::Repeat::{Allowed, Never};
use crate::outbox::failure::Step;

#[rocket::async_test]
async fn a_mail_that_is_cancelled_while_the_relay_is_asked_is_not_handed_over() {
    let relay = Relay::usual().await;
    let house = House::new(&relay);
    let stopped = house.owe("a@example.org", Never);
    let store = house.worker.store.clone();
    relay.now(move |at| {
        if at.step == Step::Data {
            let sql = "UPDATE outbox SET state = 'moot', settled_at = 1, lease = NULL, reply = 'stopped' WHERE state = 'queued'";
            store.write_now(move |tx| tx.execute(sql, [])).expect("is stopped");
        }
        Say::Usual
    });
    house.send().await;
    assert_eq!(relay.times(Step::Data), 1, "the relay waits for the message");
    assert_eq!(relay.copies("a@example.org"), 0, "and gets none");
    let row = house.stored(stopped);
    assert_eq!(
        (row.state.as_str(), row.reply.as_str(), row.attempts),
        ("moot", "stopped", 1)
    );
    assert!(!house.is_down() && !house.is_marked(stopped));
    relay.now(|_| Say::Usual);
    house.owe("b@example.org", Never);
    house.owe("c@example.org", Allowed);
    house.send().await;
    assert_eq!(
        (house.count("sent"), relay.copies("b@example.org")),
        (2, 1),
        "the next mail gets a connection of its own"
    );
}
