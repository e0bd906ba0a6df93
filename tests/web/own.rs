use crate::app::{LETTER, TestApp};

/// The links to own pages in the newest mail.
async fn own_links(app: &TestApp) -> Vec<String> {
    let (_, _, text) = app.mails().await.pop().expect("a mail");
    let links = text
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("http://letters.test"));
    links
        .filter(|link| link.contains("/my-signature/"))
        .map(str::to_owned)
        .collect()
}

async fn own_link(app: &TestApp) -> String {
    own_links(app).await.pop().expect("a link to the own page")
}

#[rocket::async_test]
async fn a_mistyped_name_is_mended_before_confirming() {
    let app = TestApp::start().await;
    app.sign("en", &[("name", "Ana Lpez"), ("listing", "full")]).await;
    let (own, confirm) = (own_link(&app).await, app.link().await);
    let page = app.get(&own).await.body;
    assert!(
        page.contains("not confirmed yet") && page.contains("Workers on temporary visas"),
        "{page}"
    );
    let saved = app.post(&own, &[("name", "Ana López"), ("listing", "full")]).await;
    assert!(saved.body.contains("Saved."), "{}", saved.body);
    app.post(&confirm, &[]).await;
    assert!(
        app.get(&format!("/en/letters/{LETTER}"))
            .await
            .body
            .contains("Ana López")
    );
}

#[rocket::async_test]
async fn the_tally_follows_a_change_of_listing_and_a_deletion() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let own = own_link(&app).await;
    let tally = || {
        (
            app.count("SELECT people AS n FROM tally"),
            app.count("SELECT unlisted AS n FROM tally"),
        )
    };
    assert_eq!(tally(), (1, 0));
    assert!(
        app.get(&own).await.body.contains("<bdi>Ana G. — CA</bdi>"),
        "the line as it stands"
    );
    app.post(&own, &[("listing", "unlisted")]).await;
    assert_eq!(tally(), (0, 1));
    assert!(!app.get(&format!("/en/letters/{LETTER}")).await.body.contains("Ana G."));
    app.post(&own, &[("listing", "full"), ("updates", "yes")]).await;
    assert_eq!(tally(), (1, 0));
    assert!(
        app.get(&format!("/en/letters/{LETTER}"))
            .await
            .body
            .contains("Ana López García")
    );
    assert_eq!(app.count("SELECT COUNT(updates) AS n FROM signatures"), 1);
    assert_eq!(app.post(&own, &[("listing", "nobody")]).await.status, 422);

    assert!(
        app.get(&format!("{own}/remove")).await.status == 404,
        "opening a link removes nothing"
    );
    let unsure = app.post(&format!("{own}/remove"), &[]).await;
    assert!(unsure.status == 422 && unsure.body.contains("Tick the box first"));
    assert_eq!(tally(), (1, 0), "a press alone deletes nothing");
    let gone = app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert!(gone.status == 200 && gone.body.contains("Your signature is deleted"));
    assert_eq!(tally(), (0, 0));
    for table in ["signatures", "people", "links"] {
        assert_eq!(app.count(&format!("SELECT COUNT(*) AS n FROM {table}")), 0, "{table}");
    }
    assert_eq!(app.get(&own).await.status, 404);
    assert_eq!(
        app.post(&format!("{own}/remove"), &[("sure", "yes")]).await.status,
        404,
        "a second press changes nothing"
    );
    assert_eq!(tally(), (0, 0));
}

#[rocket::async_test]
async fn an_organization_corrects_how_it_is_listed() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (own, confirm) = (own_link(&app).await, app.link().await);
    app.post(&confirm, &[]).await;
    app.post(&own, &[("listed_name", "Harvest Workers Union 12")]).await;
    assert!(
        app.get(&format!("/en/letters/{LETTER}"))
            .await
            .body
            .contains("Harvest Workers Union 12")
    );
    assert_eq!(
        app.post(&own, &[("listed_name", "see http://evil.example")])
            .await
            .status,
        422
    );
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn everything_that_is_stored_can_be_seen_and_taken_away() {
    let app = TestApp::start().await;
    app.sign_and_confirm("es", &[("comment", "Por favor")]).await;
    let own = own_link(&app).await;
    let page = app.get(&own).await.body;
    assert!(page.contains("93701") && page.contains("Por favor") && page.contains("ana@example.org"));
    let data: serde_json::Value = serde_json::from_str(&app.get(&format!("{own}/data")).await.body).expect("JSON");
    assert_eq!(data["email"], "ana@example.org");
    assert_eq!(data["text_sha256"], app.edition("es").await);
}

