//! An organization's contact corrects its listing, and enters names in other languages.

use undersigned::signatures::ids::SignatureId;

use crate::app::{LETTER, TestApp};

const NAME: &str = "Harvest Workers Union, Local 12";

async fn letter(app: &TestApp, lang: &str) -> String {
    app.get(&format!("/{lang}/letters/{LETTER}")).await.body
}

/// Signs for a counted organization; returns the link to its own page.
async fn counted(app: &TestApp) -> String {
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    own
}

#[rocket::async_test]
async fn everything_of_a_listing_is_corrected_by_the_contacts_link() {
    let app = TestApp::start().await;
    let own = counted(&app).await;
    let page = app.get(&own).await.body;
    for typed in [
        "The Harvest Workers Union, Local 12",
        "https://harvest.example/",
        "Sam Rivera",
        "Secretary",
        "value=\"Salinas\"",
    ] {
        assert!(page.contains(typed), "{typed} is filled in: {page}");
    }
    assert!(
        page.contains("Confirmed from an email at the domain of the organization"),
        "{page}"
    );
    let fields = [
        ("listed_name", "Harvest Workers, Local 12"),
        ("org_kind", "nonprofit"),
        ("scope", "state"),
        ("city", "Austin"),
        ("state", "TX"),
        ("public_email", "office@harvest.example"),
        ("contact_title", "President"),
        ("website", "https://www.harvest.example/about"),
        ("legal_name", "Harvest Workers Union Local 12, Inc."),
    ];
    let saved = app.post(&own, &fields).await.body;
    assert!(saved.contains("Your changes are saved."), "{saved}");
    let shown = letter(&app, "en").await;
    assert!(shown.contains("<h4>Texas</h4>") && shown.contains("Harvest Workers, Local 12</bdi> <span>Austin</span>"));
    let kept = "SELECT COUNT(*) AS n FROM organizations WHERE kind = 'nonprofit' AND scope = 'state' AND contact_title = 'President'
       AND legal_name = 'Harvest Workers Union Local 12, Inc.' AND website = 'https://www.harvest.example/about'
       AND contact_name = 'Sam Rivera' AND public_email = 'office@harvest.example' AND verification = 'own-domain'";
    assert_eq!(app.count(kept), 1, "another spelling stands at once");
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn what_is_wrong_is_said_beside_its_field_and_nothing_is_saved() {
    let app = TestApp::start().await;
    let own = counted(&app).await;
    for (field, wrong) in [
        ("legal_name", ""),
        ("listed_name", "see http://evil.example"),
        ("org_kind", "club"),
        ("scope", ""),
        ("city", "🌻"),
        ("state", "XX"),
        ("website", "no website"),
        ("public_email", "nobody"),
        ("contact_name", ""),
        ("phone", "call me"),
        ("listed_name_es", "<b>Unión</b>"),
    ] {
        let answer = app.post(&own, &[("city", "Austin"), (field, wrong)]).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(
            answer.body.contains(&format!("id=\"{field}-error\"")),
            "{field}: {}",
            answer.body
        );
    }
    assert!(letter(&app, "en").await.contains("<span>Salinas</span>"));
}

#[rocket::async_test]
async fn a_preview_shows_the_lines_of_each_language_and_saves_nothing() {
    let app = TestApp::start().await;
    let own = counted(&app).await;
    let fields = [
        ("listed_name", "Harvest Workers 12"),
        ("listed_name_es", "Unión de la Cosecha, Local 12"),
        ("city", "Fresno"),
        ("preview", "yes"),
    ];
    let page = app.post(&own, &fields).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Harvest Workers 12 — Fresno, CA"), "{}", page.body);
    assert!(page.body.contains("Unión de la Cosecha, Local 12 — Fresno, CA"));
    assert!(page.body.contains("Nothing is saved yet") && page.body.contains("value=\"Harvest Workers 12\""));
    assert!(letter(&app, "en").await.contains("<span>Salinas</span>"));
}

#[rocket::async_test]
async fn another_legal_name_or_website_waits_for_staff() {
    use undersigned::organizations::store::identification::judge_correction;

    let app = TestApp::start().await;
    let own = counted(&app).await;
    let fields = [("legal_name", "Orchard Workers Circle"), ("website", "orchard.example")];
    let page = app.post(&own, &fields).await.body;
    assert!(
        page.contains("under review") && page.contains("Orchard Workers Circle"),
        "{page}"
    );
    let old = "SELECT COUNT(*) AS n FROM organizations o JOIN signatures s ON s.id = o.signature WHERE website_domain = 'harvest.example'
       AND legal_name = 'The Harvest Workers Union, Local 12' AND verification = 'own-domain' AND s.state = 'confirmed'
       AND s.flags = 'correction'";
    assert_eq!(app.count(old), 1, "it counts as it was, and is marked");
    let judge = |good| {
        let now = app.worker.clock.now();
        let work = move |tx: &undersigned::store::Tx<'_>| judge_correction(tx, SignatureId::new(1), good, now);
        app.worker.store.write_now(work).expect("writes")
    };
    assert!(judge(false));
    assert!(!judge(true), "nothing waits any more");
    assert_eq!(app.count(&old.replace("s.flags = 'correction'", "s.flags = ''")), 1);
    app.post(&own, &fields).await;
    assert!(judge(true));
    let new = "SELECT COUNT(*) AS n FROM organizations o JOIN signatures s ON s.id = o.signature WHERE website_domain = 'orchard.example'
       AND legal_name = 'Orchard Workers Circle' AND s.signer_key = 'organization:orchardworkerscircle'
       AND verification = 'other-address' AND s.flags = 'unverified'";
    assert_eq!(app.count(new), 1, "the level follows the website");
}

/// Signs the other letter from an organization's own page.
async fn sign_the_other(app: &TestApp, own: &str) {
    let next = format!("{own}/sign/asylum-not-temporary-visas");
    let page = app.get(&next).await.body;
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("a form");
    assert_eq!(app.post(&next, &[("edition", &rest[..64])]).await.status, 200);
}

#[rocket::async_test]
async fn a_name_that_is_taken_on_a_later_letter_is_taken_on_none() {
    use undersigned::organizations::store::identification::judge_correction;

    let app = TestApp::start().await;
    let orchard = [
        ("legal_name", "Orchard Workers Circle"),
        ("listed_name", "Orchard Workers Circle"),
    ];
    app.sign_organization(&orchard).await;
    let (confirm, theirs) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    sign_the_other(&app, &theirs).await;
    app.post(&format!("{theirs}/remove"), &[("sure", "yes")]).await;
    let own = counted(&app).await;
    sign_the_other(&app, &own).await;
    app.post(&own, &[("legal_name", "Orchard Workers Circle")]).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM corrections"), 1, "it waits");
    let both = "SELECT COUNT(*) AS n FROM signatures WHERE email = 'sam@harvest.example' AND state <> 'pending'";
    assert_eq!(app.count(both), 3, "one contact, two organizations on the other letter");
    let id = app.count("SELECT signature AS n FROM corrections");
    let now = app.worker.clock.now();
    let work = move |tx: &undersigned::store::Tx<'_>| judge_correction(tx, SignatureId::new(id), true, now);
    assert!(
        !app.worker.store.write_now(work).expect("writes"),
        "taken on the other letter"
    );
    let old = "SELECT COUNT(*) AS n FROM organizations WHERE legal_name = 'The Harvest Workers Union, Local 12'";
    assert_eq!(app.count(old), 2, "nothing was changed");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM corrections"), 1, "it still waits");
}

#[rocket::async_test]
async fn before_confirming_an_organization_corrects_even_its_legal_name_at_once() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    let other = [
        ("legal_name", "Harvest Workers Union, Local 21"),
        ("listed_name", "Harvest Workers Union, Local 21"),
    ];
    app.post(&own, &other).await;
    app.sign_organization(&[]).await;
    let taken = app
        .post(
            &own,
            &[
                ("legal_name", "The Harvest Workers Union, Local 12"),
                ("city", "Austin"),
            ],
        )
        .await;
    assert!(
        taken.status == 422 && taken.body.contains("already have a signature"),
        "{}",
        taken.body
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE city = 'Austin'"),
        0
    );
    app.post(&confirm, &[]).await;
    let key = "SELECT COUNT(*) AS n FROM signatures WHERE signer_key = 'organization:harvestworkersunionlocal21' AND state = 'confirmed'";
    assert_eq!(app.count(key), 1);
}

