//! Whoever took a signature back and signs anew: what staff saw of an organization is true of it still, under another of its own names
//! too, and under a name that would be held; what they approved stays approved; and each update is sent once.

use undersigned::store::{Read, StoreError, params};

use crate::app::TestApp;
use crate::deciding::{link, say};
use crate::updates::UPDATE;

const DAY: i64 = 86_500;

#[rocket::async_test]
async fn staffs_verification_carries_over_to_the_same_organization() {
    let city = [("legal_name", "City of Salinas"), ("listed_name", "City of Salinas")];
    let shorter = [("listed_name", "Harvest Workers Union")];
    for (before, anew) in [(&[][..], &shorter[..]), (&city, &city)] {
        let app = TestApp::start().await;
        let contact = [("email", "sam@gmail.com")];
        app.sign_organization(&[&contact, before].concat()).await;
        let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
        app.post(&confirm, &[]).await;
        assert!(app.approve(1, Some("called the office")));
        app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
        app.sign_organization(&[&contact, anew].concat()).await;
        let confirm = app.link().await;
        let page = app.post(&confirm, &[]).await.body;
        assert!(page.contains("Your signature is now counted."), "{anew:?}: {page}");
        let seen =
            "SELECT COUNT(*) AS n FROM organizations WHERE verification = 'staff' AND evidence = 'called the office'";
        assert_eq!(app.count(seen), 1, "{anew:?}");
    }
}

/// Returns the history of a signature, oldest first: who did what, and the resulting state.
fn history(app: &TestApp, id: i64) -> Vec<String> {
    let sql = "SELECT actor || ' ' || act || ': ' || state_after AS it FROM signature_events WHERE signature = ?1 ORDER BY number";
    let read = move |db: &Read<'_>| db.all(sql, params![id], |row| row.get::<String>("it"));
    app.worker.store.read_now(read).expect("reads")
}

/// Withdraws a signature, and signs anew as the same organization with some fields changed; returns the page before the press, and after.
async fn anew(app: &TestApp, own: &str, fields: &[(&str, &str)]) -> (String, String) {
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    // The mailbox has its quota of another day.
    app.worker.clock.shift(DAY);
    app.sign_organization(fields).await;
    let confirm = app.link().await;
    let before = app.get(&confirm).await.body;
    (before, app.post(&confirm, &[]).await.body)
}

#[rocket::async_test]
async fn what_staff_approved_stays_approved_and_its_history_goes_on() {
    let wait = "before we count it";
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    assert!(
        app.post(&confirm, &[]).await.body.contains("before we count it"),
        "it waits at first"
    );
    assert!(app.approve(1, None));
    let mut known = vec![
        "signer approval: held".to_owned(),
        "staff approved: confirmed".to_owned(),
    ];
    assert_eq!(history(&app, 1), known);
    // It does not matter how often it is withdrawn.
    for _ in 0..2 {
        let (before, after) = anew(&app, &own, &[]).await;
        assert!(!before.contains(wait), "{before}");
        assert!(after.contains("Your signature is now counted."), "{after}");
        assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
        known.extend(["signer withdrawn: withdrawn", "signer approved-before: confirmed"].map(str::to_owned));
        assert_eq!(history(&app, app.count("SELECT id AS n FROM signatures")), known);
    }
    // Another name or website needs another approval.
    let (_, after) = anew(&app, &own, &[("listed_name", "Quite Another Circle")]).await;
    assert!(!after.contains("Your signature is now counted."), "{after}");
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 0);
    let (_, after) = anew(&app, &own, &[]).await;
    assert!(
        !after.contains("Your signature is now counted."),
        "what waited was never approved: {after}"
    );
}

#[rocket::async_test]
async fn what_staff_rejected_or_held_again_was_not_approved() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    assert!(app.approve(1, None));
    // Its contact renames it, and withdraws it before staff have reviewed it.
    app.post(&own, &[("listed_name", "Quite Another Circle")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'held'"),
        1
    );
    let (_, after) = anew(&app, &own, &[]).await;
    assert!(!after.contains("Your signature is now counted."), "{after}");
}

#[rocket::async_test]
async fn staff_need_not_see_two_organizations_of_one_name_beside_each_other_again() {
    let app = TestApp::start().await;
    let forger = [
        ("email", "forger@gmail.com"),
        ("website", ""),
        ("contact_name", "Somebody Else"),
        ("city", "Fresno"),
    ];
    app.sign_organization(&[]).await;
    app.post(&app.link().await, &[]).await;
    app.sign_organization(&forger).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let held = "SELECT COUNT(*) AS n FROM signatures WHERE id = 2 AND state = 'held'";
    assert_eq!(app.count(held), 1);
    assert!(app.approve(2, None));
    let staff = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'rivals'";
    let told = app.count(staff);
    let (_, after) = anew(&app, &own, &forger).await;
    assert!(after.contains("Your signature is now counted."), "{after}");
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 2);
    assert_eq!(app.count(staff), told, "nobody is asked the same again");
    // Another organization of the name is another question.
    let third = [
        ("email", "kim@gmail.com"),
        ("website", ""),
        ("contact_name", "One More"),
        ("city", "Visalia"),
    ];
    app.sign_organization(&third).await;
    app.post(&app.link().await, &[]).await;
    let held = "SELECT COUNT(*) AS n FROM signatures WHERE email = 'kim@gmail.com' AND state = 'held'";
    assert_eq!(app.count(held), 1);
}

