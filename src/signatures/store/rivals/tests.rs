use jiff::Timestamp;

use super::super::counting::{Settled, settle};
use super::super::ledger::By;
use crate::signatures::rules::Rules;

use super::super::{Mailbox, RecordingContext, Signing, record};
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::letters::Digest;
use crate::locale::Lang;
use crate::signatures::{Organization, Origin, Request, Signer};
use crate::store::{Store, Tx};

/// A party that signs: name, website, contact's address, city.
type Party = (&'static str, &'static str, &'static str, &'static str);

const GENUINE: Party = (
    "Harvest Workers Union",
    "harvest.example",
    "president@harvest.example",
    "Salinas",
);
const COLLEAGUE: Party = (
    "The Harvest Workers Union",
    "harvest.example",
    "office@harvest.example",
    "Salinas",
);
const WITH_ITS_WEBSITE: Party = (
    "Harvest Workers Union",
    "harvest.example",
    "forger@gmail.com",
    "Salinas",
);
const WITHOUT: Party = ("Harvest Workers Union", "", "forger2@gmail.com", "Salinas");
const ELSEWHERE: Party = (
    "Harvest Workers Union",
    "harvest.example",
    "forger3@gmail.com",
    "Fresno",
);
const LOOKALIKE: Party = (
    "Harvest W0rkers Union",
    "harvest-w.example",
    "x@harvest-w.example",
    "Salinas",
);

/// An official body, a forger with a domain of their own who copied name, place and contact, and others who copied as much.
const BUREAU: [Party; 4] = [
    ("FBI", "fbi.gov", "press@fbi.gov", "Washington"),
    ("F.B.I.", "fbi-desk.example", "press@fbi-desk.example", "Washington"),
    ("F.B.I.", "", "fbi.press@gmail.com", "Washington"),
    ("FBI", "fbi.gov", "fbi.desk@gmail.com", "Washington"),
];

/// The same parties under a name that staff would not hold.
const CIRCLE: [Party; 4] = [
    ("Orchard Circle", "orchard.example", "press@orchard.example", "Salinas"),
    (
        "The Orchard Circle",
        "orchard-desk.example",
        "press@orchard-desk.example",
        "Salinas",
    ),
    ("Orchard Circle, Inc.", "", "orchard.press@gmail.com", "Salinas"),
    ("Orchard Circle", "orchard.example", "orchard.desk@gmail.com", "Salinas"),
];

fn request((name, website, email, city): Party) -> Request {
    let lang = Lang::parse("en").expect("a language");
    Request {
        signer: Signer::Organization(Organization {
            legal_name: name.to_owned(),
            listed_name: name.to_owned(),
            kind: "union".to_owned(),
            scope: "local".to_owned(),
            website: (!website.is_empty()).then(|| format!("https://{website}/")),
            public_email: None,
            // A forger who copies a name copies the contact, too.
            contact_name: if BUREAU.iter().chain(&CIRCLE).any(|party| party.2 == email) {
                "Lee Park".to_owned()
            } else {
                format!("Contact {email}")
            },
            contact_title: "Officer".to_owned(),
            phone: None,
            board: None,
            invitation: None,
        }),
        email: Some(EmailAddress::parse(email).expect("an address")),
        city: city.to_owned(),
        region: Some("CA".to_owned()),
        country: "US".to_owned(),
        updates: false,
        edition: Digest([7; 32]),
        lang,
        interface: lang,
    }
}

fn come(tx: &Tx<'_>, letter: &str, party: Party, rules: &Rules, now: Timestamp) -> Settled {
    let at = RecordingContext {
        letter,
        revision: 1,
        updates_wording: "",
        to_offices_wording: "",
        authorized_wording: "yes",
        origin: Origin::Confirmed,
        mailbox: request(party)
            .email
            .map(|email| Mailbox::new(&rules.secret, letter, &email)),
        mails_per_day: u32::MAX,
        mails_per_letter: u32::MAX,
        people_per_address: 1,
        source: None,
        flags: "",
        comments_wait: false,
        now,
    };
    let Ok(Signing::Recorded { signature, .. }) = record(tx, &request(party), &at) else {
        panic!("is recorded");
    };
    settle(tx, signature, rules, By::service(now.as_microsecond())).expect("settles")
}

/// Returns all permutations.
fn orders<T: Copy>(things: &[T]) -> Vec<Vec<T>> {
    if things.len() < 2 {
        return vec![things.to_vec()];
    }
    let with_first = |at: usize| {
        let rest: Vec<T> = [&things[..at], &things[at + 1..]].concat();
        orders(&rest)
            .into_iter()
            .map(move |order| [vec![things[at]], order].concat())
    };
    (0..things.len()).flat_map(with_first).collect()
}

/// Returns the state of each contact's signature on a letter.
fn states(store: &Store, letter: &str) -> Vec<(String, String)> {
    let sql = format!("SELECT email, state FROM signatures WHERE letter = '{letter}' ORDER BY id");
    let read = store.read_now(|db| {
        db.all(&sql, [], |row| {
            Ok((row.get::<String>("email")?, row.get::<String>("state")?))
        })
    });
    read.map_err(|error: crate::store::StoreError| error.to_string())
        .expect("reads")
}

fn state_of(states: &[(String, String)], party: Party) -> &str {
    let found = states.iter().find(|(email, _)| email == party.2);
    found.map_or("absent", |(_, state)| state)
}

