//! Settings of a letter that editors set on top of its file.

use undersigned::audit::By;
use undersigned::letters::Pause;
use undersigned::letters::overrides::{Setting, Value};
use undersigned::letters::store::settings::{self, Change};
use undersigned::staff::role::Role;

use super::signers::editor;
use super::{Browser, Seen, acts, after, signed_in};
use crate::app::{Answer, LETTER, TestApp};
use crate::editions::{edit, own_letters, shows};

const SETTINGS: &str = "/staff/letters/protect-temporary-visa-workers/settings";
const PAGE: &str = "/en/letters/protect-temporary-visa-workers";
const DAY: i64 = 86_400;

/// Sends the form of a setting as its page shows it; returns the next page.
async fn sent(browser: &Browser<'_>, setting: &str, action: &str, fields: &[(&str, &str)]) -> Seen {
    let page = browser.get(SETTINGS).await.body;
    let (_, form) = page
        .split_once(&format!("name=\"setting\" value=\"{setting}\""))
        .expect("a form");
    let seen = after(form, "name=\"seen\" value=\"").to_owned();
    let all = [("setting", setting), ("action", action), ("seen", &seen)];
    let sent = browser.post(SETTINGS, &[&all[..], fields].concat()).await;
    if sent.status == 303 {
        browser.get(sent.header("Location")).await
    } else {
        sent
    }
}

async fn set(browser: &Browser<'_>, setting: &str, fields: &[(&str, &str)]) -> Seen {
    sent(
        browser,
        setting,
        "set",
        &[fields, &[("why", "The coalition asked for it")]].concat(),
    )
    .await
}

/// What forms that were opened in time say of themselves.
struct Opened {
    edition: String,
    opened: String,
}

impl Opened {
    async fn now(app: &TestApp) -> Self {
        Self {
            edition: app.edition("en").await,
            opened: app.opened().await,
        }
    }

    /// Sends a person's form, whether or not the page still shows one.
    async fn sign(&self, app: &TestApp, name: &str, email: &str) -> Answer {
        let fields = [
            ("edition", self.edition.as_str()),
            ("opened", self.opened.as_str()),
            ("name", name),
            ("email", email),
            ("city", "Fresno"),
            ("country", "US"),
            ("state", "CA"),
            ("postal_code", "93701"),
            ("listing", "initial"),
        ];
        app.post(&format!("{PAGE}/signatures/people"), &fields).await
    }
}

/// Signs an editor in whose session is new, after the clock was moved.
async fn later(app: &TestApp) -> Browser<'_> {
    signed_in(app, "later@coalition.example", Role::Editor, &[LETTER]).await
}

const FEBRUARY: &[(&str, &str)] = &[("day", "2027-02-05"), ("time", "12:00")];

#[rocket::async_test]
async fn a_deadline_that_is_set_counts_instead_of_the_files_until_it_is_unset() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let before = app.get(PAGE).await.body;
    assert!(before.contains("Sign by Friday, January 29"), "{before}");
    for setting in ["closes_organizations", "closes_people"] {
        let page = set(&editor, setting, FEBRUARY).await.body;
        assert!(page.contains("Saved. It counts from now on."), "{page}");
    }
    let page = editor.get(SETTINGS).await.body;
    for words in [
        "In the file: Friday, January 29, 2027, 5 p.m. ET",
        "Set here: Friday, February 5, 2027, noon ET",
        "ed@coalition.example, December 1, 2026",
        "The coalition asked for it",
        "America/New_York",
        "value=\"2027-02-05\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(app.get(PAGE).await.body.contains("Sign by Friday, February 5"));
    let closes = "SELECT COUNT(*) AS n FROM letter_settings WHERE value = '2027-02-05T17:00:00Z'";
    assert_eq!(app.count(closes), 2, "noon in New York");
    app.worker.clock.shift(65 * DAY);
    let form = Opened::now(&app).await;
    let sent_late = form.sign(&app, "Ana Ruiz", "ana@example.org").await;
    assert_eq!(
        sent_late.status, 200,
        "days after the file's deadline: {}",
        sent_late.body
    );
    let editor = later(&app).await;
    let why = [("why", "A mistake")];
    let page = sent(&editor, "closes_people", "unset", &why).await.body;
    assert!(
        page.contains("Saved. The file") && page.contains("back to the file"),
        "{page}"
    );
    assert_eq!(form.sign(&app, "Bea Ruiz", "late@example.org").await.status, 422);
    let acts = acts(&app);
    assert_eq!(acts.iter().filter(|it| *it == "setting-set").count(), 2);
    assert_eq!(acts.iter().filter(|it| *it == "setting-unset").count(), 1);
}

