//! The sheets of signers, one signer's page, and messages to Congress.

use undersigned::signatures::indexing;
use undersigned::staff::role::Role;

use super::{Browser, acts, after, signed_in};
use crate::app::{LETTER, TestApp};

pub(super) const SHEET: &str = "/staff/letters/protect-temporary-visa-workers/signers";
pub(super) const DECIDE: &str = "/staff/letters/protect-temporary-visa-workers/decide";
pub(super) const MESSAGES: &str = "/staff/letters/protect-temporary-visa-workers/messages";

/// Signs for an organization that is held as unverified; returns its number.
pub(super) async fn held(app: &TestApp, name: &str, email: &str) -> i64 {
    let fields = [
        ("website", ""),
        ("legal_name", name),
        ("listed_name", name),
        ("email", email),
    ];
    assert_eq!(app.sign_organization(&fields).await.status, 200);
    let link = app.link().await;
    app.post(&link, &[]).await;
    app.count("SELECT MAX(id) AS n FROM signatures WHERE state = 'held'")
}

pub(super) async fn editor(app: &TestApp) -> Browser<'_> {
    signed_in(app, "ed@coalition.example", Role::Editor, &[LETTER]).await
}

/// Returns an address in a page as a browser reads it.
fn unescaped(address: &str) -> String {
    address.replace("&amp;", "&").replace("&#x3D;", "=")
}

/// Sends a form, and follows it to the page that says what came of it.
pub(super) async fn told(browser: &Browser<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let sent = browser.post(path, fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    browser.get(sent.header("Location")).await.body
}

#[rocket::async_test]
async fn waiting_organizations_are_approved_together_and_who_comes_second_is_told() {
    let app = TestApp::start().await;
    let ids = [
        held(&app, "Orchard Circle", "a@gmail.com").await,
        held(&app, "River Circle", "b@gmail.com").await,
    ];
    let editor = editor(&app).await;
    let page = editor.get(&format!("{SHEET}?state=held")).await.body;
    assert!(
        page.contains("Orchard Circle") && page.contains("Under review: unclear whether the contact speaks for it"),
        "{page}"
    );
    let picks: Vec<(String, &str)> = ids.iter().map(|id| (format!("pick-{id}"), "held")).collect();
    for pick in &picks {
        assert!(page.contains(&format!("name=\"{}\" value=\"held\"", pick.0)), "{page}");
    }
    let back = format!("{SHEET}?state=held");
    let mut fields = vec![("decision", "approve"), ("back", back.as_str())];
    fields.extend(picks.iter().map(|(name, shown)| (name.as_str(), *shown)));
    let page = told(&editor, DECIDE, &fields).await;
    assert!(
        page.contains("Approved 2 signatures.") && page.contains("No signers match"),
        "{page}"
    );
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 2);
    assert!(acts(&app).contains(&"signatures-approved".to_owned()));
    // A colleague who still has the earlier page open.
    let mut late = fields.clone();
    late[0] = ("decision", "reject");
    late.push(("reason", "other"));
    let page = told(&editor, DECIDE, &late).await;
    assert!(
        page.contains("2 signatures have changed since you opened the page") && page.contains("Orchard Circle"),
        "{page}"
    );
    assert!(!page.contains("Rejected 2"), "{page}");
    assert_eq!(
        app.count("SELECT organizations AS n FROM tally"),
        2,
        "nothing was undone"
    );
    assert!(!acts(&app).contains(&"signatures-rejected".to_owned()));
}

