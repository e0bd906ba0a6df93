//! Reads one message. Strangers write these, so everything is bounded: its length, its parts and how deep they are nested. Whatever comes,
//! there is a reading, and at worst it says nothing.

use mail_parser::decoders::html::html_to_text;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use self::report::Report;
use super::{Status, Verdict, texts};
use crate::outbox::words::without_addresses;

mod report;

/// How much of a message is read: a report and the headers of what was returned come before the mail itself.
pub const MOST_BYTES: usize = 256 * 1024;

/// How many parts of parts there may be: others are made to keep a reader busy.
const MOST_MULTIPARTS: usize = 60;
const MOST_MESSAGES: usize = 300;

/// How many characters of text are searched.
const MOST_TEXT: usize = 64 * 1024;

/// How many addresses and Message-IDs are looked up.
const MOST_ADDRESSES: usize = 40;
const MOST_IDS: usize = 10;

/// The headers that say to which address a message came.
const ADDRESSED: [&str; 8] = [
    "to",
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "x-forwarded-to",
    "x-rcpt-to",
    "received",
];

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it says of a mail.
    pub verdict: Verdict,
    /// The code, if it has one.
    pub status: Option<Status>,
    /// The reason in the words of a server, without addresses.
    pub said: String,
    /// The addresses that it came to.
    pub addressed: Vec<String>,
    /// Message-IDs, without angle brackets, of what was returned or answered.
    pub about: Vec<String>,
    /// Its own Message-ID, if it has one.
    pub own: Option<String>,
}

impl Reading {
    fn nothing() -> Self {
        Self {
            verdict: Verdict::Nothing,
            status: None,
            said: String::new(),
            addressed: Vec::new(),
            about: Vec::new(),
            own: None,
        }
    }
}

/// Reads a message.
pub fn read(bytes: &[u8]) -> Reading {
    let bytes = &bytes[..bytes.len().min(MOST_BYTES)];
    if is_a_bomb(bytes) {
        return Reading::nothing();
    }
    // The parser computes with places in the text, and a message is a stranger's.
    let read = std::panic::catch_unwind(|| MessageParser::default().parse(bytes).map(|it| reading(&it)));
    read.ok().flatten().unwrap_or_else(Reading::nothing)
}

/// Returns whether a message has more parts of parts than any server writes. The parser would go through the rest for each, and frees nested
/// messages one within the other.
fn is_a_bomb(bytes: &[u8]) -> bool {
    let small = bytes.to_ascii_lowercase();
    let count = |word: &[u8]| small.windows(word.len()).filter(|it| *it == word).count();
    count(b"multipart") > MOST_MULTIPARTS || count(b"rfc822") + count(b"global") > MOST_MESSAGES
}

fn reading(message: &Message<'_>) -> Reading {
    let head = Head::of(message);
    let text = text(message);
    let report = message.parts.iter().find_map(report);
    let mut about = returned(message, &text);
    if about.len() < MOST_IDS {
        about.extend(head.ids.iter().take(MOST_IDS - about.len()).cloned());
    }
    let words = texts::before_the_copy(&text);
    let (verdict, status, said) = match report {
        Some(report) => report.judged(),
        None if head.is_automatic_reply(message) => (Verdict::AutoReply, None, String::new()),
        None if head.is_from_a_server => {
            let verdict = texts::judge(&head.subject, words).unwrap_or(if head.names_failed {
                Verdict::Failed
            } else {
                Verdict::Delayed
            });
            (verdict, Status::find(words), texts::reason(words).to_owned())
        }
        None => (Verdict::Nothing, None, String::new()),
    };
    Reading {
        verdict,
        status,
        said: without_addresses(said.trim()),
        addressed: head.addressed,
        about,
        own: message.message_id().map(str::to_owned),
    }
}

/// What the header of a message tells.
#[derive(Default)]
struct Head {
    subject: String,
    addressed: Vec<String>,
    /// What it answers.
    ids: Vec<String>,
    is_from_a_server: bool,
    /// Whether it lists recipients that failed (`X-Failed-Recipients`).
    names_failed: bool,
    is_marked_automatic: bool,
}

