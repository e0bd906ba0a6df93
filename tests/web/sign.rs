use crate::app::{LETTER, TestApp};
use undersigned::retention;

#[rocket::async_test]
async fn a_signature_is_recorded_and_its_mail_names_the_letter() {
    let app = TestApp::start().await;
    let answer = app.sign("es", &[]).await;
    assert_eq!((answer.status, answer.location), (200, String::new()));
    let mails = app.mails().await;
    assert_eq!(mails.len(), 1);
    let (to, subject, text) = &mails[0];
    assert_eq!(to, "ana@example.org");
    insta::with_settings!({filters => vec![("/(confirm|my-signature|not-us)/[A-Za-z0-9_-]{43}", "/$1/[token]")]}, {
        insta::assert_snapshot!(format!("{subject}\n\n{text}"), @"
        Confirme su firma: Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia

        Hola, Ana:

        Gracias por firmar la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia”. Confirme que fue usted.

        Su firma no cuenta hasta que la confirme:

        http://letters.test/es/confirm/[token]

        Este enlace vence en 3 días.

        ¿No firmó? Ignore este correo o quite el nombre aquí:
        http://letters.test/es/not-us/[token]

        Para ver, cambiar o borrar su firma cuando quiera:
        http://letters.test/es/my-signature/[token]

        Coalición por una Migración con Derechos
        letters@coalition.example
        ");
    });
}

#[rocket::async_test]
async fn errors_stand_beside_their_fields_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let answer = app
        .sign(
            "es",
            &[
                ("email", "ana@"),
                ("postal_code", "937"),
                ("comment", "Por mi <abuela>"),
            ],
        )
        .await;
    assert_eq!(answer.status, 422);
    for shown in [
        "id=\"email-error\"",
        "id=\"postal_code-error\"",
        "value=\"Ana López García\"",
        "value=\"ana@\"",
        "Hay 3 problemas",
    ] {
        assert!(answer.body.contains(shown), "{shown} is missing");
    }
    assert!(answer.body.contains("Por mi &lt;abuela&gt;"));
    assert!(app.mails().await.is_empty(), "and no mail was sent");
}

#[rocket::async_test]
async fn an_error_says_what_to_do_about_its_own_field() {
    let app = TestApp::start().await;
    let nothing = ["name", "email", "city", "postal_code"].map(|field| (field, ""));
    for (lang, problems, general) in [
        ("en", ["Enter your name", "Enter your ZIP code"], "Fill in this field"),
        (
            "es",
            ["Escriba su nombre", "Escriba su código ZIP"],
            "Complete este dato",
        ),
    ] {
        let page = app.sign(lang, &nothing).await.body;
        for (field, problem) in ["name", "postal_code"].into_iter().zip(problems) {
            let line = format!("<li><a href=\"#{field}\">{problem}</a></li>");
            let beside = format!("id=\"{field}-error\">{problem}</p>");
            assert!(page.contains(&line) && page.contains(&beside), "{page}");
        }
        assert!(!page.contains(general), "{page}");
    }
    let blank = [
        "legal_name",
        "listed_name",
        "org_kind",
        "scope",
        "city",
        "state",
        "contact_name",
        "contact_title",
        "email",
    ];
    let wrong = [
        ("authorized", ""),
        ("website", "none"),
        ("phone", "12"),
        ("public_email", "sam"),
    ];
    let fields: Vec<_> = blank.iter().map(|field| (*field, "")).chain(wrong).collect();
    let page = app.sign_organization(&fields).await.body;
    for line in [
        "<li><a href=\"#website\">Enter a website like example.org</a></li>",
        "<li><a href=\"#phone\">Enter a phone number like 202-555-0143</a></li>",
        "<li><a href=\"#org_kind\">Select the type of organization</a></li>",
        // What could be about any field names the one that it is about.
        "<li><a href=\"#public_email\">Your organization&#x27;s public email: Enter an email address like name@example.org</a></li>",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    assert!(
        !page.contains("Fill in this field") && !page.contains("least one letter"),
        "{page}"
    );
}

#[rocket::async_test]
async fn the_same_address_gets_a_fresh_link_and_the_same_answer() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let again = app
        .sign("en", &[("email", "ANA@example.org"), ("name", "Somebody Else")])
        .await;
    assert_eq!((again.status, again.location), (200, String::new()));
    assert_eq!(app.mails().await.len(), 2);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 1);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM people WHERE name = 'Ana López García'"),
        1,
        "a confirmed signature stays as it is"
    );
}

#[rocket::async_test]
async fn a_changed_text_is_not_signed() {
    let app = TestApp::start().await;
    let answer = app.sign("en", &[("edition", &"0".repeat(64))]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("changed after you opened the form") && answer.body.contains("value=\"Fresno\""));
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn nobody_signs_before_the_opening_or_after_the_end() {
    for shift in [-90, 90] {
        let app = TestApp::start().await;
        let (edition, opened) = (app.edition("en").await, app.opened().await);
        app.worker.clock.shift(shift * 86_400);
        let whole = [
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
        let answer = app
            .post(&format!("/en/letters/{LETTER}/signatures/people"), &whole)
            .await;
        assert_eq!(answer.status, 422);
        assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
        assert!(
            !app.get(&format!("/en/letters/{LETTER}"))
                .await
                .body
                .contains("Sign as an individual")
        );
    }
}

#[rocket::async_test]
async fn an_organization_needs_someone_who_is_authorized() {
    let app = TestApp::start().await;
    let answer = app.sign_organization(&[("authorized", "")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("id=\"authorized-error\""));
    assert_eq!(app.sign_organization(&[]).await.status, 200);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM organizations WHERE authorized LIKE 'I am authorized%'"),
        1
    );
}

#[rocket::async_test]
async fn consent_to_updates_is_off_unless_given_and_keeps_its_words() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    app.sign("en", &[("email", "bo@example.org"), ("updates", "yes")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE consent IS NULL"),
        1
    );
    assert_eq!(
        app.count(
            "SELECT COUNT(*) AS n FROM signatures WHERE consent LIKE 'Email me updates%' AND consent_at IS NOT NULL"
        ),
        1
    );
}

#[rocket::async_test]
async fn an_unconfirmed_signature_is_deleted_after_a_week() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    app.sign("en", &[("email", "bo@example.org")]).await;
    app.mails().await;
    let kept = app.parts().config.signing.clone();
    app.worker.clock.shift(8 * 86_400);
    let forgotten = retention::once(&app.worker.store, &app.worker.clock, &kept).await;
    assert_eq!(forgotten.expect("forgets"), 1);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 1);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM links"), 1, "and its link with it");
    assert_eq!(app.count("SELECT COUNT(origin) AS n FROM links"), 1);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM outbox WHERE recipient <> ''"),
        0,
        "and no address stays behind in the outbox"
    );
    app.worker.clock.shift(30 * 86_400);
    retention::once(&app.worker.store, &app.worker.clock, &kept)
        .await
        .expect("forgets");
    assert_eq!(app.count("SELECT COUNT(origin) AS n FROM links"), 0);
}

#[rocket::async_test]
async fn the_database_is_sound_after_signing() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    app.sign_organization(&[]).await;
    let found = app
        .worker
        .store
        .read_now(|db| db.all("PRAGMA integrity_check", [], |row| row.get::<String>("integrity_check")));
    let said: Result<Vec<String>, undersigned::store::StoreError> = found;
    assert_eq!(said.expect("checks"), ["ok"]);
    app.mails().await;
}
