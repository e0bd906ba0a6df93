//! Erased means gone: no byte of a person is in any file beside the database after they asked for erasure.

use std::path::Path;
use std::time::Duration;
use undersigned::organizations::store::invitations;
use undersigned::retention;

use undersigned::store::{StoreError, Tx};

use crate::app::{LETTER, TestApp, on_disk};

/// Waits until the write-ahead log is empty, as it soon is after an erasure, even on a busy machine.
async fn wiped(app: &TestApp) {
    let log = app.folder.path().join("test.db-wal");
    for _ in 0..6_000 {
        if std::fs::metadata(&log).map_or(0, |it| it.len()) == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the log is never emptied");
}

/// Returns the files below a folder that contain a text, in UTF-8 or UTF-16.
fn holding(folder: &Path, text: &str) -> Vec<String> {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = utf16.iter().flat_map(|it| it.to_le_bytes()).collect();
    let big: Vec<u8> = utf16.iter().flat_map(|it| it.to_be_bytes()).collect();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            found.extend(holding(&entry.path(), text));
            continue;
        }
        let bytes = on_disk(&entry.path());
        let held = [text.as_bytes(), &little, &big]
            .iter()
            .any(|needle| bytes.windows(needle.len()).any(|it| it == *needle));
        if held {
            found.push(entry.path().display().to_string());
        }
    }
    found
}

pub async fn assert_gone(app: &TestApp, canaries: &[&str]) {
    wiped(app).await;
    for canary in canaries {
        let found = holding(app.folder.path(), canary);
        assert_eq!(found, Vec::<String>::new(), "{canary} is still there");
    }
}

pub fn assert_held(app: &TestApp, canaries: &[&str]) {
    for canary in canaries {
        assert!(!holding(app.folder.path(), canary).is_empty(), "{canary} was stored");
    }
}

/// Returns the path of the link of this kind in the newest mail to an address.
async fn link(app: &TestApp, to: &str, kind: &str) -> String {
    let mails = app.mails().await;
    let (_, _, text) = mails.iter().rev().find(|(it, ..)| it == to).expect("a mail");
    let mut links = text
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("http://letters.test"));
    links.find(|it| it.contains(kind)).expect("a link").to_owned()
}

/// Quotas that let many sign from one place.
pub const MANY: &str = "[default.quotas]\nsignings_per_hour_per_address = 100000\nsignings_per_hour_per_range = 100000\n\
    signings_per_hour_per_domain = 100000\nunusual_per_ten_minutes = 100000\nunusual_per_domain = 100000\n\
    counted_per_day_per_domain = 100000\n";

const PERSON: &[(&str, &str)] = &[
    ("name", "Xochiquetzal Quauhtli"),
    ("email", "xochi.canary+tag@flowers-canary.example"),
    ("city", "Canaryville"),
    ("postal_code", "93799"),
    ("listing", "full"),
    ("title", "Canary keeper"),
    ("affiliation", "Canary house"),
    ("comment", "My canary words for the offices."),
    ("updates", "yes"),
];
const OF_PERSON: &[&str] = &[
    "Xochiquetzal",
    SORTED_BY,
    "Quauhtli",
    "xochi.canary",
    "flowers-canary",
    "Canaryville",
    "93799",
    "Canary keeper",
    "Canary house",
    "canary words",
];

/// The first bytes of the name's sort key, which happen to be readable.
const SORTED_BY: &str = "YG/9;KS3Q]+A";

#[test]
fn the_canary_survives_in_the_sort_key() {
    let key = undersigned::locale::order::name_key("Xochiquetzal Quauhtli");
    assert!(key.starts_with(SORTED_BY.as_bytes()), "{key:?}");
}

#[rocket::async_test]
async fn data_that_a_person_deletes_is_in_no_file() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::with(MANY).await;
    for n in 0..60 {
        let email = format!("somebody-{n}@example.org");
        app.sign("en", &[("email", &email), ("name", &format!("Ana {n}"))])
            .await;
    }
    app.sign_and_confirm("en", PERSON).await;
    app.post(
        "/en/my-signatures",
        &[("email", "xochi.canary+tag@flowers-canary.example")],
    )
    .await;
    app.mails().await;
    assert_held(&app, OF_PERSON);
    let own = link(&app, "xochi.canary+tag@flowers-canary.example", "/my-signature/").await;
    let gone = app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!(gone.status, 200, "{}", gone.body);
    assert_gone(&app, OF_PERSON).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM erasures"), 1);
    assert_eq!(app.count("SELECT people AS n FROM tally"), 0);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM outbox WHERE recipient <> ''"),
        60,
        "everyone else's stays"
    );
}

#[rocket::async_test]
async fn a_mail_that_was_not_sent_yet_is_not_sent_to_who_was_erased() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", PERSON).await;
    let own = link(&app, "xochi.canary+tag@flowers-canary.example", "/my-signature/").await;
    let sent = app.mails().await.len();
    app.post(
        "/en/my-signatures",
        &[("email", "xochi.canary+tag@flowers-canary.example")],
    )
    .await;
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_gone(&app, OF_PERSON).await;
    assert_eq!(app.mails().await.len(), sent);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox WHERE state = 'queued'"), 0);
}

#[rocket::async_test]
async fn a_person_who_was_signed_for_and_says_so_is_in_no_file() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    app.sign("en", PERSON).await;
    let not_us = link(&app, "xochi.canary+tag@flowers-canary.example", "/not-us/").await;
    assert_held(&app, OF_PERSON);
    app.post(&not_us, &[("sure", "yes")]).await;
    assert_gone(&app, OF_PERSON).await;
}

