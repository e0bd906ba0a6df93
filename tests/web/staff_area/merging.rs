//! Lines that staff correct, and signatures that they merge, keep apart, and bring back.

use undersigned::letters::Party;

use super::signers::{SHEET, editor, told};
use super::undoing::{decide, undo};
use super::{Browser, acts, after, says};
use crate::app::{LETTER, TestApp};
use crate::intake::{ANA, record, with};

/// What the tally says: organizations, people, and how many of all these are recorded.
const TALLY: &str = "SELECT organizations * 100 + people * 10 + recorded AS n FROM tally";

/// Everything about the signatures that a merge must not lose.
const ROWS: &str = "SELECT string_agg(it, '; ') AS text FROM (SELECT s.id || ' ' || s.state || ' ' || COALESCE(s.held_for, '-') || ' ' || s.flags || ' '
   || COALESCE(s.counted_at, 0) || ' ' || s.listed_name || ' ' || s.origin AS it FROM signatures s ORDER BY s.id) AS each_one";

/// The merges.
const MERGES: &str = "SELECT COALESCE(string_agg(merged || ' ' || kept || ' ' || state_before || ' ' || merged_at, '; '), '') AS text FROM merges";

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

fn each_once(done: &[String], acts: [&str; 2]) {
    for act in acts {
        assert_eq!(done.iter().filter(|done| *done == act).count(), 1, "{done:?}");
    }
}

#[rocket::async_test]
async fn two_signatures_of_one_organization_are_merged_and_brought_back_exactly() {
    let app = TestApp::start().await;
    let path = two(&app).await;
    assert!(app.approve(2, None));
    let (before, editor) = (text(&app, ROWS), editor(&app).await);
    assert_eq!(app.count(TALLY), 200);
    let page = editor.get(&format!("{SHEET}/2")).await.body;
    says(&page, &["May be the same as", &format!("href=\"{path}\"")]);
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
    says(
        &page,
        &["Merged. The signature that you didn&#x27;t keep no longer counts."],
    );
    says(&page, &["Another signature was merged into this one"]);
    assert_eq!(app.count(TALLY), 100);
    let list = app.get(&public(LETTER)).await.body;
    assert_eq!(list.matches("Orchard Shelter").count(), 1, "{list}");
    let mails = app.mails().await;
    let (to, subject, body) = mails.last().expect("a mail");
    assert_eq!(
        (to.as_str(), subject.starts_with("We count you once: ")),
        ("ivo@refuge.example", true)
    );
    says(body, &["The list shows: Orchard Shelter", "/my-signature/"]);
    // A colleague who still has the earlier page open.
    let page = told(&editor, &path, &keeping("2", &seen)).await;
    says(&page, &["1 signature has changed since you opened the page"]);
    assert_eq!(app.count(TALLY), 100);
    let page = editor.get(&format!("{SHEET}?state=waiting")).await.body;
    assert!(
        !page.contains("Orchard Shelter"),
        "nobody has to decide about it: {page}"
    );
    let merged = format!("{SHEET}/2");
    let page = editor.get(&merged).await.body;
    says(&page, &["Merged into another signature", "Undo the merge"]);
    let undo = [("action", "undo-merge")];
    let page = told(&editor, &merged, &undo).await;
    says(&page, &["The merge is undone.", "The merge was undone"]);
    assert_eq!((app.count(TALLY), text(&app, ROWS)), (200, before));
    let mails = app.mails().await;
    let (to, _, body) = mails.last().expect("a mail");
    assert!(
        to == "ivo@refuge.example" && body.contains("That was a mistake, and it is undone."),
        "{body}"
    );
    let page = told(&editor, &merged, &undo).await;
    says(&page, &["has changed since you opened the page"]);
    each_once(&acts(&app), ["signatures-merged", "merge-undone"]);
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
    says(&page, &[&format!("href=\"{path}\"")]);
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

async fn wrong_fields_are_refused(editor: &Browser<'_>, path: &str, fields: &[(&str, &str)]) {
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
        let page = editor.post(path, &typed).await;
        assert!(
            page.status == 422 && page.body.contains(&format!("{field}-error")),
            "{field}: {}",
            page.body
        );
    }
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
    wrong_fields_are_refused(&editor, &path, &fields).await;
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
    says(
        body,
        &[
            "Se corrigió: nombre, puesto.",
            "Ana López — Fresno",
            "/es/my-signature/",
        ],
    );
    // Someone else had the page open.
    let late = told(&editor, &path, &fields).await;
    says(&late, &["1 signature has changed since you opened the page"]);
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
    says(&list, &["The Orchard Shelter", "Watsonville"]);
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

#[rocket::async_test]
async fn an_undone_decision_leaves_the_merges_as_they_were() {
    let app = TestApp::start().await;
    let path = two(&app).await;
    assert!(app.approve(2, None));
    let editor = editor(&app).await;
    let seen = shown(&editor.get(&path).await.body);
    told(&editor, &path, &keeping("1", &seen)).await;
    let before = (app.count(TALLY), text(&app, ROWS), text(&app, MERGES));
    assert_ne!(before.2, "");
    for (id, state) in [(1, "confirmed"), (2, "duplicate")] {
        app.worker.clock.shift(60);
        let page = decide(&editor, "reject", &[(id, state)]).await;
        assert_eq!(text(&app, MERGES), "", "{id}");
        undo(&editor, &page).await;
        let now = (app.count(TALLY), text(&app, ROWS), text(&app, MERGES));
        assert_eq!(now, before, "{id}");
    }
}

#[rocket::async_test]
async fn a_paper_that_an_approval_merged_counts_again_once_the_approval_is_undone() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[("name", "Ana Ruiz Soto"), ("postal_code", "93701")])
        .await;
    let editor = editor(&app).await;
    decide(&editor, "hold", &[(1, "confirmed")]).await;
    record(&app, Party::Person, ANA);
    let before = (app.count(TALLY), text(&app, ROWS));
    assert_eq!(before.0, 11);
    let page = decide(&editor, "approve", &[(1, "held")]).await;
    assert_eq!((app.count(TALLY), text(&app, MERGES).is_empty()), (10, false));
    undo(&editor, &page).await;
    assert_eq!((app.count(TALLY), text(&app, ROWS)), before);
    assert_eq!(text(&app, MERGES), "");
}

