//! What deciders are told if others decided otherwise, staff review first, or signing has ended.

use crate::app::TestApp;
use crate::deciding::{asked, link, say};
use crate::editions::{own_letters, revise};

#[rocket::async_test]
async fn a_decider_who_declined_is_not_thanked_while_staff_review() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    let ([dolores, kim, luz], _) = asked(&app, &[]).await;
    say(&app, &kim, &[("answer", "decline")]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    let outvoted = "You declined, but enough other approvers approved. If we approve the signature, your organization&#x27;s name will appear on the letter.";
    let thanks = "You don&#x27;t need to do anything. If we approve the signature, your organization&#x27;s name will appear on the letter.";
    for (whose, told, untold) in [
        (&kim, outvoted, thanks),
        (&dolores, thanks, outvoted),
        (&luz, thanks, outvoted),
    ] {
        let page = app.get(whose).await.body;
        assert!(
            page.contains("Thank you. We&#x27;ll review the signature before we count it")
                || page.contains("Approved and under review"),
            "{page}"
        );
        assert!(page.contains(told) && !page.contains(untold), "{page}");
    }
}

#[rocket::async_test]
async fn a_new_text_that_nobody_decided_about_in_time_leaves_the_old_one_signed() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, ..], own) = asked(&app, &[]).await;
    let first = app.edition("en").await;
    say(&app, &dolores, &[("answer", "approve"), ("edition", &first)]).await;
    revise(&app, letters.path()).await;
    let second = app.edition("en").await;
    app.worker.clock.shift(55 * 86_400);
    let page = app.post(&format!("{own}/renew"), &[("edition", &second)]).await.body;
    assert!(page.contains("asked for approval."), "{page}");
    let kim = link(&app, "kim@harvest.example", "/approve/").await;
    app.worker.clock.shift(8 * 86_400);
    let page = app.get(&kim).await.body;
    assert!(
        page.contains("Signing has ended")
            && page.contains("organization&#x27;s signature is only for the version it signed."),
        "{page}"
    );
}

#[rocket::async_test]
async fn a_contact_may_ask_again_about_a_new_text_when_the_days_to_decide_are_over() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, ..], own) = asked(&app, &[]).await;
    let first = app.edition("en").await;
    say(&app, &dolores, &[("answer", "approve"), ("edition", &first)]).await;
    revise(&app, letters.path()).await;
    let second = app.edition("en").await;
    app.post(&format!("{own}/renew"), &[("edition", &second)]).await;
    let button = format!("<input type=\"hidden\" name=\"edition\" value=\"{second}\">");
    let days = i64::from(app.parts().config.signing.approval_days);
    app.worker.clock.shift(days * 86_400 - 60);
    let page = app.get(&own).await.body;
    assert!(!page.contains(&button), "they may still decide: {page}");
    app.worker.clock.shift(120);
    let page = app.get(&own).await.body;
    assert!(page.contains(&button), "nobody may decide any more: {page}");
}
