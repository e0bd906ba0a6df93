use super::*;
use crate::delivery::{Count, FileEntry, Manifest};
use crate::email::EmailAddress;
use crate::offices::store::Stop;
use crate::signatures::ByOrigin;
use crate::store::Store;

mod afterwards;
mod owing;

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
        capacity: String::new(),
        rules: Vec::new(),
        summary: Vec::new(),
        lead: String::new(),
        attachment: String::new(),
        contents: String::new(),
        replaces: None,
        supplement: None,
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

/// Standings by office, each after a mail to `desk@office.example`.
fn states(states: &[(&str, &str)]) -> BTreeMap<String, Standing> {
    let owned = states
        .iter()
        .map(|(office, state)| ((*office).to_owned(), stands(state)));
    owned.collect()
}

fn stands(state: &str) -> Standing {
    Standing {
        state: state.parse().expect("a state"),
        address: "desk@office.example".to_owned(),
        reply: Some("550 5.1.1 no such mailbox".to_owned()),
    }
}

fn again(offices: &[&str], failed: bool) -> Again {
    Again {
        offices: offices.iter().map(|it| (*it).to_owned()).collect(),
        failed,
    }
}

/// Returns `office>address` for the mails of a plan.
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
        origins: ByOrigin::default(),
        format: 1,
        letter: "sample".to_owned(),
        revision: 1,
        round: 0,
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
fn each_office_gets_one_mail_or_a_reason_why_not() {
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
    let why = ["a", "b", "c", "d", "e"].map(|key| plan.why_not(key));
    let (nobody, large, open) = (NotAgain::WithoutContact, NotAgain::TooLarge, NotAgain::Undecided);
    assert_eq!(why, [None, None, Some(nobody), Some(large), Some(open)]);
    assert_eq!(
        plan.before.len(),
        1,
        "an uncertain delivery is never repeated by itself"
    );
    assert_eq!(plan.stale("2026-06-01".parse().expect("a day")).count(), 2);
}

#[test]
fn a_failed_mail_is_repeated_on_request_and_a_sent_one_never() {
    let offices = ["a", "b", "c", "d"].map(|key| office(key, &[key], 10));
    let known = addresses(&["a", "b", "c", "d"].map(|key| (key, "desk@office.example")), &[]);
    let before = states(&[("a", "sent"), ("b", "failed"), ("c", "uncertain"), ("d", "failed")]);
    let repeated = |again: &Again| {
        let plan = Plan::new(&offices, &known, &before, again, 10);
        assert!(plan.mails.iter().all(Dispatch::is_again));
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
fn what_was_cancelled_or_stopped_is_included_again_and_what_staff_settled_is_not() {
    let keys = ["a", "b", "c", "d", "e"];
    let offices = keys.map(|key| office(key, &[key], 10));
    let known = addresses(&keys.map(|key| (key, "desk@office.example")), &[]);
    let before = states(&[
        ("a", "cancelled"),
        ("b", "withheld"),
        ("c", "delivered"),
        ("d", "given-up"),
        ("e", "sending"),
    ]);
    let plan = Plan::new(&offices, &known, &before, &again(&[], true), 10);
    let included: Vec<_> = plan
        .mails
        .iter()
        .map(|mail| (mail.before.clone(), mail.is_again()))
        .collect();
    assert_eq!(
        included,
        [(Some(stands("cancelled")), false), (Some(stands("withheld")), false)]
    );
    let plan = Plan::new(&offices, &known, &before, &again(&keys, true), 10);
    assert_eq!(
        goes(&plan).matches('>').count(),
        3,
        "staff may change their mind about what they gave up"
    );
    let why = ["c", "d", "e"].map(|key| plan.why_not(key));
    assert_eq!(why, [Some(NotAgain::Delivered), None, Some(NotAgain::Waits)]);
}

#[test]
fn a_plan_knows_whether_another_mail_goes_to_the_address_that_failed() {
    use Repetition::{Elsewhere, SameAddress, Stopped, WithoutContact};
    let offices = ["a", "b", "c", "d", "e"].map(|key| office(key, &[key, "committee"], 10));
    let known = addresses(
        &[
            ("a", "Desk@office.example"),
            ("b", "other@office.example"),
            ("b", "desk@office.example"),
            ("d", "desk@office.example"),
        ],
        &["d"],
    );
    let failed = ["a", "b", "c", "d"].map(|key| (key, "failed"));
    let before = states(&[&failed[..], &[("e", "sent")]].concat());
    let plan = Plan::new(&offices, &known, &before, &again(&[], false), 10);
    let repetitions: Vec<_> = plan.before.iter().map(|it| it.repetition).collect();
    assert_eq!(
        repetitions,
        [SameAddress, Elsewhere, WithoutContact, Stopped, WithoutContact]
    );
    let plan = Plan::new(&offices, &known, &before, &again(&[], true), 10);
    let failed_here: Vec<_> = plan.mails.iter().map(|mail| mail.failed_here().is_some()).collect();
    assert_eq!(failed_here, [true, false]);
}

#[test]
fn the_first_usable_contact_receives_and_an_opt_out_overrules_everything() {
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
fn keys_of_unknown_offices_are_found() {
    let offices = [office("member:B001234", &[], 10)];
    let keys = ["member:B001234", "member:TYPO"].map(str::to_owned);
    assert_eq!(unknown(&offices, &keys), ["member:TYPO"]);
}
