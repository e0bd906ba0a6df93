//! The pages that import a list of signers.

use rocket::http::{ContentType, Header};
use undersigned::staff::role::Role;

use super::signers::editor;
use super::{Browser, Seen, acts, signed_in};
use crate::app::{LETTER, TestApp};

const IMPORT: &str = "/staff/letters/protect-temporary-visa-workers/import";

const LIST: &str = "Timestamp,Email Address,Full name / Nombre completo,What is your ZIP code?,State,May we publish your name?\n\
    1/2/2026,ana@example.net,Ana Ruiz,93701,CA,\n\
    1/2/2026,beto@example.net,Beto Díaz,2139,MA,\n\
    1/2/2026,dora@gmial.com,Dora Paz,93701,,\n\
    1/3/2026,ANA@example.net,Ana Ruiz,93701,CA,\n";

/// How staff describe [`LIST`].
const SETTINGS: &[(&str, &str)] = &[
    ("action", "check"),
    ("column-0", ""),
    ("column-1", "email"),
    ("column-2", "name"),
    ("column-3", "postal_code"),
    ("column-4", "state"),
    ("column-5", "listing"),
    ("consent", "Google Form of March 2"),
    ("ask", "no"),
    ("reason", "they confirmed there"),
    ("language", "en"),
];

const BOUNDARY: &str = "----boundary7";

impl Browser<'_> {
    /// Sends a form with a file.
    async fn send_list(&self, kind: &str, name: &str, file: &[u8]) -> Seen {
        let token = self.token().await;
        let mut body = Vec::new();
        for (field, value) in [("token", token.as_str()), ("kind", kind)] {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend(part.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(file);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let kind = ContentType::parse_flexible(&format!("multipart/form-data; boundary={BOUNDARY}")).expect("a type");
        let mut request = self.app.client.post(IMPORT).header(kind).body(body);
        request.add_header(Header::new("Sec-Fetch-Site", "same-origin"));
        let (cookie, value) = self.cookie.split_once('=').expect("a cookie");
        let response = request.cookie((cookie.to_owned(), value.to_owned())).dispatch().await;
        let headers = response.headers().iter();
        Seen {
            status: response.status().code,
            headers: headers.map(|it| (it.name.to_string(), it.value.to_string())).collect(),
            body: response.into_string().await.unwrap_or_default(),
        }
    }

    /// Uploads a list of individuals; returns the path of its page.
    async fn uploaded(&self, list: &str) -> String {
        let sent = self.send_list("person", "form.csv", list.as_bytes()).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        sent.header("Location").to_owned()
    }
}

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = SETTINGS
        .iter()
        .filter(|(field, _)| more.iter().all(|(other, _)| other != field));
    kept.chain(more).copied().collect()
}

#[rocket::async_test]
async fn a_messy_form_is_read_checked_and_imported_and_nothing_of_it_is_left() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let list = editor.uploaded(LIST).await;
    let page = editor.get(&list).await.body;
    let guessed = [
        "form.csv",
        "4 rows",
        "<option value=\"email\" selected>Email address</option>",
        "Beto Díaz",
    ];
    for words in guessed {
        assert!(page.contains(words), "{words}: {page}");
    }
    let sent = editor.post(&list, SETTINGS).await;
    assert_eq!(
        (sent.status, sent.header("Location")),
        (303, list.as_str()),
        "{}",
        sent.body
    );
    let page = editor.get(&list).await.body;
    for words in [
        "What would happen",
        "Counted now, as imported: 2",
        "1 ZIP code got back a zero",
        "1 row has a problem",
        "did you mean dora@gmail.com?",
        "1 row has a signer who is in a later row again",
        "Import 2 signatures",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures"),
        0,
        "it was rolled back"
    );
    imported(&app, &editor, &list).await;
}

/// Imports a list that was checked and has a problem; presses the button twice.
async fn imported(app: &TestApp, editor: &Browser<'_>, list: &str) {
    let seen = editor.post(list, &[("action", "import")]).await;
    assert!(
        seen.status == 422 && seen.body.contains("Check “Import the other rows,”"),
        "{}",
        seen.body
    );
    let sent = editor.post(list, &[("action", "import"), ("skip", "yes")]).await;
    assert_eq!(sent.status, 303);
    let page = editor.get(list).await.body;
    for words in [
        "<h1>Imported</h1>",
        "What happened",
        "Counted now, as imported: 2",
        "origin&#x3D;imported",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(app.count("SELECT people * 10 + imported AS n FROM tally"), 22);
    assert_eq!(app.mails().await.len(), 0);
    assert!(acts(app).contains(&"signatures-imported".to_owned()));
    // The same button once more, and a form that is not there any more.
    editor.post(list, &[("action", "import"), ("skip", "yes")]).await;
    editor.post(list, SETTINGS).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 2);
    assert!(editor.get(list).await.body.contains("What happened"));
}

