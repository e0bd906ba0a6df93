//! The history of a signature, change by change.

use serde_json::{Value, json};
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::store::history::{Event, history};

use crate::app::TestApp;

const HOUR: i64 = 3_600;

/// Formats who did what, and the states before and after.
fn told(event: &Event) -> String {
    format!("{} {}: {} to {}", event.actor, event.act, event.from, event.to)
}

fn all(app: &TestApp, id: i64) -> Vec<String> {
    let found = app
        .worker
        .store
        .read_now(|db| history(db, SignatureId::new(id)))
        .expect("reads");
    found.iter().map(told).collect()
}

#[rocket::async_test]
async fn each_change_is_written_down_with_who_made_it_and_the_moment_of_confirming_never_moves() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    app.sign_organization(&[]).await;
    assert_eq!(all(&app, 1), Vec::<String>::new(), "nothing has changed yet");
    let moments = || {
        let of = |column: &str| app.count(&format!("SELECT COALESCE({column}, 0) AS n FROM signatures"));
        (of("confirmed_at"), of("counted_at"), of("state_at"))
    };
    let (_, _, asked) = moments();
    assert_eq!(moments(), (0, 0, asked));
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.worker.clock.shift(HOUR);
    app.post(&confirm, &[]).await;
    let (confirmed, counted, held) = moments();
    assert_eq!((confirmed, counted), (held, 0), "it is held, and was never counted");
    app.worker.clock.shift(HOUR);
    assert!(app.approve(1, None));
    let (still, counted, since) = moments();
    assert_eq!((still, counted), (confirmed, since));
    assert!(counted > confirmed);
    app.worker.clock.shift(HOUR);
    assert!(app.reject(1));
    assert_eq!((moments().0, moments().1), (confirmed, counted));
    assert!(moments().2 > counted);
    app.worker.clock.shift(HOUR);
    assert!(app.approve(1, None));
    let again = moments().1;
    assert!(again > counted, "since then it counts once more");
    app.worker.clock.shift(HOUR);
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!((moments().0, moments().1), (confirmed, again));
    assert_eq!(
        all(&app, 1),
        [
            "signer approval: pending to held",
            "staff approved: held to confirmed",
            "staff rejected: confirmed to rejected",
            "staff approved: rejected to confirmed",
            "signer withdrawn: confirmed to withdrawn",
        ]
    );
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 0);
}

#[rocket::async_test]
async fn staff_read_why_and_the_signer_when_and_by_whom() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    app.sign_organization(&[]).await;
    let own = app.link_to("/my-signature/").await;
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
    let data: Value = serde_json::from_str(&app.get(&format!("{own}/data")).await.body).expect("JSON");
    let at = data["history"][0]["at"].clone();
    assert!(at.as_str().is_some_and(|it| it.starts_with("2026-")), "{at}");
    let event = json!({"at": at, "actor": "signer", "from": "pending", "to": "held"});
    assert_eq!(data["history"], json!([event]));
    let (_, shown) = crate::updates::run(app.folder.path(), &["review", "organization", "1", "--json"]);
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    let event = json!({"at": at, "actor": "signer", "act": "approval", "from": "pending", "to": "held"});
    assert_eq!(shown[0]["history"], json!([event]));
    let (_, read) = crate::updates::run(app.folder.path(), &["review", "organization", "1"]);
    assert!(read.contains("  history\tapproval, by signer, 2026-"), "{read}");
}

#[rocket::async_test]
async fn a_board_and_whoever_was_signed_for_are_told_apart_and_an_erased_signature_leaves_no_history() {
    let app = TestApp::start().await;
    let board = [
        ("approver_name", "Dolores Prado"),
        ("approver_email", "dolores@harvest.example"),
        ("authorized", ""),
    ];
    app.sign_organization(&board).await;
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
    let approve = app.link_to("/approve/").await;
    app.post(&approve, &[("answer", "decline")]).await;
    assert_eq!(
        all(&app, 1),
        [
            "signer confirmed: pending to awaiting",
            "decider declined: awaiting to declined"
        ]
    );
    app.sign_organization(&[("email", "kim@elsewhere.example")]).await;
    let not_us = app.link_to("/not-us/").await;
    app.post(&not_us, &[("sure", "yes")]).await;
    assert_eq!(all(&app, 2), ["addressee disowned: pending to disowned"]);
    app.sign_and_confirm("en", &[]).await;
    assert_eq!(all(&app, 3), ["signer counted: pending to confirmed"]);
    let own = app.link_to("/my-signature/").await;
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signature_events WHERE signature = 3"),
        0
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signature_events"), 3);
}
