//! Single sign-on: a trusted proxy says who it is.

use rocket::http::Method;
use undersigned::staff::role::{Letters, Role};

use super::{Browser, acts, add};
use crate::app::TestApp;

const SETTINGS: &str = "[default.proxy]\ntrusted = ['10.0.0.1']\n[default.staff]\nsso_header = 'X-Forwarded-Email'";

/// A browser behind a proxy at an address, which names someone.
fn behind<'a>(app: &'a TestApp, from: &'static str, email: &'static str) -> Browser<'a> {
    let mut browser = Browser::new(app).with("X-Forwarded-Email", email);
    browser.from = from;
    browser
}

const PROXY: &str = "10.0.0.1:4000";

async fn sign_in(browser: &mut Browser<'_>) -> u16 {
    let seen = browser
        .ask(Method::Post, "/staff/sign-in", &[("by", "proxy"), ("next", "/staff")])
        .await;
    browser.cookie = seen.cookie();
    seen.status
}

#[rocket::async_test]
async fn who_the_proxy_names_is_signed_in_as_long_as_it_names_them() {
    let app = TestApp::with(SETTINGS).await;
    add(&app, "Ana@Coalition.example", Role::Owner, Letters::Every);
    let mut ana = behind(&app, PROXY, "ANA@coalition.example");
    let page = ana.get("/staff/sign-in").await.body;
    assert!(page.contains("Continue as ana@coalition.example"), "{page}");
    assert_eq!(sign_in(&mut ana).await, 303);
    // Without an authenticator app: that is the proxy's business.
    assert_eq!(ana.get("/staff/people").await.status, 200);
    assert_eq!(acts(&app).last().map(String::as_str), Some("signed-in"));
    // The same cookie, and the proxy names someone else, or nobody, or it is not the proxy.
    let mut other = behind(&app, PROXY, "bo@coalition.example");
    other.cookie.clone_from(&ana.cookie);
    assert_eq!(other.get("/staff").await.status, 303);
    let mut past_it = behind(&app, "198.51.100.7:4000", "ana@coalition.example");
    past_it.cookie.clone_from(&ana.cookie);
    assert_eq!(past_it.get("/staff").await.status, 303);
    let mut without = Browser::new(&app);
    (without.from, without.cookie) = (PROXY, ana.cookie.clone());
    assert_eq!(without.get("/staff").await.status, 303);
    assert_eq!(ana.get("/staff").await.status, 200);
}

#[rocket::async_test]
async fn nobody_is_signed_in_by_a_header_of_their_own_and_no_account_is_created() {
    let app = TestApp::with(SETTINGS).await;
    add(&app, "ana@coalition.example", Role::Owner, Letters::Every);
    let mut forger = behind(&app, "198.51.100.7:4000", "ana@coalition.example");
    assert!(!forger.get("/staff/sign-in").await.body.contains("Continue as"));
    assert_eq!(sign_in(&mut forger).await, 422);
    assert_eq!(forger.get("/staff").await.status, 303);
    // Two addresses in one header are nobody's.
    assert_eq!(
        sign_in(&mut behind(&app, PROXY, "x@coalition.example, ana@coalition.example")).await,
        422
    );
    let stranger = behind(&app, PROXY, "new@coalition.example");
    let seen = stranger.ask(Method::Post, "/staff/sign-in", &[("by", "proxy")]).await;
    assert!(
        seen.status == 422 && seen.body.contains("new@coalition.example has no account here."),
        "{}",
        seen.body
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM staff_accounts"), 1);
    // A form of another site signs nobody in.
    let mut lured = behind(&app, PROXY, "ana@coalition.example").with("Sec-Fetch-Site", "cross-site");
    assert_eq!(sign_in(&mut lured).await, 403);
}

#[rocket::async_test]
async fn the_service_does_not_start_with_a_header_that_anyone_could_set() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "[default.staff]\nsso_header = 'X-Forwarded-Email'";
    let refused = TestApp::begin(folder, settings).await.err().expect("is refused");
    assert!(refused.contains("staff.sso_header needs proxy.trusted"), "{refused}");
    let app = TestApp::start().await;
    add(&app, "ana@coalition.example", Role::Owner, Letters::Every);
    assert_eq!(sign_in(&mut behind(&app, PROXY, "ana@coalition.example")).await, 422);
}