#[rocket::async_test]
async fn signers_are_asked_to_confirm_unless_staff_say_why_not() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let editor = editor(&app).await;
    let list = editor
        .uploaded("email,name,zip\nana@example.org,Ana López García,93701\neva@example.net,Eva Paz,93701\n")
        .await;
    let own = [
        ("action", "check"),
        ("column-0", "email"),
        ("column-1", "name"),
        ("column-2", "postal_code"),
        ("consent", "Form of the Border Network"),
        ("ask", "yes"),
    ];
    editor.post(&list, &own).await;
    let page = editor.get(&list).await.body;
    for words in [
        "Asked by email to confirm: 1",
        "wait for review, or were removed: 1",
        &format!("href=\"/staff/letters/{LETTER}/signers/1\">This signer has already signed"),
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    editor.post(&list, &[("action", "import")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'pending'"),
        1
    );
    let link = app.link().await;
    app.post(&link, &[]).await;
    assert_eq!(app.count("SELECT people AS n FROM tally"), 2);
}

#[rocket::async_test]
async fn what_is_missing_is_said_beside_the_field_and_kept() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let list = editor.uploaded(LIST).await;
    let wrong = with(&[("consent", ""), ("reason", ""), ("column-4", "name")]);
    let seen = editor.post(&list, &wrong).await;
    assert_eq!(seen.status, 422);
    for words in [
        "id=\"consent-error\"",
        "id=\"reason-error\"",
        "id=\"column-4-error\"",
        "value=\"postal_code\" selected",
    ] {
        assert!(seen.body.contains(words), "{words}: {}", seen.body);
    }
    // A field that every signer needs has no column.
    editor.post(&list, &with(&[("column-3", "")])).await;
    let page = editor.get(&list).await.body;
    assert!(
        page.contains("Choose a column for “ZIP or postal code,”") && page.contains("Google Form of March 2"),
        "{page}"
    );
    // Individuals whose rows leave the state blank.
    editor
        .post(&list, &with(&[("column-4", ""), ("value-state", "MA")]))
        .await;
    let page = editor.get(&list).await.body;
    assert!(page.contains("got back a zero"), "{page}");
    let columns = editor.get(&format!("{list}?columns=yes")).await.body;
    assert!(
        columns.contains("value=\"MA\" selected") && columns.contains("<details class=\"more\" open"),
        "{columns}"
    );
}

#[rocket::async_test]
async fn what_is_no_table_is_refused_in_plain_words() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let many = format!("name,zip\n{}", "Ana Ruiz,93701\n".repeat(10_001));
    let large = vec![b'x'; 9 << 20];
    for (kind, file, words) in [
        ("person", &b""[..], "This file is empty."),
        ("person", b"%PDF-1.7 \x80\x81", "isn&#x27;t a table"),
        ("person", b"\xff\xd8\xff\xe0 a photo, of a sheet", "isn&#x27;t a table"),
        ("person", b"just some words", "isn&#x27;t a table"),
        ("person", b"name,zip\n\"Ana,93701\n", "near line 2"),
        ("person", b"name,zip\n", "no rows below them"),
        ("person", b"PK\x03\x04 no workbook", "couldn&#x27;t read this workbook"),
        ("person", b"\xd0\xcf\x11\xe0 old", "old or password-protected"),
        ("person", many.as_bytes(), "10,001 rows"),
        ("person", &large, "larger than 8 MB"),
        ("robot", b"name,zip\nAna,93701\n", "Choose who is on the list."),
    ] {
        let seen = editor.send_list(kind, "a.csv", file).await;
        assert!(
            seen.status == 422 && seen.body.contains(words),
            "{words}: {} {}",
            seen.status,
            seen.body
        );
    }
}

