//! Supplements: an office gets only the signers who are new since the bundles that it has, once, and all its tables together hold everyone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use undersigned::delivery::deliver::{self, DeliveryContext, DeliveryOptions, Planned, Prepared, SendError, Stale};
use undersigned::delivery::dispatch::NotAgain;
use undersigned::delivery::state::DeliveryState;
use undersigned::delivery::store;
use undersigned::delivery::{Manifest, OfficeEntry};
use undersigned::email::EmailAddress;
use undersigned::offices::contacts::Contact;
use undersigned::offices::store as offices;
use undersigned::shelf::Shelf;

use crate::app::{LETTER, TestApp};
use crate::delivering::{library, parts, prepare, signed_after};
use crate::shelves;

const LABOR: &str = "recipient:labor-secretary";
const FARMS: &str = "recipient:agriculture-secretary";

const TWO: &str = r#"[[delivery.recipients]]
key = "agriculture-secretary"
name = "The Secretary of Agriculture"
address = ["U.S. Department of Agriculture"]
salutation = "Dear Secretary:"

[[delivery.recipients]]
key = "labor-secretary""#;

/// Ana signed; the letter goes to two agencies with an address each.
async fn two_agencies() -> TestApp {
    signed_after(|text| {
        text.replace(
            "[[delivery.recipients]]\nkey = \"labor-secretary",
            TWO.trim_end_matches('"'),
        )
    })
    .await
}

/// Signs; returns the signer's own page.
async fn sign(app: &TestApp, name: &str) -> String {
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "-"));
    app.sign_and_confirm("en", &[("name", name), ("email", &email), ("listing", "full")])
        .await;
    app.link_to("/my-signature/").await
}

fn supplement() -> DeliveryOptions {
    DeliveryOptions {
        without: vec!["congress".to_owned()],
        supplement: true,
        ..DeliveryOptions::default()
    }
}

fn planned(context: DeliveryContext<'_>) -> Planned {
    deliver::plan(context, &supplement(), &mut |_| {}).expect("is planned")
}

fn composed(context: DeliveryContext<'_>) -> Prepared {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_undersigned"));
    deliver::prepare(context, planned(context), program, &|| {}, &mut |_| {}).expect("is composed")
}

/// Sends supplements; returns how many mails were enqueued.
fn send(app: &TestApp) -> usize {
    let library = library(app);
    let context = parts(app, &library);
    if planned(context).plan.mails.is_empty() {
        return 0;
    }
    app.worker.clock.shift(3600);
    deliver::send(context, composed(context), "letters.test").expect("is owed")
}

/// Delivers the letter itself; returns how many mails were enqueued.
fn deliver_letter(app: &TestApp) -> usize {
    let library = library(app);
    let context = parts(app, &library);
    deliver::send(context, prepare(context), "letters.test").expect("is owed")
}

fn change(app: &TestApp, sql: &'static str) {
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("changes");
}

/// Gives the Department of Agriculture an address, or takes it.
fn address(app: &TestApp, known: bool) {
    let now = app.worker.clock.now();
    let contact = Contact {
        office: FARMS.to_owned(),
        email: EmailAddress::parse("farms@agency.example").expect("an address"),
        name: None,
        source: "a call".to_owned(),
        verified_on: "2026-11-01".parse().expect("a day"),
    };
    let put = app.worker.store.write_now(move |tx| {
        if known {
            offices::put_contacts(tx, &[contact], now).map(drop)
        } else {
            offices::remove_contacts(tx, FARMS, None).map(drop)
        }
    });
    put.map_err(|error: undersigned::store::StoreError| error.to_string())
        .expect("writes");
}

/// All frozen bundles, oldest first: the digest of each, and its manifest.
fn bundles(app: &TestApp) -> Vec<([u8; 32], Manifest)> {
    let folder = &app.parts().config.delivery.folder;
    let shelf = Shelf::of(folder, &app.worker.store);
    let digests = app.worker.store.read_now(|db| {
        db.all("SELECT digest FROM bundles ORDER BY id", [], |row| {
            row.get::<[u8; 32]>("digest")
        })
    });
    let manifest = |digest| {
        let text = app
            .worker
            .store
            .read_now(|db| shelf.manifest(db, digest))
            .expect("reads");
        (digest, serde_json::from_slice(&text).expect("a manifest"))
    };
    digests.expect("reads").into_iter().map(manifest).collect()
}

fn entry<'m>(manifest: &'m Manifest, office: &str) -> Option<&'m OfficeEntry> {
    manifest.offices.iter().find(|it| it.office == office)
}