#[rocket::async_test]
async fn a_later_deadline_opens_signing_again() {
    let app = TestApp::start().await;
    let form = Opened::now(&app).await;
    app.worker.clock.shift(61 * DAY);
    let editor = editor(&app).await;
    let refused = form.sign(&app, "Ana Ruiz", "ana@example.org").await;
    assert!(
        refused.status == 422 && refused.body.contains("closed"),
        "{}",
        refused.body
    );
    let page = set(&editor, "closes_people", FEBRUARY).await.body;
    assert!(page.contains("Saved. Signing is open again."), "{page}");
    assert_eq!(app.sign("en", &[]).await.status, 200);
    let organization = app.get(&format!("{PAGE}/sign/organization")).await.body;
    assert!(organization.contains("Signing is closed"), "{organization}");
    let page = set(&editor, "closes_people", &[("none", "yes")]).await.body;
    assert!(page.contains("Set here: No deadline"), "{page}");
    app.worker.clock.shift(40 * DAY);
    assert_eq!(app.sign("en", &[("email", "next@example.org")]).await.status, 200);
}

#[rocket::async_test]
async fn while_signing_is_paused_nobody_signs_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    assert_eq!(app.sign("en", &[("email", "first@example.org")]).await.status, 200);
    let (link, form) = (app.link().await, Opened::now(&app).await);
    let page = set(
        &editor,
        "paused",
        &[("reason-en", "We are fixing <a mistake> in the text.")],
    )
    .await
    .body;
    assert!(page.contains("Saved. No one can sign now."), "{page}");
    for path in [
        PAGE.to_owned(),
        format!("{PAGE}/sign"),
        format!("{PAGE}/sign/organization"),
    ] {
        let page = app.get(&path).await.body;
        assert!(page.contains("Signing is paused"), "{path}: {page}");
        assert!(
            page.contains("We are fixing &lt;a mistake&gt; in the text."),
            "{path}: {page}"
        );
        assert!(!page.contains("<form method=\"post\""), "{path}: {page}");
    }
    let spanish = app.get(&PAGE.replace("/en/", "/es/")).await.body;
    assert!(
        spanish.contains("Las firmas están en pausa") && spanish.contains("lang=\"en\" dir=\"ltr\">We are fixing"),
        "{spanish}"
    );
    let refused = form.sign(&app, "Ana Kept", "kept@example.org").await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(
        refused.body.contains("Signing is paused") && refused.body.contains("Ana Kept"),
        "{}",
        refused.body
    );
    assert_eq!(app.post(&link, &[]).await.status, 200, "what was begun is finished");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'confirmed'"),
        1
    );
    let numbers = editor.get(&format!("/staff/letters/{LETTER}")).await.body;
    assert!(numbers.contains("Signing is paused"), "{numbers}");
    let page = sent(&editor, "paused", "unset", &[("why", "It is fixed")]).await.body;
    assert!(page.contains("Saved. Signing is open again."), "{page}");
    assert!(!app.get(PAGE).await.body.contains("Signing is paused"));
    assert_eq!(app.sign("en", &[("name", "Ana Kept")]).await.status, 200);
}

#[rocket::async_test]
async fn what_another_process_sets_counts_for_a_form_that_is_on_its_way() {
    let app = TestApp::start().await;
    let change = Change {
        setting: Setting::Paused,
        value: Some(Value::Paused(Pause::default())),
        why: "A wave of false names".to_owned(),
    };
    let now = app.worker.clock.now();
    let form = Opened::now(&app).await;
    // The service learns of it within a second; the form does not wait for that.
    let work = move |tx: &undersigned::store::Tx<'_>| settings::set(tx, By::COMMAND_LINE, LETTER, &change, now);
    app.worker.store.write_now(work).expect("is set");
    let refused = form.sign(&app, "Ana Kept", "kept@example.org").await;
    assert!(
        refused.status == 409 || refused.status == 422,
        "{}: {}",
        refused.status,
        refused.body
    );
    assert!(refused.body.contains("Ana Kept"), "{}", refused.body);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    assert!(shows(&app, PAGE, "Signing is paused").await);
}

