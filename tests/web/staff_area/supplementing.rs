//! Sending a supplement from the browser: who gets what, composing, the email, and two people who approve.

use undersigned::delivery::composing;

use super::sending::{self, APPROVE, composed, owed, person, workshop};
use super::signers::told;
use super::{Browser, acts, after};
use crate::app::TestApp;
use crate::delivering::signed_with;

const PAGE: &str = "/staff/letters/protect-temporary-visa-workers/supplement";
const APPROVAL: &str = "/staff/letters/protect-temporary-visa-workers/supplement/approve";
const EMAIL: &str = "/staff/letters/protect-temporary-visa-workers/supplement/email/recipient:labor-secretary";

async fn sign(app: &TestApp, name: &str) {
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "-"));
    app.sign_and_confirm("en", &[("name", name), ("email", &email)]).await;
}

/// Sends the letter itself, which two people approve.
async fn deliver_letter(app: &TestApp, one: &Browser<'_>, two: &Browser<'_>) {
    composed(app, one).await;
    let plan = after(&one.get(APPROVE).await.body, "name=\"plan\" value=\"").to_owned();
    told(one, APPROVE, &[("plan", &plan)]).await;
    told(two, APPROVE, &[("plan", &plan)]).await;
    app.mails().await;
}

/// Says where the supplement that was sent is shown.
async fn is_shown(app: &TestApp, editor: &Browser<'_>) {
    app.mails().await;
    let overview = editor
        .get("/staff/letters/protect-temporary-visa-workers/delivery")
        .await
        .body;
    assert!(
        overview.contains("Supplement 1") && overview.contains("(supplements)"),
        "{overview}"
    );
    let office = "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary";
    assert!(editor.get(office).await.body.contains("version 1 · Supplement 1"));
    assert!(acts(app).contains(&"delivery-tested".to_owned()));
}

#[rocket::async_test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: each step begins where the last one ended"
)]
async fn two_people_approve_a_supplement_that_staff_looked_at() {
    let app = signed_with("approvals = 2").await;
    let (one, two) = (person(&app, "one").await, person(&app, "two").await);
    deliver_letter(&app, &one, &two).await;
    let page = one.get(PAGE).await.body;
    assert!(
        page.contains("No office would get a supplement now") && !page.contains("Create the files"),
        "{page}"
    );
    assert!(one.get(sending::PAGE).await.body.contains("Send a supplement"));
    let without = [("action", "prepare"), ("without-congress", "yes")];
    told(&one, PAGE, &without).await;
    assert!(composing::next(&workshop(&app)).expect("writes"));
    let page = one.get(PAGE).await.body;
    assert!(page.contains("no office would get a supplement now"), "{page}");
    sign(&app, "Bea Ruiz").await;
    sign(&app, "Cy Ruiz").await;
    let page = one.get(PAGE).await.body;
    assert!(
        page.contains("Supplement 1 · Individuals: 2 new, 3 in all") && page.contains("without-congress"),
        "{page}"
    );
    told(&one, PAGE, &without).await;
    let letter = one.get(sending::PAGE).await.body;
    assert!(letter.contains("about to create the files"), "{letter}");
    assert!(composing::next(&workshop(&app)).expect("writes"));
    let page = one.get(PAGE).await.body;
    assert!(
        page.contains("Supplement 1 · Individuals: 2 new, 3 in all") && page.contains("Go on to approve"),
        "{page}"
    );
    let letter = one.get(sending::PAGE).await.body;
    assert!(letter.contains("No email is left to send"), "{letter}");
    let email = one.get(EMAIL).await.body;
    assert!(
        email.contains("Supplement 1: 2 individuals also signed") && email.contains("signed after that"),
        "{email}"
    );
    told(
        &one,
        PAGE,
        &[("action", "test"), ("office", "recipient:labor-secretary")],
    )
    .await;
    let (to, subject, _) = app.mails().await.pop().expect("a mail");
    assert_eq!(to, "one@coalition.example");
    assert!(subject.starts_with("TEST: Supplement 1: "), "{subject}");
    let before = owed(&app);
    let confirm = one.get(APPROVAL).await.body;
    assert!(
        confirm.contains("Supplement 1 · Individuals: 2 new, 3 in all"),
        "{confirm}"
    );
    let plan = after(&confirm, "name=\"plan\" value=\"").to_owned();
    let page = told(&one, APPROVAL, &[("plan", &plan)]).await;
    assert!(page.contains("Another person has to approve, too"), "{page}");
    // The letter's approval is another one.
    let page = told(&two, APPROVE, &[("plan", &plan)]).await;
    assert!(page.contains("Something changed in the meantime"), "{page}");
    let page = told(&two, APPROVAL, &[("plan", &plan)]).await;
    assert!(page.contains("The emails are on their way"), "{page}");
    assert_eq!(owed(&app), before + 1);
    let page = told(&two, APPROVAL, &[("plan", &plan)]).await;
    assert!(page.contains("Something changed in the meantime"), "{page}");
    assert_eq!(owed(&app), before + 1, "nothing is sent twice");
    is_shown(&app, &one).await;
}
