//! Emails that staff choose to get.

use undersigned::audit::StaffId;
use undersigned::letters::live_library::LiveLibrary;
use undersigned::staff::notices::rounds;
use undersigned::staff::role::{Letters, Role};

use super::{Browser, manage, remove, signed_in};
use crate::app::{LETTER, TestApp};

const PAGE: &str = "/staff/notices";
const OTHER: &str = "asylum-not-temporary-visas";
const STAFF: &str = "desk@coalition.example";

/// Runs a round; returns how many emails it enqueued.
async fn round(app: &TestApp) -> usize {
    let library: &LiveLibrary = app.client.rocket().state().expect("managed");
    let (store, config) = (&app.worker.store, &app.parts().config);
    rounds::once(store, library, config, "letters.test")
        .await
        .expect("runs")
}

/// Returns the emails to a staff member, as (subject, text).
async fn told(app: &TestApp) -> Vec<(String, String)> {
    let mails = app.mails().await.into_iter().filter(|(to, ..)| to == STAFF);
    mails.map(|(_, subject, text)| (subject, text)).collect()
}

/// An account with a password, which the emails need, in a browser where it is signed in.
async fn desk<'a>(app: &'a TestApp, wish: &str) -> (StaffId, Browser<'a>) {
    let id = super::with_password(app, STAFF, Role::Viewer).await;
    let mut browser = Browser::new(app);
    browser.sign_in(STAFF, super::PASSWORD).await;
    let name = format!("wish-{LETTER}");
    let fields = [(name.as_str(), wish), ("hour", "13"), ("zone", "UTC")];
    let saved = browser.post(PAGE, &fields).await;
    assert_eq!(
        (saved.status, saved.header("Location")),
        (303, "/staff/notices?saved=true")
    );
    (id, browser)
}

/// Signs for an organization, and confirms.
async fn organization(app: &TestApp, n: usize) {
    let (name, site) = (format!("Orchard Circle {n}"), format!("orchard-{n}.example"));
    let email = format!("office@{site}");
    let fields = [
        ("legal_name", name.as_str()),
        ("listed_name", &name),
        ("website", &site),
        ("email", &email),
    ];
    assert_eq!(app.sign_organization(&fields).await.status, 200);
    let link = app.link_to("/confirm/").await;
    app.post(&link, &[]).await;
}

/// The test's noon is at 13:00 UTC or before; the next day begins at midnight there.
fn next_day(app: &TestApp) {
    app.worker.clock.shift(86_400);
}

#[rocket::async_test]
async fn nothing_is_sent_until_someone_chooses_and_only_for_letters_that_they_see() {
    let app = TestApp::start().await;
    let viewer = signed_in(&app, STAFF, Role::Viewer, &[LETTER]).await;
    let page = viewer.get(PAGE).await.body;
    assert!(
        page.contains("You get no email until you choose one here.") && !page.contains(OTHER),
        "{page}"
    );
    let nothing = format!("id=\"wish-{LETTER}-nothing\" name=\"wish-{LETTER}\" value=\"nothing\" checked");
    assert!(page.contains(&nothing), "{page}");
    organization(&app, 1).await;
    assert_eq!(round(&app).await, 0);
    let (own, other) = (format!("wish-{LETTER}"), format!("wish-{OTHER}"));
    let fields = [
        (own.as_str(), "digest"),
        (&other, "digest"),
        ("hour", "25"),
        ("zone", "Mars/Olympus"),
    ];
    assert_eq!(viewer.post(PAGE, &fields).await.status, 303);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM staff_notices"), 1);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM staff_digest_hours"), 0);
    let page = viewer.get("/staff/notices?saved=true").await.body;
    assert!(
        page.contains("Your choice is saved.") && page.contains("value=\"digest\" checked"),
        "{page}"
    );
    viewer.post(PAGE, &[(&own, "nothing")]).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM staff_notices"), 0);
}

