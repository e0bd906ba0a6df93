//! Sending a letter to offices from the browser: composing beside the service, a look, a test, and the approval.

use std::path::PathBuf;
use std::sync::Arc;

use undersigned::delivery::composing::{self, Workshop};
use undersigned::letters::live_library::LiveLibrary;
use undersigned::staff::role::Role;

use super::signers::told;
use super::{Browser, acts, after, signed_in};
use crate::app::{LETTER, TestApp};
use crate::delivering::{signed, signed_with};

pub(super) const PAGE: &str = "/staff/letters/protect-temporary-visa-workers/sending";
pub(super) const APPROVE: &str = "/staff/letters/protect-temporary-visa-workers/sending/approve";
const EMAIL: &str = "/staff/letters/protect-temporary-visa-workers/sending/email/recipient:labor-secretary";

/// What the service composes with beside the web server.
pub(super) fn workshop(app: &TestApp) -> Workshop {
    let parts = app.parts();
    Workshop {
        config: Arc::clone(&parts.config),
        store: app.worker.store.clone(),
        locales: Arc::clone(&parts.locales),
        live_library: app.client.rocket().state::<LiveLibrary>().expect("managed").clone(),
        program: PathBuf::from(env!("CARGO_BIN_EXE_undersigned")),
    }
}

pub(super) async fn person<'a>(app: &'a TestApp, name: &str) -> Browser<'a> {
    signed_in(app, &format!("{name}@coalition.example"), Role::Editor, &[LETTER]).await
}

/// Asks for the files, and composes them.
pub(super) async fn composed(app: &TestApp, editor: &Browser<'_>) -> String {
    let page = editor.get(PAGE).await.body;
    assert!(page.contains("name=\"without-congress\""), "{page}");
    let asked = [("action", "prepare"), ("without-congress", "yes")];
    let page = told(editor, PAGE, &asked).await;
    assert!(page.contains("We&#x27;re about to create the files"), "{page}");
    assert!(
        composing::next(&workshop(app)).expect("writes"),
        "there is something to compose"
    );
    assert!(!composing::next(&workshop(app)).expect("reads"), "and nothing more");
    editor.get(PAGE).await.body
}

pub(super) fn owed(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'bundle'")
}

#[rocket::async_test]
async fn files_are_composed_looked_at_tested_approved_and_sent_once() {
    let app = signed().await;
    let editor = person(&app, "ed").await;
    let page = composed(&app, &editor).await;
    assert!(
        page.contains("labor-secretary@agency.example") && page.contains("Go on to approve"),
        "{page}"
    );
    assert_eq!(
        (owed(&app), app.count("SELECT COUNT(*) AS n FROM bundles")),
        (0, 1),
        "nothing is sent"
    );
    let email = editor.get(EMAIL).await.body;
    assert!(
        email.contains("Dear Secretary:") && email.contains("letters@coalition.example"),
        "{email}"
    );
    told(
        &editor,
        PAGE,
        &[("action", "test"), ("office", "recipient:labor-secretary")],
    )
    .await;
    let (to, subject, text) = app.mails().await.pop().expect("a mail");
    assert_eq!(to, "ed@coalition.example");
    assert!(
        subject.starts_with("TEST: ") && text.contains("This is a test for staff"),
        "{subject}: {text}"
    );
    let confirm = editor.get(APPROVE).await.body;
    let plan = after(&confirm, "name=\"plan\" value=\"").to_owned();
    assert_eq!(plan.len(), 64, "{confirm}");
    let page = told(&editor, APPROVE, &[("plan", &plan)]).await;
    assert!(page.contains("The emails are on their way"), "{page}");
    assert_eq!(owed(&app), 1);
    let again = told(&editor, APPROVE, &[("plan", &plan)]).await;
    assert!(again.contains("Something changed in the meantime"), "{again}");
    assert_eq!(owed(&app), 1, "nothing is sent twice");
    for act in ["delivery-tested", "delivery-approved", "letter-delivered"] {
        assert!(acts(&app).contains(&act.to_owned()), "{act}");
    }
}

#[rocket::async_test]
async fn what_changed_since_the_page_was_shown_is_not_approved() {
    let app = signed().await;
    let editor = person(&app, "ed").await;
    composed(&app, &editor).await;
    let confirm = editor.get(APPROVE).await.body;
    let plan = after(&confirm, "name=\"plan\" value=\"").to_owned();
    let removed = app
        .worker
        .store
        .write_now(|tx| undersigned::offices::store::remove_contacts(tx, "recipient:labor-secretary", None));
    removed.expect("is removed");
    let page = told(&editor, APPROVE, &[("plan", &plan)]).await;
    assert!(page.contains("Something changed in the meantime"), "{page}");
    assert_eq!(owed(&app), 0);
}

#[rocket::async_test]
async fn two_people_approve_where_the_letter_says_so() {
    let app = signed_with("approvals = 2").await;
    let (one, two) = (person(&app, "one").await, person(&app, "two").await);
    composed(&app, &one).await;
    let confirm = one.get(APPROVE).await.body;
    assert!(confirm.contains("2 people have to approve"), "{confirm}");
    let plan = after(&confirm, "name=\"plan\" value=\"").to_owned();
    let page = told(&one, APPROVE, &[("plan", &plan)]).await;
    assert!(page.contains("Another person has to approve, too"), "{page}");
    told(&one, APPROVE, &[("plan", &plan)]).await;
    assert_eq!(owed(&app), 0, "the same person counts once");
    let page = told(&two, APPROVE, &[("plan", &plan)]).await;
    assert!(page.contains("The emails are on their way"), "{page}");
    assert_eq!(owed(&app), 1);
}

#[rocket::async_test]
async fn a_composition_whose_process_was_killed_is_taken_over_after_its_lease() {
    let app = signed().await;
    let editor = person(&app, "ed").await;
    let asked = [("action", "prepare"), ("without-congress", "yes")];
    told(&editor, PAGE, &asked).await;
    let now = app.worker.clock.now();
    let claim = move |tx: &undersigned::store::Tx<'_>| undersigned::delivery::store::composition::claim(tx, now);
    assert!(
        app.worker.store.write_now(claim).expect("writes").is_some(),
        "by a process that is killed"
    );
    assert!(!composing::next(&workshop(&app)).expect("reads"), "it is held");
    app.worker.clock.shift(120);
    assert!(composing::next(&workshop(&app)).expect("writes"));
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM bundles"), 1);
    let page = told(&editor, PAGE, &[("action", "discard")]).await;
    assert!(
        page.contains("Discarded.") && page.contains("Create the files"),
        "{page}"
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM bundles WHERE cancelled_at IS NULL"),
        0
    );
}

#[rocket::async_test]
async fn why_files_could_not_be_composed_is_shown() {
    let app = signed().await;
    let editor = person(&app, "ed").await;
    told(&editor, PAGE, &[("action", "prepare")]).await;
    assert!(composing::next(&workshop(&app)).expect("writes"));
    let page = editor.get(PAGE).await.body;
    assert!(
        page.contains("could not be created") && page.contains("can&#x27;t be found"),
        "{page}"
    );
    assert!(
        !composing::next(&workshop(&app)).expect("reads"),
        "it does not try again by itself"
    );
}
