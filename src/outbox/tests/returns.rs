//! Tests to which address a mail returns.

use super::House;
use super::relay::Relay;
use crate::config::Secret;
use crate::outbox::Repeat::Allowed;
use crate::outbox::return_path::Token;
use crate::outbox::stop::Stop;
use crate::outbox::store::bounced;

#[rocket::async_test]
async fn each_mail_returns_to_an_address_of_its_own_if_the_settings_name_one() {
    let relay = Relay::usual().await;
    let mut house = House::new(&relay);
    house.owe("a@example.org", Allowed);
    house.send().await;
    let secret = Secret::new("a key");
    house.mail.bounce_address = "bounce@letters.example".to_owned();
    house.worker.mailer = house
        .worker
        .mailer
        .clone()
        .with_return_path(&house.mail, &secret)
        .expect("an address");
    let ids = [house.owe("b@example.org", Allowed), house.owe("c@example.org", Allowed)];
    house.send().await;
    let senders = relay.senders();
    assert_eq!(senders[0], "letters@letters.example");
    let mut tokens: Vec<Token> = senders[1..].iter().filter_map(|it| Token::of_address(it)).collect();
    tokens.sort_by_key(|it| it.mail);
    assert_eq!(tokens.iter().map(|it| it.mail).collect::<Vec<_>>(), ids, "{senders:?}");
    for token in tokens {
        let mail = house.worker.store.read_now(|db| bounced::with_number(db, token.mail));
        let mail = mail.expect("reads").expect("a mail");
        assert!(token.is_genuine(&secret, &mail.message_id));
    }
    house.worker.mailer.probe(&Stop::default()).await.expect("works");
    assert_eq!(
        relay.senders().last().map(String::as_str),
        Some("bounce@letters.example")
    );
    assert!(
        relay.messages().iter().all(|it| !it.contains("Return-Path")),
        "servers write it"
    );
}
