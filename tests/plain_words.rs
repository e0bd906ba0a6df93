//! Words that README, the documents, the sample letters and the command line do not use, because American readers would stumble over them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "source/mod.rs"]
mod source;

/// What is not written, and what is written instead.
const ENGLISH: &[(&str, &str)] = &[
    ("all the same", "anyway"),
    ("are told", "learn, are listed"),
    ("as before", "unchanged"),
    ("at the foot", "at the bottom"),
    ("belong into", "belong in"),
    ("belongs into", "belongs in"),
    ("bring in", "import"),
    ("by a press", "with a click"),
    ("cancelled", "canceled"),
    ("constituency", "district or state"),
    ("correct it", "fix it"),
    ("e-mail", "email"),
    ("e-mails", "emails"),
    ("fares", "status"),
    ("how they fare", "their status"),
    ("invented", "made up, demo"),
    ("is let through", "is approved"),
    ("is nobody", "is not a sitting Member"),
    ("is none", "is not"),
    ("is over", "has passed"),
    ("is told", "learns, is listed"),
    ("let them through", "approve them"),
    ("lie in", "are in"),
    ("lies in", "is in"),
    ("look after", "manage"),
    ("looks after", "manages"),
    ("lower-case", "lowercase"),
    ("mail", "email"),
    ("mailbox", "inbox, address"),
    ("mailboxes", "inboxes, addresses"),
    ("mailed", "emailed"),
    ("mails", "emails"),
    ("meanwhile", "in the meantime"),
    ("mend", "fix"),
    ("mended", "fixed"),
    ("nobody is there", "not a terminal"),
    ("once more", "again"),
    ("one press", "one click"),
    ("owe", "queue"),
    ("owed", "queued"),
    ("owes", "queues"),
    ("pass it on", "share"),
    ("pm eastern", "p.m. ET"),
    ("press the button", "click the button"),
    ("pressed", "clicked"),
    ("say --", "pass --"),
    ("see that", "check that"),
    ("sign as a person", "sign as an individual"),
    ("somebody", "someone"),
    ("stand under", "appear on"),
    ("stands", "is, appears"),
    ("take back", "withdraw, cancel"),
    ("taken back", "withdrawn, canceled"),
    ("takes back", "withdraws, cancels"),
    ("telephone", "phone"),
    ("tells", "shows, lists"),
    ("there is no such", "no such"),
    ("to nobody", "no recipients"),
    ("took back", "withdrew, canceled"),
    ("unwanted", "spam"),
    ("this is no", "not a"),
    ("whoever", "people who"),
    ("_ is no", "is not a"),
];

/// The same for Spanish.
const SPANISH: &[(&str, &str)] = &[
    ("17:00", "5:00 p. m."),
    ("afiliación", "organización"),
    ("circunscripción", "distrito o estado"),
    ("con pulsar", "con un clic"),
    ("contratación", "reclutamiento"),
    ("electores", "personas de su distrito"),
    ("estimada secretaría", "Secretaria o Secretario"),
    ("firmar como persona", "firmar a título personal"),
    ("los estados unidos", "Estados Unidos"),
    ("presione", "haga clic"),
    ("pulse", "haga clic"),
    ("«", "“"),
    ("»", "”"),
];

/// Where one of these is right: the file (for the command line, the part of the source), the words and the reason.
#[rustfmt::skip]
const RIGHT: &[(&str, &str, &str)] = &[
    ("src/bounces/texts.rs", "mail", "what other servers write"),
    ("src/bounces/texts.rs", "mailbox", "what other servers write"),
    ("letters/recruitment-that-works-for-nurses/en.md", "owes", "money"),
    ("src/intake/fields.rs", "mail", "a heading that tables have"),
    ("src/offices/contacts.rs", "mail", "a heading that tables have"),
    ("src/organizations/guest_list.rs", "mail", "a heading that tables have"),
    ("src/outbox/failure.rs", "mail", "a command of SMTP"),
    ("src/signatures/store/mailboxes.rs", "mailbox", "what a key is for"),
    ("src/store/takebacks.rs", "taken back", "what a key is for"),
    ("src/updates/store.rs", "mailbox", "what a key is for"),
];

/// The text of the places where it is looked for, by file.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let (folders, files): (Vec<_>, Vec<_>) = entries.map(|entry| entry.path()).partition(|path| path.is_dir());
    let words = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "md" || kind == "toml");
    let files = files.into_iter().filter(words);
    files
        .chain(folders.iter().flat_map(|folder| self::files(folder)))
        .collect()
}

