//! `undersigned outbox`, and what mails of the features store.

use undersigned::store::StoreError;

use crate::app::{LETTER, TestApp};
use crate::updates::run;

/// Changes the database of a command.
fn change(store: &undersigned::store::Store, sql: &'static str) {
    store.write_now(move |tx| tx.execute(sql, [])).expect("changes");
}

fn mails(folder: &std::path::Path, words: &[&str]) -> serde_json::Value {
    let (code, told) = run(folder, &[&["outbox", "list", "--json"], words].concat());
    assert_eq!(code, Some(0), "{told}");
    // What is no JSON went to standard error, which comes behind.
    let mut read = serde_json::Deserializer::from_str(&told).into_iter::<serde_json::Value>();
    read.next().expect("a value").expect("JSON")
}

#[rocket::async_test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: each step begins where the last one ended"
)]
async fn staff_list_retry_and_cancel_mails_beside_the_running_service() {
    let app = TestApp::start().await;
    for email in ["ana@gmail.com", "bo@yahoo.com", "cy@outlook.com"] {
        assert_eq!(app.sign("en", &[("email", email)]).await.status, 200);
    }
    let (store, folder) = (app.worker.store.clone(), app.folder.path());
    change(
        &store,
        "UPDATE outbox SET state = 'failed', settled_at = 1, attempts = 3, reply = '550 5.1.1 no' WHERE recipient = 'ana@gmail.com'",
    );
    let listed = mails(folder, &[]);
    assert_eq!(
        (listed["mails"].as_array().map(Vec::len), &listed["more"]),
        (Some(3), &0.into())
    );
    assert!(listed["relay_down"].is_null());
    let failed = mails(
        folder,
        &[
            "--state",
            "failed",
            "--kind",
            "confirmation",
            "--letter",
            LETTER,
            "--domain",
            "GMAIL.com",
        ],
    );
    let mail = &failed["mails"][0];
    assert_eq!(
        (
            mail["recipient"].as_str(),
            mail["reply"].as_str(),
            mail["letter"].as_str()
        ),
        (Some("ana@gmail.com"), Some("550 5.1.1 no"), Some(LETTER))
    );
    let is_time = |mail: &serde_json::Value, key: &str| mail[key].is_string();
    assert!(!is_time(mail, "due_at") && is_time(mail, "settled_at"), "it is over");
    let waits = &listed["mails"][0];
    assert!(is_time(waits, "due_at") && !is_time(waits, "settled_at"), "it waits");
    let (_, status) = run(folder, &["status"]);
    assert!(status.contains("  email        2 queued, 1 failed\n"), "{status}");
    for none in [
        ["--letter", "another"],
        ["--kind", "bundle"],
        ["--domain", "example.org"],
        ["--state", "sent"],
    ] {
        assert_eq!(
            mails(folder, &none)["mails"].as_array().map(Vec::len),
            Some(0),
            "{none:?}"
        );
    }
    let (_, shown) = run(folder, &["outbox", "list", "--limit", "1"]);
    assert!(shown.starts_with("3\tqueued\tconfirmation\t"), "{shown}");
    assert!(
        shown.contains("2 more; to see them, run `undersigned outbox list --after 3`\n")
            && shown.contains("private data"),
        "{shown}"
    );
    let (_, rest) = run(folder, &["outbox", "list", "--after", "3"]);
    assert!(
        rest.starts_with("2\tqueued\t") && rest.contains("\n1\tfailed\t"),
        "{rest}"
    );

    assert_eq!(
        run(folder, &["outbox", "retry", "--all"]),
        (Some(0), "Queued 1 of 1 email\n".to_owned())
    );
    assert_eq!(
        run(folder, &["outbox", "cancel", "2"]),
        (Some(0), "Canceled 1 of 1 email\n".to_owned())
    );
    let (code, told) = run(folder, &["outbox", "cancel", "2", "99"]);
    assert!(
        code == Some(1) && told.contains("2: this email is moot and can't be canceled"),
        "{told}"
    );
    assert!(told.contains("99: no such email"), "{told}");
    let mut sent: Vec<_> = app.mails().await.into_iter().map(|(to, ..)| to).collect();
    // They go side by side.
    sent.sort();
    assert_eq!(sent, ["ana@gmail.com", "cy@outlook.com"]);
    let (code, told) = run(folder, &["outbox", "retry", "1"]);
    assert!(
        code == Some(1) && told.contains("1: this email is sent and can't be resent"),
        "{told}"
    );
    let (code, told) = run(folder, &["outbox", "retry"]);
    assert!(
        code == Some(1) && told.contains("nothing selected, and the relay has no known problem"),
        "{told}"
    );
}

