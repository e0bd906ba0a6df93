//! What is asked for depends on where someone lives.

use crate::app::{LETTER, TestApp};

#[rocket::async_test]
async fn a_country_without_postal_codes_needs_none() {
    let app = TestApp::start().await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    let (_, field) = form.split_once("id=\"postal_code\"").expect("the field");
    assert!(
        !field.split('>').next().expect("a tag").contains("required"),
        "the browser does not insist"
    );
    let nairobi = [
        ("country", "KE"),
        ("postal_code", ""),
        ("city", "Nairobi"),
        ("state", ""),
    ];
    assert_eq!(app.sign("en", &nairobi).await.status, 200);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM people WHERE postal_code = ''"), 1);
    let at_home = app
        .sign("en", &[("postal_code", ""), ("email", "bo@example.org")])
        .await;
    assert!(at_home.status == 422 && at_home.body.contains("id=\"postal_code-error\""));
}

#[rocket::async_test]
async fn without_a_table_no_district_is_stored_for_a_congress_that_nobody_knows() {
    let app = TestApp::start().await;
    let anchorage = [("postal_code", "99501"), ("city", "Anchorage"), ("state", "")];
    assert_eq!(app.sign("en", &anchorage).await.status, 200);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures WHERE region = 'AK'"), 1);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM people WHERE congress IS NOT NULL"),
        0
    );
}