/// The names in each table that an office was sent, oldest first.
fn tables(app: &TestApp, office: &str) -> Vec<BTreeSet<String>> {
    let folder = &app.parts().config.delivery.folder;
    let key = office.to_owned();
    let sent = app.worker.store.read_now(move |db| {
        let sql = "SELECT b.digest FROM deliveries d JOIN bundles b ON b.id = d.bundle WHERE d.office = ?1";
        db.all(sql, [key.as_str()], |row| row.get::<[u8; 32]>("digest"))
    });
    let (sent, bundles) = (sent.expect("reads"), bundles(app));
    let of_office = bundles
        .iter()
        .filter(|(digest, _)| sent.contains(digest))
        .filter_map(|(digest, manifest)| Some((digest, entry(manifest, office)?)));
    let names = of_office.map(|(digest, entry)| {
        let table = shelves::read(folder, &app.worker.store, *digest, &entry.csv.file);
        let mut reader = csv::Reader::from_reader(table.as_slice());
        let rows = reader.records().map(|row| row.expect("a row")[2].to_owned());
        rows.collect()
    });
    names.collect()
}

fn names(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|name| (*name).to_owned()).collect()
}

/// Returns number, new and total of each mail of the next round, by office; zeros for the whole letter.
fn next(app: &TestApp) -> BTreeMap<String, (u32, u64, u64)> {
    let library = library(app);
    let plan = planned(parts(app, &library)).plan;
    let numbers = |office: &OfficeEntry| {
        let it = office.supplement.as_ref();
        it.map_or((0, 0, 0), |it| (it.number, it.new, it.total))
    };
    let mails = plan.mails.iter();
    mails
        .map(|it| (it.office.office.clone(), numbers(&it.office)))
        .collect()
}

