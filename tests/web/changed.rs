//! The letter's text changes while somebody reads, types, or waits for a mail.

use crate::app::{LETTER, TestApp};
use crate::editions::{edit, own_letters, shows};

/// Starts a service whose letter changes, and returns the folder of its letters.
async fn site() -> (TestApp, tempfile::TempDir) {
    let (letters, setting) = own_letters();
    (TestApp::with(&setting).await, letters)
}

/// Changes a word in both languages of the letter.
async fn change(app: &TestApp, letters: &tempfile::TempDir) {
    let folder = letters.path().join(LETTER);
    edit(&folder.join("es.md"), "addressees = [", "revision = 2\naddressees = [");
    edit(
        &folder.join("en.md"),
        "asks = [\"Make safe",
        "revision = 2\nasks = [\"Make clean and safe",
    );
    assert!(shows(app, &format!("/en/letters/{LETTER}"), "Make clean and safe housing").await);
}

const TOLD: &str = "<ins><span class=\"hidden\" lang=\"en\">added: </span>clean and</ins>";

#[rocket::async_test]
async fn whoever_opened_the_form_before_is_shown_what_changed_and_loses_nothing() {
    let (app, letters) = site().await;
    let old = app.edition("en").await;
    change(&app, &letters).await;
    let typed = [
        ("edition", old.as_str()),
        ("title", "Nurse"),
        ("comment", "Please read this."),
        ("listing", "full"),
    ];
    let answer = app.sign("en", &typed).await;
    assert_eq!(answer.status, 409);
    for part in [
        "What changed",
        TOLD,
        "value=\"Ana López García\"",
        "value=\"ana@example.org\"",
        "value=\"Nurse\"",
        ">Please read this.</textarea>",
    ] {
        assert!(answer.body.contains(part), "{part}\n{}", answer.body);
    }
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    assert_eq!(app.mails().await.len(), 0, "and no mail was sent");
    let new = app.edition("en").await;
    assert!(
        new != old && answer.body.contains(&new),
        "the form now signs the new text"
    );
    assert_eq!(app.sign("en", &[("edition", &new)]).await.status, 200);
    assert_eq!(app.count("SELECT revision AS n FROM signatures"), 2);
}

#[rocket::async_test]
async fn a_text_that_was_never_published_shows_no_change() {
    let app = TestApp::start().await;
    for (unknown, status) in [("", 422), ("x", 422), (&"0".repeat(64), 409)] {
        let answer = app.sign("en", &[("edition", unknown)]).await;
        assert_eq!(answer.status, status);
        assert!(
            answer.body.contains("This letter changed after you opened the form")
                && !answer.body.contains("What changed")
        );
    }
}

#[rocket::async_test]
async fn a_link_signs_the_new_text_only_where_what_changed_was_shown() {
    let (app, letters) = site().await;
    app.sign("en", &[]).await;
    let link = app.link().await;
    let before = app.get(&link).await.body;
    assert!(!before.contains("What changed"));
    change(&app, &letters).await;
    let answer = app.post(&link, &[("version", "1")]).await;
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.body.contains("The letter has changed since you signed") && answer.body.contains(TOLD));
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM tally WHERE people > 0"), 0);
    let shown = app.get(&link).await;
    assert!(shown.status == 200 && shown.body.contains(TOLD), "{}", shown.body);
    let new = app.edition("en").await;
    assert!(shown.body.contains(&format!("name=\"edition\" value=\"{new}\"")));
    assert_eq!(
        app.count("SELECT revision AS n FROM signatures"),
        1,
        "looking signs nothing"
    );
    let done = app.post(&link, &[("version", "1"), ("edition", &new)]).await;
    assert!(
        done.status == 200 && done.body.contains("Your signature is now counted."),
        "{}",
        done.body
    );
    assert_eq!(
        app.count("SELECT revision AS n FROM signatures WHERE state = 'confirmed'"),
        2
    );
    assert_eq!(
        app.count("SELECT signed AS n FROM editions WHERE revision = 2 AND lang = 'en'"),
        1
    );
}

#[rocket::async_test]
async fn the_next_letter_is_signed_as_it_stands_or_not_at_all() {
    let (app, letters) = site().await;
    let asylum = "asylum-not-temporary-visas";
    app.sign_organization(&[]).await;
    app.post(&app.link().await, &[]).await;
    app.post("/en/my-signatures", &[("email", "sam@harvest.example")]).await;
    let next = format!("{}/sign/{asylum}", app.link_to("/my-signature/").await);
    let ask = app.get(&next).await.body;
    let (_, edition) = ask.split_once("name=\"edition\" value=\"").expect("an edition");
    let folder = letters.path().join(asylum);
    edit(
        &folder.join("en.md"),
        "+++\ntitle = \"",
        "+++\nrevision = 2\ntitle = \"Now: ",
    );
    edit(
        &folder.join("es.md"),
        "+++\ntitle = \"",
        "+++\nrevision = 2\ntitle = \"Ahora: ",
    );
    assert!(shows(&app, &format!("/en/letters/{asylum}"), "Now: ").await);
    let answer = app.post(&next, &[("edition", &edition[..64])]).await;
    assert_eq!(answer.status, 409);
    assert!(
        answer.body.contains("The letter has changed") && answer.body.contains(">added: </span>Now:</ins>"),
        "{}",
        answer.body
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 1);
}

#[rocket::async_test]
async fn no_button_of_an_older_form_leads_to_the_new_text_without_a_word() {
    let (app, letters) = site().await;
    let old = app.edition("en").await;
    app.sign("en", &[("email", "first@example.org")]).await;
    let saved = [("save", "yes"), ("authorized", "")];
    assert_eq!(app.sign_organization(&saved).await.status, 200);
    let draft = app.link_to("/draft/").await;
    change(&app, &letters).await;
    let people = format!("/en/letters/{LETTER}/signatures/people");
    let edition = ("edition", old.as_str());
    let name = ("name", "Ana López García");
    for (button, wanted) in [
        (vec![("short", "yes"), ("whole", "yes")], 409),
        (vec![("language", "es")], 409),
        (vec![("other", "yes")], 409),
        (vec![("sent", "first@example.org"), ("language", "es")], 409),
    ] {
        let answer = app.post(&people, &[button.clone(), vec![edition, name]].concat()).await;
        assert_eq!(answer.status, wanted, "{button:?}");
        assert!(answer.body.contains("<ins>"), "{button:?}: {}", answer.body);
    }
    let opened = app.get(&draft).await.body;
    assert!(
        opened.contains("<ins>") && opened.contains("changed after you"),
        "{opened}"
    );
    app.worker.clock.shift(70 * 86_400);
    let closed = app.post(&people, &[("short", "yes"), ("whole", "yes"), name]).await;
    assert_eq!(closed.status, 422, "{}", closed.body);
}
