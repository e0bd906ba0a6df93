//! A restored backup knows what was erased, withdrawn, closed and mailed after it was made.

use std::process::Command;

use undersigned::backup::restore::{Overwrite, Restored, TakenBack, restore};
use undersigned::config::Config;
use undersigned::email::EmailAddress;
use undersigned::signatures::store::{self, MailRefusal, Mailbox};
use undersigned::store::{Store, StoreError, Tx, erasures};

use crate::app::{LETTER, TestApp};
use crate::deciding::{asked, say};

/// Signs as a person and confirms; returns the path of the own page.
async fn signed(app: &TestApp, name: &str) -> String {
    let email = format!("{}@example.org", name.to_lowercase());
    let fields = [("name", name), ("email", &email), ("updates", "yes")];
    app.sign_and_confirm("en", &fields).await;
    app.link_to("/my-signature/").await
}

fn mailbox(app: &TestApp, name: &str, work: impl FnOnce(&Tx<'_>, &Mailbox) + Send + 'static) {
    let email = EmailAddress::parse(&format!("{name}@example.org")).expect("an address");
    let mailbox = Mailbox::new(&app.parts().config.secret, LETTER, &email);
    let done = app.worker.store.write_now(move |tx| {
        work(tx, &mailbox);
        Ok::<_, StoreError>(())
    });
    done.expect("is written");
}

fn reopen(app: &TestApp, name: &str) {
    let secret = app.parts().config.secret.clone();
    let email = EmailAddress::parse(&format!("{name}@example.org")).expect("an address");
    let work = move |tx: &Tx<'_>| store::reopen(tx, &secret, &[LETTER.to_owned()], &email);
    assert!(app.worker.store.write_now(work).expect("is written"));
}

/// Makes a backup, beside the running service.
pub fn back_up(app: &TestApp) {
    let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .arg("backup")
        .arg(app.folder.path().join("backup"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .envs(crate::app::stored_in(&app.folder.path().join("test.db")))
        .env("UNDERSIGNED_DELIVERY__FOLDER", app.folder.path().join("bundles"))
        .output()
        .expect("runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// Restores the backup in another place, beside which the later erasures are recorded.
pub fn elsewhere(app: &TestApp) -> (Config, Restored) {
    let mut config = Config::clone(&app.parts().config);
    let before = config.store.path;
    let place = app.folder.path().join("elsewhere");
    std::fs::create_dir(&place).expect("is made");
    config.store.path = place.join("test.db");
    config.delivery.folder = place.join("bundles");
    let ledger = |path: &std::path::Path| erasures::Ledger::beside(path).file().to_owned();
    std::fs::copy(ledger(&before), ledger(&config.store.path)).expect("copies");
    let restored = restore(&config, &app.folder.path().join("backup"), Overwrite::No).expect("restores");
    (config, restored)
}

#[rocket::async_test]
async fn a_restore_signs_staff_out_and_brings_no_removed_account_back() {
    use crate::staff_area::{Browser, PASSWORD, remove, with_password};
    use undersigned::staff::role::Role;

    let app = TestApp::start().await;
    if app.worker.store.is_shared() {
        return;
    }
    with_password(&app, "ana@coalition.example", Role::Owner).await;
    let left = with_password(&app, "bo@coalition.example", Role::Owner).await;
    back_up(&app);
    remove(&app, left);
    let (config, restored) = elsewhere(&app);
    assert_eq!(restored.erased, 1);
    let store = Store::open(&config.store.path, 1).expect("opens");
    let accounts = "SELECT email AS line FROM staff_accounts";
    assert_eq!(lines(&store, accounts), ["ana@coalition.example"]);
    let open = "SELECT browser AS line FROM staff_sessions UNION ALL SELECT 'a link' FROM staff_links";
    assert_eq!(lines(&store, open), Vec::<String>::new());
    // The service that goes on is not concerned.
    let mut browser = Browser::new(&app);
    assert_eq!(browser.sign_in("ana@coalition.example", PASSWORD).await.status, 303);
}

pub fn lines(store: &Store, sql: &'static str) -> Vec<String> {
    let found = store.read_now(|db| db.all(sql, [], |row| row.get("line")));
    found.map_err(|error: StoreError| error.to_string()).expect("reads")
}

#[rocket::async_test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: each step begins where the last one ended"
)]
async fn withdrawals_after_the_backup_are_repeated_by_a_restore() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    let own = [
        signed(&app, "Ana").await,
        signed(&app, "Bo").await,
        signed(&app, "Cy").await,
        signed(&app, "Di").await,
        signed(&app, "Ed").await,
    ];
    let ([dolores, ..], board) = asked(&app, &[("approvals", "2")]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    let now = app.worker.clock.now();
    mailbox(&app, "gil", move |tx, it| {
        it.close(tx, MailRefusal::Everything, now).expect("closes");
    });
    app.mails().await;
    app.sign("en", &[("name", "Fay"), ("email", "fay@example.org")]).await;
    back_up(&app);

    app.post(&format!("{}/withdraw", own[0]), &[("sure", "yes")]).await;
    app.post(&own[1], &[("listing", "initial")]).await;
    assert!(app.reject(3));
    app.post(&format!("{}/remove", own[3]), &[("sure", "yes")]).await;
    assert!(
        app.reject(5) && app.approve(5, None),
        "staff took it off, and thought again"
    );
    mailbox(&app, "hal", move |tx, it| {
        it.close(tx, MailRefusal::Letter, now).expect("closes");
    });
    reopen(&app, "gil");

    let (config, restored) = elsewhere(&app);
    assert_eq!((restored.erased, restored.uncertain), (1, 1));
    let again = TakenBack {
        signatures: 2,
        news: 1,
        mailboxes: 1,
        ..TakenBack::default()
    };
    assert_eq!(restored.taken_back, again);
    let store = crate::app::open(&config.store.path);
    let signatures = "SELECT s.id || ' ' || COALESCE(p.name, 'organization') || ' ' || s.state || CASE WHEN s.consent IS NULL THEN '' ELSE ', news' END AS line
       FROM signatures s LEFT JOIN people p ON p.signature = s.id ORDER BY s.id";
    assert_eq!(
        lines(&store, signatures),
        [
            "1 Ana withdrawn, news",
            "2 Bo confirmed",
            "3 Cy rejected, news",
            "5 Ed confirmed, news",
            "6 organization awaiting",
            "7 Fay pending",
        ]
    );
    assert_eq!(lines(&store, "SELECT CAST(people AS TEXT) AS line FROM tally"), ["2"]);
    let doubtful = "SELECT state || ' ' || recipient AS line FROM outbox WHERE state NOT IN ('sent', 'moot')";
    assert_eq!(
        lines(&store, doubtful),
        ["uncertain fay@example.org"],
        "nobody knows whether it went out"
    );
    // Nobody knows whom a reminder reached since: of those who have not decided, each is taken for reminded.
    let reminded = "SELECT name AS line FROM deciders WHERE reminded_at IS NOT NULL ORDER BY id";
    assert_eq!(lines(&store, reminded), ["Kim Lee", "Luz Ríos"]);
    let known = |store: &Store| store.read_now(erasures::known).expect("reads");
    assert!(known(&store).is_superset(&known(&app.worker.store)));
    let secret = config.secret.clone();
    let closed = store.read_now(move |db| {
        let of = |name: &str| {
            let email = EmailAddress::parse(&format!("{name}@example.org")).expect("an address");
            Mailbox::new(&secret, LETTER, &email).is_closed(db)
        };
        Ok::<_, StoreError>([of("gil")?, of("hal")?])
    });
    assert_eq!(closed.expect("reads"), [false, true]);
    drop(board);
}

#[rocket::async_test]
async fn what_a_person_shows_after_the_backup_is_what_a_restore_shows() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    let full = [
        ("listing", "full"),
        ("title", "Nurse"),
        ("affiliation", "Clinic"),
        ("comment", "Please act."),
    ];
    for name in ["Ana Ruiz", "Bo Ray", "Cy Gil", "Di Paz"] {
        let email = format!("{}@example.org", &name[..2]);
        let own = [("name", name), ("email", email.as_str())];
        app.sign("en", &full.iter().copied().chain(own).collect::<Vec<_>>())
            .await;
        let confirm = app.link_to("/confirm/").await;
        app.post(&confirm, &[]).await;
    }
    let own: Vec<String> = app
        .mails()
        .await
        .iter()
        .filter_map(|(_, _, text)| {
            Some(format!(
                "/en/my-signature/{}",
                &text.split_once("/en/my-signature/")?.1[..43]
            ))
        })
        .collect();
    back_up(&app);

    let but = |field: &'static str, value: &'static str| {
        let changed = full
            .iter()
            .map(move |(name, kept)| (*name, if *name == field { value } else { kept }));
        changed.collect::<Vec<_>>()
    };
    app.post(&own[0], &but("listing", "unlisted")).await;
    app.post(&own[1], &but("affiliation", "")).await;
    app.post(&own[2], &but("listing", "unlisted")).await;
    app.post(&own[2], &but("listing", "initial")).await;

    let (config, restored) = elsewhere(&app);
    let TakenBack { listings, words, .. } = restored.taken_back;
    assert_eq!((listings, words), (2, 1));
    let store = crate::app::open(&config.store.path);
    let shown = "SELECT s.listed_name || ' ' || s.listing || COALESCE(', ' || p.title, '') || COALESCE(', ' || p.affiliation, '')
       || COALESCE(', ' || p.comment, '') AS line FROM signatures s JOIN people p ON p.signature = s.id ORDER BY s.id";
    assert_eq!(
        lines(&store, shown),
        [
            "Ana R. unlisted, Nurse, Clinic, Please act.",
            "Bo Ray full",
            "Cy G. initial, Nurse, Clinic, Please act.",
            "Di Paz full, Nurse, Clinic, Please act.",
        ]
    );
    let tally = "SELECT people || ' ' || unlisted AS line FROM tally";
    assert_eq!(lines(&store, tally), ["3 1"]);
}

#[rocket::async_test]
async fn a_name_that_was_changed_after_the_backup_is_not_shown_as_it_was() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    let initial = [("name", "María García López"), ("listing", "initial")];
    for email in ["ana@example.org", "bo@example.org"] {
        app.sign_and_confirm("en", &[&initial[..], &[("email", email)]].concat())
            .await;
    }
    let own: Vec<String> = app.mails().await.iter().map(|(_, _, text)| own_link(text)).collect();
    let (harvest, _) = organization(&app).await;
    back_up(&app);

    let page = app.post(&own[0], &[("short_name", "M. L.")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(
        app.post(&harvest, &[("listed_name", "Harvest Workers Union")])
            .await
            .status,
        200
    );

    let (config, restored) = elsewhere(&app);
    let TakenBack {
        listings,
        unlisted,
        renamed,
        handed_over,
        ..
    } = restored.taken_back;
    assert_eq!((listings, unlisted, renamed, handed_over), (0, 1, 1, 0));
    let store = crate::app::open(&config.store.path);
    let shown = "SELECT id || ' ' || listing || ' ' || flags AS line FROM signatures ORDER BY id";
    assert_eq!(lines(&store, shown), ["1 unlisted ", "2 initial ", "3 full renamed"]);
    let tally = "SELECT people || ' ' || unlisted || ' ' || organizations AS line FROM tally";
    assert_eq!(lines(&store, tally), ["1 1 1"]);
}

/// Returns the path of the own page that a mail leads to.
fn own_link(text: &str) -> String {
    let (_, rest) = text.split_once("/en/my-signature/").expect("a link");
    format!("/en/my-signature/{}", &rest[..43])
}

/// Signs for an organization and confirms; returns the path of its own page, and the contact's address.
async fn organization(app: &TestApp) -> (String, &'static str) {
    app.sign_organization(&[("updates", "yes")]).await;
    let (confirm, own) = (app.link_to("/confirm/").await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    (own, "sam@harvest.example")
}

#[rocket::async_test]
async fn a_contact_who_handed_over_after_the_backup_does_not_speak_for_the_organization_again() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::start().await;
    let (own, sam) = organization(&app).await;
    back_up(&app);
    let to = [
        ("next_name", "Jo Sample"),
        ("next_title", "Organizer"),
        ("next_email", "jo@harvest.example"),
    ];
    app.post(&format!("{own}/contact"), &to).await;
    let accept = app.link_to("/contact/").await;
    app.post(&accept, &[("answer", "accept")]).await;

    let (config, restored) = elsewhere(&app);
    assert_eq!(restored.taken_back.handed_over, 1);
    let store = crate::app::open(&config.store.path);
    let marked = "SELECT email || ' ' || state || ' ' || flags || CASE WHEN consent IS NULL THEN '' ELSE ', news' END AS line FROM signatures";
    assert_eq!(lines(&store, marked), [format!("{sam} confirmed contact-lost")]);
    store.close();

    // A service over the restored database: neither the old link nor a new one opens the page.
    let place = tempfile::tempdir().expect("a folder");
    for file in ["test.db", "secret.key"] {
        std::fs::copy(config.store.path.with_file_name(file), place.path().join(file)).expect("copies");
    }
    let again = TestApp::begin(place, "").await.expect("starts");
    let page = again.get(&own).await;
    assert!(page.status == 410 || page.status == 404, "{}", page.body);
    again.post("/en/my-signatures", &[("email", sam)]).await;
    assert_eq!(again.mails().await.len(), 0, "no link goes to the earlier contact");
}