#[rocket::async_test]
async fn an_office_gets_only_who_is_new_and_all_its_tables_together_hold_everyone_once() {
    let app = two_agencies().await;
    let bea = sign(&app, "Bea Ruiz").await;
    address(&app, false);
    assert_eq!(deliver_letter(&app), 1, "agriculture has no address");
    app.mails().await;
    assert_eq!((next(&app).len(), send(&app)), (0, 0), "there is nothing new");
    sign(&app, "Cy Ruiz").await;
    sign(&app, "Dee Ruiz").await;
    app.post(&format!("{bea}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!(next(&app), [(LABOR.to_owned(), (1, 2, 3))].into());
    assert_eq!(send(&app), 1);
    assert_eq!(send(&app), 0, "an email that waits is not sent again");
    app.mails().await;
    assert_eq!((next(&app).len(), send(&app)), (0, 0), "it has all of them now");
    address(&app, true);
    sign(&app, "Eve Ruiz").await;
    let both = [(LABOR.to_owned(), (2, 1, 4)), (FARMS.to_owned(), (0, 0, 0))];
    assert_eq!(next(&app), both.into());
    assert_eq!(send(&app), 2);
    app.mails().await;
    sign(&app, "Flo Ruiz").await;
    let both = [(LABOR.to_owned(), (3, 1, 5)), (FARMS.to_owned(), (1, 1, 5))];
    assert_eq!(next(&app), both.into());
    assert_eq!(send(&app), 2);
    app.mails().await;
    let present = names(&["Ana G.", "Cy Ruiz", "Dee Ruiz", "Eve Ruiz", "Flo Ruiz"]);
    let got = tables(&app, LABOR);
    let first = names(&["Ana G.", "Bea Ruiz"]);
    assert_eq!(got[..2], [first, names(&["Cy Ruiz", "Dee Ruiz"])]);
    for (office, withdrawn) in [(LABOR, names(&["Bea Ruiz"])), (FARMS, names(&[]))] {
        let mut union = BTreeSet::new();
        let got = tables(&app, office);
        for name in got.iter().flatten() {
            assert!(union.insert(name.clone()), "{office}: {name} twice in {got:?}");
        }
        assert_eq!(&union - &withdrawn, present, "{office}");
    }
    let [letter, one, two, three] = bundles(&app).try_into().expect("four bundles");
    assert_eq!([letter.1.round, one.1.round, two.1.round, three.1.round], [0, 1, 2, 3]);
    let before = |bundle: &([u8; 32], Manifest), office| {
        let it = entry(&bundle.1, office).expect("it gets one").supplement.clone();
        it.map(|it| (it.after, it.after_code))
    };
    let is =
        |bundle: &([u8; 32], Manifest)| Some((undersigned::letters::Digest(bundle.0).hex(), bundle.1.code.clone()));
    assert_eq!(before(&one, LABOR), is(&letter));
    assert_eq!((before(&two, LABOR), before(&two, FARMS)), (is(&one), None));
    assert_eq!((before(&three, LABOR), before(&three, FARMS)), (is(&two), is(&two)));
    // Whose signatures each bundle brings: the withdrawn one is in the first alone.
    let brought = "SELECT COUNT(*) AS n FROM bundle_signers WHERE bundle = ";
    let brought = |bundle: u32| app.count(&format!("{brought}{bundle}"));
    assert_eq!([brought(1), brought(2), brought(3), brought(4)], [2, 2, 4, 1]);
}

#[rocket::async_test]
async fn the_letter_itself_is_not_sent_again_to_an_office_that_got_it_in_a_later_round() {
    let app = two_agencies().await;
    address(&app, false);
    deliver_letter(&app);
    app.mails().await;
    address(&app, true);
    assert_eq!(next(&app), [(FARMS.to_owned(), (0, 0, 0))].into());
    assert_eq!(send(&app), 1);
    let library = library(&app);
    let context = parts(&app, &library);
    let (letter, _) = crate::delivering::plan(context, &crate::delivering::without_congress()).expect("is planned");
    assert!(letter.plan.mails.is_empty(), "it is queued");
    app.mails().await;
    let (letter, _) = crate::delivering::plan(context, &crate::delivering::without_congress()).expect("is planned");
    assert_eq!(letter.plan.why_not(FARMS), Some(NotAgain::Sent));
}

#[rocket::async_test]
async fn nothing_follows_an_email_of_which_nobody_knows_whether_it_arrived() {
    let app = two_agencies().await;
    deliver_letter(&app);
    sign(&app, "Bea Ruiz").await;
    change(
        &app,
        "UPDATE outbox SET state = CASE WHEN recipient LIKE 'labor%' THEN 'uncertain' ELSE 'failed' END, settled_at = created_at WHERE kind = 'bundle'",
    );
    let why = |office: &str| {
        let library = library(&app);
        planned(parts(&app, &library)).plan.why_not(office)
    };
    assert_eq!(
        (next(&app).len(), why(LABOR), why(FARMS)),
        (0, Some(NotAgain::Undecided), Some(NotAgain::Undecided))
    );
    let settle = |office: &str, outcome| {
        let library = library(&app);
        deliver::settle(parts(&app, &library), &[office.to_owned()], outcome, None).expect("is settled");
    };
    settle(LABOR, DeliveryState::Delivered);
    settle(FARMS, DeliveryState::GivenUp);
    assert_eq!(next(&app), [(LABOR.to_owned(), (1, 1, 2))].into());
    assert_eq!(send(&app), 1);
    change(
        &app,
        "UPDATE outbox SET state = 'uncertain', settled_at = created_at WHERE kind = 'bundle' AND state = 'queued'",
    );
    sign(&app, "Cy Ruiz").await;
    assert_eq!((next(&app).len(), why(LABOR)), (0, Some(NotAgain::Undecided)));
    // The supplement did not arrive: the next one has its number, and whom it would have brought.
    settle(LABOR, DeliveryState::GivenUp);
    assert_eq!(next(&app), [(LABOR.to_owned(), (1, 2, 3))].into());
    settle(LABOR, DeliveryState::Delivered);
    assert_eq!(next(&app), [(LABOR.to_owned(), (2, 1, 3))].into());
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM deliveries WHERE outcome = 'delivered'"),
        2,
        "the letter's delivery stays as staff settled it"
    );
    change(&app, "UPDATE outbox SET state = 'sent' WHERE state <> 'sent'");
}

#[rocket::async_test]
async fn whom_nobody_knows_an_office_to_have_read_of_gets_no_supplement() {
    let app = two_agencies().await;
    address(&app, false);
    let library = library(&app);
    let context = parts(&app, &library);
    // By its contact form, and not as a bundle: whose names it has, is not known.
    deliver::settle(context, &[FARMS.to_owned()], DeliveryState::Delivered, None).expect("is settled");
    address(&app, true);
    deliver_letter(&app);
    app.mails().await;
    sign(&app, "Bea Ruiz").await;
    assert_eq!(next(&app), [(LABOR.to_owned(), (1, 1, 2))].into());
    assert_eq!(planned(context).plan.why_not(FARMS), Some(NotAgain::Delivered));
}

#[rocket::async_test]
async fn a_withdrawal_stops_supplements_that_count_the_signer() {
    let app = two_agencies().await;
    let bea = sign(&app, "Bea Ruiz").await;
    deliver_letter(&app);
    app.mails().await;
    sign(&app, "Cy Ruiz").await;
    assert_eq!(send(&app), 2);
    // Bea is in the letter, and only counted in the supplement.
    app.post(&format!("{bea}/withdraw"), &[("sure", "yes")]).await;
    let progress = || {
        app.worker
            .store
            .read_now(|db| store::progress(db, LETTER))
            .expect("reads")
    };
    let states: Vec<_> = progress().iter().map(|it| (it.supplement, it.state)).collect();
    let [sent, stopped] = [DeliveryState::Sent, DeliveryState::Withheld];
    assert_eq!(states, [(0, sent), (1, stopped), (0, sent), (1, stopped)]);
    let sent = app.mails().await.len();
    assert_eq!(
        next(&app),
        [(LABOR.to_owned(), (1, 1, 2)), (FARMS.to_owned(), (1, 1, 2))].into()
    );
    assert_eq!((send(&app), app.mails().await.len() - sent), (2, 2));
    let revision = progress()[0].revision;
    let counts = store::counts(&progress(), revision);
    assert_eq!(
        (counts["sent"], counts["sent (supplement)"]),
        (2, 2),
        "offices are counted once for the letter: {counts:?}"
    );
}

#[rocket::async_test]
async fn a_supplement_that_was_prepared_before_an_earlier_email_was_settled_is_not_sent() {
    let app = two_agencies().await;
    deliver_letter(&app);
    app.mails().await;
    change(
        &app,
        "UPDATE outbox SET state = 'failed' WHERE kind = 'bundle' AND recipient LIKE 'agri%'",
    );
    sign(&app, "Bea Ruiz").await;
    let library = library(&app);
    let context = parts(&app, &library);
    let (early, same) = (composed(context), composed(context));
    assert_eq!(send(&app), 1);
    let refused = deliver::send(context, same, "letters.test");
    assert!(matches!(refused, Err(SendError::Stale(Stale::Bundle))), "{refused:?}");
    drop(early);
    app.mails().await;
    sign(&app, "Cy Ruiz").await;
    let early = composed(context);
    // Its reply came late: the first supplement did not arrive after all.
    change(
        &app,
        "UPDATE outbox SET state = 'failed' WHERE id = (SELECT MAX(id) FROM outbox WHERE kind = 'bundle')",
    );
    let refused = deliver::send(context, early, "letters.test");
    assert!(matches!(refused, Err(SendError::Stale(Stale::Arrived))), "{refused:?}");
    change(&app, "UPDATE outbox SET state = 'sent' WHERE state <> 'sent'");
}

#[rocket::async_test]
async fn a_signer_whose_other_signature_was_merged_is_not_new() {
    let app = two_agencies().await;
    deliver_letter(&app);
    app.mails().await;
    sign(&app, "Ana Lopez").await;
    sign(&app, "Cy Ruiz").await;
    assert_eq!(next(&app)[LABOR], (1, 2, 3));
    change(
        &app,
        "INSERT INTO merges (merged, kept, state_before, merged_marked, kept_marked, merged_at) VALUES (1, 2, 'confirmed', FALSE, FALSE, 0)",
    );
    assert_eq!(next(&app)[LABOR], (1, 1, 3));
    assert_eq!(send(&app), 2);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM bundle_signers WHERE bundle = 2"),
        1
    );
}

#[rocket::async_test]
async fn the_email_says_that_it_is_a_supplement_and_since_when() {
    let app = two_agencies().await;
    deliver_letter(&app);
    app.mails().await;
    sign(&app, "Bea Ruiz").await;
    send(&app);
    let mails = app.mails().await;
    let (_, subject, text) = mails
        .iter()
        .rev()
        .find(|(to, ..)| to.starts_with("labor"))
        .expect("a mail");
    assert!(
        subject.starts_with("Supplement 1: 1 individual also signed ("),
        "{subject}"
    );
    for words in [
        "Supplement 1. We sent you the letter on ",
        "1 individual signed this letter since ",
        "In all, 2 individuals signed.",
        "The supplement is attached as a PDF. This PDF lists all signers: 1 individual.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let [_, (_, manifest)] = bundles(&app).try_into().expect("two bundles");
    let labor = entry(&manifest, LABOR).expect("it gets one");
    assert!(labor.attachment.contains("-supplement-1-"), "{}", labor.attachment);
    assert_eq!((manifest.people.all(), labor.constituents.all()), (2, 0));
}
