//! Messages as servers write them, and messages that nobody should write.

use std::path::Path;

use proptest::prelude::*;

use super::Verdict;
use super::Verdict::{AutoReply, Delayed, Delivered, Failed, Nothing};
use super::message::{MOST_BYTES, Reading, read};

const ID: &str = "0191f3c2a1b2c3d4e5f60718@coalition.example";
const TO: &str = "bounce+7-ABCDEFGHIJKLMNOPQRSTUVWXYZ@coalition.example";

/// Reads a message of the corpus.
fn corpus(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/bounces")
        .join(format!("{name}.eml"));
    let text = std::fs::read_to_string(file).expect("a file");
    text.replace("{id}", ID)
        .replace("{to}", TO)
        .replace("{recipient}", "ana.ruiz@office.example")
}

#[rstest::rstest]
#[case(
    "postfix-failed",
    Failed,
    "5.1.1",
    "550 5.1.1 <…>: Recipient address rejected: User unknown"
)]
#[case(
    "postfix-delayed",
    Delayed,
    "4.4.1",
    "connect to mx.office.example[198.51.100.7]:25: Connection timed out"
)]
#[case("postfix-delivered", Delivered, "2.1.5", "250 2.1.5 Ok")]
#[case(
    "exchange-failed",
    Failed,
    "5.1.10",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient … not found by SMTP address lookup"
)]
#[case(
    "gmail-failed",
    Failed,
    "5.1.1",
    "550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1  For more information, see the help pages."
)]
#[case("qmail-failed", Failed, "5.1.1", "Sorry, no mailbox here by that name. (#5.1.1)")]
#[case("exim-failed", Failed, "5.2.1", "550 5.2.1 The email account is disabled")]
#[case(
    "exim-delayed",
    Delayed,
    "4.7.1",
    "host mx.office.example [198.51.100.7]: 451 4.7.1 Please try again later"
)]
#[case("full-mailbox", Failed, "5.2.2", "552 5.2.2 Mailbox full")]
#[case(
    "spanish-failed",
    Failed,
    "5.0.0",
    "Motivo: el usuario no existe en este servidor. 550 usuario desconocido"
)]
#[case("spanish-delayed", Delayed, "", "")]
#[case("auto-submitted", AutoReply, "", "")]
#[case("vacation", AutoReply, "", "")]
#[case("spanish-vacation", AutoReply, "", "")]
#[case("read-receipt", AutoReply, "", "")]
#[case("person", Nothing, "", "")]
#[case("advertisement", Nothing, "", "")]
fn what_servers_write_is_understood(
    #[case] name: &str,
    #[case] verdict: Verdict,
    #[case] status: &str,
    #[case] said: &str,
) {
    for text in [corpus(name), corpus(name).replace('\n', "\r\n")] {
        let reading = read(text.as_bytes());
        let found = reading.status.map(|it| it.to_string()).unwrap_or_default();
        assert_eq!(
            (reading.verdict, found.as_str(), reading.said.as_str()),
            (verdict, status, said)
        );
        if verdict != Nothing {
            assert!(reading.addressed.iter().any(|it| it == TO), "{:?}", reading.addressed);
        }
        if name != "advertisement" {
            assert!(reading.about.iter().any(|it| it == ID), "{:?}", reading.about);
        }
    }
}

/// Every file has a case above.
#[test]
fn the_corpus_is_complete() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bounces");
    assert_eq!(std::fs::read_dir(folder).expect("a folder").count(), 17);
}

fn nothing(reading: &Reading) -> bool {
    reading.verdict == Nothing && reading.about.is_empty() && reading.addressed.is_empty()
}

#[test]
fn a_message_that_is_made_to_keep_a_reader_busy_says_nothing() {
    let head = "From: MAILER-DAEMON@x.example\nSubject: failure notice\n";
    let nested = format!("{head}{}", "Content-Type: message/rfc822\n\n".repeat(40_000));
    let many = format!(
        "{head}{}",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(20_000)
    );
    for bomb in [nested, many] {
        assert!(nothing(&read(bomb.as_bytes())));
    }
}

#[test]
fn of_a_huge_message_the_beginning_is_read() {
    let text = format!("{}{}", corpus("postfix-failed"), "x".repeat(4 * MOST_BYTES));
    assert_eq!(read(text.as_bytes()).verdict, Failed);
    let ids = "Message-ID: <a@b.example>\n".repeat(100_000);
    let reading = read(format!("From: postmaster@x.example\nSubject: Undeliverable\n\n{ids}").as_bytes());
    assert!(reading.about.len() <= 10, "{}", reading.about.len());
}

#[test]
fn a_report_that_one_of_several_got_the_mail_is_no_failure() {
    let text = corpus("postfix-failed");
    let other = "Final-Recipient: rfc822; forwarded@office.example\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; ana";
    let text = text.replacen("Final-Recipient: rfc822; ana", other, 1);
    assert_eq!(read(text.as_bytes()).verdict, Delivered);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever comes, there is a reading, within its bounds.
    #[test]
    fn anything_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let reading = read(&bytes);
        prop_assert!(reading.said.chars().count() <= 401 && reading.about.len() <= 10 && reading.addressed.len() <= 40);
    }

    /// So it is with a message of the corpus in which something was cut out, doubled or replaced.
    #[test]
    fn a_broken_message_can_be_read(
        name in proptest::sample::select(&["postfix-failed", "exchange-failed", "qmail-failed", "spanish-failed", "read-receipt"][..]),
        from in 0_usize..3_000, length in 0_usize..600, noise in proptest::collection::vec(any::<u8>(), 0..40), twice in any::<bool>(),
    ) {
        let mut bytes = corpus(name).into_bytes();
        let from = from.min(bytes.len());
        let until = (from + length).min(bytes.len());
        let part = bytes[from..until].to_vec();
        bytes.splice(from..until, noise);
        if twice {
            let end = bytes.len();
            bytes.splice(end..end, part.repeat(50));
        }
        let reading = read(&bytes);
        prop_assert!(!reading.said.contains("ana.ruiz@"), "{}", reading.said);
    }
}
