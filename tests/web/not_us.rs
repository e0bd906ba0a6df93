//! "This was not us": what staff are told.

use undersigned::retention::store::{Step, forget};

use crate::app::TestApp;

/// Luz signs for an organization from her own mailbox, and Jo takes over; returns the link that the public address had.
async fn handed_over(app: &TestApp) -> String {
    let fields = [
        ("email", "luz@gmail.com"),
        ("contact_name", "Luz Sample"),
        ("public_email", "office@harvest.example"),
    ];
    assert_eq!(app.sign_organization(&fields).await.status, 200);
    let link = app.link_to("/confirm/").await;
    app.post(&link, &[]).await;
    let not_us = app.link_to("/not-us/").await;
    let mails = app.mails().await;
    let own = mails
        .iter()
        .flat_map(|(_, _, text)| text.split_whitespace())
        .find_map(|word| {
            word.strip_prefix("http://letters.test")
                .filter(|it| it.contains("/my-signature/"))
        });
    let own = own.expect("a link").to_owned();
    let to = [
        ("next_name", "Jo Sample"),
        ("next_title", "Organizer"),
        ("next_email", "jo@harvest.example"),
    ];
    app.post(&format!("{own}/contact"), &to).await;
    let contact = app.link_to("/contact/").await;
    app.post(&contact, &[("answer", "accept")]).await;
    not_us
}

/// Returns what staff are told once the public address disowned the signature.
async fn told(app: &TestApp, not_us: &str) -> String {
    app.post(not_us, &[("sure", "yes")]).await;
    let (to, _, text) = app.mails().await.pop().expect("a mail");
    assert_eq!(to, "letters@coalition.example");
    text
}

#[rocket::async_test]
async fn staff_read_who_submitted_and_a_number_that_a_command_takes() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let sql = "INSERT INTO signatures (id, letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city, country,
       lang, revision, edition, created_at, state_at) SELECT 20460, 'other', 'person', 'pending', 'a', 'a', 'a@b.example', 'A', x'61', 'full', 'B', 'US', 'en', 1,
       zeroblob(32), 1, 1";
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("writes");
    let not_us = handed_over(&app).await;
    let text = told(&app, &not_us).await;
    assert!(
        text.contains("Submitted by: Luz Sample (Secretary), luz@gmail.com. Contact since December 1, 2026: Jo Sample (Organizer), jo@harvest.example."),
        "{text}"
    );
    assert!(text.contains("undersigned review organization 20461."), "{text}");
}

#[rocket::async_test]
async fn who_submitted_is_forgotten_in_time_and_nobody_else_is_blamed() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let not_us = handed_over(&app).await;
    // As long as the notice's link works, which is not sent anew here: the other things stay.
    let kept = app.parts().config.signing.clone();
    let days = i64::from(kept.approval_days) + 30;
    let at = app.worker.clock.now() + jiff::SignedDuration::from_hours(days * 24);
    let forgotten = move |tx: &undersigned::store::Tx<'_>| forget(tx, Step::Submitters, at, &kept);
    assert_eq!(app.worker.store.write_now(forgotten).expect("forgets"), 1);
    let named = "SELECT COUNT(*) AS n FROM organizations WHERE submitted_by IS NOT NULL OR submitted_from IS NOT NULL";
    assert_eq!(app.count(named), 0);
    let text = told(&app, &not_us).await;
    assert!(!text.contains("Luz") && !text.contains("Signed by"), "{text}");
    assert!(
        text.contains("Submitted by another person, whose name we no longer keep. Contact since December 1, 2026: Jo Sample (Organizer), jo@harvest.example."),
        "{text}"
    );
}
