//! The delivery of a letter in the staff area: the plan, the state of each office, and the record of what happened.

use undersigned::staff::role::Role;

use super::signers::{editor, told};
use super::{Browser, acts, signed_in};
use crate::app::{LETTER, TestApp};
use crate::delivering::{library, parts, prepare, signed};

const PAGE: &str = "/staff/letters/protect-temporary-visa-workers/delivery";
const OFFICE: &str = "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary";
const OUTLOOK: &str = "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary/outlook";

/// Queues the email to the agency.
fn delivered(app: &TestApp) {
    let library = library(app);
    let parts = parts(app, &library);
    let prepared = prepare(parts);
    undersigned::delivery::deliver::send(parts, prepared, "letters.test").expect("is owed");
}

async fn viewer(app: &TestApp) -> Browser<'_> {
    signed_in(app, "vi@coalition.example", Role::Viewer, &[LETTER]).await
}

#[rocket::async_test]
async fn the_plan_says_who_would_receive_it_by_which_rule_and_what_is_missing() {
    let app = signed().await;
    let viewer = viewer(&app).await;
    let page = viewer.get(PAGE).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for words in [
        "The Secretary of Labor",
        "Other recipients",
        "To be emailed",
        "labor-secretary@agency.example",
        "No members of Congress are imported",
        "1 individual",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("I checked this plan"), "a viewer changes nothing");
    let none = viewer.get(&format!("{PAGE}?show=without-email")).await.body;
    assert!(none.contains("No offices here"), "{none}");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM bundles"),
        0,
        "nothing was composed"
    );
}

#[rocket::async_test]
async fn a_checked_plan_tells_later_what_changed() {
    let app = signed().await;
    let editor = editor(&app).await;
    let page = told(&editor, PAGE, &[("action", "check")]).await;
    assert!(page.contains("Checked the plan of a delivery to 1 office"), "{page}");
    assert!(
        page.contains("by ed@coalition.example") && page.contains("Changed (0)"),
        "{page}"
    );
    assert!(acts(&app).contains(&"plan-checked".to_owned()));
    let removed = app
        .worker
        .store
        .write_now(|tx| undersigned::offices::store::remove_contacts(tx, "recipient:labor-secretary", None));
    removed.expect("is removed");
    let page = editor.get(&format!("{PAGE}?show=changed")).await.body;
    assert!(
        page.contains("New email address") && page.contains("No email address"),
        "{page}"
    );
}

#[rocket::async_test]
async fn what_is_queued_can_be_canceled_and_downloaded_as_it_was_frozen() {
    let app = signed().await;
    delivered(&app);
    let (editor, viewer) = (editor(&app).await, viewer(&app).await);
    let page = viewer.get(OFFICE).await.body;
    assert!(page.contains("In the queue"), "{page}");
    let (_, link) = page.split_once("/pdf/").expect("a link");
    let code = link.split('"').next().expect("closed");
    let pdf = viewer.get(&format!("{OFFICE}/pdf/{code}")).await;
    assert_eq!((pdf.status, pdf.header("Content-Type")), (200, "application/pdf"));
    assert!(pdf.header("Content-Disposition").contains("attachment; filename=\""));
    assert_eq!(viewer.get(&format!("{OFFICE}/pdf/AAAA-AAAA")).await.status, 404);
    let table = |format: &str| format!("{OFFICE}/table/{code}/{format}");
    assert_eq!(viewer.get(&table("csv")).await.status, 403);
    let csv = editor.get(&table("csv")).await;
    assert_eq!(
        (csv.status, csv.header("Content-Type")),
        (200, "text/csv; charset=utf-8")
    );
    assert!(
        csv.body.contains("Name,City,State") && csv.body.contains("Individual,"),
        "{}",
        csv.body
    );
    let xlsx = editor.get(&table("xlsx")).await;
    assert_eq!(xlsx.status, 200);
    assert!(
        xlsx.header("Content-Disposition").ends_with(".xlsx\""),
        "{}",
        xlsx.header("Content-Disposition")
    );
    let exported = acts(&app).into_iter().filter(|act| act == "signers-exported").count();
    assert_eq!(exported, 2, "both are in the audit log");
    assert_eq!(editor.get(&table("pdf")).await.status, 404);
    let page = told(&editor, PAGE, &[("action", "cancel")]).await;
    assert!(page.contains("Canceled 1 email to an office"), "{page}");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'bundle' AND state = 'queued'"),
        0
    );
}

