//! What `letters check` warns of, what it ignores, and what it says of files that are not text.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::app::LETTER;
use crate::editions::{edit, own_letters};

/// A test's own letters, checked as by their author.
struct Author {
    letters: tempfile::TempDir,
    data: tempfile::TempDir,
    now: &'static str,
}

impl Author {
    fn new() -> Self {
        Self {
            letters: own_letters().0,
            data: tempfile::tempdir().expect("a folder"),
            now: "2026-12-01T12:00:00Z",
        }
    }

    fn at(&self, name: &str) -> std::path::PathBuf {
        self.letters.path().join(LETTER).join(name)
    }

    fn run(&self, words: &[&str]) -> (Option<i32>, Vec<String>) {
        let now: jiff::Timestamp = self.now.parse().expect("a time");
        let offset = now.as_second() - undersigned::clock::Clock::default().now().as_second();
        let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(words)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("UNDERSIGNED_CONTENT__FOLDER", self.letters.path())
            .envs(crate::app::stored_in(&self.data.path().join("test.db")))
            .env("UNDERSIGNED_CLOCK__OFFSET_SECONDS", offset.to_string())
            .stdin(Stdio::null())
            .output()
            .expect("runs");
        let folder = format!("{}/{LETTER}/", self.letters.path().display());
        let told = String::from_utf8_lossy(&ran.stderr).replace(&folder, "");
        (ran.status.code(), told.lines().map(str::to_owned).collect())
    }

    fn check(&self) -> (Option<i32>, Vec<String>) {
        self.run(&["letters", "check"])
    }

    /// Checks that there is one warning and nothing else.
    fn warned(&self, warning: &str) {
        let (code, told) = self.check();
        assert!(told.len() == 1 && told[0].starts_with(warning), "{warning}\n{told:#?}");
        assert_eq!(code, Some(0), "a warning is no error");
        assert_eq!(self.run(&["letters", "check", "--strict"]).0, Some(1));
    }
}

#[test]
fn our_own_letters_give_no_reason_for_a_warning() {
    assert_eq!(Author::new().check(), (Some(0), Vec::new()));
}

#[rstest::rstest]
#[case(
    "closes = 2027-01-29",
    "closes = 2026-11-20",
    "letter.toml:11:1: warning: the deadline, 2026-11-20, has passed: no one can sign"
)]
#[case(
    "closes = 2027-01-29",
    "closes_people = 2026-11-20",
    "letter.toml:11:1: warning: the deadline, 2026-11-20, has passed: no individual can sign"
)]
#[case(
    "closes = 2027-01-29",
    "closes = 2062-01-29",
    "letter.toml:11:1: warning: signing closes on 2062-01-29: is the year right?"
)]
#[case(
    "opens = 2026-11-09",
    "opens = 2046-11-09",
    "letter.toml:10:1: warning: signing opens on 2046-11-09: is the year right?"
)]
#[case(
    "America/New_York",
    "EST",
    "letter.toml:9:1: warning: \"EST\" may not follow daylight saving time: use America/New_York"
)]
fn odd_times_are_warned_of(#[case] from: &str, #[case] to: &str, #[case] warning: &str) {
    let author = Author::new();
    if to.starts_with("opens") {
        edit(&author.at("letter.toml"), "closes = 2027-01-29T17:00:00\n", "");
    }
    edit(&author.at("letter.toml"), from, to);
    author.warned(warning);
}

#[test]
fn a_closed_letter_causes_no_warning() {
    let mut author = Author::new();
    assert_eq!(author.run(&["letters", "publish"]).0, Some(0));
    author.now = "2027-03-01T12:00:00Z";
    assert_eq!(author.check(), (Some(0), Vec::new()));
}

#[test]
fn an_invalid_time_zone_gets_a_suggestion() {
    let author = Author::new();
    edit(&author.at("letter.toml"), "America/New_York", "PST");
    let (code, told) = author.check();
    assert_eq!(code, Some(1));
    assert_eq!(
        told,
        ["letter.toml:9:1: \"PST\" is not a time zone: use America/Los_Angeles"]
    );
}

#[test]
fn differences_between_languages_are_warned_of() {
    let author = Author::new();
    let english = std::fs::read_to_string(author.at("en.md")).expect("reads");
    let asks = english.lines().find(|line| line.starts_with("asks")).expect("asks");
    edit(&author.at("en.md"), asks, "asks = [\"One\", \"Two\"]");
    author.warned("en.md:6:1: warning: asks: 2 here, but 4 in es.md: list the same ones in every language");
}

#[test]
fn a_translation_that_is_a_copy_is_told() {
    let author = Author::new();
    std::fs::copy(author.at("en.md"), author.at("es.md")).expect("copies");
    author.warned("es.md:9:1: warning: this text is the same as in en.md: translate it");
}

#[test]
fn a_paragraph_that_was_not_translated_is_told_where_it_is() {
    let author = Author::new();
    let paragraph = "This paragraph was added in the last hour, and nobody had the time to translate it.\n";
    for name in ["en.md", "es.md"] {
        let text = std::fs::read_to_string(author.at(name)).expect("reads");
        std::fs::write(
            author.at(name),
            text.replacen("\n\n## ", &format!("\n\n{paragraph}\n## "), 1),
        )
        .expect("writes");
    }
    author.warned("es.md:11:1: warning: this paragraph is the same as in en.md: translate it");
}