#[rocket::async_test]
async fn a_decision_reaches_only_the_letter_of_its_page_and_says_what_is_not_possible() {
    let app = TestApp::start().await;
    let id = held(&app, "Orchard Circle", "a@gmail.com").await;
    let pick = format!("pick-{id}");
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let elsewhere = "/staff/letters/asylum-not-temporary-visas/decide";
    let back = "/staff/letters/asylum-not-temporary-visas/signers";
    let page = told(
        &owner,
        elsewhere,
        &[("decision", "approve"), ("back", back), (&pick, "held")],
    )
    .await;
    assert!(!page.contains("Orchard Circle") && !page.contains("Approved"), "{page}");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'held'"),
        1
    );
    assert_eq!(owner.get(&format!("{back}/{id}")).await.status, 404);
    // Who is counted can't be approved again.
    app.sign_and_confirm("en", &[]).await;
    let counted = app.count("SELECT MAX(id) AS n FROM signatures");
    let pick = format!("pick-{counted}");
    let page = told(
        &owner,
        DECIDE,
        &[("decision", "approve"), ("back", SHEET), (&pick, "confirmed")],
    )
    .await;
    assert!(
        page.contains("possible for 1 signature.") && page.contains("Ana López García"),
        "{page}"
    );
    let page = told(&owner, DECIDE, &[("decision", "approve"), ("back", SHEET)]).await;
    assert!(page.contains("Select at least one checkbox first."), "{page}");
    // The Enter key sends no decision.
    let page = told(
        &owner,
        DECIDE,
        &[("decision", ""), ("back", SHEET), (&format!("pick-{id}"), "held")],
    )
    .await;
    assert!(
        page.contains("Nothing was changed yet.") && page.contains(&format!("name-{id}\" checked")),
        "{page}"
    );
    // An address outside of the staff area is not led to.
    let sent = owner
        .post(DECIDE, &[("decision", "approve"), ("back", "//evil.example/staff")])
        .await;
    assert_eq!(sent.header("Location"), "/staff");
}

#[rocket::async_test]
async fn a_search_is_in_no_address_and_finds_who_is_meant() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    app.sign_and_confirm("en", &[("name", "Berta Ruiz"), ("email", "berta@example.org")])
        .await;
    indexing::catch_up_all(&app.worker.store, &app.worker.clock).expect("follows");
    let viewer = signed_in(&app, "vi@coalition.example", Role::Viewer, &[LETTER]).await;
    let fields = [("kind", "person"), ("text", "berta@example.org"), ("place", "CA")];
    let sent = viewer.post(SHEET, &fields).await;
    let to = sent.header("Location").to_owned();
    assert!(
        !to.to_lowercase().contains("berta") && to.contains("kind=person&place=CA&find="),
        "{to}"
    );
    let page = viewer.get(&to).await.body;
    assert!(page.contains("Berta Ruiz") && !page.contains("Ana López"), "{page}");
    assert!(page.contains("value=\"berta@example.org\""), "the form keeps it");
    assert!(!page.contains("name=\"pick-"), "a viewer decides nothing");
    let spoiled = viewer.get(&format!("{SHEET}?find=AAAA")).await;
    assert!(
        spoiled.status == 422 && spoiled.body.contains("We couldn&#x27;t read the search in this link."),
        "{}",
        spoiled.body
    );
}

#[rocket::async_test]
async fn what_cannot_be_read_is_said_beside_its_field_and_kept() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    for (query, words) in [
        ("since=soon", "value=\"soon\""),
        ("since=soon", "Enter a date, such as 2026-11-28."),
        ("state=lost", "Choose one from the list."),
        ("place=XX", "Choose one from the list."),
        ("kind=person&sort=name", "sorted by name"),
    ] {
        let seen = editor.get(&format!("{SHEET}?{query}")).await;
        assert!(
            seen.status == 422 && seen.body.contains(words),
            "{query}: {}",
            seen.body
        );
    }
    editor.post("/staff/language", &[("language", "es")]).await;
    let seen = editor.get(&format!("{SHEET}?before=11%2F31%2F2026")).await;
    assert!(
        seen.body.contains("Escriba una fecha, por ejemplo 2026-11-28."),
        "{}",
        seen.body
    );
    let seen = editor.get(&format!("{SHEET}?before=11%2F30%2F2026")).await;
    assert_eq!(seen.status, 200, "as Americans write it");
}

#[rocket::async_test]
async fn a_long_sheet_is_turned_over_page_by_page() {
    let app = TestApp::start().await;
    for number in 0..51 {
        let email = format!("n{number}@example.org");
        app.sign("en", &[("name", "Ana Paz"), ("email", &email)]).await;
    }
    let viewer = signed_in(&app, "vi@coalition.example", Role::Viewer, &[]).await;
    let page = viewer.get(&format!("{SHEET}?kind=person&state=pending")).await.body;
    assert_eq!(
        page.matches("n0@example.org").count() + page.matches("n49@example.org").count(),
        2
    );
    assert!(!page.contains("n50@example.org") && !page.contains("First page"));
    let next = unescaped(after(&page, "rel=\"next\" href=\""));
    let page = viewer.get(&next).await.body;
    assert!(
        page.contains("n50@example.org") && !page.contains("n49@example.org") && page.contains("First page"),
        "{page}"
    );
}

