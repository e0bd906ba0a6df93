//! A newcomer can sign whatever the calendar says.

use std::process::Command;

use crate::app::TestApp;

const OPEN_ENDED: &str = "asylum-not-temporary-visas";
const TEN_YEARS: i64 = 10 * 366 * 86_400;

#[rocket::async_test]
async fn a_sample_letter_is_open_to_both_parties_in_ten_years() {
    let app = TestApp::start().await;
    app.worker.clock.shift(TEN_YEARS);
    for form in ["sign", "sign/organization"] {
        let page = app.get(&format!("/en/letters/{OPEN_ENDED}/{form}")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("name=\"edition\""), "{form} can be filled in");
    }
}

#[test]
fn a_campaign_can_be_invented_in_ten_years() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(words)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("UNDERSIGNED_STORE__PATH", folder.path().join("a.db"))
            .env("UNDERSIGNED_CLOCK__OFFSET_SECONDS", TEN_YEARS.to_string())
            .output()
            .expect("runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("text")
    };
    let said = run(&["demo", "--organizations", "1", "--people", "3"]);
    assert!(said.contains("4 invented signatures"), "{said}");
    let rows = run(&["export", OPEN_ENDED]);
    assert_eq!(rows.lines().count(), 1 + 4);
}
