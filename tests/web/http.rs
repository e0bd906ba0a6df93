//! What every response carries, and the responses to requests that no page is for: headers, validators, methods, spellings.

use rocket::http::{Header, Method, Status};

use crate::app::{BROWSER, LETTER, TestApp};

/// The status and some headers of a response.
struct Seen {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Seen {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }
}

async fn ask(app: &TestApp, method: Method, path: &str, headers: &[(&'static str, &str)]) -> Seen {
    let mut request = app.client.req(method, path.to_owned());
    for (name, value) in headers {
        request.add_header(Header::new(*name, (*value).to_owned()));
    }
    let response = request.dispatch().await;
    let found = response.headers().iter();
    let headers = found
        .map(|header| (header.name.to_string(), header.value.to_string()))
        .collect();
    Seen {
        status: response.status().code,
        headers,
        body: response.into_bytes().await.unwrap_or_default(),
    }
}

async fn get(app: &TestApp, path: &str) -> Seen {
    ask(app, Method::Get, path, &[]).await
}

#[rocket::async_test]
async fn an_address_that_is_no_page_is_missing() {
    let app = TestApp::start().await;
    for path in [
        "/robots",
        "/ads.txt",
        "/wp-login.php",
        "/.well-known/security.txt",
        "/.env",
        "/x/letters/y",
        "/static/0/../etc",
        "/embed/X-9!/y",
        "/%ff",
        "/victim%40private.org%20Jane/letters/x",
        "/ads.txt?x=1",
    ] {
        let seen = get(&app, path).await;
        assert_eq!(seen.status, 404, "{path}");
        assert!(String::from_utf8_lossy(&seen.body).contains("Page not found"), "{path}");
    }
    let posted = app
        .post("/wp-login.php/letters/x/signatures/people", &[("a", "b")])
        .await;
    assert_eq!(posted.status, 404);
}

#[rocket::async_test]
async fn icons_are_where_programs_look_for_them_unasked() {
    let app = TestApp::start().await;
    for (path, kind, starts) in [
        ("/favicon.ico", "image/x-icon", &b"\x00\x00\x01\x00"[..]),
        ("/apple-touch-icon.png", "image/png", b"\x89PNG"),
        ("/apple-touch-icon-precomposed.png", "image/png", b"\x89PNG"),
    ] {
        let seen = get(&app, path).await;
        assert_eq!((seen.status, seen.header("Content-Type")), (200, kind), "{path}");
        assert!(seen.body.starts_with(starts), "{path}");
    }
}

#[rocket::async_test]
async fn a_language_in_other_letters_or_with_a_region_leads_to_its_pages() {
    let app = TestApp::start().await;
    let letter = format!("/letters/{LETTER}");
    for (from, to) in [
        ("/EN".to_owned(), "/en".to_owned()),
        ("/en-US".to_owned(), "/en".to_owned()),
        ("/es_MX/about".to_owned(), "/es/about".to_owned()),
        (format!("/en-US{letter}?via=mail"), format!("/en{letter}?via=mail")),
        (
            format!("/Es{letter}/sign?a=%20b&c"),
            format!("/es{letter}/sign?a=%20b&c"),
        ),
        (format!("/embed/EN/{LETTER}"), format!("/embed/en/{LETTER}")),
    ] {
        for method in [Method::Get, Method::Head] {
            let seen = ask(&app, method, &from, &[]).await;
            assert_eq!((seen.status, seen.header("Location")), (308, to.as_str()), "{from}");
        }
    }
    for path in ["/fr", "/EN/nowhere/at/all/x", "/FR/letters/none"] {
        let seen = get(&app, path).await;
        let end = get(
            &app,
            if seen.status == 308 {
                seen.header("Location")
            } else {
                path
            },
        )
        .await;
        assert_eq!(end.status, 404, "{path}: one step, and an end");
    }
}

#[rocket::async_test]
async fn another_method_is_told_which_ones_there_are() {
    let app = TestApp::start().await;
    let letter = format!("/en/letters/{LETTER}");
    for (method, path, allowed) in [
        (Method::Put, letter.clone(), "GET, HEAD"),
        (Method::Options, letter.clone(), "GET, HEAD"),
        (Method::Delete, "/".to_owned(), "GET, HEAD"),
        (Method::Post, letter.clone(), "GET, HEAD"),
        (Method::Patch, "/en/my-signatures".to_owned(), "GET, HEAD, POST"),
        (Method::Put, format!("{letter}/signatures/people"), "GET, HEAD, POST"),
    ] {
        let seen = ask(&app, method, &path, &[]).await;
        assert_eq!((seen.status, seen.header("Allow")), (405, allowed), "{method} {path}");
    }
    let seen = ask(&app, Method::Put, "/nowhere/at/all", &[]).await;
    assert_eq!((seen.status, seen.header("Allow")), (404, ""));
}

#[rocket::async_test]
async fn the_target_of_a_form_leads_back_to_the_form() {
    let app = TestApp::start().await;
    for (target, form) in [("people", "sign"), ("organizations", "sign/organization")] {
        let seen = get(&app, &format!("/es/letters/{LETTER}/signatures/{target}")).await;
        let form = format!("/es/letters/{LETTER}/{form}");
        assert_eq!((seen.status, seen.header("Location")), (303, form.as_str()));
    }
    assert_eq!(get(&app, "/en/letters/none/signatures/people").await.status, 404);
}

#[rocket::async_test]
async fn redirects_by_language_are_kept_by_nobody_for_others_and_are_alike_for_head() {
    let app = TestApp::start().await;
    for path in ["/".to_owned(), format!("/letters/{LETTER}")] {
        let spanish = [("Accept-Language", "es-MX,es;q=0.9")];
        let seen = ask(&app, Method::Get, &path, &spanish).await;
        let head = ask(&app, Method::Head, &path, &spanish).await;
        assert_eq!(seen.status, 303);
        assert!(seen.header("Location").starts_with("/es"), "{path}");
        assert_eq!(seen.header("Vary"), "Accept-Language");
        assert_eq!(seen.header("Cache-Control"), "private, no-cache");
        assert_eq!(head.status, seen.status);
        assert_eq!(head.headers, seen.headers, "{path}");
    }
}

#[rocket::async_test]
async fn a_reader_who_has_a_page_is_not_sent_it_again() {
    let app = TestApp::start().await;
    let letter = format!("/en/letters/{LETTER}");
    for path in [
        "/en".to_owned(),
        letter.clone(),
        format!("{letter}/badge.svg"),
        format!("{letter}/qr.svg"),
        format!("/embed/en/{LETTER}"),
        "/en/about".to_owned(),
        "/en/feed.atom".to_owned(),
        "/sitemap.xml".to_owned(),
        "/robots.txt".to_owned(),
        "/favicon.ico".to_owned(),
    ] {
        let seen = get(&app, &path).await;
        let tag = seen.header("ETag").to_owned();
        assert!(tag.starts_with("W/\"") && tag.len() > 10, "{path}: {tag}");
        let strong = tag.trim_start_matches("W/").to_owned();
        for known in [tag.clone(), strong, format!("\"other\", {tag}"), "*".to_owned()] {
            let again = ask(&app, Method::Get, &path, &[("If-None-Match", &known)]).await;
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} {known}");
            for name in [
                "ETag",
                "Cache-Control",
                "Vary",
                "Content-Security-Policy",
                "Cross-Origin-Resource-Policy",
            ] {
                assert_eq!(again.header(name), seen.header(name), "{path} {name}");
            }
        }
        let compressed = [("If-None-Match", tag.as_str()), ("Accept-Encoding", "gzip")];
        assert_eq!(ask(&app, Method::Get, &path, &compressed).await.status, 304, "{path}");
        let other = ask(&app, Method::Get, &path, &[("If-None-Match", "W/\"other\"")]).await;
        assert_eq!((other.status, other.body), (200, seen.body), "{path}");
    }
}

#[rocket::async_test]
async fn a_page_that_changed_is_sent_and_what_is_private_has_no_validator() {
    let app = TestApp::start().await;
    let letter = format!("/en/letters/{LETTER}");
    let tag = get(&app, &letter).await.header("ETag").to_owned();
    app.sign_and_confirm("en", &[]).await;
    let after = ask(&app, Method::Get, &letter, &[("If-None-Match", &tag)]).await;
    assert_eq!(after.status, 200);
    assert_ne!(after.header("ETag"), tag);
    for path in [
        format!("{letter}/sign"),
        "/en/my-signatures".to_owned(),
        "/nowhere/at/all".to_owned(),
        app.link_to("/my-signature/").await,
    ] {
        let seen = ask(&app, Method::Get, &path, &[("If-None-Match", "*")]).await;
        assert!(seen.status == 200 || seen.status == 404, "{path}");
        assert_eq!(
            (seen.header("ETag"), seen.header("Cache-Control")),
            ("", "no-store"),
            "{path}"
        );
    }
}

/// Headers of every response, whatever its status.
const EVERYWHERE: &[(&str, &str)] = &[
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Strict-Transport-Security", ""),
];

#[rocket::async_test]
async fn every_status_carries_the_headers_and_only_frame_and_pictures_are_for_others() {
    let app = TestApp::start().await;
    let letter = format!("/en/letters/{LETTER}");
    for (method, path, status, loaded_by) in [
        (Method::Get, letter.clone(), 200, "same-origin"),
        (Method::Get, "/".to_owned(), 303, "same-origin"),
        (Method::Get, "/EN".to_owned(), 308, "same-origin"),
        (Method::Get, "/nowhere/at/all".to_owned(), 404, "same-origin"),
        (Method::Put, letter.clone(), 405, "same-origin"),
        (Method::Get, "/en/confirm/x".to_owned(), 404, "same-origin"),
        (Method::Get, "/en/feed.atom".to_owned(), 200, "same-origin"),
        (Method::Get, format!("/embed/en/{LETTER}"), 200, "cross-origin"),
        (Method::Get, format!("{letter}/badge.svg"), 200, "cross-origin"),
        (Method::Get, format!("{letter}/qr.svg"), 200, "cross-origin"),
        (Method::Get, "/favicon.ico".to_owned(), 200, "cross-origin"),
    ] {
        let seen = ask(&app, method, &path, &[]).await;
        assert_eq!(seen.status, status, "{path}");
        for (name, value) in EVERYWHERE {
            assert_eq!(seen.header(name), *value, "{path} {name}");
        }
        assert_eq!(seen.header("Cross-Origin-Resource-Policy"), loaded_by, "{path}");
    }
}

#[rocket::async_test]
async fn in_production_browsers_are_told_to_come_by_https() {
    let app = TestApp::in_production().await;
    for (path, status) in [("/en", 200), ("/", 303), ("/nowhere/at/all", 404)] {
        let seen = get(&app, path).await;
        assert_eq!(
            (seen.status, seen.header("Strict-Transport-Security")),
            (status, "max-age=31536000"),
            "{path}"
        );
    }
}

/// The headers of a form sent from a page of another site.
const FOREIGN: &[(&str, &str)] = &[
    ("Accept-Language", "en-US,en;q=0.9"),
    ("Sec-Fetch-Site", "cross-site"),
    ("Origin", "https://elsewhere.example"),
];

/// The headers of a form sent from another site by a browser that sends only the origin.
const FOREIGN_OF_OLD: &[(&str, &str)] = &[("Accept-Language", "en-US"), ("Origin", "https://elsewhere.example")];

#[rocket::async_test]
async fn a_form_from_another_site_is_given_back_as_it_was_typed_and_taken_from_our_page() {
    let app = TestApp::start().await;
    let (edition, opened) = (app.edition("en").await, app.opened().await);
    let form = format!("/en/letters/{LETTER}/signatures/people");
    let typed = [
        ("edition", edition.as_str()),
        ("opened", opened.as_str()),
        ("name", "Ana López García"),
        ("email", "ana@example.org"),
        ("city", "Fresno"),
        ("country", "US"),
        ("state", "CA"),
        ("postal_code", "93701"),
        ("listing", "initial"),
    ];
    let from = "198.51.100.7:4000";
    for foreign in [FOREIGN, FOREIGN_OF_OLD] {
        let answer = app.post_as(from, foreign, &form, &typed).await;
        assert_eq!(answer.status, 403);
        for part in [
            "This form came from another website",
            "value=\"Ana López García\"",
            "value=\"ana@example.org\"",
            "value=\"93701\"",
            edition.as_str(),
            &format!("action=\"{form}\""),
        ] {
            assert!(answer.body.contains(part), "{part}: {}", answer.body);
        }
        let organization = format!("/es/letters/{LETTER}/signatures/organizations");
        let answer = app
            .post_as(from, foreign, &organization, &[("legal_name", "Un sindicato")])
            .await;
        assert_eq!(answer.status, 403);
        assert!(answer.body.contains("Este formulario vino de otro sitio web") && answer.body.contains("Un sindicato"));
        let answer = app
            .post_as(from, foreign, "/en/my-signatures", &[("email", "ana@example.org")])
            .await;
        assert_eq!((answer.status, answer.retry_after.as_str()), (403, ""));
        assert!(answer.body.contains("value=\"ana@example.org\"") && answer.body.contains("came from another website"));
    }
    assert_eq!(app.mails().await.len(), 0, "nothing was mailed");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    let own = [
        ("Sec-Fetch-Site", "same-origin"),
        ("Origin", "null"),
        ("Accept-Language", "en"),
    ];
    assert_eq!(app.post_as(from, &own, &form, &typed).await.status, 200);
    assert_eq!(app.mails().await.len(), 1);
    // Links of mails are pressed by mail programs and pages of mailboxes.
    let link = app.link().await;
    assert_eq!(app.post_as(from, FOREIGN, &link, &[("version", "1")]).await.status, 200);
}

#[rocket::async_test]
async fn a_flood_is_answered_by_the_bare_status() {
    let app = TestApp::with("[default.quotas]\nsignings_per_hour_per_address = 2").await;
    let form = format!("/en/letters/{LETTER}/signatures/people");
    let typed = [("name", "Ana"), ("email", "ana@example.org")];
    let mut answers = Vec::new();
    for _ in 0..20 {
        answers.push(app.post(&form, &typed).await);
    }
    let kinds: Vec<_> = answers
        .iter()
        .map(|answer| (answer.status, answer.body.contains("<form")))
        .collect();
    assert_eq!(kinds[..2], [(422, true); 2], "read");
    assert_eq!(kinds[2..12], [(429, true); 10], "given back as they were typed");
    assert_eq!(kinds[12..], [(429, false); 8], "not even read");
    let last = answers.last().expect("twenty");
    assert_eq!(last.body, "429 Too Many Requests\n");
    assert!(!last.retry_after.is_empty());
    // Others are not concerned.
    let other = app.post_as("203.0.113.9:1", BROWSER, &form, &typed).await;
    assert_eq!(other.status, Status::UnprocessableEntity.code);
}
