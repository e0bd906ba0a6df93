//! Setting a password and signing in.

use rocket::http::Method;
use undersigned::staff::accounts;
use undersigned::staff::role::{Letters, Role};

use super::{Browser, CONSOLE, PASSWORD, acts, add, manage, with_password};
use crate::app::TestApp;

const ANA: &str = "Ana.Diaz@Coalition.example";

#[rocket::async_test]
async fn a_link_sets_a_password_once_and_signs_in() {
    let app = TestApp::start().await;
    let (id, link) = add(&app, ANA, Role::Viewer, Letters::Every);
    let browser = Browser::new(&app);
    for _ in 0..2 {
        let page = browser.get(&link).await;
        assert!(
            page.status == 200 && page.body.contains("ana.diaz@coalition.example"),
            "{}",
            page.body
        );
    }
    for (password, again, words) in [
        ("short", "short", "Use at least 12 characters."),
        ("coalition2026", "coalition2026", "This password is easy to guess."),
        (PASSWORD, "another one that is long", "The passwords don&#x27;t match."),
        (&"long ".repeat(41), &"long ".repeat(41), "Use at most 200 characters."),
    ] {
        let fields = [("password", password), ("password_again", again)];
        let seen = browser.ask(Method::Post, &link, &fields).await;
        assert_eq!((seen.status, seen.header("Set-Cookie")), (422, ""), "{password}");
        assert!(
            seen.body.contains(words) && !seen.body.contains(PASSWORD),
            "{words}: {}",
            seen.body
        );
    }
    let fields = [("password", PASSWORD), ("password_again", PASSWORD)];
    let elsewhere = browser.clone().with("Sec-Fetch-Site", "cross-site");
    assert_eq!(elsewhere.ask(Method::Post, &link, &fields).await.status, 422);
    let set = browser.ask(Method::Post, &link, &fields).await;
    assert_eq!(set.status, 303);
    let mut signed = browser.clone();
    signed.cookie = set.cookie();
    assert_eq!(signed.get(set.header("Location")).await.header("Location"), "/staff");
    assert_eq!(signed.get("/staff").await.status, 200);
    for again in [
        browser.get(&link).await,
        browser.ask(Method::Post, &link, &fields).await,
    ] {
        assert_eq!((again.status, again.header("Set-Cookie")), (404, ""));
        assert!(again.body.contains("This link doesn&#x27;t work"), "{}", again.body);
    }
    // Another link for a forgotten password: the session that a thief of the password has ends.
    let token = manage(&app, move |tx, now| accounts::link(tx, CONSOLE, id, now)).expect("is made");
    let link = format!("/staff/welcome/{}", token.as_text());
    let other = "five goats eat warm bread";
    let set = browser
        .ask(Method::Post, &link, &[("password", other), ("password_again", other)])
        .await;
    assert_eq!(set.status, 303);
    assert_eq!(signed.get("/staff").await.status, 303);
    let sign_ins = [
        "staff-added",
        "password-set",
        "signed-in",
        "staff-linked",
        "password-set",
        "signed-in",
    ];
    assert_eq!(acts(&app), sign_ins);
}

#[rocket::async_test]
async fn a_link_ends_after_a_week_and_when_a_newer_one_is_made() {
    let app = TestApp::start().await;
    let (id, link) = add(&app, ANA, Role::Editor, Letters::Every);
    let token = manage(&app, move |tx, now| accounts::link(tx, CONSOLE, id, now)).expect("is made");
    let browser = Browser::new(&app);
    assert_eq!(browser.get(&link).await.status, 404);
    let newer = format!("/staff/welcome/{}", token.as_text());
    app.worker.clock.shift(7 * 24 * 3_600 - 60);
    assert_eq!(browser.get(&newer).await.status, 200);
    app.worker.clock.shift(61);
    assert_eq!(browser.get(&newer).await.status, 404);
}

#[rocket::async_test]
async fn signing_in_answers_the_same_whether_an_account_exists_or_not() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Viewer).await;
    add(&app, "new@coalition.example", Role::Viewer, Letters::Every);
    let mut answers = Vec::new();
    for email in [ANA, "nobody@coalition.example", "new@coalition.example", "no address"] {
        let mut browser = Browser::new(&app);
        let seen = browser.sign_in(email, "not the password").await;
        assert_eq!((seen.status, seen.header("Set-Cookie")), (422, ""), "{email}");
        let same = seen.body.replace(email, "EMAIL");
        assert!(same.contains("EMAIL") && !same.contains("not the password"), "{same}");
        answers.push(same);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:#?}");
    let mut browser = Browser::new(&app);
    let seen = browser.sign_in("ana.diaz@coalition.example", PASSWORD).await;
    assert_eq!(seen.status, 303);
    let cookie = seen.header("Set-Cookie");
    assert!(cookie.ends_with("; Path=/staff; HttpOnly; SameSite=Strict"), "{cookie}");
    assert_eq!(browser.get("/staff/sign-in").await.header("Location"), "/staff");
}

