//! The short form in a letter's panel: it signs with three fields, and leads to the whole form with what was typed.

use crate::app::{Answer, LETTER, TestApp};

async fn send(app: &TestApp, lang: &str, otherwise: &[(&str, &str)]) -> Answer {
    let edition = app.edition(lang).await;
    let mut fields = vec![
        ("short", "yes"),
        ("edition", edition.as_str()),
        ("name", "Rosa Prado"),
        ("email", "rosa@example.org"),
        ("postal_code", "93701"),
        ("leave_empty", ""),
    ];
    for (name, value) in otherwise {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    app.post(&format!("/{lang}/letters/{LETTER}/signatures/people"), &fields)
        .await
}

#[rocket::async_test]
async fn the_panel_of_a_letter_has_it_without_anything_of_one_reader_or_one_moment() {
    let app = TestApp::start().await;
    let page = |lang| format!("/{lang}/letters/{LETTER}");
    for lang in ["en", "es"] {
        let (first, second) = (app.get(&page(lang)).await.body, {
            app.worker.clock.shift(60);
            app.get(&page(lang)).await.body
        });
        assert_eq!(first, second, "caches keep it");
        let (_, form) = first.split_once("<form class=\"short\"").expect("the form");
        let (form, _) = form.split_once("</form>").expect("its end");
        let action = format!("action=\"/{lang}/letters/{LETTER}/signatures/people\"");
        for part in [
            action.as_str(),
            "name=\"name\"",
            "name=\"email\"",
            "name=\"postal_code\"",
        ] {
            assert!(form.contains(part), "{part}: {form}");
        }
        assert!(!form.contains("opened"), "{form}");
    }
    app.worker.clock.shift(70 * 86_400);
    let closed = app.get(&page("en")).await.body;
    assert!(!closed.contains("class=\"short\""), "{closed}");
}

#[rocket::async_test]
async fn three_fields_sign_with_first_name_initial_and_state() {
    let app = TestApp::start().await;
    let sent = send(&app, "en", &[("via", "qr")]).await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    let shown = ["Check your email", "Rosa P. — CA"];
    assert!(shown.iter().all(|words| sent.body.contains(words)), "{}", sent.body);
    let link = app.link().await;
    let confirmed = app.post(&link, &[]).await;
    assert_eq!(confirmed.status, 200);
    let stored = "SELECT COUNT(*) AS n FROM signatures s JOIN people p ON p.signature = s.id WHERE s.state = 'confirmed' AND s.listing = 'initial'
                  AND s.city = '' AND s.region = 'CA' AND s.country = 'US' AND s.source = 'qr'";
    assert_eq!(app.count(stored), 1);
}

#[rocket::async_test]
async fn what_is_wrong_or_still_asked_comes_back_in_the_whole_form() {
    let app = TestApp::start().await;
    let wrong = send(&app, "es", &[("email", "rosa@"), ("name", "")]).await;
    assert_eq!(wrong.status, 422);
    for kept in [
        "value=\"rosa@\"",
        "value=\"93701\"",
        "value=\"initial\" checked",
        "id=\"sign-form\"",
    ] {
        assert!(wrong.body.contains(kept), "{kept}: {}", wrong.body);
    }
    assert!(
        !wrong.body.contains("name=\"short\""),
        "from now on it is the whole form"
    );
    // The test's table of ZIPs doesn't know this one.
    let asked = send(&app, "en", &[("postal_code", "00000")]).await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    assert!(
        asked.body.contains("id=\"state\"") && !asked.body.contains("aria-invalid"),
        "{}",
        asked.body
    );
    let whole = send(&app, "en", &[("whole", "yes"), ("email", "")]).await;
    assert_eq!(whole.status, 200);
    assert!(
        whole.body.contains("value=\"Rosa Prado\"") && !whole.body.contains("aria-invalid"),
        "{}",
        whole.body
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn a_field_that_only_programs_fill_in_stops_it_and_sending_again_works() {
    let app = TestApp::start().await;
    let trapped = send(&app, "en", &[("leave_empty", "x")]).await;
    assert_eq!(trapped.status, 422);
    let sent = send(&app, "en", &[]).await;
    let (_, again) = sent
        .body
        .split_once("id=\"again-form\"")
        .expect("the form to send again");
    assert!(
        again.contains("name=\"short\" value=\"yes\""),
        "it needs no opening time: {again}"
    );
    let again = send(
        &app,
        "en",
        &[("country", "US"), ("listing", "initial"), ("sent", "rosa@example.org")],
    )
    .await;
    assert_eq!(again.status, 200, "{}", again.body);
    let told = "We received your request for another link.";
    assert!(again.body.contains(told) && !sent.body.contains(told), "{}", again.body);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 1);
}

#[rocket::async_test]
async fn a_city_is_needed_only_beside_a_full_name() {
    let app = TestApp::start().await;
    let none = app.sign("en", &[("city", ""), ("listing", "unlisted")]).await;
    assert_eq!(none.status, 200, "{}", none.body);
    let full = app
        .sign("en", &[("city", ""), ("listing", "full"), ("email", "b@example.org")])
        .await;
    assert_eq!(full.status, 422);
    assert!(full.body.contains("Enter a city"), "{}", full.body);
}

#[rocket::async_test]
async fn what_it_is_asked_is_answered_at_once() {
    let app = TestApp::start().await;
    let asked = send(&app, "en", &[("email", "rosa@gmial.com")]).await;
    assert_eq!(asked.status, 422, "{}", asked.body);
    let (_, opened) = asked
        .body
        .split_once("name=\"opened\" value=\"")
        .expect("the whole form");
    let opened = opened.split('"').next().expect("closed");
    let edition = app.edition("en").await;
    let meant = [
        ("edition", edition.as_str()),
        ("opened", opened),
        ("name", "Rosa Prado"),
        ("email", "rosa@gmial.com"),
        ("use_suggestion", "rosa@gmail.com"),
        ("country", "US"),
        ("postal_code", "93701"),
        ("listing", "initial"),
    ];
    let sent = app
        .post(&format!("/en/letters/{LETTER}/signatures/people"), &meant)
        .await;
    assert!(
        sent.status == 200 && sent.body.contains("Check your email"),
        "{}",
        sent.body
    );
}

#[rocket::async_test]
async fn who_was_listed_without_a_city_adds_it_to_the_full_name_later() {
    let app = TestApp::start().await;
    send(&app, "en", &[]).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    let own = app.link_to("/my-signature/").await;
    let none = app.post(&own, &[("listing", "full")]).await;
    assert!(
        none.status == 422 && none.body.contains("Enter a city"),
        "{}",
        none.body
    );
    let shown = app
        .post(&own, &[("listing", "full"), ("city", "Clovis"), ("preview", "yes")])
        .await;
    assert!(shown.body.contains("Rosa Prado — Clovis, CA"), "{}", shown.body);
    let saved = app.post(&own, &[("listing", "full"), ("city", "Clovis")]).await;
    assert!(
        saved.status == 200 && saved.body.contains("Rosa Prado — Clovis, CA"),
        "{}",
        saved.body
    );
    let letter = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(letter.contains("Rosa Prado</bdi> <span>Clovis, CA"), "{letter}");
}
