//! Decisions about all that a filter or a rule finds, in portions, and their undo.

use undersigned::review::bulk::{self, Step, Work};
use undersigned::review::store::jobs;
use undersigned::staff::role::Role;

use super::signers::{SHEET, editor, told};
use super::{Browser, acts, after, says, signed_in};
use crate::app::{LETTER, TestApp};

const BULK: &str = "/staff/letters/protect-temporary-visa-workers/bulk";
const UNDO: &str = "/staff/letters/protect-temporary-visa-workers/undo";

/// Adds people who count, with addresses of a domain.
fn add(app: &TestApp, number: usize, domain: &'static str) {
    let now = app.worker.clock.now().as_microsecond();
    let work = move |tx: &undersigned::store::Tx<'_>| {
        for n in 0..number {
            let sql = "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city, region, country, lang,
                 revision, edition, created_at, confirmed_at, counted_at, state_at)
               VALUES (?1, 'person', 'confirmed', ?2, ?2, ?2, 'Jo Doe', ?4, 'full', 'Waco', 'TX', 'US', 'en', 1, ?5, ?3, ?3, ?3, ?3)";
            let address = format!("jo{n}@{domain}");
            let id: Option<undersigned::signatures::ids::SignatureId> = tx.insert(
                sql,
                undersigned::store::params![LETTER, address, now, &b"jo"[..], &[0_u8; 32][..]],
            )?;
            let sql = "INSERT INTO people (signature, name, postal_code) VALUES (?1, ?2, '76701')";
            let name = if n % 2 == 0 { "Jo Doe" } else { "Jim Roe" };
            tx.execute(sql, undersigned::store::params![id, name])?;
        }
        let sql = "INSERT INTO tally (letter, revision, people) VALUES (?1, 1, ?2)
           ON CONFLICT (letter, revision) DO UPDATE SET people = tally.people + excluded.people";
        tx.execute(
            sql,
            undersigned::store::params![LETTER, i64::try_from(number).unwrap_or(0)],
        )?;
        let sql = "INSERT INTO tally_places (letter, kind, place, listed) VALUES (?1, 'person', 'TX', ?2)
           ON CONFLICT (letter, kind, place) DO UPDATE SET listed = tally_places.listed + excluded.listed";
        tx.execute(
            sql,
            undersigned::store::params![LETTER, i64::try_from(number).unwrap_or(0)],
        )
    };
    app.worker.store.write_now(work).expect("adds");
}

fn work(app: &TestApp) -> Work {
    Work {
        store: app.worker.store.clone(),
        config: std::sync::Arc::clone(&app.parts().config),
        mail_domain: app.worker.mailer.domain().to_owned(),
    }
}