#[rocket::async_test]
async fn a_signers_page_shows_what_is_known_and_decides() {
    let app = TestApp::start().await;
    let id = held(&app, "Orchard Circle", "a@gmail.com").await;
    let editor = editor(&app).await;
    let path = format!("{SHEET}/{id}");
    let page = editor.get(&path).await.body;
    for words in [
        "Orchard Circle",
        "a@gmail.com",
        "Sam Rivera, Secretary",
        "Salinas, CA",
        "Free email account",
        "Link to confirm",
        "sent",
        "signer",
        "name=\"shown\" value=\"held\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let refused = editor
        .post(&path, &[("action", "verify"), ("shown", "held"), ("evidence", " ")])
        .await;
    assert!(refused.status == 422 && refused.body.contains("Tell us how you verified the organization."));
    let fields = [
        ("action", "approve"),
        ("shown", "held"),
        ("evidence", "Called the office"),
    ];
    let page = told(&editor, &path, &fields).await;
    assert!(
        page.contains("Approved 1 signature.")
            && page.contains("Called the office")
            && page.contains("Verified by staff"),
        "{page}"
    );
    let page = told(&editor, &path, &fields).await;
    assert!(
        page.contains("1 signature has changed since you opened the page"),
        "{page}"
    );
    let page = told(
        &editor,
        &path,
        &[("action", "reject"), ("reason", "other"), ("shown", "confirmed")],
    )
    .await;
    assert!(
        page.contains("Rejected 1 signature.") && page.contains("value=\"approve\""),
        "{page}"
    );
    let viewer = signed_in(&app, "vi@coalition.example", Role::Viewer, &[]).await;
    assert!(!viewer.get(&path).await.body.contains("name=\"action\""));
}

#[rocket::async_test]
async fn a_requested_change_is_accepted_as_it_was_shown() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    let own = app.link_to("/my-signature/").await;
    app.post(
        &own,
        &[("legal_name", "Orchard Workers Circle"), ("website", "orchard.example")],
    )
    .await;
    let editor = editor(&app).await;
    let path = format!("{SHEET}/1");
    let page = editor.get(&path).await.body;
    assert!(
        page.contains("Requested change") && page.contains("Orchard Workers Circle"),
        "{page}"
    );
    let shown = page.split("<h2>Requested change</h2>").nth(1).expect("a section");
    let shown = after(shown, "name=\"shown\" value=\"").to_owned();
    // The contact asks for another one in the meantime.
    app.worker.clock.shift(60);
    app.post(
        &own,
        &[("legal_name", "Meadow Workers Circle"), ("website", "orchard.example")],
    )
    .await;
    let page = told(&editor, &path, &[("action", "accept-correction"), ("shown", &shown)]).await;
    assert!(
        page.contains("1 signature has changed") && page.contains("Meadow Workers Circle"),
        "{page}"
    );
    let shown = page.split("<h2>Requested change</h2>").nth(1).expect("a section");
    let shown = after(shown, "name=\"shown\" value=\"").to_owned();
    let page = told(&editor, &path, &[("action", "accept-correction"), ("shown", &shown)]).await;
    assert!(
        page.contains("Accepted 1 change.") && page.contains("<h1><bdi>Meadow Workers Circle</bdi></h1>"),
        "{page}"
    );
}

