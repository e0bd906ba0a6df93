use std::path::Path;

use super::*;
use crate::delivery::snapshot::{Person, Residence};
use crate::offices::import::Import;

fn congress() -> Congress {
    let mut import = Import::default();
    for name in ["legislators.yaml", "committees.json", "membership.json"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data/congress")
            .join(name);
        import.add(&file).expect("is read");
    }
    Congress {
        members: import
            .members
            .into_iter()
            .flatten()
            .map(|it| (it.bioguide.clone(), it))
            .collect(),
        committees: import
            .committees
            .into_iter()
            .flatten()
            .map(|it| (it.code.clone(), it))
            .collect(),
        seats: import
            .seats
            .into_iter()
            .flatten()
            .map(|it| (format!("{} {}", it.committee, it.bioguide), it))
            .collect(),
    }
}

fn signer(state: &str, districts: &[u8]) -> Person {
    Person {
        name: None,
        place: String::new(),
        detail: String::new(),
        comment: None,
        residence: Residence {
            state: Some(state.to_owned()),
            districts: districts.to_vec(),
        },
    }
}

fn chosen(delivery: &str, people: Vec<Person>) -> String {
    let delivery: Delivery = toml::from_str(delivery).expect("a table");
    let snapshot = Snapshot {
        people,
        ..Snapshot::default()
    };
    let choice = choose(&delivery, &congress(), &snapshot);
    let lines = choice.targets.iter().map(|it| {
        format!(
            "{} {} [{}] {}",
            it.stem,
            it.addressee.salutation,
            it.contacts.join(" "),
            it.addressee.lines[1]
        )
    });
    lines
        .chain(choice.missing.iter().map(|it| format!("missing: {it}")))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn an_office_is_written_to_once_in_its_highest_capacity() {
    let delivery = "leadership = true\ncommittees = [\"HSJU\", \"SSJU\", \"HSXX\"]\nmembers = [\"X000002\", \"X000999\"]\nchambers = [\"house\"]\n[[recipients]]\nkey = \"labor\"\nname = \"The Secretary\"\naddress = [\"Washington\"]\nsalutation = \"Dear Secretary:\"";
    insta::assert_snapshot!(chosen(delivery, Vec::new()), @"
    ca-21-ortega Dear Speaker Ortega: [member:X000001 committee:HSJU:majority] Speaker of the House
    ak-al-van-sample Dear Ranking Member Van Sample: [member:X000002 committee:HSJU:minority] Ranking Member, Committee on the Judiciary
    ca-sen-lin Dear Chair Lin: [member:X000003 committee:SSJU:majority] Chair, Committee on the Judiciary
    pr-al-delegada Dear Resident Commissioner Delegada: [member:X000004] U.S. House of Representatives
    labor Dear Secretary: [recipient:labor] Washington
    missing: the committee SSJU has nobody in its first seat of the minority
    missing: the committee HSXX is not among the imported ones
    missing: X000999 is nobody who serves
    ");
}

#[test]
fn the_signers_states_choose_senators_and_only_districts_that_may_be_theirs() {
    let delivery = "states_of_signers = true";
    let stems = |people| {
        chosen(delivery, people)
            .lines()
            .map(|line| line.split(' ').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(stems(vec![signer("CA", &[13])]), "ca-sen-lin", "another district");
    assert_eq!(
        stems(vec![signer("CA", &[13, 21])]),
        "ca-sen-lin ca-21-ortega",
        "perhaps this district"
    );
    assert_eq!(
        stems(vec![signer("CA", &[])]),
        "ca-sen-lin ca-21-ortega",
        "an unknown district"
    );
    assert_eq!(stems(vec![signer("AK", &[])]), "ak-al-van-sample");
    assert_eq!(stems(vec![signer("NY", &[1])]), "");
}
