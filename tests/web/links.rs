//! Links of mails that no longer open anything, or open something else than expected, in both languages.

use crate::app::TestApp;
use undersigned::retention;

const DAY: i64 = 86_400;
const NOBODYS: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[rocket::async_test]
async fn a_link_that_nobody_made_says_so_and_offers_fresh_ones() {
    let app = TestApp::start().await;
    for (lang, words) in [("en", "This link doesn&#x27;t work"), ("es", "Este enlace no funciona")] {
        for path in ["confirm", "my-signature", "approve", "not-us"] {
            for token in [NOBODYS, "cut-in-two"] {
                let url = format!("/{lang}/{path}/{token}");
                for answer in [app.get(&url).await, app.post(&url, &[("sure", "yes")]).await] {
                    assert_eq!(answer.status, 404, "{url}");
                    assert!(answer.body.contains(words), "{url}: {}", answer.body);
                    assert!(
                        answer
                            .body
                            .contains(&format!("class=\"button\" href=\"/{lang}/my-signatures\""))
                    );
                }
            }
        }
        let data = app.get(&format!("/{lang}/my-signature/{NOBODYS}/data")).await;
        assert_eq!(data.status, 404);
    }
}

#[rocket::async_test]
async fn an_expired_link_to_confirm_leads_to_the_form_while_it_is_open() {
    for (lang, words, button, over) in [
        (
            "en",
            "This link has expired",
            "Sign again",
            "Signing closed for individuals on Friday, January 29, 2027",
        ),
        (
            "es",
            "Este enlace ya venció",
            "Firmar de nuevo",
            "El plazo para personas terminó el viernes 29 de enero de 2027",
        ),
    ] {
        let app = TestApp::start().await;
        app.sign(lang, &[]).await;
        let link = app.link_to("/confirm/").await;
        app.worker.clock.shift(4 * DAY);
        for answer in [app.get(&link).await, app.post(&link, &[]).await] {
            assert_eq!(answer.status, 410);
            assert!(answer.body.contains(words), "{}", answer.body);
            let form = format!("/sign\">{button}</a>");
            assert!(answer.body.contains(&form), "{}", answer.body);
        }
        app.worker.clock.shift(60 * DAY);
        let late = app.get(&link).await;
        assert!(late.status == 410 && late.body.contains(over), "{}", late.body);
        assert!(!late.body.contains(button), "the form is closed");
    }
}

#[rocket::async_test]
async fn an_expired_link_to_the_own_page_offers_a_fresh_one_even_after_the_sweep() {
    for (lang, words) in [("en", "This link has expired"), ("es", "Este enlace ya venció")] {
        let app = TestApp::start().await;
        app.sign_and_confirm(lang, &[]).await;
        let link = app.link_to("/my-signature/").await;
        app.worker.clock.shift(91 * DAY);
        sweep(&app).await;
        for url in [link.clone(), format!("{link}/data")] {
            let gone = app.get(&url).await;
            assert!(gone.status == 410 && gone.body.contains(words), "{}", gone.body);
            assert!(gone.body.contains(&format!("/{lang}/my-signatures")));
        }
        for (path, fields) in [
            ("", &[][..]),
            ("/withdraw", &[("sure", "yes")]),
            ("/remove", &[("sure", "yes")]),
        ] {
            assert_eq!(app.post(&format!("{link}{path}"), fields).await.status, 410, "{path}");
        }
        assert_eq!(
            app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'confirmed'"),
            1
        );
        app.worker.clock.shift(31 * DAY);
        sweep(&app).await;
        assert_eq!(app.get(&link).await.status, 404, "nothing of the link is kept");
    }
}

async fn sweep(app: &TestApp) {
    let (store, clock) = (&app.worker.store, &app.worker.clock);
    let kept = app.parts().config.signing.clone();
    retention::once(store, clock, &kept).await.expect("sweeps");
}

#[rocket::async_test]
async fn each_kind_of_removal_has_its_own_words() {
    for (lang, withdrawn, rejected, disowned) in [
        (
            "en",
            "You withdrew this signature",
            "Our staff removed this signature",
            "The organization says it did not sign",
        ),
        (
            "es",
            "Usted retiró esta firma",
            "Nuestro equipo quitó esta firma",
            "La organización dice que no firmó",
        ),
    ] {
        let app = TestApp::start().await;
        app.sign(lang, &[]).await;
        let link = app.link_to("/confirm/").await;
        for (state, words) in [("withdrawn", withdrawn), ("rejected", rejected), ("disowned", disowned)] {
            let sql = format!("UPDATE signatures SET state = '{state}', confirmed_at = 1, counted_at = 1");
            app.worker
                .store
                .write_now(move |tx| tx.execute(&sql, []))
                .expect("writes");
            for answer in [app.get(&link).await, app.post(&link, &[]).await] {
                assert!(answer.body.contains(words), "{}", answer.body);
            }
        }
    }
}