#[rocket::async_test]
async fn each_language_shows_the_name_that_the_organization_has_in_it() {
    let app = TestApp::start().await;
    let own = counted(&app).await;
    app.post(&own, &[("listed_name_es", "Unión de la Cosecha, Local 12")])
        .await;
    let (en, es) = (letter(&app, "en").await, letter(&app, "es").await);
    assert!(en.contains(NAME) && !en.contains("Unión de la Cosecha"), "{en}");
    assert!(
        es.contains("Unión de la Cosecha, Local 12") && !es.contains(NAME),
        "{es}"
    );
    let list = app
        .get(&format!("/es/letters/{LETTER}/signers/organizations"))
        .await
        .body;
    assert!(list.contains("Unión de la Cosecha, Local 12"), "{list}");
    let csv = crate::exports::export(&app, undersigned::exports::Format::Csv);
    assert!(csv.contains("\"es: Unión de la Cosecha, Local 12\""), "{csv}");
    let of = |lang: &str| {
        let lang = undersigned::locale::Lang::parse(lang).expect("a language");
        let folder = tempfile::tempdir().expect("a folder");
        let read = |db: &undersigned::store::Read<'_>| {
            undersigned::delivery::store::snapshot(db, (LETTER, 1), 119, lang, folder.path())
        };
        let snapshot = app.worker.store.read_now(read).expect("reads");
        snapshot.organizations[0].name.clone()
    };
    assert_eq!(
        (of("en").as_str(), of("es").as_str()),
        (NAME, "Unión de la Cosecha, Local 12")
    );
    app.post(&own, &[("listed_name_es", "")]).await;
    assert!(
        letter(&app, "es").await.contains(NAME),
        "an emptied field takes it away"
    );
}