#[rocket::async_test]
async fn a_relay_that_takes_nothing_is_shown_to_staff_and_asked_at_once() {
    let settings = "[default.mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = 1\nsecurity = 'none'";
    let app = TestApp::with(settings).await;
    app.sign("en", &[]).await;
    app.worker.send_due().await.expect("tried");
    let folder = app.folder.path();
    let down = &mails(folder, &[])["relay_down"];
    assert_eq!(
        (down["relay"].as_str(), down["step"].as_str()),
        (Some("127.0.0.1:1"), Some("connecting"))
    );
    let (_, told) = run(folder, &["outbox", "list"]);
    assert!(
        told.contains("127.0.0.1:1 at connecting: the relay is not available"),
        "{told}"
    );
    let (code, told) = run(folder, &["outbox", "retry"]);
    assert!(
        code == Some(0) && told.contains("The service will try the relay again in a few seconds"),
        "{told}"
    );
    change(&app.worker.store, "DELETE FROM outbox");
}

#[rocket::async_test]
async fn an_uncertain_mail_to_an_office_is_for_deliver_to_repeat() {
    let app = TestApp::start().await;
    change(
        &app.worker.store,
        "INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, at_most_once, state, due_at, created_at, settled_at)
         VALUES ('bundle', 1, '{}', 'office@house.example', 'a@b', TRUE, 'uncertain', 1, 1, 1)",
    );
    let (code, told) = run(app.folder.path(), &["outbox", "retry", "1"]);
    assert!(code == Some(1) && told.contains("undersigned deliver"), "{told}");
    assert!(
        run(app.folder.path(), &["outbox", "retry", "--all"])
            .1
            .contains("0 of 0 emails")
    );
    change(&app.worker.store, "DELETE FROM outbox");
}

#[rocket::async_test]
async fn links_that_were_asked_for_are_made_once_however_often_the_mail_is_tried() {
    let settings = "[default.mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = 1\nsecurity = 'none'";
    let app = TestApp::with(settings).await;
    app.sign("en", &[("email", "ana@gmail.com")]).await;
    change(
        &app.worker.store,
        "UPDATE signatures SET state = 'confirmed', confirmed_at = 1, counted_at = 1",
    );
    change(&app.worker.store, "DELETE FROM outbox");
    let links = || app.count("SELECT COUNT(*) AS n FROM links");
    let before = links();
    assert_eq!(
        app.post("/en/my-signatures", &[("email", "ana@gmail.com")])
            .await
            .status,
        200
    );
    assert_eq!(links(), before, "nothing is looked up while the visitor waits");
    for _ in 0..3 {
        app.worker.send_due().await.expect("tried");
        app.worker.clock.shift(600);
    }
    assert_eq!(links(), before + 1);
    let payload = app
        .worker
        .store
        .read_now(|db| db.one("SELECT payload FROM outbox", [], |row| row.get::<String>("payload")));
    let payload = payload
        .map_err(|error: StoreError| error.to_string())
        .expect("reads")
        .expect("a mail");
    assert!(payload.contains(&format!("\"links\":[{}]", before + 1)), "{payload}");
    change(&app.worker.store, "DELETE FROM outbox");
}
