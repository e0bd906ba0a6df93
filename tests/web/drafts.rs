//! A form that an organization's contact saves for later.

use crate::app::{LETTER, TestApp};
use undersigned::retention;

async fn saved(app: &TestApp, otherwise: &[(&str, &str)]) -> String {
    let fields: Vec<_> = [("save", "yes")].iter().chain(otherwise).copied().collect();
    let page = app.sign_organization(&fields).await;
    assert!(
        page.status == 200 && page.body.contains("Saved for later"),
        "{}",
        page.body
    );
    app.link_to("/draft/").await
}

/// Returns the token of a link, as the form sends it.
fn token(link: &str) -> &str {
    link.rsplit('/').next().expect("a token")
}

#[rocket::async_test]
async fn a_form_is_saved_half_filled_in_and_its_link_opens_it_again() {
    let app = TestApp::start().await;
    let half = [
        ("legal_name", ""),
        ("city", ""),
        ("org_kind", ""),
        ("authorized", "yes"),
    ];
    let link = saved(&app, &half).await;
    let (to, subject, text) = app.mails().await.pop().expect("a mail");
    assert!(
        to == "sam@harvest.example" && subject.starts_with("Your form is saved"),
        "{subject}"
    );
    assert!(
        !text.contains("Harvest"),
        "nothing that a stranger typed stands in the mail: {text}"
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures"),
        0,
        "it counts for nothing"
    );
    let form = app.get(&link).await.body;
    assert!(form.contains("value=\"Harvest Workers Union, Local 12\"") && form.contains("value=\"Sam Rivera\""));
    assert!(
        !form.contains(" checked"),
        "what must be stated is stated when signing: {form}"
    );
    assert!(form.contains(&format!("name=\"draft\" value=\"{}\"", token(&link))));
}

#[rocket::async_test]
async fn a_saved_form_goes_to_those_who_decide_at_once_for_its_link_shows_whose_mailbox_it_is() {
    let app = TestApp::start().await;
    let link = saved(&app, &[]).await;
    let board = [
        ("draft", token(&link)),
        ("authorized", ""),
        ("approver_name", "Dolores Prado"),
        ("approver_email", "dolores@harvest.example"),
    ];
    let page = app.sign_organization(&board).await;
    assert!(
        page.status == 200 && page.body.contains("a link to: Dolores Prado"),
        "{}",
        page.body
    );
    let (to, _, _) = app.mails().await.pop().expect("a mail");
    assert_eq!(to, "dolores@harvest.example");
    let approve = app.link_to("/approve/").await;
    assert!(
        app.post(&approve, &[("answer", "approve")])
            .await
            .body
            .contains("has signed")
    );
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
    assert_eq!(app.get(&link).await.status, 404, "what was sent is saved no more");
}

#[rocket::async_test]
async fn another_address_than_the_links_must_confirm() {
    let app = TestApp::start().await;
    let link = saved(&app, &[]).await;
    let board = [
        ("draft", token(&link)),
        ("email", "kim@harvest.example"),
        ("authorized", ""),
        ("approver_name", "Dolores Prado"),
        ("approver_email", "dolores@harvest.example"),
    ];
    app.sign_organization(&board).await;
    let (to, subject, _) = app.mails().await.pop().expect("a mail");
    assert!(
        to == "kim@harvest.example" && subject.starts_with("Confirm your signature"),
        "{subject}"
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'pending'"),
        1
    );
}