#[rocket::async_test]
async fn a_name_in_another_language_is_folded_for_duplicates_too() {
    let app = TestApp::start().await;
    let own = counted(&app).await;
    app.post(&own, &[("listed_name_es", "Unión de la Cosecha, Local 12")])
        .await;
    app.sign_organization(&[
        ("legal_name", "UNION DE LA COSECHA LOCAL 12"),
        ("listed_name", "Unión de la Cosecha Local 12"),
        ("website", ""),
        ("contact_name", "Kim Park"),
        ("email", "kim@gmail.com"),
    ])
    .await;
    let link = app.link().await;
    let page = app.post(&link, &[]).await.body;
    assert!(page.contains("before we count it"), "{page}");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE held_for = 'possible-duplicate'"),
        1
    );
}

#[rocket::async_test]
async fn a_public_address_given_later_is_told_as_well() {
    let app = TestApp::start().await;
    app.sign_organization(&[("email", "sam@gmail.com")]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    app.post(&own, &[("public_email", "office@harvest.example")]).await;
    app.post(&own, &[("city", "Fresno")]).await;
    let told = app.mails().await;
    let told: Vec<_> = told.iter().filter(|(to, ..)| to == "office@harvest.example").collect();
    assert!(
        told.len() == 1 && told[0].1.starts_with("Someone added your organization to"),
        "{told:?}"
    );
}

#[rocket::async_test]
async fn small_corrections_cannot_add_up_to_another_name() {
    let app = TestApp::start().await;
    let own = counted(&app).await;
    app.post(
        &own,
        &[("listed_name", "Harvest Workers Union, Local 12, of the Sierra Friends")],
    )
    .await;
    assert!(
        letter(&app, "en").await.contains("of the Sierra Friends"),
        "the legal name is within it"
    );
    app.post(&own, &[("listed_name", "Sierra Friends")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'held'"),
        1
    );
    assert!(!letter(&app, "en").await.contains("Sierra Friends"));
}
