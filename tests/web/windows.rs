//! Before the opening, near the end and after it: the form, the frame for other sites and the response to a form that comes at the wrong
//! time, in both languages.

use crate::app::{LETTER, TestApp};

const DAY: i64 = 86_400;

/// The paths of a party's form, and of what it posts to.
const PARTIES: [(&str, &str); 2] = [("sign", "people"), ("sign/organization", "organizations")];

async fn form(app: &TestApp, lang: &str, path: &str) -> String {
    let answer = app.get(&format!("/{lang}/letters/{LETTER}/{path}")).await;
    assert_eq!(answer.status, 200);
    answer.body
}

async fn frame(app: &TestApp, lang: &str) -> String {
    app.get(&format!("/embed/{lang}/{LETTER}")).await.body
}

#[rocket::async_test]
async fn before_the_opening_the_form_s_page_says_when_it_opens() {
    let app = TestApp::start().await;
    app.worker.clock.shift(-60 * DAY);
    for (lang, people, organizations, whole) in [
        (
            "en",
            "Individuals can sign from Monday, November 9, 9 a.m. ET.",
            "Organizations can sign from Monday, November 9, 9 a.m. ET.",
            "Signing opens on Monday, November 9, 9 a.m. ET.",
        ),
        (
            "es",
            "Las personas podrán firmar a partir del lunes 9 de noviembre, 9:00 a. m.",
            "Las organizaciones podrán firmar a partir del lunes 9 de noviembre, 9:00 a. m.",
            "Podrá firmar a partir del lunes 9 de noviembre, 9:00 a. m.",
        ),
    ] {
        let person = form(&app, lang, "sign").await;
        assert!(person.contains(people) && !person.contains("<form"), "{person}");
        let organization = form(&app, lang, "sign/organization").await;
        assert!(organization.contains(organizations) && !organization.contains("<form"));
        let frame = frame(&app, lang).await;
        assert!(frame.contains(whole), "{frame}");
    }
}

#[rocket::async_test]
async fn a_day_more_than_half_a_year_ahead_is_told_with_its_year() {
    let app = TestApp::start().await;
    app.worker.clock.shift(-220 * DAY);
    for (lang, opens) in [
        ("en", "Signing opens on Monday, November 9, 2026, 9 a.m. ET."),
        ("es", "9 de noviembre de 2026, 9:00 a. m. (hora del Este)"),
    ] {
        let frame = frame(&app, lang).await;
        assert!(frame.contains(opens), "{frame}");
    }
}

