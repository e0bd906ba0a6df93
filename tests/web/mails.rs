//! How mails are sent, whatever they say.

use std::sync::Arc;

use undersigned::outbox::{Composer, Composers, Mail};
use undersigned::signing::confirm::mail;

use crate::app::TestApp;

#[rocket::async_test]
async fn a_mail_whose_composer_panics_fails_after_its_attempts() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    let mut worker = app.worker.clone();
    worker.most_attempts = 2;
    let broken: Composer = Box::new(|_, _| -> anyhow::Result<Option<Mail>> { panic!("on purpose") });
    worker.composers = Arc::new(Composers::of([(mail::KIND, broken)].into()));
    for attempt in 1..=2 {
        assert_eq!(worker.send_due().await.expect("goes on"), 1);
        assert_eq!(app.count("SELECT attempts AS n FROM outbox"), attempt);
        app.worker.clock.shift(3_600);
    }
    assert_eq!(worker.send_due().await.expect("goes on"), 0, "it is given up");
    let failed = "SELECT COUNT(*) AS n FROM outbox WHERE state = 'failed' AND reply = 'an internal error occurred while writing this email'";
    assert_eq!(app.count(failed), 1);
    let forget = app.worker.store.write(|tx| tx.execute("DELETE FROM outbox", [])).await;
    forget
        .map_err(|error: undersigned::store::StoreError| error.to_string())
        .expect("forgotten");
}

#[rocket::async_test]
async fn a_mail_is_dated_by_the_services_clock() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    app.mails().await;
    let sent = app.worker.mailer.sent();
    let text = String::from_utf8_lossy(&sent[0]).into_owned();
    assert!(
        text.contains("Date: Tue, 01 Dec 2026 12:0"),
        "{}",
        text.split("\r\n\r\n").next().unwrap_or_default()
    );
}
