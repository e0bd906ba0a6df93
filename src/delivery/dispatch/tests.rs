use super::*;
use crate::delivery::{Count, FileEntry, Manifest};
use crate::email::EmailAddress;
use crate::offices::store::Stop;
use crate::store::Store;

fn office(key: &str, contacts: &[&str], bytes: u64) -> OfficeEntry {
    let file = FileEntry {
        file: "f".to_owned(),
        sha256: "00".repeat(32),
        bytes,
    };
    OfficeEntry {
        office: key.to_owned(),
        name: key.to_owned(),
        salutation: "Dear Sample:".to_owned(),
        seat: None,
        contacts: contacts.iter().map(|key| (*key).to_owned()).collect(),
        summary: Vec::new(),
        lead: String::new(),
        attachment: String::new(),
        constituents: Count::default(),
        pdf: file.clone(),
        csv: file,
    }
}

fn contact(office: &str, email: &str) -> Contact {
    Contact {
        office: office.to_owned(),
        email: EmailAddress::parse(email).expect("an address"),
        name: None,
        source: "call".to_owned(),
        verified_on: "2026-01-01".parse().expect("a day"),
    }
}

fn addresses(contacts: &[(&str, &str)], stops: &[&str]) -> Addresses {
    let mut addresses = Addresses::default();
    for (office, email) in contacts {
        let all = addresses.contacts.entry((*office).to_owned()).or_default();
        all.push(contact(office, email));
    }
    for key in stops {
        let stop = Stop {
            key: (*key).to_owned(),
            reason: String::new(),
            stopped_at: 0,
        };
        addresses.stops.insert(stop.key.clone(), stop);
    }
    addresses
}

fn states(states: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = states
        .iter()
        .map(|(office, state)| ((*office).to_owned(), (*state).to_owned()));
    owned.collect()
}

fn again(offices: &[&str], failed: bool) -> Again {
    Again {
        offices: offices.iter().map(|it| (*it).to_owned()).collect(),
        failed,
    }
}

/// `office>where it goes`, for the mails of a plan.
fn goes(plan: &Plan) -> String {
    let mails = plan
        .mails
        .iter()
        .map(|mail| format!("{}>{}", mail.office.office, mail.contact.email.as_str()));
    mails.collect::<Vec<_>>().join(" ")
}

fn names(offices: &[OfficeEntry]) -> String {
    offices.iter().map(|office| office.office.clone()).collect()
}

fn manifest(offices: Vec<OfficeEntry>) -> Manifest {
    Manifest {
        format: 1,
        letter: "sample".to_owned(),
        revision: 1,
        composed_at: String::new(),
        code: String::new(),
        editions: Vec::new(),
        organizations: 0,
        people: Count::default(),
        earlier_revisions: 0,
        demonstration: 0,
        offices,
    }
}

#[test]
fn each_office_is_sent_to_once_or_told_why_not() {
    let offices = [
        office("a", &["a"], 10),
        office("b", &["b", "committee"], 10),
        office("c", &["c"], 10),
        office("d", &["d"], 11),
        office("e", &["e"], 10),
    ];
    let known = ["a", "committee", "d", "e"].map(|key| (key, "desk@office.example"));
    let known = addresses(&known, &[]);
    let plan = Plan::new(&offices, &known, &states(&[("e", "uncertain")]), &again(&[], true), 10);
    assert_eq!(goes(&plan), "a>desk@office.example b>desk@office.example");
    assert_eq!(
        (names(&plan.without_contact), names(&plan.too_large)),
        ("c".to_owned(), "d".to_owned())
    );
    assert_eq!(
        plan.before.len(),
        1,
        "an uncertain delivery is never repeated by itself"
    );
    assert_eq!(plan.stale("2026-06-01".parse().expect("a day")).count(), 2);
}

#[test]
fn what_failed_is_repeated_when_staff_say_so_and_what_arrived_never() {
    let offices = ["a", "b", "c", "d"].map(|key| office(key, &[key], 10));
    let known = addresses(&["a", "b", "c", "d"].map(|key| (key, "desk@office.example")), &[]);
    let before = states(&[("a", "sent"), ("b", "failed"), ("c", "uncertain"), ("d", "failed")]);
    let repeated = |again: &Again| {
        let plan = Plan::new(&offices, &known, &before, again, 10);
        assert!(plan.mails.iter().all(|mail| mail.again));
        plan.mails
            .iter()
            .map(|mail| mail.office.office.clone())
            .collect::<String>()
    };
    assert_eq!(repeated(&again(&[], false)), "");
    assert_eq!(repeated(&again(&["a", "c", "d"], false)), "cd");
    assert_eq!(
        repeated(&again(&[], true)),
        "bd",
        "an uncertain one is a question of its own"
    );
    assert_eq!(repeated(&again(&["c"], true)), "bcd");
}

#[test]
fn the_first_contact_that_may_be_used_receives_and_a_stop_overrules_everything() {
    let offices = [office("a", &["a", "committee:HSJU:majority"], 10)];
    let contacts = [
        ("a", "first@a.example"),
        ("a", "second@a.example"),
        ("committee:HSJU:majority", "judiciary@house.example"),
    ];
    let plan = |stops: &[&str], before: &[(&str, &str)]| {
        let known = addresses(&contacts, stops);
        let plan = Plan::new(&offices, &known, &states(before), &again(&["a"], true), 10);
        format!("{} {}", goes(&plan), names(&plan.stopped)).trim().to_owned()
    };
    assert_eq!(plan(&[], &[]), "a>first@a.example");
    assert_eq!(plan(&["first@a.example"], &[]), "a>second@a.example");
    assert_eq!(
        plan(&["first@a.example", "second@a.example"], &[]),
        "a>judiciary@house.example"
    );
    assert_eq!(plan(&["committee:HSJU:majority"], &[]), "a>first@a.example");
    assert_eq!(plan(&["a"], &[]), "a", "the office wants nothing, by whichever address");
    assert_eq!(plan(&["a"], &[("a", "failed")]), "a", "not even again");
}

