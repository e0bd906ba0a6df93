//! What mails say about what happened after they were enqueued.

use crate::app::TestApp;
use crate::deciding::{asked, mail, say};
use crate::editions::{own_letters, revise};

/// Returns the texts of the mails to an address.
async fn texts(app: &TestApp, to: &str) -> Vec<String> {
    let mails = app.mails().await.into_iter();
    mails.filter(|(whose, ..)| whose == to).map(|(.., text)| text).collect()
}

#[rocket::async_test]
async fn a_director_who_wants_no_mail_meanwhile_is_not_asked() {
    let app = TestApp::start().await;
    app.sign("en", &[("email", "kim@gmail.com")]).await;
    let not_me = app.link_to("/not-us/").await;
    let director = [("authorized", ""), ("board", "Kim Lee <kim@gmail.com>")];
    app.sign_organization(&director).await;
    app.post(&app.link_to("/confirm/").await, &[]).await;
    let owed = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'approval' AND state = 'queued'";
    assert_eq!(app.count(owed), 1);
    app.post(&not_me, &[("sure", "yes")]).await;
    assert_eq!(texts(&app, "kim@gmail.com").await.len(), 1);
}

#[rocket::async_test]
async fn staff_hear_of_a_name_that_was_taken_off_though_their_mailbox_wants_no_mail() {
    const STAFF: &str = "letters@coalition.example";
    let app = TestApp::start().await;
    app.sign("en", &[("email", STAFF)]).await;
    let not_me = app.link_to("/not-us/").await;
    app.post(&not_me, &[("sure", "yes"), ("everything", "yes")]).await;
    app.sign_organization(&[]).await;
    app.post(&app.link_to("/not-us/").await, &[("sure", "yes")]).await;
    let told = texts(&app, STAFF).await;
    assert!(
        told.len() == 2 && told[1].contains("undersigned review organization"),
        "{told:?}"
    );
}

#[rocket::async_test]
async fn a_mail_about_an_approval_says_nothing_of_the_reason_for_a_later_no() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, kim, _], _) = asked(&app, &[("approvals", "all")]).await;
    let first = app.edition("en").await;
    say(&app, &dolores, &[("answer", "approve"), ("edition", &first)]).await;
    revise(&app, letters.path()).await;
    let second = app.edition("en").await;
    // Her decision is void as soon as another decides about the new text.
    say(&app, &kim, &[("answer", "approve"), ("edition", &second)]).await;
    let no = [
        ("answer", "decline"),
        ("edition", second.as_str()),
        ("reason", "We wait for our assembly"),
    ];
    assert!(say(&app, &dolores, &no).await.contains("declined to sign"));
    let told = texts(&app, "sam@harvest.example").await;
    let with_reason = |words: &str| {
        let about: Vec<_> = told.iter().filter(|text| text.contains(words)).collect();
        assert_eq!(about.len(), 1, "{words}: {told:?}");
        about[0].contains("They gave a reason")
    };
    assert!(!with_reason("Dolores Prado approved") && with_reason("Dolores Prado declined"));
}

#[rocket::async_test]
async fn a_no_is_told_as_a_no_without_a_reason_where_none_was_given_and_whatever_text_came_since() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, ..], _) = asked(&app, &[]).await;
    say(&app, &dolores, &[("answer", "decline")]).await;
    revise(&app, letters.path()).await;
    let (subject, text) = mail(&app, "sam@harvest.example").await;
    assert!(subject.starts_with("Declined: "), "{subject}");
    assert!(
        !text.contains("They gave a reason") && !text.contains("the earlier version"),
        "{text}"
    );
    assert!(text.contains("To see all answers"), "{text}");
}

#[rocket::async_test]
async fn whoever_was_approved_before_the_mail_left_does_not_read_that_they_wait() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let forger = [
        ("email", "forger@gmail.com"),
        ("website", ""),
        ("contact_name", "Somebody Else"),
    ];
    for fields in [&forger[..], &[]] {
        app.sign_organization(fields).await;
        let confirm = app.link_to("/confirm/").await;
        app.post(&confirm, &[]).await;
    }
    let owed = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'rival' AND state = 'queued'";
    assert_eq!(app.count(owed), 1);
    assert!(app.reject(1) && app.approve(2, Some("the president called us")));
    let told = texts(&app, "sam@harvest.example").await;
    assert!(
        !told
            .iter()
            .any(|text| text.contains("review your signature before we count it")),
        "{told:?}"
    );
}
