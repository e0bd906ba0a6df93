//! Commands read letters: another letter's errors do not stop them, and what is published stays.

use std::path::Path;
use std::process::{Command, Stdio};

use undersigned::store::StoreError;

use crate::app::LETTER;
use crate::editions::{edit, own_letters};

const OTHER: &str = "asylum-not-temporary-visas";

/// A test's own database and letters.
struct Office {
    letters: tempfile::TempDir,
    data: tempfile::TempDir,
}

/// How a command ended, and its output.
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Office {
    /// Starts with invented signers of [`LETTER`].
    fn with_signers() -> Self {
        let office = Self {
            letters: own_letters().0,
            data: tempfile::tempdir().expect("a folder"),
        };
        let ended = office.run(&["demo", "--organizations", "2", "--people", "4"]);
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        office
    }

    fn run(&self, words: &[&str]) -> Ended {
        let noon: jiff::Timestamp = "2026-12-01T12:00:00Z".parse().expect("a time");
        let offset = noon.as_second() - undersigned::clock::Clock::default().now().as_second();
        let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(words)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("UNDERSIGNED_CONTENT__FOLDER", self.letters.path())
            .envs(crate::app::stored_in(&self.data.path().join("test.db")))
            .env("UNDERSIGNED_DELIVERY__FOLDER", self.data.path().join("bundles"))
            .env("UNDERSIGNED_CLOCK__OFFSET_SECONDS", offset.to_string())
            .stdin(Stdio::null())
            .output()
            .expect("runs");
        Ended {
            code: ran.status.code(),
            out: String::from_utf8_lossy(&ran.stdout).into_owned(),
            err: String::from_utf8_lossy(&ran.stderr).into_owned(),
        }
    }

    /// Returns what is published: letter, language and digest of every text.
    fn published(&self) -> Vec<String> {
        let store = crate::app::open(&self.data.path().join("test.db"));
        let sql = "SELECT letter, lang, digest FROM texts ORDER BY letter, lang, digest";
        let rows = store.read_now(|db| {
            db.all(sql, [], |row| {
                let digest = data_encoding::HEXLOWER.encode(&row.get::<[u8; 32]>("digest")?);
                Ok(format!(
                    "{} {} {digest}",
                    row.get::<String>("letter")?,
                    row.get::<String>("lang")?
                ))
            })
        });
        rows.map_err(|error: StoreError| error.to_string()).expect("reads")
    }

    fn file(&self, letter: &str, name: &str) -> std::path::PathBuf {
        self.letters.path().join(letter).join(name)
    }
}

#[test]
fn another_letters_errors_stop_no_command_and_no_command_publishes() {
    let office = Office::with_signers();
    let before = office.published();
    assert!(before.iter().all(|text| text.starts_with(LETTER)), "{before:?}");
    edit(&office.file(OTHER, "en.md"), "title = ", "tittle = ");
    edit(&office.file(OTHER, "letter.toml"), "people = true", "people = yes");
    // Nobody has finished this, and no text that people signed changed.
    edit(
        &office.file("recruitment-that-works-for-nurses", "en.md"),
        "A nurse's contract",
        "Any contract",
    );
    let guests = office.data.path().join("guests.csv");
    std::fs::write(&guests, "name\nFarm Workers Union\n").expect("writes");
    let guests = guests.to_str().expect("plain").to_owned();
    let bundle = office.data.path().join("bundle").to_string_lossy().into_owned();
    for words in [
        &["export", LETTER][..],
        &["review", "list", LETTER],
        &["review", "comments", LETTER],
        &["review", "sources", LETTER],
        &["invite", LETTER, &guests],
        &["updates", "list", LETTER],
        &["demo", "--organizations", "2", "--people", "8"],
        #[cfg(feature = "pdf")]
        &["bundle", LETTER, "--out", &bundle, "--without", "congress"],
        #[cfg(feature = "pdf")]
        &["deliver", LETTER, "--plan", "--without", "congress"],
    ] {
        let ended = office.run(words);
        assert_eq!(ended.code, Some(0), "{words:?}\n{}{}", ended.out, ended.err);
        let warnings = ended.err.lines().filter(|line| line.starts_with("warning: "));
        let warnings: Vec<&str> = warnings.collect();
        let reads_the_letter = matches!(words[0], "invite" | "updates" | "bundle" | "deliver");
        assert_eq!(
            warnings.len(),
            usize::from(reads_the_letter),
            "{words:?}\n{}",
            ended.err
        );
        if reads_the_letter {
            let told = format!("{OTHER} has 3 errors; run `undersigned letters check` to list all. First: ");
            assert!(
                warnings[0].contains(&told) && warnings[0].contains("en.md:2:1: "),
                "{warnings:?}"
            );
        }
        assert_eq!(office.published(), before, "{words:?} published something");
    }
}