#[rocket::async_test]
async fn a_list_is_its_uploaders_alone_and_is_gone_in_time() {
    let app = TestApp::start().await;
    let first = editor(&app).await;
    let list = first.uploaded(LIST).await;
    let second = signed_in(&app, "second@coalition.example", Role::Owner, &[]).await;
    assert_eq!(second.get(&list).await.status, 404);
    assert_eq!(second.post(&list, SETTINGS).await.status, 404);
    let other = list.replace(LETTER, "asylum-not-temporary-visas");
    assert_eq!(second.get(&other).await.status, 404);
    // A new list of the same account takes its place, one of another account does not.
    second.uploaded(LIST).await;
    assert_eq!(first.get(&list).await.status, 200);
    let next = first.uploaded(LIST).await;
    assert_eq!(
        (first.get(&list).await.status, first.get(&next).await.status),
        (404, 200)
    );
    app.worker.clock.shift(61 * 60);
    assert_eq!(first.get(&next).await.status, 404);
    let third = first.uploaded(LIST).await;
    let sent = first.post(&third, &[("action", "discard")]).await;
    assert_eq!((sent.status, first.get(&third).await.status), (303, 404));
    let viewer = signed_in(&app, "v@coalition.example", Role::Viewer, &[]).await;
    assert_eq!(viewer.send_list("person", "a.csv", LIST.as_bytes()).await.status, 403);
}

#[rocket::async_test]
async fn read_only_mode_takes_no_list_and_imports_none() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let list = editor.uploaded(LIST).await;
    editor.post(&list, SETTINGS).await;
    std::fs::write(app.folder.path().join("maintenance"), "").expect("writes");
    assert_eq!(editor.send_list("person", "a.csv", LIST.as_bytes()).await.status, 503);
    let import = [("action", "import"), ("skip", "yes")];
    assert_eq!(editor.post(&list, &import).await.status, 503);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    std::fs::remove_file(app.folder.path().join("maintenance")).expect("removes");
    assert_eq!(editor.post(&list, &import).await.status, 303);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 2);
}

#[rocket::async_test]
async fn a_workbook_is_read_and_another_of_its_sheets_can_be_chosen() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/form.xlsx")).expect("reads");
    let sent = editor.send_list("person", "form.xlsx", &file).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = editor.get(sent.header("Location")).await.body;
    assert!(
        page.contains("<select id=\"column-0\"") && page.contains("form.xlsx"),
        "{page}"
    );
}

#[rocket::async_test]
async fn ten_thousand_rows_are_imported_at_once() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let rows = rows(10_000);
    let list = editor.uploaded(&format!("email,name,zip\n{rows}")).await;
    let own = [
        ("action", "check"),
        ("column-0", "email"),
        ("column-1", "name"),
        ("column-2", "postal_code"),
        ("consent", "List of a partner"),
        ("ask", "no"),
        ("reason", "they signed there"),
    ];
    editor.post(&list, &own).await;
    finished(&editor, &list).await;
    editor.post(&list, &[("action", "import")]).await;
    let page = finished(&editor, &list).await;
    assert!(page.contains("Counted now, as imported: 10,000"), "{page}");
    assert_eq!(app.count("SELECT imported AS n FROM tally"), 10_000);
}

/// So many rows of a list with the columns email, name and zip.
fn rows(count: u32) -> String {
    let all = (0..count).map(|n| format!("s{n}@example.net,Signer {},93701\n", letters(n)));
    all.collect::<Vec<_>>().concat()
}

/// A number as letters, since a name has no digits.
fn letters(number: u32) -> String {
    let digits = format!("{number:04}");
    digits.bytes().map(|digit| char::from(b'A' + digit - b'0')).collect()
}

/// Waits as a person does, who looks at the page again and again.
async fn finished(browser: &Browser<'_>, list: &str) -> String {
    for _ in 0..600 {
        let page = browser.get(list).await.body;
        if !page.contains("See if it&#x27;s done") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    panic!("it never ends");
}

#[rocket::async_test]
async fn only_one_list_is_worked_on_at_a_time() {
    let app = TestApp::start().await;
    let first = editor(&app).await;
    let second = signed_in(&app, "second@coalition.example", Role::Owner, &[]).await;
    let rows = rows(2_000);
    let (long, short) = (
        first.uploaded(&format!("email,name,zip\n{rows}")).await,
        second.uploaded("email,name,zip\neva@example.net,Eva Paz,93701\n").await,
    );
    let own = [
        ("action", "check"),
        ("column-0", "email"),
        ("column-1", "name"),
        ("column-2", "postal_code"),
        ("consent", "List of a partner"),
        ("ask", "yes"),
    ];
    let (one, other) = tokio::join!(first.post(&long, &own), async {
        // The first one has the turn once its page says so.
        while !first.get(&long).await.body.contains("See if it&#x27;s done") {
            tokio::task::yield_now().await;
        }
        second.post(&short, &own).await
    });
    assert_eq!(one.status, 303);
    assert!(
        other.status == 503
            && other.body.contains("Another list is being checked")
            && other.body.contains("List of a partner"),
        "{} {}",
        other.status,
        other.body
    );
    finished(&first, &long).await;
    assert_eq!(second.post(&short, &own).await.status, 303);
}
