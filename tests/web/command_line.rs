//! Errors of the command line: one line, with the next step.

use crate::updates::run;

const LETTER: &str = "protect-temporary-visa-workers";

#[rstest::rstest]
#[case(&["offices", "import", "nope/a.json"], "name a file that can be read, in UTF-8")]
#[case(&["contacts", "import", "nope/a.csv"], "name a file that can be read")]
#[case(&["districts", "import", "nope/a.csv", "--congress", "119"], "name a file that can be read")]
#[case(&["invite", LETTER, "nope/a.csv"], "name a file that can be read")]
#[case(&["export", LETTER, "--out", "nope/a.csv"], "name a file that can be written")]
fn a_file_that_is_not_there_is_told_with_the_next_step(#[case] words: &[&str], #[case] step: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = words.iter().find(|word| word.starts_with("nope/")).expect("a file");
    let told = format!("{file}: No such file or directory (os error 2): {step}\n");
    assert_eq!(run(folder.path(), words), (Some(1), told));
}

#[test]
fn a_table_that_can_t_be_read_is_told_with_the_next_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("contacts.csv");
    std::fs::write(&file, b"\xef\xbb\xbfoffice,email\n\xe9").expect("writes");
    let (code, told) = run(folder.path(), &["contacts", "import", file.to_str().expect("plain")]);
    let line = format!(
        "{}:1:1: the file says that it is UTF-8, and is not: save it as CSV UTF-8\nnothing was imported\n",
        file.display()
    );
    assert_eq!((code, told), (Some(1), line));
}

#[test]
fn a_number_that_waits_for_nobody_is_told_in_one_line_with_the_next_step() {
    let folder = tempfile::tempdir().expect("a folder");
    for words in [
        &["review", "approve", "999999999"][..],
        &["review", "reject", "999999999"],
        &["review", "verify", "999999999", "--evidence", "seen"],
        &["review", "comment", "999999999", "--approve"],
        &["review", "correction", "999999999", "--approve"],
    ] {
        let told = "number 999999999 can't be decided this way, and nothing was changed: see what waits with `undersigned review list`\n";
        assert_eq!(run(folder.path(), words), (Some(1), told.to_owned()), "{words:?}");
    }
}

#[test]
fn an_export_does_not_write_over_a_file_unless_told_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("signers.csv");
    std::fs::write(&file, "kept").expect("writes");
    let out = file.to_str().expect("plain");
    let (code, told) = run(folder.path(), &["export", LETTER, "--out", out]);
    let line = format!("{out} is there already: name another file, or say --force to write over it\n");
    assert_eq!((code, told), (Some(1), line));
    assert_eq!(std::fs::read_to_string(&file).expect("reads"), "kept");
    let (code, told) = run(folder.path(), &["export", LETTER, "--out", out, "--force"]);
    assert_eq!(code, Some(0), "{told}");
    assert_ne!(std::fs::read_to_string(&file).expect("reads"), "kept");
}

#[test]
fn every_list_is_also_json_and_says_how_it_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &["demo", "--organizations", "3", "--people", "5"]);
    for words in [
        &["signers", "list", LETTER, "--json"][..],
        &["review", "list", LETTER, "--json"],
        &["review", "comments", LETTER, "--json"],
        &["review", "trending", LETTER, "--json"],
        &["review", "sources", LETTER, "--json"],
        &["review", "organization", "1", "--json"],
    ] {
        let (code, told) = run(folder.path(), words);
        let json: Result<serde_json::Value, _> = serde_json::from_str(&told);
        assert!(code == Some(0) && json.is_ok(), "{words:?}: {told}");
    }
    let (_, told) = run(
        folder.path(),
        &["signers", "list", LETTER, "--kind", "person", "--limit", "2"],
    );
    let last = told
        .lines()
        .nth(1)
        .and_then(|line| line.split('\t').next())
        .expect("two lines");
    let more = format!("3 more: run `undersigned signers list {LETTER} --limit 2 --kind person --after {last}`");
    assert_eq!(told.lines().last(), Some(more.as_str()), "{told}");
}

#[test]
fn shells_and_manuals_know_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script) = run(folder.path(), &["completions", shell]);
        assert!(code == Some(0) && script.contains("undersigned"), "{shell}: {script}");
    }
    let (code, page) = run(folder.path(), &["man"]);
    assert_eq!(code, Some(0));
    for part in [".TH undersigned 1", "UNDERSIGNED REVIEW LIST", "UNDERSIGNED DELIVER"] {
        assert!(page.contains(part), "{part} is missing: {page}");
    }
    assert!(!page.to_lowercase().contains("typeset"), "a hidden command");
}

#[cfg(feature = "pdf")]
#[test]
fn an_office_that_a_letter_does_not_go_to_is_not_asked_for_again_in_silence() {
    let folder = tempfile::tempdir().expect("a folder");
    let members = "tests/data/congress/legislators.yaml";
    let (code, told) = run(folder.path(), &["offices", "import", members]);
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = run(folder.path(), &["deliver", LETTER, "--yes", "--again", "member:TYPO"]);
    let line = format!(
        "{LETTER} does not go to member:TYPO: run `undersigned deliver {LETTER}` without --again to see which offices can be sent to again"
    );
    assert!(code == Some(1) && told.lines().last() == Some(&line), "{told}");
}
