//! A newcomer can sign the sample letters on any day.

use std::process::Command;

use crate::app::TestApp;

const OPEN_ENDED: &str = "asylum-not-temporary-visas";
const TEN_YEARS: i64 = 10 * 366 * 86_400;

#[rocket::async_test]
async fn a_sample_letter_is_open_to_both_parties_in_ten_years() {
    let app = TestApp::start().await;
    app.worker.clock.shift(TEN_YEARS);
    for form in ["sign", "sign/organization"] {
        let page = app.get(&format!("/en/letters/{OPEN_ENDED}/{form}")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("name=\"edition\""), "{form} can be filled in");
    }
}

#[test]
fn a_campaign_can_be_invented_in_ten_years() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(words)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .envs(crate::app::stored_in(&folder.path().join("a.db")))
            .env("UNDERSIGNED_CLOCK__OFFSET_SECONDS", TEN_YEARS.to_string())
            .output()
            .expect("runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("text")
    };
    let said = run(&["demo", "--organizations", "1", "--people", "3"]);
    assert!(said.contains("Added 4 counted signatures to"), "{said}");
    let rows = run(&["export", OPEN_ENDED]);
    assert_eq!(rows.lines().count(), 1 + 4);
}

/// The README's commands must show what they promise on any day.
#[test]
fn readme_names_only_letters_that_never_close() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("reads");
    let folders = std::fs::read_dir(root.join("letters")).expect("a folder").flatten();
    let named: Vec<_> = folders
        .filter(|folder| folder.path().join("letter.toml").exists())
        .filter(|folder| readme.contains(&*folder.file_name().to_string_lossy()))
        .collect();
    assert!(!named.is_empty(), "README names a letter");
    for folder in named {
        let settings = std::fs::read_to_string(folder.path().join("letter.toml")).expect("reads");
        assert!(!settings.contains("closes"), "{:?} closes", folder.file_name());
        assert!(
            settings.contains("[signing]") && settings.contains("[delivery]"),
            "{:?}",
            folder.file_name()
        );
    }
}

/// The sample's update promises what `states_of_signers` chooses: senators of the states, and representatives by district.
#[test]
fn the_sample_update_promises_what_is_delivered() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("letters/protect-temporary-visa-workers");
    let settings = std::fs::read_to_string(root.join("letter.toml")).expect("reads");
    assert!(settings.contains("states_of_signers = true"));
    for (lang, promise) in [
        (
            "en",
            "the senators of every state where signers live, each representative who may have signers in the district,",
        ),
        (
            "es",
            "los senadores de cada estado donde viven las personas que firmaron, a cada representante que podría tener firmantes en su distrito",
        ),
    ] {
        let update = root.join(format!("updates/what-happens-with-your-name/{lang}.md"));
        let text = std::fs::read_to_string(update).expect("reads");
        assert!(text.contains(promise), "{lang}: {text}");
    }
}
