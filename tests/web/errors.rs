use crate::app::{LETTER, TestApp};

#[rocket::async_test]
async fn a_missing_page_explains_itself_in_the_readers_language() {
    let app = TestApp::start().await;
    let page = app.get("/es/letters/none").await;
    assert_eq!(page.status, 404);
    assert!(page.body.contains("Esta página no existe") && page.body.contains("lang=\"es\""));
    let page = app.get_with("/nowhere/at/all", "Accept-Language", "es").await;
    assert!(page.body.contains("Esta página no existe"));
    assert!(app.get("/xx").await.body.contains("No such page"));
}

#[rocket::async_test]
async fn a_form_that_is_too_large_is_refused_kindly() {
    let app = TestApp::start().await;
    let comment = "x".repeat(70_000);
    let answer = app.sign("en", &[("comment", &comment)]).await;
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("That was too much"));
}

#[rocket::async_test]
async fn the_mailbox_is_not_there_unless_mail_goes_to_a_folder() {
    let app = TestApp::start().await;
    assert_eq!(app.get("/mailbox").await.status, 404);
}

#[rocket::async_test]
async fn a_full_disk_is_told_and_nothing_is_half_stored() {
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
        "Ahora no tenemos espacio para esto".to_owned(),
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
