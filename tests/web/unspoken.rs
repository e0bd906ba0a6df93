//! A letter in a language that the interface does not have: its text is in that one, everything around it in the nearest one.

use crate::app::{LETTER, TestApp};
use crate::editions::{edit, own_letters, shows};

/// Starts a service whose sample letter has an edition in Haitian Creole, which has no folder in `locales/`; with `only`, in no other
/// language.
async fn in_creole(only: bool) -> (TestApp, tempfile::TempDir) {
    let (letters, setting) = own_letters();
    let folder = letters.path().join(LETTER);
    let english = folder.join("en.md");
    let creole = folder.join("ht.md");
    std::fs::copy(&english, &creole).expect("copies");
    edit(&creole, "title = \"Workers", "title = \"Travayè yo: workers");
    std::fs::remove_dir_all(folder.join("updates")).expect("removes");
    if only {
        std::fs::remove_file(english).expect("removes");
        std::fs::remove_file(folder.join("es.md")).expect("removes");
    }
    (TestApp::with(&setting).await, letters)
}

#[rocket::async_test]
async fn the_text_has_an_address_of_its_own_and_the_interface_the_nearest_language() {
    let (app, _letters) = in_creole(false).await;
    let page = app.get(&format!("/ht/letters/{LETTER}")).await;
    assert_eq!(page.status, 200);
    for part in [
        "<html lang=\"en\" dir=\"ltr\">".to_owned(),
        "<article class=\"letter\" lang=\"ht\" dir=\"ltr\">".to_owned(),
        "Travayè yo".to_owned(),
        "<h2 id=\"notes\" lang=\"en\">Notes</h2>".to_owned(),
        "Sign as an individual".to_owned(),
        format!("href=\"/ht/letters/{LETTER}/sign\""),
        format!("<link rel=\"canonical\" href=\"http://letters.test/ht/letters/{LETTER}\">"),
        format!("hreflang=\"ht\" href=\"http://letters.test/ht/letters/{LETTER}\""),
        format!("hreflang=\"en\" href=\"http://letters.test/en/letters/{LETTER}\""),
        "<span aria-current=\"true\" lang=\"ht\">Kreyòl ayisyen</span>".to_owned(),
        format!("<a href=\"/en/letters/{LETTER}\" lang=\"en\" hreflang=\"en\">English</a>"),
        "href=\"/en/about\"".to_owned(),
    ] {
        assert!(page.body.contains(&part), "{part}\n{}", page.body);
    }
    assert!(
        app.get("/sitemap.xml")
            .await
            .body
            .contains(&format!("/ht/letters/{LETTER}<"))
    );
    for nowhere in [
        "/ht",
        "/ht/about",
        "/ht/letters/recruitment-that-works-for-nurses",
        "/ht/feed.atom",
    ] {
        assert_eq!(app.get(nowhere).await.status, 404, "{nowhere}");
    }
}

#[rocket::async_test]
async fn its_signers_have_mails_in_the_interface_that_served_them_and_are_stored_with_what_they_read() {
    let (app, _letters) = in_creole(false).await;
    let form = app.get(&format!("/ht/letters/{LETTER}/sign")).await.body;
    assert!(
        form.contains(&format!("action=\"/ht/letters/{LETTER}/signatures/people\"")),
        "{form}"
    );
    let answer = app.sign("ht", &[]).await;
    assert!(
        answer.status == 200 && answer.body.contains("<html lang=\"en\""),
        "{}",
        answer.body
    );
    let stored = "SELECT COUNT(*) AS n FROM signatures WHERE lang = 'ht' AND page_lang = 'en'";
    assert_eq!(app.count(stored), 1);
    let (_, subject, text) = app.mails().await.pop().expect("a mail");
    assert!(subject.starts_with("Confirm your signature: Travayè yo"), "{subject}");
    assert!(text.contains("http://letters.test/en/confirm/"));
    app.post(&app.link_to("/confirm/").await, &[]).await;
    for lang in ["en", "es", "ht"] {
        assert!(
            app.get(&format!("/{lang}/letters/{LETTER}"))
                .await
                .body
                .contains("Ana G."),
            "{lang}"
        );
    }
    let own = app.get(&app.link_to("/my-signature/").await).await.body;
    assert!(own.contains("1 (Kreyòl ayisyen)"), "{own}");
}

#[rocket::async_test]
async fn a_letter_in_it_alone_is_read_in_every_language_of_the_interface() {
    let (app, _letters) = in_creole(true).await;
    for (lang, words) in [("en", "Sign as an individual"), ("es", "Firmar a título personal")] {
        let page = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        for part in [
            format!("<html lang=\"{lang}\" dir=\"ltr\">"),
            "<article class=\"letter\" lang=\"ht\"".to_owned(),
            words.to_owned(),
            format!("<link rel=\"canonical\" href=\"http://letters.test/ht/letters/{LETTER}\">"),
            format!("hreflang=\"ht\" href=\"http://letters.test/ht/letters/{LETTER}\""),
        ] {
            assert!(page.contains(&part), "{part}\n{page}");
        }
        assert!(
            !page.contains(&format!("rel=\"alternate\" hreflang=\"{lang}\"")),
            "machines are told of no such text"
        );
    }
    app.sign("es", &[]).await;
    let stored = "SELECT COUNT(*) AS n FROM signatures WHERE lang = 'ht' AND page_lang = 'es'";
    assert_eq!(app.count(stored), 1);
    let (_, subject, text) = app.mails().await.pop().expect("a mail");
    assert!(
        subject.contains("Travayè yo") && text.contains("http://letters.test/es/confirm/"),
        "{subject}"
    );
}

#[rocket::async_test]
async fn readers_are_led_to_the_language_that_they_want_most() {
    let (app, _letters) = in_creole(false).await;
    let path = format!("/letters/{LETTER}");
    for (header, lang) in [("ht-HT, en;q=0.5", "ht"), ("es, ht;q=0.5", "es"), ("fr", "en")] {
        assert_eq!(
            app.get_with(&path, "Accept-Language", header).await.location,
            format!("/{lang}{path}"),
            "{header}"
        );
    }
    let (app, _letters) = in_creole(true).await;
    for (header, lang) in [("ht", "ht"), ("es", "es"), ("fr", "en")] {
        assert_eq!(
            app.get_with(&path, "Accept-Language", header).await.location,
            format!("/{lang}{path}"),
            "{header}"
        );
    }
}

#[rocket::async_test]
async fn a_link_signs_the_new_text_in_the_language_that_was_read() {
    let (app, letters) = in_creole(false).await;
    app.sign("ht", &[]).await;
    let link = app.link().await;
    let folder = letters.path().join(LETTER);
    for lang in ["en", "es", "ht"] {
        edit(
            &folder.join(format!("{lang}.md")),
            "+++\ntitle = \"",
            "+++\nrevision = 2\ntitle = \"2: ",
        );
    }
    assert!(shows(&app, &format!("/ht/letters/{LETTER}"), "2: Travayè yo").await);
    let page = app.get(&link).await.body;
    assert!(page.contains(">added: </span>2:</ins>"), "{page}");
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("the new text");
    assert_eq!(app.post(&link, &[("edition", &rest[..64])]).await.status, 200);
    let signed = "SELECT COUNT(*) AS n FROM signatures WHERE state = 'confirmed' AND revision = 2 AND lang = 'ht'";
    assert_eq!(app.count(signed), 1);
}
