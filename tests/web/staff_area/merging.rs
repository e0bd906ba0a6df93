//! Lines that staff correct, and signatures that they merge, keep apart, and bring back.

use undersigned::letters::Party;

use super::signers::{SHEET, editor, told};
use super::{acts, after};
use crate::app::{LETTER, TestApp};
use crate::intake::{ANA, record, with};

/// What the tally says: organizations, people, and how many of all these are recorded.
const TALLY: &str = "SELECT organizations * 100 + people * 10 + recorded AS n FROM tally";

/// Everything about the signatures that a merge must not lose.
const ROWS: &str = "SELECT string_agg(it, '; ') AS text FROM (SELECT s.id || ' ' || s.state || ' ' || COALESCE(s.held_for, '-') || ' ' || s.flags || ' '
   || COALESCE(s.counted_at, 0) || ' ' || s.listed_name || ' ' || s.origin AS it FROM signatures s ORDER BY s.id) AS each_one";

/// Reads one text.
fn text(app: &TestApp, sql: &'static str) -> String {
    let read = app
        .worker
        .store
        .read_now(|db| db.one(sql, [], |row| row.get::<String>("text")));
    let read: Result<_, undersigned::store::StoreError> = read;
    read.expect("reads").expect("a row")
}

fn public(slug: &str) -> String {
    format!("/en/letters/{slug}")
}

/// Signs for an organization and confirms.
async fn organization(app: &TestApp, name: &str, email: &str, website: &str) {
    let fields = [
        ("legal_name", name),
        ("listed_name", name),
        ("email", email),
        ("website", website),
    ];
    assert_eq!(app.sign_organization(&fields).await.status, 200);
    let link = app.link().await;
    app.post(&link, &[]).await;
}

/// Two organizations of one name, of which the second is held; returns the page that shows both.
async fn two(app: &TestApp) -> String {
    organization(app, "Orchard Shelter", "eva@shelter.example", "shelter.example").await;
    organization(app, "Orchard Shelter", "ivo@refuge.example", "refuge.example").await;
    format!("{SHEET}/2/merge/1")
}

/// Returns the fields of a page's form that say what it showed.
fn shown(page: &str) -> [(String, String); 2] {
    ["shown-1", "shown-2"].map(|name| {
        let value = after(page, &format!("name=\"{name}\" value=\""));
        assert_ne!(value, "", "{page}");
        (name.to_owned(), value.to_owned())
    })
}

fn keeping<'a>(keep: &'a str, shown: &'a [(String, String); 2]) -> Vec<(&'a str, &'a str)> {
    let shown = shown.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    shown.chain([("keep", keep)]).collect()
}

