//! Tests that planned mails are enqueued, repeated and cancelled once.

use super::*;
use crate::delivery::earlier::{EarlierText, ReplacedText};
use crate::delivery::store::BundleId;
use crate::outbox::MailId;

/// Creates a database with one frozen bundle of the letter `sample`, and a planned mail to `a`.
pub(super) fn frozen() -> (tempfile::TempDir, Store, BundleId, Vec<Dispatch>) {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    let bundle = freeze(&database, 1);
    let mails = vec![Dispatch {
        office: office("a", &["a"], 10),
        contact: contact("a", "desk@office.example"),
        before: None,
    }];
    (folder, database, bundle, mails)
}

pub(super) fn freeze(database: &Store, n: u8) -> BundleId {
    freeze_revision(database, n, 1)
}

fn freeze_revision(database: &Store, n: u8, revision: u32) -> BundleId {
    let manifest = Manifest {
        revision,
        ..manifest(Vec::new())
    };
    let signers = store::Fingerprint {
        digest: [n; 32],
        until: 0,
    };
    let frozen = database.write_now(move |tx| store::freeze(tx, &manifest, [n; 32], &signers, NOW));
    frozen.expect("is frozen")
}

pub(super) const NOW: Timestamp = Timestamp::UNIX_EPOCH;

pub(super) fn owe(database: &Store, bundle: BundleId, mails: &[Dispatch]) -> usize {
    let mails = mails.to_vec();
    let owed = database.write_now(move |tx| {
        let bundle = Frozen {
            row: bundle,
            round: 0,
            code: "CODE",
            invented: false,
        };
        enqueue(tx, bundle, ("sample", 1), &mails, "letters.example", NOW)
    });
    owed.expect("is owed")
}

pub(super) fn set(database: &Store, sql: &'static str) {
    database.write_now(move |tx| tx.execute(sql, [])).expect("is set");
}

/// Returns the file of each mail, and its state.
fn outbox(database: &Store) -> Vec<(BundleId, String)> {
    let sql = "SELECT d.bundle, o.state FROM outbox o JOIN deliveries d ON d.id = o.subject_id ORDER BY o.id";
    let found = database.read_now(|db| db.all(sql, [], |row| Ok((row.get("bundle")?, row.get("state")?))));
    found.expect("reads")
}

#[test]
fn two_concurrent_runs_repeat_a_mail_once_with_the_newest_file() {
    let (_folder, database, first, mut mails) = frozen();
    assert_eq!(owe(&database, first, &mails), 1);
    assert_eq!(owe(&database, first, &mails), 0, "it is on its way");
    mails[0].before = Some(stands("failed"));
    assert_eq!(
        owe(&database, first, &mails),
        0,
        "it is on its way, whatever a plan says"
    );
    set(&database, "UPDATE outbox SET state = 'failed', settled_at = 1");
    let second = freeze(&database, 2);
    assert_eq!(owe(&database, second, &mails), 1);
    assert_eq!(owe(&database, second, &mails), 0, "the other run was faster");
    let state = |bundle: BundleId, state: &str| (bundle, state.to_owned());
    assert_eq!(outbox(&database), [state(first, "failed"), state(second, "queued")]);
}

/// Returns the states of the mails, and the newest bundle that still counts.
fn after_cancelling(database: &Store) -> (store::Cancelled, Vec<String>, Option<BundleId>) {
    let cancelled = database
        .write_now(|tx| store::cancel(tx, "sample", NOW))
        .expect("is cancelled");
    let states = outbox(database).into_iter().map(|(_, state)| state).collect();
    let bundle = database
        .read_now(|db| store::bundle(db, "sample", 1, 0))
        .expect("reads");
    (cancelled, states, bundle.map(|bundle| bundle.id))
}

#[test]
fn queued_mails_are_cancelled_together_with_their_bundle() {
    let (_folder, database, bundle, mails) = frozen();
    owe(&database, bundle, &mails);
    let (cancelled, states, left) = after_cancelling(&database);
    assert_eq!(
        (cancelled.mails, cancelled.gone, cancelled.bundles),
        (1, 0, vec![[1; 32]])
    );
    assert_eq!(
        (states, left),
        (vec!["moot".to_owned()], None),
        "a fresh bundle comes next"
    );
    let second = freeze(&database, 2);
    assert_eq!(owe(&database, second, &mails), 1, "what was cancelled can be delivered");
}

#[test]
fn mails_that_are_being_sent_or_were_sent_are_not_cancelled() {
    let (_folder, database, bundle, mut mails) = frozen();
    mails.push(Dispatch {
        office: office("b", &["b"], 10),
        ..mails[0].clone()
    });
    owe(&database, bundle, &mails);
    set(&database, "UPDATE outbox SET sending = TRUE WHERE id = 1");
    let (cancelled, states, left) = after_cancelling(&database);
    assert_eq!((cancelled.mails, cancelled.gone, cancelled.bundles), (1, 1, vec![]));
    assert_eq!(
        (states, left),
        (vec!["queued".to_owned(), "moot".to_owned()], Some(bundle))
    );
    assert_eq!(owe(&database, bundle, &mails), 1, "only the cancelled one is due again");
    set(&database, "UPDATE outbox SET state = 'sent', settled_at = 1");
    assert_eq!(after_cancelling(&database).0.mails, 0);
    for (state, gone) in [("sent", 1), ("uncertain", 1), ("failed", 0)] {
        let change = format!("UPDATE outbox SET state = '{state}' WHERE id = 1");
        let changed = database.write_now(move |tx| {
            tx.execute("UPDATE outbox SET state = 'moot' WHERE id > 1", [])
                .and(tx.execute(&change, []))
        });
        changed.expect("is changed");
        assert_eq!(after_cancelling(&database).0.gone, gone, "{state}");
    }
}

