//! A table of every reply at every step: what happens to the mail, whether the relay counts as down, and how many copies may arrive in the
//! end.

use super::relay::{Relay, Say, line};
use super::{House, patient, settings};
use crate::outbox::Repeat::{self, Allowed, Never};
use crate::outbox::failure::Step;
use crate::outbox::mailer::Patience;

const TO: &str = "ana@example.org";

/// The expected outcome right after one attempt, and once the relay works again.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    state: &'static str,
    attempts: u32,
    down: bool,
    /// The number of copies after an hour.
    copies: usize,
    finally: &'static str,
}

const fn outcome(state: &'static str, attempts: u32, down: bool, copies: usize, finally: &'static str) -> Outcome {
    Outcome {
        state,
        attempts,
        down,
        copies,
        finally,
    }
}

/// The relay's failure or ours: kept, not counted, sent once the relay works.
const KEPT: Outcome = outcome("queued", 0, true, 1, "sent");
/// Deferred.
const LATER: Outcome = outcome("queued", 1, false, 1, "sent");
/// The message is deferred: the first copy was refused.
const LATER_AFTER_ALL: Outcome = outcome("queued", 1, false, 2, "sent");
/// Failed for good.
const FAILED: Outcome = outcome("failed", 1, false, 0, "failed");
/// Failed for good, after the message was read.
const FAILED_AFTER_ALL: Outcome = outcome("failed", 1, false, 1, "failed");
/// Sent.
const SENT: Outcome = outcome("sent", 1, false, 1, "sent");
/// It may have arrived; a second copy is better than none.
const TWICE: Outcome = outcome("queued", 1, true, 2, "sent");
/// It may have arrived; a second copy is worse than none.
const DOUBT: Outcome = outcome("uncertain", 1, true, 1, "uncertain");

/// A short timeout for the silent step, and long ones for all others.
fn impatient(step: Step) -> Patience {
    let short = std::time::Duration::from_millis(100);
    let mut patience = patient();
    match step {
        Step::Greeting => patience.greeting = short,
        Step::Hello | Step::Auth | Step::StartTls => patience.introduction = short,
        Step::Sender => patience.sender = short,
        Step::Recipient => patience.recipient = short,
        Step::Data => patience.data = short,
        Step::End => patience.end = short,
        Step::Connect | Step::Reset | Step::Text => {}
    }
    patience
}

async fn meets(step: Step, say: Say, repeat: Repeat) -> Outcome {
    let silent = matches!(say, Say::Nothing);
    let relay = Relay::that(move |at| if at.step == step { say.clone() } else { Say::Usual }).await;
    relay.offers("8BITMIME\r\n250-AUTH PLAIN");
    let mut mail = settings(relay.port);
    mail.user = "letters".to_owned();
    let house = House::with(mail, if silent { impatient(step) } else { patient() });
    let id = house.owe(TO, repeat);
    house.send().await;
    let (stored, down) = (house.stored(id), house.is_down());
    assert_eq!(house.down().is_some(), down, "other processes read the same");
    assert!(!stored.leased, "{step:?}");
    assert!(
        stored.state == "sent" || !stored.reply.contains('@'),
        "{}",
        stored.reply
    );
    relay.now(|_| Say::Usual);
    house.worker.clock.shift(3_600);
    house.send().await;
    assert!(!house.is_down() && house.down().is_none(), "{step:?}: it works again");
    let name = |state: &str| {
        let states = ["queued", "sent", "failed", "uncertain", "moot"];
        states.into_iter().find(|it| *it == state).expect("a state")
    };
    Outcome {
        state: name(&stored.state),
        attempts: stored.attempts,
        down,
        copies: relay.copies(TO),
        finally: name(&house.stored(id).state),
    }
}

async fn both(step: Step, say: Say, expected: &Outcome) {
    for repeat in [Allowed, Never] {
        let found = meets(step, say.clone(), repeat).await;
        assert_eq!(&found, expected, "{step:?}, {say:?}, {repeat:?}");
    }
}

#[rocket::async_test]
async fn before_the_recipient_every_failure_is_the_relays_or_ours() {
    let refusals = [
        "421 4.3.2 closing",
        "450 4.7.1 later",
        "454 4.7.0 later",
        "500 what",
        "530 5.7.0 authenticate",
    ];
    let more = [
        "535 5.7.8 wrong password",
        "550 5.4.5 Daily user sending limit exceeded",
        "554 5.7.1 your IP is blocked",
    ];
    for step in [Step::Greeting, Step::Hello, Step::Auth, Step::Sender] {
        for words in refusals.into_iter().chain(more) {
            both(step, line(words), &KEPT).await;
        }
        for say in [
            Say::Nothing,
            Say::Close,
            line("hello"),
            line("999 x"),
            line(""),
            Say::Bytes(vec![0xff, b'\n']),
        ] {
            both(step, say, &KEPT).await;
        }
        both(step, Say::Last("421 4.3.2 closing"), &KEPT).await;
        both(step, line("550-5.7.1 first\r\n550 5.7.1 second"), &KEPT).await;
    }
}

