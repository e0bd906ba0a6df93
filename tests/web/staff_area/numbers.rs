//! A letter in numbers.

use undersigned::dashboard::follower;
use undersigned::staff::role::Role;

use super::signed_in;
use crate::app::{LETTER, TestApp};

const PAGE: &str = "/staff/letters/protect-temporary-visa-workers";

fn add_up(app: &TestApp) {
    follower::catch_up_all(&app.worker.store, &app.worker.clock).expect("adds up");
}

#[rocket::async_test]
async fn a_letter_is_shown_in_charts_tables_and_files_with_the_same_numbers() {
    let app = TestApp::start().await;
    let viewer = signed_in(&app, "viewer@coalition.example", Role::Viewer, &[LETTER]).await;
    let page = viewer.get(PAGE).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for words in [
        "0 of 2,500 signatures (0% of the goal)",
        "No signatures are counted yet.",
        "No email has failed",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    app.sign_and_confirm("en", &[("via", "qr")]).await;
    let abroad = [
        ("email", "bo@example.org"),
        ("name", "Bo Diaz"),
        ("country", "MX"),
        ("state", ""),
        ("postal_code", ""),
        ("city", "Oaxaca"),
    ];
    app.worker.clock.shift(2 * 86_400);
    app.sign_and_confirm("es", &abroad).await;
    add_up(&app);
    // The session has ended meanwhile.
    let viewer = signed_in(&app, "later@coalition.example", Role::Viewer, &[LETTER]).await;
    let page = viewer.get(PAGE).await.body;
    for words in [
        "2 of 2,500 signatures (0% of the goal)",
        "<title>California: 1</title>",
        "Mexico",
        "QR code",
        "Confirmed by email",
        "<desc id=\"growth-drawn\">2 signatures by",
        "Not known",
        "Español",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let saved = viewer.get(&format!("{PAGE}/numbers/states.csv")).await;
    assert_eq!(
        saved.body,
        "\u{feff}value,label,organizations,individuals,total\r\n\"CA\",\"California\",0,1,1\r\n\"mx\",\"Mexico\",0,1,1\r\n"
    );
    assert_eq!(
        saved.header("Content-Disposition"),
        format!("attachment; filename=\"{LETTER}-states.csv\"")
    );
    let days = viewer.get(&format!("{PAGE}/numbers/days.csv")).await.body;
    let totals: Vec<&str> = days
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit_once(','))
        .map(|(_, n)| n)
        .collect();
    assert_eq!(totals, ["1", "2"], "{days}");
    for missing in ["numbers/states", "numbers/nothing.csv", "numbers/..%2fstates.csv"] {
        assert_eq!(viewer.get(&format!("{PAGE}/{missing}")).await.status, 404, "{missing}");
    }
}

#[rocket::async_test]
async fn what_is_not_added_up_yet_is_said() {
    let app = TestApp::start().await;
    let editor = super::signers::editor(&app).await;
    app.sign_and_confirm("en", &[]).await;
    let page = editor.get(PAGE).await.body;
    assert!(
        page.contains("are still being added up") && page.contains("and 1 individual counted"),
        "{page}"
    );
    add_up(&app);
    let page = editor.get(PAGE).await.body;
    assert!(page.contains("The numbers below were added up at"), "{page}");
    app.worker.clock.shift(3 * 86_400);
    let editor = signed_in(&app, "two@coalition.example", Role::Editor, &[LETTER]).await;
    app.sign_and_confirm("en", &[("email", "bo@example.org"), ("name", "Bo Diaz")])
        .await;
    let page = editor.get(PAGE).await.body;
    assert!(
        page.contains("were added up at November") || page.contains("were added up at December"),
        "{page}"
    );
}

#[rocket::async_test]
async fn emails_that_failed_are_counted_for_their_letter() {
    let app = TestApp::start().await;
    let editor = super::signers::editor(&app).await;
    app.sign("en", &[]).await;
    let page = editor.get(PAGE).await.body;
    assert!(page.contains("1 email from this site is waiting to be sent."), "{page}");
    let set = |state: &'static str| {
        let sql = "UPDATE outbox SET state = ?1, settled_at = CASE WHEN ?1 = 'sent' THEN created_at ELSE 1 END";
        let done: Result<usize, undersigned::store::StoreError> = app
            .worker
            .store
            .write_now(move |tx| tx.execute(sql, undersigned::store::params![state]));
        done.expect("writes");
    };
    set("failed");
    let page = editor.get(PAGE).await.body;
    assert!(page.contains("1 email was not delivered."), "{page}");
    let other = editor.get("/staff/letters/asylum-not-temporary-visas").await;
    assert_eq!(other.status, 404);
    set("uncertain");
    let page = editor.get(PAGE).await.body;
    assert!(page.contains("may or may not have been delivered"), "{page}");
    set("sent");
}
