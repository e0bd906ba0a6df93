//! The share links by which the signatures of a letter came.

use undersigned::organizations::store::invitations::sources;

use crate::app::{LETTER, TestApp};

async fn person(app: &TestApp, email: &str, via: &str, listing: &str) {
    let fields = [("email", email), ("via", via), ("listing", listing)];
    app.sign_and_confirm("en", &fields).await;
}

async fn organization(app: &TestApp, name: &str, via: &str) {
    let (domain, contact) = (format!("{name}.example"), format!("sam@{name}.example"));
    let fields = [
        ("legal_name", name),
        ("listed_name", name),
        ("website", &domain),
        ("email", &contact),
        ("via", via),
    ];
    app.sign_organization(&fields).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
}

fn found(app: &TestApp) -> Vec<(String, u64, u64)> {
    app.worker.store.read_now(|db| sources(db, LETTER)).expect("reads")
}

#[rocket::async_test]
async fn sources_are_sorted_by_count_and_signers_without_one_are_counted() {
    let app = TestApp::start().await;
    assert_eq!(found(&app), []);
    organization(&app, "fernwood", "bluesky").await;
    person(&app, "ana@example.org", "bluesky", "initial").await;
    let by = |source: &str, organizations, people| (source.to_owned(), organizations, people);
    assert_eq!(found(&app), [by("bluesky", 1, 1)], "nobody came by none");
    person(&app, "bo@example.org", "", "initial").await;
    person(&app, "cy@example.org", "", "unlisted").await;
    organization(&app, "larkspur", "mail").await;
    for (email, listing) in [
        ("di@example.org", "full"),
        ("ed@example.org", "unlisted"),
        ("fay@example.org", "initial"),
    ] {
        person(&app, email, "whatsapp", listing).await;
    }
    app.sign("en", &[("email", "gil@example.org"), ("via", "mail")]).await;
    assert_eq!(
        found(&app),
        [
            by("whatsapp", 0, 3),
            by("", 0, 2),
            by("bluesky", 1, 1),
            by("mail", 1, 0)
        ],
        "of as many, in the order of names; what is not confirmed came by nothing"
    );
    organization(&app, "juniper", "").await;
    assert_eq!(found(&app)[..2], [by("", 1, 2), by("whatsapp", 0, 3)]);
}