#[rocket::async_test]
async fn guesses_slow_down_where_they_come_from_and_lock_nobody_out() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Viewer).await;
    let mut guesser = Browser::new(&app);
    for _ in 0..5 {
        assert_eq!(guesser.sign_in(ANA, "a wild guess").await.status, 422);
    }
    let late = guesser.sign_in(&ANA.to_uppercase(), PASSWORD).await;
    assert_eq!(
        (late.status, late.header("Set-Cookie")),
        (429, ""),
        "even the right one"
    );
    let wait: u64 = late.header("Retry-After").parse().expect("seconds");
    assert!(
        (1..=60).contains(&wait) && late.body.contains("The account isn&#x27;t locked."),
        "{}",
        late.body
    );
    let mut owner = Browser::new(&app);
    owner.from = "203.0.113.9:4000";
    assert_eq!(owner.sign_in(ANA, PASSWORD).await.status, 303, "from elsewhere");
    app.worker.clock.shift(61);
    let later = guesser.sign_in(ANA, PASSWORD).await;
    assert_eq!(
        later.status,
        303,
        "a minute later: {} {}",
        later.header("Retry-After"),
        later.body
    );
}

#[rocket::async_test]
async fn one_comes_back_to_where_one_was_going_and_nowhere_else() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Viewer).await;
    let mut browser = Browser::new(&app);
    let asked = browser.get("/staff/sessions?x=1&y=%20z").await;
    assert_eq!(asked.status, 303);
    let form = browser.get(asked.header("Location")).await.body;
    assert!(
        form.contains("name=\"next\" value=\"/staff/sessions?x&#x3D;1&amp;y&#x3D;%20z\""),
        "{form}"
    );
    for (next, led) in [
        ("/staff/sessions?x=1", "/staff/sessions?x=1"),
        ("//elsewhere.example/staff", "/staff"),
        ("/en", "/staff"),
    ] {
        let fields = [("email", ANA), ("password", PASSWORD), ("next", next)];
        let seen = browser.ask(Method::Post, "/staff/sign-in", &fields).await;
        browser.cookie = seen.cookie();
        let seen = browser.get(seen.header("Location")).await;
        assert_eq!(seen.header("Location"), led, "{next}");
    }
    // From a form, one comes back to its page.
    let sent = Browser::new(&app).ask(Method::Post, "/staff/people", &[]).await;
    assert_eq!(sent.header("Location"), "/staff/sign-in?next=%2Fstaff%2Fpeople%2Fnew");
}

#[rocket::async_test]
async fn a_browser_that_keeps_no_cookie_is_told_so_and_one_that_does_goes_on() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Owner).await;
    let mut browser = Browser::new(&app);
    let begun = browser.sign_in(ANA, PASSWORD).await;
    let to = begun.header("Location");
    let without = Browser::new(&app).get(to).await;
    assert!(
        without.status == 200 && without.body.contains("Allow cookies for this site, and sign in again."),
        "{}",
        without.body
    );
    assert!(without.body.contains("name=\"next\" value=\"/staff\""));
    assert_eq!(browser.get(to).await.header("Location"), "/staff/factor?next=%2Fstaff");
    // Half-way, the form is there for another account.
    let form = browser.get("/staff/sign-in").await;
    assert!(
        form.status == 200 && !form.body.contains("Allow cookies"),
        "{}",
        form.body
    );
}

#[rocket::async_test]
async fn a_form_from_another_host_of_the_same_site_is_refused() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Viewer).await;
    for site in ["cross-site", "same-site", "Same-Site"] {
        let mut browser = Browser::new(&app).with("Sec-Fetch-Site", site);
        let seen = browser.sign_in(ANA, PASSWORD).await;
        assert_eq!((seen.status, seen.header("Set-Cookie")), (403, ""), "{site}");
    }
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    let beside = browser.with("Sec-Fetch-Site", "same-site");
    assert_eq!(beside.post("/staff/language", &[("language", "es")]).await.status, 403);
}

#[rocket::async_test]
async fn every_spelling_of_an_address_shares_its_attempts() {
    let app = TestApp::start().await;
    let spellings = [
        "ana@b\u{fc}cher.example",
        "ana@xn--bcher-kva.example",
        " ANA@B\u{dc}CHER.example",
    ];
    let mut statuses = Vec::new();
    for email in spellings.iter().cycle().take(6) {
        statuses.push(Browser::new(&app).sign_in(email, "a wild guess").await.status);
    }
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429]);
}

#[rocket::async_test]
async fn a_link_in_an_email_is_repeated_from_a_page_of_ours_so_that_the_cookie_comes_along() {
    let app = TestApp::start().await;
    let mailed = Browser::new(&app).with("Sec-Fetch-Site", "cross-site");
    let seen = mailed.get("/staff/sessions?x=1").await;
    assert_eq!(seen.status, 200);
    assert!(
        seen.body
            .contains("http-equiv=\"refresh\" content=\"0;url=/staff/sessions?x&#x3D;1\""),
        "{}",
        seen.body
    );
}

#[rocket::async_test]
async fn in_production_the_cookie_is_for_https_alone() {
    let app = TestApp::in_production().await;
    with_password(&app, ANA, Role::Viewer).await;
    let mut browser = Browser::new(&app);
    let seen = browser.sign_in(ANA, PASSWORD).await;
    let cookie = seen.header("Set-Cookie");
    let (pair, rest) = cookie.split_once(';').expect("attributes");
    assert!(
        pair.starts_with("__Secure-undersigned-staff=") && pair.len() == 27 + 43,
        "{pair}"
    );
    assert_eq!(rest, " Path=/staff; Secure; HttpOnly; SameSite=Strict");
    assert_eq!(browser.get("/staff").await.status, 200);
    browser.cookie = browser.cookie.replace("__Secure-", "");
    assert_eq!(browser.get("/staff").await.status, 303, "by another name");
}
