use super::*;
use crate::delivery::{Count, FileEntry};
use crate::email::EmailAddress;
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
        constituents: Count::default(),
        pdf: file.clone(),
        csv: file,
    }
}

fn contact(office: &str) -> (String, Contact) {
    let contact = Contact {
        office: office.to_owned(),
        email: EmailAddress::parse("desk@office.example").expect("an address"),
        name: None,
        source: "call".to_owned(),
        verified_on: "2026-01-01".parse().expect("a day"),
    };
    (office.to_owned(), contact)
}

fn manifest(offices: Vec<OfficeEntry>) -> Manifest {
    Manifest {
        format: 1,
        letter: "sample".to_owned(),
        revision: 1,
        composed_at: String::new(),
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
    let manifest = manifest(vec![
        office("a", &["a"], 10),
        office("b", &["b", "committee"], 10),
        office("c", &["c"], 10),
        office("d", &["d"], 11),
        office("e", &["e"], 10),
    ]);
    let contacts = ["a", "committee", "d", "e"].map(contact).into();
    let plan = Plan::new(
        &manifest,
        &contacts,
        &[("e".to_owned(), "uncertain".to_owned())].into(),
        &BTreeSet::new(),
        10,
    );
    let again = Plan::new(
        &manifest,
        &contacts,
        &[
            ("e".to_owned(), "uncertain".to_owned()),
            ("a".to_owned(), "sent".to_owned()),
        ]
        .into(),
        &["a".to_owned(), "e".to_owned()].into(),
        10,
    );
    let repeated: Vec<_> = again
        .mails
        .iter()
        .filter(|mail| mail.again)
        .map(|mail| mail.office.office.as_str())
        .collect();
    assert_eq!(repeated, ["e"], "what arrived is not sent again, whoever asks");
    let names = |offices: &[OfficeEntry]| offices.iter().map(|office| office.office.clone()).collect::<String>();
    let mails: Vec<_> = plan
        .mails
        .iter()
        .map(|mail| format!("{}>{}", mail.office.office, mail.contact.office))
        .collect();
    assert_eq!(mails, ["a>a", "b>committee"]);
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
fn a_key_that_no_office_has_is_found() {
    let manifest = manifest(vec![office("member:B001234", &[], 10)]);
    let keys = ["member:B001234", "member:TYPO"].map(str::to_owned);
    assert_eq!(unknown(&manifest, &keys), ["member:TYPO"]);
}

/// A database with one frozen bundle of the letter `sample`, and a mail to `a` that is planned.
fn frozen() -> (tempfile::TempDir, Store, i64, Vec<Dispatch>) {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    let bundle = freeze(&database, 1);
    let (_, contact) = contact("a");
    let mails = vec![Dispatch {
        office: office("a", &["a"], 10),
        contact,
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
    let owed = database.write_now(move |tx| enqueue(tx, bundle, ("sample", 1), &mails, "letters.example", NOW));
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
