//! Links for partners: made, opened without an account, ended and revoked.

use undersigned::staff::role::Role;

use super::signers::editor;
use super::{Browser, acts, after, signed_in};
use crate::app::{LETTER, TestApp};
use crate::rosters::organization;

const PARTNERS: &str = "/staff/letters/protect-temporary-visa-workers/partners";

/// Makes a link that works through a day; returns its path.
async fn made(browser: &Browser<'_>, ends: &str) -> String {
    let fields = [("action", "make"), ("note", "Steering committee"), ("ends", ends)];
    let seen = browser.post(PARTNERS, &fields).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    let link = after(&seen.body, "id=\"new-link\" readonly value=\"");
    let link = link.replace("&#x3D;", "=");
    let at = link.find("/en/partners/").expect("a link");
    link[at..].to_owned()
}

async fn with_lists() -> TestApp {
    let app = TestApp::start().await;
    let fresno = [("scope", "local"), ("city", "Fresno"), ("state", "CA")];
    organization(&app, "Zinnia & Sons", "zinnia.example", &fresno).await;
    // Unclear whether the contact speaks for it, so that it is held.
    let held = [
        ("website", ""),
        ("legal_name", "Orchard Circle"),
        ("listed_name", "Orchard Circle"),
        ("email", "circle@gmail.com"),
    ];
    app.sign_organization(&held).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    // Not confirmed by email: nobody knows that it wants to sign.
    let pending = [
        ("legal_name", "Unheard Of"),
        ("listed_name", "Unheard Of"),
        ("email", "x@unheard.example"),
    ];
    app.sign_organization(&pending).await;
    // The second one has answered that it won't sign.
    let invited = "INSERT INTO invitations (letter, code, name, email, city, state, country, created_at, answer, answered_at)
       VALUES ('protect-temporary-visa-workers', 'abc', 'River Guild', 'river@guild.example', 'Reno', 'NV', 'US', 1, NULL, NULL),
         ('protect-temporary-visa-workers', 'abd', 'Said No', 'no@guild.example', 'Reno', 'NV', 'US', 1, 'declined', 2)";
    app.worker
        .store
        .write_now(move |tx| tx.execute(invited, []))
        .expect("is invited");
    app
}

#[rocket::async_test]
async fn a_link_shows_names_and_places_alone_to_anyone_who_has_it() {
    let app = with_lists().await;
    let editor = editor(&app).await;
    let sheet = editor.get(&format!("/staff/letters/{LETTER}/signers")).await.body;
    assert!(sheet.contains(PARTNERS), "{sheet}");
    let path = made(&editor, "2026-12-31").await;
    let seen = Browser::new(&app).get(&path).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    for words in [
        "Signed (1)",
        "Zinnia &amp; Sons",
        "Fresno",
        "Waiting for approval (1)",
        "Orchard Circle",
        "Invited, no answer yet (1)",
        "River Guild",
        "Reno",
        "December 31, 2026",
    ] {
        assert!(seen.body.contains(words), "{words}: {}", seen.body);
    }
    for words in [
        "@gmail.com",
        "@zinnia.example",
        "river@guild",
        "Unheard Of",
        "Said No",
        "Sam Rivera",
        "Steering",
    ] {
        assert!(!seen.body.contains(words), "{words}: {}", seen.body);
    }
    assert_eq!(seen.header("Cache-Control"), "no-store");
    assert!(seen.header("X-Robots-Tag").contains("noindex"));
    assert_eq!(seen.header("Referrer-Policy"), "no-referrer");
    assert_eq!(seen.header("Set-Cookie"), "");
    let spanish = Browser::new(&app).get(&path.replace("/en/", "/es/")).await;
    assert!(
        spanish.status == 200 && spanish.body.contains("Firmaron (1)"),
        "{}",
        spanish.body
    );
}

#[rocket::async_test]
async fn a_link_is_listed_with_who_made_it_and_its_address_is_stored_nowhere() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let path = made(&editor, "2026-12-31").await;
    assert!(acts(&app).contains(&"partner-link-made".to_owned()));
    let page = editor.get(PARTNERS).await.body;
    let token = path.rsplit('/').next().expect("a token");
    assert!(
        page.contains("Steering committee")
            && page.contains("ed@coalition.example")
            && page.contains("Works until December 31, 2026"),
        "{page}"
    );
    assert!(!page.contains(token), "{page}");
    for (at, other) in [(0, 'A'), (20, '_')] {
        let mut wrong: Vec<char> = token.chars().collect();
        wrong[at] = if wrong[at] == other { 'B' } else { other };
        let wrong: String = wrong.into_iter().collect();
        assert_eq!(
            Browser::new(&app).get(&format!("/en/partners/{wrong}")).await.status,
            404
        );
    }
    assert_eq!(Browser::new(&app).get("/en/partners/x").await.status, 404);
}

#[rocket::async_test]
async fn a_link_ends_on_its_day_and_when_it_is_revoked() {
    let app = with_lists().await;
    let staff = editor(&app).await;
    let (today, later) = (made(&staff, "2026-12-01").await, made(&staff, "12/05/2026").await);
    let visitor = Browser::new(&app);
    assert_eq!(
        (visitor.get(&today).await.status, visitor.get(&later).await.status),
        (200, 200)
    );
    // Midnight in the letter's time zone, which is five hours behind.
    app.worker.clock.shift(17 * 3_600 - 60);
    assert_eq!(visitor.get(&today).await.status, 200);
    app.worker.clock.shift(120);
    assert_eq!(
        (visitor.get(&today).await.status, visitor.get(&later).await.status),
        (404, 200)
    );
    let second = signed_in(&app, "second@coalition.example", Role::Owner, &[]).await;
    let page = second.get(PARTNERS).await.body;
    assert!(page.contains("Ended December 1, 2026"), "{page}");
    // One of another letter can't be revoked from this one.
    let other = PARTNERS.replace(LETTER, "asylum-not-temporary-visas");
    second.post(&other, &[("action", "revoke"), ("link", "2")]).await;
    assert_eq!(visitor.get(&later).await.status, 200);
    let sent = second.post(PARTNERS, &[("action", "revoke"), ("link", "2")]).await;
    assert_eq!((sent.status, visitor.get(&later).await.status), (303, 404));
    let page = second.get(PARTNERS).await.body;
    assert!(
        page.contains("Revoked December 2, 2026") && !page.contains("value=\"revoke\""),
        "{page}"
    );
    assert_eq!(acts(&app).iter().filter(|it| *it == "partner-link-revoked").count(), 1);
}

#[rocket::async_test]
async fn a_link_needs_a_note_and_a_day_within_a_year() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    for (note, ends, words) in [
        ("", "2026-12-31", "id=\"note-error\""),
        ("Committee", "", "id=\"ends-error\""),
        ("Committee", "soon", "value=\"soon\""),
        ("Committee", "2026-11-30", "id=\"ends-error\""),
        ("Committee", "2027-12-31", "id=\"ends-error\""),
    ] {
        let fields = [("action", "make"), ("note", note), ("ends", ends)];
        let seen = editor.post(PARTNERS, &fields).await;
        assert!(seen.status == 422 && seen.body.contains(words), "{ends}: {}", seen.body);
    }
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM shared_links"), 0);
}
