//! The states of a letter's page, as time passes and deliveries are made.

use undersigned::letters::Digest;

use crate::app::{LETTER, TestApp};

const DAY: i64 = 86_400;

async fn letter(app: &TestApp, lang: &str) -> String {
    app.get(&format!("/{lang}/letters/{LETTER}")).await.body
}

#[rocket::async_test]
async fn a_letter_says_when_signing_opens_closes_and_is_over() {
    let app = TestApp::start().await;
    assert!(
        letter(&app, "en")
            .await
            .contains("Sign by Friday, January 29, 5 p.m. ET")
    );
    assert!(letter(&app, "es").await.contains("5:00 p. m. (hora del Este)"));
    assert!(!letter(&app, "en").await.contains("Closing soon"));
    app.worker.clock.shift(57 * DAY);
    assert!(letter(&app, "en").await.contains("Closing soon"));
    app.worker.clock.shift(10 * DAY);
    let over = letter(&app, "es").await;
    assert!(over.contains("El plazo para firmar terminó"), "{over}");
    assert!(!over.contains("Firmar a título personal"));
    let app = TestApp::start().await;
    app.worker.clock.shift(-60 * DAY);
    let before = letter(&app, "en").await;
    assert!(
        before.contains("Signing opens on Monday, November 9, 9 a.m. ET.") && !before.contains("Sign as an individual")
    );
}

#[rocket::async_test]
async fn one_party_may_be_closed_before_the_other() {
    let app = TestApp::with_letter("closes_people = 2026-11-20T17:00:00").await;
    let page = letter(&app, "en").await;
    assert!(
        page.contains("Closed for individuals. Organizations can still sign.")
            && !page.contains("Sign as an individual")
    );
    assert!(page.contains("Sign on behalf of an organization"));
}

#[rocket::async_test]
async fn a_goal_that_is_reached_is_told() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    assert!(!letter(&app, "en").await.contains("We reached our goal"));
    let work = |tx: &undersigned::store::Tx<'_>| tx.execute("UPDATE tally SET people = 2500", []);
    app.worker.store.write_now(work).expect("writes");
    app.worker.clock.shift(6);
    let reached = letter(&app, "en").await;
    assert!(reached.contains("We reached our goal of 2,500!"));
    assert!(
        reached.contains("<progress max=\"2500\" value=\"2500\""),
        "a bar can't be fuller than full"
    );
    let reached = letter(&app, "es").await;
    assert!(reached.contains("¡Llegamos a nuestra meta de 2,500!"), "{reached}");
}

#[rocket::async_test]
async fn what_was_delivered_is_told_with_its_day_and_only_what_was_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let bundles = folder.path().join("bundles");
    let settings = format!("[default.delivery]\nfolder = '{}'", bundles.display());
    let app = TestApp::begin(folder, &settings).await.expect("builds");
    // Two offices took it on one day, one of them once more on the next because somebody repeated what was in doubt.
    let manifest = r#"{"organizations": 3, "people": {"listed": 8, "unlisted": 2}}"#;
    let digest = crate::app::bytes(&Digest::of(manifest.as_bytes()).hex());
    let sql = format!(
        "INSERT INTO bundles (id, letter, revision, digest, composed_at) VALUES (1, '{LETTER}', 1, {digest}, 0);
         INSERT INTO deliveries (id, bundle, office, office_name, salutation, file, sha256, planned_at)
           VALUES (1, 1, 'a', 'A', '', '', {digest}, 0), (2, 1, 'b', 'B', '', '', {digest}, 0), (3, 1, 'c', 'C', '', '', {digest}, 0);
         INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, state, due_at, created_at, settled_at)
           VALUES ('bundle', 1, '', '', '1', 'sent', 0, 0, 1796140800000000), ('bundle', 2, '', '', '2', 'sent', 0, 0, 1796140900000000),
             ('bundle', 1, '', '', '3', 'sent', 0, 0, 1796230900000000), ('bundle', 3, '', '', '4', 'uncertain', 0, 0, 1796140900000000)"
    );
    let work = move |tx: &undersigned::store::Tx<'_>| {
        sql.split(';')
            .try_for_each(|part| tx.execute(part.trim(), []).map(drop))
    };
    app.worker.store.write_now(work).expect("writes");
    let page = letter(&app, "en").await;
    assert!(
        page.contains("Delivered on December 1, 2026 to 2 offices</p>"),
        "{page}"
    );
    assert!(!page.contains("December 2, 2026"), "one office is not two");
    crate::shelves::freeze(&app.parts().config, &app.worker.store, manifest);
    app.worker.clock.shift(6);
    for (lang, words) in [
        (
            "en",
            "Delivered on December 1, 2026 to 2 offices, signed by 3 organizations and 10 individuals (version 1)",
        ),
        (
            "es",
            "Se entregó el 1 de diciembre de 2026 a 2 oficinas, con la firma de 3 organizaciones y 10 personas (versión 1)",
        ),
    ] {
        let page = letter(&app, lang).await;
        assert!(page.contains(words), "{page}");
    }
    app.worker.clock.shift(67 * DAY);
    let over = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(over.contains("signed by 3 organizations"), "{over}");
}

