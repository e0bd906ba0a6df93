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
    let outvoted = "You have declined, but enough of the others approved. If all is well, your organization stands on the list within a few days.";
    let thanks = "You need not do anything. If all is well, your organization stands on the list within a few days.";
    for (whose, told, untold) in [
        (&kim, outvoted, thanks),
        (&dolores, thanks, outvoted),
        (&luz, thanks, outvoted),
    ] {
        let page = app.get(whose).await.body;
        assert!(page.contains("Approved; our staff look before it counts"), "{page}");
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
    assert!(page.contains("We have asked."), "{page}");
    let kim = link(&app, "kim@harvest.example", "/approve/").await;
    app.worker.clock.shift(8 * 86_400);
    let page = app.get(&kim).await.body;
    assert!(
        page.contains("Signing has ended")
            && page.contains("Your organization&#x27;s signature stands for the text that it signed."),
        "{page}"
    );
}
