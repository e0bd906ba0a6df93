//! The roster of a letter's organizations, ready to paste.

use undersigned::exports::{Arrangement, Contacts, RosterOptions, Shape, roster};
use undersigned::locale::{Lang, Locales};
use undersigned::sheet::Filter;

use crate::app::{LETTER, TestApp};

/// Signs for an organization that is counted at once.
pub async fn organization(app: &TestApp, name: &str, site: &str, more: &[(&str, &str)]) {
    let (website, email) = (format!("https://{site}/"), format!("ana@{site}"));
    let own = [
        ("legal_name", name),
        ("listed_name", name),
        ("website", website.as_str()),
        ("email", email.as_str()),
    ];
    app.sign_organization(&[&own[..], more].concat()).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
}

fn written(app: &TestApp, lang: &str, shape: Shape, contacts: Contacts) -> String {
    arranged(app, lang, (shape, Arrangement::Place), contacts)
}

fn arranged(app: &TestApp, lang: &str, (shape, arrangement): (Shape, Arrangement), contacts: Contacts) -> String {
    let locales = Locales::load().expect("loads");
    let filter = Filter::counted(LETTER);
    let options = RosterOptions {
        filter: &filter,
        locales: &locales,
        lang: Lang::parse(lang).expect("a tag"),
        arrangement,
        contacts,
    };
    let mut out = Vec::new();
    roster(&app.worker.store, (&options, shape), &mut out).expect("writes");
    String::from_utf8(out).expect("UTF-8")
}

#[rocket::async_test]
async fn national_organizations_come_first_then_states_and_no_person_is_on_it() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    organization(
        &app,
        "Zinnia & Sons",
        "zinnia.example",
        &[("scope", "local"), ("city", "Fresno"), ("state", "CA")],
    )
    .await;
    organization(
        &app,
        "Alder Fund",
        "alder.example",
        &[("scope", "state"), ("city", "Fresno"), ("state", "CA")],
    )
    .await;
    organization(
        &app,
        "Border House",
        "border.example",
        &[("scope", "local"), ("city", "Mesa"), ("state", "AZ")],
    )
    .await;
    organization(
        &app,
        "Union of All",
        "union.example",
        &[("scope", "national"), ("city", "Reno"), ("state", "NV")],
    )
    .await;
    assert_eq!(
        written(&app, "en", Shape::Text, Contacts::Omitted),
        "National\n\nUnion of All, Reno, NV\n\nArizona\n\nBorder House, Mesa, AZ\n\nCalifornia\n\nAlder Fund, Fresno, CA\nZinnia & Sons, Fresno, CA\n"
    );
    assert_eq!(
        arranged(&app, "en", (Shape::Text, Arrangement::Name), Contacts::Omitted),
        "Alder Fund, Fresno, CA\nBorder House, Mesa, AZ\nUnion of All, Reno, NV\nZinnia & Sons, Fresno, CA\n"
    );
    let html = written(&app, "es", Shape::Html, Contacts::Omitted);
    assert!(
        html.starts_with("<h2>Nacionales</h2>\n<ul>\n<li>Union of All, Reno, NV</li>\n</ul>\n<h2>Arizona</h2>"),
        "{html}"
    );
    assert!(
        html.ends_with("<li>Zinnia &amp; Sons, Fresno, CA</li>\n</ul>\n"),
        "{html}"
    );
    let named = written(&app, "en", Shape::Text, Contacts::Named);
    assert!(named.contains("Border House, Mesa, AZ — "), "{named}");
    assert!(!named.contains('@') && !named.contains("Ana López"), "{named}");
}
