//! The letter as a PDF for everyone.

use crate::app::TestApp;
#[cfg(feature = "pdf")]
use crate::app::{Answer, LETTER};

#[cfg(feature = "pdf")]
/// Asks until the file is there: in debug builds, setting it takes longer than a request waits.
async fn file(app: &TestApp, lang: &str) -> Answer {
    let path = format!("/{lang}/letters/{LETTER}/letter.pdf");
    loop {
        let answer = app.get(&path).await;
        if answer.status != 503 {
            return answer;
        }
        assert_eq!(answer.retry_after, "10", "{}", answer.body);
        assert!(
            answer.body.contains("letter.pdf") && answer.body.contains("noindex"),
            "{}",
            answer.body
        );
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
}

#[cfg(feature = "pdf")]
#[rocket::async_test]
async fn the_letter_is_downloaded_with_its_organizations_and_no_persons_name() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    app.sign_and_confirm("en", &[("name", "Zoila Quintanar"), ("listing", "full")])
        .await;
    let hidden = [
        ("name", "Petra Hidden"),
        ("email", "petra@example.org"),
        ("listing", "unlisted"),
    ];
    app.sign_and_confirm("en", &hidden).await;
    for list in ["", "/signers/organizations", "/signers/people"] {
        let page = app.get(&format!("/en/letters/{LETTER}{list}")).await.body;
        let link = format!("<a href=\"/en/letters/{LETTER}/letter.pdf\">Download the letter (PDF)</a>");
        assert!(page.contains(&link), "{list}");
    }
    let path = format!("/es/letters/{LETTER}/letter.pdf");
    assert_eq!(file(&app, "es").await.status, 200);
    let sent = app.client.get(path).dispatch().await;
    let header = |name: &str| sent.headers().get_one(name).unwrap_or_default().to_owned();
    assert_eq!(header("Content-Type"), "application/pdf");
    assert_eq!(
        header("Content-Disposition"),
        format!("inline; filename=\"{LETTER}-es.pdf\"")
    );
    assert_eq!(header("X-Robots-Tag"), "noindex");
    let bytes = sent.into_bytes().await.expect("a file");
    let path = app.folder.path().join("letter.pdf");
    std::fs::write(&path, bytes).expect("writes");
    let read = std::process::Command::new("pdftotext").arg(&path).arg("-").output();
    let text = String::from_utf8(read.expect("pdftotext, of Debian's poppler-utils").stdout).expect("text");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "A las y los integrantes del Congreso",
        "Harvest Workers Union, Local 12",
        "1 organización y 2 personas",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for name in ["Zoila", "Petra", "Fresno", "93701"] {
        assert!(!text.contains(name), "{name}: {text}");
    }
}

#[rocket::async_test]
async fn only_a_letter_has_a_file() {
    let app = TestApp::start().await;
    let op_ed = "/en/letters/recruitment-that-works-for-nurses";
    assert_eq!(app.get(&format!("{op_ed}/letter.pdf")).await.status, 404);
    assert!(!app.get(op_ed).await.body.contains("letter.pdf"));
    assert_eq!(app.get("/en/letters/none/letter.pdf").await.status, 404);
}
