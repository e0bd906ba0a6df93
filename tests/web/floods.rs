//! Many people from one source: held for staff, who decide once.

use std::process::Command;

use crate::app::{LETTER, TestApp};

/// Few are let through in a day, and much mail goes.
const FEW: &str = "[default.quotas]\ncounted_per_day_per_domain = 4\nmails_per_day_per_recipient = 20\nmails_per_letter_per_recipient = 20";

async fn signs(app: &TestApp, email: &str) {
    let name = format!("Person {}", email.len());
    app.sign("en", &[("email", email), ("name", &name)]).await;
    let link = app.link_to("/confirm/").await;
    app.post(&link, &[]).await;
}

fn counted(app: &TestApp) -> i64 {
    app.count("SELECT people AS n FROM tally")
}

fn held(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'held' AND held_for = 'surge'")
}

/// `undersigned review release`, beside the running service.
fn release(app: &TestApp, source: &str) {
    let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .args(["review", "release", LETTER, "--domain", source])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("UNDERSIGNED_STORE__PATH", app.folder.path().join("test.db"))
        .output()
        .expect("runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[rocket::async_test]
async fn a_household_may_have_a_tag_for_each_and_more_are_held() {
    let app = TestApp::with(FEW).await;
    for n in 0..3 {
        signs(&app, &format!("stuffer+{n}@zoho.com")).await;
    }
    assert_eq!((counted(&app), held(&app)), (3, 0));
    signs(&app, "stuffer+3@zoho.com").await;
    assert_eq!((counted(&app), held(&app)), (0, 4), "nothing counts until staff look");
    app.worker.clock.shift(3 * 86_400);
    signs(&app, "Stuffer+4@zoho.com").await;
    assert_eq!((counted(&app), held(&app)), (0, 5), "nor does patience help");
    signs(&app, "other+news@zoho.com").await;
    signs(&app, "someone@zoho.com").await;
    assert_eq!(
        (counted(&app), held(&app)),
        (2, 5),
        "nobody else at the provider is held"
    );
    release(&app, "stuffer+1@zoho.com");
    let remembered = "SELECT COUNT(*) AS n FROM surges";
    assert_eq!(app.count(remembered), 0, "no mailbox is kept beside its signatures");
    assert_eq!((counted(&app), held(&app)), (7, 0));
    signs(&app, "stuffer+5@zoho.com").await;
    assert_eq!(
        (counted(&app), held(&app)),
        (8, 0),
        "whom staff let through make no flood"
    );
}

#[rocket::async_test]
async fn names_below_a_dynamic_domain_are_one_source() {
    let app = TestApp::with(FEW).await;
    for n in 0..4 {
        signs(&app, &format!("ana+{n}@name{n}.duckdns.org")).await;
    }
    assert_eq!((counted(&app), held(&app)), (4, 0));
    signs(&app, "bob@another.duckdns.org").await;
    assert_eq!((counted(&app), held(&app)), (0, 5));
    let surges = "SELECT COUNT(*) AS n FROM surges WHERE domain = 'duckdns.org'";
    assert_eq!(
        app.count(surges),
        1,
        "staff are told of the domain below which they are"
    );
    release(&app, "duckdns.org");
    signs(&app, "eva@onemore.duckdns.org").await;
    assert_eq!((counted(&app), held(&app)), (6, 0), "staff have looked");
}

#[rocket::async_test]
async fn signatures_of_one_day_can_be_a_flood_and_those_of_many_days_are_not() {
    let app = TestApp::with("[default.quotas]\ncounted_per_day_per_domain = 2").await;
    for n in 0..5 {
        signs(&app, &format!("member{n:0>width$}@union-hall.example", width = n + 1)).await;
        assert_eq!((counted(&app), held(&app)), (i64::try_from(n + 1).expect("few"), 0));
        app.worker.clock.shift(13 * 3_600);
    }
    // Twelve hours later two are of one day already.
    app.worker.clock.shift(-3_600);
    signs(&app, "the-sixth-member@union-hall.example").await;
    assert_eq!((counted(&app), held(&app)), (6, 0));
    signs(&app, "the-seventh-member-of-all@union-hall.example").await;
    assert_eq!(
        (counted(&app), held(&app)),
        (4, 3),
        "those of the last day are held, and nobody else"
    );
}
