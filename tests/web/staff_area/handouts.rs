//! The roster, the sheet for the press, and the sheets for Members of Congress.

use std::io::Write;
use std::process::{Command, Stdio};

use rocket::http::Method;
use undersigned::staff::role::Role;

use super::signers::editor;
use super::{Browser, acts, signed_in};
use crate::app::{LETTER, TestApp};
use crate::rosters::organization;

const ROSTER: &str = "/staff/letters/protect-temporary-visa-workers/roster";
const PRESS: &str = "/staff/letters/protect-temporary-visa-workers/press";
const VISITS: &str = "/staff/letters/protect-temporary-visa-workers/visits";

/// Asks for a file, and returns its bytes and what it is called.
async fn file(browser: &Browser<'_>, method: Method, path: &str, fields: &[(&str, &str)]) -> (Vec<u8>, String) {
    let (status, name, bytes) = browser.bytes(method, path, fields).await;
    assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&bytes));
    (bytes, name)
}

/// Returns the text of a PDF as a reader copies it.
fn text_of(pdf: &[u8]) -> String {
    assert!(pdf.starts_with(b"%PDF-"), "{}", String::from_utf8_lossy(pdf));
    let mut reader = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext, of Debian's poppler-utils");
    reader.stdin.take().expect("a pipe").write_all(pdf).expect("writes");
    String::from_utf8(reader.wait_with_output().expect("ends").stdout).expect("text")
}

async fn with_organizations() -> TestApp {
    let app = TestApp::start().await;
    let fresno = [("scope", "local"), ("city", "Fresno"), ("state", "CA")];
    organization(&app, "Zinnia & Sons", "zinnia.example", &fresno).await;
    let mesa = [("scope", "local"), ("city", "Mesa"), ("state", "AZ")];
    organization(&app, "Border House", "border.example", &mesa).await;
    app
}

#[rocket::async_test]
async fn a_roster_is_shown_and_saved_in_both_orders_and_contacts_only_for_editors() {
    let app = with_organizations().await;
    let editor = editor(&app).await;
    let page = editor.get(ROSTER).await.body;
    assert!(
        page.contains("Arizona\n\nBorder House, Mesa, AZ\n\nCalifornia\n\nZinnia &amp; Sons, Fresno, CA"),
        "{page}"
    );
    assert!(!page.contains("Sam Rivera"), "{page}");
    let (text, name) = file(&editor, Method::Get, &format!("{ROSTER}/text?order=name"), &[]).await;
    assert_eq!(name, format!("attachment; filename=\"{LETTER}-organizations.txt\""));
    assert_eq!(
        String::from_utf8_lossy(&text),
        "Border House, Mesa, AZ\nZinnia & Sons, Fresno, CA\n"
    );
    let (html, _) = file(&editor, Method::Get, &format!("{ROSTER}/html"), &[]).await;
    assert!(String::from_utf8_lossy(&html).contains("<li>Zinnia &amp; Sons, Fresno, CA</li>"));
    let (pdf, _) = file(&editor, Method::Get, &format!("{ROSTER}/pdf"), &[]).await;
    let pdf = text_of(&pdf);
    for words in [
        "2 organizations as of",
        "Arizona",
        "Border House, Mesa, AZ",
        "Zinnia & Sons",
    ] {
        assert!(pdf.contains(words), "{words}: {pdf}");
    }
    assert!(!acts(&app).contains(&"signers-exported".to_owned()), "it is public");
    assert_eq!(editor.get(&format!("{ROSTER}/docx")).await.status, 404);
    let token = editor.token().await;
    let fields = [("token", token.as_str()), ("format", "text"), ("order", "place")];
    let (text, _) = file(&editor, Method::Post, ROSTER, &fields).await;
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(text.contains("Border House, Mesa, AZ — "), "{text}");
    assert!(acts(&app).contains(&"signers-exported".to_owned()));
    let partner = signed_in(&app, "p@coalition.example", Role::Partner, &[LETTER]).await;
    let page = partner.get(ROSTER).await.body;
    assert!(
        page.contains("Border House, Mesa, AZ") && !page.contains("name=\"format\""),
        "{page}"
    );
    let home = partner.get("/staff").await.body;
    assert!(home.contains(&format!("href=\"{ROSTER}\"")), "{home}");
}

