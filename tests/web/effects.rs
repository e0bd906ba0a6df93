//! The effects of a commit are requested where the fact is written: the worker wakes, and cached pages and streams of a letter are
//! notified.

use std::time::Duration;

use jiff::SignedDuration;
use undersigned::organizations::store::identification;
use undersigned::outbox::MailId;
use undersigned::outbox::store::staff;
use undersigned::outbox::{self, NewMail, Repeat, kinds};
use undersigned::review::store::decisions;
use undersigned::signatures::ids::SignatureId;
use undersigned::store::{Store, StoreError, Tx};

use crate::app::{LETTER, TestApp};

/// Returns whether the worker was woken since the last call.
async fn rang(app: &TestApp) -> bool {
    // The permit is kept for whoever comes next: no time passes.
    tokio::time::timeout(Duration::ZERO, app.worker.bell.notified())
        .await
        .is_ok()
}

/// Returns how often the letter has changed.
fn changes(app: &TestApp) -> u64 {
    app.parts().changes.of(LETTER)
}

/// Returns the links of the newest mail, to the own page and to confirm.
async fn links(app: &TestApp) -> (String, String) {
    (app.link_to("/my-signature/").await, app.link_to("/confirm/").await)
}

fn write(app: &TestApp, work: impl FnOnce(&Tx<'_>) -> Result<bool, StoreError> + Send + 'static) -> bool {
    let store: &Store = &app.worker.store;
    store.write_now(work).expect("is stored")
}

#[rocket::async_test]
async fn a_form_that_is_recorded_wakes_the_worker_and_one_that_comes_back_does_not() {
    let app = TestApp::start().await;
    assert_eq!(app.sign("en", &[("email", "nobody")]).await.status, 422);
    assert!(!rang(&app).await, "nothing is owed");
    app.sign("en", &[]).await;
    assert!(rang(&app).await);
    assert_eq!(changes(&app), 0, "nothing public changed");
    app.sign_organization(&[("save", "yes")]).await;
    assert!(rang(&app).await, "the link of a saved form is owed");
    app.get(&format!("/en/letters/{LETTER}")).await;
    assert!(!rang(&app).await, "looking owes nothing");
}

#[rocket::async_test]
async fn every_change_of_what_a_letter_shows_of_a_person_is_told() {
    let app = TestApp::start().await;
    app.sign("en", &[("comment", "Please act")]).await;
    let (own, confirm) = links(&app).await;
    app.post(&own, &[("listing", "full")]).await;
    assert_eq!(changes(&app), 0, "a signature that nobody confirmed shows nothing");
    app.post(&confirm, &[]).await;
    assert_eq!(changes(&app), 1, "it is counted");
    app.post(&confirm, &[]).await;
    assert_eq!(changes(&app), 1, "a second press changes nothing");
    app.post(&own, &[("listing", "initial"), ("comment", "Please act")])
        .await;
    assert_eq!(changes(&app), 2, "it is listed otherwise");
    assert!(write(&app, |tx| decisions::judge_comment(
        tx,
        SignatureId::new(1),
        true,
        jiff::Timestamp::UNIX_EPOCH
    )));
    assert_eq!(changes(&app), 3, "its words are let through");
    assert!(app.reject(1));
    assert_eq!(changes(&app), 4, "it is taken off");
    assert!(write(&app, |tx| decisions::judge_comment(
        tx,
        SignatureId::new(1),
        false,
        jiff::Timestamp::UNIX_EPOCH
    )));
    assert_eq!(changes(&app), 4, "nobody sees the words of what is off");
    assert!(app.approve(1, None));
    assert_eq!(changes(&app), 5, "it is counted again");
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!(changes(&app), 6, "it is withdrawn");
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!(changes(&app), 6, "it showed nothing any more");
}

#[rocket::async_test]
async fn every_change_of_what_a_letter_shows_of_an_organization_is_told() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (own, confirm) = links(&app).await;
    app.post(&confirm, &[]).await;
    assert_eq!(changes(&app), 1);
    app.post(&own, &[("listed_name", "Harvest Workers Union 12")]).await;
    assert_eq!(changes(&app), 2, "the tally is as it was, and the name is not");
    app.post(&own, &[("website", "https://another.example")]).await;
    let before = changes(&app);
    let now = app.worker.clock.now();
    assert!(write(&app, move |tx| identification::judge_correction(
        tx,
        SignatureId::new(1),
        true,
        now
    )));
    assert_eq!(changes(&app), before + 1, "its website is another");
    assert!(write(&app, |tx| decisions::verify(
        tx,
        SignatureId::new(1),
        "called the office"
    )));
    assert_eq!(changes(&app), before + 2, "its level of verification is shown");
}

#[rocket::async_test]
async fn the_next_letter_of_an_organization_is_told_and_not_the_first() {
    const NEXT: &str = "asylum-not-temporary-visas";
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (own, confirm) = links(&app).await;
    app.post(&confirm, &[]).await;
    let page = app.get(&format!("{own}/sign/{NEXT}")).await.body;
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("a form");
    app.post(&format!("{own}/sign/{NEXT}"), &[("edition", &rest[..64])])
        .await;
    assert_eq!((changes(&app), app.parts().changes.of(NEXT)), (1, 1));
}

#[rocket::async_test]
async fn a_mail_wakes_the_worker_when_it_is_due_and_when_staff_want_it_sent_again() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    app.worker.send_due().await.expect("sends");
    assert!(rang(&app).await);
    assert_eq!(app.count("SELECT MAX(id) AS n FROM outbox"), 1);
    let now = app.worker.clock.now();
    assert!(
        !write(&app, move |tx| staff::retry(tx, MailId::new(1), now)),
        "it was sent"
    );
    assert!(!rang(&app).await);
    write(&app, |tx| {
        tx.execute("UPDATE outbox SET state = 'failed'", []).map(|n| n > 0)
    });
    assert!(write(&app, move |tx| staff::retry(tx, MailId::new(1), now)));
    assert!(rang(&app).await);
    let due = now + SignedDuration::from_secs(1);
    write(&app, move |tx| {
        let owed = NewMail {
            kind: kinds::FIND_MINE,
            about: 0,
            payload: "{}",
            recipient: "ana@example.org",
            message_id: "later@letters.test",
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue_for(tx, &owed, due, now).map(|_| true)
    });
    assert!(!rang(&app).await, "it is not due yet");
}
