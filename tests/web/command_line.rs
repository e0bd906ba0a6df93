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
fn a_file_that_is_not_utf_8_is_told_with_the_next_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("contacts.csv");
    std::fs::write(&file, b"office,email\n\xe9").expect("writes");
    let (code, told) = run(folder.path(), &["contacts", "import", file.to_str().expect("plain")]);
    assert!(code == Some(1) && told.ends_with(": save it as UTF-8\n"), "{told}");
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