#[rocket::async_test]
async fn a_reply_to_the_recipient_concerns_that_mail_alone_unless_it_is_about_us() {
    let step = Step::Recipient;
    for words in [
        "450 4.2.1 later",
        "451 greylisted",
        "452 4.2.2 full",
        "450 4.1.2 no such domain now",
        "552 5.2.2 full",
        "550 5.7.1 not from you",
        "554 5.7.1 no",
    ] {
        both(step, line(words), &LATER).await;
    }
    for words in [
        "550 5.1.1 <ana@example.org> unknown",
        "550 unknown",
        "551 moved",
        "553 5.1.3 syntax",
    ] {
        both(step, line(words), &FAILED).await;
    }
    for words in ["421 4.7.0 later", "421 4.4.1 its server does not answer", "421"] {
        both(step, line(words), &LATER).await;
        both(step, Say::Last(words), &LATER).await;
    }
    both(step, line("550 5.4.5 congested"), &LATER).await;
    for words in [
        "421 4.7.0 your IP is blocked",
        "421 4.3.2 too many messages",
        "550 5.4.5 Daily limit",
        "450 4.7.1 your IP sent too many messages",
        "530 5.7.0 no",
    ] {
        both(step, line(words), &KEPT).await;
    }
    for say in [
        line("250 ok"),
        line("251 will forward"),
        line("252 will try"),
        line("250"),
        line(&long(250)),
    ] {
        both(step, say, &SENT).await;
    }
    for say in [Say::Nothing, Say::Close, line("hello"), line("354 too early")] {
        both(step, say, &LATER).await;
    }
}

#[rocket::async_test]
async fn a_reply_to_data_concerns_that_mail_alone_unless_it_is_about_us() {
    both(Step::Data, line("451 4.3.0 later"), &LATER).await;
    for words in ["554 5.5.1 no valid recipients", "554 no", "550 5.7.1 not from you"] {
        both(Step::Data, line(words), &LATER).await;
    }
    for words in ["554 5.1.1 unknown", "550 5.6.0 no"] {
        both(Step::Data, line(words), &FAILED).await;
    }
    both(Step::Data, Say::Last("421 4.3.2 closing"), &LATER).await;
    both(Step::Data, Say::Last("421 4.7.0 hourly limit"), &KEPT).await;
    both(Step::Data, line("550 5.4.5 Daily user sending limit exceeded"), &KEPT).await;
    for say in [Say::Nothing, Say::Close, line("hello"), line("250 what")] {
        both(Step::Data, say, &LATER).await;
    }
}

#[rocket::async_test]
async fn a_reply_to_the_message_is_certain() {
    let step = Step::End;
    let multi = "250-2.0.0 queued\r\n250 2.0.0 as 1";
    for say in [
        line("250 2.0.0 ok"),
        line("250"),
        line("299 x"),
        line(multi),
        line(&long(250)),
        bare("250 ok"),
    ] {
        both(step, say, &SENT).await;
    }
    both(step, Say::Bytes(b"250 caf\xe9\r\n".to_vec()), &SENT).await;
    for words in ["451 4.3.0 later", "452 4.3.1 no room", "421 4.3.2 closing"] {
        both(step, line(words), &LATER_AFTER_ALL).await;
    }
    for words in [
        "550 5.6.0 no",
        "552 5.3.4 too big",
        "554 5.7.1 spam",
        "554 Transaction failed",
        &long(554),
    ] {
        both(step, line(words), &FAILED_AFTER_ALL).await;
    }
    let limit = outcome("queued", 0, true, 2, "sent");
    both(step, line("550 5.4.5 Daily user sending limit exceeded"), &limit).await;
}

#[rocket::async_test]
async fn without_a_reply_to_the_message_the_outcome_is_uncertain() {
    for say in [
        Say::Nothing,
        Say::Close,
        line("hello"),
        line("354 more"),
        Say::Bytes(b"25".to_vec()),
    ] {
        let silent = matches!(say, Say::Bytes(ref bytes) if bytes == b"25");
        let say = if silent { Say::Last("25") } else { say };
        assert_eq!(meets(Step::End, say.clone(), Allowed).await, TWICE, "{say:?}");
        assert_eq!(meets(Step::End, say.clone(), Never).await, DOUBT, "{say:?}");
    }
}

#[rocket::async_test]
async fn an_unreachable_relay_or_one_lacking_required_features_loses_nothing() {
    let nowhere = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let no_tls = Relay::usual().await;
    let mut starttls = settings(no_tls.port);
    starttls.security = crate::config::Security::Starttls;
    let mut auth = settings(no_tls.port);
    auth.user = "letters".to_owned();
    let mut unknown = settings(nowhere);
    unknown.host = String::new();
    for (mail, step) in [
        (settings(nowhere), "connecting"),
        (unknown, "connecting"),
        (starttls, "STARTTLS"),
        (auth, "AUTH"),
    ] {
        let house = House::with(mail, patient());
        let id = house.owe(TO, Never);
        house.send().await;
        assert_eq!(
            (house.stored(id).state.as_str(), house.stored(id).attempts),
            ("queued", 0)
        );
        assert_eq!(house.down().map(|down| down.step), Some(step.to_owned()));
    }
    assert_eq!(no_tls.times(Step::Sender), 0, "nothing is said in clear");
    assert_eq!(no_tls.times(Step::StartTls), 0, "what is not offered is not asked for");
}

/// Returns a reply of over 2,000 characters in one line.
fn long(code: u16) -> String {
    format!("{code} {}", "x".repeat(5_000))
}

/// Answers a line that ends in a bare line feed.
fn bare(words: &str) -> Say {
    Say::Bytes(format!("{words}\n").into_bytes())
}