#[rocket::async_test]
async fn organizations_stand_as_under_a_printed_letter() {
    let app = TestApp::start().await;
    for (name, scope, state) in [
        ("Zest Alliance", "local", "AL"),
        ("The Apple Pickers", "state", "WY"),
        ("Yarrow Guild", "national", "TX"),
        ("Beet Growers", "state", "WY"),
    ] {
        let mail = format!(
            "kim@{}.example",
            name.split(' ').next_back().expect("a word").to_lowercase()
        );
        let own = [
            ("legal_name", name),
            ("listed_name", name),
            ("scope", scope),
            ("state", state),
            ("website", mail.split('@').next_back().expect("a domain")),
            ("email", mail.as_str()),
        ];
        assert_eq!(app.sign_organization(&own).await.status, 200);
        let link = app.link().await;
        app.post(&link, &[]).await;
    }
    let page = letter(&app, "en").await;
    let order: Vec<_> = [
        "<h4>National</h4>",
        "Yarrow Guild",
        "<h4>Alabama</h4>",
        "Zest Alliance",
        "<h4>Wyoming</h4>",
        "The Apple Pickers",
        "Beet Growers",
    ]
    .iter()
    .map(|shown| page.find(shown).unwrap_or_else(|| panic!("{shown} is missing")))
    .collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[rocket::async_test]
async fn a_mistyped_address_of_a_letter_leads_to_its_neighbors() {
    let app = TestApp::start().await;
    let near = app.get("/es/letters/protect-temporary-visa-worker").await;
    assert!(
        near.status == 404 && near.body.contains(&format!("/es/letters/{LETTER}")),
        "{}",
        near.body
    );
    let far = app.get("/en/letters/qqqq").await;
    assert!(far.status == 404 && far.body.contains("Page not found"));
}

#[rocket::async_test]
async fn only_the_frame_may_be_framed() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let headers = async |path: String| {
        let response = app.client.get(path).dispatch().await;
        let get = |name: &str| response.headers().get_one(name).unwrap_or_default().to_owned();
        (get("Content-Security-Policy"), get("X-Frame-Options"))
    };
    let (policy, older) = headers(format!("/embed/es/{LETTER}")).await;
    assert!(
        policy.contains("frame-ancestors *") && older.is_empty(),
        "{policy} {older}"
    );
    let (policy, older) = headers(format!("/es/letters/{LETTER}")).await;
    assert!(policy.contains("frame-ancestors 'none'") && older == "DENY");
    let frame = app.get(&format!("/embed/es/{LETTER}")).await.body;
    assert!(frame.contains("1 persona") && frame.contains("via&#x3D;embed") && !frame.contains("Ana G."));
    let badge = app.get(&format!("/es/letters/{LETTER}/badge.svg")).await.body;
    assert!(badge.starts_with("<svg") && badge.contains("1 persona"));
    let found = app
        .get(&format!("/oembed?url=http://letters.test/es/letters/{LETTER}?via=x"))
        .await;
    let json: serde_json::Value = serde_json::from_str(&found.body).expect("JSON");
    assert_eq!(
        (json["version"].as_str(), json["type"].as_str()),
        (Some("1.0"), Some("rich"))
    );
    assert!(
        json["html"]
            .as_str()
            .expect("code")
            .contains(&format!("/embed/es/{LETTER}"))
    );
    assert_eq!(
        app.get("/oembed?url=https://elsewhere.example/es/letters/x")
            .await
            .status,
        404
    );
    assert!(
        app.get(&format!("/es/letters/{LETTER}"))
            .await
            .body
            .contains("application/json+oembed")
    );
}