#[rocket::async_test]
async fn two_signatures_of_one_organization_are_merged_and_brought_back_exactly() {
    let app = TestApp::start().await;
    let path = two(&app).await;
    assert!(app.approve(2, None));
    let (before, editor) = (text(&app, ROWS), editor(&app).await);
    assert_eq!(app.count(TALLY), 200);
    let page = editor.get(&format!("{SHEET}/2")).await.body;
    assert!(
        page.contains("May be the same as") && page.contains(&format!("href=\"{path}\"")),
        "{page}"
    );
    let page = editor.get(&path).await.body;
    for words in [
        "eva@shelter.example",
        "ivo@refuge.example",
        "Same signer: keep number 1",
        "Not the same: keep both",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let seen = shown(&page);
    app.mails().await;
    let page = told(&editor, &path, &keeping("1", &seen)).await;
    assert!(
        page.contains("Merged. The signature that you didn&#x27;t keep no longer counts."),
        "{page}"
    );
    assert!(
        page.contains("Another signature was merged into this one"),
        "both histories say it: {page}"
    );
    assert_eq!(app.count(TALLY), 100);
    let list = app.get(&public(LETTER)).await.body;
    assert_eq!(list.matches("Orchard Shelter").count(), 1, "{list}");
    let mails = app.mails().await;
    let (to, subject, body) = mails.last().expect("a mail");
    assert_eq!(
        (to.as_str(), subject.starts_with("We count you once: ")),
        ("ivo@refuge.example", true)
    );
    assert!(
        body.contains("The list shows: Orchard Shelter") && body.contains("/my-signature/"),
        "{body}"
    );
    // A colleague who still has the earlier page open.
    let page = told(&editor, &path, &keeping("2", &seen)).await;
    assert!(
        page.contains("1 signature has changed since you opened the page"),
        "{page}"
    );
    assert_eq!(app.count(TALLY), 100);
    let page = editor.get(&format!("{SHEET}?state=waiting")).await.body;
    assert!(
        !page.contains("Orchard Shelter"),
        "nobody has to decide about it: {page}"
    );
    let merged = format!("{SHEET}/2");
    let page = editor.get(&merged).await.body;
    assert!(
        page.contains("Merged into another signature") && page.contains("Undo the merge"),
        "{page}"
    );
    let undo = [("action", "undo-merge")];
    let page = told(&editor, &merged, &undo).await;
    assert!(
        page.contains("The merge is undone.") && page.contains("The merge was undone"),
        "{page}"
    );
    assert_eq!((app.count(TALLY), text(&app, ROWS)), (200, before));
    let mails = app.mails().await;
    let (to, _, body) = mails.last().expect("a mail");
    assert!(
        to == "ivo@refuge.example" && body.contains("That was a mistake, and it is undone."),
        "{body}"
    );
    let page = told(&editor, &merged, &undo).await;
    assert!(
        page.contains("has changed since you opened the page"),
        "it is undone once: {page}"
    );
    let done = acts(&app);
    for act in ["signatures-merged", "merge-undone"] {
        assert_eq!(done.iter().filter(|done| *done == act).count(), 1, "{done:?}");
    }
}

#[rocket::async_test]
async fn a_held_one_is_merged_and_held_again_or_kept_apart() {
    let app = TestApp::start().await;
    let path = two(&app).await;
    let (before, editor) = (text(&app, ROWS), editor(&app).await);
    assert_eq!(app.count(TALLY), 100);
    let seen = shown(&editor.get(&path).await.body);
    told(&editor, &path, &keeping("1", &seen)).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'duplicate'"),
        1
    );
    told(&editor, &format!("{SHEET}/2"), &[("action", "undo-merge")]).await;
    assert_eq!((app.count(TALLY), text(&app, ROWS)), (100, before));
    let seen = shown(&editor.get(&path).await.body);
    let page = told(&editor, &path, &keeping("both", &seen)).await;
    assert!(page.contains("Both stay"), "{page}");
    for id in [1, 2] {
        let page = editor.get(&format!("{SHEET}/{id}")).await.body;
        assert!(!page.contains("May be the same as"), "{page}");
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE flags LIKE '%rival%'"),
        0
    );
    assert!(acts(&app).contains(&"signatures-kept-apart".to_owned()));
    assert_eq!(
        editor.get(&format!("{SHEET}/1/merge/1")).await.status,
        404,
        "nobody is their own other"
    );
}

#[rocket::async_test]
async fn a_person_who_signed_with_two_addresses_is_merged_and_leaves_as_one() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    app.sign("en", &[("email", "ana@work.example")]).await;
    let (confirm, own) = (app.link_to("/confirm/").await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    assert_eq!(app.count(TALLY), 20);
    let (path, editor) = (format!("{SHEET}/1/merge/2"), editor(&app).await);
    let page = editor.get(&format!("{SHEET}/1")).await.body;
    assert!(
        page.contains(&format!("href=\"{path}\"")),
        "the same name in the same state: {page}"
    );
    let seen = shown(&editor.get(&path).await.body);
    told(&editor, &path, &keeping("1", &seen)).await;
    assert_eq!(app.count(TALLY), 10);
    let page = app.get(&own).await.body;
    assert!(page.contains("You signed twice. We count you once"), "{page}");
    // Pressing the button in the mail again counts nobody twice.
    app.post(&confirm, &[]).await;
    assert_eq!(app.count(TALLY), 10);
    let first = crate::deciding::link(&app, "ana@example.org", "/my-signature/").await;
    app.post(&format!("{first}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!(app.count(TALLY), 0);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'withdrawn'"),
        2
    );
}

