//! The details of a letter's signers are erased some time after its delivery, and what the public list shows stays.

use undersigned::letters::live_library::LiveLibrary;
use undersigned::retention::details;
use undersigned::store::{StoreError, Tx, params};

use crate::app::{LETTER, TestApp};
use crate::erasing::{assert_gone, assert_held};
use crate::restoring::{back_up, elsewhere, lines};

const DAY: i64 = 86_400;

/// From the time of a test to 30 days after the letter closes, in seconds.
pub const DUE: i64 = 89 * DAY + 10 * 3_600;

/// Starts a service whose letter erases the details of its signers after 30 days.
pub async fn start() -> TestApp {
    let table = "[retention]\nerase_after_days = 30\n\n[delivery]\n";
    TestApp::with_file("letter.toml", "[delivery]\n", table).await
}

/// Runs a round, and returns how many signatures it erased the details of.
pub async fn round(app: &TestApp) -> usize {
    let library = app.client.rocket().state::<LiveLibrary>().expect("managed").now();
    let (store, clock) = (&app.worker.store, &app.worker.clock);
    let done = details::erase_due(store, &library, clock, clock.now()).await;
    done.expect("erases")
}

/// Signs as a person and confirms; returns the path of the own page.
pub async fn signed(app: &TestApp, name: &str, listing: &str) -> String {
    let email = format!(
        "{}.canary@flowers.example",
        name.split(' ').next().expect("a name").to_lowercase()
    );
    let fields = [
        ("name", name),
        ("email", &email),
        ("listing", listing),
        ("city", "Canaryville"),
        ("postal_code", "93799"),
        ("title", "Canary keeper"),
        ("comment", "My canary words."),
        ("updates", "yes"),
    ];
    app.sign_and_confirm("en", &fields).await;
    app.link_to("/my-signature/").await
}

