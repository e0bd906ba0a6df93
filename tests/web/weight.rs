//! The largest page is small, and loads everything from here.

use rocket::http::Header;
use undersigned::demonstration;
use undersigned::letters::live_library::LiveLibrary;
use undersigned::store::{StoreError, params};

use crate::app::{LETTER, TestApp};

/// The maximum size in transfer, for a page with its style sheet, scripts and icon.
const MOST: usize = 60 * 1024;

/// The maximum size with the faces of Latin letters.
const MOST_WITH_FACES: usize = 140 * 1024;

/// Starts a service whose letter has full lists: more organizations and people than are listed under it, and as many comments as it shows,
/// of full length.
async fn full() -> TestApp {
    let app = TestApp::with_letter("comments = \"public\"").await;
    let live_library: &LiveLibrary = app.client.rocket().state().expect("managed");
    let config = &app.parts().config;
    demonstration::fill(&app.worker.store, config, &live_library.now(), 700, 100).expect("fills");
    let said = app.worker.store.write_now(|tx| {
        for id in tx.all("SELECT signature FROM people", params![], |row| {
            row.get::<i64>("signature")
        })? {
            tx.execute(
                "UPDATE people SET comment = ?2, comment_state = 'approved' WHERE signature = ?1",
                params![id, words(id)],
            )?;
        }
        Ok::<_, StoreError>(())
    });
    said.expect("writes");
    app
}

/// Returns a thousand characters that do not compress better than prose: the letter's own words, each time in another order.
fn words(seed: i64) -> String {
    let text = include_str!("../../letters/asylum-not-temporary-visas/en.md");
    let all: Vec<&str> = text.split_whitespace().collect();
    let mut state = u64::try_from(seed).expect("a row") * 2_654_435_761;
    let mut out = String::new();
    while out.len() < 990 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        out.push_str(all[usize::try_from(state >> 33).expect("small") % all.len()]);
        out.push(' ');
    }
    out
}

/// Returns the values of an attribute, wherever it occurs.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let mark = format!(" {name}=\"");
    let after = page.split(mark.as_str()).skip(1);
    after.filter_map(|rest| rest.split('"').next()).collect()
}

/// Fetches as a browser does: the size in transfer, and the text.
async fn got(app: &TestApp, path: &str) -> (usize, String) {
    let request = app.client.get(path.to_owned());
    let response = request
        .header(Header::new("Accept-Encoding", "gzip, br"))
        .dispatch()
        .await;
    assert_eq!(response.status().code, 200, "{path}");
    let headers = response.headers();
    assert!(headers.get_one("Set-Cookie").is_none(), "{path}");
    if path.starts_with("/static/") {
        assert_eq!(
            headers.get_one("Cache-Control"),
            Some("public, max-age=31536000, immutable")
        );
    }
    let head: usize = headers
        .iter()
        .map(|header| header.name().as_str().len() + header.value().len() + 4)
        .sum();
    let bytes = response.into_bytes().await.expect("a body");
    let mut text = String::new();
    if !path.contains("/fonts/") {
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut text).expect("gzip");
    }
    (head + bytes.len(), text)
}

#[rocket::async_test]
async fn the_largest_letter_is_below_60_kib_and_with_its_faces_below_140() {
    let app = full().await;
    for lang in ["en", "es"] {
        let (mut weight, page) = got(&app, &format!("/{lang}/letters/{LETTER}")).await;
        let mut faces = 0;
        assert_eq!(page.matches("<figure><blockquote>").count(), 12, "signers' words");
        assert!(
            page.contains("/signers/organizations\"") && page.contains("/signers/people\""),
            "the lists have pages of their own"
        );
        assert_eq!(page.matches("<li><bdi>").count(), 300 + 24, "the lists are full");
        let mut loaded: Vec<&str> = attributes(&page, "src");
        loaded.extend(
            attributes(&page, "href")
                .into_iter()
                .filter(|url| url.starts_with("/static/") && !url.contains("/fonts/")),
        );
        assert!(loaded.len() >= 2, "a style sheet and an icon: {loaded:?}");
        for url in loaded {
            assert!(
                url.starts_with("/static/") || url.starts_with("/letters/"),
                "{url} is of this site"
            );
            let (bytes, text) = got(&app, url).await;
            let files = text.split("url(\"").skip(1).filter_map(|rest| rest.split('"').next());
            let files: Vec<&str> = files.collect();
            assert_eq!(files.len(), text.matches("url(").count(), "{url}");
            assert!(!text.contains("@import"), "{url}");
            for file in files {
                assert!(file.starts_with("/static/") && file.contains("/fonts/"), "{file}");
                // It is kept for a year only if its address names its content.
                let (bytes, _) = got(&app, file).await;
                faces += if file.contains("-latin") { bytes } else { 0 };
            }
            weight += bytes;
        }
        assert!(weight <= MOST, "{weight} bytes");
        assert!(
            faces > 0 && weight + faces <= MOST_WITH_FACES,
            "{weight} + {faces} bytes"
        );
        for preloaded in attributes(&page, "href")
            .into_iter()
            .filter(|url| url.contains("/fonts/"))
        {
            assert!(got(&app, preloaded).await.0 > 0, "{preloaded}");
        }
        let elsewhere = page.split("http").skip(1).find(|rest| {
            (rest.starts_with("://") || rest.starts_with("s://")) && !rest.starts_with("://letters.test/")
        });
        assert_eq!(
            elsewhere.map(|rest| &rest[..rest.len().min(60)]),
            None,
            "an address of another host"
        );
    }
}

#[rocket::async_test]
async fn a_file_is_not_cached_under_another_contents_hash() {
    let app = TestApp::start().await;
    let response = app.client.get("/static/0123456789abcdef/css/site.css").dispatch().await;
    assert_eq!(response.headers().get_one("Cache-Control"), Some("no-cache"));
}