#[rstest::rstest]
#[case(
    "en.md",
    "We ask you",
    "We at [ORG NAME] ask you",
    "en.md:9:75: warning: \"[ORG NAME]\" looks like a placeholder"
)]
#[case("en.md", "about 1.6 million", "about TK million", "TK")]
#[case("es.md", "summary = \"", "summary = \"[insert] ", "[insert]")]
#[case("updates/what-happens-with-your-name/en.md", "Two weeks ago", "XX weeks ago", "XX")]
fn a_placeholder_is_told(#[case] file: &str, #[case] from: &str, #[case] to: &str, #[case] warning: &str) {
    let author = Author::new();
    edit(&author.at(file), from, to);
    let (code, told) = author.check();
    assert_eq!((code, told.len()), (Some(0), 1), "{told:#?}");
    assert!(told[0].contains(warning) && told[0].contains("warning: "), "{told:#?}");
}

#[test]
fn files_that_are_not_read_are_told_and_those_that_programs_leave_are_not() {
    let author = Author::new();
    let updates = "updates/what-happens-with-your-name";
    for name in [
        ".#en.md",
        "._en.md",
        ".DS_Store",
        "en.md~",
        "Thumbs.db",
        "#en.md#",
        "en.md.bak",
        "desktop.ini",
    ] {
        for folder in ["", "updates", updates] {
            std::fs::write(author.at(folder).join(name), b"\x00\x05\x16\x07").expect("writes");
        }
        std::fs::write(author.letters.path().join(name), b"\x00\x05\x16\x07").expect("writes");
    }
    assert_eq!(author.check(), (Some(0), Vec::new()));
    std::fs::write(author.at("ht.md.txt"), "+++\n").expect("writes");
    author.warned("ht.md.txt:1:1: warning: this file is ignored because of its name: rename it to ht.md");
}

/// Files as an editor on Windows saves them.
#[rstest::rstest]
#[case("en.md")]
#[case("letter.toml")]
fn another_encoding_is_told_as_what_it_is(#[case] name: &str) {
    let author = Author::new();
    let text = std::fs::read_to_string(author.at(name)).expect("reads");
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    std::fs::write(author.at(name), wide).expect("writes");
    let told = [format!("{name}:1:1: the file is saved as UTF-16: save it as UTF-8")];
    assert_eq!(author.check(), (Some(1), told.to_vec()));
    let latin: Vec<u8> = text.bytes().chain(*b"# a\xf1o").collect();
    std::fs::write(author.at(name), latin).expect("writes");
    let (code, told) = author.check();
    let line = text.lines().count() + 1;
    let told_where =
        format!("{name}:{line}:4: this character is not UTF-8, probably because the file is saved as Latin-1");
    assert!(
        code == Some(1) && told.len() == 1 && told[0].starts_with(&told_where),
        "{told:#?}"
    );
    std::fs::write(author.at(name), format!("\u{feff}{text}")).expect("writes");
    assert_eq!(author.check(), (Some(0), Vec::new()), "a mark of UTF-8 is taken");
}

#[test]
fn an_error_in_front_matter_is_reported_once() {
    let author = Author::new();
    edit(&author.at("es.md"), "summary =", "sumary =");
    let (code, told) = author.check();
    assert_eq!(code, Some(1));
    let lines = [
        "es.md:3:1: unknown field `sumary`",
        "es.md:2:1: missing field `summary`",
    ];
    assert_eq!(told.len(), lines.len(), "{told:#?}");
    for line in lines {
        assert!(told.iter().any(|told| told.starts_with(line)), "{line}\n{told:#?}");
    }
    let topics = Author::new();
    let file = topics.letters.path().join("_site/topics.toml");
    edit(&file, "[workers]", "[workers");
    let (_, told) = topics.check();
    assert!(
        told.iter().all(|line| line.contains("topics.toml:")),
        "no topic is unknown for it: {told:#?}"
    );
}

/// Reading these never ends, or never begins.
#[cfg(unix)]
#[test]
fn a_special_file_does_not_block_loading() {
    let author = Author::new();
    std::fs::remove_file(author.at("en.md")).expect("goes");
    let made = Command::new("mkfifo").arg(author.at("en.md")).status();
    assert!(made.expect("runs").success());
    std::os::unix::fs::symlink("/dev/zero", author.at("ht.md")).expect("a link");
    let update = author.at("updates/what-happens-with-your-name/es.md");
    std::fs::remove_file(&update).expect("goes");
    assert!(Command::new("mkfifo").arg(&update).status().expect("runs").success());
    let (code, told) = author.check();
    assert_eq!(code, Some(1));
    for name in ["en.md", "ht.md", "updates/what-happens-with-your-name/es.md"] {
        let line = format!("{name}:1:1: is not a regular file: use a file");
        assert!(told.iter().any(|told| told.starts_with(&line)), "{line}\n{told:#?}");
    }
}

#[test]
fn a_heavy_image_is_warned_of_and_one_that_no_phone_loads_is_refused() {
    let author = Author::new();
    let folder = author.letters.path().join("recruitment-that-works-for-nurses");
    let image = folder.join("corridor.svg");
    let text = std::fs::read_to_string(&image).expect("reads");
    let filled = |bytes: usize| format!("{text}<!--{}-->", "x".repeat(bytes));
    std::fs::write(&image, filled(600_000)).expect("writes");
    let (code, told) = author.check();
    assert_eq!((code, told.len()), (Some(0), 2), "each language names it: {told:#?}");
    assert!(
        told.iter()
            .all(|line| line.contains("warning: the image is 60") && line.contains("KB")),
        "{told:#?}"
    );
    std::fs::write(&image, filled(11 << 20)).expect("writes");
    let (code, told) = author.check();
    assert_eq!(code, Some(1));
    assert!(
        told.iter()
            .all(|line| line.contains("the image is larger than 10 MB: make it smaller")),
        "{told:#?}"
    );
    assert!(Path::new(&image).is_file());
}
