//! The next letter of an organization: only what its page showed is published.

use crate::app::{LETTER, TestApp};

const NEXT: &str = "asylum-not-temporary-visas";

#[rocket::async_test]
async fn a_strangers_pending_row_adds_nothing_to_what_the_page_showed() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    // Anyone can type the contact's address and the organization's name on the other letter.
    let form = app.get(&format!("/en/letters/{NEXT}/sign/organization")).await.body;
    let value = |name: &str| {
        let (_, rest) = form.split_once(&format!("name=\"{name}\" value=\"")).expect("a field");
        rest.split('"').next().expect("closed").to_owned()
    };
    let (edition, opened) = (value("edition"), value("opened"));
    let strangers = [
        ("edition", edition.as_str()),
        ("opened", opened.as_str()),
        ("legal_name", "The Harvest Workers Union, Local 12"),
        ("listed_name", "Harvest Is Bankrupt"),
        ("org_kind", "business"),
        ("scope", "national"),
        ("city", "Atlantis"),
        ("state", "AK"),
        ("website", "elsewhere.example"),
        ("contact_name", "Eve"),
        ("contact_title", "Stranger"),
        ("email", "sam@harvest.example"),
        ("authorized", "yes"),
        ("updates", "yes"),
        ("via", "qr"),
    ];
    let path = format!("/en/letters/{NEXT}/signatures/organizations");
    assert_eq!(app.post(&path, &strangers).await.status, 200);
    let strangers_link = app.link_to("/confirm/").await;
    let page = app.get(&format!("{own}/sign/{NEXT}")).await.body;
    assert!(page.contains("Harvest Workers Union, Local 12 — Salinas, CA"), "{page}");
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("a form");
    let done = app
        .post(&format!("{own}/sign/{NEXT}"), &[("edition", &rest[..64])])
        .await;
    assert!(done.body.contains("Your organization has signed"), "{}", done.body);
    let key = undersigned::locale::order::organization_key("Harvest Workers Union, Local 12");
    let key = crate::app::bytes(&data_encoding::HEXLOWER.encode(&key));
    let stored = format!(
        "SELECT COUNT(*) AS n FROM signatures s JOIN organizations o ON o.signature = s.id
         WHERE s.letter = '{NEXT}' AND s.state = 'confirmed' AND s.listed_name = 'Harvest Workers Union, Local 12'
           AND s.sort_name = {key} AND s.city = 'Salinas' AND s.region = 'CA' AND s.country = 'US'
           AND s.consent IS NULL AND s.consent_at IS NULL AND s.source IS NULL AND s.flags = '' AND s.listing = 'full'
           AND s.email = 'sam@harvest.example' AND s.version = 2 AND o.kind = 'union' AND o.contact_name = 'Sam Rivera'
           AND o.website LIKE '%harvest.example/'"
    );
    assert_eq!(app.count(&stored), 1);
    assert!(!app.get(&format!("/en/letters/{NEXT}")).await.body.contains("Bankrupt"));
    let again = app.post(&strangers_link, &[]).await;
    assert!(again.body.contains("You&#x27;ve already confirmed"), "{}", again.body);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 2);
    assert!(
        app.get(&format!("/en/letters/{LETTER}"))
            .await
            .body
            .contains("Harvest Workers Union, Local 12")
    );
}
