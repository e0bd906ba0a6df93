//! The page that records a signature from paper, an email or a phone call.

use super::signers::editor;
use super::{acts, signed_in};
use crate::app::{LETTER, TestApp};
use undersigned::staff::role::Role;

const RECORD: &str = "/staff/letters/protect-temporary-visa-workers/record";

const PERSON: &[(&str, &str)] = &[
    ("kind", "person"),
    ("name", "Ana Ruiz Soto"),
    ("country", "US"),
    ("postal_code", "93701"),
    ("listing", "initial"),
    ("evidence", "Sign-up sheet of March 2, blue folder"),
    ("language", "es"),
    ("consent", "yes"),
];

const HARVEST: &[(&str, &str)] = &[
    ("kind", "organization"),
    ("legal_name", "Harvest Workers Union, Local 12"),
    ("org_kind", "union"),
    ("scope", "local"),
    ("country", "US"),
    ("city", "Salinas"),
    ("state", "CA"),
    ("contact_name", "Sam Rivera"),
    ("contact_title", "Secretary"),
    ("evidence", "Letter of March 2"),
    ("language", "en"),
    ("consent", "yes"),
];

fn with<'a>(usual: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = usual
        .iter()
        .filter(|(field, _)| more.iter().all(|(other, _)| other != field));
    kept.chain(more).copied().collect()
}

#[rocket::async_test]
async fn a_person_on_paper_is_recorded_and_the_next_form_keeps_the_evidence() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let sheet = editor
        .get(&format!("/staff/letters/{LETTER}/signers?kind=person"))
        .await
        .body;
    assert!(sheet.contains(&format!("{RECORD}?kind&#x3D;person")), "{sheet}");
    let form = editor.get(&format!("{RECORD}?kind=person")).await.body;
    assert!(
        form.contains("Sign-up sheet of March 2") && !form.contains("name=\"updates\""),
        "{form}"
    );
    let sent = editor.post(RECORD, PERSON).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let to = sent.header("Location").to_owned();
    assert!(
        !to.contains("blue") && !to.contains("Ana"),
        "no personal data in a URL: {to}"
    );
    let page = editor.get(&to).await.body;
    for words in [
        "Recorded. The signature is counted.",
        &format!("href=\"/staff/letters/{LETTER}/signers/1\""),
        "Ana Ruiz Soto",
        ">Sign-up sheet of March 2, blue folder</textarea>",
        "value=\"es\" selected",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(app.count("SELECT people * 10 + recorded AS n FROM tally"), 11);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE lang = 'es' AND origin = 'recorded'"),
        1
    );
    assert!(acts(&app).contains(&"signatures-recorded".to_owned()));
    // The same name on the next sheet.
    let again = editor.post(RECORD, PERSON).await;
    assert_eq!(again.status, 422);
    assert!(
        again.body.contains("has already signed")
            && again.body.contains("signers/1\"")
            && again.body.contains("value=\"93701\""),
        "{}",
        again.body
    );
    assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn every_error_is_beside_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let wrong = with(
        HARVEST,
        &[
            ("legal_name", ""),
            ("email", "sam@"),
            ("website", "not a site"),
            ("evidence", ""),
            ("consent", ""),
            ("city", "Fresno & <Salinas>"),
        ],
    );
    let seen = editor.post(RECORD, &wrong).await;
    assert_eq!(seen.status, 422);
    for id in [
        "legal_name-error",
        "email-error",
        "website-error",
        "evidence-error",
        "consent-error",
    ] {
        assert!(seen.body.contains(&format!("id=\"{id}\"")), "{id}: {}", seen.body);
    }
    assert!(
        !seen.body.contains("city-hint"),
        "its city always appears: {}",
        seen.body
    );
    for kept in [
        "value=\"sam@\"",
        "value=\"not a site\"",
        "value=\"Fresno &amp; &lt;Salinas&gt;\"",
        "value=\"Secretary\"",
    ] {
        assert!(seen.body.contains(kept), "{kept}: {}", seen.body);
    }
    assert!(
        !seen.body.contains("Enter your"),
        "it speaks of someone else: {}",
        seen.body
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    // Only the agreement is missing.
    let seen = editor.post(RECORD, &with(HARVEST, &[("consent", "no")])).await;
    assert!(
        seen.status == 422 && seen.body.contains("Without their agreement"),
        "{}",
        seen.body
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn an_address_that_looks_mistyped_is_kept_if_it_comes_again() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let typo = with(PERSON, &[("email", "ana@gmial.com")]);
    let seen = editor.post(RECORD, &typo).await;
    assert!(
        seen.status == 422 && seen.body.contains("Did you mean ana@gmail.com?"),
        "{}",
        seen.body
    );
    assert!(
        seen.body.contains("name=\"email_checked\" value=\"ana@gmial.com\""),
        "{}",
        seen.body
    );
    let other = with(&typo, &[("email", "ana@gmal.com"), ("email_checked", "ana@gmial.com")]);
    assert_eq!(editor.post(RECORD, &other).await.status, 422);
    let kept = with(&typo, &[("email_checked", "ana@gmial.com")]);
    assert_eq!(editor.post(RECORD, &kept).await.status, 303);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE email = 'ana@gmial.com'"),
        1
    );
}

#[rocket::async_test]
async fn an_organization_is_recorded_and_its_name_alone_may_hold_it() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let sent = editor.post(RECORD, HARVEST).await;
    let page = editor.get(sent.header("Location")).await.body;
    assert!(page.contains("Recorded. The signature is counted."), "{page}");
    assert_eq!(app.count("SELECT organizations * 10 + recorded AS n FROM tally"), 11);
    let county = with(HARVEST, &[("legal_name", "County of Fresno"), ("city", "Fresno")]);
    let sent = editor.post(RECORD, &county).await;
    let page = editor.get(sent.header("Location")).await.body;
    assert!(page.contains("The signature is under review."), "{page}");
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn a_letter_that_does_not_ask_individuals_says_so_and_records_none() {
    let app = TestApp::with_file("letter.toml", "people = true", "people = false").await;
    let editor = editor(&app).await;
    let page = editor.get(&format!("{RECORD}?kind=person")).await.body;
    assert!(
        page.contains("Individuals can&#x27;t sign this letter.") && !page.contains("name=\"evidence\""),
        "{page}"
    );
    assert_eq!(editor.post(RECORD, PERSON).await.status, 422);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn the_form_is_in_the_language_of_staff_and_read_only_mode_records_nothing() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    editor
        .post("/staff/language", &[("language", "es"), ("back", RECORD)])
        .await;
    let page = editor.get(&format!("{RECORD}?kind=person")).await.body;
    assert!(
        page.contains("¿Cómo debe aparecer el nombre?") && page.contains("Esta persona aceptó firmar"),
        "{page}"
    );
    let other = signed_in(
        &app,
        "o@coalition.example",
        Role::Editor,
        &["asylum-not-temporary-visas"],
    )
    .await;
    assert_eq!(other.get(RECORD).await.status, 404);
    std::fs::write(app.folder.path().join("maintenance"), "").expect("writes");
    assert_eq!(editor.post(RECORD, PERSON).await.status, 503);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}
