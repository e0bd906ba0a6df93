use crate::app::{LETTER, TestApp};
use crate::editions::own_letters;

#[rocket::async_test]
async fn every_page_answers_in_both_languages() {
    let app = TestApp::start().await;
    for lang in ["en", "es"] {
        let letter = format!("letters/{LETTER}");
        let signers = format!("{letter}/signers/people");
        let forms = [
            format!("{letter}/sign"),
            format!("{letter}/sign/organization"),
            format!("{letter}/share"),
        ];
        let plain = [
            "",
            "about",
            "privacy",
            "coalition",
            "topics/workers",
            "archive/2026",
            "letters/recruitment-that-works-for-nurses",
            "feed.atom",
        ];
        let paths = plain
            .iter()
            .map(|path| (*path).to_owned())
            .chain(forms)
            .chain([letter, signers]);
        for path in paths {
            let path = format!("/{lang}/{path}").trim_end_matches('/').to_owned();
            let page = app.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(
                page.body.contains(&format!("lang=\"{lang}\"")),
                "{path} says its language"
            );
        }
    }
}

#[rocket::async_test]
async fn a_reader_is_led_to_their_language() {
    let app = TestApp::start().await;
    assert_eq!(
        app.get_with("/", "Accept-Language", "es-MX,es;q=0.9").await.location,
        "/es"
    );
    assert_eq!(app.get("/").await.location, "/en");
    let letter = app
        .get_with(&format!("/letters/{LETTER}"), "Accept-Language", "es")
        .await;
    assert_eq!(letter.location, format!("/es/letters/{LETTER}"));
}

#[rocket::async_test]
async fn switching_language_stays_on_the_letter() {
    let app = TestApp::start().await;
    let page = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(page.contains(&format!(
        "hreflang=\"es\" href=\"http://letters.test/es/letters/{LETTER}\""
    )));
    assert!(page.contains(&format!("<a href=\"/es/letters/{LETTER}\" lang=\"es\"")));
    assert!(page.contains(&format!(
        "rel=\"canonical\" href=\"http://letters.test/en/letters/{LETTER}\""
    )));
}

#[rocket::async_test]
async fn an_op_ed_can_not_be_signed() {
    let app = TestApp::start().await;
    let path = "/en/letters/recruitment-that-works-for-nurses";
    let page = app.get(path).await.body;
    assert!(page.contains("class=\"byline\"") && !page.contains("class=\"panel\""));
    assert_eq!(app.get(&format!("{path}/sign")).await.status, 404);
}

#[rocket::async_test]
async fn machines_find_feeds_and_a_sitemap() {
    let app = TestApp::start().await;
    let feed = app.get("/es/feed.atom").await.body;
    assert_eq!(feed.matches("<entry>").count(), 4, "three letters and an update");
    let map = app.get("/sitemap.xml").await.body;
    assert!(
        map.contains("/es/topics/workers<") && map.contains("/en/archive/2026<"),
        "{map}"
    );
    assert!(map.contains(&format!("<loc>http://letters.test/es/letters/{LETTER}</loc>")));
    assert!(
        app.get("/robots.txt")
            .await
            .body
            .contains("Sitemap: http://letters.test/sitemap.xml")
    );
}

/// RFC 4287, 4.1.1: a feed says when it was updated, even one without entries.
#[rocket::async_test]
async fn a_feed_without_letters_has_the_date_of_the_day() {
    let (letters, setting) = own_letters();
    for entry in std::fs::read_dir(letters.path()).expect("a folder").flatten() {
        if entry.path().join("letter.toml").exists() {
            std::fs::remove_dir_all(entry.path()).expect("removes");
        }
    }
    let app = TestApp::with(&setting).await;
    let feed = app.get("/en/feed.atom").await;
    assert_eq!((feed.status, feed.body.matches("<entry>").count()), (200, 0));
    assert!(
        feed.body.contains("<updated>2026-12-01T00:00:00Z</updated>"),
        "{}",
        feed.body
    );
}

#[rocket::async_test]
async fn visitors_get_no_cookie_and_nothing_from_elsewhere() {
    let app = TestApp::start().await;
    let response = app.client.get(format!("/en/letters/{LETTER}")).dispatch().await;
    assert!(response.headers().get_one("Set-Cookie").is_none());
    let policy = response.headers().get_one("Content-Security-Policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
}
