//! What staff decide by command.

use undersigned::signatures::store::review;

use crate::app::{LETTER, TestApp};

#[rocket::async_test]
async fn staff_count_what_was_held_with_their_evidence_or_take_it_off() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    let waiting = app
        .worker
        .store
        .read_now(|db| review::waiting(db, LETTER, 10))
        .expect("reads");
    assert_eq!(
        (
            waiting.len(),
            waiting[0].held_for.as_str(),
            waiting[0].verification.as_str()
        ),
        (1, "approval", "own-domain")
    );
    assert!(app.approve(waiting[0].id, Some("called the office")));
    assert!(!app.approve(waiting[0].id, None), "once");
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
    assert_eq!(
        app.count(
            "SELECT COUNT(*) AS n FROM organizations WHERE verification = 'staff' AND evidence = 'called the office'"
        ),
        1
    );
    assert!(app.reject(waiting[0].id));
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 0);
}

#[rocket::async_test]
async fn an_invitation_fills_in_the_form_and_staff_see_who_came_by_it() {
    let app = TestApp::start().await;
    let now = app.worker.clock.now();
    let code = app
        .worker
        .store
        .write_now(move |tx| review::invite(tx, LETTER, "Harvest Workers Union, Local 12", None, None, now))
        .expect("writes");
    let path = format!("/en/letters/{LETTER}/sign/organization");
    let form = app.get(&format!("{path}?invite={code}")).await.body;
    assert!(form.contains("value=\"Harvest Workers Union, Local 12\"") && form.contains(&format!("value=\"{code}\"")));
    assert!(
        !app.get(&format!("{path}?invite=wrong"))
            .await
            .body
            .contains("name=\"invite\"")
    );
    app.sign_organization(&[("invite", &code), ("via", "invitation")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM organizations WHERE invitation IS NOT NULL"),
        1
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE source = 'invitation'"),
        1
    );
}

#[rocket::async_test]
async fn a_comment_waits_for_staff_and_waits_again_when_it_changes() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[("comment", "Please act")]).await;
    let unread = || {
        app.worker
            .store
            .read_now(|db| review::unread_comments(db, LETTER, 10))
            .expect("reads")
    };
    let (id, words) = unread().pop().expect("one");
    assert_eq!(words, "Please act");
    assert!(
        app.worker
            .store
            .write_now(move |tx| review::judge_comment(tx, id, true))
            .expect("writes")
    );
    assert!(unread().is_empty());
    let own = app.link_to("/my-signature/").await;
    app.post(&own, &[("listing", "initial"), ("comment", "Something else")])
        .await;
    assert_eq!(unread().len(), 1, "approved were other words");
}
