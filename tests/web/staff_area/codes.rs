//! The second factor: authenticator apps, recovery codes, and codes that are asked for again.

use rocket::http::Method;
use undersigned::staff::factors;
use undersigned::staff::role::Role;

use super::{Browser, CONSOLE, PASSWORD, acts, code, manage, signed_in, with_password};
use crate::app::TestApp;

const ANA: &str = "ana@coalition.example";

/// Signs in and gives a code; returns the status and where it leads.
async fn arrive(browser: &mut Browser<'_>, typed: &str) -> (u16, String) {
    assert_eq!(browser.sign_in(ANA, PASSWORD).await.status, 303);
    let asked = browser.get("/staff/sessions?x=1").await;
    assert_eq!(asked.header("Location"), "/staff/code?next=%2Fstaff%2Fsessions%3Fx%3D1");
    let seen = browser
        .post("/staff/code", &[("code", typed), ("next", "/staff/sessions?x=1")])
        .await;
    if seen.status == 303 {
        browser.cookie = seen.cookie();
    }
    (seen.status, seen.header("Location").to_owned())
}

#[rocket::async_test]
async fn an_owner_sets_up_an_app_at_first_and_signs_in_with_its_codes() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Owner).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    assert_eq!(browser.get("/staff").await.header("Location"), "/staff/factor");
    let spanish = browser.get("/staff/factor?lang=es").await.body;
    assert!(spanish.contains("Aplicación de autenticación") && spanish.contains("action=\"/staff/factor?lang=es\""));
    let (key, codes) = browser.enroll().await;
    assert_eq!((browser.get("/staff").await.status, codes.len()), (200, 10));
    // The same code again, within its half minute.
    let used = code(&app, &key);
    let mut other = Browser::new(&app);
    assert_eq!(arrive(&mut other, &used).await.0, 422);
    app.worker.clock.shift(31);
    let fresh = code(&app, &key);
    let led = (303, "/staff/sessions?x=1".to_owned());
    assert_eq!(arrive(&mut other, &fresh).await, led);
    assert_eq!(other.get("/staff").await.status, 200);
    // Two at the same time: one of them is late.
    assert_eq!(arrive(&mut Browser::new(&app), &fresh).await.0, 422);
    // A phone whose clock is half a minute behind.
    app.worker.clock.shift(61);
    let late = code(&app, &key);
    app.worker.clock.shift(30);
    assert_eq!(arrive(&mut Browser::new(&app), &late).await, led);
    let log = acts(&app);
    assert_eq!(log.iter().filter(|act| *act == "signed-in").count(), 3, "{log:?}");
}

#[rocket::async_test]
async fn the_cookie_from_before_the_code_opens_nothing_after_it() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Owner).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    let seen_by_others = browser.clone();
    let (key, _) = browser.enroll().await;
    assert_eq!(
        seen_by_others.get("/staff").await.header("Location"),
        "/staff/sign-in",
        "after an app was set up"
    );
    app.worker.clock.shift(31);
    let mut other = Browser::new(&app);
    other.sign_in(ANA, PASSWORD).await;
    let seen_by_others = other.clone();
    let given = other.post("/staff/code", &[("code", &code(&app, &key))]).await;
    other.cookie = given.cookie();
    assert_eq!(other.get("/staff").await.status, 200);
    assert_eq!(seen_by_others.get("/staff").await.header("Location"), "/staff/sign-in");
    // An open session keeps its cookie when a code is asked for again: forms in other tabs belong to it.
    app.worker.clock.shift(31);
    let again = other.post("/staff/code", &[("code", &code(&app, &key))]).await;
    assert_eq!((again.status, again.header("Set-Cookie")), (303, ""));
}

#[rocket::async_test]
async fn of_two_who_send_the_same_code_at_the_same_time_one_is_let_in() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Owner).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    let (key, codes) = browser.enroll().await;
    app.worker.clock.shift(31);
    for typed in [&code(&app, &key), &codes[0]] {
        let (mut one, mut two) = (Browser::new(&app), Browser::new(&app));
        one.sign_in(ANA, PASSWORD).await;
        two.sign_in(ANA, PASSWORD).await;
        let fields = [("code", typed.as_str())];
        let (one, two) = rocket::tokio::join!(one.post("/staff/code", &fields), two.post("/staff/code", &fields));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "{typed}");
    }
}

#[rocket::async_test]
async fn guesses_use_up_the_apps_codes_and_a_recovery_code_works_all_the_same() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Owner).await;
    let mut owner = Browser::new(&app);
    owner.from = "203.0.113.9:4000";
    owner.sign_in(ANA, PASSWORD).await;
    let (key, codes) = owner.enroll().await;
    for _ in 0..4 {
        let mut guesser = Browser::new(&app);
        guesser.sign_in(ANA, PASSWORD).await;
        for _ in 0..5 {
            guesser.post("/staff/code", &[("code", "123456")]).await;
        }
    }
    app.worker.clock.shift(31);
    let mut elsewhere = owner.clone();
    elsewhere.sign_in(ANA, PASSWORD).await;
    let typed = code(&app, &key);
    let late = elsewhere.post("/staff/code", &[("code", &typed)]).await;
    assert!(
        late.status == 429 && late.body.contains("or use a recovery code"),
        "{} {}",
        late.status,
        late.body
    );
    assert_eq!(elsewhere.post("/staff/code", &[("code", &codes[0])]).await.status, 303);
    let again = owner.post("/staff/code", &[("code", &typed)]).await;
    assert_eq!(again.status, 303, "a session that is open");
    let log = acts(&app);
    assert_eq!(log.iter().filter(|act| *act == "codes-wrong").count(), 4, "{log:?}");
    let page = owner.get("/staff/audit").await.body;
    assert!(page.contains("Session ended after 5 wrong codes"), "{page}");
}

