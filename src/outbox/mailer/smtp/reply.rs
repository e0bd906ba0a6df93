//! Parses a relay's replies (RFC 5321, 4.2), leniently: a reply that Postfix would understand is understood.

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

use crate::outbox::failure::FailureKind;
use crate::outbox::reply::Reply;

/// How much of a line is kept. RFC 5321 allows 512 octets; relays write more, but nothing new.
const LINE_KEPT: usize = 2_000;

/// The maximum length of a reply in octets; anything longer is not a reply.
const REPLY_MOST: usize = 1_000_000;

/// How many lines of a reply are kept.
const LINES_KEPT: usize = 100;

/// Reads one reply of one or more lines. As in Postfix, the last line's code counts.
pub async fn read(stream: &mut (impl AsyncBufRead + Unpin)) -> Result<Reply, FailureKind> {
    let (mut lines, mut read) = (Vec::new(), 0);
    loop {
        let (line, octets) = read_line(stream, REPLY_MOST - read).await?;
        read += octets;
        if read > REPLY_MOST {
            return Err(endless());
        }
        let (code, rest) = parsed(&line).ok_or_else(|| FailureKind::Garbage(line.clone()))?;
        let last = !rest.starts_with('-');
        if lines.len() < LINES_KEPT {
            lines.push(rest.get(1..).unwrap_or_default().to_owned());
        }
        if last {
            return Ok(Reply { code, lines });
        }
    }
}

/// Splits a line into the code, and what follows it with its separator.
fn parsed(line: &str) -> Option<(u16, &str)> {
    let (code, rest) = line.split_at_checked(3)?;
    let number = code.bytes().all(|b| b.is_ascii_digit()).then(|| code.parse().ok())??;
    let separated = rest.is_empty() || rest.starts_with([' ', '-']);
    ((200..600).contains(&number) && separated).then_some((number, rest))
}

/// Reads a line without its end, and its length in octets. Octets that are not UTF-8 are replaced.
async fn read_line(stream: &mut (impl AsyncBufRead + Unpin), most: usize) -> Result<(String, usize), FailureKind> {
    let (mut kept, mut octets) = (Vec::new(), 0);
    loop {
        let buffer = stream
            .fill_buf()
            .await
            .map_err(|error| FailureKind::Lost(error.to_string()))?;
        if buffer.is_empty() {
            return Err(FailureKind::Lost("the relay closed the connection".to_owned()));
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(buffer.len(), |at| at + 1);
        let room = LINE_KEPT.saturating_sub(kept.len());
        kept.extend_from_slice(&buffer[..taken.min(room)]);
        octets += taken;
        stream.consume(taken);
        if end.is_some() {
            let line = String::from_utf8_lossy(&kept);
            return Ok((line.trim_end_matches(['\r', '\n']).to_owned(), octets));
        }
        if octets >= most {
            return Err(endless());
        }
    }
}

fn endless() -> FailureKind {
    FailureKind::Garbage("an unfinished reply".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn of(mut bytes: &[u8]) -> Result<Reply, FailureKind> {
        read(&mut bytes).await
    }

    #[test]
    fn an_enhanced_code_is_three_numbers_of_the_replys_own_class() {
        for (line, enhanced) in [
            ("5.7.1 Blocked", Some([5, 7, 1])),
            ("4.7.1 Blocked", None),
            ("5.7.1.9 Blocked", None),
            ("5.7 Blocked", None),
            ("Blocked", None),
        ] {
            let reply = Reply {
                code: 550,
                lines: vec![line.to_owned()],
            };
            assert_eq!(reply.enhanced(), enhanced, "{line}");
            assert_eq!(reply.words(), format!("550 {line}"), "said once, with its code");
        }
    }

    #[rocket::async_test]
    async fn a_reply_that_postfix_would_understand_is_understood() {
        let long = format!("250 {}\r\n", "x".repeat(5_000));
        let multi = b"250-relay.example\r\n250-SIZE 10\r\n250 AUTH PLAIN\r\n";
        assert_eq!(of(multi).await.map(|it| it.lines.len()), Ok(3));
        assert_eq!(of(b"250\r\n").await.map(|it| it.code), Ok(250));
        assert_eq!(of(b"250 bare line feed\n").await.map(|it| it.code), Ok(250));
        assert_eq!(of(long.as_bytes()).await.map(|it| it.code), Ok(250));
        assert_eq!(
            of(b"550 caf\xe9\r\n").await.map(|it| it.words()),
            Ok("550 caf\u{fffd}".to_owned())
        );
        assert_eq!(
            of(b"250-a\r\n550 b\r\n").await.map(|it| it.code),
            Ok(550),
            "the last line's code counts"
        );
        let twice = b"550-5.7.1 Your address\r\n550 5.7.1 is blocked\r\n";
        let reply = of(twice).await.expect("a reply");
        assert_eq!(reply.words(), "550 5.7.1 Your address is blocked");
        assert_eq!(reply.enhanced(), Some([5, 7, 1]));
    }

    #[rocket::async_test]
    async fn garbage_is_distinguished_from_a_lost_connection() {
        for garbage in [
            &b"hello\r\n"[..],
            b"99 low\r\n",
            b"2500 five\r\n",
            b"\r\n",
            b"150 low\r\n",
        ] {
            assert!(matches!(of(garbage).await, Err(FailureKind::Garbage(_))), "{garbage:?}");
        }
        for lost in [&b""[..], b"250 no end", b"250-more\r\n"] {
            assert!(matches!(of(lost).await, Err(FailureKind::Lost(_))), "{lost:?}");
        }
        let lines = |octets: usize| "250-more\r\n".repeat(octets / 10);
        for endless in [
            "x".repeat(REPLY_MOST + 1),
            lines(REPLY_MOST + 10),
            lines(REPLY_MOST / 2) + &"x".repeat(REPLY_MOST / 2 + 10),
        ] {
            assert_eq!(of(endless.as_bytes()).await, Err(super::endless()));
        }
    }

    #[rocket::async_test]
    async fn an_enhanced_code_of_another_class_is_plain_text() {
        assert_eq!(of(b"550 2.0.0 ok\r\n").await.expect("a reply").enhanced(), None);
        assert_eq!(of(b"550 5.7 no\r\n").await.expect("a reply").enhanced(), None);
    }

    #[rocket::async_test]
    async fn a_long_reply_keeps_its_first_hundred_lines_and_the_last_lines_code() {
        let long = format!("{}550 no\r\n", "250-more\r\n".repeat(150));
        let reply = of(long.as_bytes()).await.expect("a reply");
        assert_eq!((reply.code, reply.lines.len()), (550, 100));
    }
}
