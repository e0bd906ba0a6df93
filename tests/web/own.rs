use crate::app::{LETTER, TestApp};

/// Returns the links to own pages in the newest mail.
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
        page.contains("confirmed this signature yet") && page.contains("Workers on temporary visas"),
        "{page}"
    );
    let saved = app.post(&own, &[("name", "Ana López"), ("listing", "full")]).await;
    assert!(saved.body.contains("Your changes are saved."), "{}", saved.body);
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
    assert_eq!(app.count("SELECT COUNT(consent) AS n FROM signatures"), 1);
    assert_eq!(app.post(&own, &[("listing", "nobody")]).await.status, 422);

    assert!(
        app.get(&format!("{own}/remove")).await.status == 405,
        "opening a link removes nothing"
    );
    let unsure = app.post(&format!("{own}/remove"), &[]).await;
    assert!(unsure.status == 422 && unsure.body.contains("Check the box first"));
    assert_eq!(tally(), (1, 0), "a press alone deletes nothing");
    let gone = app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert!(gone.status == 200 && gone.body.contains("Your signature has been deleted"));
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
    You asked for links to your signatures. Use each link to view, change or delete one signature:

    Workers on temporary visas need protection when the next pandemic comes
    Ana G.
    http://letters.test/en

    Workers on temporary visas need protection when the next pandemic comes
    Harvest Workers Union, Local 12
    http://letters.test/en

    Didn't ask for this? Ignore this email. Don't share these links: anyone who has one can change the signature.

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
async fn three_mails_a_day_come_to_a_mailbox_whatever_they_are_about() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    for _ in 0..3 {
        app.post("/en/my-signatures", &[("email", "ana@example.org")]).await;
        assert_eq!(app.sign("en", &[]).await.status, 200, "the answer tells nothing");
    }
    let to_ana = app
        .mails()
        .await
        .iter()
        .filter(|(to, ..)| to == "ana@example.org")
        .count();
    assert_eq!(to_ana, 3, "one count of all");
}

#[rocket::async_test]
async fn a_mail_with_links_waits_by_chance_whether_or_not_the_address_has_signed() {
    let app = TestApp::with("[default.signing]\nlinks_wait_seconds = 20").await;
    app.sign_and_confirm("en", &[]).await;
    for n in 0..40 {
        let email = format!("nobody{n}@example.org");
        let email = if n == 0 { "ana@example.org" } else { &email };
        app.post("/en/my-signatures", &[("email", email)]).await;
    }
    let due = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'find-mine' AND due_at";
    assert_eq!(
        app.count(&format!("{due} BETWEEN created_at AND created_at + 20000000")),
        40
    );
    let moments = "SELECT COUNT(DISTINCT (due_at - created_at) / 1000000) AS n FROM outbox WHERE kind = 'find-mine'";
    assert!(app.count(moments) > 5, "40 draws of 21 are not all alike");
}

#[rocket::async_test]
async fn withdrawing_needs_the_ticked_box() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    for fields in [&[][..], &[("sure", "")]] {
        let page = app.post(&format!("{own}/withdraw"), fields).await;
        assert!(
            page.status == 422 && page.body.contains("id=\"sure-to-withdraw-error\""),
            "{}",
            page.body
        );
    }
    assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!(app.count("SELECT people AS n FROM tally"), 0);
}

#[rocket::async_test]
async fn a_corrected_comment_follows_the_letters_setting() {
    for (line, state, offered) in [
        ("comments = \"public\"\ncomments_moderated = false", "approved", true),
        ("comments = \"public\"", "unread", true),
        ("comments = \"none\"", "", false),
    ] {
        let app = TestApp::with_letter(line).await;
        app.sign_and_confirm("en", &[("comment", "First words")]).await;
        let own = app.link_to("/my-signature/").await;
        assert_eq!(app.get(&own).await.body.contains("id=\"comment\""), offered, "{line}");
        app.post(&own, &[("comment", "Better words")]).await;
        let stored =
            format!("SELECT COUNT(*) AS n FROM people WHERE comment = 'Better words' AND comment_state = '{state}'");
        assert_eq!(app.count(&stored), i64::from(offered), "{line}");
        if !offered {
            assert_eq!(
                app.count("SELECT COUNT(*) AS n FROM people WHERE comment IS NOT NULL"),
                0
            );
        }
    }
}