#[rocket::async_test]
async fn a_recovery_code_works_once_and_five_wrong_codes_end_the_session() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Editor).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    let (_, codes) = browser.enroll().await;
    let typed = codes[3].to_lowercase().replace('-', " ");
    assert_eq!(arrive(&mut Browser::new(&app), &typed).await.0, 303);
    let page = browser.get("/staff/factor").await.body;
    assert!(page.contains("You have 9 recovery codes left."), "{page}");
    let mut guesser = Browser::new(&app);
    assert_eq!(arrive(&mut guesser, &codes[3]).await.0, 422, "again");
    for _ in 0..3 {
        assert_eq!(guesser.post("/staff/code", &[("code", "123456")]).await.status, 422);
    }
    let ended = guesser.post("/staff/code", &[("code", "123456")]).await;
    assert_eq!(ended.header("Location"), "/staff/sign-in");
    // Back at the code's page, one is led to the first page after the next sign-in, not to another code.
    assert_eq!(guesser.get("/staff/code").await.header("Location"), "/staff/sign-in");
    let late = guesser.ask(Method::Post, "/staff/code", &[("code", "123456")]).await;
    assert_eq!(late.header("Location"), "/staff/sign-in");
    assert_eq!(browser.get("/staff").await.status, 200, "other sessions go on");
}

#[rocket::async_test]
async fn a_code_is_asked_for_again_before_what_can_not_be_undone() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Editor).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    let (key, codes) = browser.enroll().await;
    app.worker.clock.shift(11 * 60);
    let asked = browser.post("/staff/recovery", &[]).await;
    assert_eq!(asked.header("Location"), "/staff/code?next=%2Fstaff%2Ffactor");
    let page = browser.get(asked.header("Location")).await.body;
    assert!(page.contains("Confirm it&#x27;s you"), "{page}");
    let typed = code(&app, &key);
    let led = browser
        .post("/staff/code", &[("code", &typed), ("next", "/staff/factor")])
        .await;
    assert_eq!(led.header("Location"), "/staff/factor");
    let renewed = browser.post("/staff/recovery", &[]).await;
    assert_eq!(renewed.status, 200, "{}", renewed.body);
    assert!(!renewed.body.contains(&codes[0]));
    assert_eq!(
        arrive(&mut Browser::new(&app), &codes[0]).await.0,
        422,
        "an earlier one"
    );
}

#[rocket::async_test]
async fn who_lost_the_phone_and_the_codes_begins_again() {
    let app = TestApp::start().await;
    let id = with_password(&app, ANA, Role::Owner).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    let (key, codes) = browser.enroll().await;
    manage(&app, move |tx, now| factors::reset(tx, CONSOLE, id, now)).expect("is reset");
    assert_eq!(browser.get("/staff").await.status, 303, "sessions end");
    browser.sign_in(ANA, PASSWORD).await;
    assert_eq!(browser.get("/staff").await.header("Location"), "/staff/factor");
    for typed in [&codes[0], &code(&app, &key)] {
        assert_eq!(browser.post("/staff/code", &[("code", typed)]).await.status, 422);
    }
    let (other, _) = browser.enroll().await;
    assert!(other != key && browser.get("/staff").await.status == 200);
}

#[rocket::async_test]
async fn an_account_that_becomes_an_editors_needs_an_app_in_its_open_sessions_too() {
    let app = TestApp::start().await;
    let id = with_password(&app, ANA, Role::Viewer).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    assert_eq!(browser.get("/staff").await.status, 200);
    let letters = undersigned::staff::role::Letters::Every;
    manage(&app, move |tx, now| {
        undersigned::staff::accounts::change(tx, CONSOLE, id, (Role::Editor, &letters), now)
    })
    .expect("changes");
    assert_eq!(browser.get("/staff").await.header("Location"), "/staff/factor");
    browser.enroll().await;
    assert_eq!(browser.get("/staff").await.status, 200);
}

#[rocket::async_test]
async fn a_key_is_taken_only_in_the_account_that_it_was_shown_in_and_with_its_code() {
    let app = TestApp::start().await;
    let other = signed_in(&app, "viewer@coalition.example", Role::Viewer, &[]).await;
    let page = other.get("/staff/factor").await.body;
    let sealed = super::after(&page, "name=\"sealed\" value=\"");
    with_password(&app, ANA, Role::Owner).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    let seen = browser
        .post("/staff/factor", &[("sealed", sealed), ("code", "123456")])
        .await;
    assert_eq!((seen.status, seen.header("Location")), (303, "/staff/factor"));
    let page = browser.get("/staff/factor").await.body;
    let own = super::after(&page, "name=\"sealed\" value=\"");
    let seen = browser
        .post("/staff/factor", &[("sealed", own), ("code", "no code")])
        .await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains(own), "the app need not be set up again");
    assert!(page.contains("<svg") && page.contains("role=\"img\""), "{page}");
    assert_eq!(browser.ask(Method::Get, "/staff", &[]).await.status, 303);
    let stored = app.count("SELECT COUNT(*) AS n FROM staff_accounts WHERE factor IS NOT NULL");
    assert_eq!(stored, 0);
}
