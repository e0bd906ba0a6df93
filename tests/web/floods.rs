//! Floods from one source: held for staff, who decide once.

use std::process::Command;

use undersigned::review::store::decisions;
use undersigned::signatures::ids::SignatureId;

use crate::app::{LETTER, TestApp};
use crate::editions::{edit, own_letters};

/// Quotas that count few signatures in a day, and allow much mail.
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

/// Runs `undersigned review release`, beside the running service.
fn release(app: &TestApp, source: &str) {
    let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .args(["review", "release", LETTER, "--domain", source])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .envs(crate::app::stored_in(&app.folder.path().join("test.db")))
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
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'surge'"), 1);
    release(&app, "duckdns.org");
    signs(&app, "eva@onemore.duckdns.org").await;
    assert_eq!((counted(&app), held(&app)), (6, 0), "staff have looked");
}

#[rocket::async_test]
async fn a_flood_of_organizations_that_nothing_verifies_holds_no_others() {
    let (letters, setting) = own_letters();
    edit(
        &letters.path().join(LETTER).join("letter.toml"),
        "[signing]\n",
        "[signing]\nunverified_organizations = \"count\"\n",
    );
    let app = TestApp::with(&format!("{setting}\n[default.quotas]\ncounted_per_day_per_domain = 2")).await;
    let signs = async |name: &str, more: &[(&str, &str)]| {
        let mailbox = format!("{}@gmail.com", name.to_lowercase().replace(' ', "."));
        let own = [
            ("legal_name", name),
            ("listed_name", name),
            ("contact_name", name),
            ("website", ""),
            ("email", &mailbox),
        ];
        app.sign_organization(&[&own, more].concat()).await;
        let links = [app.link_to("/confirm/").await, app.link_to("/my-signature/").await];
        app.post(&links[0], &[]).await;
        let sql = format!("SELECT COUNT(*) AS n FROM signatures WHERE listed_name = '{name}' AND state = 'confirmed'");
        let held = format!("SELECT COUNT(*) AS n FROM signatures WHERE listed_name = '{name}' AND held_for = 'surge'");
        (app.count(&sql), app.count(&held), links)
    };
    let (.., [_, known]) = signs("Alder Growers", &[]).await;
    let seen = app
        .worker
        .store
        .write_now(|tx| decisions::verify(tx, SignatureId::new(1), "called the office"));
    assert!(seen.expect("writes"));
    for name in ["Beech Growers", "Cedar Growers"] {
        assert_eq!(signs(name, &[]).await.0, 1, "{name}");
    }
    let (counted, held, _) = signs("Dogwood Growers", &[]).await;
    assert_eq!((counted, held), (0, 1));
    // Verified by its own domain; a name that is held anyway; one that staff have verified.
    let own_domain = [("website", "elm.example"), ("email", "kim@elm.example")];
    assert_eq!(signs("Elm Growers", &own_domain).await.0, 1);
    signs("State of California", &[]).await;
    let government = "SELECT COUNT(*) AS n FROM signatures WHERE held_for = 'government'";
    assert_eq!(app.count(government), 1);
    app.post(&format!("{known}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!(signs("Alder Growers", &[]).await.0, 1);
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
