//! The staff's desk where something came between: a session that ended, a flood that a colleague released, a page after the last one, a letter
//! that an account has no access to, a filter that can't be read.

use undersigned::staff::role::Role;

use super::signers::{DECIDE, MESSAGES, SHEET, editor, told};
use super::{acts, after, signed_in};
use crate::app::{LETTER, TestApp};

/// Changes what is stored as no page could.
fn change(app: &TestApp, sql: &'static str) {
    let changed = app.worker.store.write_now(move |tx| tx.execute(sql, []));
    changed.expect("changes");
}

#[rocket::async_test]
async fn who_has_to_sign_in_or_type_a_code_again_comes_back_to_the_same_page() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let export = format!("/staff/letters/{LETTER}/export?kind=person&place=TX");
    app.worker.clock.shift(11 * 60);
    let to = editor.post(&export, &[]).await.header("Location").to_owned();
    assert!(
        to.ends_with("export%3Fkind%3Dperson%26place%3DTX"),
        "the filter is kept: {to}"
    );
    app.worker.clock.shift(3 * 3_600);
    let sent = editor.post(DECIDE, &[("decision", "approve")]).await;
    let to = sent.header("Location");
    assert!(
        to.starts_with("/staff/sign-in?next=") && to.ends_with("%2Fsigners"),
        "the sheet, since a decision has no page: {to}"
    );
}

#[rocket::async_test]
async fn a_flood_is_released_once_and_whoever_comes_second_is_told_so() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let hold =
        "UPDATE signatures SET state = 'held', held_for = 'surge', mail_domain = 'example.org' WHERE kind = 'person'";
    change(&app, hold);
    let editor = editor(&app).await;
    let path = format!("{SHEET}/1");
    let page = editor.get(&path).await.body;
    assert!(
        page.contains("Approve everyone under review from example.org") && page.contains("From now on"),
        "{page}"
    );
    let release = [("action", "release"), ("shown", "held")];
    let page = told(&editor, &path, &release).await;
    assert!(page.contains("Approved 1 signature from this source."), "{page}");
    let page = told(&editor, &path, &release).await;
    assert!(
        page.contains("No signatures from this source are under review now.") && !page.contains("checkbox"),
        "{page}"
    );
}

#[rocket::async_test]
async fn a_page_after_the_last_one_does_not_say_that_all_is_done() {
    let app = TestApp::start().await;
    let comment = [("comment", "My sister picks your peaches.")];
    app.sign_and_confirm("en", &comment).await;
    let editor = editor(&app).await;
    let first = format!("href=\"{MESSAGES}\"");
    let page = editor.get(&format!("{MESSAGES}?after=1")).await.body;
    assert!(
        page.contains("The first page may have more.") && page.contains(&first) && !page.contains("every message"),
        "{page}"
    );
    let page = editor.get(MESSAGES).await.body;
    assert!(
        page.contains("peaches") && !page.contains(&format!("button quiet\" {first}")),
        "{page}"
    );
    let page = editor.get(&format!("{SHEET}?kind=person&after=1")).await.body;
    assert!(
        page.contains("There are no more signers on this page.") && !page.contains("No signatures yet."),
        "{page}"
    );
}

/// Signs two letters for the same organization; both signatures are counted.
async fn on_two_letters(app: &TestApp) {
    app.sign_organization(&[]).await;
    app.post(&app.link().await, &[]).await;
    app.post("/en/my-signatures", &[("email", "sam@harvest.example")]).await;
    let next = format!(
        "{}/sign/asylum-not-temporary-visas",
        app.link_to("/my-signature/").await
    );
    let ask = app.get(&next).await.body;
    let edition = after(&ask, "name=\"edition\" value=\"");
    assert_eq!(app.post(&next, &[("edition", edition)]).await.status, 200);
}

#[rocket::async_test]
async fn the_other_letters_of_an_organization_are_named_by_their_titles_to_those_who_may_see_them() {
    let app = TestApp::start().await;
    on_two_letters(&app).await;
    let path = format!("{SHEET}/1");
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let page = owner.get(&path).await.body;
    let title = "People who flee need asylum";
    assert!(page.contains("Also signed") && page.contains(title), "{page}");
    let page = editor(&app).await.get(&path).await.body;
    assert!(
        !page.contains("Also signed") && !page.contains(title) && !page.contains("asylum-not-temporary-visas"),
        "{page}"
    );
}

#[rocket::async_test]
async fn an_export_says_at_once_that_its_filter_cannot_be_read() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let path = format!("/staff/letters/{LETTER}/export?find=of-another-key");
    let fields = [("format", "csv"), ("column-name", "yes")];
    for seen in [editor.get(&path).await, editor.post(&path, &fields).await] {
        assert!(seen.body.contains("read these filters."), "{}", seen.body);
    }
    assert!(!acts(&app).contains(&"signers-exported".to_owned()));
}

#[rocket::async_test]
async fn what_holds_on_every_letter_is_decided_only_by_those_who_have_access_to_all_of_them() {
    let app = TestApp::start().await;
    on_two_letters(&app).await;
    let path = format!("{SHEET}/1");
    let verify = [
        ("action", "verify"),
        ("shown", "confirmed"),
        ("evidence", "Called the office"),
    ];
    let editor = editor(&app).await;
    let page = told(&editor, &path, &verify).await;
    assert!(
        page.contains("This organization also signed letters that you don&#x27;t have access to")
            && !page.contains("asylum"),
        "{page}"
    );
    let verified = "SELECT COUNT(*) AS n FROM organizations WHERE verification = 'staff'";
    assert_eq!(app.count(verified), 0);
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let page = told(&owner, &path, &verify).await;
    assert!(page.contains("Marked 1 organization as verified."), "{page}");
    assert_eq!(app.count(verified), 2, "on both letters");
    // What is about this letter alone is theirs to decide.
    let page = told(
        &editor,
        &path,
        &[("action", "reject"), ("reason", "other"), ("shown", "confirmed")],
    )
    .await;
    assert!(page.contains("Rejected 1 signature."), "{page}");
}

#[rocket::async_test]
async fn in_read_only_mode_one_can_search_and_not_decide() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let editor = editor(&app).await;
    std::fs::write(app.folder.path().join("maintenance"), "").expect("writes");
    let found = editor.post(SHEET, &[("kind", "person"), ("place", "CA")]).await;
    assert_eq!(found.header("Location"), format!("{SHEET}?kind=person&place=CA"));
    let page = editor.get(found.header("Location")).await;
    assert!(page.status == 200 && page.body.contains("Ana"), "{}", page.body);
    for path in [DECIDE, &format!("{SHEET}/1"), MESSAGES] {
        assert_eq!(
            editor
                .post(path, &[("action", "reject"), ("shown", "confirmed")])
                .await
                .status,
            503
        );
    }
    assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
}