#[test]
fn a_letters_errors_stop_commands_about_its_text_but_not_about_its_signatures() {
    let office = Office::with_signers();
    edit(&office.file(LETTER, "en.md"), "title = ", "tittle = ");
    let guests = office.data.path().join("guests.csv");
    std::fs::write(&guests, "name\nFarm Workers Union\n").expect("writes");
    let refused = office.run(&["invite", LETTER, guests.to_str().expect("plain")]);
    assert!(
        refused.code == Some(1) && refused.err.contains(&format!("{LETTER}/en.md:2:1: ")),
        "{}",
        refused.err
    );
    let exported = office.run(&["export", LETTER]);
    assert_eq!(
        (exported.code, exported.out.lines().count()),
        (Some(0), 1 + 6),
        "{}",
        exported.err
    );
    assert_eq!(office.run(&["review", "list", LETTER]).code, Some(0));
    let unknown = office.run(&["export", "no-such-letter"]);
    assert!(unknown.code == Some(1) && unknown.err.contains("no letter named no-such-letter in"));
}

#[test]
fn a_text_that_changed_after_people_signed_it_is_not_delivered() {
    let (letters, data) = (own_letters().0, tempfile::tempdir().expect("a folder"));
    let office = Office { letters, data };
    office.run(&["demo", "--organizations", "2", "--people", "4"]);
    edit(
        &office.file(LETTER, "en.md"),
        "The people who harvest",
        "Whoever harvests",
    );
    let ended = office.run(&["deliver", LETTER, "--yes", "--without", "congress"]);
    assert_eq!(ended.code, Some(1), "{}{}", ended.out, ended.err);
    assert!(ended.err.contains(&format!("{LETTER}/en.md:1:1: ")), "{}", ended.err);
}

#[test]
fn letters_are_published_by_a_command_of_its_own_and_only_without_errors() {
    let office = Office::with_signers();
    let slip = office.file(OTHER, "en.md");
    edit(&slip, "title = ", "tittle = ");
    let before = office.published();
    let refused = office.run(&["letters", "publish"]);
    assert!(
        refused.code == Some(1) && refused.err.contains(&format!("{OTHER}/en.md:2:1: ")),
        "{}",
        refused.err
    );
    assert_eq!(office.published(), before);
    edit(&slip, "tittle = ", "title = ");
    let ended = office.run(&["letters", "publish"]);
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (Some(0), "Published 3 letters\n"),
        "{}",
        ended.err
    );
    assert_eq!(office.published().len(), 6, "each letter in both languages");
    assert!(Path::new(&slip).is_file());
}

#[test]
fn one_is_not_several() {
    let (letters, data) = (own_letters().0, tempfile::tempdir().expect("a folder"));
    let office = Office { letters, data };
    office.run(&["demo", "--organizations", "1", "--people", "1"]);
    if cfg!(feature = "pdf") {
        let plan = office.run(&["deliver", LETTER, "--plan", "--without", "congress"]);
        assert!(
            plan.out.contains(": 1 organization, 1 individual"),
            "{}{}",
            plan.out,
            plan.err
        );
    }
}