#[rocket::async_test]
async fn messages_go_to_congress_only_once_staff_approve_them() {
    let app = TestApp::start().await;
    for (name, email, comment) in [
        ("Ana Paz", "ana@example.org", "My sister picks your peaches."),
        ("Berta Ruiz", "berta@example.org", "Vote for me instead."),
    ] {
        app.sign_and_confirm("en", &[("name", name), ("email", email), ("comment", comment)])
            .await;
    }
    let editor = editor(&app).await;
    assert!(
        editor
            .get("/staff")
            .await
            .body
            .contains(&format!("href=\"{MESSAGES}\""))
    );
    let page = editor.get(MESSAGES).await.body;
    assert!(
        page.contains("My sister picks your peaches.") && page.contains("Vote for me instead."),
        "{page}"
    );
    let one = [("decision", "accept"), ("back", MESSAGES), ("pick-1", "unread")];
    let page = told(&editor, MESSAGES, &one).await;
    assert!(
        page.contains("Approved 1 message.") && !page.contains("peaches"),
        "{page}"
    );
    let page = told(
        &editor,
        MESSAGES,
        &[
            ("decision", "refuse"),
            ("back", MESSAGES),
            ("pick-1", "unread"),
            ("pick-2", "unread"),
        ],
    )
    .await;
    assert!(
        page.contains("1 message won") && page.contains("1 signature has changed") && page.contains("Ana Paz"),
        "{page}"
    );
    let states = "SELECT COUNT(*) AS n FROM people WHERE signature = 1 AND comment_state = 'approved' OR signature = 2 AND comment_state = 'refused'";
    assert_eq!(app.count(states), 2);
    // It can be taken back on the signer's page.
    let page = told(
        &editor,
        &format!("{SHEET}/1"),
        &[("action", "refuse-comment"), ("shown", "approved")],
    )
    .await;
    assert!(
        page.contains("It won&#x27;t be sent.") && page.contains("value=\"accept-comment\""),
        "{page}"
    );
}

#[rocket::async_test]
async fn a_sheet_is_exported_with_the_chosen_columns_and_the_log_says_how_many() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    app.sign_and_confirm(
        "en",
        &[
            ("name", "Berta Ruiz"),
            ("email", "berta@example.org"),
            ("state", "TX"),
            ("city", "Waco"),
            ("postal_code", "76701"),
        ],
    )
    .await;
    let editor = editor(&app).await;
    let sheet = editor.get(&format!("{SHEET}?kind=person&place=TX")).await.body;
    let path = after(&sheet, "href=\"/staff/letters/protect-temporary-visa-workers/export").to_owned();
    let path = unescaped(&format!("/staff/letters/{LETTER}/export{path}"));
    let form = editor.get(&path).await.body;
    assert!(
        form.contains("State or country: Texas") && form.contains("Signers: Individuals"),
        "{form}"
    );
    let checked = |name: &str| form.contains(&format!("name=\"column-{name}\" value=\"yes\" checked"));
    assert!(
        checked("listed_name") && !checked("email") && !checked("postal_code"),
        "{form}"
    );
    let fields = [
        ("format", "csv"),
        ("column-name", "yes"),
        ("column-postal_code", "yes"),
        ("column-state", "yes"),
    ];
    let sent = editor.post(&path, &fields).await;
    assert_eq!(
        (sent.status, sent.body.as_str()),
        (200, "\u{feff}name,state,postal_code\nBerta Ruiz,TX,76701\n")
    );
    assert_eq!(
        sent.header("Content-Disposition"),
        format!("attachment; filename=\"{LETTER}-signers.csv\"")
    );
    assert_eq!(sent.header("Cache-Control"), "no-store");
    assert_eq!(
        app.count("SELECT counted AS n FROM audit WHERE act = 'signers-exported'"),
        1
    );
}

#[rocket::async_test]
async fn an_export_needs_a_format_a_column_and_a_recent_code() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let editor = editor(&app).await;
    let path = format!("/staff/letters/{LETTER}/export?kind=person");
    for fields in [
        &[("format", "csv")][..],
        &[("column-name", "yes")],
        &[("format", "exe"), ("column-name", "yes")],
    ] {
        let refused = editor.post(&path, fields).await;
        assert!(
            refused.status == 422 && refused.body.contains("at least one column"),
            "{}",
            refused.body
        );
    }
    let xlsx = editor.post(&path, &[("format", "xlsx"), ("column-name", "yes")]).await;
    assert_eq!(
        (xlsx.status, xlsx.header("Content-Type")),
        (200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    );
    app.worker.clock.shift(11 * 60);
    for seen in [editor.get(&path).await, editor.post(&path, &[]).await] {
        assert!(
            seen.status == 303 && seen.header("Location").starts_with("/staff/code?next="),
            "{}",
            seen.status
        );
    }
    assert_eq!(acts(&app).iter().filter(|act| *act == "signers-exported").count(), 1);
}
