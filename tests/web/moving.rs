//! A service moves to another database: `undersigned store copy`.

use std::path::{Path, PathBuf};
use std::process::Command;

use undersigned::store::transfer::{Copied, Place, Target, contents};
use undersigned::store::{ServiceLock, Store};

use crate::app::LETTER;

/// A folder with a database in a file, whatever tests use otherwise.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    /// Fills a file with a campaign that has every state.
    fn with_a_campaign() -> Self {
        let home = Self::new();
        let (code, told) = home.run(&["demo", "--letter", LETTER, "--organizations", "12", "--people", "60"]);
        assert_eq!(code, Some(0), "{told}");
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> PathBuf {
        self.path("test.db")
    }

    fn run(&self, words: &[&str]) -> (Option<i32>, String) {
        self.run_with(words, &[])
    }

    fn run_with(&self, words: &[&str], more: &[(&str, &str)]) -> (Option<i32>, String) {
        let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(words)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("UNDERSIGNED_STORE__PATH", self.database())
            .env("UNDERSIGNED_DELIVERY__FOLDER", self.path("bundles"))
            .envs(more.iter().copied())
            .stdin(std::process::Stdio::null())
            .output()
            .expect("runs");
        let told = String::from_utf8([ran.stdout, ran.stderr].concat()).expect("text");
        (ran.status.code(), told)
    }

    /// Copies, and returns what is said. A server may take a moment to see that a service is gone.
    fn copy(&self, from: &str, to: &str, more: &[&str]) -> (Option<i32>, String) {
        for _ in 0..200 {
            let (code, told) = self.run(&[&["store", "copy", from, to], more].concat());
            if !(from.contains("://") && told.contains("is in use")) {
                return (code, told);
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("{from} stays in use")
    }

    fn copied(&self, from: &str, to: &str, more: &[&str]) -> String {
        let (code, told) = self.copy(from, to, more);
        assert_eq!(code, Some(0), "{told}");
        told
    }

    fn refused(&self, from: &str, to: &str, why: &str) {
        let (code, told) = self.copy(from, to, &[]);
        assert!(code == Some(1) && told.contains(why), "{why}: {told}");
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("plain")
}

fn read(place: &str) -> Vec<Copied> {
    contents(&Place::parse(place, None)).expect("reads")
}

fn rows(tables: &[Copied], name: &str) -> u64 {
    tables.iter().find(|it| it.table == name).expect("a table").content.rows
}

#[test]
fn a_copy_has_every_row_and_leaves_the_source_as_it_was() {
    let home = Home::with_a_campaign();
    let (from, to) = (home.database(), home.path("other/copy.db"));
    let before = (read(text(&from)), std::fs::read(&from).expect("reads"));
    let told = home.copied(text(&from), text(&to), &[]);
    assert_eq!(std::fs::read(&from).expect("reads"), before.1);
    assert_eq!(read(text(&to)), before.0);
    for (table, least) in [
        ("signatures", 72),
        ("people", 60),
        ("organizations", 12),
        ("editions", 2),
        ("signature_events", 72),
    ] {
        let rows = rows(&before.0, table);
        assert!(
            rows >= least && told.contains(&format!("{table}\t{rows}\n")),
            "{table}: {told}"
        );
    }
    assert!(
        told.contains("tables with the same rows") && told.contains("is unchanged and marked as moved"),
        "{told}"
    );
    let [key, copied] = [home.path("secret.key"), home.path("other/secret.key")].map(std::fs::read);
    assert_eq!(key.expect("a key"), copied.expect("is copied"));
    // The source is not used any more, and the copy is.
    let (code, told) = home.run(&["status"]);
    let why = format!(
        "{} was copied to {}, which is the database of your service now",
        from.display(),
        to.display()
    );
    assert!(code == Some(1) && told.contains(&why), "{told}");
    let (code, told) = home.run_with(&["status"], &[("UNDERSIGNED_STORE__PATH", text(&to))]);
    assert!(code == Some(0) && told.contains(LETTER), "{told}");
    home.refused(text(&from), text(&home.path("again.db")), "copy from there");
    std::fs::remove_file(home.path("test.db.moved")).expect("is removed");
    assert_eq!(
        home.run(&["status"]).0,
        Some(0),
        "whoever deletes the mark goes on with it"
    );
    let told = home.copied(text(&from), text(&home.path("beside.db")), &["--keep-source"]);
    assert!(
        told.contains("Never start a service on it") && !home.path("test.db.moved").exists(),
        "{told}"
    );
}

#[test]
fn what_can_t_be_copied_is_refused_with_the_next_step() {
    let home = Home::with_a_campaign();
    let (from, to) = (home.database(), home.path("copy.db"));
    let (from, to) = (text(&from), text(&to));
    home.refused(
        text(&home.path("nothing.db")),
        to,
        "nothing.db has no tables: check that",
    );
    home.refused(from, from, "already has tables, and a copy never replaces anything");
    home.refused(
        "env:NOT_SET_AT_ALL",
        to,
        "the environment variable NOT_SET_AT_ALL is not set: set it to",
    );
    let lock = ServiceLock::beside(Path::new(from)).expect("is free");
    home.refused(from, to, "test.db is in use: stop the service on every machine");
    drop(lock);

    let unused = home.path("unused/a.db");
    drop(Store::open(&unused, 1).expect("is made"));
    home.refused(text(&unused), to, "was never used by a service");
    let version = |number: i64| {
        let store = Store::open(&unused, 1).expect("opens");
        let set = store.write_now(move |tx| tx.execute(&format!("PRAGMA user_version = {number}"), []));
        set.expect("is set");
        store.close();
    };
    version(9_999);
    home.refused(text(&unused), to, "schema version 9999");

    let key = home.path("secret.key");
    std::fs::create_dir(home.path("theirs")).expect("is made");
    for folder in ["theirs", "away"] {
        std::fs::create_dir_all(home.path(folder)).expect("is made");
    }
    let theirs = home.path("theirs/secret.key");
    std::fs::copy(&key, &theirs).expect("is copied");
    std::fs::write(&theirs, "another key that is as long as a key has to be").expect("writes");
    home.refused(
        from,
        text(&home.path("theirs/copy.db")),
        "theirs/secret.key is a different secret key: copy",
    );
    std::fs::rename(&key, home.path("away/secret.key")).expect("is moved");
    home.refused(from, to, "the secret key of ");
    std::fs::rename(&theirs, &key).expect("is moved");
    home.refused(from, to, "was created with a different secret key than ");
    assert!(!Path::new(to).exists() && !home.path("test.db.moved").exists());
    std::fs::rename(home.path("away/secret.key"), &key).expect("is moved");
    home.copied(from, to, &[]);
}

#[test]
fn a_copy_that_was_interrupted_is_no_database() {
    let home = Home::with_a_campaign();
    let (from, to) = (home.database(), home.path("there/test.db"));
    let begun = Target::begin(&Place::File(to.clone()), &Place::File(from.clone()));
    drop(begun.expect("begins"));
    let there = [("UNDERSIGNED_STORE__PATH", text(&to))];
    for words in [&["serve"][..], &["status"]] {
        let (code, told) = home.run_with(words, &there);
        let why = "was interrupted: run `undersigned store copy` again, or delete ";
        assert!(code == Some(1) && told.contains(why), "{words:?}: {told}");
    }
    let told = home.copied(text(&from), text(&to), &[]);
    assert!(
        told.contains("An earlier copy to the same place was interrupted"),
        "{told}"
    );
    assert_eq!(home.run_with(&["status"], &there).0, Some(0));
    assert!(!home.path("there/test.db.copying").exists());
}

#[cfg(feature = "postgres")]
mod on_a_server {
    use data_encoding::HEXLOWER;
    use sha2::{Digest as _, Sha256};
    use undersigned::store::StoreError;
    use undersigned::store::transfer::TransferError;

    use super::*;
    use crate::app::{TestApp, test_server};

    /// Returns the place on the tests' server that stands for a file.
    fn place(path: &Path) -> Option<String> {
        test_server::url(path)
    }

    #[test]
    fn a_campaign_goes_to_a_server_and_to_another_and_back_and_nothing_of_it_differs() {
        let home = Home::with_a_campaign();
        let (from, back) = (home.database(), home.path("back.db"));
        let (Some(there), Some(further)) = (place(&from), place(&home.path("further.db"))) else {
            return;
        };
        let before = read(text(&from));
        home.copied(text(&from), &there, &[]);
        assert_eq!(read(&there), before);
        home.copied(&there, &further, &[]);
        home.copied(&further, text(&back), &[]);
        assert_eq!(read(text(&back)), before);
        for left in [&there, &further] {
            let refused = Store::connect(left, undersigned::store::Expected::default(), &home.path("node.db"), 1)
                .err()
                .expect("refused");
            assert!(
                refused
                    .to_string()
                    .contains("which is the database of your service now"),
                "{refused}"
            );
            home.refused(left, text(&home.path("again.db")), "copy from there");
        }
        home.refused(text(&back), &there, "already has tables");
    }

    #[test]
    fn files_of_frozen_bundles_go_along() {
        let home = Home::with_a_campaign();
        let Some(there) = place(&home.database()) else { return };
        let manifest = b"a manifest";
        let name = format!("bundles/{}", HEXLOWER.encode(&Sha256::digest(manifest)));
        let bundle = home.path(&name);
        std::fs::create_dir_all(&bundle).expect("is made");
        let content = [
            ("manifest.json", manifest.to_vec()),
            ("001-a.pdf", vec![7; 900_000]),
            ("001-a.csv", Vec::new()),
        ];
        for (file, bytes) in &content {
            std::fs::write(bundle.join(file), bytes).expect("writes");
        }
        let told = home.copied(text(&home.database()), &there, &[]);
        assert!(
            told.contains("Copied 3 files of frozen bundles, and compared them"),
            "{told}"
        );
        std::fs::rename(home.path("bundles"), home.path("away")).expect("is lost");
        let told = home.copied(&there, text(&home.path("back.db")), &[]);
        assert!(told.contains("Copied 3 files of frozen bundles"), "{told}");
        for (file, bytes) in content {
            assert_eq!(std::fs::read(bundle.join(file)).expect("is there"), bytes, "{file}");
        }
    }

    #[rocket::async_test]
    async fn links_work_after_the_move_and_nothing_is_sent_twice() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("test.db");
        let Some(there) = place(&database) else { return };
        let home = Home { folder };
        let mut app = TestApp::in_file(home.folder).await;
        app.sign_and_confirm("en", &[("name", "Ana Ruiz"), ("email", "ana@one.example")])
            .await;
        let own = app.link_to("/my-signature/").await;
        app.sign("en", &[("name", "Bo Diaz"), ("email", "bo@two.example")])
            .await;
        let confirm = app.link_to("/confirm/").await;
        app.sign("en", &[("name", "Cy Luna"), ("email", "cy@three.example")])
            .await;
        let gone = app.link_to("/my-signature/").await;
        app.post(&format!("{gone}/remove"), &[("sure", "yes")]).await;
        assert_eq!(app.mails().await.len(), 3);
        // One that is due, one that was being handed over, and one of these that must not be sent twice.
        for email in ["due@four.example", "handed@five.example", "once@six.example"] {
            app.sign("en", &[("name", "Di Sol"), ("email", email)]).await;
        }
        let folder = std::mem::replace(&mut app.folder, tempfile::tempdir().expect("a folder"));
        drop(app);
        let handed = "UPDATE outbox SET sending = TRUE, attempts = 1, lease = due_at + 1 WHERE recipient LIKE 'handed@%' OR recipient LIKE 'once@%'";
        let once = "UPDATE outbox SET at_most_once = TRUE WHERE recipient LIKE 'once@%'";
        let store = Store::open(&database, 1).expect("opens");
        let marked = store.write_now(move |tx| tx.execute(handed, []).and_then(|_| tx.execute(once, [])));
        marked.expect("is done");
        store.close();
        let home = Home { folder };
        home.copied(text(&home.database()), &there, &[]);

        let app = TestApp::begin(home.folder, "").await.expect("starts");
        // Its clock begins at the same noon.
        app.worker.clock.shift(600);
        app.worker.begin().await.expect("begins");
        let mails: Vec<String> = app.mails().await.into_iter().map(|(to, _, _)| to).collect();
        assert_eq!(mails, ["due@four.example", "handed@five.example"]);
        assert_eq!(
            app.count("SELECT COUNT(*) AS n FROM outbox WHERE state = 'uncertain' AND recipient LIKE 'once@%'"),
            1
        );
        assert_eq!(
            app.count("SELECT COUNT(*) AS n FROM outbox WHERE state = 'sent' AND attempts = 1"),
            4
        );
        assert_eq!(app.get(&own).await.status, 200);
        assert_eq!(app.get(&gone).await.status, 404);
        assert_eq!(app.post(&confirm, &[]).await.status, 200);
        let page = app.get(&format!("/en/letters/{LETTER}")).await.body;
        assert!(page.contains("Ana R.") && page.contains("Bo D."), "both count");
        app.sign("en", &[("name", "Eva Mar"), ("email", "eva@seven.example")])
            .await;
        assert_eq!(
            app.count("SELECT MAX(id) AS n FROM signatures"),
            7,
            "no number is given again"
        );
    }

    #[rocket::async_test]
    async fn a_server_that_is_used_is_refused_on_both_sides() {
        let Some(_) = place(Path::new("")) else { return };
        let app = TestApp::start().await;
        let there = place(&app.folder.path().join("test.db")).expect("a server");
        let mut leads = app.worker.store.leads();
        leads.wait_for(|leads| *leads).await.expect("leads");
        let home = Home::with_a_campaign();
        let (code, told) = home.run(&["store", "copy", &there, text(&home.path("copy.db"))]);
        assert!(
            code == Some(1) && told.contains("is in use: stop the service on every machine"),
            "{told}"
        );
        assert!(!told.contains("options="), "{told}");
        home.refused(text(&home.database()), &there, "already has tables");
    }

    #[test]
    fn an_interrupted_copy_on_a_server_is_not_served_and_begun_again() {
        let home = Home::with_a_campaign();
        let from = home.database();
        let Some(there) = place(&from) else { return };
        let (source, target) = (Place::File(from.clone()), Place::parse(&there, None));
        let begun = Target::begin(&target, &source).expect("begins");
        let other = Target::begin(&target, &source).err().expect("is refused");
        assert!(
            matches!(other, TransferError::InUse(_) | TransferError::Store(StoreError::Busy)),
            "{other}"
        );
        drop(begun);
        let refused = Store::connect(
            &there,
            undersigned::store::Expected::default(),
            &home.path("node.db"),
            1,
        )
        .err()
        .expect("refused");
        assert!(
            refused
                .to_string()
                .contains("is not finished: wait for it, or run `undersigned store copy` again"),
            "{refused}"
        );
        home.refused(&there, text(&home.path("copy.db")), "so that it is not complete");
        let told = home.copied(text(&from), &there, &["--keep-source"]);
        assert!(
            told.contains("An earlier copy to the same place was interrupted"),
            "{told}"
        );
        assert_eq!(read(&there), read(text(&from)));
    }

    #[test]
    fn a_password_is_neither_printed_nor_needed_on_the_command_line() {
        let home = Home::with_a_campaign();
        let from = home.database();
        let Some(there) = place(&from) else { return };
        let (user, host) = there.split_once('@').expect("a user");
        let there = format!("{user}:s3cret@{host}");
        let words = ["store", "copy", text(&from), "env:MOVED_TO"];
        let (code, told) = home.run_with(&words, &[("MOVED_TO", &there)]);
        assert!(
            code == Some(0) && !told.contains("s3cret") && !told.contains("warning"),
            "{told}"
        );
        let (code, told) = home.copy(&there, text(&home.path("back.db")), &[]);
        assert!(code == Some(0) && !told.contains("s3cret"), "{told}");
        assert!(
            told.contains("warning: other users of this machine can see the password"),
            "{told}"
        );
        let mark = std::fs::read_to_string(home.path("test.db.moved")).expect("a mark");
        assert!(!mark.contains("s3cret"), "{mark}");
    }
}
