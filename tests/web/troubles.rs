//! When the service can't do what was asked: rate limits, failures, a full disk, maintenance, no mail, unknown letters; in both languages.

use crate::app::{LETTER, TestApp};

const LANGUAGES: [&str; 2] = ["en", "es"];

#[rocket::async_test]
async fn whoever_asks_for_links_too_often_keeps_what_was_typed() {
    let quotas = "[default.quotas]\nsignings_per_hour_per_address = 1";
    let app = TestApp::with(quotas).await;
    let ask = async |lang: &str| {
        app.post(&format!("/{lang}/my-signatures"), &[("email", "ana@example.org")])
            .await
    };
    assert_eq!(ask("en").await.status, 200);
    for (lang, words) in [("en", "Please try again later"), ("es", "Inténtelo más tarde")] {
        let refused = ask(lang).await;
        assert_eq!(refused.status, 429);
        assert!(refused.body.contains(words) && refused.body.contains("value=\"ana@example.org\""));
        let seconds: u64 = refused.retry_after.parse().expect("seconds");
        let minutes = seconds.div_ceil(60).to_string();
        assert!(refused.body.contains(&format!(" {minutes} min")), "{}", refused.body);
    }
}

#[rocket::async_test]
async fn a_long_wait_is_shown_in_hours() {
    let app = TestApp::start().await;
    let told = |tag: &str, seconds| {
        let lang = undersigned::locale::Lang::parse(tag).expect("a tag");
        undersigned::web::error::wait_in_words(app.parts(), lang, seconds)
    };
    assert_eq!(
        (told("en", 86_000), told("es", 86_000)),
        ("in 24 hours".to_owned(), "en 24 horas".to_owned())
    );
    assert_eq!(
        (told("en", 61), told("es", 1)),
        ("in 2 minutes".to_owned(), "en un minuto".to_owned())
    );
}

#[rocket::async_test]
async fn internal_errors_are_shown_without_their_cause() {
    let app = TestApp::start().await;
    app.worker
        .store
        .write_now(|tx| tx.execute("ALTER TABLE tally RENAME TO elsewhere", []))
        .expect("broken");
    for (lang, words) in [
        ("en", "Sorry, there is a problem with this site"),
        ("es", "Hay un problema con este sitio"),
    ] {
        let broken = app.get(&format!("/{lang}/letters/{LETTER}")).await;
        assert_eq!(broken.status, 500);
        assert!(broken.body.contains(words) && broken.body.contains("<main id=\"main\">"));
        assert!(!broken.body.contains("tally"), "no cause: {}", broken.body);
    }
}

#[rocket::async_test]
async fn a_full_disk_has_its_own_words_and_a_time_to_come_back() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    let store = &app.worker.store;
    // Nothing more fits: a page of the file is 4 KiB, and what is free was used up by a row of its own.
    store
        .write_now(|tx| tx.one("PRAGMA max_page_count = 1", [], |_| Ok(())))
        .expect("set");
    let filling = "INSERT INTO mail_quota (address, sent_at) VALUES (randomblob(32), 0)";
    while store.write_now(move |tx| tx.execute(filling, [])).is_ok() {}
    for (lang, words, wait) in [
        ("en", "Sorry, we can&#x27;t take signatures right now", "in 15 minutes"),
        ("es", "Por ahora no podemos recibir firmas", "en 15 minutos"),
    ] {
        let mut full = app.sign(lang, &[]).await;
        // The first few may still find room in pages of other tables.
        for number in 0..400 {
            if full.status == 503 {
                break;
            }
            full = app.sign(lang, &[("email", &format!("{lang}{number}@gmail.com"))]).await;
        }
        assert_eq!((full.status, full.retry_after.as_str()), (503, "900"));
        assert!(full.body.contains(words) && full.body.contains(wait), "{}", full.body);
        assert_eq!(
            app.get(&format!("/{lang}/letters/{LETTER}")).await.status,
            200,
            "reading stays"
        );
    }
}

