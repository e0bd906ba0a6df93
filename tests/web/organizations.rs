//! Organizations: one line each, with their verification, decided by their deciders.

use crate::app::{LETTER, TestApp};
use undersigned::organizations::approval::reminders;

const HARVEST: &str = "Harvest Workers Union, Local 12";

async fn letter(app: &TestApp) -> String {
    app.get(&format!("/en/letters/{LETTER}")).await.body
}

/// Signs and confirms; returns the page.
async fn confirmed(app: &TestApp, otherwise: &[(&str, &str)]) -> String {
    assert_eq!(app.sign_organization(otherwise).await.status, 200);
    let link = app.link().await;
    app.post(&link, &[]).await.body
}

#[rocket::async_test]
async fn how_well_an_organization_is_known_is_stored() {
    let app = TestApp::start().await;
    confirmed(&app, &[]).await;
    let elsewhere = [
        ("legal_name", "Orchard Workers Circle"),
        ("listed_name", "Orchard Workers Circle"),
        ("website", "orchard.example"),
        ("email", "sam@gmail.com"),
    ];
    confirmed(&app, &elsewhere).await;
    let level = |level: &str| {
        app.count(&format!(
            "SELECT COUNT(*) AS n FROM organizations WHERE verification = '{level}'"
        ))
    };
    assert_eq!((level("own-domain"), level("other-address")), (1, 1));
}

#[rocket::async_test]
async fn one_domain_is_never_two_lines_unless_staff_say_so() {
    let app = TestApp::start().await;
    confirmed(&app, &[]).await;
    let chapter = [
        ("legal_name", "Harvest Workers, Northern Chapter"),
        ("listed_name", "Harvest Workers North"),
        ("email", "kim@north.harvest.example"),
    ];
    let page = confirmed(&app, &chapter).await;
    assert!(page.contains("before we count it"), "{page}");
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
    assert!(!letter(&app).await.contains("Harvest Workers North"));
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE held_for = 'possible-duplicate'"),
        1
    );
}

#[rocket::async_test]
async fn a_letter_may_show_organizations_only_after_approval() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    assert!(confirmed(&app, &[]).await.contains("before we count it"));
    assert!(!letter(&app).await.contains(HARVEST));
}

