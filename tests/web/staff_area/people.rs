//! Accounts, as owners manage them in the browser.

use rocket::http::Method;
use undersigned::staff::role::{Letters, Role};

use super::{Browser, PASSWORD, acts, add, after, code, signed_in, with_password};
use crate::app::{LETTER, TestApp};

/// Returns the path of the link on a page.
fn link(page: &str) -> String {
    let (_, rest) = page.split_once("<code>http://letters.test").expect("a link");
    rest.split('<').next().expect("closed").to_owned()
}

#[rocket::async_test]
async fn an_owner_invites_someone_for_a_letter_and_the_link_is_shown_once() {
    let app = TestApp::start().await;
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let only = format!("letter-{LETTER}");
    let fields = [("email", "Bo@partner.example"), ("role", "viewer"), (&only, "yes")];
    let seen = owner.post("/staff/people", &fields).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    let path = link(&seen.body);
    let both = [("password", PASSWORD), ("password_again", PASSWORD)];
    let set = Browser::new(&app).ask(Method::Post, &path, &both).await;
    let mut bo = Browser::new(&app);
    bo.cookie = set.cookie();
    let page = bo.get("/staff").await.body;
    assert_eq!(page.matches("<li>").count(), 1, "one letter: {page}");
    let people = owner.get("/staff/people").await.body;
    assert!(people.contains("bo@partner.example") && people.contains(LETTER) && !people.contains("/staff/welcome/"));
    for (fields, words) in [
        (
            &[("email", "bo@partner.example"), ("role", "viewer")][..],
            "already has an account. Open it under “Staff”",
        ),
        (&[("email", "nobody"), ("role", "viewer")], "value=\"nobody\""),
        (&[("email", "c@partner.example")], "Role"),
        (
            &[("email", "c@partner.example"), ("role", "owner"), (&only, "yes")],
            "Uncheck the letters",
        ),
    ] {
        let seen = owner.post("/staff/people", fields).await;
        assert!(
            seen.status == 422 && seen.body.contains(words),
            "{words}: {}",
            seen.body
        );
    }
}

#[rocket::async_test]
async fn an_owner_changes_what_someone_may_do_and_shows_them_out() {
    let app = TestApp::start().await;
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let id = with_password(&app, "bo@partner.example", Role::Viewer).await;
    let mut bo = Browser::new(&app);
    bo.sign_in("bo@partner.example", PASSWORD).await;
    let path = format!("/staff/people/{id}");
    let page = owner.get(&path).await.body;
    assert!(
        page.contains("Sign out 2 browsers") && !page.contains("Reset the authenticator app"),
        "{page}"
    );
    assert_eq!(
        owner
            .post(&path, &[("action", "role"), ("role", "partner")])
            .await
            .status,
        303
    );
    assert!(bo.get("/staff").await.body.contains("Partner"));
    owner.post(&path, &[("action", "sign-out")]).await;
    assert_eq!(bo.get("/staff").await.status, 303);
    let linked = owner.post(&path, &[("action", "link")]).await;
    assert_eq!(Browser::new(&app).get(&link(&linked.body)).await.status, 200);
    bo.sign_in("bo@partner.example", PASSWORD).await;
    bo.enroll().await;
    owner.post(&path, &[("action", "reset")]).await;
    assert_eq!(bo.get("/staff").await.status, 303);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM staff_accounts WHERE factor IS NOT NULL"),
        1
    );
    let removed = owner.post(&path, &[("action", "remove")]).await;
    assert_eq!(removed.header("Location"), "/staff/people");
    assert_eq!(owner.get(&path).await.status, 404);
    let log = acts(&app);
    for act in [
        "staff-changed",
        "sessions-ended",
        "staff-linked",
        "factor-reset",
        "staff-removed",
    ] {
        assert!(log.iter().any(|it| it == act), "{act}: {log:?}");
    }
}

#[rocket::async_test]
async fn an_account_stays_for_a_letter_whose_folder_is_gone() {
    let app = TestApp::start().await;
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let (id, _) = add(
        &app,
        "bo@partner.example",
        Role::Viewer,
        Letters::of(["gone".to_owned()]),
    );
    let path = format!("/staff/people/{id}");
    let page = owner.get(&path).await.body;
    assert!(page.contains("name=\"letter-gone\" value=\"yes\" checked"), "{page}");
    // What the browser sends when only the role is changed.
    let fields = [("action", "role"), ("role", "partner"), ("letter-gone", "yes")];
    assert_eq!(owner.post(&path, &fields).await.status, 303);
    let limited = "SELECT COUNT(*) AS n FROM staff_accounts JOIN staff_letters ON account = id
       WHERE role = 'partner' AND NOT every_letter AND letter = 'gone'";
    assert_eq!(app.count(limited), 1);
    // What was chosen is shown again if it is refused.
    let fields = [("action", "role"), ("role", "owner"), ("letter-gone", "yes")];
    let refused = owner.post(&path, &fields).await;
    assert!(
        refused.status == 422 && refused.body.contains("value=\"owner\" checked"),
        "{}",
        refused.body
    );
}

#[rocket::async_test]
async fn the_last_owner_stays_and_a_code_is_asked_for_after_a_while() {
    let app = TestApp::start().await;
    let id = with_password(&app, "owner@coalition.example", Role::Owner).await;
    let mut owner = Browser::new(&app);
    owner.sign_in("owner@coalition.example", PASSWORD).await;
    let (key, _) = owner.enroll().await;
    let path = format!("/staff/people/{id}");
    for fields in [&[("action", "remove")][..], &[("action", "role"), ("role", "editor")]] {
        let seen = owner.post(&path, fields).await;
        assert!(
            seen.status == 422 && seen.body.contains("This is the last owner"),
            "{}",
            seen.body
        );
    }
    app.worker.clock.shift(11 * 60);
    let asked = owner.get("/staff/people/new").await;
    assert_eq!(asked.header("Location"), "/staff/code?next=%2Fstaff%2Fpeople%2Fnew");
    let page = owner.get(asked.header("Location")).await.body;
    let typed = code(&app, &key);
    let fields = [
        ("code", typed.as_str()),
        ("next", "/staff/people/new"),
        ("token", after(&page, "name=\"token\" value=\"")),
    ];
    let led = owner.ask(Method::Post, "/staff/code", &fields).await;
    assert_eq!(led.header("Location"), "/staff/people/new");
    assert_eq!(owner.get("/staff/people/new").await.status, 200);
}