/// Records that a bundle was sent to an office.
fn sent_to_an_office(tx: &undersigned::store::Tx<'_>, bundle: i64) -> Result<usize, undersigned::store::StoreError> {
    tx.execute(
        &format!(
            "INSERT INTO deliveries (id, bundle, office, office_name, salutation, file, sha256, planned_at)
             VALUES (?1, ?1, 'a', 'A', '', '', {}, 0)",
            crate::app::no_digest()
        ),
        [bundle],
    )?;
    tx.execute(
        "INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, at_most_once, state, due_at, created_at, settled_at)
         VALUES ('bundle', ?1, '{}', 'desk@office.example', 'x' || CAST(?1 AS BIGINT), TRUE, 'sent', 0, 0, 1)",
        [bundle],
    )
}

/// Freezes a bundle of everyone who has signed, and sends it, as a delivery does.
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
        store::freeze(tx, &manifest, [number; 32], &signers, now)?;
        sent_to_an_office(tx, number.into())
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
    assert!(!app.get(&own).await.body.contains("Copies that include your signature"));
    freeze(&app, 1);
    app.sign_and_confirm("en", &[("email", "later@example.org")]).await;
    let later = own_link(&app).await;
    let told = |page: &str| page.contains("already sent") && page.contains("December 1, 2026");
    assert!(told(&app.get(&own).await.body), "before anything is taken back");
    assert!(
        !told(&app.get(&later).await.body),
        "whoever signed later is in no bundle"
    );
    let withdrawn = app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await.body;
    assert!(
        told(&withdrawn) && withdrawn.contains("It is in copies that we already sent"),
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
        gone.contains("recall them") && gone.contains("December 1, 2026"),
        "{gone}"
    );
}

#[rocket::async_test]
async fn a_withdrawn_signature_offers_the_possible_actions() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let own = own_link(&app).await;
    let left = app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await.body;
    let again = format!("href=\"/en/letters/{LETTER}/sign\"");
    for shown in [
        again.as_str(),
        "Sign again",
        "Delete my signature",
        "Download all your information",
    ] {
        assert!(left.contains(shown), "{shown}: {left}");
    }
    for gone in [
        "Change your details",
        "id=\"listing\"",
        "Listed as",
        "Withdraw my signature",
        "remove your signature from the letter",
    ] {
        assert!(!left.contains(gone), "{gone}: {left}");
    }
    let corrected = app.post(&own, &[("listing", "full")]).await;
    assert_eq!(corrected.status, 409);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE listing = 'full'"),
        0,
        "an older page corrects nothing either"
    );
    let spanish = app.post(&own, &[("language", "es")]).await.body;
    assert!(spanish.contains("Firmar de nuevo"), "{spanish}");
    // Staff took this one off: whoever has it writes to them.
    app.sign_and_confirm("en", &[("email", "bo@example.org")]).await;
    let other = own_link(&app).await;
    app.reject(2);
    let page = app.get(&other).await.body;
    assert!(
        !page.contains("Sign again") && !page.contains("Change your details"),
        "{page}"
    );
}

#[rocket::async_test]
async fn a_summary_of_mistakes_reads_as_one_line_each() {
    let app = TestApp::start().await;
    let page = app.sign_organization(&[("authorized", "")]).await.body;
    assert!(
        page.contains(
            "<a href=\"#authorized\">Confirm that you are authorized to sign, or name the person who must approve</a>"
        ),
        "{page}"
    );
    assert!(
        page.contains("<span>I am authorized to sign this letter on behalf of my organization.</span>"),
        "the box keeps its sentence"
    );
}

#[rocket::async_test]
async fn whoever_signs_again_still_reads_which_bundles_hold_their_name() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    let frozen = |tx: &undersigned::store::Tx<'_>| {
        let digest = crate::app::no_digest();
        let bundle =
            format!("INSERT INTO bundles (id, letter, revision, digest, composed_at) VALUES (1, ?1, 1, {digest}, 0)");
        tx.execute(&bundle, [LETTER])?;
        sent_to_an_office(tx, 1)?;
        tx.execute(
            "INSERT INTO bundle_signers (signature, bundle) SELECT id, 1 FROM signatures",
            [],
        )
    };
    app.worker.store.write_now(frozen).expect("freezes");
    assert!(app.get(&own).await.body.contains("Copies that include your signature"));
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    let page = app.get(&own).await.body;
    assert!(page.contains("Copies that include your signature"), "{page}");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 1);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM bundles WHERE erased_from IS NOT NULL"),
        0
    );
}
