//! The audit log, as a page and on the command line.

use undersigned::staff::role::{Letters, Role};

use super::{add, remove, signed_in, with_password};
use crate::app::{LETTER, TestApp};
use crate::updates::run;

#[rocket::async_test]
async fn owners_see_the_whole_log_and_editors_what_concerns_their_letters() {
    let app = TestApp::start().await;
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let gone = with_password(&app, "gone@coalition.example", Role::Viewer).await;
    remove(&app, gone);
    let page = owner.get("/staff/audit").await.body;
    for words in [
        "<strong>Removed an account</strong>: <bdi>removed account ",
        "<bdi>command line</bdi>",
        "<strong>Set up an authenticator app</strong>",
        "<strong>Signed in</strong>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("gone@coalition.example"), "no address is in the log");
    let own = owner.get("/staff/audit?by=1").await.body;
    assert!(
        own.contains("Signed in") && !own.contains("Removed an account"),
        "{own}"
    );
    let editor = signed_in(&app, "editor@coalition.example", Role::Editor, &[LETTER]).await;
    let page = editor.get("/staff/audit").await.body;
    assert!(page.contains("No entries yet.") && page.contains(LETTER), "{page}");
    // Who works on other letters alone is none of their business.
    let elsewhere = "elsewhere@coalition.example";
    let letters = Letters::of(["asylum-not-temporary-visas".to_owned()]);
    add(&app, elsewhere, Role::Viewer, letters);
    let page = editor.get("/staff/audit").await.body;
    assert!(
        page.contains(">owner@coalition.example</option>") && !page.contains(elsewhere),
        "{page}"
    );
    assert!(owner.get("/staff/audit").await.body.contains(elsewhere));
    assert_eq!(
        editor
            .get("/staff/audit?letter=asylum-not-temporary-visas")
            .await
            .status,
        404
    );
    assert_eq!(
        owner.get("/staff/audit?letter=asylum-not-temporary-visas").await.status,
        200
    );
}

#[test]
fn what_commands_change_is_logged_with_who_ran_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| {
        let (code, told) = run(folder.path(), words);
        assert_eq!(code, Some(0), "{words:?}: {told}");
        told
    };
    run(&["staff", "add", "ana@coalition.example", "--role", "owner"]);
    run(&["demo", "--letter", LETTER, "--organizations", "5", "--people", "40"]);
    let held = run(&["review", "list", LETTER, "--waiting", "--json"]);
    let (_, rest) = held.split_once("\"state\": \"held\"").map_or(("", ""), |(before, _)| {
        let at = before.rfind("\"id\": ").expect("an id");
        ("", &before[at + 6..])
    });
    let id: String = rest.chars().take_while(char::is_ascii_digit).collect();
    run(&["review", "reject", &id, "--as", "ana@coalition.example"]);
    run(&[
        "export",
        LETTER,
        "--out",
        folder.path().join("a.csv").to_str().expect("plain"),
    ]);
    run(&["staff", "reset-factor", "ana@coalition.example"]);
    let listed = run(&["audit", "list"]);
    let rows: Vec<Vec<&str>> = listed.lines().map(|line| line.split('\t').collect()).collect();
    let acts: Vec<&str> = rows.iter().map(|row| row[4]).collect();
    assert_eq!(
        acts,
        ["factor-reset", "signers-exported", "signatures-rejected", "staff-added"],
        "{listed}"
    );
    assert_eq!((rows[1][2], rows[1][5]), ("command line", LETTER));
    assert_eq!(
        rows[2][2..],
        [
            "ana@coalition.example",
            "command-line",
            "signatures-rejected",
            LETTER,
            "",
            "1"
        ]
    );
    let by = run(&["audit", "list", "--by", "ana@coalition.example", "--json"]);
    assert!(
        by.contains("signatures-rejected") && !by.contains("signers-exported"),
        "{by}"
    );
}

#[test]
fn an_export_that_was_stopped_is_logged_as_begun() {
    let folder = tempfile::tempdir().expect("a folder");
    run(
        folder.path(),
        &["demo", "--letter", LETTER, "--organizations", "5", "--people", "5"],
    );
    let logged = || {
        let (_, told) = run(folder.path(), &["audit", "list"]);
        let row = |line: &str| {
            let cells: Vec<&str> = line.split('\t').collect();
            [cells[4], cells[5], cells[7]].join(" ")
        };
        told.lines().map(row).collect::<Vec<_>>()
    };
    let before = logged().len();
    for words in [
        &["export", LETTER][..],
        &["roster", LETTER],
        &["roster", LETTER, "--contacts"],
    ] {
        let (reader, writer) = std::io::pipe().expect("opens");
        drop(reader);
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(words)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .envs(crate::app::stored_in(&folder.path().join("test.db")))
            .stdout(writer)
            .status();
        assert!(ran.expect("runs").success(), "{words:?}");
    }
    let mut log = logged();
    log.truncate(log.len() - before);
    let begun = format!("export-begun {LETTER} 0");
    assert_eq!(
        log,
        [begun.clone(), begun.clone()],
        "a roster without contacts is public"
    );
    run(folder.path(), &["export", LETTER]);
    assert!(
        logged()[0].starts_with("signers-exported") && logged()[1] == begun,
        "{:?}",
        logged()
    );
}

#[test]
fn the_log_is_checked_against_a_digest_that_was_noted() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| run(folder.path(), words);
    assert_eq!(
        run(&["audit", "verify"]),
        (Some(0), "The audit log has no entries yet\n".to_owned())
    );
    run(&["staff", "add", "ana@coalition.example", "--role", "owner"]);
    let (code, told) = run(&["audit", "verify"]);
    let (head, advice) = told.split_once('\n').expect("two lines");
    let digest = head.strip_prefix("1\t").expect("one entry").to_owned();
    assert!(
        code == Some(0) && digest.len() == 64 && advice.contains("--against"),
        "{told}"
    );
    run(&["staff", "remove", "ana@coalition.example"]);
    assert_eq!(run(&["audit", "verify", "--against", &digest]).0, Some(0));
    assert_eq!(
        run(&["audit", "verify", "--against", &digest[..32].to_uppercase()]).0,
        Some(0)
    );
    for (noted, words) in [
        ("0".repeat(64), "doesn't have the entry with this digest"),
        (digest[..20].to_owned(), "at least its first 32 digits"),
    ] {
        let (code, told) = run(&["audit", "verify", "--against", &noted]);
        assert!(code == Some(1) && told.contains(words), "{told}");
    }
    let (code, told) = run(&["audit", "verify", "--json"]);
    assert!(
        code == Some(0) && told.contains("\"whole\": true") && told.contains("\"entries\": 2"),
        "{told}"
    );
}