#[rocket::async_test]
async fn an_approval_whose_signature_is_gone_says_who_took_it_off() {
    let app = TestApp::start().await;
    let own = [
        ("approver_name", "Dolores Prado"),
        ("approver_email", "dolores@harvest.example"),
        ("authorized", ""),
    ];
    assert_eq!(app.sign_organization(&own).await.status, 200);
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
    let link = app.link_to("/approve/").await;
    for (state, words, spanish) in [
        ("withdrawn", "The signature was withdrawn", "La firma se retiró"),
        (
            "rejected",
            "Our staff removed this signature",
            "Nuestro equipo quitó esta firma",
        ),
        (
            "disowned",
            "Your organization says it did not sign",
            "Su organización dice que no firmó",
        ),
    ] {
        let sql = format!("UPDATE signatures SET state = '{state}', confirmed_at = 1, counted_at = 1");
        app.worker
            .store
            .write_now(move |tx| tx.execute(&sql, []))
            .expect("writes");
        assert!(app.get(&link).await.body.contains(words));
        let spanish_link = link.replacen("/en/", "/es/", 1);
        assert!(app.get(&spanish_link).await.body.contains(spanish));
    }
    let sql = "UPDATE signatures SET state = 'awaiting'";
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("writes");
    app.worker.clock.shift(22 * DAY);
    assert_eq!(app.get(&link).await.status, 410, "too old");
    assert_eq!(app.post(&link, &[("answer", "approve")]).await.status, 410);
    let undecided = "SELECT COUNT(*) AS n FROM signatures s JOIN deciders d ON d.signature = s.id
       WHERE s.state = 'awaiting' AND d.decision IS NULL";
    assert_eq!(app.count(undecided), 1, "nothing is approved by a link that is too old");
}

#[rocket::async_test]
async fn whoever_signed_already_hears_it_by_mail_alone() {
    for (lang, subject, state) in [
        (
            "en",
            "You've already signed: ",
            "You've confirmed this signature, and it is counted.",
        ),
        ("es", "Usted ya firmó: ", "Usted confirmó esta firma, y cuenta."),
    ] {
        let app = TestApp::start().await;
        let first = app.sign(lang, &[]).await;
        let link = app.link_to("/confirm/").await;
        app.post(&link, &[]).await;
        let again = app.sign(lang, &[]).await;
        assert_eq!(again.status, 200);
        assert_eq!(
            moments_aside(&again.body),
            moments_aside(&first.body),
            "equal to the byte"
        );
        let (to, told, text) = app.mails().await.pop().expect("a mail");
        assert_eq!(to, "ana@example.org");
        assert!(told.starts_with(subject), "{told}");
        assert!(text.contains(state) && !text.contains("/confirm/"), "{text}");
        let own = app.link_to("/my-signature/").await;
        assert_eq!(app.get(&own).await.status, 200);
        assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
    }
}

/// Returns the page without the opening time of its form.
fn moments_aside(page: &str) -> String {
    let (before, rest) = page.split_once("name=\"opened\" value=\"").expect("a form");
    let (_, after) = rest.split_once('"').expect("closed");
    format!("{before}{after}")
}

/// What mail programs, messengers and people append to a link, as a browser sends it.
const ENDS: &[&str] = &[
    ".",
    ",",
    ")",
    ";",
    "%3E",
    "%20",
    "%22",
    "'",
    "%C2%A0",
    "%E2%80%8B",
    "%E2%80%9D",
    "%C2%BB",
    ").",
    "_",
    "*",
    "%EF%BB%BF",
];

async fn opens(app: &TestApp, link: &str) {
    let whole = app.get(link).await;
    assert_eq!(whole.status, 200, "{link}");
    for end in ENDS {
        let found = app.get(&format!("{link}{end}")).await;
        assert_eq!(found.status, 200, "{link}{end}");
        assert_eq!(heading(&found.body), heading(&whole.body), "{link}{end}");
    }
    assert_eq!(app.get(&format!("{link}x")).await.status, 404, "another link");
}

fn heading(page: &str) -> &str {
    page.split("<h1>")
        .nth(1)
        .and_then(|rest| rest.split("</h1>").next())
        .expect("a heading")
}

#[rocket::async_test]
async fn a_link_opens_despite_trailing_characters() {
    let app = TestApp::start().await;
    app.sign("en", &[("updates", "yes")]).await;
    for path in ["/confirm/", "/my-signature/", "/not-us/"] {
        opens(&app, &app.link_to(path).await).await;
    }
    let confirm = app.link_to("/confirm/").await;
    let done = app.post(&format!("{confirm})."), &[]).await;
    assert!(
        done.body.contains("Your signature is now counted."),
        "and its button works: {}",
        done.body
    );
    app.sign_organization(&[("save", "yes")]).await;
    opens(&app, &app.link_to("/draft/").await).await;
    let director = [("authorized", ""), ("board", "Kim Lee <kim@harvest.example>")];
    app.sign_organization(&director).await;
    let own = app.link_to("/my-signature/").await;
    app.post(&app.link_to("/confirm/").await, &[]).await;
    opens(&app, &app.link_to("/approve/").await).await;
    let next = [
        ("next_name", "Luz Ríos"),
        ("next_title", "President"),
        ("next_email", "luz@harvest.example"),
    ];
    app.post(&format!("{own}/contact"), &next).await;
    opens(&app, &app.link_to("/contact/").await).await;
}