#[rocket::async_test]
async fn corrected_data_is_in_no_file() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    app.sign("en", PERSON).await;
    let own = link(&app, "xochi.canary+tag@flowers-canary.example", "/my-signature/").await;
    app.post(
        &own,
        &[("name", "Ana Prueba"), ("listing", "full"), ("comment", "Other words.")],
    )
    .await;
    assert_gone(&app, &["Xochiquetzal", "Quauhtli", "canary words"]).await;
    assert_held(&app, &["Ana Prueba", "Other words.", "xochi.canary"]);
}

#[rocket::async_test]
async fn what_nobody_confirmed_is_in_no_file_when_its_time_is_over() {
    let app = TestApp::start().await;
    app.sign("en", PERSON).await;
    app.mails().await;
    let days = app.parts().config.signing.unconfirmed_kept_days;
    app.worker.clock.shift(i64::from(days) * 86_400 + 60);
    let (store, clock) = (&app.worker.store, &app.worker.clock);
    let kept = &app.parts().config.signing;
    let forgotten = retention::once(store, clock, kept).await;
    assert_eq!(forgotten.expect("forgets"), 1);
    assert_gone(&app, OF_PERSON).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM erasures"),
        0,
        "a restored backup forgets it by itself"
    );
}

const ORGANIZATION: &[(&str, &str)] = &[
    ("legal_name", "The Harvest Workers Union"),
    ("listed_name", "Harvest Workers Union"),
    ("contact_name", "Citlali Canarias"),
    ("contact_title", "Canary secretary"),
    ("email", "citlali@canary-harvest.example"),
    ("phone", "(202) 555-0187"),
    ("website", "canary-harvest.example"),
    ("public_email", "office@canary-harvest.example"),
];
const OF_ORGANIZATION: &[&str] = &["Citlali", "citlali", "Canary secretary", "555-0187", "office@canary"];

#[rocket::async_test]
async fn what_an_organizations_contact_deletes_is_in_no_file_with_those_who_were_named() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    let invite = |tx: &Tx<'_>| {
        let guest = invitations::Guest {
            name: "Harvest Workers Union".to_owned(),
            email: Some("Citlali@canary-harvest.example".to_owned()),
            note: Some("Citlali is a friend".to_owned()),
            ..Default::default()
        };
        let now = "2026-11-01T00:00:00Z".parse().expect("a time");
        invitations::Book::of(tx, LETTER)?.invite(tx, &guest, now)
    };
    app.worker.store.write_now(invite).expect("invites");
    let saved = [ORGANIZATION, &[("save", "yes")]].concat();
    assert_eq!(app.sign_organization(&saved).await.status, 200);
    let signed = [ORGANIZATION, &[("updates", "yes")]].concat();
    app.sign_organization(&signed).await;
    let confirm = link(&app, "citlali@canary-harvest.example", "/confirm/").await;
    app.post(&confirm, &[]).await;
    let own = link(&app, "citlali@canary-harvest.example", "/my-signature/").await;
    let named = [
        ("next_name", "Metztli Otherperson"),
        ("next_title", "President"),
        ("next_email", "metztli@canary-harvest.example"),
    ];
    app.post(&format!("{own}/contact"), &named).await;
    app.mails().await;
    assert_held(&app, OF_ORGANIZATION);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM saved_forms"), 1);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM handovers"),
        1,
        "a contact was named"
    );
    let gone = app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!(gone.status, 200, "{}", gone.body);
    assert_gone(&app, OF_ORGANIZATION).await;
    assert_gone(&app, &["Metztli", "metztli"]).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM saved_forms"), 0);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM invitations WHERE name = 'Harvest Workers Union'"),
        1,
        "staff still know whom they invited"
    );
}

#[rocket::async_test]
async fn a_saved_form_that_is_deleted_is_in_no_file() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    let saved = [ORGANIZATION, &[("save", "yes")]].concat();
    assert_eq!(app.sign_organization(&saved).await.status, 200);
    let draft = link(&app, "citlali@canary-harvest.example", "/draft/").await;
    assert_held(&app, OF_ORGANIZATION);
    assert_eq!(app.post(&format!("{draft}/remove"), &[]).await.status, 200);
    assert_gone(&app, OF_ORGANIZATION).await;
}

#[rocket::async_test]
async fn nothing_of_many_who_are_deleted_one_after_another_stays_in_the_middle_of_pages() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::with(MANY).await;
    let name = |n: u32| format!("Canary{:08x}", n.wrapping_mul(2_654_435_761));
    for n in 0..250 {
        let (name, padding) = (name(n), "words ".repeat((n % 40) as usize));
        let email = format!("{}@example.org", name.to_lowercase());
        let signed = app
            .sign("en", &[("name", &name), ("email", &email), ("comment", &padding)])
            .await;
        assert_eq!(signed.status, 200, "{}", signed.body);
    }
    let erase = |tx: &Tx<'_>| {
        let ids = tx.all("SELECT id FROM signatures WHERE id % 5 <> 0", [], |row| row.get("id"))?;
        for id in ids {
            let now = "2026-12-01T12:00:00Z".parse().expect("a time");
            undersigned::signatures::store::erase(tx, id, now)?;
        }
        Ok::<_, StoreError>(())
    };
    app.worker.store.write_now(erase).expect("erases");
    wiped(&app).await;
    let file = on_disk(&app.folder.path().join("test.db"));
    let is_in = |text: &str| file.windows(text.len()).any(|it| it == text.as_bytes());
    for n in 0..250 {
        let stays = (n + 1) % 5 == 0;
        assert_eq!(is_in(&name(n)), stays, "{n}");
        assert_eq!(is_in(&name(n).to_lowercase()), stays, "{n}");
    }
}
