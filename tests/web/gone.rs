//! A letter's folder is gone: whoever signed it can still confirm, see, withdraw and delete, and staff read about it.

use std::process::Command;

use crate::app::{LETTER, TestApp, copy};
use crate::editions::own_letters;

/// Waits until the running service has read that the folder is gone.
pub async fn is_gone(app: &TestApp) {
    for _ in 0..300 {
        if app.get(&format!("/en/letters/{LETTER}")).await.status == 404 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the letter is still there");
}

/// Signs as a person; returns the links to confirm, to the own page and to disown.
async fn signed(app: &TestApp, email: &str) -> [String; 3] {
    app.sign("en", &[("email", email)]).await;
    [
        app.link_to("/confirm/").await,
        app.link_to("/my-signature/").await,
        app.link_to("/not-us/").await,
    ]
}

fn command(app: &TestApp, letters: &std::path::Path, words: &[&str]) -> (Option<i32>, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .envs(crate::app::stored_in(&app.folder.path().join("test.db")))
        .env("UNDERSIGNED_CONTENT__FOLDER", letters)
        .output()
        .expect("runs");
    let said = [ran.stdout, ran.stderr].concat();
    (ran.status.code(), String::from_utf8(said).expect("text"))
}

#[rocket::async_test]
async fn signers_act_on_their_signatures_though_the_letter_has_no_folder() {
    if crate::app::is_on_server() {
        return;
    }
    let (letters, setting) = own_letters();
    let data = tempfile::tempdir().expect("a folder");
    let kept = data.path().to_owned();
    let app = TestApp::begin(data, &setting).await.expect("starts");
    let [ana, bo, cy] = [
        signed(&app, "ana@example.org").await,
        signed(&app, "bo@example.org").await,
        signed(&app, "cy@example.org").await,
    ];
    app.post(&bo[0], &[]).await;
    let title = "Workers on temporary visas need protection when the next pandemic comes";
    std::fs::rename(letters.path().join(LETTER), letters.path().join("another-name")).expect("is renamed");
    is_gone(&app).await;

    let acts_of = |app: &TestApp| app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'confirmed'");
    let page = app.get(&ana[0]).await;
    assert!(page.status == 200 && page.body.contains(title), "{}", page.body);
    let page = app.post(&ana[0], &[]).await;
    assert!(
        page.status == 200
            && page.body.contains("signed")
            && page.body.contains("This letter is not on our site right now.")
            && !page.body.contains(&format!("href=\"/en/letters/{LETTER}\"")),
        "{}",
        page.body
    );
    assert_eq!(acts_of(&app), 2, "it was confirmed");
    let page = app.get(&ana[1]).await;
    assert!(page.status == 200 && page.body.contains(title), "{}", page.body);
    assert_eq!(app.get(&format!("{}/data", ana[1])).await.status, 200);
    let page = app
        .post(&ana[1], &[("name", "Ana López"), ("listing", "unlisted")])
        .await;
    assert_eq!(page.status, 200, "{}", page.body);

    // A service that starts without the folder knows the letter as well.
    let copied = tempfile::tempdir().expect("a folder");
    copy(&kept, copied.path());
    let again = TestApp::begin(copied, &setting).await.expect("starts");
    let page = again.post(&format!("{}/withdraw", bo[1]), &[("sure", "yes")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(acts_of(&again), 1);
    let page = again.post(&format!("{}/remove", ana[1]), &[("sure", "yes")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let page = again.post(&cy[2], &[("sure", "yes")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(
        again.count("SELECT COUNT(*) AS n FROM signatures WHERE state <> 'withdrawn'"),
        0
    );
    again.post("/en/my-signatures", &[("email", "bo@example.org")]).await;
    let (to, _, text) = again.mails().await.pop().expect("a mail");
    assert!(to == "bo@example.org" && text.contains(title), "{text}");
}

#[rocket::async_test]
async fn organizations_wait_while_nobody_knows_the_letters_rules() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    app.sign_organization(&[]).await;
    let confirm = app.link_to("/confirm/").await;
    std::fs::remove_dir_all(letters.path().join(LETTER)).expect("is removed");
    is_gone(&app).await;
    assert_eq!(app.post(&confirm, &[]).await.status, 200);
    assert_eq!(app.count("SELECT state = 'held' AS n FROM signatures"), 1);
}

#[rocket::async_test]
async fn staff_read_that_signatures_have_no_letter() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    app.sign_and_confirm("en", &[]).await;
    let there = command(&app, letters.path(), &["status", "--json"]);
    assert!(there.1.contains("\"folder_missing\": false"), "{}", there.1);
    std::fs::remove_dir_all(letters.path().join(LETTER)).expect("is removed");
    let missing = format!(
        "{}/{LETTER}:1:1: this folder is missing, but 1 signature is stored for this letter: put the folder back under this name",
        letters.path().display()
    );
    let (code, said) = command(&app, letters.path(), &["letters", "check"]);
    assert!(code == Some(1) && said.contains(&missing), "{said}");
    let (code, said) = command(&app, letters.path(), &["status"]);
    assert!(
        code == Some(0) && said.contains(&missing) && said.contains(&format!("{LETTER}\tno folder\tno folder\t0\t1")),
        "{said}"
    );
    let (code, said) = command(&app, letters.path(), &["status", LETTER]);
    assert!(code == Some(0) && said.contains("confirmed\tperson\t1"), "{said}");
    let (code, said) = command(&app, letters.path(), &["bundle", LETTER, "--out", "nowhere"]);
    assert!(code == Some(1) && said.contains(&missing), "{said}");
}