#[test]
fn a_late_reply_prevents_a_second_mail() {
    let (_folder, database, bundle, mut mails) = frozen();
    owe(&database, bundle, &mails);
    set(&database, "UPDATE outbox SET state = 'uncertain', settled_at = 1");
    mails[0].before = Some(stands("uncertain"));
    let shown = mails.clone();
    set(&database, "UPDATE outbox SET state = 'sent', settled_at = 2");
    assert_eq!(owe(&database, bundle, &shown), 0, "it arrived after the plan was shown");
    set(&database, "UPDATE outbox SET state = 'uncertain', settled_at = 1");
    assert_eq!(owe(&database, bundle, &mails), 1);
    let meanwhile = |mail: i64| {
        database
            .read_now(|db| store::is_superseded(db, MailId::new(mail)))
            .expect("reads")
    };
    assert!(!meanwhile(2));
    set(
        &database,
        "UPDATE outbox SET state = 'sent', settled_at = 3 WHERE id = 1",
    );
    assert!(meanwhile(2), "the second mail is moot now");
    assert!(
        meanwhile(1),
        "and would the first be queued again, it is not sent either"
    );
    set(
        &database,
        "UPDATE outbox SET state = 'failed', settled_at = 3 WHERE id = 2",
    );
    assert!(!meanwhile(1), "the other one did not arrive");
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: each step begins where the last one ended"
)]
fn an_earlier_text_is_what_an_office_received_or_may_have_received() {
    let (_folder, database, bundle, mut mails) = frozen();
    mails.extend(["b", "c", "d"].map(|key| Dispatch {
        office: office(key, &[key], 10),
        ..mails[0].clone()
    }));
    owe(&database, bundle, &mails);
    for sql in [
        // 10 pm on March 8 in New York.
        "UPDATE outbox SET state = 'sent', settled_at = 1773022000000000 WHERE id = 1",
        "UPDATE outbox SET state = 'uncertain', settled_at = 1773022000000000 WHERE id = 2",
        "UPDATE outbox SET state = 'failed', settled_at = 1773022000000000 WHERE id = 3",
    ] {
        set(&database, sql);
    }
    let zone = jiff::tz::TimeZone::get("America/New_York").expect("a zone");
    let earlier = |revision: u32| {
        database
            .read_now(|db| store::earlier(db, "sample", revision, &zone))
            .expect("reads")
    };
    let of = |name: &str, revision: u32, day: &str| EarlierText {
        name: name.to_owned(),
        revision,
        sent_on: day.parse().expect("a day"),
    };
    let had = [
        ("a".to_owned(), of("a", 1, "2026-03-08")),
        ("b".to_owned(), of("b", 1, "2026-03-08")),
    ];
    assert_eq!(earlier(2), had.into(), "neither what failed nor what waits");
    assert_eq!(earlier(1), BTreeMap::new(), "the same text is no earlier one");
    let aware = |offices: Vec<OfficeEntry>| manifest(offices).is_aware_of(&earlier(2));
    assert!(!aware(vec![mails[0].office.clone()]));
    let replaces = ReplacedText {
        revision: 1,
        sent_on: "2026-03-08".to_owned(),
        words: "It replaces another.".to_owned(),
    };
    mails[0].office.replaces = Some(replaces);
    assert!(aware(vec![mails[0].office.clone(), mails[3].office.clone()]));

    let second = freeze_revision(&database, 2, 2);
    let first = vec![mails[0].clone()];
    let owed = database.write_now(move |tx| {
        let bundle = Frozen {
            row: second,
            round: 0,
            code: "CODE",
            invented: false,
        };
        enqueue(tx, bundle, ("sample", 2), &first, "letters.example", NOW)
    });
    assert_eq!(owed.expect("is owed"), 1, "each revision is a letter of its own");
    let payload = database.read_now(|db| {
        db.one("SELECT payload FROM outbox WHERE id = 5", [], |row| {
            row.get::<String>("payload")
        })
    });
    let payload: Payload = serde_json::from_str(&payload.expect("reads").expect("a row")).expect("JSON");
    assert_eq!(payload.replaces.as_deref(), Some("It replaces another."));
    set(
        &database,
        "UPDATE outbox SET state = 'sent', settled_at = 1773122000000000 WHERE id = 5",
    );
    assert_eq!(earlier(3)["a"], of("a", 2, "2026-03-10"), "the newest counts");
    assert_eq!(earlier(3)["b"], of("b", 1, "2026-03-08"));
}
