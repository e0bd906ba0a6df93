//! Text is compressed for clients that accept it; pages with a link's secret are not.

use rocket::http::Header;

use crate::app::{LETTER, TestApp};

/// Returns a response's encoding, and its length.
async fn encoding(app: &TestApp, path: &str) -> String {
    let request = app.client.get(path.to_owned());
    let response = request
        .header(Header::new("Accept-Encoding", "gzip, br"))
        .dispatch()
        .await;
    let headers = response.headers();
    assert_eq!(headers.get_one("Vary"), Some("Accept-Encoding"), "{path}");
    headers.get_one("Content-Encoding").unwrap_or_default().to_owned()
}

#[rocket::async_test]
async fn every_text_is_compressed() {
    let app = TestApp::start().await;
    for path in [
        "/en".to_owned(),
        "/es/privacy".to_owned(),
        "/en/my-signatures".to_owned(),
        "/en/feed.atom".to_owned(),
        "/en/no/such/page".to_owned(),
        format!("/en/letters/{LETTER}"),
        format!("/es/letters/{LETTER}/sign"),
        format!("/en/letters/{LETTER}/sign/organization"),
        format!("/en/letters/{LETTER}/share"),
        format!("/en/letters/{LETTER}/qr.svg"),
        format!("/en/letters/{LETTER}/signers/people"),
        "/en/letters/protect-temporary-visa-worker".to_owned(),
    ] {
        assert_eq!(encoding(&app, &path).await, "gzip", "{path}");
    }
    assert_eq!(encoding(&app, "/robots.txt").await, "", "it fits into one packet");
}

#[rocket::async_test]
async fn a_compressed_page_says_the_same() {
    let app = TestApp::start().await;
    let path = format!("/en/letters/{LETTER}/share");
    let plain = app.get(&path).await.body;
    let request = app.client.get(path).header(Header::new("Accept-Encoding", "gzip"));
    let bytes = request.dispatch().await.into_bytes().await.expect("a body");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut text).expect("gzip");
    assert!(text == plain && bytes.len() * 2 < plain.len());
}

#[rocket::async_test]
async fn pages_with_a_links_secret_are_not_compressed() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    for link in ["/confirm/", "/my-signature/", "/not-us/"] {
        let path = app.link_to(link).await;
        assert_eq!(encoding(&app, &path).await, "", "{link}");
    }
    let own = app.link_to("/my-signature/").await;
    assert_eq!(encoding(&app, &format!("{own}/data")).await, "");
}