#[rocket::async_test]
async fn two_of_one_name_and_home_whom_staff_told_apart_are_not_merged_again() {
    let app = TestApp::start().await;
    record(&app, Party::Person, ANA);
    app.sign_and_confirm("en", &[("name", "Ana Ruiz Soto"), ("postal_code", "93701")])
        .await;
    assert_eq!(app.count(TALLY), 10);
    let editor = editor(&app).await;
    let page = told(&editor, &format!("{SHEET}/1"), &[("action", "undo-merge")]).await;
    says(&page, &["The merge is undone."]);
    let marked = "SELECT COUNT(*) AS n FROM signatures WHERE flags = 'rival'";
    assert_eq!((app.count(TALLY), app.count(marked)), (21, 0));
    // A mother and a daughter: another decision about one is none about the other.
    decide(&editor, "hold", &[(2, "confirmed")]).await;
    decide(&editor, "approve", &[(2, "held")]).await;
    assert_eq!((app.count(TALLY), app.count(marked)), (21, 2));
    let path = format!("{SHEET}/2/merge/1");
    let seen = shown(&editor.get(&path).await.body);
    told(&editor, &path, &keeping("both", &seen)).await;
    decide(&editor, "hold", &[(2, "confirmed")]).await;
    decide(&editor, "approve", &[(2, "held")]).await;
    assert_eq!((app.count(TALLY), app.count(marked)), (21, 0));
}
