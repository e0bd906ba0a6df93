//! The staff's desk where something came between: a session that ended, a flood that a colleague released, a page after the last one, a letter
//! that an account has no access to, a filter that can't be read.

use super::signers::{DECIDE, editor};
use crate::app::{LETTER, TestApp};

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