#[rocket::async_test]
async fn a_form_that_comes_too_early_is_told_when_and_keeps_what_was_typed() {
    let app = TestApp::start().await;
    app.worker.clock.shift(-60 * DAY);
    for (lang, words) in [("en", "from Monday, November 9"), ("es", "9 de noviembre")] {
        for (_, there) in PARTIES {
            let typed = [
                ("name", "Ana López"),
                ("legal_name", "Harvest Union"),
                ("city", "Fresno"),
            ];
            let answer = app
                .post(&format!("/{lang}/letters/{LETTER}/signatures/{there}"), &typed)
                .await;
            assert_eq!(answer.status, 422);
            assert!(
                answer.body.contains(words) && answer.body.contains("Fresno"),
                "{}",
                answer.body
            );
        }
    }
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn near_the_end_the_form_and_the_frame_say_so() {
    let app = TestApp::start().await;
    for (lang, soon, _) in soon_and_closed() {
        assert!(!form(&app, lang, "sign").await.contains(soon) && !frame(&app, lang).await.contains(soon));
    }
    app.worker.clock.shift(57 * DAY);
    for (lang, soon, _) in soon_and_closed() {
        for (path, _) in PARTIES {
            let page = form(&app, lang, path).await;
            assert!(page.contains(soon) && page.contains("<form"), "{page}");
        }
        assert!(frame(&app, lang).await.contains(soon));
    }
}

#[rocket::async_test]
async fn after_the_end_the_form_s_page_says_since_when_and_what_comes_next() {
    let app = TestApp::start().await;
    app.worker.clock.shift(67 * DAY);
    for (lang, _, closed) in soon_and_closed() {
        for (path, there) in PARTIES {
            let page = form(&app, lang, path).await;
            assert!(page.contains(closed) && !page.contains("<form"), "{page}");
            assert!(page.contains(&format!("href=\"/{lang}/letters/{LETTER}\"")));
            let late = app
                .post(
                    &format!("/{lang}/letters/{LETTER}/signatures/{there}"),
                    &[("city", "Fresno")],
                )
                .await;
            assert!(late.status == 422 && late.body.contains(closed) && late.body.contains("Fresno"));
        }
        assert!(frame(&app, lang).await.contains(closed));
    }
    let next = form(&app, "en", "sign").await;
    assert!(next.contains("no longer accepting signatures."), "{next}");
    assert!(
        form(&app, "es", "sign").await.contains("Ya no recibimos firmas."),
        "what comes next"
    );
}

fn soon_and_closed() -> [(&'static str, &'static str, &'static str); 2] {
    [
        ("en", "Closing soon", "Friday, January 29, 2027, 5 p.m. ET"),
        (
            "es",
            "El plazo termina pronto",
            "29 de enero de 2027, 5:00 p. m. (hora del Este)",
        ),
    ]
}

#[rocket::async_test]
async fn a_closed_party_is_pointed_to_the_other_form() {
    for (line, closed, open, words) in [
        (
            "closes_people = 2026-11-20T17:00:00",
            (
                "sign",
                "Sign on behalf of an organization",
                "Firmar en nombre de una organización",
            ),
            "sign/organization",
            [
                "Closed for individuals. Organizations can still sign.",
                "Las personas ya no pueden firmar. Las organizaciones todavía pueden.",
            ],
        ),
        (
            "closes_organizations = 2026-11-20T17:00:00",
            ("sign/organization", "Sign as an individual", "Firmar a título personal"),
            "sign",
            [
                "Closed for organizations. Individuals can still sign.",
                "Las organizaciones ya no pueden firmar. Las personas todavía pueden.",
            ],
        ),
    ] {
        let app = TestApp::with_letter(line).await;
        for (lang, words, button) in [("en", words[0], closed.1), ("es", words[1], closed.2)] {
            let letter = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
            assert!(letter.contains(words), "{letter}");
            let over = form(&app, lang, closed.0).await;
            assert!(over.contains("2026") && !over.contains("<form"), "{over}");
            for untrue in ["no longer accepting signatures", "Ya no recibimos firmas"] {
                assert!(!over.contains(untrue), "the others may still sign: {over}");
            }
            let other = format!("href=\"/{lang}/letters/{LETTER}/{open}\">{button}</a>");
            assert!(over.contains(&other), "{over}");
            assert!(form(&app, lang, open).await.contains("<form"));
        }
    }
}

#[rocket::async_test]
async fn two_deadlines_are_not_shown_as_one() {
    let app = TestApp::with_letter("closes_people = 2026-12-10T17:00:00").await;
    let letter = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(
        letter.contains("Individuals: sign by Thursday, December 10, 5 p.m. ET"),
        "{letter}"
    );
    let letter = app.get(&format!("/es/letters/{LETTER}")).await.body;
    assert!(letter.contains("Personas: firme a más tardar el jueves"), "{letter}");
    app.worker.clock.shift(8 * DAY);
    let organization = form(&app, "en", "sign/organization").await;
    assert!(!organization.contains("Closing soon"), "theirs is far: {organization}");
    assert!(form(&app, "en", "sign").await.contains("Closing soon"));
}

/// `12 am` leaves open which of two days is meant.
#[rocket::async_test]
async fn a_deadline_at_midnight_names_the_day_that_ends() {
    let app = TestApp::with_file(
        "letter.toml",
        "closes = 2027-01-29T17:00:00",
        "closes = 2026-12-15T00:00:00",
    )
    .await;
    for (lang, told) in [
        ("en", "Sign by the end of Monday, December 14 (ET)"),
        (
            "es",
            "Firme antes de que termine el lunes 14 de diciembre (hora del Este)",
        ),
    ] {
        let page = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        assert!(page.contains(told), "{page}");
    }
    app.worker.clock.shift(20 * DAY);
    for (lang, told) in [
        ("en", "Signing closed at the end of Monday, December 14, 2026 (ET)."),
        ("es", "al final del lunes 14 de diciembre de 2026 (hora del Este)."),
    ] {
        let frame = frame(&app, lang).await;
        assert!(frame.contains(told), "{frame}");
    }
}

#[rocket::async_test]
async fn an_opening_at_midnight_names_the_day_that_begins_and_noon_is_called_so() {
    let opens = "opens = 2026-11-09T09:00:00";
    let app = TestApp::with_file("letter.toml", opens, "opens = 2026-12-08T00:00:00").await;
    let told = "Signing opens at the start of Tuesday, December 8 (ET).";
    assert!(frame(&app, "en").await.contains(told));
    let app = TestApp::with_file("letter.toml", opens, "opens = 2026-12-08T12:00:00").await;
    assert!(
        frame(&app, "en")
            .await
            .contains("Signing opens on Tuesday, December 8, noon ET.")
    );
}
