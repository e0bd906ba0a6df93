//! No signature is counted for somebody else, twice, or for a text that its signer did not see.

use crate::app::{LETTER, TestApp};
use undersigned::review::store::decisions;
use undersigned::signatures::ids::SignatureId;

async fn letter(app: &TestApp) -> String {
    app.get(&format!("/en/letters/{LETTER}")).await.body
}

/// Signs for an organization and confirms; returns the page.
async fn organization(app: &TestApp, otherwise: &[(&str, &str)]) -> String {
    assert_eq!(app.sign_organization(otherwise).await.status, 200);
    let link = app.link().await;
    app.post(&link, &[]).await.body
}

fn of(app: &TestApp, condition: &str) -> i64 {
    app.count(&format!("SELECT COUNT(*) AS n FROM signatures WHERE {condition}"))
}

fn level(app: &TestApp, level: &str) -> i64 {
    app.count(&format!(
        "SELECT COUNT(*) AS n FROM organizations WHERE verification = '{level}'"
    ))
}

#[rocket::async_test]
async fn a_mail_address_alone_verifies_no_organization() {
    let app = TestApp::start().await;
    let forged = [
        ("legal_name", "Orchard Rights Fund"),
        ("listed_name", "Orchard Rights Fund"),
        ("website", ""),
    ];
    organization(&app, &[&forged[..], &[("email", "x@lobby.example")]].concat()).await;
    assert_eq!((level(&app, "own-domain"), level(&app, "other-address")), (0, 1));
    assert_eq!(of(&app, "flags = 'unverified'"), 1, "and staff see it");
    organization(&app, &[]).await;
    assert_eq!((level(&app, "own-domain"), of(&app, "flags = ''")), (1, 1));
}

#[rocket::async_test]
async fn organizations_that_nothing_verifies_are_held_unless_a_letter_counts_them() {
    let counts = TestApp::with_letter("unverified_organizations = \"count\"").await;
    organization(&counts, &[("email", "sam@gmail.com")]).await;
    assert_eq!(of(&counts, "state = 'confirmed'"), 1);
    assert!(
        letter(&counts)
            .await
            .contains("Confirmed from an email outside the organization")
    );
    let app = TestApp::start().await;
    let page = organization(&app, &[("email", "sam@gmail.com")]).await;
    assert!(page.contains("before we count it"), "{page}");
    assert_eq!(of(&app, "held_for = 'unverified' AND flags = 'free-mail'"), 1);
}

#[rocket::async_test]
async fn whoever_was_disowned_or_rejected_can_not_come_back_by_erasing() {
    let app = TestApp::start().await;
    let notice = [("email", "sam@gmail.com"), ("public_email", "office@harvest.example")];
    organization(&app, &notice).await;
    let own = app.mails().await[0].2.clone();
    let own = own.split_whitespace().find_map(|word| {
        word.strip_prefix("http://letters.test")
            .filter(|it| it.contains("/my-signature/"))
    });
    let own = own.expect("a link").to_owned();
    let not_us = app.link_to("/not-us/").await;
    app.post(&not_us, &[("sure", "yes")]).await;
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!(of(&app, "TRUE"), 0, "the forger erased the row");
    let page = organization(&app, &notice).await;
    assert!(page.contains("before we count it"), "{page}");
    organization(&app, &[("email", "another@gmail.com"), ("website", "")]).await;
    assert_eq!(
        (
            of(&app, "held_for = 'disowned-before'"),
            of(&app, "state = 'confirmed'")
        ),
        (2, 0),
        "another contact waits as well"
    );
    let id = app.count("SELECT MIN(id) AS n FROM signatures WHERE state = 'held'");
    assert!(app.approve(id, Some("the director called us")), "staff decide");
    assert!(app.reject(id));
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 0);
}