#[rocket::async_test]
async fn goal_and_approval_count_at_once() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let page = set(&editor, "goal", &[("goal", "4,000")]).await.body;
    assert!(
        page.contains("Set here: 4,000") && page.contains("In the file: 2,500"),
        "{page}"
    );
    let letter = app.get(PAGE).await.body;
    assert!(letter.contains("max=\"4000\""), "{letter}");
    let page = set(&editor, "goal", &[("goal", "")]).await.body;
    assert!(page.contains("Set here: No goal"), "{page}");
    assert!(!app.get(PAGE).await.body.contains("<progress"));
    let page = set(&editor, "approval", &[("rule", "every")]).await.body;
    assert!(page.contains("Set here: All of them"), "{page}");
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'held'"),
        1
    );
}

#[rocket::async_test]
async fn what_can_t_be_is_refused_and_comes_back_as_it_was_typed() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    for (setting, fields, words) in [
        (
            "closes_people",
            &[("day", "2026-11-30"), ("time", "12:00")][..],
            "This time has passed.",
        ),
        (
            "closes_people",
            &[("day", "2027-03-14"), ("time", "02:30")],
            "exists in this time zone",
        ),
        (
            "closes_people",
            &[("day", "2027-11-07"), ("time", "01:30")],
            "exists in this time zone",
        ),
        ("closes_people", &[("day", "soon"), ("time", "")], "value=\"soon\""),
        ("goal", &[("goal", "-4")], "value=\"-4\""),
        ("goal", &[("goal", "0")], "Enter a whole number"),
        ("goal", &[("goal", "1000000001")], "Enter a whole number"),
        ("approval", &[], "Choose one"),
    ] {
        let seen = set(&editor, setting, fields).await;
        assert!(
            seen.status == 422 && seen.body.contains(words),
            "{words}: {}",
            seen.body
        );
    }
    let unexplained = sent(&editor, "goal", "set", &[("goal", "77"), ("why", " ")]).await;
    assert!(
        unexplained.status == 422 && unexplained.body.contains("Say why") && unexplained.body.contains("value=\"77\""),
        "{}",
        unexplained.body
    );
    let long = "x".repeat(301);
    assert_eq!(
        sent(&editor, "goal", "set", &[("goal", "77"), ("why", &long)])
            .await
            .status,
        422
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM letter_settings"), 0);
    let nothing = [("setting", "kind"), ("action", "set"), ("why", "x")];
    assert_eq!(editor.post(SETTINGS, &nothing).await.status, 422);
}

#[rocket::async_test]
async fn the_second_of_two_who_set_the_same_is_told() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    set(&editor, "goal", &[("goal", "77")]).await;
    // This page was opened before.
    let late = [
        ("setting", "goal"),
        ("action", "set"),
        ("seen", "0"),
        ("goal", "88"),
        ("why", "Higher"),
    ];
    let sent = editor.post(SETTINGS, &late).await;
    let page = editor.get(sent.header("Location")).await.body;
    assert!(page.contains("Not saved") && page.contains("Set here: 77"), "{page}");
}

#[rocket::async_test]
async fn what_is_set_holds_after_a_change_of_the_file_and_is_read_by_viewers() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let editor = editor(&app).await;
    set(&editor, "goal", &[("goal", "7,777")]).await;
    let file = letters.path().join(LETTER).join("letter.toml");
    edit(&file, "closes = 2027-01-29T17:00:00", "closes = 2027-01-28T17:00:00");
    edit(&file, "goal = 2500", "goal = 2600");
    assert!(shows(&app, PAGE, "Sign by Thursday, January 28").await);
    assert!(app.get(PAGE).await.body.contains("max=\"7777\""));
    let viewer = signed_in(&app, "vi@coalition.example", Role::Viewer, &[LETTER]).await;
    let page = viewer.get(SETTINGS).await.body;
    assert!(
        page.contains("Set here: 7,777") && page.contains("In the file: 2,600"),
        "{page}"
    );
    assert!(!page.contains("name=\"setting\""), "{page}");
    // The folder goes, and comes back.
    let (there, away) = (letters.path().join(LETTER), letters.path().join("_away"));
    std::fs::rename(&there, &away).expect("moves");
    app.sign("en", &[]).await;
    for _ in 0..300 {
        if app.get(PAGE).await.status == 404 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(app.get(PAGE).await.status, 404);
    let gone = editor.get(SETTINGS).await;
    assert_eq!(gone.status, 200);
    assert!(
        gone.body.contains("folder is missing") && gone.body.contains("7,777"),
        "{}",
        gone.body
    );
    std::fs::rename(&away, &there).expect("moves back");
    assert!(shows(&app, PAGE, "max=\"7777\"").await);
}
