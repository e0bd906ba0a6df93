use std::path::{Path, PathBuf};

use crate::app::{LETTER, TestApp};

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// Letters of a test's own, and the setting that names them.
fn own_letters() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("letters"), folder.path());
    let setting = format!("[default.content]\nfolder = '{}'", folder.path().display());
    (folder, setting)
}

fn edit(file: &PathBuf, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).expect("reads");
    assert!(text.contains(from), "{from} stands in the file");
    std::fs::write(file, text.replace(from, to)).expect("writes");
}

/// Asks for a page until it holds some words; a file watcher has no promise to keep but this one.
async fn shows(app: &TestApp, path: &str, words: &str) -> bool {
    for _ in 0..300 {
        if app.get(path).await.body.contains(words) {
            return true;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    false
}

#[rocket::async_test]
async fn a_text_that_was_signed_does_not_change_without_a_new_revision() {
    let (letters, setting) = own_letters();
    let english = letters.path().join(LETTER).join("en.md");
    let data = tempfile::tempdir().expect("a folder");
    let kept = data.path().to_owned();
    let app = TestApp::begin(data, &setting).await.expect("starts");
    app.sign_and_confirm("en", &[]).await;
    edit(&english, "Those who harvest", "Whoever harvests");
    let copied = tempfile::tempdir().expect("a folder");
    copy(&kept, copied.path());
    let refused = TestApp::begin(copied, &setting).await.err().expect("refuses to start");
    assert!(
        refused.contains(&format!("letters/{LETTER}/en.md:1:1")) && refused.contains("raise `revision`"),
        "{refused}"
    );
    edit(
        &letters.path().join(LETTER).join("letter.toml"),
        "revision = 1",
        "revision = 2",
    );
    assert!(
        shows(&app, &format!("/en/letters/{LETTER}"), "Whoever harvests").await,
        "the new revision is taken while running"
    );
    assert_eq!(
        app.count("SELECT revision AS n FROM signatures"),
        1,
        "nobody's name is moved to a text they did not see"
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM editions"), 6);
}

#[rocket::async_test]
async fn a_broken_file_is_not_taken_and_a_mended_one_is() {
    let (letters, setting) = own_letters();
    let english = letters.path().join("asylum-not-temporary-visas").join("en.md");
    let app = TestApp::with(&setting).await;
    edit(&english, "title = ", "tittle = ");
    edit(
        &letters.path().join("recruitment-that-works-for-nurses/en.md"),
        "A nurse's contract",
        "Any contract",
    );
    assert_eq!(
        app.get("/en/letters/asylum-not-temporary-visas").await.status,
        200,
        "the old text stays"
    );
    edit(&english, "tittle = ", "title = ");
    assert!(shows(&app, "/en/letters/recruitment-that-works-for-nurses", "Any contract").await);
}