/// Signs for an organization whose board approves; returns the path of its contact's page.
async fn organization(app: &TestApp) -> String {
    let fields = [
        ("contact_name", "Citlali Canarias"),
        ("contact_title", "Canary secretary"),
        ("email", "citlali@harvest.example"),
        ("phone", "(202) 555-0187"),
        ("authorized", ""),
        ("board", "Metztli Otherperson <metztli@harvest.example>"),
        ("updates", "yes"),
    ];
    assert_eq!(app.sign_organization(&fields).await.status, 200);
    let (confirm, own) = (app.link_to("/confirm/").await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let approve = app.link_to("/approve/").await;
    app.post(&approve, &[("answer", "approve")]).await;
    own
}

/// What is erased, whoever it was of.
const ERASED: &[&str] = &[
    "canary@flowers",
    "93799",
    "canary words",
    "Quauhtli",
    "Nobody",
    "Withdrawn",
    "Citlali",
    "citlali",
    "Canary secretary",
    "555-0187",
    "Metztli",
    "metztli",
    "Canary evidence",
    "Canary reason",
];

/// Returns what the public sees.
async fn public(app: &TestApp) -> Vec<String> {
    let mut seen = Vec::new();
    for party in ["people", "organizations"] {
        let page = app
            .get(&format!("/en/letters/{LETTER}/signers/{party}?state=CA"))
            .await
            .body;
        let (_, list) = page.split_once("<main").expect("a page");
        seen.push(list.split("</main>").next().unwrap_or_default().to_owned());
    }
    seen.push(
        app.get(&format!("/en/letters/{LETTER}/signers/organizations.csv"))
            .await
            .body,
    );
    seen
}

const TALLY: &str = "SELECT organizations * 100 + people * 10 + unlisted AS n FROM tally";

#[rocket::async_test]
async fn after_their_time_details_are_in_no_file_and_the_list_stays() {
    let app = start().await;
    let full = signed(&app, "Ximena Flores", "full").await;
    signed(&app, "Xochiquetzal Quauhtli", "initial").await;
    signed(&app, "Unseen Nobody", "unlisted").await;
    let withdrawn = signed(&app, "Wanda Withdrawn", "full").await;
    app.post(&format!("{withdrawn}/withdraw"), &[("sure", "yes")]).await;
    let contact = organization(&app).await;
    app.mails().await;
    let noted = app.worker.store.write_now(|tx| {
        let sql = "INSERT INTO provenance (signature, evidence, unasked, at) VALUES (1, 'Canary evidence', 'Canary reason', 0)";
        tx.execute(sql, [])
    });
    assert_eq!(noted.map_err(|error: StoreError| error.to_string()), Ok(1));
    undersigned::signatures::indexing::catch_up_all(&app.worker.store, &app.worker.clock).expect("indexes");
    if !crate::app::is_on_server() {
        assert_held(&app, ERASED);
    }
    assert_eq!(app.count(TALLY), 121);
    app.worker.clock.shift(DUE - DAY);
    app.mails().await;
    assert_eq!(round(&app).await, 0, "it is a day too early");
    let before = public(&app).await;
    assert!(
        before[0].contains("Ximena Flores") && before[0].contains("Canary keeper"),
        "{}",
        before[0]
    );
    app.worker.clock.shift(DAY);
    assert_eq!(round(&app).await, 5);
    if !crate::app::is_on_server() {
        assert_gone(&app, ERASED).await;
        assert_held(
            &app,
            &["Ximena Flores", "Canary keeper", "Canaryville", "Xochiquetzal Q."],
        );
    }
    assert_eq!(app.count(TALLY), 121);
    assert_eq!(public(&app).await, before);
    let left = "SELECT COUNT(*) AS n FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
       WHERE s.email <> '' OR s.asker_key LIKE '%@%' OR s.signer_key LIKE '%@%' OR s.mail_domain IS NOT NULL OR s.consent IS NOT NULL OR p.district_found IS NOT NULL
         OR o.contact_name <> '' OR o.phone IS NOT NULL OR s.state <> 'confirmed'";
    assert_eq!(app.count(left), 0);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox WHERE recipient <> ''"), 0);
    for own in [&full, &contact] {
        let page = app.get(own).await;
        assert_eq!(
            (page.status, page.body.contains("deleted your contact details")),
            (410, true),
            "{}",
            page.body
        );
        let data = app.get(&format!("{own}/data")).await;
        assert_eq!(data.status, 410);
    }
    assert_eq!(round(&app).await, 0, "it is done once");
    let logged = "SELECT COUNT(*) * 100 + SUM(counted) AS n FROM audit WHERE act = 'details-erased' AND via = 'service' AND account IS NULL";
    assert_eq!(app.count(logged), 105, "one entry for the round");
}

#[rocket::async_test]
async fn emails_to_offices_that_wait_put_it_off_and_the_last_delivery_begins_the_time() {
    let app = start().await;
    signed(&app, "Ximena Flores", "full").await;
    let sent = |sql: &'static str| {
        app.worker
            .store
            .write_now(move |tx| tx.execute(sql, []))
            .expect("writes")
    };
    sent("INSERT INTO bundles (letter, revision, digest, composed_at) SELECT letter, 1, edition, 1 FROM signatures");
    sent(
        "INSERT INTO deliveries (bundle, office, office_name, salutation, file, sha256, planned_at)
       SELECT id, 'member:A', 'A', 'Dear A:', 'a.pdf', digest, 1 FROM bundles",
    );
    sent(
        "INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, at_most_once, due_at, created_at)
       SELECT 'bundle', id, '{}', 'a@house.example', 'a@b', TRUE, 9000000000000000, 1 FROM deliveries",
    );
    app.worker.clock.shift(DUE);
    assert_eq!(round(&app).await, 0, "an email waits");
    let now = app.worker.clock.now().as_microsecond();
    let arrive = move |tx: &Tx<'_>| {
        let sql = "UPDATE outbox SET state = 'sent', settled_at = ?1 WHERE kind = 'bundle'";
        tx.execute(sql, params![now])
    };
    app.worker.store.write_now(arrive).expect("writes");
    app.worker.clock.shift(29 * DAY);
    assert_eq!(round(&app).await, 0, "it was delivered 29 days ago");
    app.worker.clock.shift(DAY + 60);
    assert_eq!(round(&app).await, 1);
    let kept = "SELECT COUNT(*) AS n FROM outbox WHERE recipient = 'a@house.example'";
    assert_eq!(app.count(kept), 1, "the record of the delivery stays");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM bundles WHERE erased_from IS NOT NULL"),
        1
    );
}

