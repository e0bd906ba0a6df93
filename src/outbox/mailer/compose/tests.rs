use mail_parser::{Address as Parsed, MessageParser};

use super::*;
use crate::outbox::{MailId, Repeat};

/// Real-life names of people and organizations.
const NAMES: &[&str] = &[
    "Ana Ruiz, Executive Director",
    "Coalition; Inc.: A <B> (C) [D]",
    "letters@desk",
    "O'Brien \"the\" \\ Other",
    "José Ñáñez, Directora",
    "李明, 主任",
    "أحمد المنصوري",
    "Zoë 👩‍🌾",
    "=?utf-8?q?no?=",
    "A name of many words, so many that no line of a head may hold all of them together without being folded somewhere",
    "Una organización de nombre muy largo, tan largo que ninguna línea de un encabezado lo contiene entero sin plegarse",
    "Dots. And. More.",
    "",
];

fn due() -> Due {
    Due {
        id: MailId::new(1),
        kind: "test".to_owned(),
        subject_id: 1,
        payload: String::new(),
        recipient: "reader@example.org".to_owned(),
        message_id: "0123456789abcdef@letters.example".to_owned(),
        attempts: 1,
        repeat: Repeat::Allowed,
    }
}

fn mail(subject: &str, manner: MailClass) -> Mail {
    Mail {
        subject: subject.to_owned(),
        text: "¡Hola, 李明!".to_owned(),
        html: "<p>¡Hola, 李明!</p>".to_owned(),
        manner,
        logo: None,
        attachments: Vec::new(),
    }
}

fn name_and_address(found: Option<&Parsed<'_>>) -> (String, String) {
    let found = found.and_then(Parsed::first).expect("an address");
    let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
    (text(found.name()), text(found.address()))
}

#[test]
fn any_name_works_in_every_header() {
    for name in NAMES {
        let from = sender(&format!("{name} <letters@letters.example>")).expect("a sender");
        for news in [false, true] {
            let reply_to = Correspondent {
                name: (*name).to_owned(),
                address: "desk@letters.example".to_owned(),
            };
            let manner = if news {
                MailClass::News {
                    reply_to,
                    list: "safe-harvest".to_owned(),
                    unsubscribe: "https://letters.example/x".to_owned(),
                }
            } else {
                MailClass::Personal {
                    to: Some((*name).to_owned()),
                    reply_to,
                }
            };
            let mut mail = mail(name, manner);
            mail.attachments.push(crate::outbox::Attachment {
                name: format!("{name}.csv"),
                media_type: "text/csv".to_owned(),
                bytes: name.as_bytes().to_vec(),
            });
            let (_, bytes) = message(&from, &due(), mail, Timestamp::UNIX_EPOCH).expect(name);
            assert!(
                bytes.is_ascii(),
                "{name}: no relay has to be asked whether it takes more"
            );
            let lines = bytes.split(|byte| *byte == b'\n');
            assert!(lines.into_iter().all(|line| line.len() < 200), "{name}");
            let read = MessageParser::default().parse(&bytes).expect("parses");
            let expected = |address: &str| ((*name).to_owned(), address.to_owned());
            assert_eq!(name_and_address(read.from()), expected("letters@letters.example"));
            assert_eq!(name_and_address(read.reply_to()), expected("desk@letters.example"));
            let to = if news { String::new() } else { (*name).to_owned() };
            assert_eq!(name_and_address(read.to()), (to, "reader@example.org".to_owned()));
            assert_eq!(
                read.from().map(|it| it.iter().count()),
                Some(1),
                "{name} is one address"
            );
            if news {
                assert!(
                    read.header_raw("List-Id")
                        .is_some_and(|it| it.contains("<safe-harvest.letters.example>"))
                );
            }
        }
    }
}

#[test]
fn line_breaks_make_no_header() {
    let name = "Ana\r\nBcc: everyone@example.org\n\tRuiz";
    let reply_to = Correspondent {
        name: name.to_owned(),
        address: "desk@letters.example".to_owned(),
    };
    let from = sender(&format!("{name} <letters@letters.example>")).expect("a sender");
    let manner = MailClass::Personal {
        to: Some(name.to_owned()),
        reply_to,
    };
    let mail = mail("One\r\nBcc: x@example.org\r\n\r\ntwo", manner);
    let (_, bytes) = message(&from, &due(), mail, Timestamp::UNIX_EPOCH).expect("a message");
    let read = MessageParser::default().parse(&bytes).expect("parses");
    assert!(read.bcc().is_none());
    assert_eq!(read.subject(), Some("One Bcc: x@example.org two"));
    assert_eq!(name_and_address(read.from()).0, "Ana Bcc: everyone@example.org Ruiz");
}

#[test]
fn a_sender_may_be_written_with_quotes_or_without_a_name() {
    let name = |text: &str| sender(text).map(|it| it.name).map_err(|error| error.to_string());
    assert_eq!(
        name("\"Ruiz, \\\"Ana\\\"\" <a@b.example>"),
        Ok(Some("Ruiz, \"Ana\"".to_owned()))
    );
    assert_eq!(name("a@b.example"), Ok(None));
    assert_eq!(name("<a@b.example>"), Ok(None));
    for wrong in ["", "Ana", "Ana <a@b", "Ana <>", "Ana <a b@c.example>"] {
        assert!(
            name(wrong).is_err_and(|why| why.starts_with("mail.sender must be")),
            "{wrong}"
        );
    }
}

#[test]
fn the_error_of_an_unwritable_mail_names_no_recipient() {
    let from = sender("a@b.example").expect("a sender");
    let nowhere = Due {
        recipient: "ana at example".to_owned(),
        ..due()
    };
    let failed = message(&from, &nowhere, mail("x", MailClass::Automatic), Timestamp::UNIX_EPOCH);
    let why = failed.expect_err("fails").to_string();
    assert_eq!(why, "the recipient's address can't receive email");
}
