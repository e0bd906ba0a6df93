use crate::app::{LETTER, TestApp, on_disk};

#[rocket::async_test]
async fn opening_the_link_changes_nothing_and_the_button_counts() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    let link = app.link().await;
    for path in [
        link.clone(),
        format!("{link}?confirm=yes"),
        format!("{link}?_method=post"),
    ] {
        assert!(app.get(&path).await.body.contains("Confirm my signature"));
    }
    assert_eq!(app.client.head(link.clone()).dispatch().await.status().code, 200);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM tally"), 0);
    assert!(
        app.post(&link, &[])
            .await
            .body
            .contains("Your signature is now counted.")
    );
    let page = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(
        page.contains(">1 individual</strong>") && page.contains("Ana G."),
        "the cached page is made anew"
    );
}

#[rocket::async_test]
async fn a_second_press_says_kindly_that_it_is_done() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let link = app.link().await;
    assert!(
        app.post(&link, &[])
            .await
            .body
            .contains("You&#x27;ve already confirmed")
    );
    assert!(app.get(&link).await.body.contains("You&#x27;ve already confirmed"));
    assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn an_expired_link_counts_nothing() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    let link = app.link().await;
    app.worker.clock.shift(72 * 3_600);
    assert!(app.post(&link, &[]).await.body.contains("This link has expired"));
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM tally"), 0);
}

#[rocket::async_test]
async fn an_organization_with_two_contacts_counts_once() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let first = app.link().await;
    app.sign_organization(&[
        ("legal_name", "HARVEST WORKERS UNION – Local 12"),
        ("email", "lee@harvest.example"),
    ])
    .await;
    let second = app.link().await;
    assert_ne!(first, second);
    assert!(
        app.post(&first, &[])
            .await
            .body
            .contains("Your signature is now counted.")
    );
    let named = "The letter already lists Harvest Workers Union, Local 12 — Salinas, CA.";
    for page in [app.post(&second, &[]).await.body, app.get(&second).await.body] {
        assert!(page.contains("already on the letter") && page.contains(named), "{page}");
    }
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
    let flagged = "SELECT COUNT(*) AS n FROM signatures WHERE flags LIKE '%rival%'";
    assert_eq!(app.count(flagged), 0, "a colleague is nothing to look at");
}

#[rocket::async_test]
async fn a_name_shows_as_its_bearer_chose() {
    let app = TestApp::start().await;
    app.sign_and_confirm(
        "en",
        &[
            ("email", "a@example.org"),
            ("listing", "full"),
            ("name", "Berta Quispe"),
            ("title", "Nurse"),
        ],
    )
    .await;
    app.sign_and_confirm(
        "en",
        &[
            ("email", "b@example.org"),
            ("listing", "initial"),
            ("name", "Carlos Mora"),
            ("title", "Cook"),
        ],
    )
    .await;
    app.sign_and_confirm(
        "en",
        &[
            ("email", "c@example.org"),
            ("listing", "unlisted"),
            ("name", "Dora Silva"),
        ],
    )
    .await;
    let page = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(page.contains("Berta Quispe") && page.contains("Fresno, CA") && page.contains("Nurse"));
    assert!(page.contains("Carlos M.") && !page.contains("Mora") && !page.contains("Cook"));
    assert!(!page.contains("Dora"));
    assert!(page.contains("3 individuals (1 chose not to be named)"));
    for secret in ["example.org", "93701"] {
        assert!(!page.contains(secret), "{secret} is published");
    }
}

#[rocket::async_test]
async fn no_link_is_stored_and_an_unknown_one_is_not_found() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    let link = app.link().await;
    let token = link.rsplit('/').next().expect("a token");
    let database = on_disk(&app.folder.path().join("test.db"));
    let log = on_disk(&app.folder.path().join("test.db-wal"));
    for bytes in [database, log] {
        assert!(
            !bytes.windows(token.len()).any(|part| part == token.as_bytes()),
            "the database holds a link"
        );
    }
    assert_eq!(app.get(&format!("/en/confirm/{}", "A".repeat(43))).await.status, 404);
    assert_eq!(app.post("/en/confirm/short", &[]).await.status, 404);
}

#[rocket::async_test]
async fn a_confirmation_needs_the_version_that_the_page_showed() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    let link = app.link().await;
    app.sign("en", &[("name", "Eve Stranger"), ("listing", "full")]).await;
    for fields in [&[][..], &[("version", "")], &[("version", "1")], &[("version", "x")]] {
        let answer = app.post_from("198.51.100.7:4000", &link, fields).await;
        assert!(matches!(answer.status, 409 | 422), "{fields:?}: {}", answer.status);
    }
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM tally"), 0);
    assert!(
        app.get(&link).await.body.contains("name=\"version\" value=\"2\""),
        "the page holds it"
    );
    assert!(
        app.post(&link, &[])
            .await
            .body
            .contains("Your signature is now counted.")
    );
}

#[rocket::async_test]
async fn the_second_of_two_signers_who_signs_again_is_mailed_their_own_link() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let second = [("name", "Bo Tran"), ("email", "bo@example.org")];
    app.sign_and_confirm("en", &second).await;
    app.sign("en", &second).await;
    let (to, ..) = app.mails().await.pop().expect("a mail");
    assert_eq!(to, "bo@example.org");
    let own = app.get(&app.link_to("/my-signature/").await).await.body;
    assert!(own.contains("Bo Tran") && own.contains("bo@example.org"), "{own}");
    assert!(!own.contains("Ana") && !own.contains("ana@example.org"), "{own}");
}

#[rocket::async_test]
async fn a_second_press_asks_and_tells_nobody_again() {
    let app = TestApp::with("[default.quotas]\nmails_per_day_per_recipient = 20").await;
    app.sign("en", &[]).await;
    let person = app.link().await;
    app.sign_organization(&[("public_email", "office@harvest.example"), ("email", "sam@gmail.com")])
        .await;
    let told = app.link_to("/confirm/").await;
    let director = [
        ("legal_name", "Orchard Circle"),
        ("listed_name", "Orchard Circle"),
        ("authorized", ""),
        ("board", "Kim Lee <kim@orchard.example>"),
        ("email", "lee@orchard.example"),
    ];
    app.sign_organization(&director).await;
    let asked = app.link_to("/confirm/").await;
    for link in [&person, &told, &asked] {
        app.post(link, &[]).await;
    }
    let caused = || app.count("SELECT COUNT(*) AS n FROM outbox");
    let before = caused();
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind IN ('notice', 'approval')"),
        2
    );
    for link in [&person, &told, &asked] {
        assert_eq!(app.post(link, &[]).await.status, 200);
    }
    assert_eq!(caused(), before);
}
