//! What other sites show of a letter: tags, the share image, the frame, the badge, oEmbed.

use rocket::http::Header;

use crate::app::{LETTER, TestApp};

/// Returns the content of a tag by its property or name.
fn tag<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let lines = page
        .lines()
        .filter(|line| line.contains(&format!("=\"{name}\" content=\"")));
    lines
        .filter_map(|line| line.split("content=\"").nth(1)?.split('"').next())
        .collect()
}

#[rocket::async_test]
async fn a_letters_tags_name_its_languages_and_its_picture() {
    let app = TestApp::start().await;
    for (lang, locale, other) in [("en", "en_US", "es_US"), ("es", "es_US", "en_US")] {
        let page = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        assert_eq!(
            (tag(&page, "og:locale"), tag(&page, "og:locale:alternate")),
            (vec![locale], vec![other])
        );
        if cfg!(feature = "pdf") {
            assert_eq!(
                tag(&page, "og:image"),
                [format!("http://letters.test/{lang}/letters/{LETTER}/share.png")]
            );
            assert_eq!(
                (tag(&page, "og:image:width"), tag(&page, "og:image:height")),
                (vec!["1200"], vec!["630"])
            );
            assert!(!tag(&page, "og:image:alt")[0].is_empty());
            assert_eq!(tag(&page, "twitter:card"), ["summary_large_image"]);
        } else {
            assert!(tag(&page, "og:image").is_empty());
        }
    }
    let index = app.get("/en").await.body;
    assert!(tag(&index, "og:image").is_empty(), "a picture is a letter's");
}

#[cfg(feature = "pdf")]
mod pictures {
    use super::*;

    /// Returns an image, with its width and height by its own header.
    async fn picture(app: &TestApp, path: &str) -> (Vec<u8>, (u32, u32)) {
        let response = app.client.get(path.to_owned()).dispatch().await;
        assert_eq!(response.status().code, 200, "{path}");
        assert_eq!(response.headers().get_one("Content-Type"), Some("image/png"));
        assert_eq!(response.headers().get_one("Cache-Control"), Some("public, max-age=600"));
        let bytes = response.into_bytes().await.expect("a body");
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        let size = (number(16), number(20));
        (bytes, size)
    }

    #[rocket::async_test]
    async fn a_share_image_changes_with_what_stands_on_it_alone() {
        let app = TestApp::start().await;
        let path = format!("/es/letters/{LETTER}/share.png");
        let (nobody, size) = picture(&app, &path).await;
        assert_eq!(size, (1200, 630));
        assert!(nobody.len() < 300_000, "{} bytes", nobody.len());
        assert_eq!(picture(&app, &path).await.0, nobody, "kept");
        let tag = {
            let response = app.client.get(path.clone()).dispatch().await;
            response.headers().get_one("ETag").expect("a validator").to_owned()
        };
        let known = Header::new("If-None-Match", tag);
        let again = app.client.get(path.clone()).header(known).dispatch().await;
        assert_eq!(again.status().code, 304, "a reader who has it is not sent it again");
        assert_eq!(again.headers().get_one("Cache-Control"), Some("public, max-age=600"));
        drop(again);
        app.sign_and_confirm("en", &[]).await;
        let (one, _) = picture(&app, &path).await;
        assert!(one != nobody, "the tally stands on it");
        let (english, _) = picture(&app, &format!("/en/letters/{LETTER}/share.png")).await;
        assert!(english != one, "the language too");
    }

    #[rocket::async_test]
    async fn a_title_that_no_font_covers_or_that_looks_like_code_is_drawn_all_the_same() {
        let title =
            "#panic() $x$ 李明 👩‍🌾 Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        let usual = "Workers on temporary visas need protection when the next pandemic comes";
        let app = TestApp::with_file("en.md", usual, title).await;
        assert_eq!(
            picture(&app, &format!("/en/letters/{LETTER}/share.png")).await.1,
            (1200, 630)
        );
    }

    #[rocket::async_test]
    async fn a_picture_that_cannot_be_drawn_may_come_later_and_the_letter_stands() {
        let settings = "[default.delivery]\npdf_memory_megabytes = 1";
        let app = TestApp::with(settings).await;
        let path = format!("/en/letters/{LETTER}/share.png");
        for _ in 0..3 {
            let response = app.client.get(&path).dispatch().await;
            let header = |name| response.headers().get_one(name).map(str::to_owned);
            assert_eq!(
                response.status().code,
                503,
                "there is a picture, but none at this moment"
            );
            assert_eq!(header("Cache-Control").as_deref(), Some("no-store"));
            assert_eq!(header("Retry-After").as_deref(), Some("300"));
        }
        assert_eq!(
            app.get(&format!("/en/letters/{LETTER}")).await.status,
            200,
            "the letter does not mind"
        );
    }

    #[rocket::async_test]
    async fn only_letters_have_pictures() {
        let app = TestApp::start().await;
        for path in [
            "/en/letters/no-such-letter/share.png",
            "/fr/letters/protect-temporary-visa-workers/share.png",
        ] {
            assert_eq!(app.get(path).await.status, 404, "{path}");
        }
    }
}

