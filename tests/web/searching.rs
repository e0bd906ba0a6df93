//! A letter's signatures as staff see them.

use undersigned::sheet::store::list;
use undersigned::sheet::{Filter, Sort};
use undersigned::signatures::store::search::Page;

use crate::app::{LETTER, TestApp};

#[rocket::async_test]
async fn each_signature_is_found_with_what_is_known_of_it() {
    let app = TestApp::start().await;
    let comment = ("comment", "Please act");
    app.sign_and_confirm("en", &[comment]).await;
    app.sign(
        "es",
        &[
            ("name", "Bo Tran"),
            ("email", "bo@example.org"),
            ("listing", "unlisted"),
        ],
    )
    .await;
    app.sign_organization(&[("email", "sam@gmail.com")]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    let read = |db: &undersigned::store::Read<'_>| list(db, &Filter::of(LETTER), Sort::Oldest, Page::first(9));
    let found = app.worker.store.read_now(read).expect("reads").rows;
    let told: Vec<_> = found
        .iter()
        .map(|it| {
            format!(
                "{} {} {} {}| {}| {}| {}, {} {}| {}| {} {}| {}",
                it.id,
                it.kind,
                it.state,
                it.held_for,
                it.name,
                it.listed_name,
                it.city,
                it.region,
                it.country,
                it.email,
                it.lang,
                it.revision,
                it.flags
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 person confirmed | Ana López García| Ana G.| Fresno, CA US| ana@example.org| en 1| ",
            "2 person pending | Bo Tran| | Fresno, CA US| bo@example.org| es 1| ",
            "3 organization held unverified| The Harvest Workers Union, Local 12| Harvest Workers Union, Local 12| Salinas, CA US| sam@gmail.com| en 1| free-mail",
        ]
    );
    let noon = "2026-12-01T12:";
    assert!(found.iter().all(|it| it.created_at.starts_with(noon)));
    assert!(found[0].confirmed_at.starts_with(noon) && found[1].confirmed_at.is_empty());
    assert!(!found.iter().any(|it| it.demonstration || it.earlier_text.is_some()));
}