#[rocket::async_test]
async fn an_outdated_page_does_not_confirm_what_a_stranger_typed_later() {
    let app = TestApp::start().await;
    app.sign("en", &[("listing", "unlisted")]).await;
    let link = app.link().await;
    let page = app.get(&link).await.body;
    let (_, rest) = page
        .split_once("name=\"version\" value=\"")
        .expect("the page says what it shows");
    let version = rest.split('"').next().expect("closed").to_owned();
    app.sign(
        "en",
        &[("listing", "full"), ("comment", "Not mine"), ("updates", "yes")],
    )
    .await;
    let again = app.post(&link, &[("version", &version)]).await;
    assert_eq!(again.status, 409);
    assert!(
        again.body.contains("The details have changed")
            && again.body.contains("Not mine")
            && again.body.contains("Updates by email")
    );
    assert_eq!(of(&app, "state = 'confirmed'"), 0);
    let (_, rest) = again
        .body
        .split_once("name=\"version\" value=\"")
        .expect("a button for what is shown now");
    let version = rest.split('"').next().expect("closed").to_owned();
    assert!(
        app.post(&link, &[("version", &version)])
            .await
            .body
            .contains("Your signature is now counted.")
    );
}

#[rocket::async_test]
async fn what_was_taken_back_stays_as_it_was_until_its_signer_confirms_anew() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[("comment", "My own words")]).await;
    let own = app.link_to("/my-signature/").await;
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    app.sign("en", &[("name", "Somebody Else"), ("comment", "A stranger's")])
        .await;
    assert!(
        app.get(&own).await.body.contains("My own words"),
        "a stranger does not overwrite it"
    );
    assert_eq!(of(&app, "state = 'withdrawn'"), 1);
    let link = app.link().await;
    app.post(&link, &[]).await;
    assert_eq!(
        (of(&app, "state = 'confirmed'"), of(&app, "TRUE")),
        (1, 1),
        "the mailbox's owner decides, and one row is left"
    );
}

#[rocket::async_test]
async fn a_household_of_two_is_two_whoever_takes_back_first() {
    let app = TestApp::with_letter("people_per_address = 2").await;
    app.sign_and_confirm("en", &[]).await;
    let first = app.link_to("/my-signature/").await;
    app.sign_and_confirm("en", &[("name", "Luis López")]).await;
    app.post(&format!("{first}/remove"), &[("sure", "yes")]).await;
    app.sign("en", &[("name", "Luis Lopez")]).await;
    assert_eq!(of(&app, "TRUE"), 1, "Luis is known");
    assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn a_similar_name_is_held_for_staff_and_another_local_is_not() {
    let app = TestApp::start().await;
    organization(&app, &[]).await;
    let name =
        |name: &'static str, domain: &'static str| [("legal_name", name), ("listed_name", name), ("website", domain)];
    organization(
        &app,
        &[
            &name("Harvset Workers Union, Local 12", "harvset.example")[..],
            &[("email", "kim@harvset.example")],
        ]
        .concat(),
    )
    .await;
    assert_eq!(of(&app, "held_for = 'possible-duplicate'"), 1);
    organization(
        &app,
        &[
            &name("Harvest Workers Union, Local 21", "local21.example")[..],
            &[("email", "kim@local21.example")],
        ]
        .concat(),
    )
    .await;
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 2);
    let listed = [
        ("legal_name", "Front Group"),
        ("listed_name", "Harvest Workers Union Local 12"),
        ("website", "front.example"),
        ("email", "k@front.example"),
    ];
    organization(&app, &listed).await;
    assert_eq!(
        app.count("SELECT organizations AS n FROM tally"),
        2,
        "nor does another's name on the list pass"
    );
}

#[rocket::async_test]
async fn quite_another_name_on_the_list_waits_for_staff() {
    let app = TestApp::start().await;
    organization(&app, &[]).await;
    let own = app.link_to("/my-signature/").await;
    app.post(&own, &[("listed_name", "Harvest Workers Union 12")]).await;
    assert!(
        letter(&app).await.contains("Harvest Workers Union 12"),
        "a correction shows at once"
    );
    app.post(&own, &[("listed_name", "American Circle of Everyone")]).await;
    assert!(!letter(&app).await.contains("American Circle"));
    assert_eq!(of(&app, "held_for = 'listing-changed'"), 1);
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 0);
}