#[rocket::async_test]
async fn links_go_to_the_address_and_the_answer_tells_nothing() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    app.sign_organization(&[("email", "ana@example.org")]).await;
    let organization = app.link().await;
    app.sign("en", &[("email", "pending@example.org")]).await;
    app.post(&organization, &[]).await;
    let before = app.mails().await.len();
    let said = app.post("/en/my-signatures", &[("email", "ANA@example.org")]).await;
    let stranger = app.post("/en/my-signatures", &[("email", "eve@example.org")]).await;
    assert_eq!(
        said.body.replace("ANA@", "eve@"),
        stranger.body,
        "the same words for every address"
    );
    app.post("/en/my-signatures", &[("email", "pending@example.org")]).await;
    let mails = app.mails().await;
    assert_eq!(
        mails.len(),
        before + 1,
        "nobody else is written to, nor an address that has confirmed nothing"
    );
    let links = own_links(&app).await;
    assert_eq!(links.len(), 2);
    for link in &links {
        assert_eq!(app.get(link).await.status, 200);
    }
    let body = mails.last().expect("a mail").2.lines();
    let shown: Vec<&str> = body
        .map(|line| line.split("/my-signature/").next().unwrap_or_default())
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @"
    Someone, we hope you, asked for links to what this address has signed. Each opens the page of one signature, to see, correct or delete it:

    Workers on temporary visas need protection when the next pandemic comes
    Ana G.
    http://letters.test/en

    Workers on temporary visas need protection when the next pandemic comes
    Harvest Workers Union, Local 12
    http://letters.test/en

    If it was not you, do nothing. Pass none of these links on: whoever has one can change the signature.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    assert_eq!(
        app.post("/en/my-signatures", &[("email", "no address")]).await.status,
        422
    );
}

#[rocket::async_test]
async fn whoever_asks_for_links_causes_the_same_work_whether_or_not_an_address_has_signed() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    app.mails().await;
    let rows =
        || ["outbox", "links", "mail_quota"].map(|table| app.count(&format!("SELECT COUNT(*) AS n FROM {table}")));
    let before = rows();
    app.post("/en/my-signatures", &[("email", "ana@example.org")]).await;
    let known = rows();
    app.post("/en/my-signatures", &[("email", "eve@example.org")]).await;
    let unknown = rows();
    let grown = |from: [i64; 3], to: [i64; 3]| [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
    assert_eq!(grown(before, known), [1, 0, 1]);
    assert_eq!(grown(known, unknown), [1, 0, 1], "the same rows are written");
    let sent = app.mails().await;
    assert_eq!(sent.iter().filter(|(to, ..)| to == "eve@example.org").count(), 0);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox WHERE state = 'moot'"), 1);
}

#[rocket::async_test]
async fn an_own_link_ends_and_confirms_nothing() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    let own = own_link(&app).await;
    assert_eq!(
        app.post(&own.replace("my-signature", "confirm"), &[]).await.status,
        404,
        "a link has one purpose"
    );
    app.worker.clock.shift(90 * 86_400);
    assert_eq!(app.get(&own).await.status, 410);
}

#[rocket::async_test]
async fn asking_for_links_keeps_nobody_from_signing() {
    let app = TestApp::start().await;
    for _ in 0..5 {
        app.post("/en/my-signatures", &[("email", "ana@example.org")]).await;
    }
    assert_eq!(app.sign("en", &[]).await.status, 200);
}

/// Freezes a bundle of everyone who has signed, as a delivery does.
fn freeze(app: &TestApp, number: u8) {
    use undersigned::delivery::{Manifest, store};
    let manifest = serde_json::json!({
        "format": 1, "letter": LETTER, "revision": 1, "composed_at": "", "editions": [], "organizations": 0,
        "people": { "listed": 0, "unlisted": 0 }, "earlier_revisions": 0, "demonstration": 0, "offices": [],
    });
    let manifest: Manifest = serde_json::from_value(manifest).expect("a manifest");
    let now = app.worker.clock.now();
    let frozen = app.worker.store.write_now(move |tx| {
        let signers = store::fingerprint(tx, LETTER, 1, None)?;
        store::freeze(tx, &manifest, [number; 32], &signers, now)
    });
    frozen
        .map_err(|error: undersigned::store::StoreError| error.to_string())
        .expect("is frozen");
}

#[rocket::async_test]
async fn whoever_takes_back_is_told_what_was_delivered_before() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let own = own_link(&app).await;
    assert!(!app.get(&own).await.body.contains("Bundles that hold it"));
    freeze(&app, 1);
    app.sign_and_confirm("en", &[("email", "later@example.org")]).await;
    let later = own_link(&app).await;
    let told = |page: &str| page.contains("be called back") && page.contains("December 1, 2026");
    assert!(told(&app.get(&own).await.body), "before anything is taken back");
    assert!(
        !told(&app.get(&later).await.body),
        "whoever signed later is in no bundle"
    );
    let withdrawn = app.post(&format!("{own}/withdraw"), &[]).await.body;
    assert!(
        told(&withdrawn) && withdrawn.contains("It is in a bundle for offices"),
        "{withdrawn}"
    );
    freeze(&app, 2);
    assert!(told(&app.get(&own).await.body), "still, after it was taken back");
    let data: serde_json::Value = serde_json::from_str(&app.get(&format!("{own}/data")).await.body).expect("JSON");
    assert_eq!(
        data["bundles"].as_array().map(Vec::len),
        Some(1),
        "no later bundle holds it"
    );
    let gone = app.post(&format!("{own}/remove"), &[("sure", "yes")]).await.body;
    assert!(
        gone.contains("be called back") && gone.contains("December 1, 2026"),
        "{gone}"
    );
}