impl Head {
    fn of(message: &Message<'_>) -> Self {
        let mut head = Self {
            subject: message.subject().unwrap_or_default().to_owned(),
            ..Self::default()
        };
        for (name, value) in message.headers_raw().take(1_000) {
            let name = name.to_ascii_lowercase();
            let small = value.trim().to_ascii_lowercase();
            match name.as_str() {
                "in-reply-to" | "references" => head.ids.extend(ids(value).rev().take(MOST_IDS)),
                "return-path" => head.is_from_a_server |= small == "<>",
                "from" => head.is_from_a_server |= addresses(&small).any(|it| is_a_servers(&it)),
                "x-failed-recipients" => (head.names_failed, head.is_from_a_server) = (true, true),
                "auto-submitted" => head.is_marked_automatic |= !small.starts_with("no"),
                "x-autoreply" | "x-autorespond" | "x-autoresponder" => head.is_marked_automatic = true,
                "precedence" => head.is_marked_automatic |= small == "auto_reply",
                _ => {}
            }
            if ADDRESSED.contains(&name.as_str()) {
                let room = MOST_ADDRESSES.saturating_sub(head.addressed.len());
                head.addressed.extend(addresses(value).take(room));
            }
        }
        head
    }

    /// Returns whether a program answered for a person: with a mark that no server sets on a failure, or with a subject that says so.
    fn is_automatic_reply(&self, message: &Message<'_>) -> bool {
        let receipt = message.parts.iter().any(|it| is_of(it, &["disposition-notification"]));
        receipt || texts::is_reply(&self.subject) || (self.is_marked_automatic && !self.fails())
    }

    fn fails(&self) -> bool {
        self.names_failed || (self.is_from_a_server && texts::judge(&self.subject, "").is_some())
    }
}

/// Returns whether an address, in small letters, is one from which servers write.
fn is_a_servers(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    matches!(
        local,
        "mailer-daemon" | "postmaster" | "mail-daemon" | "mailerdaemon" | "mdaemon"
    ) || local.starts_with("microsoftexchange")
}

/// Returns the addresses in a header, with any names and marks around them.
fn addresses(value: &str) -> impl Iterator<Item = String> {
    let words = value.split(|c: char| c.is_whitespace() || "<>,;:\"()[]".contains(c));
    words
        .filter(|word| word.contains('@') && word.len() <= 254)
        .map(str::to_owned)
}

/// Returns the Message-IDs in a header.
fn ids(value: &str) -> impl DoubleEndedIterator<Item = String> {
    let parts = value.split('<').filter_map(|rest| rest.split_once('>'));
    let parts = parts.map(|(id, _)| id.trim());
    parts
        .filter(|id| id.contains('@') && id.len() <= 254)
        .map(str::to_owned)
}

/// Returns whether a part is of `message/…` with one of these subtypes.
fn is_of(part: &MessagePart<'_>, subtypes: &[&str]) -> bool {
    let kind = part.content_type();
    kind.is_some_and(|it| it.ctype() == "message" && it.subtype().is_some_and(|it| subtypes.contains(&it)))
}

fn report(part: &MessagePart<'_>) -> Option<Report> {
    is_of(part, &["delivery-status", "global-delivery-status"])
        .then(|| Report::parse(&String::from_utf8_lossy(part.contents())))
        .flatten()
}

/// Returns what a message says in its own words.
fn text(message: &Message<'_>) -> String {
    let mut all = String::new();
    for part in &message.parts {
        let headers = part.content_type().and_then(|it| it.subtype()) == Some("rfc822-headers");
        match &part.body {
            PartType::Text(text) if !headers => all.push_str(text),
            PartType::Html(html) => all.push_str(&html_to_text(cut(html, MOST_TEXT))),
            _ => continue,
        }
        all.push('\n');
        if all.len() > MOST_TEXT {
            return cut(&all, MOST_TEXT).to_owned();
        }
    }
    all
}

/// Cuts a text, between characters.
fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// Returns the Message-IDs of what was returned: as a part, as headers, or below a server's own words.
fn returned(message: &Message<'_>, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in &message.parts {
        match &part.body {
            PartType::Message(inner) => found.extend(inner.message_id().map(str::to_owned)),
            PartType::Text(headers) if !text.contains(headers.as_ref()) => found.extend(ids_below(headers)),
            PartType::Binary(bytes) if is_of(part, &["global-headers", "disposition-notification"]) => {
                found.extend(ids_below(&String::from_utf8_lossy(bytes)));
            }
            _ => {}
        }
    }
    found.extend(ids_below(text));
    found.truncate(MOST_IDS);
    found
}

/// Finds lines such as `Message-ID: <…>` and `Original-Message-ID: <…>`, also quoted ones.
fn ids_below(text: &str) -> Vec<String> {
    let mut lines = text.lines().take(10_000);
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let line = line.trim_start_matches(['>', ' ', '|', '\t']);
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let name = name.trim_end().to_ascii_lowercase();
        if name != "message-id" && name != "original-message-id" {
            continue;
        }
        // A long one is on a line of its own.
        let next = if value.contains('>') { None } else { lines.next() };
        found.extend(ids(value).chain(next.into_iter().flat_map(ids)));
        if found.len() >= MOST_IDS {
            break;
        }
    }
    found
}
