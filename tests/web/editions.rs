use std::path::{Path, PathBuf};

use undersigned::delivery::store::fingerprint;
use undersigned::letters::library::Library;
use undersigned::letters::store::publish;
use undersigned::locale::Locales;

use crate::app::{LETTER, TestApp, copy};

/// Returns a test's own letters, and the setting that names them.
pub fn own_letters() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("letters"), folder.path());
    let setting = format!("[default.content]\nfolder = '{}'", folder.path().display());
    (folder, setting)
}

pub fn edit(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).expect("reads");
    assert!(text.contains(from), "{from} stands in the file");
    std::fs::write(file, text.replace(from, to)).expect("writes");
}

/// Requests a page until it contains some words: a file watcher promises nothing but that.
pub async fn shows(app: &TestApp, path: &str, words: &str) -> bool {
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
    if crate::app::is_on_server() {
        return;
    }
    let (letters, setting) = own_letters();
    let english = letters.path().join(LETTER).join("en.md");
    let data = tempfile::tempdir().expect("a folder");
    let kept = data.path().to_owned();
    let app = TestApp::begin(data, &setting).await.expect("starts");
    app.sign_and_confirm("en", &[]).await;
    edit(&english, "The people who harvest", "Whoever harvests");
    let copied = tempfile::tempdir().expect("a folder");
    copy(&kept, copied.path());
    let refused = TestApp::begin(copied, &setting).await.err().expect("refuses to start");
    assert!(
        refused.contains(&format!("/{LETTER}/en.md:1:1")) && refused.contains("raise `revision`"),
        "{refused}"
    );
    edit(
        &letters.path().join(LETTER).join("letter.toml"),
        "revision = 1",
        "revision = 2",
    );
    edit(
        &letters.path().join(LETTER).join("es.md"),
        "Quienes cosechan",
        "Los que cosechan",
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

/// Publishes a folder's letters, as a running service does just before it shows them.
fn publish_behind(app: &TestApp, folder: &Path) {
    let library = Library::load(folder, &Locales::load().expect("messages")).expect("no problems");
    let now = app.worker.clock.now();
    let published = app.worker.store.write_now(move |tx| publish(tx, &library, now));
    assert_eq!(published.map_err(|error| error.to_string()), Ok(Vec::new()));
}

#[rocket::async_test]
async fn nobody_signs_a_text_that_was_replaced_while_their_form_was_on_its_way() {
    let (letters, _) = own_letters();
    let app = TestApp::start().await;
    let english = letters.path().join(LETTER).join("en.md");
    edit(&english, "The people who harvest", "Whoever harvests");
    publish_behind(&app, letters.path());
    let refused = app.sign("en", &[("name", "Ana López")]).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.body.contains("This letter changed after you opened the form")
            && refused.body.contains("value=\"Ana López\""),
        "{}",
        refused.body
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    assert_eq!(app.mails().await.len(), 0);
    assert_eq!(
        app.sign("es", &[]).await.status,
        200,
        "the other language's text stands"
    );
}

#[rocket::async_test]
async fn nobody_signs_an_earlier_revision() {
    let (letters, _) = own_letters();
    let app = TestApp::start().await;
    edit(
        &letters.path().join(LETTER).join("letter.toml"),
        "revision = 1",
        "revision = 2",
    );
    publish_behind(&app, letters.path());
    assert_eq!(app.sign("en", &[]).await.status, 409);
    assert_eq!(app.sign_organization(&[]).await.status, 409);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn an_organization_s_next_letter_is_not_signed_in_a_text_that_was_replaced() {
    const NEXT: &str = "asylum-not-temporary-visas";
    let (letters, _) = own_letters();
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    let own = app.link_to("/my-signature/").await;
    let page = app.get(&format!("{own}/sign/{NEXT}")).await.body;
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("a form");
    edit(
        &letters.path().join(NEXT).join("letter.toml"),
        "revision = 1",
        "revision = 2",
    );
    publish_behind(&app, letters.path());
    let shown = app
        .post(&format!("{own}/sign/{NEXT}"), &[("edition", &rest[..64])])
        .await;
    assert!(
        shown.body.contains("name=\"edition\""),
        "it is asked again: {}",
        shown.body
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures"),
        1,
        "only the first letter is signed"
    );
}

#[rocket::async_test]
async fn a_text_that_was_signed_can_t_go_nor_can_its_revision_go_back() {
    if crate::app::is_on_server() {
        return;
    }
    let (letters, setting) = own_letters();
    let toml = letters.path().join(LETTER).join("letter.toml");
    edit(&toml, "revision = 1", "revision = 2");
    let data = tempfile::tempdir().expect("a folder");
    let kept = data.path().to_owned();
    let app = TestApp::begin(data, &setting).await.expect("starts");
    app.sign_and_confirm("es", &[]).await;
    let refused = || async {
        let copied = tempfile::tempdir().expect("a folder");
        copy(&kept, copied.path());
        TestApp::begin(copied, &setting).await.err().expect("refuses to start")
    };
    let spanish = letters.path().join(LETTER).join("es.md");
    let text = std::fs::read(&spanish).expect("reads");
    std::fs::remove_file(&spanish).expect("goes");
    // A slip in another letter is told in the same breath.
    edit(
        &letters.path().join("asylum-not-temporary-visas/en.md"),
        "title = ",
        "tittle = ",
    );
    let told = refused().await;
    assert!(
        told.contains("es.md:1:1: the text was removed after people signed revision 2") && told.contains("tittle"),
        "{told}"
    );
    std::fs::write(&spanish, text).expect("writes");
    edit(&toml, "revision = 2", "revision = 1");
    let told = refused().await;
    assert!(
        told.contains(
            "letter.toml:2:1: people have signed revision 2, so `revision` can't be lower, here or at the top of a language file: use 2 or a higher number"
        ),
        "{told}"
    );
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
    assert!(
        shows(&app, "/en/letters/recruitment-that-works-for-nurses", "Any contract").await,
        "another letter's slip holds nothing up"
    );
    let path = "/en/letters/asylum-not-temporary-visas";
    let old = app.get(path).await;
    assert!(
        old.status == 200 && !old.body.contains("A better title"),
        "the old text stays"
    );
    let text = std::fs::read_to_string(&english).expect("reads");
    let title = text.lines().find(|line| line.starts_with("tittle")).expect("a title");
    edit(&english, title, "title = \"A better title\"");
    assert!(shows(&app, path, "A better title").await);
}

/// Publishes a second revision, in both languages.
pub async fn revise(app: &TestApp, letters: &Path) {
    let folder = letters.join(LETTER);
    edit(&folder.join("en.md"), "The people who harvest", "Whoever harvests");
    edit(&folder.join("letter.toml"), "revision = 1", "revision = 2");
    edit(&folder.join("es.md"), "Quienes cosechan", "Los que cosechan");
    assert!(shows(app, &format!("/en/letters/{LETTER}"), "Whoever harvests").await);
}

#[rocket::async_test]
async fn whoever_signs_the_new_text_later_does_not_make_a_bundle_stale() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    revise(&app, letters.path()).await;
    app.worker.clock.shift(3_600);
    app.sign_and_confirm("en", &[("name", "Bea Prado"), ("email", "bea@example.org")])
        .await;
    let signers = |until| {
        let read = app.worker.store.read_now(|db| fingerprint(db, LETTER, 2, until));
        read.expect("reads")
    };
    let composed = signers(None);
    app.worker.clock.shift(3_600);
    let second = app.edition("en").await;
    app.post(&format!("{own}/renew"), &[("edition", &second)]).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures WHERE revision = 2"), 2);
    assert_eq!(
        signers(Some(composed.until)),
        composed,
        "the bundle holds all that it is said to hold"
    );
    assert_ne!(signers(None), composed, "a later one holds more");
}

#[rocket::async_test]
async fn whoever_signed_an_earlier_text_signs_the_new_one_with_one_press_and_nobody_does_it_for_them() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    app.sign_organization(&[]).await;
    let organization = app.link_to("/my-signature/").await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    let first = app.edition("en").await;
    assert!(!app.get(&own).await.body.contains("The letter has changed"));
    assert!(
        !app.post(&format!("{own}/renew"), &[("edition", &first)])
            .await
            .body
            .contains("signed the new version"),
        "there is nothing to renew"
    );
    revise(&app, letters.path()).await;
    let (second, tally) = (app.edition("en").await, || {
        app.count("SELECT SUM(people) AS n FROM tally")
    });
    let of = |revision: u32| {
        app.count(&format!(
            "SELECT COUNT(*) AS n FROM signatures WHERE revision = {revision}"
        ))
    };
    assert_eq!((of(1), tally()), (2, 1), "nobody's name is moved");
    let told = app.get(&organization).await.body;
    assert!(told.contains("Sign the new version"), "{told}");
    let page = app.get(&own).await.body;
    assert!(
        page.contains(&second) && page.contains("Sign the new version"),
        "{page}"
    );
    assert!(
        page.contains("<del>") && page.contains("<ins>") && page.contains("Whoever harvests"),
        "it shows what changed: {page}"
    );
    app.post(&format!("{own}/renew"), &[("edition", &first)]).await;
    assert_eq!(of(1), 2, "the earlier text is not the present one");
    let renewed = app.post(&format!("{own}/renew"), &[("edition", &second)]).await.body;
    assert!(
        renewed.contains("signed the new version") && renewed.contains("2 (English)"),
        "{renewed}"
    );
    assert_eq!((of(1), of(2), tally()), (1, 1, 1), "counted once, as before");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM editions WHERE revision = 2 AND signed"),
        1,
        "the new text can't change under it"
    );
}

