//! Every mail of the product, word by word, in both languages; and that its HTML says what its plain text says.

mod english;
mod scene;
mod spanish;

use mail_parser::MessageParser;

/// A mail as a person reads it.
pub struct Told {
    /// The recipient, subject and plain text; links without their secrets.
    pub text: String,
    html: String,
}

impl Told {
    /// Parses the bytes that were sent.
    fn read(bytes: &[u8]) -> (String, Self) {
        let message = MessageParser::default().parse(bytes).expect("a message");
        let to = message.to().and_then(|to| to.first()).and_then(|to| to.address());
        let to = to.expect("a recipient").to_owned();
        let text = message.body_text(0).expect("a plain part").replace("\r\n", "\n");
        let html = message.body_html(0).expect("an HTML part").into_owned();
        let subject = message.subject().unwrap_or_default();
        let text = format!("To: {to}\nSubject: {subject}\n\n{}", redact(text.trim()));
        (to, Self { text, html })
    }
}

/// Redacts the tokens of links.
fn redact(text: &str) -> String {
    let secret = |part: &str| {
        let token = part
            .chars()
            .take(43)
            .filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c));
        token.count() == 43
    };
    let parts = text.split('/').map(|part| {
        if secret(part) {
            format!("[token]{}", &part[43..])
        } else {
            part.to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Redacts the code of the audit log, which depends on everything that happened, and those of invitations.
fn without_code(text: &str) -> String {
    let is_code = |line: &str| line.len() == 64 && line.chars().all(|c| c.is_ascii_hexdigit());
    let lines = text.lines().map(|line| {
        let link = ["?invite=", "/invitation/"]
            .into_iter()
            .find_map(|it| line.split_once(it).map(|(link, _)| (link, it)));
        match link {
            Some((link, before)) => format!("{link}{before}[code]"),
            None if is_code(line) => "[code]".to_owned(),
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Converts HTML to plain words: without tags, with entities decoded and white space folded.
fn words(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut text = String::new();
    for piece in body.split('<').skip(1) {
        text.push(' ');
        text.push_str(piece.split_once('>').map_or("", |(_, words)| words));
    }
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x3D;", "="),
        ("&#x60;", "`"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, sign);
    }
    fold(&text)
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks that every sentence of the plain text is in the HTML, and that every link leads to the same place.
fn says_the_same(name: &str, mail: &Told) {
    let (_, body) = mail.text.split_once("\n\n").expect("a body");
    let html = redact(&mail.html.replace("&#x3D;", "="));
    let shown = words(&html);
    for line in body.lines().map(|line| fold(line.trim_start_matches("- "))) {
        if line.starts_with("http://") {
            assert!(
                html.contains(&format!("href=\"{line}\"")),
                "{name}: {line} is no link in {html}"
            );
        } else {
            assert!(shown.contains(&line), "{name}: “{line}” is missing in {shown}");
        }
    }
}

/// Returns the kinds of mails by their templates' folders.
fn folders() -> Vec<String> {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/emails")).expect("a folder");
    let names = folder
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[rocket::async_test]
async fn every_kind_of_mail_is_here_and_its_html_says_what_its_text_says() {
    for lang in ["en", "es"] {
        let told = scene::told(lang).await;
        for (name, mail) in told {
            // An update's page of Markdown is held by the tests of updates.
            if *name != "update" {
                says_the_same(name, mail);
            }
        }
        let mut kinds: Vec<String> = told
            .keys()
            .map(|name| name.split(':').next().expect("a kind").to_owned())
            .collect();
        kinds.dedup();
        assert_eq!(kinds, folders(), "a kind of mail has no test of its words");
    }
}

#[rocket::async_test]
async fn no_kind_of_mail_takes_anybody_s_words_for_markup() {
    let told = scene::hostile().await;
    let mut kinds: Vec<&str> = told
        .keys()
        .map(|name| name.split(':').next().unwrap_or_default())
        .collect();
    kinds.dedup();
    assert_eq!(kinds, folders());
    let mut named = Vec::new();
    for (name, mail) in &told {
        let shown = words(&mail.html);
        for raw in ["<i x", "<3", "Q\"'>"] {
            assert!(!mail.html.contains(raw), "{name}: {raw} stands raw in {}", mail.html);
        }
        assert!(
            shown.contains(scene::WRITTEN) && mail.text.contains(scene::WRITTEN),
            "{name}: the title or the letterhead is missing: {}\n{}",
            mail.text,
            mail.html
        );
        if shown.contains(scene::NAMED) && mail.text.contains(scene::NAMED) {
            named.push(*name);
        }
        if *name != "update" {
            says_the_same(name, mail);
        }
    }
    // The others greet by a given name alone, or name nobody.
    assert_eq!(named, NAMING);
}

/// The mails that contain somebody's full name or title.
const NAMING: &[&str] = &[
    "amended",
    "amended:merged",
    "amended:unmerged",
    "approval",
    "approval:reminder",
    "bundle",
    "confirmation:organization",
    "decision",
    "decision:declined",
    "disowned",
    "handed_over",
    "handed_over:refused",
    "handover",
    "invitation",
    "invitation:reminder",
    "notice",
    "objection",
    "own_links:contact",
    "own_links:signed",
    "reviewed",
    "reviewed:rejected",
    "rival",
    "rivals",
    "staff_digest",
    "staff_organizations",
    "thank_you:approver",
    "thank_you:contact",
];
