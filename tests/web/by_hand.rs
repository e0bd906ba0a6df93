//! What staff deliver by other means: through a contact form, by post, in person.

use undersigned::delivery::deliver::{self, DeliveryOptions};
use undersigned::delivery::dispatch::NotAgain;
use undersigned::delivery::state::DeliveryState;
use undersigned::delivery::store::{self, NotSettled};
use undersigned::store::StoreError;

use crate::app::{LETTER, TestApp};
use crate::delivering::{library, parts, plan, signed, without_congress};

const OFFICE: &str = "recipient:labor-secretary";

fn change(app: &TestApp, sql: &'static str) {
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("changes");
}

/// Returns what the letter's page says of deliveries; the page is kept for some seconds.
async fn page(app: &TestApp) -> String {
    app.worker.clock.shift(6);
    app.get(&format!("/en/letters/{LETTER}")).await.body
}

fn send(app: &TestApp, options: &DeliveryOptions) -> usize {
    let library = library(app);
    let parts = parts(app, &library);
    let (planned, _) = plan(parts, options).expect("is planned");
    let program = std::path::PathBuf::from(env!("CARGO_BIN_EXE_undersigned"));
    let prepared = deliver::prepare(parts, planned, program, &|| {}, &mut |_| {}).expect("is composed");
    deliver::send(parts, prepared, "letters.test").expect("is owed")
}

#[rocket::async_test]
async fn an_office_that_never_had_a_mail_is_marked_as_delivered_and_the_page_counts_it() {
    let app = signed().await;
    change(&app, "UPDATE contacts SET office = 'recipient:else'");
    let library = library(&app);
    let parts = parts(&app, &library);
    let settle = |office: &str, outcome| deliver::settle(parts, &[office.to_owned()], outcome, None);
    assert!(
        matches!(settle("member:X000009", DeliveryState::Delivered), Err(NotSettled::Unknown(office)) if office == "member:X000009"),
        "a typing error is no delivery"
    );
    assert_eq!(
        settle(OFFICE, DeliveryState::Delivered).expect("is settled"),
        ["The Secretary of Labor"]
    );
    let told = page(&app).await;
    assert!(told.contains("Delivered on December 1, 2026 to 1 office</p>"), "{told}");
    // The office gets no mail, even once it has an address.
    change(&app, "UPDATE contacts SET office = 'recipient:labor-secretary'");
    let again = DeliveryOptions {
        again: vec![OFFICE.to_owned()],
        ..without_congress()
    };
    let (planned, _) = plan(parts, &again).expect("is planned");
    assert_eq!(planned.plan.mails.len(), 0);
    assert_eq!(planned.plan.why_not(OFFICE), Some(NotAgain::Delivered));
    // It was a mistake: staff say so, and send the mail.
    settle(OFFICE, DeliveryState::GivenUp).expect("is settled");
    assert!(!page(&app).await.contains("Delivered on"));
    assert_eq!(send(&app, &without_congress()), 0, "staff gave up");
    assert_eq!(send(&app, &again), 1);
    app.mails().await;
    let mails = app
        .worker
        .store
        .read_now(|db| store::progress(db, LETTER))
        .expect("reads");
    let states: Vec<_> = mails.iter().map(|mail| (mail.state, mail.attempts)).collect();
    assert_eq!(states, [(DeliveryState::Sent, 1)], "what staff said is forgotten");
    let told = page(&app).await;
    assert!(
        told.contains("Delivered on December 1, 2026 to 1 office, signed by 1 individual (version 1)"),
        "{told}"
    );
    assert!(settle(OFFICE, DeliveryState::Delivered).is_err(), "the mail was sent");
}

#[rocket::async_test]
async fn the_page_counts_an_office_whose_mail_failed_once_staff_delivered_it() {
    let app = signed().await;
    assert_eq!(send(&app, &without_congress()), 1);
    change(
        &app,
        "UPDATE outbox SET state = 'failed', settled_at = 1 WHERE kind = 'bundle'",
    );
    assert!(!page(&app).await.contains("Delivered on"));
    let library = library(&app);
    let parts = parts(&app, &library);
    deliver::settle(parts, &[OFFICE.to_owned()], DeliveryState::Delivered, None).expect("is settled");
    let told = page(&app).await;
    assert!(
        told.contains("Delivered on December 1, 2026 to 1 office, signed by 1 individual (version 1)"),
        "{told}"
    );
    change(&app, "DELETE FROM outbox WHERE state = 'failed'");
}

#[rocket::async_test]
async fn the_next_text_replaces_what_staff_delivered() {
    let app = signed().await;
    let library = library(&app);
    deliver::settle(
        parts(&app, &library),
        &[OFFICE.to_owned()],
        DeliveryState::Delivered,
        None,
    )
    .expect("is settled");
    let earlier = |revision| {
        let zone = jiff::tz::TimeZone::UTC;
        let found = app
            .worker
            .store
            .read_now(|db| store::earlier(db, LETTER, revision, &zone));
        let found: Result<_, StoreError> = found;
        found
            .expect("reads")
            .get(OFFICE)
            .map(|it| (it.revision, it.sent_on.to_string()))
    };
    assert_eq!(earlier(1), None);
    assert_eq!(earlier(2), Some((1, "2026-12-01".to_owned())));
}