#[rocket::async_test]
async fn a_line_is_corrected_the_signer_is_told_and_the_original_is_kept() {
    let app = TestApp::start().await;
    app.sign_and_confirm("es", &[("listing", "full"), ("name", "Ana Lopes"), ("title", "Nurse")])
        .await;
    let (path, editor) = (format!("{SHEET}/1/line"), editor(&app).await);
    let page = editor.get(&path).await.body;
    let shown = after(&page, "name=\"shown\" value=\"").to_owned();
    let fields = [
        ("name", "Ana López"),
        ("title", ""),
        ("affiliation", ""),
        ("city", "Fresno"),
        ("state", "CA"),
        ("shown", shown.as_str()),
    ];
    for (field, wrong) in [
        ("name", ""),
        ("name", "www.evil.example"),
        ("state", "XX"),
        ("city", ""),
    ] {
        let typed: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, if *name == field { wrong } else { *value }))
            .collect();
        let page = editor.post(&path, &typed).await;
        assert!(
            page.status == 422 && page.body.contains(&format!("{field}-error")),
            "{field}: {}",
            page.body
        );
    }
    let page = told(&editor, &path, &fields).await;
    assert!(
        page.contains("The line is corrected.") && page.contains("Full name before: “Ana Lopes”")
            || page.contains("before: “Ana Lopes”"),
        "{page}"
    );
    assert!(page.contains("before: “Nurse”"), "{page}");
    let list = app.get(&public(LETTER)).await.body;
    assert!(
        list.contains("Ana López") && !list.contains("Ana Lopes") && !list.contains("Nurse"),
        "{list}"
    );
    let mails = app.mails().await;
    let (to, subject, body) = mails.last().expect("a mail");
    assert!(
        to == "ana@example.org" && subject.starts_with("Corregimos su firma: "),
        "{subject}"
    );
    assert!(
        body.contains("Se corrigió: nombre, cargo.")
            && body.contains("Ana López — Fresno")
            && body.contains("/es/my-signature/"),
        "{body}"
    );
    // Someone else had the page open.
    let late = told(&editor, &path, &fields).await;
    assert!(
        late.contains("1 signature has changed since you opened the page"),
        "{late}"
    );
    let done = acts(&app);
    assert!(
        done.contains(&"name-corrected".to_owned()) && done.contains(&"title-corrected".to_owned()),
        "{done:?}"
    );
    assert!(!done.contains(&"place-corrected".to_owned()), "{done:?}");
    let own = app.link_to("/my-signature/").await;
    let data = app.get(&format!("{own}/data")).await.body;
    assert!(data.contains("Ana Lopes"), "what is kept is told to its signer: {data}");
}

#[rocket::async_test]
async fn an_organizations_public_name_and_a_paper_are_corrected_too_and_nobody_takes_anothers_place() {
    let app = TestApp::start().await;
    organization(&app, "Orchard Shelter", "eva@shelter.example", "shelter.example").await;
    record(&app, Party::Person, ANA);
    record(&app, Party::Person, &with(ANA, &[("name", "Ana Ruis Soto")]));
    let editor = editor(&app).await;
    let correct = async |id: i64, fields: &[(&str, &str)]| {
        let path = format!("{SHEET}/{id}/line");
        let page = editor.get(&path).await.body;
        let shown = after(&page, "name=\"shown\" value=\"").to_owned();
        editor
            .post(&path, &[fields, &[("shown", shown.as_str())]].concat())
            .await
    };
    let seen = correct(
        1,
        &[
            ("name", "The Orchard Shelter"),
            ("city", "Watsonville"),
            ("state", "CA"),
        ],
    )
    .await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let list = app.get(&public(LETTER)).await.body;
    assert!(
        list.contains("The Orchard Shelter") && list.contains("Watsonville"),
        "{list}"
    );
    // The same name and home as the other paper.
    let seen = correct(3, &[("name", "Ana Ruiz Soto"), ("state", "CA")]).await;
    assert!(
        seen.status == 422 && seen.body.contains("has signed already"),
        "{}",
        seen.body
    );
    let seen = correct(3, &[("name", "Ana Luis Soto"), ("state", "CA")]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    let again = record(&app, Party::Person, &with(ANA, &[("name", "Ana Luis Soto")]));
    assert!(
        matches!(again, undersigned::intake::entry::Outcome::Skipped(_)),
        "{again:?}"
    );
    assert_eq!(app.count(TALLY), 122);
}
