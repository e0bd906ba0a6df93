//! Links to the preview of a letter that waits for its day.

use super::{Browser, acts, after, signed_in};
use crate::app::TestApp;
use crate::editions::{edit, own_letters, shows};
use undersigned::staff::role::Role;

const DRAFT: &str = "asylum-not-temporary-visas";
const PREVIEWS: &str = "/staff/letters/asylum-not-temporary-visas/previews";
const SETTINGS: &str = "/staff/letters/asylum-not-temporary-visas/settings";
const DAY: i64 = 86_400;

/// Starts a service with a letter whose day is December 5.
async fn with_draft() -> (tempfile::TempDir, TestApp) {
    let (letters, setting) = own_letters();
    let file = letters.path().join(DRAFT).join("letter.toml");
    let text = std::fs::read_to_string(&file).expect("reads");
    let published = text.lines().find(|line| line.starts_with("published")).expect("a day");
    edit(&file, published, "published = 2026-12-05");
    let app = TestApp::with(&setting).await;
    (letters, app)
}

async fn owner(app: &TestApp) -> Browser<'_> {
    signed_in(app, "ow@coalition.example", Role::Owner, &[]).await
}

async fn made(browser: &Browser<'_>) -> String {
    let fields = [("action", "make"), ("note", "Our lawyer"), ("ends", "2026-12-20")];
    let seen = browser.post(PREVIEWS, &fields).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    let link = after(&seen.body, "id=\"new-link\" readonly value=\"").replace("&#x3D;", "=");
    link[link.find("/en/previews/").expect("a link")..].to_owned()
}

#[rocket::async_test]
async fn a_preview_shows_a_draft_to_anyone_who_has_its_link_and_nobody_can_sign() {
    let (_letters, app) = with_draft().await;
    let owner = owner(&app).await;
    let home = owner.get("/staff").await.body;
    assert!(home.contains("Not published yet") && home.contains(SETTINGS), "{home}");
    let settings = owner.get(SETTINGS).await.body;
    assert!(
        settings.contains(PREVIEWS) && settings.contains("December 5, 2026"),
        "{settings}"
    );
    let path = made(&owner).await;
    assert!(acts(&app).contains(&"preview-link-made".to_owned()));
    let visitor = Browser::new(&app);
    let seen = visitor.get(&path).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    for words in [
        "This is a preview",
        "December 5, 2026",
        "December 20, 2026",
        "class=\"letter\"",
    ] {
        assert!(seen.body.contains(words), "{words}: {}", seen.body);
    }
    for words in [
        "<form",
        "/letters/asylum",
        "tally.js",
        "og:title",
        "rel=\"canonical\"",
        "Our lawyer",
    ] {
        assert!(!seen.body.contains(words), "{words}: {}", seen.body);
    }
    assert_eq!(seen.header("Cache-Control"), "no-store");
    assert!(seen.header("X-Robots-Tag").contains("noindex"));
    assert_eq!(seen.header("Referrer-Policy"), "no-referrer");
    assert_eq!((seen.header("Set-Cookie"), seen.header("Content-Encoding")), ("", ""));
    let spanish = visitor.get(&path.replace("/en/", "/es/")).await;
    assert!(
        spanish.status == 200 && spanish.body.contains("Esta es una vista previa"),
        "{}",
        spanish.body
    );
    assert_eq!(visitor.get(&path.replace("/en/", "/ht/")).await.status, 404);
    for below in ["", "/sign", "/sign/organization", "/tally", "/signers/people"] {
        assert_eq!(
            visitor.get(&format!("/en/letters/{DRAFT}{below}")).await.status,
            404,
            "{below}"
        );
    }
    let posted = app
        .post(&format!("/en/letters/{DRAFT}/signatures/people"), &[("name", "Ana")])
        .await;
    assert_eq!(posted.status, 404);
}

#[rocket::async_test]
async fn images_of_a_draft_have_only_the_address_that_its_preview_has() {
    let (letters, app) = with_draft().await;
    let owner = owner(&app).await;
    let picture = letters.path().join("recruitment-that-works-for-nurses/corridor.svg");
    std::fs::copy(picture, letters.path().join(DRAFT).join("ward.svg")).expect("copies");
    let image = "image = \"ward.svg\"\nimage_alt = \"A ward\"\nsummary =";
    edit(&letters.path().join(DRAFT).join("en.md"), "summary =", image);
    let path = made(&owner).await;
    let mut page = String::new();
    for _ in 0..300 {
        page = app.get(&path).await.body;
        if page.contains("<figure><img") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let image = after(&page, "<figure><img src=\"").to_owned();
    let visitor = Browser::new(&app);
    let seen = visitor.get(&image).await;
    assert_eq!(
        (seen.status, seen.header("Cache-Control")),
        (200, "no-store"),
        "{image}"
    );
    let parts: Vec<&str> = image.split('/').collect();
    let guessed = image.replace(parts[5], "0123456789abcdef");
    assert_eq!(visitor.get(&guessed).await.status, 404, "{guessed}");
}

#[rocket::async_test]
async fn a_preview_ends_when_it_is_revoked_and_leads_to_the_letter_once_it_is_published() {
    let (_letters, app) = with_draft().await;
    let owner = owner(&app).await;
    let (first, second) = (made(&owner).await, made(&owner).await);
    let visitor = Browser::new(&app);
    // A link to a preview is none for partners.
    assert_eq!(
        visitor.get(&first.replace("/previews/", "/partners/")).await.status,
        404
    );
    let sent = owner.post(PREVIEWS, &[("action", "revoke"), ("link", "1")]).await;
    assert_eq!((sent.status, visitor.get(&first).await.status), (303, 404));
    assert!(acts(&app).contains(&"preview-link-revoked".to_owned()));
    assert_eq!(visitor.get(&second).await.status, 200);
    app.worker.clock.shift(4 * DAY);
    assert!(shows(&app, &format!("/en/letters/{DRAFT}"), "class=\"letter\"").await);
    let seen = visitor.get(&second).await;
    assert_eq!(
        (seen.status, seen.header("Location")),
        (303, "/en/letters/asylum-not-temporary-visas")
    );
    // The owner's session has ended meanwhile.
    let other = signed_in(&app, "other@coalition.example", Role::Owner, &[]).await;
    let page = other.get(PREVIEWS).await.body;
    assert!(
        page.contains("needs no preview") && !page.contains("value=\"make\""),
        "{page}"
    );
    app.worker.clock.shift(20 * DAY);
    assert_eq!(visitor.get(&second).await.status, 404);
}

#[rocket::async_test]
async fn settings_of_a_draft_are_set_before_its_day() {
    let (_letters, app) = with_draft().await;
    let owner = owner(&app).await;
    let form = [
        ("setting", "paused"),
        ("action", "set"),
        ("seen", "0"),
        ("why", "Not ready"),
    ];
    assert_eq!(owner.post(SETTINGS, &form).await.status, 303);
    app.worker.clock.shift(4 * DAY);
    let path = format!("/en/letters/{DRAFT}");
    assert!(shows(&app, &path, "Signing is paused").await);
}