#[rocket::async_test]
async fn a_frame_may_load_its_own_script_and_stream_and_nothing_else() {
    let app = TestApp::start().await;
    for lang in ["en", "es"] {
        let response = app.client.get(format!("/embed/{lang}/{LETTER}")).dispatch().await;
        let policy = response
            .headers()
            .get_one("Content-Security-Policy")
            .expect("a policy")
            .to_owned();
        for allowed in [
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "form-action 'none'",
            "frame-ancestors *",
        ] {
            assert!(policy.contains(allowed), "{policy}");
        }
        assert!(response.headers().get_one("X-Frame-Options").is_none());
        let body = response.into_string().await.expect("a page");
        assert!(body.contains(&format!("lang=\"{lang}\"")) && body.contains("noindex"));
        assert!(body.contains(&format!("data-live=\"/{lang}/letters/{LETTER}/tally\"")));
    }
    for path in [
        "/en",
        "/en/letters/protect-temporary-visa-workers/share",
        "/en/letters/protect-temporary-visa-workers/sign",
        "/en/nowhere",
    ] {
        let response = app.client.get(path).dispatch().await;
        let policy = response
            .headers()
            .get_one("Content-Security-Policy")
            .unwrap_or_default();
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
    }
}

#[rocket::async_test]
async fn the_page_to_pass_it_on_has_the_code_of_the_frame_to_copy() {
    let app = TestApp::start().await;
    for lang in ["en", "es"] {
        let page = app.get(&format!("/{lang}/letters/{LETTER}/share")).await.body;
        let code = format!("&lt;iframe src&#x3D;&quot;http://letters.test/embed/{lang}/{LETTER}&quot;");
        assert!(page.contains(&code), "{page}");
        assert!(page.contains(&format!("src=\"/{lang}/letters/{LETTER}/badge.svg\"")));
    }
}

#[rocket::async_test]
async fn a_badge_says_the_tally_in_its_language() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    for (lang, words) in [("en", "1 individual"), ("es", "1 persona")] {
        let response = app
            .client
            .get(format!("/{lang}/letters/{LETTER}/badge.svg"))
            .dispatch()
            .await;
        assert_eq!(response.headers().get_one("Content-Type"), Some("image/svg+xml"));
        let svg = response.into_string().await.expect("a picture");
        assert!(
            svg.contains(&format!("<title>{words}</title>")) && svg.contains(&format!("xml:lang=\"{lang}\"")),
            "{svg}"
        );
    }
    assert_eq!(app.get("/en/letters/no-such-letter/badge.svg").await.status, 404);
}

async fn oembed(app: &TestApp, query: &str) -> (u16, serde_json::Value) {
    let answer = app.get(&format!("/oembed?{query}")).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
}

#[rocket::async_test]
async fn oembed_answers_as_its_specification_says() {
    let app = TestApp::start().await;
    for lang in ["en", "es"] {
        let url = format!("url=http%3A%2F%2Fletters.test%2F{lang}%2Fletters%2F{LETTER}");
        let (status, whole) = oembed(&app, &format!("{url}&format=json")).await;
        assert_eq!(
            (status, whole["version"].as_str(), whole["type"].as_str()),
            (200, Some("1.0"), Some("rich"))
        );
        assert_eq!(
            (whole["width"].as_u64(), whole["height"].as_u64()),
            (Some(420), Some(300))
        );
        let html = whole["html"].as_str().expect("code");
        assert!(
            html.contains(&format!("http://letters.test/embed/{lang}/{LETTER}")),
            "{html}"
        );
        assert_eq!(whole["thumbnail_width"].as_u64(), cfg!(feature = "pdf").then_some(1200));
        let (_, small) = oembed(&app, &format!("{url}&maxwidth=300&maxheight=2000")).await;
        assert_eq!(
            (small["width"].as_u64(), small["height"].as_u64()),
            (Some(300), Some(300))
        );
        assert!(small["html"].as_str().expect("code").contains("width=\"300\""));
        assert!(
            small.get("thumbnail_url").is_none(),
            "a larger picture may not be named"
        );
        let (_, nonsense) = oembed(&app, &format!("{url}&maxwidth=wide")).await;
        assert_eq!(nonsense["width"], 420);
        assert_eq!(oembed(&app, &format!("{url}&format=xml")).await.0, 501);
        let page = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        let link = format!(
            "href=\"http://letters.test/oembed?format&#x3D;json&amp;{}\"",
            url.replace('=', "&#x3D;")
        );
        assert!(page.contains(&link), "{page}");
    }
    for other in [
        "https://elsewhere.example/en/letters/x",
        "http://letters.test/en",
        "http://letters.test/en/letters/no-such-letter",
        "http://letters.test/xx/letters/y",
        "",
    ] {
        assert_eq!(oembed(&app, &format!("url={other}")).await.0, 404, "{other}");
    }
}
