use crate::app::{LETTER, PRODUCTION, TestApp};

#[rocket::async_test]
async fn a_missing_page_explains_itself_in_the_readers_language() {
    let app = TestApp::start().await;
    let page = app.get("/es/letters/none").await;
    assert_eq!(page.status, 404);
    assert!(page.body.contains("No encontramos esta página") && page.body.contains("lang=\"es\""));
    let page = app.get_with("/nowhere/at/all", "Accept-Language", "es").await;
    assert!(page.body.contains("No encontramos esta página"));
    assert!(app.get("/xx").await.body.contains("Page not found"));
}

#[rocket::async_test]
async fn a_form_that_is_too_large_is_refused_kindly() {
    let app = TestApp::start().await;
    let comment = "x".repeat(70_000);
    let answer = app.sign("en", &[("comment", &comment)]).await;
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("Your message is too long"));
}

#[rocket::async_test]
async fn the_mailbox_is_not_there_unless_mail_goes_to_a_folder() {
    let app = TestApp::start().await;
    assert_eq!(app.get("/mailbox").await.status, 404);
}

/// `production` does not start with a folder; under any other name than a newcomer's, a folder is shown to nobody.
#[rocket::async_test]
async fn the_mailbox_is_not_there_where_real_peoples_mail_could_be() {
    let begin = async |profile: &str, more: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let mail = folder.path().join("mail");
        let settings = format!(
            "[default.mail]\ntransport = 'folder'\nfolder = '{}'\n{PRODUCTION}{more}",
            mail.display()
        );
        TestApp::begin_as(profile, folder, &settings).await
    };
    let refused = begin("production", "").await.err().expect("refuses to start");
    assert!(refused.contains("needs an SMTP transport"), "{refused}");
    let refused = begin("staging", "").await.err().expect("refuses to start");
    assert!(refused.contains("there is no profile \"staging\""), "{refused}");
    let relay = "mail.transport = 'smtp'\nmail.host = 'relay.coalition.org'";
    for (profile, more, status) in [
        ("production", relay, 404),
        ("PRODUCTION", relay, 404),
        ("release", "", 200),
        ("debug", "", 200),
    ] {
        let app = begin(profile, more).await.expect("starts");
        assert_eq!(app.get("/mailbox").await.status, status, "{profile}");
        for header in ["X-Forwarded-For", "Forwarded", "Via"] {
            let passed_on = app.get_with("/mailbox", header, "203.0.113.1").await;
            assert_eq!(passed_on.status, 404, "{profile}, {header}");
        }
        assert_eq!(app.get("/en").await.status, 200, "{profile}");
    }
}

#[rocket::async_test]
async fn a_topic_that_nobody_named_and_a_year_without_letters_are_missing_in_the_readers_language() {
    let app = TestApp::start().await;
    for (lang, words) in [("en", "Page not found"), ("es", "No encontramos esta página")] {
        for path in [
            "topics/fisheries",
            "topics/Workers",
            "archive/1999",
            "archive/then",
            "archive/99999",
        ] {
            let page = app.get(&format!("/{lang}/{path}")).await;
            assert_eq!(page.status, 404, "{lang}/{path}");
            let said = page.body.contains(words) && page.body.contains(&format!("<html lang=\"{lang}\""));
            assert!(said, "{lang}/{path}: {}", page.body);
        }
    }
}

#[rocket::async_test]
async fn a_full_disk_is_told_and_nothing_is_half_stored() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    assert_eq!(app.sign("en", &[]).await.status, 200);
    let pages = app.count("SELECT page_count AS n FROM pragma_page_count()");
    // From now on the file may not grow.
    let limit = format!("PRAGMA max_page_count = {pages}");
    let store = app.worker.store.clone();
    store
        .write(move |tx| tx.one(&limit, [], |_| Ok(())))
        .await
        .map_err(|error: undersigned::store::StoreError| error.to_string())
        .expect("is set");
    let comment = "word ".repeat(190);
    let mut full = None;
    for n in 0..200 {
        let email = format!("person-{n}@example.org");
        let answer = app.sign("es", &[("email", &email), ("comment", &comment)]).await;
        if answer.status != 200 {
            full = Some((answer, email));
            break;
        }
    }
    let (answer, email) = full.expect("the disk is full");
    assert_eq!((answer.status, answer.retry_after.as_str()), (503, "900"));
    for part in [
        "<html lang=\"es\"".to_owned(),
        "Por ahora no podemos recibir firmas".to_owned(),
        "en 15 minutos".to_owned(),
        format!("action=\"/es/letters/{LETTER}/signatures/people\""),
        format!("value=\"{email}\""),
        comment.trim_end().to_owned(),
    ] {
        assert!(answer.body.contains(&part), "{part}: {}", answer.body);
    }
    let signatures = app.count("SELECT COUNT(*) AS n FROM signatures");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM people"), signatures);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox"), signatures);
    assert_eq!(
        app.get("/en/letters/protect-temporary-visa-workers").await.status,
        200,
        "reading goes on"
    );
}