/// Sends the form of a page that shows what matches; returns the page of the decision.
async fn decide(browser: &Browser<'_>, page: &str, decision: &[(&str, &str)]) -> String {
    let form = page
        .split("name=\"expected\"")
        .next()
        .and_then(|it| it.rsplit("<form").next())
        .expect("a form");
    let mut fields: Vec<(String, String)> = form
        .split("<input type=\"hidden\" name=\"")
        .skip(1)
        .filter_map(|rest| {
            let (name, rest) = rest.split_once('"')?;
            Some((name.to_owned(), after(rest, "value=\"").to_owned()))
        })
        .filter(|(name, _)| name != "token")
        .collect();
    for name in ["expected", "seen-at", "seen-until"] {
        fields.push((
            name.to_owned(),
            after(page, &format!("name=\"{name}\" value=\"")).to_owned(),
        ));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    told(browser, BULK, &[&fields[..], decision].concat()).await
}

fn people(app: &TestApp) -> i64 {
    app.count("SELECT people AS n FROM tally")
}

#[rocket::async_test]
async fn all_that_match_are_decided_as_they_were_shown_and_put_back() {
    let app = TestApp::start().await;
    add(&app, 650, "wave.example");
    add(&app, 3, "family.example");
    let editor = editor(&app).await;
    let page = editor
        .get(&format!("{BULK}?kind=person&mail-domain=wave.example"))
        .await
        .body;
    says(
        &page,
        &["650 signatures match now.", "Counted: 650", "jo0@wave.example"],
    );
    // One comes, and one changes, while staff look.
    app.worker.clock.shift(60);
    add(&app, 1, "late.wave.example");
    let sql = "UPDATE signatures SET email = 'late@wave.example', created_at = created_at + 60000000 WHERE email LIKE '%late%'";
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("changes");
    let moved = "UPDATE signatures SET state_at = state_at + 60000000 WHERE email = 'jo7@wave.example'";
    app.worker
        .store
        .write_now(move |tx| tx.execute(moved, []))
        .expect("changes");
    let page = decide(&editor, &page, &[("decision", "hold")]).await;
    says(
        &page,
        &["In progress", "650 signatures matched", "499 signatures decided"],
    );
    // The rest follows in the background, also after a restart.
    bulk::all(&work(&app)).await.expect("works");
    let path = after(&page, "button quiet\" href=\"").to_owned();
    let page = editor.get(&path).await.body;
    for words in [
        "Done",
        "649 signatures decided",
        "1 signature had changed in the meantime",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(people(&app), 5, "three others, the late one and the changed one");
    let held = "SELECT COUNT(*) AS n FROM signatures WHERE state = 'held' AND held_for = 'by-staff'";
    assert_eq!(app.count(held), 649);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM decisions WHERE task IS NOT NULL"),
        0
    );
    assert!(acts(&app).ends_with(&["bulk-begun".to_owned(), "signatures-held".to_owned()]));
    // A colleague approves one; the others are put back.
    let id = app.count("SELECT MIN(id) AS n FROM signatures WHERE state = 'held'");
    assert!(app.approve(id, None));
    let decision = after(&page, "name=\"decision\" value=\"").to_owned();
    let page = told(&editor, UNDO, &[("decision", &decision), ("back", SHEET)]).await;
    assert!(page.contains("Undoing"), "{page}");
    bulk::all(&work(&app)).await.expect("works");
    let page = editor.get(&path).await.body;
    says(&page, &["Undone", "648 signatures are as they were before"]);
    assert_eq!((people(&app), app.count(held)), (654, 0));
    // There is nothing left to undo.
    told(&editor, UNDO, &[("decision", &decision), ("back", SHEET)]).await;
    assert_eq!(acts(&app).iter().filter(|act| *act == "decisions-undone").count(), 1);
}

#[rocket::async_test]
async fn two_machines_decide_about_each_signature_once() {
    let app = TestApp::start().await;
    add(&app, 730, "wave.example");
    let editor = editor(&app).await;
    let page = editor
        .get(&format!("{BULK}?kind=all&mail-domain=wave.example"))
        .await
        .body;
    decide(&editor, &page, &[("decision", "hold")]).await;
    let (one, other) = (work(&app), work(&app));
    let unfinished = app.worker.store.read_now(jobs::unfinished).expect("reads");
    let id = unfinished[0];
    loop {
        let (first, second) = tokio::join!(bulk::step(&one, id), bulk::step(&other, id));
        if first.expect("works") == Step::Last || second.expect("works") == Step::Last {
            break;
        }
    }
    let events = "SELECT COUNT(*) AS n FROM signature_events WHERE act = 'by-staff'";
    assert_eq!(app.count(events), 730);
    assert_eq!(app.count("SELECT decided AS n FROM decisions"), 730);
}

#[rocket::async_test]
async fn a_rule_finds_a_wave_and_its_pattern_is_in_no_address() {
    let app = TestApp::start().await;
    add(&app, 4, "wave.example");
    app.sign_and_confirm("en", &[("name", "100% Doe"), ("email", "a@family.example")])
        .await;
    app.sign_and_confirm("en", &[("name", "Ángel Íñiguez"), ("email", "angel@family.example")])
        .await;
    let editor = editor(&app).await;
    let page = editor.get(BULK).await.body;
    assert!(page.contains("Find signatures by what they have in common"), "{page}");
    let network = after(page.split("Network: ").nth(1).unwrap_or_default(), "").to_owned();
    let digits: String = network.chars().take(12).collect();
    let found = editor.get(&format!("{BULK}?kind=all&network={digits}")).await.body;
    says(&found, &["2 signatures match now.", "100% Doe", "Ángel Íñiguez"]);
    for (pattern, number) in [
        ("J* doe", "2 signatures match"),
        ("*ROE", "2 signatures match"),
        ("100%*", "1 signature matches"),
        ("J_*", "0 signatures match"),
        ("Ángel *", "1 signature matches"),
        ("*ÍÑIGUEZ", "1 signature matches"),
        ("angel*", "0 signatures match"),
    ] {
        let sent = editor.post(BULK, &[("kind", "all"), ("pattern", pattern)]).await;
        let to = sent.header("Location").to_owned();
        assert!(to.contains("like=") && !to.contains("pattern"), "{to}");
        let page = editor.get(&to).await.body;
        assert!(page.contains(number), "{pattern}: {page}");
    }
    for (field, words) in [
        ("mail-domain=nonsense", "Enter a domain"),
        ("network=12", "Enter the 12 letters"),
        ("from=soon", "Enter a date and time"),
    ] {
        let seen = editor.get(&format!("{BULK}?{field}")).await;
        assert!(
            seen.status == 422 && seen.body.contains(words),
            "{field}: {}",
            seen.body
        );
    }
    let window = editor
        .get(&format!("{BULK}?kind=all&from=2000-01-01T00:00&until=2000-01-02T00:00"))
        .await
        .body;
    assert!(window.contains("0 signatures match now."), "{window}");
}

/// The form of a page that showed signatures without a filter.
fn unfiltered(decision: &str) -> [(&str, &str); 5] {
    [
        ("kind", "all"),
        ("expected", "2"),
        ("seen-at", "1"),
        ("seen-until", "9"),
        ("decision", decision),
    ]
}

#[rocket::async_test]
async fn a_wave_is_rejected_with_a_reason_behind_the_emails_that_single_people_wait_for() {
    let app = TestApp::start().await;
    add(&app, 2, "wave.example");
    let editor = editor(&app).await;
    let page = editor
        .get(&format!("{BULK}?kind=all&mail-domain=wave.example"))
        .await
        .body;
    let fields = unfiltered("reject");
    let filtered = [&fields[..], &[("mail-domain", "wave.example")]].concat();
    let again = editor.post(BULK, &filtered).await;
    assert!(
        again.status == 422 && again.body.contains("Choose a reason."),
        "{}",
        again.body
    );
    let page = decide(
        &editor,
        &page,
        &[("decision", "reject"), ("reason", "offensive"), ("tell", "yes")],
    )
    .await;
    assert!(page.contains("2 signatures decided") && page.contains("Done"), "{page}");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'reviewed' AND bulk AND state = 'queued'"),
        2
    );
    // Without a filter, nothing is decided.
    let seen = editor.post(BULK, &unfiltered("hold")).await;
    assert_eq!(seen.status, 422);
    let other = signed_in(
        &app,
        "other@coalition.example",
        Role::Editor,
        &["asylum-not-temporary-visas"],
    )
    .await;
    let decision = app.count("SELECT MAX(id) AS n FROM decisions");
    let theirs = "/staff/letters/asylum-not-temporary-visas";
    assert_eq!(other.get(&format!("{theirs}/decisions/{decision}")).await.status, 404);
    other
        .post(
            &format!("{theirs}/undo"),
            &[("decision", &decision.to_string()), ("back", "/staff")],
        )
        .await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'rejected'"),
        2
    );
}