#[rocket::async_test]
async fn a_person_whom_staff_let_through_is_not_held_for_the_same_flood_again() {
    let app = TestApp::with("[default.quotas]\ncounted_per_day_per_domain = 2").await;
    for email in ["ana@cheap.example", "bo@cheap.example"] {
        app.sign_and_confirm("en", &[("email", email), ("name", "Ana Ruiz")])
            .await;
    }
    app.sign("en", &[("email", "cy@cheap.example"), ("name", "Ana Ruiz")])
        .await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let id = app.count("SELECT id AS n FROM signatures WHERE email = 'cy@cheap.example' AND state = 'held'");
    assert!(app.approve(id, None));
    for (name, counted) in [("Ana Ruiz", true), ("Eve Stranger", false)] {
        app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
        app.worker.clock.shift(DAY);
        let signed = app
            .sign_and_confirm("en", &[("email", "cy@cheap.example"), ("name", name)])
            .await;
        assert_eq!(
            signed.body.contains("Your signature is now counted."),
            counted,
            "{name}: {}",
            signed.body
        );
    }
}

#[rocket::async_test]
async fn news_comes_once_however_often_its_reader_signs() {
    let app = TestApp::start().await;
    let mails = |state: &str| {
        app.count(&format!(
            "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'update' AND state = '{state}'"
        ))
    };
    let owe = || app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("owes");
    let ana = [("updates", "yes")];
    app.sign_and_confirm("en", &ana).await;
    let own = app.link_to("/my-signature/").await;
    assert_eq!(owe(), 1);
    // It is withdrawn and signed anew while the mail is queued.
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    app.sign("en", &ana).await;
    change(
        &app,
        "UPDATE outbox SET due_at = due_at + 3600000000 WHERE kind = 'update'",
    )
    .await;
    let link = app.link_to("/confirm/").await;
    app.post(&link, &[]).await;
    change(
        &app,
        "UPDATE outbox SET due_at = due_at - 3600000000 WHERE kind = 'update'",
    )
    .await;
    app.mails().await;
    assert_eq!((mails("sent"), mails("moot")), (1, 0), "it came");
    assert_eq!(owe(), 0, "and comes no second time");
    // The same holds after it was sent.
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    app.sign_and_confirm("en", &ana).await;
    assert_eq!(owe(), 0);
}

#[rocket::async_test]
async fn news_that_never_left_comes_to_whoever_wishes_for_it_again() {
    let app = TestApp::start().await;
    let owe = || app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("owes");
    let ana = [("updates", "yes")];
    app.sign_and_confirm("en", &ana).await;
    let own = app.link_to("/my-signature/").await;
    assert_eq!(owe(), 1);
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    app.mails().await;
    let moot = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'update' AND state = 'moot'";
    assert_eq!(app.count(moot), 1, "nobody wished for it");
    app.sign_and_confirm("en", &ana).await;
    assert_eq!(owe(), 1);
    let news = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'update' AND state = 'sent'";
    app.mails().await;
    assert_eq!(app.count(news), 1);
}

async fn change(app: &TestApp, sql: &'static str) {
    let changed = app.worker.store.write(move |tx| tx.execute(sql, [])).await;
    changed.map_err(|error: StoreError| error.to_string()).expect("changes");
}

#[rocket::async_test]
async fn what_staff_approved_without_evidence_stays_approved_when_a_board_decides_anew() {
    let board = [
        ("authorized", ""),
        ("board", "Kim Lee <kim@harvest.example>\nLuz Ríos, luz@gmail.com"),
    ];
    for (fields, expected) in [
        (&board[..], "confirmed"),
        // Staff have not seen it under that name.
        (
            &[&board[..], &[("listed_name", "Salinas Police Department")]].concat(),
            "held",
        ),
    ] {
        let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
        app.sign_organization(&board).await;
        let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
        app.post(&confirm, &[]).await;
        let approve = link(&app, "kim@harvest.example", "/approve/").await;
        say(&app, &approve, &[("answer", "approve")]).await;
        assert!(app.review(1, true));
        anew(&app, &own, fields).await;
        let approve = link(&app, "kim@harvest.example", "/approve/").await;
        say(&app, &approve, &[("answer", "approve")]).await;
        let state = format!(
            "SELECT COUNT(*) AS n FROM signatures WHERE state = '{expected}' AND flags NOT LIKE '%approved-before%'"
        );
        assert_eq!(app.count(&state), 1, "{expected}: {:?}", history(&app, 2));
    }
}
