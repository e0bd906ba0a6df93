//! The invented campaign.

use std::collections::BTreeMap;

use undersigned::demonstration::{BESIDE_A_SERVICE, Campaign, fill_letter};
use undersigned::letters::Slug;
use undersigned::letters::library::Library;
use undersigned::locale::Locales;
use undersigned::signatures::store::search;
use undersigned::store::ServiceLock;
use undersigned::web::App;

use crate::app::{LETTER, TestApp};

#[rocket::async_test]
#[expect(clippy::too_many_lines, reason = "most of it is the table of what must be there")]
async fn an_invented_campaign_has_every_state_level_and_mark_that_staff_meet() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let before = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(!before.contains("Demonstration"), "real names need no banner");
    let locales = Locales::load().expect("messages");
    let library = Library::load(std::path::Path::new("letters"), &locales).expect("letters");
    let slug = Slug::parse(LETTER).expect("a slug");
    let letter = library.letter(&slug).expect("a letter");
    let config = app.client.rocket().state::<App>().expect("managed").config.clone();
    let store = &app.worker.store;
    let campaign = Campaign {
        organizations: 60,
        people: 700,
    };
    let counted = fill_letter(store, &config, letter, campaign, &|_| {}).expect("fills");
    assert_eq!(counted, 760);
    let read = |db: &undersigned::store::Read<'_>| search::states(db, LETTER);
    let states: BTreeMap<(String, &str), u64> = store
        .read_now(read)
        .expect("reads")
        .into_iter()
        .map(|(state, kind, n)| ((state.to_string(), kind.as_str()), n))
        .collect();
    let of = |state: &str, kind: &str| states.get(&(state.to_owned(), kind)).copied().unwrap_or(0);
    assert_eq!((of("confirmed", "organization"), of("confirmed", "person")), (60, 701));
    for (state, kind) in [
        ("pending", "person"),
        ("withdrawn", "person"),
        ("rejected", "person"),
        ("held", "person"),
        ("pending", "organization"),
        ("awaiting", "organization"),
        ("held", "organization"),
        ("disowned", "organization"),
        ("rejected", "organization"),
        ("withdrawn", "organization"),
    ] {
        assert!(of(state, kind) > 0, "{kind} {state}: {states:?}");
    }
    for level in ["own-domain", "other-address", "staff"] {
        let sql = format!("SELECT COUNT(*) AS n FROM organizations WHERE verification = '{level}'");
        assert!(app.count(&sql) > 0, "{level}");
    }
    for mark in [
        "role",
        "disposable",
        "hurried",
        "free-mail",
        "other-names",
        "new-contact",
    ] {
        let sql = format!("SELECT COUNT(*) AS n FROM signatures WHERE ',' || flags || ',' LIKE '%,{mark},%'");
        assert!(app.count(&sql) > 0, "{mark}");
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE NOT demonstration"),
        1,
        "all others are marked as invented"
    );
    let links = "SELECT COUNT(*) AS n FROM links l JOIN signatures s ON s.id = l.signature WHERE s.demonstration";
    assert_eq!(app.count(links), 0, "nobody holds a link");
    let mails = "SELECT COUNT(*) AS n FROM outbox WHERE state = 'queued'";
    assert_eq!(app.count(mails), 0, "nobody is mailed");
    assert!(
        app.count("SELECT COUNT(*) AS n FROM editions WHERE signed") > 0,
        "the text is guarded"
    );
    // The page from before is kept for some seconds.
    app.worker.clock.shift(60);
    let banner = "Demonstration: this page includes made-up names.";
    for path in ["", "/signers/people", "/signers/organizations"] {
        let page = app.get(&format!("/en/letters/{LETTER}{path}")).await.body;
        assert!(page.contains(banner), "{path}");
    }
    let again = fill_letter(store, &config, letter, campaign, &|_| {}).expect("fills");
    assert_eq!(again, 0, "a second run adds nothing twice");
}

#[rocket::async_test]
async fn beside_a_service_no_write_of_a_campaign_is_large() {
    let app = TestApp::start().await;
    let config = app.parts().config.clone();
    let locales = Locales::load().expect("messages");
    let library = Library::load(std::path::Path::new("letters"), &locales).expect("letters");
    let letter = library.letter(&Slug::parse(LETTER).expect("a slug")).expect("a letter");
    let largest = std::cell::Cell::new(0);
    let fill = |people| {
        largest.set(0);
        let campaign = Campaign {
            organizations: 3,
            people,
        };
        let hears = |more| largest.set(largest.get().max(more));
        fill_letter(&app.worker.store, &config, letter, campaign, &hears).expect("fills")
    };
    let serves = ServiceLock::beside(&config.store.path).expect("is free");
    assert_eq!(fill(100), 103);
    assert_eq!(largest.get(), u64::from(BESIDE_A_SERVICE));
    drop(serves);
    assert_eq!(fill(400), 300);
    assert!(
        largest.get() > u64::from(BESIDE_A_SERVICE),
        "alone it need not wait for anybody"
    );
}