#[rocket::async_test]
async fn an_office_acknowledges_answers_and_has_a_position() {
    let app = signed().await;
    let editor = editor(&app).await;
    let refused = editor.post(OFFICE, &[("kind", "answered"), ("way", "")]).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("has not reached this office yet"),
        "{}",
        refused.body
    );
    let note = "Left with <b>Ana</b> at the desk";
    let delivered = [("kind", "delivered"), ("way", "in-person"), ("note", note), ("on", "")];
    let page = told(&editor, OFFICE, &delivered).await;
    assert!(page.contains("Delivered another way · In person"), "{page}");
    assert!(page.contains("Left with &lt;b&gt;Ana&lt;/b&gt; at the desk"), "{page}");
    let answered = [("kind", "answered"), ("way", "email"), ("note", "Thanks"), ("on", "")];
    let page = told(&editor, OFFICE, &answered).await;
    assert!(page.contains("Answered · By email"), "{page}");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM answers"), 1);
    let public = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(
        public.contains("Answered by 1 office") && !public.contains("Thanks"),
        "{public}"
    );
    let page = told(&editor, OUTLOOK, &[("action", "position"), ("position", "undecided")]).await;
    assert!(page.contains("value=\"undecided\" selected"), "{page}");
    let days = [
        ("action", "follow-up"),
        ("follow_up_on", "2026-12-31"),
        ("follow_up_note", "Ask, again"),
    ];
    told(&editor, OUTLOOK, &days).await;
    let calendar = editor.get(&format!("{OFFICE}/follow-up.ics")).await;
    assert!(
        calendar.body.contains("DTSTART;VALUE=DATE:20261231\r\n"),
        "{}",
        calendar.body
    );
    assert!(calendar.body.contains("Ask\\, again"), "{}", calendar.body);
    let csv = editor
        .get("/staff/letters/protect-temporary-visa-workers/record/csv")
        .await;
    let rows: Vec<&str> = csv.body.lines().collect();
    assert_eq!(rows.len(), 3, "{}", csv.body);
    assert!(
        rows[1].contains("undecided,2026-12-31") && rows[1].contains("answered,email,Thanks"),
        "{}",
        rows[1]
    );
    assert!(acts(&app).contains(&"record-exported".to_owned()));
    let last = app.count("SELECT MAX(id) AS n FROM office_record").to_string();
    let page = told(&editor, OUTLOOK, &[("action", "remove"), ("entry", &last)]).await;
    assert!(page.contains("Removed.") && !page.contains("Thanks"), "{page}");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM answers"),
        0,
        "the answer is removed with its entry"
    );
}

#[rocket::async_test]
async fn a_file_is_kept_for_staff_and_offered_only_as_a_download() {
    let app = signed().await;
    let editor = editor(&app).await;
    let html = "<script>alert(1)</script>";
    let fields = [("kind", "note"), ("way", ""), ("on", ""), ("note", "A card")];
    let sent = editor
        .upload(OFFICE, &fields, ("../Réponse.HTML", html.as_bytes()))
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = editor.get(OFFICE).await.body;
    assert!(page.contains("reponse.html"), "{page}");
    let id = app.count("SELECT MAX(id) AS n FROM office_record");
    let file = editor.get(&format!("{OFFICE}/files/{id}")).await;
    assert_eq!(file.body, html);
    assert_eq!(file.header("Content-Type"), "application/octet-stream");
    assert_eq!(
        file.header("Content-Disposition"),
        "attachment; filename=\"reponse.html\""
    );
    assert_eq!(file.header("X-Content-Type-Options"), "nosniff");
    let other = "/staff/letters/protect-temporary-visa-workers/delivery/member:X000001";
    assert_eq!(editor.get(&format!("{other}/files/{id}")).await.status, 404);
}

#[rocket::async_test]
async fn an_office_that_the_letter_never_went_to_has_no_page() {
    let app = signed().await;
    let editor = editor(&app).await;
    let other = "/staff/letters/protect-temporary-visa-workers/delivery/member:X000009";
    assert_eq!(editor.get(other).await.status, 404);
    let entered = editor
        .post(other, &[("kind", "met"), ("way", "phone"), ("on", "")])
        .await;
    assert_eq!(entered.status, 404);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM office_record"), 0);
}
