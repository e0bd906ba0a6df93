//! Sending an email again from a signer's page.

use undersigned::email::EmailAddress;
use undersigned::signatures::store::{MailRefusal, Mailbox};
use undersigned::store::Tx;

use super::acts;
use super::signers::{SHEET, editor, told};
use crate::app::{LETTER, TestApp};

const AGAIN: [(&str, &str); 2] = [("action", "resend"), ("shown", "pending")];

#[rocket::async_test]
async fn a_confirmation_is_sent_again_and_works_within_the_limits_of_its_inbox() {
    let app = TestApp::with("[default.quotas]\nmails_per_day_per_recipient = 2").await;
    app.sign("es", &[]).await;
    let editor = editor(&app).await;
    let path = format!("{SHEET}/1");
    let page = told(&editor, &path, &AGAIN).await;
    assert!(
        page.contains("Nothing was sent. This email is already waiting to be sent."),
        "{page}"
    );
    app.mails().await;
    let page = editor.get(&path).await.body;
    assert!(
        page.contains("Last sent: ") && page.contains("Send the confirmation email again"),
        "{page}"
    );
    let page = told(&editor, &path, &AGAIN).await;
    assert!(page.contains("Sent. It should arrive within a few minutes."), "{page}");
    assert!(acts(&app).contains(&"emails-resent".to_owned()));
    let (to, subject, _) = app.mails().await.pop().expect("a mail");
    assert!(to == "ana@example.org" && subject.contains("Confirme"), "{subject}");
    let link = app.link().await;
    let page = told(&editor, &path, &AGAIN).await;
    assert!(page.contains("as soon as it may have another"), "{page}");
    app.post(&link, &[]).await;
    assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
    let page = told(&editor, &path, &AGAIN).await;
    assert!(
        page.contains("The signature has changed since you opened the page."),
        "{page}"
    );
    let page = editor.get(&path).await.body;
    assert!(page.contains("signer&#x27;s page</button>"), "{page}");
}

#[rocket::async_test]
async fn an_address_that_refuses_email_gets_none() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    let id = app.count("SELECT MAX(id) AS n FROM signatures");
    // By another email, they say that they want none.
    let secret = app.parts().config.secret.clone();
    let ana = EmailAddress::parse("ana@example.org").expect("an address");
    let close = move |tx: &Tx<'_>| {
        let inbox = Mailbox::new(&secret, LETTER, &ana);
        inbox.close(tx, MailRefusal::Everything, undersigned::clock::from_micros(1))
    };
    app.worker.store.write_now(close).expect("closes");
    let before = app.mails().await.len();
    let editor = editor(&app).await;
    let path = format!("{SHEET}/{id}");
    let page = editor.get(&path).await.body;
    assert!(
        page.contains("asked us not to send email") && !page.contains("value=\"resend\""),
        "{page}"
    );
    let page = told(&editor, &path, &AGAIN).await;
    assert!(page.contains("asked us not to send email"), "{page}");
    assert_eq!(app.mails().await.len(), before);
}

#[rocket::async_test]
async fn approvers_who_have_not_decided_are_asked_again() {
    let app = TestApp::start().await;
    let board = [
        ("authorized", ""),
        ("board", "Kim Lee <kim@harvest.example>\nBo Diaz <bo@harvest.example>"),
    ];
    app.sign_organization(&board).await;
    app.post(&app.link().await, &[]).await;
    let asked = app.mails().await.len();
    let editor = editor(&app).await;
    let path = format!("{SHEET}/1");
    let page = editor.get(&path).await.body;
    assert!(page.contains("Ask the approvers again"), "{page}");
    let page = told(&editor, &path, &[("action", "resend"), ("shown", "awaiting")]).await;
    assert!(page.contains("Sent. It should arrive"), "{page}");
    assert_eq!(app.mails().await.len(), asked + 2);
}
