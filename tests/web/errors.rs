use crate::app::TestApp;

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