#[test]
fn in_any_order_the_better_verified_contact_is_counted_or_held_visibly() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    let now: Timestamp = "2026-12-01T12:00:00Z".parse().expect("a time");
    let forgers = [WITH_ITS_WEBSITE, WITHOUT, ELSEWHERE, LOOKALIKE];
    let all = [GENUINE, forgers[0], forgers[1], forgers[2], forgers[3]];
    for unverified_wait in [true, false] {
        let rules = Rules {
            unverified_wait,
            ..Rules::open(&Secret::new(&"k".repeat(40)))
        };
        for (n, order) in orders(&all).into_iter().enumerate() {
            let letter = format!("letter-{unverified_wait}-{n}");
            let (name, rules, came) = (letter.clone(), rules.clone(), order.clone());
            let write = store.write_now(move |tx| {
                for party in came {
                    come(tx, &name, party, &rules, now);
                }
                Ok::<_, crate::store::StoreError>(())
            });
            write.expect("writes");
            let states = states(&store, &letter);
            let genuine = state_of(&states, GENUINE);
            assert!(matches!(genuine, "confirmed" | "held"), "{order:?}: {states:?}");
            if unverified_wait {
                assert_eq!(
                    genuine, "confirmed",
                    "nothing unverified is in its way: {order:?}: {states:?}"
                );
            }
            // An organization that only claims its website does not keep the line.
            assert_ne!(
                state_of(&states, WITH_ITS_WEBSITE),
                "confirmed",
                "{order:?}: {states:?}"
            );
            assert_eq!(state_of(&states, LOOKALIKE), "held", "{order:?}: {states:?}");
            let sql = format!(
                "SELECT (SELECT organizations FROM tally WHERE letter = '{letter}') - COUNT(*) AS n FROM signatures
                 WHERE letter = '{letter}' AND state = 'confirmed'"
            );
            let off = store.read_now(|db| db.one(&sql, [], |row| row.get::<Option<i64>>("n")));
            let off = off
                .map_err(|error: crate::store::StoreError| error.to_string())
                .expect("reads");
            assert_eq!(off.flatten().unwrap_or(0), 0, "the tally is right: {order:?}");
        }
    }
}

#[test]
fn a_copy_of_name_place_and_contact_makes_nobody_a_duplicate_in_any_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    let now: Timestamp = "2026-12-01T12:00:00Z".parse().expect("a time");
    for (which, all) in [("bureau", BUREAU), ("circle", CIRCLE)] {
        for unverified_wait in [true, false] {
            let rules = Rules {
                unverified_wait,
                ..Rules::open(&Secret::new(&"k".repeat(40)))
            };
            for (n, order) in orders(&all).into_iter().enumerate() {
                let letter = format!("{which}-{unverified_wait}-{n}");
                let (name, rules, came) = (letter.clone(), rules.clone(), order.clone());
                let write = store.write_now(move |tx| {
                    for party in came {
                        come(tx, &name, party, &rules, now);
                    }
                    Ok::<_, crate::store::StoreError>(())
                });
                write.expect("writes");
                let states = states(&store, &letter);
                let genuine = state_of(&states, all[0]);
                let forged = state_of(&states, all[1]);
                assert!(matches!(genuine, "confirmed" | "held"), "{order:?}: {states:?}");
                assert!(
                    matches!(forged, "confirmed" | "held"),
                    "staff see it: {order:?}: {states:?}"
                );
                assert!(
                    genuine == "held" || forged == "held",
                    "never two lines for one name: {order:?}: {states:?}"
                );
                if which == "bureau" {
                    assert_eq!((genuine, forged), ("held", "held"), "{order:?}: {states:?}");
                }
                let came_before = |one: Party, other: Party| {
                    let at = |party: Party| order.iter().position(|it| it.2 == party.2);
                    at(one) < at(other)
                };
                if which == "circle" && came_before(all[0], all[1]) && unverified_wait {
                    assert_eq!(genuine, "confirmed", "{order:?}: {states:?}");
                }
            }
        }
    }
}

#[test]
fn a_newly_bought_domain_displaces_no_organization_without_a_domain() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    let now: Timestamp = "2026-12-01T12:00:00Z".parse().expect("a time");
    let rules = Rules::open(&Secret::new(&"k".repeat(40)));
    let settled = store.write_now(move |tx| {
        Ok::<_, crate::store::StoreError>([CIRCLE[2], CIRCLE[1]].map(|party| come(tx, "one", party, &rules, now)))
    });
    assert_eq!(settled.expect("writes"), [Settled::Counted, Settled::Held]);
}

#[test]
fn a_colleague_of_a_verified_contact_adds_no_second_line_in_either_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    let now: Timestamp = "2026-12-01T12:00:00Z".parse().expect("a time");
    let rules = Rules::open(&Secret::new(&"k".repeat(40)));
    for (letter, order) in [("one", [GENUINE, COLLEAGUE]), ("two", [COLLEAGUE, GENUINE])] {
        let rules = rules.clone();
        let settled = store.write_now(move |tx| {
            Ok::<_, crate::store::StoreError>(order.map(|party| come(tx, letter, party, &rules, now)))
        });
        assert_eq!(settled.expect("writes"), [Settled::Counted, Settled::Duplicate]);
    }
}
