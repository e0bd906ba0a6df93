use std::collections::BTreeSet;

use crate::app::{LETTER, TestApp};

#[rocket::async_test]
async fn a_long_list_is_read_page_by_page_and_its_addresses_tell_nothing() {
    let app = TestApp::start().await;
    let locales = undersigned::locale::Locales::load().expect("loads");
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters"));
    let library = undersigned::letters::library::Library::load(folder, &locales).expect("loads");
    let config = app
        .client
        .rocket()
        .state::<undersigned::web::App>()
        .expect("managed")
        .config
        .clone();
    undersigned::demonstration::fill(&app.worker.store, &config, &library, 0, 300).expect("fills");
    let listed = app.count(
        "SELECT COUNT(*) AS n FROM signatures WHERE kind = 'person' AND listing <> 'unlisted' AND state = 'confirmed'",
    );
    let first = format!("/en/letters/{LETTER}/signers/people");
    let body = app.get(&first).await.body.replace("&#x3D;", "=");
    let (_, rest) = body.split_once("?after=").expect("a second page");
    let place = rest.split('"').next().expect("closed");
    assert!(
        place.len() > 20 && place.contains(|c: char| c.is_ascii_alphabetic()),
        "{place}"
    );
    let second = app.get(&format!("{first}?after={place}")).await;
    assert_eq!(second.status, 200);
    assert!(!second.body.contains("?after"), "two pages");
    let items = |body: &str| {
        let main = body.split("<main").nth(1).unwrap_or_default();
        main.split("</main>")
            .next()
            .unwrap_or_default()
            .matches("<li><bdi>")
            .count()
    };
    assert_eq!(
        (items(&body), items(&second.body)),
        (200, usize::try_from(listed - 200).expect("more than 200"))
    );
    let names = |body: &str| -> BTreeSet<String> {
        body.split("<li><bdi>")
            .skip(1)
            .map(|it| it.split("</li>").next().unwrap_or_default().to_owned())
            .collect()
    };
    assert!(names(&body) != names(&second.body));
    for wrong in ["1796126400000000-42", "x", ""] {
        assert_eq!(app.get(&format!("{first}?after={wrong}")).await.status, 404, "{wrong}");
    }
}

#[rocket::async_test]
async fn a_title_stands_apart_from_the_place() {
    let app = TestApp::start().await;
    let person = [
        ("listing", "full"),
        ("title", "Registered nurse"),
        ("affiliation", "Sample County Hospital"),
    ];
    app.sign_and_confirm("en", &person).await;
    let line = "</span> <small>· Registered nurse, Sample County Hospital</small>";
    for page in ["", "/signers/people"] {
        let body = app.get(&format!("/en/letters/{LETTER}{page}")).await.body;
        assert!(body.contains(line), "{page}: {body}");
    }
}