#[rocket::async_test]
async fn a_round_of_many_is_done_in_portions_and_one_that_was_interrupted_goes_on() {
    let app = start().await;
    signed(&app, "Ximena Flores", "full").await;
    let many = |tx: &Tx<'_>| {
        for n in 0..249_i64 {
            tx.execute(
                "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city, country, lang,
                   revision, edition, created_at, confirmed_at, counted_at, state_at)
                 SELECT letter, kind, state, asker_key || '-' || ?1, signer_key || '-' || ?1, email, listed_name, sort_name, listing, city, country, lang,
                   revision, edition, created_at, confirmed_at, counted_at, state_at FROM signatures WHERE id = 1",
                params![n.to_string()],
            )?;
        }
        Ok::<_, StoreError>(())
    };
    app.worker.store.write_now(many).expect("writes");
    let now = app.worker.clock.now();
    let first = move |tx: &Tx<'_>| undersigned::signatures::store::details::erase_next(tx, LETTER, now);
    let portion = app.worker.store.write_now(first).expect("erases");
    assert_eq!((portion.erased, portion.is_last), (100, false));
    app.worker.clock.shift(DUE);
    assert_eq!(round(&app).await, 150);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures WHERE email <> ''"), 0);
    let logged = "SELECT SUM(counted) AS n FROM audit WHERE act = 'details-erased'";
    assert_eq!(
        app.count(logged),
        250,
        "those before the interruption are counted as well"
    );
}

#[rocket::async_test]
async fn a_backup_that_still_has_the_details_loses_them_when_it_is_restored() {
    if crate::app::is_on_server() {
        return;
    }
    let app = start().await;
    signed(&app, "Ximena Flores", "full").await;
    back_up(&app);
    signed(&app, "Xochiquetzal Quauhtli", "initial").await;
    app.worker.clock.shift(DUE);
    assert_eq!(round(&app).await, 2);
    let (config, restored) = elsewhere(&app);
    assert_eq!((restored.erased, restored.taken_back.details), (0, 1));
    let store = crate::app::open(&config.store.path);
    let shown = "SELECT listed_name || ' ' || email AS line FROM signatures";
    assert_eq!(lines(&store, shown), ["Ximena Flores "]);
}

#[rocket::async_test]
async fn a_letter_whose_folder_is_gone_lets_go_of_the_details_as_its_settings_said() {
    let app = start().await;
    signed(&app, "Ximena Flores", "full").await;
    let letters = app.folder.path().join("letters");
    std::fs::rename(letters.join(LETTER), app.folder.path().join("elsewhere")).expect("is moved");
    crate::gone::is_gone(&app).await;
    app.worker.clock.shift(DUE - DAY);
    assert_eq!(round(&app).await, 0, "it is a day too early");
    let (_, told) = crate::details_told::command(&app, &["retention", "run", "--dry-run"]);
    assert!(
        told.contains("the details of 1 signature are erased from 2027-02-28"),
        "{told}"
    );
    app.worker.clock.shift(DAY);
    assert_eq!(round(&app).await, 1);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures WHERE email <> ''"), 0);
    // Settings that were changed before the folder went hold as they were last.
    assert_eq!(app.count("SELECT erase_after_days AS n FROM retention_terms"), 30);
}

#[rocket::async_test]
async fn a_restored_backup_loses_what_an_organization_and_staff_had_written_as_well() {
    if crate::app::is_on_server() {
        return;
    }
    let app = start().await;
    organization(&app).await;
    let recorded = crate::intake::with(crate::intake::ANA, &[("email", "ana.canary@flowers.example")]);
    crate::intake::record(&app, undersigned::letters::Party::Person, &recorded);
    app.mails().await;
    back_up(&app);
    app.worker.clock.shift(DUE);
    assert_eq!(round(&app).await, 2);
    let (config, restored) = elsewhere(&app);
    assert_eq!((restored.erased, restored.taken_back.details), (0, 2));
    let store = crate::app::open(&config.store.path);
    for left in [
        "SELECT email AS line FROM signatures WHERE email <> ''",
        "SELECT email AS line FROM deciders",
        "SELECT contact_name || COALESCE(phone, '') AS line FROM organizations WHERE contact_name <> ''",
        "SELECT evidence AS line FROM provenance WHERE evidence <> ''",
        "SELECT recipient AS line FROM outbox WHERE recipient <> ''",
    ] {
        assert_eq!(lines(&store, left), Vec::<String>::new(), "{left}");
    }
    assert_eq!(
        lines(&store, "SELECT listed_name AS line FROM signatures ORDER BY id").len(),
        2
    );
}