/// Markdown without its code, which quotes names of settings, commands and paths.
fn prose(markdown: &str) -> String {
    let outside = markdown.split("```").step_by(2).collect::<String>();
    outside.split('`').step_by(2).collect::<Vec<_>>().join("_")
}

/// README, documents and letters: each file with its prose, and whether it is Spanish.
fn documents() -> Vec<(String, String, bool)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = vec![root.join("README.md"), root.join("Rocket.toml")];
    all.extend(files(&root.join("docs")));
    all.extend(files(&root.join("letters")));
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("reads");
        let name = path.strip_prefix(root).expect("is below").display().to_string();
        let spanish = name.ends_with("es.md");
        (name, prose(&text), spanish)
    };
    all.into_iter().map(read).collect()
}

/// The manual page, which has the help of every command.
fn manual() -> (String, String, bool) {
    let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .arg("man")
        .output()
        .expect("runs");
    let page = String::from_utf8(ran.stdout).expect("text").replace("\\-", "-");
    ("undersigned man".to_owned(), prose(&page), false)
}

/// What the program says by itself: sentences in its source, outside of tests, of SQL and of what only panics say.
fn sentences() -> Vec<(String, String, bool)> {
    let said = |(name, lines): (String, Vec<String>)| {
        let lines = lines.into_iter().take_while(|line| line != "#[cfg(test)]");
        let lines = lines.filter(|line| !line.contains("expect(\"") && !line.contains("reason = \""));
        let code = lines.collect::<Vec<_>>().join("\n");
        let is_said = |text: &&str| text.contains(' ') && !source::is_sql(text);
        let texts: Vec<String> = source::literals(&code)
            .into_iter()
            .filter(is_said)
            .map(without_values)
            .collect();
        (format!("src/{name}"), prose(&texts.join("\n")), false)
    };
    let code = source::code().into_iter();
    code.filter(|(name, _)| !name.contains("tests") && !name.starts_with("demonstration/"))
        .map(said)
        .collect()
}

/// A format without the names of what it shows: `{mails} queued` says `_ queued`.
fn without_values(format: &str) -> String {
    let mut parts = format.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| match part.split_once('}') {
        Some((_, rest)) => format!("{text}_{rest}"),
        None => text + part,
    })
}

/// Whether a text has these words, not as a part of others or of a name such as `mail.sender` or `/mailbox`.
fn has(text: &str, words: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '$');
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        let mut next = after.chars();
        let (first, second) = (next.next(), next.next());
        let is_key = first == Some('.') && second.is_some_and(char::is_alphanumeric);
        let starts = !before.ends_with(|c: char| is_name(c) || c == '.') || words.starts_with(['«', '»']);
        let ends = !first.is_some_and(is_name) || words.ends_with(['-', '«', '»']);
        starts && ends && !is_key
    })
}

/// Everything that is found: file and words.
fn found() -> BTreeSet<(String, &'static str)> {
    let places = documents().into_iter().chain([manual()]).chain(sentences());
    let mut found = BTreeSet::new();
    for (name, text, spanish) in places {
        let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let list = if spanish { SPANISH } else { ENGLISH };
        let here = list.iter().filter(|(words, _)| has(&text, words));
        found.extend(here.map(|(words, _)| (name.clone(), *words)));
    }
    found
}

#[test]
fn words_that_are_not_american_english_or_mexican_spanish_do_not_come_back() {
    let found = found();
    let right: BTreeSet<(String, &str)> = RIGHT
        .iter()
        .map(|(file, words, _)| ((*file).to_owned(), *words))
        .collect();
    let wrong: Vec<String> = found
        .difference(&right)
        .map(|(file, words)| {
            let lists = ENGLISH.iter().chain(SPANISH);
            let instead = lists
                .clone()
                .find(|(it, _)| it == words)
                .map_or("", |(_, instead)| *instead);
            format!("{file}: “{words}”; write: {instead}")
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let gone: Vec<_> = right.difference(&found).collect();
    assert!(gone.is_empty(), "exceptions that nothing needs: {gone:?}");
}

#[test]
fn words_are_found_whole_and_names_are_left_alone() {
    for (text, words, there) in [
        ("an e-mail came", "e-mail", true),
        ("the mail", "mail", true),
        ("set mail.sender, /mailbox and var/mail", "mail", false),
        ("/mailbox", "mailbox", false),
        ("by email", "mail", false),
        ("pass it, or say --force", "say --", true),
        ("dijo «sí»", "«", true),
        ("it stands.", "stands", true),
        ("it understands", "stands", false),
    ] {
        assert_eq!(has(text, words), there, "{words} in {text}");
    }
    assert_eq!(prose("a `mails` b\n```sh\nmails\n```\nc"), "a _ b\n\nc");
}