#[rocket::async_test]
async fn new_organizations_are_told_soon_once_and_many_in_one_email() {
    let app = TestApp::start().await;
    organization(&app, 0).await;
    let (_, _browser) = desk(&app, "organizations").await;
    assert_eq!(round(&app).await, 0, "who was there before is not new");
    organization(&app, 1).await;
    assert_eq!((round(&app).await, round(&app).await), (1, 0));
    let mails = told(&app).await;
    let (subject, text) = mails.last().expect("an email");
    assert!(
        subject.starts_with("New organizations: Workers on temporary visas"),
        "{subject}"
    );
    for words in [
        "- Orchard Circle 1",
        "/staff/letters/protect-temporary-visa-workers/signers",
        "http://letters.test/staff/notices",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for private in ["Orchard Circle 0", "Sam Rivera", "office@"] {
        assert!(!text.contains(private), "{private}: {text}");
    }
    for n in 2..5 {
        organization(&app, n).await;
    }
    assert_eq!(round(&app).await, 0, "soon after an email, others wait");
    app.worker.clock.shift(15 * 60);
    assert_eq!((round(&app).await, round(&app).await), (1, 0));
    let (_, text) = told(&app).await.pop().expect("an email");
    assert!(
        (2..5).all(|n| text.contains(&format!("- Orchard Circle {n}"))),
        "{text}"
    );
    // A clock that was wrong for a while silences nobody.
    organization(&app, 5).await;
    app.worker.clock.shift(365 * 86_400);
    assert_eq!(round(&app).await, 1);
    app.worker.clock.shift(-365 * 86_400);
    organization(&app, 6).await;
    assert_eq!(round(&app).await, 1);
}

#[rocket::async_test]
async fn a_digest_comes_once_a_day_at_its_hour_and_only_if_there_is_something() {
    let app = TestApp::start().await;
    let (_, _browser) = desk(&app, "digest").await;
    next_day(&app);
    app.worker.clock.shift(6 * 3_600);
    assert_eq!(round(&app).await, 0, "nothing happened");
    app.sign_and_confirm("en", &[]).await;
    organization(&app, 1).await;
    assert_eq!(round(&app).await, 0, "today's is decided on");
    next_day(&app);
    app.worker.clock.shift(-12 * 3_600);
    assert_eq!(round(&app).await, 0, "before the hour");
    app.worker.clock.shift(12 * 3_600);
    assert_eq!((round(&app).await, round(&app).await), (1, 0));
    let mails = told(&app).await;
    let (subject, text) = mails.last().expect("an email");
    assert!(subject.starts_with("Daily digest: December"), "{subject}");
    for words in [
        "- 1 more organization is counted.",
        "- 1 more individual is counted.",
        "- Orchard Circle 1",
        "In all: 1 organization and 1 individual.",
        "days left)",
        "no one changed the audit log",
        "http://letters.test/staff/letters/protect-temporary-visa-workers",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for private in ["Ana", "ana@", "Sam", "office@"] {
        assert!(!text.contains(private), "{private}: {text}");
    }
    next_day(&app);
    assert_eq!(round(&app).await, 0, "nothing since");
    // What a clock that was wrong skipped is told afterwards.
    app.worker.clock.shift(400 * 86_400);
    assert_eq!(round(&app).await, 0);
    app.worker.clock.shift(-399 * 86_400);
    app.sign_and_confirm("en", &[("email", "bo@example.org"), ("name", "Bo Diaz")])
        .await;
    assert_eq!((round(&app).await, round(&app).await), (1, 0));
}

#[rocket::async_test]
async fn an_email_is_not_sent_to_an_account_that_is_gone_or_lost_the_letter() {
    let app = TestApp::start().await;
    let (id, _browser) = desk(&app, "organizations").await;
    organization(&app, 1).await;
    assert_eq!(round(&app).await, 1);
    let letters = Letters::of([OTHER.to_owned()]);
    manage(&app, move |tx, _| {
        Ok(undersigned::staff::store::accounts::set_role(
            tx,
            id,
            Role::Viewer,
            &letters,
        )?)
    })
    .expect("changes");
    assert_eq!(told(&app).await, []);
    organization(&app, 2).await;
    app.worker.clock.shift(3_600);
    assert_eq!(round(&app).await, 0);
    manage(&app, move |tx, _| {
        Ok(undersigned::staff::store::accounts::set_role(
            tx,
            id,
            Role::Viewer,
            &Letters::Every,
        )?)
    })
    .expect("changes");
    assert_eq!(round(&app).await, 1);
    remove(&app, id);
    assert_eq!(told(&app).await, []);
    assert_eq!(round(&app).await, 0);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM staff_notices"), 0);
}

#[rocket::async_test]
async fn two_nodes_tell_once_between_them() {
    let app = TestApp::start().await;
    let (_, _browser) = desk(&app, "organizations").await;
    organization(&app, 1).await;
    let (one, other) = rocket::tokio::join!(round(&app), round(&app));
    assert_eq!(one + other, 1);
    assert_eq!(told(&app).await.len(), 1);
}

#[rocket::async_test]
async fn an_organization_that_was_deleted_before_the_email_is_not_named() {
    let app = TestApp::start().await;
    let (_, _browser) = desk(&app, "organizations").await;
    organization(&app, 1).await;
    let own = app.link_to("/my-signature/").await;
    organization(&app, 2).await;
    assert_eq!(round(&app).await, 1);
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    let (_, text) = told(&app).await.pop().expect("an email");
    assert!(
        text.contains("Orchard Circle") && text.matches("Orchard Circle").count() == 1,
        "{text}"
    );
}