/// The card of the letter on the front page.
async fn card(app: &TestApp, lang: &str) -> String {
    let page = app.get(&format!("/{lang}")).await.body;
    let cards = page.split("<article class=\"card").skip(1);
    let mut of_letter = cards.filter(|card| card.contains(&format!("/letters/{LETTER}\"")));
    let card = of_letter
        .next()
        .expect("a card")
        .split("</article>")
        .next()
        .expect("closed");
    card.replace("&#x3D;", "=")
}

#[rocket::async_test]
async fn a_card_of_a_letter_that_is_not_open_says_what_can_be_done() {
    let app = TestApp::start().await;
    app.worker.clock.shift(-60 * DAY);
    let before = card(&app, "en").await;
    assert!(
        before.contains("Signing opens on Monday, November 9, 9 a.m. ET.") && before.contains("Read the letter"),
        "{before}"
    );
    assert!(!before.contains("Read and sign") && !before.contains("See who signed"));
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    assert!(card(&app, "en").await.contains("Read and sign"));
    app.worker.clock.shift(67 * DAY);
    let after = card(&app, "es").await;
    assert!(
        after.contains("El plazo para firmar terminó") && after.contains("1 firma"),
        "{after}"
    );
    assert!(
        after.contains(&format!(
            "href=\"/es/letters/{LETTER}#signers-heading\">Ver quiénes firmaron"
        )),
        "{after}"
    );
    assert!(letter(&app, "es").await.contains("id=\"signers-heading\""));
}

#[rocket::async_test]
async fn a_badge_names_only_kinds_of_signers_that_there_are() {
    let app = TestApp::start().await;
    let words = async || {
        let badge = app.get(&format!("/en/letters/{LETTER}/badge.svg")).await.body;
        let (_, rest) = badge.split_once("<title>").expect("a title");
        rest.split("</title>").next().expect("closed").to_owned()
    };
    assert_eq!(words().await, "No signatures yet.");
    app.sign_and_confirm("en", &[]).await;
    assert_eq!(words().await, "1 individual");
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    assert_eq!(words().await, "1 organization · 1 individual");
}

#[rocket::async_test]
async fn what_nobody_has_signed_yet_is_not_printed() {
    let app = TestApp::start().await;
    let css = include_str!("../../static/css/site.css");
    let (_, print) = css.split_once("@media print").expect("rules for paper");
    assert!(
        print
            .lines()
            .any(|line| line.contains(".unsigned") && line.contains("display: none"))
    );
    let page = letter(&app, "en").await;
    assert!(page.contains("class=\"signatories unsigned\"") && page.contains("class=\"people unsigned\""));
    app.sign_and_confirm("en", &[]).await;
    let page = letter(&app, "en").await;
    assert!(page.contains("/signers/people\"") && !page.contains("/signers/organizations\""));
    assert!(
        page.contains("class=\"signatories\"")
            && page.contains("class=\"people\"")
            && page.contains("class=\"organizations unsigned\"")
    );
}