#[rocket::async_test]
async fn addresses_of_roles_and_throw_away_mailboxes_are_marked_or_refused_as_configured() {
    let app = TestApp::start().await;
    assert_eq!(app.sign("en", &[("email", "info@family.example")]).await.status, 200);
    assert_eq!(app.sign("en", &[("email", "ana@mailinator.com")]).await.status, 200);
    assert_eq!((of(&app, "flags = 'role'"), of(&app, "flags = 'disposable'")), (1, 1));
    let unread = app.sign("es", &[("email", "no-reply@family.example")]).await;
    assert!(unread.status == 422 && unread.body.contains("Nadie lee los correos de esta dirección"));
    assert_eq!(
        app.sign_organization(&[("email", "info@harvest.example")]).await.status,
        200
    );
    assert_eq!(of(&app, "kind = 'organization' AND flags = ''"), 1);
    let strict = TestApp::with("[default.signing]\nrole_addresses = 'refuse'\ndisposable_addresses = 'refuse'").await;
    let role = strict.sign("en", &[("email", "info@family.example")]).await;
    assert!(
        role.status == 422 && role.body.contains("id=\"email-error\"") && role.body.contains("like a shared address")
    );
    assert!(
        role.body.contains("value=\"Ana López García\""),
        "nothing typed is lost"
    );
    let disposable = strict.sign("es", &[("email", "ana@mailinator.com")]).await;
    assert!(disposable.status == 422 && disposable.body.contains("correos temporales"));
}

#[rocket::async_test]
async fn a_letter_may_ask_for_no_comments() {
    let app = TestApp::with_letter("comments = \"none\"").await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(!form.contains("name=\"comment\""));
    app.sign_and_confirm("en", &[("comment", "All the same")]).await;
    assert_eq!(app.count("SELECT COUNT(comment) AS n FROM people"), 0);
}

#[rocket::async_test]
async fn an_organization_may_have_its_own_domain_for_a_name_and_nobody_another_address() {
    let app = TestApp::start().await;
    let own = [
        ("legal_name", "Harvest.org"),
        ("listed_name", "Harvest.org Action"),
        ("website", "harvest.org"),
        ("email", "sam@harvest.org"),
    ];
    assert_eq!(app.sign_organization(&own).await.status, 200);
    let foreign = [("legal_name", "Visit pills.biz"), ("listed_name", "Visit pills.biz")];
    assert_eq!(app.sign_organization(&foreign).await.status, 422);
    for name in ["Claim prize bit.ly/x9", "Ana evil.com", "win.org/now Ana"] {
        assert_eq!(app.sign("en", &[("name", name)]).await.status, 422, "{name}");
    }
}

#[rocket::async_test]
async fn approved_comments_are_shown_under_a_letter_that_publishes_them() {
    let app = TestApp::with_letter("comments = \"public\"").await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(form.contains("also publish your message to Congress below the letter, after we review it"));
    app.sign_and_confirm("en", &[("comment", "My brother picks your apples")])
        .await;
    app.sign_and_confirm(
        "en",
        &[
            ("email", "bo@example.org"),
            ("listing", "unlisted"),
            ("comment", "Unlisted words"),
        ],
    )
    .await;
    let spanish = [
        ("email", "cy@example.org"),
        ("comment", "Mi madre cosecha la comida de todos"),
    ];
    app.sign_and_confirm("es", &spanish).await;
    assert!(
        !letter(&app).await.contains("My brother"),
        "not before staff have read it"
    );
    let now = app.worker.clock.now();
    let judge = move |tx: &undersigned::store::Tx<'_>| {
        decisions::judge_comment(tx, SignatureId::new(1), true, now)?;
        decisions::judge_comment(tx, SignatureId::new(2), true, now)?;
        decisions::judge_comment(tx, SignatureId::new(3), true, now)
    };
    app.worker.store.write_now(judge).expect("writes");
    app.worker.clock.shift(6);
    let page = letter(&app).await;
    for read_aloud in ["lang=\"en\">My brother", "lang=\"es\">Mi madre"] {
        assert!(page.contains(read_aloud), "{read_aloud}: {page}");
    }
    assert!(page.contains("My brother picks your apples") && page.contains("In their own words"));
    assert!(
        !page.contains("Unlisted words"),
        "who asked not to be listed is not quoted"
    );
    let at_once = TestApp::with_letter("comments = \"public\"\ncomments_moderated = false").await;
    at_once.sign_and_confirm("en", &[("comment", "Please act")]).await;
    assert!(letter(&at_once).await.contains("Please act"));
    let usual = TestApp::start().await;
    usual.sign_and_confirm("en", &[("comment", "Please act")]).await;
    assert!(!letter(&usual).await.contains("Please act"));
}