#[rocket::async_test]
async fn during_maintenance_everything_is_read_and_nothing_is_taken() {
    let app = TestApp::start().await;
    let file = app.folder.path().join("maintenance");
    let (edition, opened) = (app.edition("en").await, app.opened().await);
    std::fs::write(&file, "").expect("switched on");
    app.worker.clock.shift(6);
    for (lang, words, panel, wait) in [
        (
            "en",
            "This site is paused for maintenance",
            "Signing is paused for maintenance",
            "in 5 minutes",
        ),
        (
            "es",
            "Este sitio está en pausa por mantenimiento",
            "Las firmas están en pausa por mantenimiento",
            "en 5 minutos",
        ),
    ] {
        for path in ["", "/sign", "/sign/organization"] {
            let page = app.get(&format!("/{lang}/letters/{LETTER}{path}")).await;
            assert_eq!(page.status, 200);
            assert!(
                page.body.contains(panel) && !page.body.contains("<form"),
                "{}",
                page.body
            );
        }
        assert!(app.get(&format!("/embed/{lang}/{LETTER}")).await.body.contains(panel));
        assert_eq!(app.get(&format!("/{lang}/my-signatures")).await.status, 200);
        let fields = [
            ("edition", edition.as_str()),
            ("opened", opened.as_str()),
            ("name", "Ana López"),
        ];
        for path in [
            format!("/{lang}/letters/{LETTER}/signatures/people"),
            format!("/{lang}/my-signatures"),
            format!("/{lang}/confirm/anything"),
            format!("/{lang}/no/such/page"),
        ] {
            let refused = app.post(&path, &fields).await;
            assert_eq!((refused.status, refused.retry_after.as_str()), (503, "300"), "{path}");
            assert!(
                refused.body.contains(words) && refused.body.contains(wait),
                "{}",
                refused.body
            );
        }
    }
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    std::fs::remove_file(&file).expect("switched off");
    app.worker.clock.shift(6);
    for lang in LANGUAGES {
        let letter = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        assert!(letter.contains(&format!("/{lang}/letters/{LETTER}/sign\"")));
    }
    assert_eq!(app.sign("en", &[]).await.status, 200);
    app.mails().await;
}

#[rocket::async_test]
async fn while_the_relay_is_silent_check_your_mail_says_that_it_will_take_a_while() {
    let settings = "[default.mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = 1\nsecurity = 'none'";
    let app = TestApp::with(settings).await;
    let words = [("en", "Our email is delayed"), ("es", "Nuestro correo está tardando")];
    for (lang, slow) in words {
        assert!(
            !app.sign(lang, &[("email", "first@gmail.com")])
                .await
                .body
                .contains(slow)
        );
    }
    app.worker.send_due().await.expect("tried");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM outbox WHERE state = 'queued' AND attempts = 0"),
        2,
        "that the relay is away counts against no mail"
    );
    for (lang, slow) in words {
        let told = app.sign(lang, &[("email", "second@gmail.com")]).await;
        assert!(told.status == 200 && told.body.contains(slow), "{}", told.body);
        let found = app
            .post(&format!("/{lang}/my-signatures"), &[("email", "third@gmail.com")])
            .await;
        assert!(found.body.contains(slow), "{}", found.body);
    }
    app.worker.health.set(None);
    for (lang, slow) in words {
        let well = app.sign(lang, &[("email", "fourth@gmail.com")]).await;
        assert!(well.status == 200 && !well.body.contains(slow), "all is well again");
    }
    let sql = "DELETE FROM outbox";
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("no mail is left behind");
}

#[rocket::async_test]
async fn every_page_of_a_mistyped_letter_leads_to_its_neighbors_in_either_language() {
    let app = TestApp::start().await;
    let near = "protect-temporary-visa-worker";
    for below in ["", "/sign", "/sign/organization", "/share", "/signers/people"] {
        for (lang, other, words) in [
            ("en", "es", "We can&#x27;t find that letter"),
            ("es", "en", "No encontramos esa carta"),
        ] {
            let page = app.get(&format!("/{lang}/letters/{near}{below}")).await;
            assert_eq!(page.status, 404);
            assert!(page.body.contains(words), "{}", page.body);
            assert!(page.body.contains(&format!("href=\"/{lang}/letters/{LETTER}\"")));
            let twin = format!("href=\"/{other}/letters/{near}{below}\" lang=\"{other}\"");
            assert!(page.body.contains(&twin), "{}", page.body);
        }
    }
    let page = app
        .get_with(&format!("/letters/{near}"), "Accept-Language", "es-MX")
        .await;
    assert!(
        page.status == 404 && page.body.contains("No encontramos esa carta"),
        "{}",
        page.body
    );
}