/// What a service of a test stores, and its letters.
struct Site {
    letters: tempfile::TempDir,
    data: PathBuf,
    app: TestApp,
}

impl Site {
    /// Starts a service with a signature of revision 1.
    async fn signed() -> Self {
        let (letters, setting) = own_letters();
        let data = tempfile::tempdir().expect("a folder");
        let path = data.path().to_owned();
        let app = TestApp::begin(data, &setting).await.expect("starts");
        app.sign_and_confirm("en", &[]).await;
        Self {
            letters,
            data: path,
            app,
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.letters.path().join(LETTER).join(name)
    }

    /// Restarts the service, with what is stored.
    async fn again(&self) -> Result<TestApp, String> {
        let copied = tempfile::tempdir().expect("a folder");
        copy(&self.data, copied.path());
        let setting = format!("[default.content]\nfolder = '{}'", self.letters.path().display());
        TestApp::begin(copied, &setting).await
    }

    /// Returns what `letters check` says of the folder and the database.
    fn checked(&self) -> String {
        let checked = std::process::Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(["letters", "check"])
            .env("UNDERSIGNED_CONTENT__FOLDER", self.letters.path())
            .envs(crate::app::stored_in(&self.data.join("test.db")))
            .output()
            .expect("runs");
        String::from_utf8_lossy(&checked.stderr).replace(&format!("{}/", self.letters.path().display()), "")
    }
}

async fn page(app: &TestApp, lang: &str) -> String {
    app.get(&format!("/{lang}/letters/{LETTER}")).await.body
}

#[rocket::async_test]
async fn a_revision_waits_until_every_language_carries_it() {
    if crate::app::is_on_server() {
        return;
    }
    let site = Site::signed().await;
    edit(&site.file("en.md"), "The people who harvest", "Whoever harvests");
    edit(&site.file("letter.toml"), "revision = 1", "revision = 2");
    let app = site.again().await.expect("what was published stays");
    assert!(
        page(&app, "en").await.contains("The people who harvest"),
        "the translation is not there yet"
    );
    assert_eq!(
        app.sign("en", &[("email", "eva@example.org")]).await.status,
        200,
        "what is published can be signed"
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures WHERE revision = 2"), 0);
    let told = site.checked();
    assert!(
        told.starts_with(&format!(
            "{LETTER}/es.md:1:1: this file has revision 1, but en.md has revision 2"
        )) && told.contains("set `revision = 2` at the top of this file"),
        "{told}"
    );
    edit(&site.file("es.md"), "title = ", "revision = 2\ntitle = ");
    assert_eq!(site.checked(), "");
    let app = site.again().await.expect("starts");
    assert!(
        page(&app, "en").await.contains("Whoever harvests"),
        "its editor says that nothing is to be translated"
    );
    app.sign("es", &[("email", "eva@example.org")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE revision = 2 AND lang = 'es'"),
        1
    );
}

#[rocket::async_test]
async fn heads_say_which_revision_an_edition_carries() {
    if crate::app::is_on_server() {
        return;
    }
    let site = Site::signed().await;
    edit(&site.file("es.md"), "title = \"", "revision = 2\ntitle = \"Nuevo: ");
    let app = site.again().await.expect("what was published stays");
    assert!(!page(&app, "es").await.contains("Nuevo: "));
    assert!(
        site.checked()
            .starts_with(&format!("{LETTER}/en.md:1:1: this file has revision 1")),
        "{}",
        site.checked()
    );
    edit(&site.file("en.md"), "title = \"", "revision = 2\ntitle = \"New: ");
    let app = site.again().await.expect("starts");
    assert!(page(&app, "es").await.contains("Nuevo: ") && page(&app, "en").await.contains("New: "));
}

#[rocket::async_test]
async fn without_an_older_text_nothing_is_guessed() {
    let (letters, setting) = own_letters();
    edit(
        &letters.path().join(LETTER).join("en.md"),
        "title = ",
        "revision = 2\ntitle = ",
    );
    let data = tempfile::tempdir().expect("a folder");
    let refused = TestApp::begin(data, &setting).await.err().expect("refuses to start");
    assert!(
        refused.contains(&format!("{LETTER}/es.md:1:1: this file has revision 1")),
        "{refused}"
    );
}

#[rocket::async_test]
async fn a_stale_edition_is_no_reason_to_stop_a_running_service() {
    let site = Site::signed().await;
    edit(&site.file("en.md"), "title = \"", "revision = 2\ntitle = \"New: ");
    edit(
        &site.letters.path().join("recruitment-that-works-for-nurses/en.md"),
        "A nurse's contract",
        "Any contract",
    );
    assert!(
        shows(
            &site.app,
            "/en/letters/recruitment-that-works-for-nurses",
            "Any contract"
        )
        .await,
        "other letters are taken"
    );
    assert!(!page(&site.app, "en").await.contains("New: "));
}

#[rocket::async_test]
async fn the_tally_is_one_over_all_languages_and_each_signature_says_which_it_read() {
    let site = Site::signed().await;
    site.app
        .sign_and_confirm("es", &[("email", "eva@example.org"), ("name", "Eva Gil")])
        .await;
    for lang in ["en", "es"] {
        assert!(page(&site.app, lang).await.contains(">2 "), "{lang}");
    }
    let read = |lang: &str| {
        site.app
            .count(&format!("SELECT COUNT(*) AS n FROM signatures WHERE lang = '{lang}'"))
    };
    assert_eq!((read("en"), read("es")), (1, 1));
    let own = site.app.link_to("/my-signature/").await;
    assert!(site.app.get(&own).await.body.contains("1 (Español)"));
}

#[rocket::async_test]
async fn a_text_that_another_process_replaced_is_not_signed_though_the_service_remembers_it() {
    let (letters, _) = own_letters();
    let app = TestApp::start().await;
    for (name, email) in [("Ana López", "ana@example.org"), ("Bea Prado", "bea@example.org")] {
        let signed = app.sign("en", &[("name", name), ("email", email)]).await;
        assert_eq!(signed.status, 200, "the text is published, and remembered as signed");
    }
    edit(
        &letters.path().join(LETTER).join("letter.toml"),
        "revision = 1",
        "revision = 2",
    );
    publish_behind(&app, letters.path());
    let refused = app.sign("en", &[("name", "Cy Ito"), ("email", "cy@example.org")]).await;
    assert_eq!(refused.status, 409);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 2);
}

#[rocket::async_test]
async fn a_title_on_two_lines_stands_in_one_line_of_every_page_and_subject() {
    let (letters, setting) = own_letters();
    let file = letters.path().join(LETTER).join("en.md");
    let text = std::fs::read_to_string(&file).expect("reads");
    let (head, rest) = text.split_once("\nsummary = ").expect("a head");
    let broken = head
        .replacen("title = \"", "title = \"\"\"", 1)
        .replacen("need protection", "\n  need protection", 1);
    std::fs::write(&file, format!("{broken}\"\"\nsummary = {rest}")).expect("writes");
    let app = TestApp::with(&setting).await;
    app.sign("en", &[]).await;
    let mails = app.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(
        !mails[0].1.contains('\n') && !mails[0].1.contains("  "),
        "{}",
        mails[0].1
    );
    let page = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(
        page.contains("Workers on temporary visas need protection when"),
        "{page}"
    );
}

#[cfg(unix)]
#[rocket::async_test]
async fn a_running_service_follows_a_link_that_a_deploy_switches() {
    let (first, second) = (own_letters().0, own_letters().0);
    let place = tempfile::tempdir().expect("a folder");
    let (link, next) = (place.path().join("letters"), place.path().join("next"));
    let nurses = |letters: &Path| letters.join("recruitment-that-works-for-nurses/en.md");
    edit(&nurses(second.path()), "A nurse's contract", "Any contract");
    std::os::unix::fs::symlink(first.path(), &link).expect("links");
    let app = TestApp::with(&format!("[default.content]\nfolder = '{}'", link.display())).await;
    let page = "/en/letters/recruitment-that-works-for-nurses";
    let before = app.get(page).await;
    assert!(before.status == 200 && !before.body.contains("Any contract"));
    std::os::unix::fs::symlink(second.path(), &next).expect("links");
    std::fs::rename(&next, &link).expect("switches");
    assert!(shows(&app, page, "Any contract").await);
    edit(&nurses(second.path()), "Any contract", "Every contract");
    assert!(shows(&app, page, "Every contract").await);
}
