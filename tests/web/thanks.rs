//! Thanks for a signature that counts: once, to those who still speak for it, and not at all where staff do not want it.

use crate::app::{LETTER, TestApp};
use crate::deciding::{asked, mail, say};

const ON: &str = "[default.mail]\nthank_you = true";
const SUBJECT: &str = "Thank you for signing: ";

/// Returns the recipients of thanks that were sent, in order.
async fn thanked(app: &TestApp) -> Vec<String> {
    let mails = app.mails().await;
    let thanks = |subject: &str| subject.starts_with(SUBJECT) || subject.starts_with("Your organization signed: ");
    let found = mails.into_iter().filter(|(_, subject, _)| thanks(subject));
    found.map(|(to, ..)| to).collect()
}

fn owed(app: &TestApp, what: &str) -> i64 {
    app.count(&format!(
        "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'thank-you' AND {what}"
    ))
}

async fn change(app: &TestApp, sql: &'static str) {
    let changed = app.worker.store.write(move |tx| tx.execute(sql, [])).await;
    assert!(changed.expect("changes") > 0);
}

#[rocket::async_test]
async fn a_person_is_thanked_once_with_their_own_page_and_ways_to_share() {
    let app = TestApp::with(ON).await;
    app.sign("en", &[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    app.post(&link, &[]).await;
    assert_eq!(thanked(&app).await, ["ana@example.org"]);
    let (_, text) = mail(&app, "ana@example.org").await;
    for said in [
        "Your signature is counted.",
        "Name on the letter: Ana G. — CA",
        "- Others can sign until Friday, January 29, 5 p.m. ET.",
        "- We'll deliver the letter to: the members of Congress who represent you;",
        &format!("http://letters.test/en/letters/{LETTER}/share\n"),
        &format!("http://letters.test/en/letters/{LETTER}/share#colleagues-heading\n"),
        &format!("http://letters.test/en/letters/{LETTER}\n"),
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("So far"), "few have signed: {text}");
    let own = app.link_to("/my-signature/").await;
    assert!(app.get(&own).await.body.contains("Ana López García"));
    // Signing again is answered by another mail.
    app.sign("en", &[]).await;
    assert_eq!(owed(&app, "TRUE"), 1);
}

#[rocket::async_test]
async fn the_count_is_told_where_it_is_no_discouragement() {
    let app = TestApp::with(ON).await;
    app.sign_and_confirm("en", &[("email", "bo@example.com"), ("name", "Bo Lee")])
        .await;
    app.mails().await;
    change(&app, "UPDATE tally SET organizations = 40, people = 1999").await;
    app.sign_and_confirm("en", &[("listing", "unlisted")]).await;
    let (_, text) = mail(&app, "ana@example.org").await;
    assert!(
        text.contains("So far, 40 organizations and 2,000 individuals have signed."),
        "{text}"
    );
    assert!(
        text.contains("Name on the letter: Your name won't be shown (your signature still counts)"),
        "{text}"
    );
}

#[rocket::async_test]
async fn nobody_is_thanked_where_staff_do_not_want_it() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    assert_eq!(owed(&app, "TRUE"), 0);
}

#[rocket::async_test]
async fn nobody_is_thanked_for_what_they_took_back_or_what_does_not_count() {
    let app = TestApp::with(ON).await;
    for (email, path) in [("ana@example.org", "withdraw"), ("bo@example.com", "remove")] {
        app.sign("en", &[("email", email)]).await;
        let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
        app.post(&confirm, &[]).await;
        assert_eq!(owed(&app, "state = 'queued'"), 1, "{email}");
        app.post(&format!("{own}/{path}"), &[("sure", "yes")]).await;
        assert_eq!(thanked(&app).await, Vec::<String>::new(), "{email}");
    }
    assert_eq!((owed(&app, "state = 'moot'"), owed(&app, "recipient = ''")), (2, 1));
    // An organization that is held for review is thanked for nothing yet.
    app.sign_organization(&[("website", ""), ("email", "sam@gmail.com")])
        .await;
    app.post(&app.link().await, &[]).await;
    assert_eq!(owed(&app, "TRUE"), 2);
}

#[rocket::async_test]
async fn a_thank_you_is_never_sent_a_second_time() {
    let app = TestApp::with(ON).await;
    app.sign_and_confirm("en", &[]).await;
    // The service stopped while the relay had it.
    change(
        &app,
        "UPDATE outbox SET attempts = 1, lease = 1, sending = TRUE WHERE kind = 'thank-you'",
    )
    .await;
    app.worker.begin().await.expect("begins");
    assert_eq!(thanked(&app).await, Vec::<String>::new());
    assert_eq!(owed(&app, "state = 'uncertain'"), 1);
}

#[rocket::async_test]
async fn contact_and_those_who_approved_are_thanked_when_enough_have() {
    let app = TestApp::with(ON).await;
    let ([dolores, kim, luz], _) = asked(&app, &[("approvals", "2")]).await;
    say(&app, &luz, &[("answer", "decline")]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    assert_eq!(thanked(&app).await, Vec::<String>::new());
    let before = app.mails().await.len();
    say(&app, &kim, &[("answer", "approve")]).await;
    let to = ["sam@harvest.example", "dolores@harvest.example", "kim@harvest.example"];
    assert_eq!(thanked(&app).await, to);
    assert_eq!(
        app.mails().await.len(),
        before + 3,
        "the contact gets one mail, not two"
    );
    let (_, text) = mail(&app, to[0]).await;
    assert!(
        text.contains("Kim Lee approved the signature of Harvest Workers Union, Local 12"),
        "{text}"
    );
    let (_, text) = mail(&app, to[1]).await;
    for said in [
        "Thank you for approving the signature of Harvest Workers Union, Local 12",
        "You approved a letter that asks for this:",
        "Sam Rivera can change or withdraw the signature.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("/my-signature/"), "the page is the contact's: {text}");
    let approve = crate::deciding::link(&app, to[1], "/approve/").await;
    assert!(app.get(&approve).await.body.contains("Your organization has signed"));
}

#[rocket::async_test]
async fn what_staff_let_through_is_thanked_for_once() {
    let app = TestApp::with(ON).await;
    let sam = ("email", "sam@gmail.com");
    let ([dolores, ..], _) = asked(&app, &[("website", ""), sam]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    assert_eq!(thanked(&app).await, Vec::<String>::new());
    assert!(app.review(1, true));
    assert_eq!(thanked(&app).await, ["dolores@harvest.example"]);
    let (subject, text) = mail(&app, "sam@gmail.com").await;
    assert!(
        subject.starts_with("Your signature is counted: ") && text.contains("/share\n"),
        "{subject} {text}"
    );
    // Counted once, held again, and let through again.
    change(
        &app,
        "UPDATE signatures SET state = 'held', held_for = 'listing-changed' WHERE id = 1",
    )
    .await;
    assert!(app.review(1, true));
    assert_eq!(thanked(&app).await.len(), 1);
}