#[rocket::async_test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: each step begins where the last one ended"
)]
async fn a_director_approves_with_one_press() {
    let app = TestApp::start().await;
    let asks = [
        ("authorized", ""),
        ("approver_name", "Dolores Prado"),
        ("approver_email", "director@harvest.example"),
    ];
    let answer = app.sign_organization(&asks).await;
    assert!(
        answer.status == 200
            && answer
                .body
                .contains("After that, we&#x27;ll ask for approval from: Dolores Prado."),
        "{}",
        answer.body
    );
    let link = app.link().await;
    let page = app.post(&link, &[]).await.body;
    assert!(
        page.contains("We&#x27;ve asked for your organization&#x27;s approval"),
        "{page}"
    );
    app.post(&link, &[]).await;
    let mails = app.mails().await;
    assert_eq!(mails.len(), 2, "pressing twice asks once");
    let (to, subject, text) = &mails[1];
    assert_eq!(to, "director@harvest.example");
    insta::with_settings!({filters => vec![("/(approve|not-us)/[A-Za-z0-9_-]{43}", "/$1/[token]")]}, {
        insta::assert_snapshot!(format!("{subject}\n\n{text}"), @"
    Approval needed: Workers on temporary visas need protection when the next pandemic comes

    Dear Dolores Prado,

    Sam Rivera (Secretary) asks you to approve the signature of Harvest Workers Union, Local 12 on the letter “Workers on temporary visas need protection when the next pandemic comes.” Published by: Coalition for Migration with Rights.

    Please read the letter, then approve or decline. We won't list your organization without its approval.

    Please decide by Tuesday, December 22, 7 a.m. ET.

    http://letters.test/en/approve/[token]

    What the letter is about
    In 2020, 1.6 million people worked in the United States on temporary visas. Many put food on everyone's table and had no protection of their own. We ask Congress to fix this before the next emergency.

    What we ask
    - Make safe housing, transportation and workplaces a condition of every certified job on a temporary visa.
    - Let workers change employers without losing their status.
    - Give every worker paid sick leave, testing and care, no matter their visa.
    - Hold employers accountable for the fees their recruiters charge.

    If no one at your organization asked for this, remove its name here:
    http://letters.test/en/not-us/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    });
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'awaiting'"),
        1
    );
    assert!(!letter(&app).await.contains(HARVEST));
    let approve = app.link_to("/approve/").await;
    let shown = app.get(&approve).await.body;
    assert!(shown.contains("Harvest Workers Union, Local 12 — Salinas, CA") && shown.contains("Approve and sign"));
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'awaiting'"),
        1,
        "opening it changes nothing"
    );
    assert!(
        app.post(&approve, &[("answer", "approve")])
            .await
            .body
            .contains("Thank you! Your organization has signed")
    );
    assert!(letter(&app).await.contains(HARVEST));
    assert!(
        app.post(&approve, &[("answer", "approve")])
            .await
            .body
            .contains("Thank you"),
        "pressing again says the same"
    );
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn who_decides_is_reminded_once_before_the_deadline() {
    let app = TestApp::start().await;
    let asks = [
        ("authorized", ""),
        ("approver_name", "Dolores Prado"),
        ("approver_email", "director@harvest.example"),
    ];
    app.sign_organization(&asks).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    let parts = app.client.rocket().state::<undersigned::web::App>().expect("managed");
    let live_library = app
        .client
        .rocket()
        .state::<undersigned::letters::live_library::LiveLibrary>()
        .expect("managed");
    let remind = || reminders::once(&app.worker.store, live_library, &parts.config, "letters.test");
    assert_eq!(remind().await.expect("runs"), 0, "there is time");
    // From noon on the 1st of December to two days before the end of January's signing.
    app.worker.clock.shift(57 * 86_400 + 43_200);
    assert_eq!(remind().await.expect("runs"), 1);
    assert_eq!(remind().await.expect("runs"), 0, "once");
    let (to, subject, text) = app.mails().await.pop().expect("a mail");
    assert!(
        to == "director@harvest.example"
            && subject.starts_with("Signing ends soon")
            && text.contains("Signing ends soon")
    );
}

#[rocket::async_test]
async fn an_organization_is_told_at_its_public_address_and_takes_its_name_off_at_once() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    confirmed(
        &app,
        &[("email", "sam@gmail.com"), ("public_email", "office@harvest.example")],
    )
    .await;
    assert!(letter(&app).await.contains(HARVEST));
    let (to, subject, text) = app.mails().await.pop().expect("a notice");
    assert_eq!(to, "office@harvest.example");
    insta::with_settings!({filters => vec![("/not-us/[A-Za-z0-9_-]{43}", "/not-us/[token]")]}, {
        insta::assert_snapshot!(format!("{subject}\n\n{text}"), @"
    Someone added your organization to: Workers on temporary visas need protection when the next pandemic comes

    Harvest Workers Union, Local 12 was added to the letter “Workers on temporary visas need protection when the next pandemic comes.” We're letting you know because the email address used is not at your organization's domain.

    Signed by: Sam Rivera (Secretary).

    If this is correct, you don't need to do anything.

    Published by: Coalition for Migration with Rights. Read the letter:
    http://letters.test/en/letters/protect-temporary-visa-workers

    If no one at your organization asked for this, remove its name here:
    http://letters.test/en/not-us/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    });
    let link = app.link_to("/not-us/").await;
    assert!(
        app.get(&link)
            .await
            .body
            .contains("Remove your organization from this letter?")
    );
    assert!(
        app.post(&link, &[("sure", "yes")])
            .await
            .body
            .contains("The name has been removed")
    );
    assert!(!letter(&app).await.contains(HARVEST));
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 0);
    let (to, subject, text) = app.mails().await.pop().expect("staff are told");
    assert_eq!(to, "letters@coalition.example");
    insta::assert_snapshot!(format!("{subject}\n\n{text}"), @"
    An organization says it did not sign: Workers on temporary visas need protection when the next pandemic comes

    Harvest Workers Union, Local 12 says it did not sign the letter “Workers on temporary visas need protection when the next pandemic comes.” We removed the name from the letter and from the count.

    Told us: the organization's public address, office@harvest.example.

    Signed by: Sam Rivera (Secretary), sam@gmail.com.

    Please look into it: undersigned review list protect-temporary-visa-workers, and undersigned review organization 1. Bundles that were already sent can't be recalled.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    app.post(&link, &[("sure", "yes")]).await;
    assert_eq!(app.mails().await.len(), 4, "staff and the contact are told once");
    // The same contact can't put it back by signing again.
    app.sign_organization(&[("email", "sam@gmail.com")]).await;
    let (_, _, text) = app.mails().await.pop().expect("a mail");
    assert!(
        text.contains("says it did not sign") && !text.contains("/confirm/"),
        "{text}"
    );
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 0);
}

#[rocket::async_test]
async fn an_organization_that_wrote_from_its_own_domain_is_not_told_twice() {
    let app = TestApp::start().await;
    confirmed(&app, &[("public_email", "office@harvest.example")]).await;
    assert_eq!(app.mails().await.len(), 1);
}

#[rocket::async_test]
async fn a_preview_shows_the_line_and_records_nothing() {
    let app = TestApp::start().await;
    let page = app.sign_organization(&[("preview", "yes")]).await;
    assert!(
        page.status == 200 && page.body.contains("Harvest Workers Union, Local 12 — Salinas, CA"),
        "{}",
        page.body
    );
    assert!(page.body.contains("value=\"Sam Rivera\""), "and nothing typed is lost");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn an_organization_signs_the_next_letter_in_two_clicks() {
    const NEXT: &str = "asylum-not-temporary-visas";
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    let next = format!("{own}/sign/{NEXT}");
    assert_eq!(app.get(&next).await.status, 404, "not before it is counted itself");
    app.post(&confirm, &[]).await;
    assert!(app.get(&own).await.body.contains(&next));
    let page = app.get(&next).await.body;
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("a form");
    let stale = app.post(&next, &[("edition", &"0".repeat(64))]).await;
    assert!(
        stale.body.contains("Sign this letter, too?"),
        "a text that was not shown is not signed"
    );
    let done = app.post(&next, &[("edition", &rest[..64])]).await;
    assert!(
        done.body.contains("Thank you! Your organization has signed"),
        "{}",
        done.body
    );
    assert!(app.get(&format!("/en/letters/{NEXT}")).await.body.contains(HARVEST));
    assert!(
        app.post(&next, &[("edition", &rest[..64])])
            .await
            .body
            .contains("already on the letter")
    );
    assert_eq!(
        app.count("SELECT organizations AS n FROM tally WHERE letter = 'asylum-not-temporary-visas'"),
        1
    );
    assert!(!app.get(&own).await.body.contains(&next), "it is offered no more");
    let (to, _, text) = app.mails().await.pop().expect("a mail");
    assert!(to == "sam@harvest.example" && text.contains("/my-signature/"));
}