#[test]
fn a_key_that_no_office_has_is_found() {
    let offices = [office("member:B001234", &[], 10)];
    let keys = ["member:B001234", "member:TYPO"].map(str::to_owned);
    assert_eq!(unknown(&offices, &keys), ["member:TYPO"]);
}

/// A database with one frozen bundle of the letter `sample`, and a mail to `a` that is planned.
fn frozen() -> (tempfile::TempDir, Store, i64, Vec<Dispatch>) {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    let bundle = freeze(&database, 1);
    let mails = vec![Dispatch {
        office: office("a", &["a"], 10),
        contact: contact("a", "desk@office.example"),
        again: false,
    }];
    (folder, database, bundle, mails)
}

fn freeze(database: &Store, n: u8) -> i64 {
    let manifest = manifest(Vec::new());
    let signers = store::Fingerprint {
        digest: [n; 32],
        until: 0,
    };
    let frozen = database.write_now(move |tx| store::freeze(tx, &manifest, [n; 32], &signers, NOW));
    frozen.expect("is frozen")
}

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn owe(database: &Store, bundle: i64, mails: &[Dispatch]) -> usize {
    let mails = mails.to_vec();
    let owed = database.write_now(move |tx| {
        let bundle = Frozen {
            row: bundle,
            code: "CODE",
            invented: false,
        };
        enqueue(tx, bundle, ("sample", 1), &mails, "letters.example", NOW)
    });
    owed.expect("is owed")
}

fn set(database: &Store, sql: &'static str) {
    database.write_now(move |tx| tx.execute(sql, [])).expect("is set");
}

/// The file of each mail and how it fares.
fn outbox(database: &Store) -> Vec<(i64, String)> {
    let sql = "SELECT d.bundle, o.state FROM outbox o JOIN deliveries d ON d.id = o.subject_id ORDER BY o.id";
    let found = database.read_now(|db| db.all(sql, [], |row| Ok((row.get("bundle")?, row.get("state")?))));
    found.expect("reads")
}

#[test]
fn two_runs_at_once_repeat_a_mail_once_and_with_the_newest_file() {
    let (_folder, database, first, mut mails) = frozen();
    assert_eq!(owe(&database, first, &mails), 1);
    assert_eq!(owe(&database, first, &mails), 0, "it is on its way");
    mails[0].again = true;
    assert_eq!(
        owe(&database, first, &mails),
        0,
        "it is on its way, whatever a plan says"
    );
    set(&database, "UPDATE outbox SET state = 'failed', settled_at = 1");
    let second = freeze(&database, 2);
    assert_eq!(owe(&database, second, &mails), 1);
    assert_eq!(owe(&database, second, &mails), 0, "the other run was faster");
    let state = |bundle: i64, state: &str| (bundle, state.to_owned());
    assert_eq!(outbox(&database), [state(first, "failed"), state(second, "queued")]);
}

/// The states of the mails, and the newest bundle that still counts.
fn after_cancelling(database: &Store) -> (store::Cancelled, Vec<String>, Option<i64>) {
    let cancelled = database
        .write_now(|tx| store::cancel(tx, "sample", NOW))
        .expect("is cancelled");
    let states = outbox(database).into_iter().map(|(_, state)| state).collect();
    let bundle = database.read_now(|db| store::bundle(db, "sample", 1)).expect("reads");
    (cancelled, states, bundle.map(|bundle| bundle.id))
}

#[test]
fn what_waits_is_cancelled_and_its_bundle_with_it() {
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
fn what_is_being_handed_over_or_arrived_is_not_cancelled() {
    let (_folder, database, bundle, mut mails) = frozen();
    mails.push(Dispatch {
        office: office("b", &["b"], 10),
        ..mails[0].clone()
    });
    owe(&database, bundle, &mails);
    set(&database, "UPDATE outbox SET sending = 1 WHERE id = 1");
    let (cancelled, states, left) = after_cancelling(&database);
    assert_eq!((cancelled.mails, cancelled.gone, cancelled.bundles), (1, 1, vec![]));
    assert_eq!(
        (states, left),
        (vec!["queued".to_owned(), "moot".to_owned()], Some(bundle))
    );
    assert_eq!(owe(&database, bundle, &mails), 1, "only the cancelled one is due again");
    set(&database, "UPDATE outbox SET state = 'sent', settled_at = 1");
    assert_eq!(after_cancelling(&database).0.mails, 0);
}

#[test]
fn a_late_answer_ends_the_doubt_before_a_second_mail() {
    let (_folder, database, bundle, mut mails) = frozen();
    owe(&database, bundle, &mails);
    set(&database, "UPDATE outbox SET state = 'uncertain', settled_at = 1");
    mails[0].again = true;
    let shown = mails.clone();
    set(&database, "UPDATE outbox SET state = 'sent', settled_at = 2");
    assert_eq!(owe(&database, bundle, &shown), 0, "it arrived after the plan was shown");
    set(&database, "UPDATE outbox SET state = 'uncertain', settled_at = 1");
    assert_eq!(owe(&database, bundle, &mails), 1);
    let meanwhile = |mail: i64| {
        database
            .read_now(|db| store::arrived_meanwhile(db, mail))
            .expect("reads")
    };
    assert!(!meanwhile(2));
    set(
        &database,
        "UPDATE outbox SET state = 'sent', settled_at = 3 WHERE id = 1",
    );
    assert!(meanwhile(2), "the second mail is moot now");
    assert!(!meanwhile(1));
}
