//! Where it is told that the details of signers are erased: commands, the privacy page, and no mails.

use std::process::Command;

use crate::app::{LETTER, TestApp};
use crate::details_erased::{DUE, round, signed, start};

/// Runs a command beside the service, at its time.
pub fn command(app: &TestApp, words: &[&str]) -> (bool, String) {
    let letters = app.folder.path().join("letters");
    let ahead = app.worker.clock.now().as_second() - undersigned::clock::Clock::default().now().as_second();
    let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .envs(crate::app::stored_in(&app.folder.path().join("test.db")))
        .envs(letters.is_dir().then_some(("UNDERSIGNED_CONTENT__FOLDER", &letters)))
        .env("UNDERSIGNED_CLOCK__OFFSET_SECONDS", (ahead + 60).to_string())
        .output()
        .expect("runs");
    let told = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
    (ran.status.success(), told)
}

#[rocket::async_test]
async fn commands_say_what_is_erased_and_when_and_do_it() {
    let app = start().await;
    signed(&app, "Ximena Flores", "full").await;
    let later = "the details of 1 signature are erased from 2027-02-28, 30 days after the end of signing on 2027-01-29";
    for words in [
        &["letters", "check"][..],
        &["retention", "run", "--dry-run"],
        &["retention", "run"],
    ] {
        let (done, told) = command(&app, words);
        assert!(
            done && told.contains(&format!("{LETTER}: {later}\n")),
            "{words:?}: {told}"
        );
    }
    app.worker.clock.shift(DUE);
    let (_, told) = command(&app, &["retention", "run", "--dry-run", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(
        (&told[0]["signatures"], &told[0]["erased"]),
        (&1.into(), &false.into()),
        "{told}"
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures WHERE email = ''"), 0);
    let (done, told) = command(&app, &["retention", "run"]);
    assert!(done && told.contains("erased the details of 1 signature"), "{told}");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures WHERE email = ''"), 1);
    let logged =
        "SELECT COUNT(*) AS n FROM audit WHERE act = 'details-erased' AND via = 'command-line' AND counted = 1";
    assert_eq!(app.count(logged), 1);
    let (_, told) = command(&app, &["retention", "run"]);
    assert!(told.contains("all details are erased"), "{told}");
}

#[rocket::async_test]
async fn the_privacy_page_names_the_letters_that_let_go_of_details() {
    let app = start().await;
    let page = app.get("/en/privacy").await.body;
    assert!(page.contains("after 30 days</li>"), "{page}");
    assert!(app.get("/es/privacy").await.body.contains("después de 30 días</li>"));
    assert!(!app.get("/en/about").await.body.contains("after 30 days"));
    let other = TestApp::start().await;
    assert!(!other.get("/en/privacy").await.body.contains("erased-heading"));
}

#[rocket::async_test]
async fn a_decision_about_a_signature_without_details_mails_nobody() {
    let app = start().await;
    signed(&app, "Ximena Flores", "full").await;
    app.worker.clock.shift(DUE);
    assert_eq!(round(&app).await, 1);
    let before = app.mails().await.len();
    assert!(app.review(1, false));
    assert!(app.review(1, true));
    assert_eq!(app.mails().await.len(), before);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox WHERE state = 'queued'"), 0);
}
