//! What a signer is told of staff's decision.

use crate::app::{LETTER, TestApp};

/// Signs for an organization that is held as unverified; returns its number.
async fn held(app: &TestApp, lang: &str) -> i64 {
    let fields = [("website", ""), ("email", "sam@gmail.com")];
    assert_eq!(app.sign_organization_in(lang, &fields).await.status, 200);
    let link = app.link().await;
    app.post(&link, &[]).await;
    let id = "SELECT MAX(id) AS n FROM signatures WHERE state = 'held'";
    app.count(id)
}

/// Returns the subjects of mails to the contact about staff's decision.
async fn told(app: &TestApp) -> Vec<String> {
    let mails = app.mails().await.into_iter();
    let subjects = mails.map(|(_, subject, _)| subject);
    subjects
        .filter(|subject| {
            [
                "Your signature is counted",
                "We couldn't accept your signature",
                "No pudimos aceptar su firma",
            ]
            .iter()
            .any(|words| subject.starts_with(words))
        })
        .collect()
}

#[rocket::async_test]
async fn an_approved_signer_is_told_once_and_can_open_their_page() {
    let app = TestApp::start().await;
    let id = held(&app, "en").await;
    assert!(app.review(id, true));
    assert!(!app.review(id, true), "it is decided");
    assert_eq!(told(&app).await.len(), 1);
    let own = app.link_to("/my-signature/").await;
    assert!(app.get(&own).await.body.contains("it is counted"));
    assert!(
        app.get(&format!("/en/letters/{LETTER}"))
            .await
            .body
            .contains("Harvest Workers Union")
    );
}

#[rocket::async_test]
async fn a_rejected_signer_is_told_in_their_language() {
    let app = TestApp::start().await;
    let id = held(&app, "es").await;
    assert!(app.review(id, false));
    let (to, subject, text) = app.mails().await.pop().expect("a mail");
    assert_eq!(to, "sam@gmail.com");
    assert!(
        subject.starts_with("No pudimos aceptar su firma: ")
            && text.contains("Si cree que es un error, responda a este correo."),
        "{text}"
    );
}

#[rocket::async_test]
async fn a_reversed_decision_is_not_mailed() {
    let app = TestApp::start().await;
    let id = held(&app, "en").await;
    assert!(app.review(id, false) && app.review(id, true));
    let told = told(&app).await;
    assert!(
        told.len() == 1 && told[0].starts_with("Your signature is counted"),
        "{told:?}"
    );
}

#[rocket::async_test]
async fn nobody_is_told_of_an_invented_signature_nor_of_one_that_counted_and_no_closed_mailbox_is_written_to() {
    let app = TestApp::start().await;
    let id = held(&app, "en").await;
    let mark = format!("UPDATE signatures SET demonstration = TRUE WHERE id = {id}");
    let marked = app.worker.store.write_now(move |tx| tx.execute(&mark, []));
    assert_eq!(marked.expect("marks"), 1);
    assert!(app.review(id, true));
    app.sign_and_confirm("en", &[]).await;
    assert!(app.review(id + 1, false), "it counted, and waited for nobody");
    assert!(told(&app).await.is_empty());
    // Its owner says that they did not sign, and is not written to any more.
    let other = [
        ("legal_name", "Orchard Circle"),
        ("listed_name", "Orchard Circle"),
        ("website", ""),
        ("email", "kim@gmail.com"),
    ];
    app.sign_organization(&other).await;
    let (confirm, not_us) = (app.link().await, app.link_to("/not-us/").await);
    app.post(&confirm, &[]).await;
    app.post(&not_us, &[("sure", "yes")]).await;
    let disowned = app.count("SELECT MAX(id) AS n FROM signatures");
    assert!(app.review(disowned, true), "staff were mistaken");
    assert!(told(&app).await.is_empty(), "a closed mailbox stays closed");
}

#[rocket::async_test]
async fn the_mail_waits_for_room_in_its_mailbox() {
    let app = TestApp::with("[default.quotas]\nmails_per_day_per_recipient = 1").await;
    let id = held(&app, "en").await;
    assert!(app.review(id, true));
    assert!(told(&app).await.is_empty(), "today's mail went out");
    app.worker.clock.shift(86_400 + 60);
    assert_eq!(told(&app).await.len(), 1);
}

#[rocket::async_test]
async fn only_staffs_last_decision_is_mailed_and_only_once() {
    let app = TestApp::start().await;
    let id = held(&app, "en").await;
    assert!(app.review(id, true));
    assert!(told(&app).await[0].starts_with("Your signature is counted"));
    assert!(app.review(id, false) && app.review(id, true) && app.review(id, false));
    // Each decision asked for room in the mailbox.
    app.worker.clock.shift(48 * 3600);
    let told = told(&app).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].starts_with("We couldn't accept your signature"), "{told:?}");
}