#[rocket::async_test]
async fn the_press_sheet_has_the_counts_and_only_messages_that_everyone_can_read() {
    for (comments, quoted) in [
        ("comments = \"public\"\ncomments_moderated = false", true),
        ("comments_moderated = false", false),
    ] {
        let app = TestApp::with_letter(comments).await;
        let comment = [("comment", "My sister picks your peaches."), ("listing", "initial")];
        app.sign_and_confirm("en", &comment).await;
        let hidden = [
            ("email", "eva@example.net"),
            ("name", "Eva Paz"),
            ("listing", "unlisted"),
            ("comment", "Do not quote me."),
        ];
        app.sign_and_confirm("en", &hidden).await;
        let editor = editor(&app).await;
        let page = editor.get(PRESS).await.body;
        for words in [
            "2 individuals signed",
            "California",
            "Name withheld",
            "Goal: 2,500 signatures. So far: 2.",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(page.contains("My sister picks your peaches."), quoted, "{page}");
        assert!(
            !page.contains("Do not quote me.") && !page.contains("Eva Paz"),
            "{page}"
        );
        let (pdf, _) = file(&editor, Method::Get, &format!("{PRESS}/pdf"), &[]).await;
        let pdf = text_of(&pdf);
        assert_eq!(pdf.contains("My sister picks your peaches."), quoted, "{pdf}");
        assert!(
            pdf.contains("January 29, 2027") && pdf.contains("(202) 555-0168"),
            "{pdf}"
        );
        let (text, name) = file(&editor, Method::Get, &format!("{PRESS}/text"), &[]).await;
        assert!(name.ends_with("-press.txt\"") && String::from_utf8_lossy(&text).contains("What we ask for"));
    }
}

/// Adds a representative, a senator, and where a ZIP code lies.
fn with_congress(app: &TestApp) {
    let rows = [
        "INSERT INTO members (bioguide, serving, congress, chamber, state, district, name, last_name, party, term_end, office, phone)
         VALUES ('X000001', TRUE, 119, 'house', 'CA', 21, 'Inés Ortega', 'Ortega', 'Independent', '2027-01-03', '100 Cannon House Office Building', '202-555-0121')",
        "INSERT INTO members (bioguide, serving, congress, chamber, state, district, name, last_name, party, term_end)
         VALUES ('X000009', TRUE, 119, 'senate', 'TX', NULL, 'Abel Sample', 'Sample', 'Independent', '2027-01-03')",
        "INSERT INTO zip_districts (congress, zip, state, district) VALUES (119, '93701', 'CA', 21)",
    ];
    for sql in rows {
        app.worker
            .store
            .write_now(move |tx| tx.execute(sql, []))
            .expect("is added");
    }
}

#[rocket::async_test]
async fn a_member_has_one_page_with_the_own_constituents_as_they_may_be_named() {
    let app = with_organizations().await;
    with_congress(&app);
    app.sign_and_confirm("en", &[("postal_code", "93701"), ("listing", "initial")])
        .await;
    let hidden = [
        ("email", "eva@example.net"),
        ("name", "Eva Paz"),
        ("postal_code", "93701"),
        ("listing", "unlisted"),
    ];
    app.sign_and_confirm("en", &hidden).await;
    let editor = editor(&app).await;
    let page = editor.get(VISITS).await.body;
    assert!(
        page.contains("Inés Ortega") && page.contains("CA-21") && !page.contains("Abel Sample"),
        "{page}"
    );
    let token = editor.token().await;
    let fields = [("token", token.as_str()), ("office", "X000001")];
    let (pdf, name) = file(&editor, Method::Post, VISITS, &fields).await;
    assert!(name.ends_with("-X000001.pdf\""), "{name}");
    let text = text_of(&pdf);
    assert_eq!(text.matches('\u{c}').count(), 1, "one page: {text}");
    for words in [
        "Inés Ortega (CA-21)",
        "100 Cannon House Office Building",
        "202-555-0121",
        "2 constituents",
        "What we ask for",
        "Zinnia & Sons",
        "Ana G.",
        "And 1 more",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for words in ["Ana López", "Eva Paz", "Border House", "93701", "ana@example.org"] {
        assert!(!text.contains(words), "{words}: {text}");
    }
    assert!(acts(&app).contains(&"signers-exported".to_owned()));
    let all = [("token", token.as_str()), ("office", "all")];
    let (pdf, _) = file(&editor, Method::Post, VISITS, &all).await;
    assert!(text_of(&pdf).contains("Inés Ortega"));
    let nobody = editor.post(VISITS, &[("office", "X000009")]).await;
    assert!(
        nobody.status == 422 && nobody.body.contains("No one signed there"),
        "{}",
        nobody.body
    );
    let viewer = signed_in(&app, "v@coalition.example", Role::Viewer, &[]).await;
    let page = viewer.get(VISITS).await.body;
    assert!(
        page.contains("Inés Ortega") && !page.contains("name=\"office\""),
        "{page}"
    );
}

#[rocket::async_test]
async fn a_page_without_members_says_what_to_do() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let page = editor.get(VISITS).await.body;
    assert!(page.contains("No members of Congress have been imported."), "{page}");
    assert!(page.contains("undersigned offices import"), "{page}");
}
