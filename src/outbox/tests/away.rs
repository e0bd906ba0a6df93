//! Tests that a database that is away for a moment delays mail by that moment, and counts against no mail.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::House;
use super::relay::Relay;
use crate::outbox::Repeat::{Allowed, Never};
use crate::outbox::{Composer, Composers};
use crate::store::StoreError;

#[rocket::async_test]
async fn a_mail_that_could_not_be_read_is_due_again_soon_and_was_not_tried() {
    let relay = Relay::usual().await;
    let mut house = House::new(&relay);
    let away = Arc::new(AtomicBool::new(true));
    let (is_away, usual) = (Arc::clone(&away), super::composers());
    let compose: Composer = Box::new(move |db, due| {
        if is_away.load(Ordering::SeqCst) {
            return Err(anyhow::Error::from(StoreError::Away("no answer".to_owned())).context("the letter"));
        }
        usual.by_kind["test"](db, due)
    });
    house.worker.composers = Arc::new(Composers::of([("test", compose)].into()));
    let mails = [house.owe("a@example.org", Allowed), house.owe("b@example.org", Never)];
    house.send().await;
    for mail in mails {
        let row = house.stored(mail);
        assert_eq!((row.state.as_str(), row.attempts, row.leased), ("queued", 0, false));
        assert!(row.reply.contains("can't be reached"), "{}", row.reply);
    }
    assert!(!house.is_down(), "the relay has nothing to do with it");
    assert_eq!(house.send().await, 0, "not at once, or it would be asked all the time");
    away.store(false, Ordering::SeqCst);
    house.worker.clock.shift(6);
    house.send().await;
    assert_eq!(house.count("sent"), 2);
    assert_eq!(house.stored(mails[0]).attempts, 1);
    assert_eq!(relay.recipients().len(), 2);
}