#[rocket::async_test]
async fn whoever_signs_themselves_from_a_saved_form_confirms_as_everyone_does() {
    let app = TestApp::start().await;
    let link = saved(&app, &[]).await;
    let page = app.sign_organization(&[("draft", token(&link))]).await;
    assert!(page.body.contains("Check your email"), "{}", page.body);
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn a_form_saved_again_keeps_its_link_and_brings_no_second_mail() {
    let app = TestApp::start().await;
    let link = saved(&app, &[]).await;
    let again = app
        .sign_organization(&[("save", "yes"), ("draft", token(&link)), ("city", "Fresno")])
        .await;
    assert!(
        again.status == 200 && again.body.contains("opens the form as it is now"),
        "{}",
        again.body
    );
    assert_eq!(app.mails().await.len(), 1);
    assert!(app.get(&link).await.body.contains("value=\"Fresno\""));
    let elsewhere = [
        ("save", "yes"),
        ("draft", token(&link)),
        ("email", "kim@harvest.example"),
    ];
    app.sign_organization(&elsewhere).await;
    assert_eq!(
        app.get(&link).await.status,
        404,
        "another address has a link of its own"
    );
    assert_eq!(app.mails().await.pop().expect("a mail").0, "kim@harvest.example");
}

#[rocket::async_test]
async fn a_saved_form_is_deleted_by_its_contact_or_by_time() {
    let app = TestApp::start().await;
    let link = saved(&app, &[]).await;
    assert_eq!(
        app.get(&format!("{link}/remove")).await.status,
        405,
        "opening a link deletes nothing"
    );
    let gone = app.post(&format!("{link}/remove"), &[]).await.body;
    assert!(gone.contains("The form has been deleted"), "{gone}");
    assert_eq!(app.get(&link).await.status, 404);
    let link = saved(&app, &[]).await;
    app.worker.clock.shift(7 * 86_400);
    let parts = app.parts();
    retention::once(&app.worker.store, &parts.clock, &parts.config.signing)
        .await
        .expect("runs");
    assert_eq!(app.get(&link).await.status, 404);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM saved_forms"), 0);
}

#[rocket::async_test]
async fn only_the_address_must_be_right_and_the_mailbox_is_not_filled() {
    let app = TestApp::start().await;
    for wrong in ["", "nobody"] {
        let answer = app.sign_organization(&[("save", "yes"), ("email", wrong)]).await;
        assert!(
            answer.status == 422 && answer.body.contains("id=\"email-error\""),
            "{wrong}"
        );
    }
    let slip = app
        .sign_organization(&[("save", "yes"), ("email", "sam@gmial.com")])
        .await;
    assert!(
        slip.status == 422 && slip.body.contains("sam@gmail.com"),
        "{}",
        slip.body
    );
    let program = app.sign_organization(&[("save", "yes"), ("leave_empty", "x")]).await;
    assert_eq!(program.status, 422);
    for _ in 0..5 {
        let page = app.sign_organization(&[("save", "yes")]).await;
        assert_eq!(page.status, 200, "the answer tells nothing");
    }
    assert_eq!(app.mails().await.len(), 3);
}

#[rocket::async_test]
async fn a_saved_form_opens_no_more_when_signing_is_over() {
    let app = TestApp::start().await;
    let link = saved(&app, &[]).await;
    app.worker.clock.shift(70 * 86_400);
    let page = app.get(&link).await.body;
    assert!(!page.contains("name=\"legal_name\""), "{page}");
    let form = format!("/en/letters/{LETTER}/signatures/organizations");
    let refused = app
        .post(&form, &[("save", "yes"), ("email", "sam@harvest.example")])
        .await;
    assert_eq!(refused.status, 422);
    assert_eq!(app.mails().await.len(), 1);
}

#[rocket::async_test]
async fn a_form_is_kept_until_its_new_link_is_on_its_way() {
    let app = TestApp::start().await;
    let link = saved(&app, &[]).await;
    for city in ["Austin", "Boston", "Camden"] {
        app.sign_organization(&[("save", "yes"), ("email", "director@harvest.example"), ("city", city)])
            .await;
    }
    let sent = app.mails().await.len();
    let moved = [
        ("save", "yes"),
        ("draft", token(&link)),
        ("email", "director@harvest.example"),
    ];
    let page = app.sign_organization(&moved).await;
    assert!(
        page.body.contains("Saved for later"),
        "it does not tell that the mailbox had enough mail"
    );
    assert_eq!(app.mails().await.len(), sent, "{}", page.body);
    assert_eq!(app.get(&link).await.status, 200, "the saved form is still there");
}
